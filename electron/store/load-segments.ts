import { join } from "node:path";
import type { Head } from "../../shared/ipc/ledger.ts";
import { type Machine, problemOf } from "../machine.ts";
import { findEntry, sameTag } from "./entry-frames.ts";
import { type EntryIndex, emptyIndex } from "./entry-index.ts";
import {
  frameKinds,
  type LedgerKey,
  marker,
  type OpenedFrame,
  openFrame,
  overheadBytes,
  type SegmentSeal,
  segmentSeal,
} from "./frame.ts";
import { readWhole, writeSafely } from "./safe-write.ts";

/** What start-up did to the log, for the audit trail. */
export type Repair =
  /** Bytes of an entry that was never acknowledged were cut from the end. `keptAs`: their copy in damaged/. */
  | { readonly what: "tail-cut"; readonly afterEntry: number; readonly bytes: number; readonly keptAs: string | null }
  /** Entries from `fromEntry` on cannot be read; the segment was copied to damaged/ and nothing was changed. */
  | { readonly what: "damage"; readonly fromEntry: number; readonly keptAs: string | null };

/** Where a ledger's files lie. */
export interface LedgerFolders {
  readonly log: string;
  readonly damaged: string;
}

export interface LoadedLog {
  readonly index: EntryIndex;
  /** Where the next frame goes; null: a new segment must be started. */
  readonly tail: { readonly segment: number; readonly end: number } | null;
  /** The highest segment number in use. */
  readonly lastSegment: number;
  /** The first entry that cannot be read, when entries that were acknowledged are damaged. */
  readonly damagedFrom: number | null;
  readonly repair: Repair | null;
}

/**
 * Read every segment, verify the chain, cut a torn tail, and tell a torn tail from damage: a bad end is torn when nothing
 * behind it proves that an entry there had been acknowledged. Rejects with a file error when the log cannot be read.
 *
 * @param witness  an entry known to have been acknowledged; a log that ends before it is damaged
 */
export async function loadSegments(
  machine: Machine,
  folders: LedgerFolders,
  key: LedgerKey,
  witness: Head | null,
): Promise<LoadedLog> {
  const numbers = segmentNumbers(await machine.files.readdir(folders.log));
  const index = emptyIndex();
  const walk = await walkSegments(machine, folders, key, numbers, index);
  const lastSegment = numbers.at(-1) ?? 0;
  const damaged = walk.damagedIn ?? (holds(index, witness) ? null : (walk.last?.segment ?? lastSegment));
  if (damaged !== null) {
    const keptAs = await setSegmentAside(machine, folders, key, damaged);
    const fromEntry = index.count() + 1;
    return {
      index,
      tail: null,
      lastSegment,
      damagedFrom: fromEntry,
      repair: { what: "damage", fromEntry, keptAs },
    };
  }
  const last = walk.last;
  if (last === null) return { index, tail: null, lastSegment, damagedFrom: null, repair: null };
  const torn = last.bytes.subarray(last.end);
  const keptAs = await setTailAside(machine, folders, key, last.segment, index.count(), torn);
  const settled = await settleSegment(machine, folders.log, last.segment, last.end);
  return {
    index,
    tail: settled ? { segment: last.segment, end: last.end } : null, // a new segment's opening will leave the tail behind
    lastSegment,
    damagedFrom: null,
    repair:
      torn.byteLength === 0 ? null : { what: "tail-cut", afterEntry: index.count(), bytes: torn.byteLength, keptAs },
  };
}

export const segmentPath = (log: string, segment: number) => join(log, `${String(segment).padStart(6, "0")}.seg`);

/** Is that entry in the log, with that tag? */
export const holds = (index: EntryIndex, head: Head | null) =>
  head === null ||
  head.position === 0 ||
  (head.position <= index.count() && Buffer.from(index.tag(head.position)).toString("hex") === head.tag);

/** The entries of one segment that can be read from `from` on, added to the index. */
export function walkEntries(seal: SegmentSeal, bytes: Buffer, segment: number, from: number, index: EntryIndex) {
  for (let end = from; ; ) {
    if (end === bytes.byteLength) return { end, badAt: end };
    const found = findEntry(seal, bytes, end, index.count() + 1, index.tag(index.count()));
    if (!found.whole) return { end, badAt: found.badAt };
    index.add({ segment, offset: end, length: found.end - end }, found.tag);
    end = found.end;
  }
}

interface Walk {
  readonly damagedIn: number | null;
  readonly last: { readonly segment: number; readonly bytes: Buffer; readonly end: number } | null;
}

async function walkSegments(
  machine: Machine,
  folders: LedgerFolders,
  key: LedgerKey,
  numbers: readonly number[],
  index: EntryIndex,
): Promise<Walk> {
  let last: (NonNullable<Walk["last"]> & { readonly seal: SegmentSeal; readonly badAt: number }) | null = null;
  let unreadable: number | null = null; // a segment whose opening is bad although entries may have followed it
  for (const segment of numbers) {
    const bytes = await readWhole(machine, segmentPath(folders.log, segment));
    const seal = segmentSeal(key, segment, machine.random);
    const opening = openFrame(seal, bytes, 0);
    if (opening === null || opening.kind !== frameKinds.opening) {
      if (bytes.byteLength > overheadBytes) unreadable = segment; // else it was just being started: nothing followed
      continue;
    }
    if (opening.position > index.count()) return { damagedIn: unreadable ?? last?.segment ?? segment, last };
    if (!sameTag(opening.previousTag, index.tag(opening.position))) {
      index.cut(opening.position - 1);
      return { damagedIn: segment, last };
    }
    index.cut(opening.position); // what follows it in older segments was never acknowledged
    unreadable = null;
    const walked = walkEntries(seal, bytes, segment, opening.end, index);
    last = { segment, bytes, seal, ...walked };
  }
  if (unreadable !== null) return { damagedIn: unreadable, last };
  if (last !== null && last.end < last.bytes.byteLength && provesLoss(last.seal, last.bytes, last.badAt, index))
    return { damagedIn: last.segment, last };
  return { damagedIn: null, last };
}

/** Does any frame from `from` on show that the next entry had been acknowledged, or had been whole somewhere else? */
function provesLoss(seal: SegmentSeal, bytes: Buffer, from: number, index: EntryIndex): boolean {
  const next = index.count() + 1;
  const follows = (frame: OpenedFrame) =>
    frame.kind !== frameKinds.opening && frame.position === next && sameTag(frame.previousTag, index.tag(next - 1));
  for (let at = bytes.indexOf(marker, from); at !== -1; at = bytes.indexOf(marker, at + 1)) {
    const frame = openFrame(seal, bytes, at);
    if (frame !== null && (frame.synced >= next || follows(frame))) return true;
  }
  return false;
}

/**
 * Cut a segment to that length and put it and its name on the disk: a killed process may have left its last entry, or a
 * new segment's name, with the system only, and what is shown from now on must not vanish with the power.
 *
 * @returns false: the disk did not do it, or the folder may not be written
 */
async function settleSegment(machine: Machine, log: string, segment: number, end: number): Promise<boolean> {
  try {
    const file = await machine.files.open(segmentPath(log, segment), "change");
    try {
      if ((await file.bytes()) !== end) await file.truncate(end);
      await file.sync();
      await machine.files.syncFolder(log);
      return (await file.bytes()) === end;
    } finally {
      await file.close();
    }
  } catch (error) {
    problemOf(error);
    return false;
  }
}

async function setTailAside(
  machine: Machine,
  folders: LedgerFolders,
  key: LedgerKey,
  segment: number,
  afterEntry: number,
  torn: Buffer,
): Promise<string | null> {
  if (torn.every((byte) => byte === 0)) return null; // room the system had given, nothing written yet
  return setAside(machine, folders, `${nameOf(key, segment)}-after-${afterEntry}.tail`, torn);
}

async function setSegmentAside(machine: Machine, folders: LedgerFolders, key: LedgerKey, segment: number) {
  try {
    const bytes = await readWhole(machine, segmentPath(folders.log, segment));
    return await setAside(machine, folders, `${nameOf(key, segment)}.seg`, bytes);
  } catch {
    return null; // the segment itself stays where it is, untouched
  }
}

/** Keep a copy in damaged/ under the first name that is free or already holds it; null when there is no room or right. */
async function setAside(machine: Machine, { damaged }: LedgerFolders, name: string, bytes: Buffer) {
  try {
    await machine.files.mkdir(damaged);
    for (let copy = 1; ; copy += 1) {
      const free = copy === 1 ? name : `${name}.${copy}`;
      const there = await machine.files.stat(join(damaged, free));
      if (there === null) return (await writeSafely(machine, join(damaged, free), bytes)).ok ? free : null;
      if (there.bytes === bytes.byteLength && (await readWhole(machine, join(damaged, free))).equals(bytes))
        return free;
    }
  } catch {
    return null;
  }
}

const nameOf = (key: LedgerKey, segment: number) =>
  `g${String(key.generation).padStart(4, "0")}-${String(segment).padStart(6, "0")}`;

const segmentNumbers = (names: readonly string[]) =>
  names
    .filter((name) => /^\d{6}\.seg$/.test(name))
    .map((name) => Number(name.slice(0, 6)))
    .toSorted((one, other) => one - other);
