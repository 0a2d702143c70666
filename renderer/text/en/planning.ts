import type { TextOf } from "../text-of.ts";
import type { planning as vi } from "../vi/planning.ts";

export const planning: TextOf<typeof vi> = {
  title: "Planning",
};
