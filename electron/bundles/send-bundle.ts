import { counts, depthOf, takeNumber } from "../../shared/change/apply.ts";
import { splitRef, takeInTurn } from "../../shared/change/arrival-order.ts";
import { type ActionRef, type Arrival, isAddressedTo, isWithheld } from "../../shared/change/change.ts";
import { decodeLine, encodeWithheld } from "../../shared/change/line.ts";
import type { FeedId, OfficeId } from "../../shared/domain/primitives.ts";
import { type ActionLine, actionLinesOf } from "../../shared/exchange/entry.ts";
import type { Peer } from "../../shared/exchange/header.ts";
import { feedOf } from "../../shared/exchange/registry.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { confirmedBy, headAt, heldOf, ownEnd, peersOf, positionsOf, registryHeldBy, shownEntry } from "../book.ts";
import { goneRefs } from "../ends.ts";
import { type OwnLine, ownLinesFrom } from "../entry-bytes.ts";
import { putAllOnCarrier, type SignedFile } from "../exchange/carrier.ts";
import { type OfficeKeys, signingKeyOf } from "../exchange/enrol.ts";
import { type PackedBundle, packBundle } from "../exchange/pack.ts";
import { sha256Hex } from "../exchange/sha256.ts";
import { splitBundle } from "../exchange/split.ts";
import { leave } from "../files/custody.ts";
import { walkEntries } from "../ledger-entries.ts";
import type { Office } from "../office.ts";
import { editionsAtOnce, editionsFrom } from "../registry/registry.ts";
import { owesReceipt, receiptsOwed } from "./receipts-owed.ts";

/** What a bundle for an office would carry now. */
export interface Load {
  readonly from: number;
  readonly to: number; // from − 1: no action
  readonly actions: number;
  readonly changes: number;
  readonly receipts: number;
  readonly editions: number; // of the registry
}

/** Everything the recipient has not confirmed, so that a lost or eaten bundle costs nothing. */
export async function measureBundle(office: Office, recipient: OfficeId): Promise<Result<Load, Problem>> {
  const consignment = await loadFor(office, recipient);
  if (!consignment.ok) return consignment;
  const { from, lines, receipts } = consignment.value;
  const changes = lines.reduce((sum, { fields }) => sum + fields, 0);
  return ok({
    from,
    to: from + lines.length - 1,
    actions: lines.length,
    changes,
    receipts: receipts.length,
    editions: editionsDue(office, recipient),
  });
}

/** Why no bundle can be made for an office now, from numbers alone: asked before a clerk is asked for a place. */
export function whyNothingLeaves(office: Office, recipient: OfficeId): Problem | null {
  const { book, own } = office;
  if (peersOf(book, recipient).length === 0) return { kind: "no-recipient" };
  const end = ownEnd(book);
  if (end !== null) return { kind: "own-key-ended", upTo: end.number };
  if (book.ownKey !== null && book.ownKey.signingKey !== own.signingKey) return { kind: "own-key-strange" };
  const unconfirmed = heldOf(book, own.feed).number - confirmedBy(book, recipient);
  return unconfirmed > 0 || owesReceipt(book, recipient) || editionsDue(office, recipient) > 0
    ? null
    : { kind: "nothing-to-send" };
}

/**
 * Pack for an office and put the files into a folder.
 *
 * @param program    version of this program
 * @param proposing  actions of the recipient of which something is an open proposal here: receipts name them
 * @param partBytes  of one part at most, where the bundle is to travel in parts; null: it stays whole
 * @returns          the bundle, the files as which it left, and the register number
 */
export async function sendBundle(
  office: Office,
  recipient: OfficeId,
  folder: string,
  program: string,
  proposing: readonly ActionRef[] = [],
  partBytes: number | null = null,
): Promise<
  Result<{ readonly packed: PackedBundle; readonly files: readonly SignedFile[]; readonly number: number }, Problem>
> {
  const load = await loadFor(office, recipient, proposing);
  if (!load.ok) return load;
  const { peers, from, lines, receipts } = load.value;
  const editions = await editionsFor(office, recipient);
  if (!editions.ok) return editions;
  if (lines.length === 0 && receipts.length === 0 && editions.value.length === 0)
    return failed({ kind: "nothing-to-send" });
  const { own, book } = office;
  const signing = signingKeyOf(keysFor(office, recipient, from + lines.length - 1));
  const packed = await packBundle(signing, {
    program,
    office: own.office,
    officeName: own.name,
    feed: own.feed,
    clerks: [...book.clerks.values()],
    recipient: { office: recipient, recipientKeys: peers.map(({ recipientKey }) => recipientKey) },
    serial: book.left.filter(({ entry }) => entry.what === "bundle").length + 1,
    from,
    prevHead: headAt(book, own.feed, from - 1),
    lines,
    receipts,
    editions: editions.value,
    made: office.machine.clock.note(),
    file: async (blob) => {
      const read = await office.store.blobs.read(blob);
      return read.ok && read.value.found === "whole" ? read.value.bytes : null;
    },
  });
  if (!packed.ok) return packed;
  const { fileName, bundle, header } = packed.value;
  const files = await splitBundle(signing, packed.value, partBytes);
  if (!files.ok) return files;
  const left = await leave(
    office,
    {
      what: "bundle",
      file: fileName,
      recipient,
      feedTo: header.to,
      actions: header.counts.actions,
      bytes: bundle.byteLength,
      ...(files.value.length > 1 && { parts: files.value.length }),
    },
    () => putAllOnCarrier(office.machine, folder, files.value),
  );
  return left.ok ? ok({ packed: packed.value, files: files.value, number: left.value.number }) : left;
}

/**
 * The keys that a recipient knows: the edition that names new ones rides in the very bundle, so an office that has not said that it
 * holds it is still sent one signed by the keys before. A province holds what it publishes. Beyond their last action the keys before say
 * nothing between offices of one registry: whoever follows it refuses them, and whoever does not yet will hear of the new ones.
 *
 * @param to  last action of the bundle
 */
function keysFor(office: Office, recipient: OfficeId, to: number): OfficeKeys {
  const before = keysBefore(office, recipient);
  if (before === null) return office.keys;
  const { book, own } = office;
  const isNamed = ({ feed }: Peer) => book.registry !== null && feedOf(book.registry.registry, feed) !== undefined;
  const beyond = to > before.end && own.level === "district" && peersOf(book, recipient).every(isNamed);
  return beyond ? office.keys : before.keys;
}

/** The keys that this PC had before, and the last action for which they speak, where a recipient may know no others; null: it knows ours. */
function keysBefore({ book, own, identities }: Office, recipient: OfficeId) {
  const { ownKey, registry } = book;
  const above = own.level === "district" && peersOf(book, recipient).every(({ level }) => level === "province");
  if (ownKey === null || registry === null || above || registryHeldBy(book, recipient) >= ownKey.since) return null;
  const period = feedOf(registry.registry, own.feed)?.keys.find(({ signingKey }) => signingKey === ownKey.before);
  const identity = identities.find((one) => one.own.signingKey === ownKey.before);
  return period?.to == null || identity === undefined ? null : { keys: identity.keys, end: period.to.number };
}

/**
 * The last action that goes now. Where both offices changed keys, one that follows ours and has not said so refuses the keys before beyond
 * their end, and what it says goes unread, for it does not know that its own new ones are in force. Up to their end whoever follows either
 * edition takes them, and the editions with them; the rest goes once it has answered.
 */
function lastFor(office: Office, recipient: OfficeId, from: number): number {
  const { book, own } = office;
  const last = heldOf(book, own.feed).number;
  const isUnread = peersOf(book, recipient).some(({ feed }) => book.unread.has(feed));
  const before = isUnread ? keysBefore(office, recipient) : null;
  return before === null ? last : Math.max(from - 1, Math.min(last, before.end));
}

/** How many editions of the registry a province's bundle would bring that the office has not said it holds. */
function editionsDue({ book, own }: Office, recipient: OfficeId): number {
  const held = book.registry?.registry.version ?? 0;
  const known = registryHeldBy(book, recipient);
  if (own.level !== "province" || known >= held) return 0;
  return Math.min(held - known, editionsAtOnce);
}

/**
 * Whoever follows one takes those after it, one by one; whoever holds none begins with the newest, whose roots are checked by typed digits.
 * An office that has not been heard may have taken one from a file, and have changed keys by it: it is sent the last ones.
 */
async function editionsFor(office: Office, recipient: OfficeId) {
  const due = editionsDue(office, recipient);
  const known = registryHeldBy(office.book, recipient);
  if (due === 0) return ok([]);
  const first = known === 0 ? (office.book.registry?.registry.version ?? 0) - due + 1 : known + 1;
  const editions = await editionsFrom(office, first);
  return editions.ok ? ok(editions.value.slice(0, due)) : editions;
}

async function loadFor(office: Office, recipient: OfficeId, proposing: readonly ActionRef[] = []) {
  const { book, own } = office;
  const peers = peersOf(book, recipient);
  if (peers.length === 0) return failed<Problem>({ kind: "no-recipient" });
  const from = confirmedBy(book, recipient) + 1;
  const to = lastFor(office, recipient, from);
  const read = await ownLines(office, from, to);
  if (!read.ok) return read;
  const seesAll = own.level === "district" || recipient === own.office; // another PC of this office is this office
  const lines = seesAll ? read.value : await withheldFrom(office, recipient, read.value);
  // The last receipt rides in every bundle that carries anything: the one before may have been lost.
  const due = lines.length > 0 || owesReceipt(book, recipient);
  const registry = book.registry?.registry.version;
  const receipts = due
    ? receiptsOwed(book, own.office, recipient, proposing).map((receipt) => ({
        ...receipt,
        ...(registry !== undefined && { registry }),
      }))
    : [];
  return ok({ peers, from, lines, receipts });
}

/** Own actions `from` to `to`, as they are stored. */
export async function ownLines(
  { store, book }: Pick<Office, "store" | "book">,
  from: number,
  to: number,
): Promise<Result<readonly OwnLine[], Problem>> {
  const lines: OwnLine[] = [];
  const positions = positionsOf(book, from, to);
  for (let i = 0; i < positions.length; i += 5000) {
    const read = await store.ledger.at(positions.slice(i, i + 5000));
    if (!read.ok) return read;
    for (const { entry } of read.value) {
      lines.push(
        ...ownLinesFrom(entry).filter(({ feed, number }) => feed === book.own && number >= from && number <= to),
      );
    }
  }
  return ok(lines);
}

/**
 * A province's feed speaks of many offices' people. A line that names other offices only travels as its hash, which
 * keeps the chain whole; its causal depth goes with it, because nobody could work it out without the line.
 */
async function withheldFrom(
  office: Office,
  recipient: OfficeId,
  lines: readonly OwnLine[],
): Promise<readonly OwnLine[]> {
  const withheld = new Set(
    lines
      .filter(({ feed, number, line }) => !isFor(arrivalOf({ feed, number, line: textOf(line) }), recipient))
      .map(({ number }) => number),
  );
  if (withheld.size === 0) return lines;
  const depths = await depthsOf(office, withheld);
  return lines.map((line) => {
    if (!withheld.has(line.number)) return line;
    const said = encodeWithheld({ hash: sha256Hex(line.line), depth: depths.get(line.number) ?? 1 });
    return { ...line, fields: 0, line: Buffer.from(said) };
  });
}

const textOf = (line: Uint8Array): string => Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString();

const isFor = (arrival: Arrival, office: OfficeId): boolean => !isWithheld(arrival) && isAddressedTo(arrival, office);

/** The causal depths of some own actions: once through the ledger, each line in its turn, for what it saw may have come after it. */
async function depthsOf(office: Office, numbers: ReadonlySet<number>): Promise<ReadonlyMap<number, number>> {
  const { book } = office;
  const gone = new Set(goneRefs(book));
  // A province receives every feed itself: nothing comes apart.
  const held = { depths: new Map<FeedId, number[]>(), apart: new Map(), ended: book.effects.ended };
  const places = {
    upTo: (feed: FeedId) => held.depths.get(feed)?.length ?? 0,
    apart: (ref: ActionRef) => gone.has(ref) || !counts(held, splitRef(ref)),
  };
  const found = new Map<number, number>();
  const note = (arrival: Arrival): void => {
    if (arrival.feed === office.own.feed && numbers.has(arrival.number) && !isWithheld(arrival))
      found.set(arrival.number, depthOf(held, arrival));
  };
  let waiting: readonly Arrival[] = [];
  let coming: Arrival[] = [];
  const takeTurns = (): void => {
    ({ waiting } = takeInTurn(places, waiting, coming, (arrival) => {
      note(arrival);
      takeNumber(held, arrival);
      return nothing;
    }));
    coming = [];
  };
  await walkEntries(office.store, ({ position, entry }) => {
    for (const line of actionLinesOf(shownEntry(book, position, entry))) coming.push(arrivalOf(line));
    if (coming.length >= linesInTurn) takeTurns();
  });
  takeTurns();
  for (const arrival of waiting) note(arrival); // as deep as what is held of what it saw
  return found;
}

const linesInTurn = 5000; // held in memory at a time
const nothing: readonly ActionRef[] = [];

/** A line of our own ledger: it was checked when it came in. */
function arrivalOf({ feed, number, line }: ActionLine): Arrival {
  const decoded = decodeLine(JSON.parse(line), feed, number);
  if (!decoded.ok) throw new Error(`${feed}:${number} in the ledger is no action`);
  return decoded.value;
}
