import type { TextOf } from "../text-of.ts";
import type { packs as vi } from "../vi/packs.ts";

export const packs: TextOf<typeof vi> = {
  title: "Rule packs",
};
