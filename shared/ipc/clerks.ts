import { z } from "zod";
import { duties } from "../domain/role-table.ts";
import { Clerk } from "../exchange/header.ts";
import { call, nothing } from "./channel.ts";

const Duties = z.array(z.enum(duties)).min(1).max(duties.length);
const id = Clerk.shape.id;
const passphrase = z.string().max(400);
const said = { name: z.string().trim().min(1).max(120), role: z.string().trim().max(60), duties: Duties };

/** Somebody who works on this PC, or did. */
export const ClerkLine = Clerk.extend({
  duties: z.array(z.enum(duties)),
  isGone: z.boolean(),
  passphrase: z.enum(["own", "first", "none"]), // "first": chosen by the key keeper, to be replaced at the first unlocking
  isSelf: z.boolean(),
});
export type ClerkLine = z.infer<typeof ClerkLine>;

const lines = z.object({ clerks: z.array(ClerkLine) });

export const clerkChannels = {
  /** Who works on this PC, in the order in which they were added; those who left stand last. */
  "clerk.list": call(nothing, lines),
  /** Add a clerk with a first passphrase, which opens the store and must be replaced before anything else. */
  "clerk.add": call(z.strictObject({ ...said, passphrase }), lines),
  "clerk.change": call(z.strictObject({ id, ...said }), lines),
  /** Give a clerk a first passphrase again. */
  "clerk.reset": call(z.strictObject({ id, passphrase }), lines),
  /** Take a clerk's passphrase away. Name and words stay in the ledger. */
  "clerk.remove": call(z.strictObject({ id }), lines),
  /** Replace one's own passphrase. `old` null: the one in use is a first one, or the recovery key opened the store. */
  "clerk.passphrase": call(z.strictObject({ old: passphrase.nullable(), next: passphrase }), nothing),
  /** Make a new recovery key, shown once; the old one opens nothing any more. */
  "clerk.recovery": call(nothing, z.object({ recoveryKey: z.string() })),
} as const;
