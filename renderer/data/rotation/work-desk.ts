import type { RotationGround } from "./ground.ts";

/** What is asked about work in hand. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled with the first question
export type WorkQueries = {};

/** Each question once: one that is left out does not compile. */
export const workQueries: Readonly<Record<keyof WorkQueries, true>> = {};

export function makeWorkDesk(_ground: RotationGround): WorkQueries {
  return {};
}
