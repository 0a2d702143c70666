import type { Draft } from "../shared/change/change.ts";
import { encodeLine } from "../shared/change/line.ts";
import { malformed } from "../shared/change/malformed.ts";
import type { FeedId, OfficeId } from "../shared/domain/primitives.ts";
import { caps } from "../shared/exchange/container.ts";
import { actionLinesOf, type Entry } from "../shared/exchange/entry.ts";
import type { Clerk, Peer } from "../shared/exchange/header.ts";
import type { Head } from "../shared/ipc/ledger.ts";
import type { OfficeLevel, Opened } from "../shared/ipc/office.ts";
import type { ClerkProblem, Problem, StoreProblem } from "../shared/problem.ts";
import { failed, ok, type Result } from "../shared/result.ts";
import { type Book, emptyBook, fold, heldOf, isOwnClosed, shownEntry } from "./book.ts";
import { returnedNow } from "./bundles/returns.ts";
import { noEffects, takeLines } from "./effects.ts";
import { endsHeld, goneRefs } from "./ends.ts";
import { entryBytes } from "./entry-bytes.ts";
import { filesNamed, mayNameFiles } from "./exchange/attachments.ts";
import { newOfficeKeys, type OfficeKeys, ownPeer } from "./exchange/enrol.ts";
import { fingerprintOf } from "./exchange/fingerprint.ts";
import { sha256Hex } from "./exchange/sha256.ts";
import type { OpenedBundle } from "./exchange/unpack.ts";
import { walkEntries } from "./ledger-entries.ts";
import type { Machine } from "./machine.ts";
import { askedOfSecond, whyNotTheirWord } from "./second-clerk.ts";
import type { OpenStore } from "./store/store.ts";
import { dutiesOf, finishRemovals, hasFirstPassphrase, whoOpened } from "./who-opened.ts";

/** An opened office: its store, what main remembers of the ledger, and its keys. The page gets none of these. */
export interface Office {
  readonly machine: Machine;
  readonly store: OpenStore;
  readonly book: Book;
  /** Every feed and every pair of keys this PC has had, and those it has asked for: bundles for it may be sealed for any of them. */
  identities: readonly Identity[];
  own: Peer;
  keys: OfficeKeys;
  readonly clerk: Clerk;
  /** What counted when the page was told of the office; see `mustReopen`. */
  shown: string;
  /** One after the other: a number of the feed is given once. */
  queue: Promise<unknown>;
}

/** One feed of this PC with its keys. */
export interface Identity {
  readonly own: Peer;
  readonly keys: OfficeKeys;
}

/** What is sealed beside the ledger and never enters it: entries are read by the page. */
interface Sealed extends Identity {
  readonly later?: readonly Identity[]; // in use where the ledger names their feed and no edition of the registry another key
}
const sealedName = "office";

export interface NewOffice {
  readonly office: OfficeId;
  readonly officeName: string;
  readonly level: OfficeLevel;
  readonly clerkName: string;
  readonly clerkRole: string;
}

/** Furnish a store that was just made: keys, feed, first clerk. */
export async function foundOffice(
  machine: Machine,
  store: OpenStore,
  { office, officeName, level, clerkName, clerkRole }: NewOffice,
): Promise<Result<Office, StoreProblem>> {
  const keys = await newOfficeKeys(machine.random);
  const own = await ownPeer(keys, { office, name: officeName, level, feed: newFeed(office, machine) });
  const sealed: Sealed = { own, keys };
  const written = await store.writeSealed(sealedName, Buffer.from(JSON.stringify(sealed)));
  if (!written.ok) return written;
  const clerk: Clerk = { id: "c1", name: clerkName, role: clerkRole };
  const founded: Office = {
    machine,
    store,
    book: emptyBook(own.feed, sha256Hex),
    identities: [{ own, keys }],
    own,
    keys,
    clerk,
    shown: "[[],[],0]",
    queue: Promise.resolve(),
  };
  const first = await addEntry(founded, { entry: "clerk", clerk });
  return first.ok ? ok(founded) : first;
}

/** Read an unlocked store: its sealed keys, and once through the ledger for the book. */
export async function openOffice(
  machine: Machine,
  store: OpenStore,
): Promise<Result<Office, StoreProblem | ClerkProblem>> {
  const read = await store.readSealed(sealedName);
  if (!read.ok) return read;
  if (read.value === null) return failed({ kind: "store-damaged", fromEntry: 1 });
  const sealed = JSON.parse(Buffer.from(read.value).toString("utf8")) as Sealed;
  const identities: readonly Identity[] = [sealed, ...(sealed.later ?? [])];
  const book = emptyBook(sealed.own.feed, sha256Hex);
  const walked = await walkEntries(store, ({ position, entry }) => fold(book, position, entry));
  if (!walked.ok) return walked;
  const settled = await settleEffects({ store, book });
  if (!settled.ok) return settled;
  await finishRemovals({ store, book });
  const clerk = whoOpened(store, book);
  if (clerk === null) return failed({ kind: "clerk-gone" });
  const current = identityInForce(identities, book);
  if (current === undefined) return failed({ kind: "store-damaged", fromEntry: 1 });
  return ok({
    machine,
    store,
    book,
    identities,
    ...current,
    clerk,
    shown: spelledEnds(book),
    queue: Promise.resolve(),
  });
}

/** Of the own feed the keys that the registry names; before it does, or where it names strange ones, those the feed began with. */
function identityInForce(identities: readonly Identity[], book: Book): Identity | undefined {
  const ofFeed = identities.filter(({ own }) => own.feed === book.own);
  return ofFeed.find(({ own }) => own.signingKey === book.ownKey?.signingKey) ?? ofFeed[0];
}

/** Go on under the keys that an edition, just taken, names for this PC. */
export function goOnUnderKeysInForce(office: Office): void {
  Object.assign(office, identityInForce(office.identities, office.book));
}

/** What the page is told once the office is open. */
export function openedOf(office: Office, level: OfficeLevel = office.own.level): Opened {
  const { store, own, clerk } = office;
  return {
    office: own.office,
    officeName: own.name,
    level,
    feed: own.feed,
    clerk,
    duties: [...dutiesOf(office)],
    firstPassphrase: hasFirstPassphrase(store),
    store: store.storeId,
    generation: store.generation,
    head: store.ledger.head(),
    projectionKey: Uint8Array.from(store.deriveKey("projection")),
    fingerprint: fingerprintOf(own),
    ended: [...endsHeld(office.book)],
    gone: [...goneRefs(office.book)],
    renewed: office.book.former.length + office.book.returns.returned.length,
    recovered: store.recovered,
    repaired: store.repaired?.what ?? null,
  };
}

/** Whether an edition of the registry has since taken away what the page counts. */
export const mustReopen = ({ book, shown }: Office): boolean => spelledEnds(book) !== shown;

const spelledEnds = (book: Book): string =>
  JSON.stringify([endsHeld(book), goneRefs(book), book.returns.returned.length]);

/**
 * Work out anew which actions have effect, where something that was returned has not come again, or own actions were issued again under
 * another feed: what others answered in their old place answered nothing that is held.
 */
export async function settleEffects({
  store,
  book,
}: Pick<Office, "store" | "book">): Promise<Result<null, StoreProblem>> {
  const { returns, former } = book;
  const isReturned = returns.returned.some(
    ({ feed }) => returnedNow(returns, feed, heldOf(book, feed).number) !== null,
  );
  if (!isReturned && !former.some(({ left }) => left > 0)) return ok(null);
  const fresh = noEffects(book.effects.own, book.effects);
  const walked = await walkEntries(store, ({ position, entry }) => {
    const shown = shownEntry(book, position, entry);
    takeLines(fresh, actionLinesOf(shown), shown.entry === "action");
  });
  if (!walked.ok) return walked;
  Object.assign(book.effects, fresh);
  return ok(null);
}

/** Add an entry to the ledger and to the book. The answer comes after the sync. */
export function addEntry(office: Office, entry: Entry): Promise<Result<Head, StoreProblem>> {
  return inTurn(office, () => append(office, entry));
}

/** Record one action: validated, put at the next place of the own feed, synced. */
export function recordAction(office: Office, draft: Draft): Promise<Result<{ head: Head; entry: Entry }, Problem>> {
  return inTurn(office, async () => {
    if (isOwnClosed(office.book)) return failed({ kind: "office-closed" });
    const feed = office.own.feed;
    const number = heldOf(office.book, feed).number + 1;
    const theirs = await whyNotTheirWord(office, draft);
    if (theirs !== null) return failed(theirs);
    const action = {
      ...askedOfSecond(office, draft),
      feed,
      number,
      clerk: office.clerk.id,
      at: office.machine.clock.note().slice(0, 16),
    };
    const wrong = malformed(action);
    if (wrong !== null) return failed(wrong);
    const line = encodeLine(action);
    if (Buffer.byteLength(line) >= caps.line) return failed({ kind: "workbook-too-large" }); // no bundle could carry it
    const files = mayNameFiles(line) ? await bytesNamed(office, line) : 0;
    if (files > caps.filesOfLine) return failed({ kind: "file-too-large", bytes: files, most: caps.filesOfLine });
    const entry: Entry = { entry: "action", action: { feed, number, line } };
    const appended = await append(office, entry);
    return appended.ok ? ok({ head: appended.value, entry }) : appended;
  });
}

/** Bytes of the files that a line names, as far as they are here. */
async function bytesNamed({ store }: Office, line: string): Promise<number> {
  let sum = 0;
  for (const blob of new Set(filesNamed(Buffer.from(line)))) {
    const size = await store.blobs.size(blob);
    sum += (size.ok && size.value) || 0;
  }
  return sum;
}

/** Do things to the ledger one after the other, whatever became of the one before. */
export function inTurn<Answer>(office: Office, work: () => Promise<Answer>): Promise<Answer> {
  const turn = office.queue.then(work, work);
  office.queue = turn.catch(() => undefined);
  return turn;
}

/**
 * Append within a turn.
 *
 * @param lines  the bytes of an import's lines and the chain hashes after them, where they are at hand
 */
export async function append(
  office: Office,
  entry: Entry,
  lines?: Pick<OpenedBundle, "bytes" | "heads">,
): Promise<Result<Head, StoreProblem>> {
  const appended = await office.store.ledger.append(entryBytes(entry, lines?.bytes));
  if (appended.ok) fold(office.book, appended.value.position, entry, lines?.heads);
  return appended;
}

/** Keep one more identity sealed; it is used once the ledger says so. */
export async function addIdentity(office: Office, identity: Identity): Promise<Result<null, StoreProblem>> {
  const { store } = office;
  const read = await store.readSealed(sealedName);
  if (!read.ok) return read;
  if (read.value === null) return failed({ kind: "store-damaged", fromEntry: 1 });
  const sealed = JSON.parse(Buffer.from(read.value).toString("utf8")) as Sealed;
  const next: Sealed = { ...sealed, later: [...(sealed.later ?? []), identity] };
  const written = await store.writeSealed(sealedName, Buffer.from(JSON.stringify(next)));
  if (written.ok) office.identities = [...office.identities, identity];
  return written;
}

const letters = "abcdefghijklmnopqrstuvwxyz234567";

export const newFeed = (office: OfficeId, machine: Machine): FeedId =>
  `${office}-${Array.from(machine.random(4), (byte) => letters[byte % 32]).join("")}`;
