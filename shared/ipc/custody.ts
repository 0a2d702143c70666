import { z } from "zod";
import { OfficeId } from "../domain/primitives.ts";
import { Delivery } from "../exchange/delivery.ts";
import { leftKinds } from "../exchange/entry.ts";
import { extractProfiles } from "../exchange/extract.ts";
import { call } from "./channel.ts";

/** A line of the custody register: what left the office, where to, and who let it go. */
export const CustodyLine = z.object({
  number: z.number().int(),
  what: z.enum(leftKinds),
  file: z.string(),
  recipient: OfficeId.nullable(), // of a bundle
  recipientName: z.string().nullable(),
  actions: z.number().int(),
  bytes: z.number().int(),
  profile: z.enum(extractProfiles).optional(), // what an extract's recipient may see
  parts: z.number().int().optional(), // files into which a bundle was cut
  clerkName: z.string(),
  at: z.string(),
  failed: z.boolean(), // announced, then not written
  said: Delivery,
  saidAgain: z.boolean(), // where it goes was said after it was written
});
export type CustodyLine = z.infer<typeof CustodyLine>;

export const custodyChannels = {
  /** Lines of the custody register, the oldest first. No kinds: all of them. */
  "custody.register": call(
    z.strictObject({
      from: z.iso.date().nullable(),
      to: z.iso.date().nullable(),
      kinds: z.array(z.enum(leftKinds)).max(leftKinds.length),
    }),
    z.object({
      lines: z.array(CustodyLine),
      earlier: z.number().int().min(0), // lines that are asked for and left out: the oldest
      all: z.number().int().min(0), // lines of the whole register
    }),
  ),
  /** Say of a line where its paper goes; the ledger keeps what was said before. */
  "custody.say": call(z.strictObject({ number: z.number().int().min(1), said: Delivery }), CustodyLine),
} as const;
