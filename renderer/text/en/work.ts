import type { TextOf } from "../text-of.ts";
import type { work as vi } from "../vi/work.ts";

export const work: TextOf<typeof vi> = {
  title: "To do",
};
