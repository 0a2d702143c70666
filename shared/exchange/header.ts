import { z } from "zod";
import { FeedId, OfficeId, RealOfficeId } from "../domain/primitives.ts";

/** The container's version. A reader takes its own and older ones. Format 2 is format 1 with attached files, format 3 with editions of the registry. */
export const bundleFormat = 3;
/** The format of a bundle by what it carries: one with neither files nor editions is still read by a reader of format 1. */
export const formatFor = (files: number, editions: number): 1 | 2 | 3 => (editions > 0 ? 3 : files > 0 ? 2 : 1);
/** The version of record shapes and of what an action may say; a bundle names the oldest reader that can apply it. */
export const schemaVersion = 3;
/**
 * The schema of a bundle by what it carries: version 2 came with actions that wait for a second clerk, and with answers;
 * version 3 with changes that are spelt flat (CM-12). A ledger of before is still read by a reader of before.
 */
export const schemaFor = (asksSecond: boolean, flat: boolean): 1 | 2 | 3 => (flat ? 3 : asksSecond ? 2 : 1);

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const Clerk = z.object({
  id: z.string().regex(/^c[1-9]\d{0,3}$/),
  name: z.string().max(120),
  role: z.string().max(60),
});
export type Clerk = z.infer<typeof Clerk>;

/** `bundle.json`: who speaks, to whom, and which stretch of which feed. Unknown fields are kept. */
export const BundleHeader = z.looseObject({
  format: z.number().int().min(1),
  suite: z.literal("age-x25519+minisign"),
  schemaVersion: z.number().int().min(1),
  minReader: z.number().int().min(1),
  program: z.string().max(40), // "0.1.0"
  office: OfficeId,
  officeName: z.string().max(200),
  feed: FeedId,
  recipient: OfficeId,
  serial: z.number().int().min(1), // running number of bundles of this feed
  from: z.number().int().min(1), // first action carried; `to` = `from` − 1 where it carries none
  to: z.number().int().min(0),
  prevHead: hash, // chain hash after action from − 1
  head: hash, // chain hash after action `to`
  counts: z.object({
    actions: z.number().int().min(0),
    changes: z.number().int().min(0),
    receipts: z.number().int().min(0),
    files: z.number().int().min(1).optional(), // portraits and scans; from format 2 on, and there always
    editions: z.number().int().min(1).optional(), // of the registry; in format 3, and there always
  }),
  clerks: z.array(Clerk),
  made: z.string().max(40), // clock note
});
export type BundleHeader = z.infer<typeof BundleHeader>;

/** What became of the actions of one bundle at the receiver. The four add up to what the bundle carried. */
export const Sum = z.object({
  applied: z.number().int().min(0),
  waiting: z.number().int().min(0),
  held: z.number().int().min(0),
  refused: z.number().int().min(0),
});
export type Sum = z.infer<typeof Sum>;

export const addSums = (one: Sum, other: Sum): Sum => ({
  applied: one.applied + other.applied,
  waiting: one.waiting + other.waiting,
  held: one.held + other.held,
  refused: one.refused + other.refused,
});

/**
 * An action that is held and has no effect where it is held, or not yet. States and reasons are codes to which later programs
 * add: a reader shows one that it does not know as it is.
 */
export const Unsettled = z.looseObject({
  number: z.number().int().min(1),
  state: z.string().max(20), // "waiting", "held" or "refused"
  why: z.string().max(40), // "waits-for", "not-entitled", "malformed"
  for: z.object({ feed: FeedId, number: z.number().int().min(1) }).optional(), // what it waits for
});
export type Unsettled = z.infer<typeof Unsettled>;

/** Actions that a receipt names one by one; beyond that it counts. */
export const unsettledNamed = 200;

/**
 * What else a receipt tells, as it stands when it is sent. Each part may be missing: an older program knows none of them, and what a
 * later one says in a part that we cannot read is passed over, never the receipt.
 */
const receiptParts = {
  unsettled: z.array(Unsettled).max(unsettledNamed).optional().catch(undefined), // the lowest numbers
  counts: z
    .object({ waiting: z.number().int().min(0), held: z.number().int().min(0), refused: z.number().int().min(0) })
    .optional()
    .catch(undefined), // of all that are held up to `upTo`
  missing: z
    .object({ from: z.number().int().min(1), to: z.number().int().min(1) })
    .optional()
    .catch(undefined), // numbers for which a kept bundle waits
  returned: z
    .object({ from: z.number().int().min(1), to: z.number().int().min(1), reason: z.string().max(500) })
    .optional()
    .catch(undefined), // numbers that were held and were taken out again
  needs: z.string().max(40).optional().catch(undefined), // a kept bundle waits for this version of the program
  fork: z
    .object({ at: z.number().int().min(0), heads: z.tuple([hash, hash]), keeps: z.string().max(20).optional() })
    .optional()
    .catch(undefined), // two branches came: chain hashes of the one held and of the other; who keeps the feed, once decided
};

/** `receipts/<hash>.json`: what `by` holds of `feed`. Only this turns "sent" into "confirmed". */
export const Receipt = z.looseObject({
  by: OfficeId,
  feed: FeedId,
  upTo: z.number().int().min(0), // highest number held without a gap
  head: hash, // chain hash there
  serial: z.number().int().min(0), // last bundle taken
  sum: Sum, // of that bundle
  registry: z.number().int().min(1).optional(), // newest edition of the registry that `by` holds
  ...receiptParts,
});
export type Receipt = z.infer<typeof Receipt>;

/** An office we exchange with, as its enrolment sheet says. */
export const Peer = z.object({
  office: RealOfficeId,
  name: z.string().max(200),
  level: z.enum(["district", "province"]),
  feed: FeedId,
  signingKey: z.string().max(120), // minisign public key, the base64 line
  recipientKey: z.string().max(120), // age1…
});
export type Peer = z.infer<typeof Peer>;
