import type { TextOf } from "../text-of.ts";
import type { suggestions as vi } from "../vi/suggestions.ts";

export const suggestions: TextOf<typeof vi> = {
  title: "Candidates",
  exchangesTitle: "Find exchanges",
};
