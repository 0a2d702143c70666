import { type FeedId, type OfficeId, officeOf } from "../shared/domain/primitives.ts";
import { type Duty, duties } from "../shared/domain/role-table.ts";
import type { Held } from "../shared/exchange/arrival.ts";
import { genesis, headAfter, type Sha256 } from "../shared/exchange/chain.ts";
import type { Delivery } from "../shared/exchange/delivery.ts";
import type { ActionLine, Entry } from "../shared/exchange/entry.ts";
import type { Clerk, Peer, Receipt, Sum } from "../shared/exchange/header.ts";
import { confirmationOf } from "../shared/exchange/receipt.ts";
import { endOf, type HeldRegistry, isClosed, type KeyPeriod, Registry } from "../shared/exchange/registry.ts";
import type { Problem } from "../shared/problem.ts";
import { type Asides, noAsides, noteAside, noteDecision, noteTaken } from "./bundles/asides.ts";
import { noReturns, noteImport, noteReturned, type Returns, withoutReturned } from "./bundles/returns.ts";
import { type Effects, noEffects, takeEnds, takeLines } from "./effects.ts";
import { endsNow } from "./ends.ts";
import { type Hearing, noteDay, noteTold, nothingHeard } from "./hearing.ts";

/** One feed as far as it is held. */
interface FeedPages {
  readonly heads: string[]; // heads[n − 1]: chain hash after action n, hex
  readonly positions: number[]; // ledger entry that holds action n
  serial: number; // of the last bundle taken of it
}

/** Something that left the office, as the custody register keeps it. */
export type Left = Extract<Entry, { entry: "left" }>;

/** A line of the custody register with what became of it. */
export interface LeftLine {
  readonly position: number;
  readonly entry: Left;
  failed: boolean; // announced, then not written
  said: Delivery; // the last word on where it goes
  saidAgain: boolean; // after the line was written
}

/**
 * What main must know of the ledger to move bundles, without any record: folded from the entries once at unlocking,
 * then entry by entry.
 */
export interface Book {
  own: FeedId;
  /** Own feeds that were left: their `left` actions after `number` that stand before ledger entry `before` were issued again. */
  readonly former: { readonly feed: FeedId; readonly number: number; readonly before: number; readonly left: number }[];
  readonly returns: Returns;
  readonly sha256: Sha256;
  readonly feeds: Map<FeedId, FeedPages>;
  readonly clerks: Map<string, Clerk>;
  readonly duties: Map<string, readonly Duty[]>; // of those who work here; who is gone has none
  readonly peers: Map<FeedId, Peer>; // an office has one for each of its PCs
  readonly introduced: Set<OfficeId>; // offices of which a PC was ever a peer: so is each that the registry names for them
  readonly effects: Effects;
  readonly asides: Asides;
  readonly confirmed: Map<FeedId, Receipt>; // how far each peer has confirmed our feed
  readonly told: Map<FeedId, Told>; // the last receipt each peer gave us for our feed
  readonly hearing: Hearing;
  readonly owed: Map<FeedId, Owed>; // the receipt we owe each peer
  readonly unread: Set<FeedId>; // whose last bundle was refused for a key that it had before: its receipts say nothing here
  registry: HeldRegistry | null; // the newest edition taken
  readonly editions: Map<number, number>; // ledger entry of each edition
  readonly registryAt: Map<FeedId, number>; // the newest edition each peer says it holds
  readonly revoked: Map<FeedId, FeedEnding>; // decided here, to stand in the next edition
  readonly changing: Map<FeedId, KeyChanging>; // decided here, to stand in the next edition
  ownKey: OwnKey | null; // as the registry has it; null: it does not name this PC
  readonly left: LeftLine[]; // the custody register, by number
}

/** Where a feed is to end, by itself or with its office. */
interface FeedEnding extends NonNullable<KeyPeriod["to"]> {
  readonly closed: boolean;
}

/** New keys of a feed, and the last action for which the old ones speak. */
interface KeyChanging {
  readonly peer: Peer;
  readonly until: NonNullable<KeyPeriod["to"]>;
}

/** The key that speaks for this PC, the edition that named it first, and the key before it. */
interface OwnKey {
  readonly signingKey: string;
  readonly since: number;
  readonly before: string | null;
}

/** What a peer said last of our own feed, and whether it holds what we wrote. */
export interface Told {
  readonly receipt: Receipt;
  readonly position: number;
  readonly at: string; // clock note of the bundle it came in
  readonly differs: "beyond-ours" | "head-differs" | null;
}

/** That a receipt is owed, and what became of its last bundle. What stands in it is worked out when it is sent. */
interface Owed {
  readonly sum: Sum;
  readonly position: number;
}

export const emptyBook = (own: FeedId, sha256: Sha256): Book => ({
  own,
  former: [],
  returns: noReturns(),
  sha256,
  feeds: new Map(),
  clerks: new Map(),
  duties: new Map(),
  peers: new Map(),
  introduced: new Set(),
  effects: noEffects(officeOf(own)),
  asides: noAsides(),
  confirmed: new Map(),
  told: new Map(),
  hearing: nothingHeard(),
  owed: new Map(),
  unread: new Set(),
  registry: null,
  editions: new Map(),
  registryAt: new Map(),
  revoked: new Map(),
  changing: new Map(),
  ownKey: null,
  left: [],
});

/** How far a feed is held, for deciding what a bundle of it brings. */
export function heldOf(book: Book, feed: FeedId): Held {
  const pages = book.feeds.get(feed);
  if (pages === undefined) return { number: 0, head: genesis, serial: 0 };
  return { number: pages.heads.length, head: pages.heads.at(-1) ?? genesis, serial: pages.serial };
}

/** The chain hash of a feed after action `number`, which is held; `genesis` before its first. */
export const headAt = (book: Book, feed: FeedId, number: number): string =>
  number === 0 ? genesis : (book.feeds.get(feed)?.heads[number - 1] ?? genesis);

/** The ledger entries that hold own actions `from` to `to`, each once, in order. */
export const positionsOf = (book: Book, from: number, to: number): readonly number[] => [
  ...new Set(book.feeds.get(book.own)?.positions.slice(from - 1, to)),
];

/** The PCs of an office that we exchange with, in the order in which they were enrolled. */
export const peersOf = (book: Book, office: OfficeId): readonly Peer[] =>
  [...book.peers.values()].filter((peer) => peer.office === office);

/** The last own action that one PC has confirmed. */
export const confirmedByFeed = (book: Book, feed: FeedId): number => book.confirmed.get(feed)?.upTo ?? 0;

/** The last own action that every PC of this office has confirmed: each opens the same bundle. */
export function confirmedBy(book: Book, office: OfficeId): number {
  const confirmed = peersOf(book, office).map(({ feed }) => confirmedByFeed(book, feed));
  return confirmed.length === 0 ? 0 : Math.min(...confirmed);
}

/** The last bundle written for an office. */
export const lastBundleTo = (book: Book, office: OfficeId) =>
  book.left.findLast(({ entry, failed }) => !failed && entry.what === "bundle" && entry.recipient === office);

/** The line of that number in the custody register. */
export const leftLine = (book: Book, number: number): LeftLine | undefined =>
  book.left.findLast(({ entry }) => entry.number === number);

function saidOf({ to, way, purpose, mark, copies }: Left): Delivery {
  return Object.fromEntries(
    Object.entries({ to, way, purpose, mark, copies }).filter(([, part]) => part !== undefined),
  );
}

/**
 * Fold the next ledger entry into the book.
 *
 * @param heads  chain hashes after each of an import's lines, where they were worked out when it was checked
 * @throws when a line is not the next of its feed: no such entry is ever appended, so it would be a fault of ours
 */
export function fold(book: Book, position: number, entry: Entry, heads?: readonly string[]): void {
  noteDay(book.hearing, position, entry);
  switch (entry.entry) {
    case "action":
      addLine(book, position, entry.action);
      takeLines(book.effects, [entry.action], true); // a clerk sees only what has taken effect
      return;
    case "import": {
      const { feed, serial, counts, made } = entry.header;
      const { sum } = entry;
      for (const [i, line] of entry.lines.entries()) addLine(book, position, line, heads?.[i]);
      if (book.effects.short.has(feed)) takeEnds(book.effects, endsNow(book));
      noteImport(book.returns, entry);
      takeLines(book.effects, entry.lines, sum.waiting === 0);
      book.unread.delete(feed);
      const pages = pagesOf(book, feed);
      const isLatest = serial > pages.serial;
      pages.serial = Math.max(serial, pages.serial);
      if (isLatest) for (const receipt of entry.receipts) takeReceipt(book, position, feed, receipt, made);
      // A bundle that brings nothing but receipts asks for none, or two offices would thank each other for ever.
      if (counts.actions > 0 || counts.editions !== undefined) book.owed.set(feed, { position, sum });
      noteTaken(book.asides, feed, pages.heads.length, (number) => headAt(book, feed, number));
      return;
    }
    case "aside": {
      const { aside, receipts = [], at } = entry;
      noteAside(book.asides, aside, at);
      owe(book, aside.feed, position);
      for (const receipt of receipts) noteWitness(book, position, aside.feed, receipt, at);
      return;
    }
    case "fork-decided": {
      const { decision } = entry;
      noteDecision(book.asides, decision);
      owe(book, decision.feed, position);
      return;
    }
    case "returned": {
      // What has effect then is worked out by whoever can read the ledger (`settleEffects`).
      const pages = pagesOf(book, entry.feed);
      pages.heads.length = entry.upTo;
      pages.positions.length = entry.upTo;
      noteReturned(book.returns, position, entry);
      takeEnds(book.effects, endsNow(book));
      owe(book, entry.feed, position);
      return;
    }
    case "refused": {
      if (entry.again === undefined) return;
      owe(book, entry.again, position);
      if (entry.problem === keyEnded) book.unread.add(entry.again);
      return;
    }
    case "clerk":
      book.clerks.set(entry.clerk.id, entry.clerk);
      if (entry.gone) book.duties.delete(entry.clerk.id);
      else book.duties.set(entry.clerk.id, entry.duties ?? duties);
      return;
    case "peer":
      meet(book, position, entry.peer);
      return;
    case "new-feed":
      goOnUnder(book, position, entry);
      return;
    case "registry":
      takeRegistry(book, position, entry);
      return;
    case "revoke":
      book.revoked.set(entry.feed, { number: entry.number, head: entry.head, closed: entry.closed === true });
      book.changing.delete(entry.feed);
      return;
    case "key-change":
      if (entry.until !== null) book.changing.set(entry.peer.feed, { peer: entry.peer, until: entry.until });
      return;
    case "left":
      book.left.push({ position, entry, failed: false, said: saidOf(entry), saidAgain: false });
      return;
    case "not-left": {
      const line = leftLine(book, entry.number);
      if (line !== undefined) line.failed = true;
      return;
    }
    case "left-said": {
      const line = leftLine(book, entry.number);
      if (line !== undefined) Object.assign(line, { said: entry.said, saidAgain: true });
      return;
    }
    case "access":
    case "recovered":
    case "secret":
    case "superseded":
      return;
  }
}

const keyEnded: Problem["kind"] = "bundle-key-ended";

function pagesOf(book: Book, feed: FeedId): FeedPages {
  const held = book.feeds.get(feed);
  if (held !== undefined) return held;
  const pages: FeedPages = { heads: [], positions: [], serial: 0 };
  book.feeds.set(feed, pages);
  return pages;
}

function addLine(book: Book, position: number, { feed, number, line }: ActionLine, head?: string): void {
  const pages = pagesOf(book, feed);
  if (number !== pages.heads.length + 1) throw new Error(`${feed}: action ${number} after ${pages.heads.length}`);
  pages.heads.push(head ?? headAfter(book.sha256, pages.heads.at(-1) ?? genesis, line));
  pages.positions.push(position);
}

/** Owe a receipt for what did not become an import. */
function owe(book: Book, feed: FeedId, position: number): void {
  const sum = book.owed.get(feed)?.sum ?? { applied: 0, waiting: 0, held: 0, refused: 0 };
  book.owed.set(feed, { sum, position });
}

/** @param from  the feed of the bundle in which it travelled: each PC of an office speaks for itself */
function takeReceipt(book: Book, position: number, from: FeedId, receipt: Receipt, at: string): void {
  const confirmation = confirmationFrom(book, from, receipt);
  if (receipt.registry !== undefined) {
    const before = book.registryAt.get(from);
    noteTold(book.hearing, position, from, { told: receipt.registry, before, ours: newestEdition(book) });
    book.registryAt.set(from, receipt.registry);
  }
  if (confirmation.kind === "another-feed") return;
  const { kind } = confirmation;
  const differs = kind === "beyond-ours" || kind === "head-differs" ? kind : null;
  book.told.set(from, { receipt, position, at, differs });
  if (kind !== "confirmed" && kind !== "fallen-back") return;
  book.confirmed.set(from, receipt);
  book.hearing.moved.set(from, position);
}

/**
 * A receipt in a bundle that waits confirms nothing yet, for a later one may speak first. But whoever holds what we never wrote, or another
 * action in its place, is a witness against this ledger at once: one set back to an older copy would wait for a bundle that never comes.
 */
function noteWitness(book: Book, position: number, from: FeedId, receipt: Receipt, at: string): void {
  const { kind } = confirmationFrom(book, from, receipt);
  if (kind === "beyond-ours" || kind === "head-differs") book.told.set(from, { receipt, position, at, differs: kind });
}

const confirmationFrom = (book: Book, from: FeedId, receipt: Receipt) =>
  confirmationOf(receipt, {
    feed: book.own,
    last: heldOf(book, book.own).number,
    confirmed: confirmedByFeed(book, from),
    headAt: (number) => headAt(book, book.own, number),
  });

function meet(book: Book, position: number, peer: Peer): void {
  if (!book.peers.has(peer.feed)) book.hearing.metAt.set(peer.feed, position);
  book.peers.set(peer.feed, peer);
  book.introduced.add(peer.office);
}

/**
 * The own feed is another from here on. The old one is held as far as others hold it too: who goes on under it, a twin of
 * this PC, is a peer now unless its key was revoked.
 */
function goOnUnder(book: Book, position: number, { peer, former, lines }: Extract<Entry, { entry: "new-feed" }>): void {
  const { feed } = former.peer;
  const pages = pagesOf(book, feed);
  book.former.push({ feed, number: former.number, before: position, left: pages.heads.length - former.number });
  pages.heads.length = former.number;
  pages.positions.length = former.number;
  book.confirmed.clear(); // receipts spoke of the old feed
  book.told.clear();
  book.hearing.moved.clear();
  book.effects.lengths.set(feed, former.number);
  book.own = peer.feed;
  book.ownKey = null; // the registry does not name the new feed yet
  if (book.registry === null || endOf(book.registry.registry, feed) === null) meet(book, position, former.peer);
  for (const line of lines) addLine(book, position, line);
  takeLines(book.effects, lines, true);
  takeEnds(book.effects, endsNow(book)); // the feed that was left may have ended
}

/** What the page is shown of an entry: own actions that were issued again under another feed are there once. */
export function shownEntry({ former, returns }: Book, position: number, entry: Entry): Entry {
  if (entry.entry === "import") return withoutReturned(returns, position, entry);
  const isLeft = ({ feed, number }: ActionLine) =>
    former.some((one) => position < one.before && feed === one.feed && number > one.number);
  if (entry.entry === "action" && isLeft(entry.action))
    return { entry: "superseded", feed: entry.action.feed, number: entry.action.number };
  if (entry.entry === "new-feed" && entry.lines.some(isLeft))
    return { ...entry, lines: entry.lines.filter((line) => !isLeft(line)) };
  return entry;
}

/** From an edition on, peers have the keys it names; one whose key was revoked, or whose office closed, is a peer no more. */
function takeRegistry(book: Book, position: number, { text, version }: Extract<Entry, { entry: "registry" }>): void {
  const registry = Registry.parse(JSON.parse(text));
  book.registry = { registry, hash: book.sha256(text) };
  book.editions.set(version, position);
  const offices = new Map(registry.offices.map((office) => [office.id, office]));
  const mine = officeOf(book.own);
  for (const { feed, keys } of registry.feeds) {
    const [office, key] = [offices.get(officeOf(feed)), keys.at(-1)];
    if (office === undefined || key === undefined) continue;
    if (key.to !== null) book.revoked.delete(feed);
    if (key.to !== null || key.signingKey === book.changing.get(feed)?.peer.signingKey) book.changing.delete(feed);
    if (feed === book.own) {
      const before = keys.at(-2)?.signingKey ?? null;
      if (book.ownKey?.signingKey !== key.signingKey)
        book.ownKey = { signingKey: key.signingKey, since: version, before };
      continue;
    }
    // An office that ended is still told so, and still heard.
    if ((key.to !== null || office.status === "closed") && !isClosed(registry, feed)) book.peers.delete(feed);
    else if (
      book.introduced.has(office.id) ||
      office.id === mine ||
      office.level === "province" ||
      offices.get(mine)?.level === "province"
    )
      meet(book, position, peerOf(office, feed, key));
  }
  takeEnds(book.effects, endsNow(book));
  for (const [feed, told] of book.registryAt) if (told <= version) book.hearing.behindSince.delete(feed);
}

const peerOf = (
  { id, name, level }: Registry["offices"][number],
  feed: FeedId,
  { signingKey, recipientKey }: KeyPeriod,
): Peer => ({ office: id, name, level, feed, signingKey, recipientKey });

/** Everyone whose signature is known: peers, and every key the registry names, so that one that ended is told from a strange one. */
export function sendersKnown({ own, peers, registry }: Book): readonly Peer[] {
  const offices = new Map(registry?.registry.offices.map((office) => [office.id, office]));
  const named = (registry?.registry.feeds ?? []).flatMap(({ feed, keys }) => {
    const office = offices.get(officeOf(feed));
    return office === undefined || feed === own ? [] : keys.map((key) => peerOf(office, feed, key));
  });
  return [...new Map([...peers.values(), ...named].map((peer) => [`${peer.feed} ${peer.signingKey}`, peer])).values()];
}

/** The newest edition that every PC of an office says it holds; 0: one of them has none. */
export function registryHeldBy(book: Book, office: OfficeId): number {
  const held = peersOf(book, office).map(({ feed }) => book.registryAt.get(feed) ?? 0);
  return held.length === 0 ? 0 : Math.min(...held);
}

/** The edition of the registry that is followed here; 0: none. */
export const newestEdition = ({ registry }: Book): number => registry?.registry.version ?? 0;

/** Where the key of this PC was revoked; null: it was not, or it ended with its office. */
export const ownEnd = ({ own, registry }: Book): KeyPeriod["to"] =>
  registry === null || isClosed(registry.registry, own) ? null : endOf(registry.registry, own);

/** Whether our office has ended: it is read, printed and sent from, and written in no more. */
export const isOwnClosed = ({ own, registry }: Book): boolean =>
  registry?.registry.offices.some(({ id, status }) => id === officeOf(own) && status === "closed") === true;
