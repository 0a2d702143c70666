import type { RotationGround } from "./ground.ts";

/** What is asked about one move and the rules it is held against. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled with the first question
export type MoveQueries = {};

/** Each question once: one that is left out does not compile. */
export const moveQueries: Readonly<Record<keyof MoveQueries, true>> = {};

export function makeMoveDesk(_ground: RotationGround): MoveQueries {
  return {};
}
