import type { TextOf } from "../text-of.ts";
import type { programmes as vi } from "../vi/programmes.ts";

export const programmes: TextOf<typeof vi> = {
  title: "Rotation programmes",
  programmeTitle: "Programme",
};
