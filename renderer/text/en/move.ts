import type { TextOf } from "../text-of.ts";
import type { move as vi } from "../vi/move.ts";

export const move: TextOf<typeof vi> = {
  title: "Move",
};
