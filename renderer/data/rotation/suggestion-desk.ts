import type { RotationGround } from "./ground.ts";

/** What is asked about who might fill an opening. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled with the first question
export type SuggestionQueries = {};

/** Each question once: one that is left out does not compile. */
export const suggestionQueries: Readonly<Record<keyof SuggestionQueries, true>> = {};

export function makeSuggestionDesk(_ground: RotationGround): SuggestionQueries {
  return {};
}
