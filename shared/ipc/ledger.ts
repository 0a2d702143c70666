import { z } from "zod";
import { Draft } from "../change/change.ts";
import { AnyRecordId } from "../domain/primitives.ts";
import { Entry } from "../exchange/entry.ts";
import { LineStretch, LongLines } from "../exchange/long-lines.ts";
import { call, nothing } from "./channel.ts";

/** Where a ledger stands. `position` counts entries; `tag` is the last one's authentication tag, hex. */
export const Head = z.object({ position: z.number().int().min(0), tag: z.string() });
export type Head = z.infer<typeof Head>;

/** `draft:profile`, `view:people`: what it is; ids may follow, names of people may not. */
export const KeptName = z.string().regex(/^[a-z]{2,20}(:[a-z0-9-]{1,60}){1,3}$/);

/** An entry of the ledger. `long`: it has lines, which are left out here, and `ledger.lines` gives them. */
export const ShownEntry = z.object({ position: z.number().int(), entry: Entry, long: LongLines.optional() });
export type ShownEntry = z.infer<typeof ShownEntry>;

export const ledgerChannels = {
  /** Record one action: validated, stamped, appended, synced. The reply is "Đã lưu". */
  "ledger.append": call(Draft, z.object({ head: Head, entry: Entry })),
  /** Entries after a position, oldest first, as many as fit into about `bytes`. */
  "ledger.read": call(
    z.strictObject({ after: z.number().int().min(0), bytes: z.number().int().min(1).max(16_777_216) }),
    z.object({ entries: z.array(ShownEntry), head: Head }),
  ),
  /** Single entries, for a record's history: as many of the first as fit into an answer, at least one. The rest is asked for again. */
  "ledger.at": call(
    z.strictObject({ positions: z.array(z.number().int().min(1)).max(5000) }),
    z.object({ entries: z.array(ShownEntry) }),
  ),
  /** A stretch of lines that an entry came without, from a byte on. */
  "ledger.lines": call(z.strictObject({ position: z.number().int().min(1), at: z.number().int().min(0) }), LineStretch),
  /** Whether the ledger still holds the entry that a paper shows by its number and the first digits of its tag. */
  "ledger.standing": call(
    z.strictObject({
      position: z.number().int().min(1),
      digits: z.string().regex(/^[0-9a-f]{8,32}$/),
    }),
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("held"), since: z.number().int().min(0) }),
      z.object({ kind: z.literal("cut"), last: z.number().int().min(0) }),
      z.object({ kind: z.literal("differs") }),
    ]),
  ),
  /** Note in the ledger that protected fields were shown or printed. */
  "ledger.access": call(z.strictObject({ record: AnyRecordId, why: z.enum(["shown", "printed"]) }), Head),
  /**
   * A small document kept sealed beside the ledger on this PC: a draft, a saved view, a mapping of columns. It is never sent
   * and no part of the records. The name says what it is, never whom it is about.
   */
  "kept.read": call(z.strictObject({ name: KeptName }), z.object({ value: z.string().nullable() })),
  /** Keep one, or forget it (null). Synced before the answer. */
  "kept.write": call(z.strictObject({ name: KeptName, value: z.string().max(1_000_000).nullable() }), nothing),
} as const;
