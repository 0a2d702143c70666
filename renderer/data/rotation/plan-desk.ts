import type { RotationGround } from "./ground.ts";

/** What is asked about planning (quy hoạch). */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled with the first question
export type PlanQueries = {};

/** Each question once: one that is left out does not compile. */
export const planQueries: Readonly<Record<keyof PlanQueries, true>> = {};

export function makePlanDesk(_ground: RotationGround): PlanQueries {
  return {};
}
