import { z } from "zod";
import { ActionRef } from "./change.ts";

/** Conflicts settled together: the actions of the own feed that hold them, so that all of them can be taken back. */
export const SettledTogether = z.object({
  refs: z.array(ActionRef).readonly(),
  conflicts: z.number().int().min(0),
  reason: z.string(),
});
export type SettledTogether = z.infer<typeof SettledTogether>;
