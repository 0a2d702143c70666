import { z } from "zod";
import { FeedId, OfficeId } from "../domain/primitives.ts";
import { duties } from "../domain/role-table.ts";
import { Aside, ForkDecision } from "./aside.ts";
import { Agreed } from "./brake.ts";
import { Delivery } from "./delivery.ts";
import { extractProfiles } from "./extract.ts";
import { BundleHeader, Clerk, Peer, Receipt, Sum } from "./header.ts";

/** What may leave the office, for the custody register. */
export const leftKinds = [
  "bundle",
  "print",
  "workbook",
  "enrolment",
  "copy",
  "registry",
  "root-key",
  "paper",
  "extract",
] as const;
export type LeftKind = (typeof leftKinds)[number];

/** One action as the exact line that was hashed and travels. `withheld` lines are only a hash, and apply nothing. */
export const ActionLine = z.object({ feed: FeedId, number: z.number().int().min(1), line: z.string() });
export type ActionLine = z.infer<typeof ActionLine>;

/** What the ledger's frames hold: the audit trail and the data are one log. */
export const Entry = z.discriminatedUnion("entry", [
  z.object({ entry: z.literal("action"), action: ActionLine }),
  z.object({
    entry: z.literal("import"),
    header: BundleHeader,
    lines: z.array(ActionLine),
    sum: Sum,
    receipts: z.array(Receipt),
    takenAt: z.string().optional(), // our own clock note
    agreed: Agreed.optional(), // a person let it through though it changes much
  }),
  /** Somebody works on this PC, is called otherwise now, or is gone. */
  z.object({
    entry: z.literal("clerk"),
    clerk: Clerk,
    duties: z.array(z.enum(duties)).optional(), // left out: all, as where an office has one clerk
    gone: z.literal(true).optional(),
    by: z.string().optional(), // who said so; left out: the office was being made
    at: z.string().optional(),
  }),
  /** A way into this store is about to change; said again with the problem where it did not. */
  z.object({
    entry: z.literal("secret"),
    what: z.enum(["passphrase", "first-passphrase", "passphrase-removed", "recovery-key"]),
    of: z.string(), // a clerk's number; "": the recovery key
    failed: z.string().optional(),
    clerk: z.string(),
    at: z.string(),
  }),
  z.object({
    entry: z.literal("peer"),
    peer: Peer,
    clerk: z.string().optional(),
    second: z.string().optional(),
    at: z.string(),
  }), // `second`: who typed the digits again
  /** A bundle, print, workbook, sheet or copy of a kept file that left the office: the custody register. No personal data. */
  z.object({
    ...Delivery.shape,
    entry: z.literal("left"),
    number: z.number().int().min(1),
    what: z.enum(leftKinds),
    file: z.string().max(120),
    recipient: OfficeId.nullable(),
    feedTo: z.number().int().min(0).nullable(), // last action a bundle carried
    actions: z.number().int().min(0),
    bytes: z.number().int().min(0),
    parts: z.number().int().min(2).optional(), // files into which a bundle was cut for the mail
    profile: z.enum(extractProfiles).optional(), // what an extract's recipient may see
    clerk: z.string(),
    at: z.string(),
  }),
  /** The file of that register number could not be written after all. */
  z.object({ entry: z.literal("not-left"), number: z.number().int().min(1), problem: z.string(), at: z.string() }),
  /** What is said of that register line from now on, as a whole; what was said before stays in the ledger. */
  z.object({
    entry: z.literal("left-said"),
    number: z.number().int().min(1),
    said: Delivery,
    clerk: z.string(),
    at: z.string(),
  }),
  /** Protected fields were shown or printed. */
  z.object({
    entry: z.literal("access"),
    record: z.string(),
    clerk: z.string(),
    at: z.string(),
    why: z.enum(["shown", "printed"]),
  }),
  /** A feed was set back: its actions after `upTo`, up to `was`, were taken out again until they come once more. */
  z.object({
    entry: z.literal("returned"),
    feed: FeedId,
    upTo: z.number().int().min(0),
    was: z.number().int().min(1),
    reason: z.string().max(500),
    clerk: z.string(),
    at: z.string(),
  }),
  /** A file that came in and was not taken: one line, nothing else. */
  z.object({
    entry: z.literal("refused"),
    problem: z.string(),
    file: z.string().max(120),
    at: z.string(),
    again: FeedId.optional(), // whose actions came a second time, or under a key that it had before: that PC has not seen our receipt
  }),
  /** A bundle that cannot be taken yet was kept, whole and sealed. One that was kept before is told of anew where its reason changed. */
  z.object({ entry: z.literal("aside"), aside: Aside, receipts: z.array(Receipt).optional(), at: z.string() }), // its receipts on our feed
  /** People decided which PC goes on with a feed that forked. */
  z.object({ entry: z.literal("fork-decided"), decision: ForkDecision, clerk: z.string(), at: z.string() }),
  /** An edition of the registry that was taken, or published here. `digits`: of the roots, where a clerk typed them; else "". */
  z.object({
    entry: z.literal("registry"),
    version: z.number().int().min(1),
    text: z.string(),
    signatures: z.array(z.string()),
    digits: z.string(),
    clerk: z.string(),
    at: z.string(),
  }),
  /**
   * This PC goes on under another feed and other keys. `former`: the feed it leaves, up to which action that stays, and the
   * chain hash there; `lines`: what came after, issued again as the new feed's first actions.
   */
  z.object({
    entry: z.literal("new-feed"),
    peer: Peer,
    former: z.object({ peer: Peer, number: z.number().int().min(0), head: z.string() }),
    lines: z.array(ActionLine),
    clerk: z.string(),
    at: z.string(),
  }),
  /** In place of an own action that a new feed issued again: never stored, shown to the page. */
  z.object({ entry: z.literal("superseded"), feed: FeedId, number: z.number().int().min(1) }),
  /** Decided here, to stand in the next edition: a feed's key holds up to an action, and no further. */
  z.object({
    entry: z.literal("revoke"),
    feed: FeedId,
    number: z.number().int().min(0),
    head: z.string(),
    closed: z.literal(true).optional(), // the whole office ends: what comes beyond is heard, and only proposes
    why: z.string().max(1000),
    clerk: z.string(),
    at: z.string(),
  }),
  /**
   * Other keys for a feed. `until` null: made on this PC, not yet in force; else decided at the province, to stand in the next
   * edition: the keys before hold up to that action and the chain hash there.
   */
  z.object({
    entry: z.literal("key-change"),
    peer: Peer, // with the new keys
    until: z.object({ number: z.number().int().min(0), head: z.string() }).nullable(),
    clerk: z.string(),
    at: z.string(),
  }),
  z.object({ entry: z.literal("recovered"), note: z.string(), at: z.string() }),
]);
export type Entry = z.infer<typeof Entry>;

/** The actions that an entry brought, as their lines. */
export const actionLinesOf = (entry: Entry): readonly ActionLine[] =>
  entry.entry === "action" ? [entry.action] : entry.entry === "import" || entry.entry === "new-feed" ? entry.lines : [];
