import { z } from "zod";
import { ActionRef } from "../change/change.ts";
import { AnyRecordId, FeedId, OfficeId } from "../domain/primitives.ts";
import { ForkDecision } from "../exchange/aside.ts";
import { Weight } from "../exchange/brake.ts";
import { caps } from "../exchange/container.ts";
import { ActionLine, leftKinds } from "../exchange/entry.ts";
import { HeldCounts } from "../exchange/flood.ts";
import { Peer, Receipt, Sum, Unsettled } from "../exchange/header.ts";
import { LineStretch } from "../exchange/long-lines.ts";
import { partCaps } from "../exchange/parts.ts";
import type { StandingProblem } from "../problem.ts";
import { call, nothing } from "./channel.ts";
import { QueueIndex } from "./import-queue.ts";
import { Head } from "./ledger.ts";
import { Preview } from "./preview.ts";

const number = z.number().int().min(0);

/** A bundle that is kept until it can be taken, and what stands in its way now. */
export const WaitingBundle = z.object({
  bundle: z.string(),
  office: OfficeId,
  feed: FeedId,
  from: number,
  to: number,
  bytes: number,
  at: z.string(), // clock note of when it came
  standing: z.discriminatedUnion("state", [
    z.object({ state: z.literal("gap"), from: number, to: number }), // numbers that are missing
    z.object({ state: z.literal("newer"), needs: z.string() }),
    z.object({ state: z.literal("fork"), at: number }),
    z.object({ state: z.literal("frozen"), at: number }),
    z.object({ state: z.literal("ready") }),
  ]),
});
export type WaitingBundle = z.infer<typeof WaitingBundle>;

/** A feed under which two branches came. */
export const ForkOnScreen = z.object({
  office: OfficeId,
  feed: FeedId,
  at: number,
  heads: z.tuple([z.string(), z.string()]), // chain hashes at that number: of the branch held, of the other
  seen: z.string(), // clock note
  heldUpTo: number,
  decision: ForkDecision.nullable(),
});
export type ForkOnScreen = z.infer<typeof ForkOnScreen>;

export const LeftEntry = z.object({
  number: z.number().int(),
  what: z.enum(leftKinds),
  file: z.string(),
  recipient: z.string().nullable(),
  actions: z.number().int(),
  bytes: z.number().int(),
  at: z.string(),
  failed: z.boolean(), // announced, then not written
});

/** One bundle that was sent and what became of its actions; the parts of the sum add up to what it carried. */
export const OutboxLine = z.object({
  number, // in the custody register
  file: z.string(),
  at: z.string(), // clock note
  bytes: number,
  from: number,
  to: z.number().int(), // from − 1: no action
  fate: z.enum(["confirmed", "partly", "unconfirmed", "receipts-only"]),
  sum: Sum.extend({ unnamed: number, unconfirmed: number }),
  unsettled: z.array(Unsettled), // of its actions, as far as receipts name them
  again: number.nullable(), // the last bundle after it that carried the same again, by its register number
});
export type OutboxLine = z.infer<typeof OutboxLine>;

export const Outbox = z.object({ lines: z.array(OutboxLine), earlier: number }); // newest first, at most 200
export type Outbox = z.infer<typeof Outbox>;

/** An office that has not confirmed all of ours. */
export const Unheard = z.object({
  office: OfficeId,
  name: z.string(),
  from: number, // first own action that is not confirmed
  days: number, // on which we wrote in the register since, and today
});
export type Unheard = z.infer<typeof Unheard>;

/** Where the exchange stands: for each peer, what was made for it, sent and confirmed. */
export const ExchangeOverview = z.object({
  own: Peer,
  fingerprint: z.string(),
  lastAction: z.number().int().min(0), // last number of the own feed
  registry: z.number().int().nullable(), // edition of the registry of keys that is followed here
  rebuild: z.boolean(), // what counts has changed since the office was opened: it must be opened anew
  peers: z.array(
    z.object({
      peer: Peer,
      fingerprint: z.string(),
      sentUpTo: z.number().int().min(0), // last own action in a bundle written for it
      confirmedUpTo: z.number().int().min(0), // by its receipt
      heldUpTo: z.number().int().min(0), // last action of its feed that we hold
      receiptDue: z.boolean(), // we took a bundle and have not sent the receipt yet
      registryDue: z.boolean(), // it has not said that it holds our newest edition of the registry
      lastReceipt: Receipt.nullable(),
      standing: z.array(z.custom<StandingProblem>()), // what a person has to be told of it, the most pressing first
    }),
  ),
  waiting: z.array(WaitingBundle),
  forks: z.array(ForkOnScreen),
  imports: z.array(
    z.object({ feed: FeedId, office: OfficeId, from: number, to: number, at: z.string(), sum: Sum }), // `at`: "" where it was not noted
  ), // bundles that brought what is held, newest first, at most 20
  returned: z.array(
    z.object({ feed: FeedId, office: OfficeId, from: number, to: number, at: z.string(), reason: z.string() }),
  ), // taken out again, and not come again
  left: z.array(LeftEntry), // newest first, at most 200
});
export type ExchangeOverview = z.infer<typeof ExchangeOverview>;

export const exchangeChannels = {
  /** Where the exchange stands. */
  "exchange.overview": call(nothing, ExchangeOverview),
  /** Offices that have not confirmed all of ours. */
  "exchange.unheard": call(nothing, z.object({ offices: z.array(Unheard) })),
  /** The bundles that were sent to an office, and what became of them. */
  "outbox.read": call(z.strictObject({ recipient: OfficeId }), Outbox),
  /** Own actions by their numbers, as they were recorded; what is not under the present feed is left out. */
  "outbox.actions": call(
    z.strictObject({ numbers: z.array(z.number().int().min(1)).min(1).max(100) }),
    z.object({ lines: z.array(ActionLine) }),
  ),
  /** What a bundle for this office would carry now. */
  "bundle.measure": call(
    z.strictObject({ recipient: OfficeId }),
    z.object({
      from: z.number().int(),
      to: z.number().int(),
      actions: z.number().int(),
      changes: z.number().int(),
      receipts: z.number().int(),
      editions: z.number().int(), // of the registry
    }),
  ),
  /** Pack what the recipient has not confirmed, ask where to keep it, write it and read it back. Null: the clerk cancelled. */
  "bundle.pack": call(
    z.strictObject({
      recipient: OfficeId,
      partBytes: z.number().int().min(partCaps.least).max(caps.bundle).nullable().optional(), // of a part at most; else it is one file
      proposing: z.array(ActionRef).max(100_000).optional(), // its actions of which something is an open proposal here
      by: z.enum(["folder", "server"]).optional(), // server: it goes up by itself, and no place is asked for
    }),
    z
      .object({
        fileName: z.string(),
        parts: z.array(z.string()), // files into which it was cut, in their order; none: it is one file
        place: z.string(), // what the stick or folder is called
        bytes: z.number().int(),
        actions: z.number().int(),
        sha256: z.string(),
        number: z.number().int(),
      })
      .nullable(),
  ),
  /**
   * Check a bundle, unpack it in its own process: one of the queue, or else one that the clerk is asked for. Nothing is applied.
   * Null: the clerk cancelled.
   */
  "bundle.open": call(
    z.strictObject({
      queued: z.strictObject({ token: z.string().max(64), index: QueueIndex }).optional(),
      lying: HeldCounts.optional(),
    }),
    Preview.nullable(),
  ),
  /** Check a bundle that waits once more, as if it had just come. */
  "bundle.reopen": call(
    z.strictObject({ bundle: z.string().regex(/^[0-9a-f]{64}$/), lying: HeldCounts.optional() }),
    Preview,
  ),
  /** A stretch of the lines that a preview came without, from a byte on. */
  "bundle.lines": call(z.strictObject({ token: z.string().max(64), at: number }), LineStretch),
  /** Record which PC goes on with a feed that forked, and why. */
  "fork.decide": call(ForkDecision.pick({ feed: true, keeps: true, reason: true }).strict(), Head),
  /**
   * Take the bundle that was previewed and those that waited for it: one frame of the ledger each, in their order. Main holds no
   * records, so the page says of which actions something is only a proposal, and what they would change. Where that is much, they
   * are taken only for a reason (shared/exchange/brake.ts), which the ledger keeps.
   */
  "bundle.accept": call(
    z.strictObject({
      token: z.string(),
      proposing: z.array(ActionRef).max(100_000).optional(),
      weight: Weight,
      reason: z.string().trim().min(1).max(500).optional(),
    }),
    z.object({ heads: z.array(Head).min(1), sum: Sum }), // where the ledger stood after each
  ),
  /** What would stay and what would go if a feed were set back to before an action. */
  "import.plan": call(
    z.strictObject({ feed: FeedId, from: number }),
    z.object({
      upTo: number, // last action that stays: own later work rests on it
      was: number, // last action held now
      restsOn: z.array(AnyRecordId), // records of that work; none where all goes
    }),
  ),
  /** Set a feed back, with a reason that its office is told. The page is reloaded by main afterwards: its records are made anew. */
  "import.return": call(
    z.strictObject({ feed: FeedId, from: number, reason: z.string().trim().min(1).max(500) }),
    z.object({ upTo: number, was: number }),
  ),
  /** Close the preview; staging is emptied. */
  "bundle.discard": call(z.strictObject({ token: z.string() }), nothing),
} as const;
