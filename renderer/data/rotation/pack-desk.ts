import type { RotationGround } from "./ground.ts";

/** What is asked about packs of rules. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled with the first question
export type PackQueries = {};

/** Each question once: one that is left out does not compile. */
export const packQueries: Readonly<Record<keyof PackQueries, true>> = {};

export function makePackDesk(_ground: RotationGround): PackQueries {
  return {};
}
