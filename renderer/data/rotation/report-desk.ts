import type { RotationGround } from "./ground.ts";

/** What is asked of statistics. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled with the first question
export type ReportQueries = {};

/** Each question once: one that is left out does not compile. */
export const reportQueries: Readonly<Record<keyof ReportQueries, true>> = {};

export function makeReportDesk(_ground: RotationGround): ReportQueries {
  return {};
}
