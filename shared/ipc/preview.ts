import { z } from "zod";
import { FeedId } from "../domain/primitives.ts";
import { BundleHeader, Peer, Receipt } from "../exchange/header.ts";

/** A bundle that has been checked and lies in staging with those that waited for it; nothing has been applied. */
export const Preview = z.object({
  token: z.string(),
  fileName: z.string(),
  header: BundleHeader,
  sender: Peer,
  lines: z.array(z.object({ feed: FeedId, number: z.number().int(), line: z.string() })), // what is new to us, in order, of all of them
  alreadyHeld: z.number().int().min(0), // actions of the bundle that we hold
  receipts: z.array(Receipt), // of all of them
  following: z.array(z.object({ serial: z.number().int(), from: z.number().int(), to: z.number().int() })), // those that waited
});
export type Preview = z.infer<typeof Preview>;
