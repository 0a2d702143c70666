import type { RotationGround } from "./ground.ts";

/** What is asked about programmes and their progress. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled with the first question
export type ProgrammeQueries = {};

/** Each question once: one that is left out does not compile. */
export const programmeQueries: Readonly<Record<keyof ProgrammeQueries, true>> = {};

export function makeProgrammeDesk(_ground: RotationGround): ProgrammeQueries {
  return {};
}
