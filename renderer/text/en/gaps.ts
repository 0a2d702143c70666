import type { TextOf } from "../text-of.ts";
import type { gaps as vi } from "../vi/gaps.ts";

export const gaps: TextOf<typeof vi> = {
  title: "Openings",
  gapTitle: "Opening",
};
