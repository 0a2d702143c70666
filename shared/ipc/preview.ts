import { z } from "zod";
import { ActionLine } from "../exchange/entry.ts";
import { BundleHeader, Peer, Receipt } from "../exchange/header.ts";
import { LongLines } from "../exchange/long-lines.ts";

/** A bundle that has been checked and lies in staging with those that waited for it; nothing has been applied. */
export const Preview = z.object({
  token: z.string(),
  fileName: z.string(),
  header: BundleHeader,
  sender: Peer,
  fresh: z.number().int().min(0), // actions that are new to us, of all of them
  lines: z.array(ActionLine), // those, in order; none where they are long
  long: LongLines.nullable(), // `bundle.lines` gives them then
  alreadyHeld: z.number().int().min(0), // actions of the bundle that we hold
  receipts: z.array(Receipt), // of all of them
  following: z.array(z.object({ serial: z.number().int(), from: z.number().int(), to: z.number().int() })), // those that waited
});
export type Preview = z.infer<typeof Preview>;
