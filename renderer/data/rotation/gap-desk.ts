import type { RotationGround } from "./ground.ts";

/** What is asked about vacancies, weak places and what is to come. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled with the first question
export type GapQueries = {};

/** Each question once: one that is left out does not compile. */
export const gapQueries: Readonly<Record<keyof GapQueries, true>> = {};

export function makeGapDesk(_ground: RotationGround): GapQueries {
  return {};
}
