import { join } from "node:path";
import type { Head } from "../../shared/ipc/ledger.ts";
import type { StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { type Machine, problemOf } from "../machine.ts";
import { sealEntry } from "./entry-frames.ts";
import type { EntryIndex } from "./entry-index.ts";
import type { LedgerKey } from "./frame.ts";
import { holds, type LedgerFolders, type LoadedLog, loadSegments, type Repair } from "./load-segments.ts";
import { headOf, type LedgerEntry, lastOfRun, readAfter, readAt, readRun } from "./read-entries.ts";
import { writeNew } from "./safe-write.ts";
import { continueSegment, cutBack, problemOfSync, type Segment, startSegment, writeFrames } from "./segment.ts";

export type ReadOnly = Extract<StoreProblem, { kind: "disk-full" | "store-damaged" }>;

/** An opened ledger: entries are opaque bytes, only ever added at the end. */
export interface Ledger {
  /**
   * Add an entry. When this answers ok the entry is on the disk; when it answers a problem the entry is not in the ledger,
   * now or after a restart. (One exception: a failed sync followed by a power cut before the next segment could be started
   * may leave the whole entry there, never a part of it.) Entries are written in the order of the calls.
   * The bytes must not change until this answers.
   */
  append(entry: Uint8Array): Promise<Result<Head, StoreProblem>>;
  /** Entries after a position, in order: at least one where there is one, and no more once `bytes` are reached. */
  read(after: number, bytes: number): Promise<Result<{ entries: readonly LedgerEntry[]; head: Head }, StoreProblem>>;
  /** The entries of those positions, in that order; positions beyond the head are left out. */
  at(positions: readonly number[]): Promise<Result<readonly LedgerEntry[], StoreProblem>>;
  /** The last acknowledged entry; tag "" while there is none. */
  head(): Head;
  /** Is that entry, with that tag, in the ledger? */
  holds(head: Head): boolean;
  /** The tag of an entry that is there, hex. */
  tag(position: number): string;
  /** Why appending is refused at the moment, or null. A full disk is tried again at each append and by `recheck`. */
  readOnly(): ReadOnly | null;
  /** "low": less room than `warnBytes` at the last look. */
  space(): "enough" | "low" | "full";
  /** While the disk is full: look whether a write passes again. */
  recheck(): Promise<void>;
  readonly repaired: Repair | null;
  /** Finish what is being written and close the files. Appending then answers "locked". */
  close(): Promise<void>;
}

export interface LedgerLimits {
  readonly segmentBytes: number; // a segment takes no new entry from this length on
  readonly frameBytes: number; // a longer entry is split into parts
  readonly warnBytes: number; // free on the disk
  readonly stopBytes: number; // free on the disk: below it no new work is taken
}

const MiB = 1024 * 1024;
export const usualLimits: LedgerLimits = {
  segmentBytes: 16 * MiB,
  frameBytes: 32 * MiB,
  warnBytes: 1000 * MiB,
  stopBytes: 200 * MiB,
};

/** Most entries and bytes that share one sync. */
const groupLimit = { entries: 256, bytes: 4 * MiB };

/** Start an empty ledger in existing folders; its first segment is on the disk before this answers. */
export async function createLedger(
  machine: Machine,
  folders: LedgerFolders,
  key: LedgerKey,
): Promise<Result<null, StoreProblem>> {
  const started = await startSegment(machine, folders.log, key, 1, { position: 0, tag: new Uint8Array(16) });
  if (!started.ok) return started;
  await started.value.file.close().catch(() => undefined); // synced already
  return ok(null);
}

/**
 * Open a ledger: verify the whole chain, cut a torn tail, set damage aside.
 *
 * @param witness  an entry known to have been acknowledged, so that a shortened log is noticed
 */
export async function openLedger(
  machine: Machine,
  folders: LedgerFolders,
  key: LedgerKey,
  limits: LedgerLimits = usualLimits,
  witness: Head | null = null,
): Promise<Result<Ledger, StoreProblem>> {
  try {
    const loaded = await loadSegments(machine, folders, key, witness);
    return ok(ledgerOf({ machine, folders, key, limits, index: loaded.index, ...statusOf(loaded) }, loaded));
  } catch (error) {
    return failed(problemOf(error));
  }
}

interface LedgerState {
  readonly machine: Machine;
  readonly folders: LedgerFolders;
  readonly key: LedgerKey;
  readonly limits: LedgerLimits;
  readonly index: EntryIndex;
  segment: Segment | null; // null: the next append opens or starts one
  tail: LoadedLog["tail"];
  lastSegment: number;
  damagedFrom: number | null;
  full: boolean;
  space: "enough" | "low";
  looked: number; // clock millis of the last look at the room on the disk
  closed: boolean;
}

const statusOf = ({ tail, lastSegment, damagedFrom }: LoadedLog) => ({
  segment: null,
  tail,
  lastSegment,
  damagedFrom,
  full: false,
  space: "enough" as const,
  looked: Number.NEGATIVE_INFINITY,
  closed: false,
});

interface Waiting {
  readonly entry: Uint8Array;
  readonly answer: (result: Result<Head, StoreProblem>) => void;
  readonly fail: (error: unknown) => void;
}

function ledgerOf(state: LedgerState, loaded: LoadedLog): Ledger {
  const waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  const writeWaiting = async () => {
    while (waiting.length > 0) await answerGroup(state, takeGroup(waiting));
    writing = null;
  };
  return {
    append: (entry) =>
      new Promise((answer, fail) => {
        waiting.push({ entry, answer, fail });
        writing ??= writeWaiting();
      }),
    read: (after, bytes) => readAfter(state, after, bytes),
    at: (positions) => readAt(state, positions),
    head: () => headOf(state.index, state.index.count()),
    holds: (head) => holds(state.index, head),
    tag: (position) => headOf(state.index, position).tag,
    readOnly: () => readOnlyOf(state),
    space: () => (state.full ? "full" : state.space),
    recheck: () => recheck(state),
    repaired: loaded.repair,
    close: async () => {
      state.closed = true;
      await writing;
      await state.segment?.file.close().catch(() => undefined); // nothing in it waits for a sync
      state.segment?.seal.key.fill(0);
      state.segment = null;
    },
  };
}

function takeGroup(waiting: Waiting[]): readonly Waiting[] {
  let [entries, bytes] = [0, 0];
  for (const { entry } of waiting) {
    bytes += entry.byteLength;
    if (entries > 0 && (bytes > groupLimit.bytes || entries === groupLimit.entries)) break;
    entries += 1;
  }
  return waiting.splice(0, entries);
}

async function answerGroup(state: LedgerState, group: readonly Waiting[]): Promise<void> {
  try {
    const before = state.index.count();
    const problem = await writeGroup(
      state,
      group.map(({ entry }) => entry),
    );
    if (problem?.kind === "disk-full") state.full = true;
    else if (problem === null) state.full = false;
    for (const [i, { answer }] of group.entries())
      answer(problem === null ? ok(headOf(state.index, before + 1 + i)) : failed(problem));
    if (problem === null && isLookOld(state)) void tooLittleSpace(state);
  } catch (error) {
    for (const { fail } of group) fail(error);
  }
}

/** Write and sync entries; null when all of them are on the disk, else why none is in the ledger. */
async function writeGroup(state: LedgerState, entries: readonly Uint8Array[]): Promise<StoreProblem | null> {
  if (state.closed) return { kind: "locked" };
  if (state.damagedFrom !== null) return { kind: "store-damaged", fromEntry: state.damagedFrom };
  if (mustLookFirst(state, entries) && (await tooLittleSpace(state))) return { kind: "disk-full" };
  const opened = await writableSegment(state);
  if (!opened.ok) return opened.problem;
  const segment = opened.value;
  const synced = state.index.count();
  const sealed = [];
  let previousTag = state.index.tag(synced);
  for (const [i, entry] of entries.entries()) {
    const next = await sealEntry(
      segment.seal,
      { position: synced + 1 + i, synced, previousTag },
      entry,
      state.limits.frameBytes,
    );
    sealed.push(next);
    previousTag = next.tag;
  }
  let syncing = false;
  try {
    if ((await segment.file.bytes()) !== segment.end) return { kind: "in-use" }; // another program wrote to it
    const end = await writeFrames(
      segment,
      sealed.flatMap(({ frames }) => frames),
      state.limits.frameBytes,
    );
    syncing = true;
    await segment.file.sync();
    for (const { bytes, tag } of sealed) {
      state.index.add({ segment: segment.number, offset: segment.end, length: bytes }, tag);
      segment.end += bytes;
    }
    if (segment.end !== end) throw new Error("frames and their lengths disagree");
    return null;
  } catch (error) {
    const problem = syncing ? problemOfSync(error) : problemOf(error);
    if (syncing || problem.kind === "disk-failing" || !(await cutBack(segment))) await abandon(state, segment);
    return problem;
  }
}

/** The segment to write to: the one at hand, the one that was loaded, or a new one when that is full or not to be trusted. */
async function writableSegment(state: LedgerState): Promise<Result<Segment, StoreProblem>> {
  if (state.segment === null && state.tail !== null) {
    const continued = await continueSegment(state.machine, state.folders.log, state.key, state.tail);
    if (!continued.ok) return continued;
    state.segment = continued.value;
    state.tail = null;
  }
  if (state.segment !== null && state.segment.end < state.limits.segmentBytes) return ok(state.segment);
  state.lastSegment += 1;
  const position = state.index.count();
  const after = { position, tag: state.index.tag(position) };
  const started = await startSegment(state.machine, state.folders.log, state.key, state.lastSegment, after);
  if (!started.ok) return started;
  await state.segment?.file.close().catch(() => undefined); // full, and synced with its last entry
  state.segment = started.value;
  return started;
}

/**
 * After a sync failed nobody knows what the disk holds, and a second sync would say "good" of pages the system has dropped.
 * So: never sync this segment again, read it back, and start the next one, whose opening leaves the failed bytes behind.
 */
async function abandon(state: LedgerState, segment: Segment): Promise<void> {
  state.segment = null;
  await segment.file.truncate(segment.end).catch(() => undefined); // helps a restart, proves nothing
  await segment.file.close().catch(() => undefined);
  state.damagedFrom = await firstBad(state, segment.number);
  if (state.damagedFrom === null) await writableSegment(state); // where it fails, the next append tries again
}

/** The first acknowledged entry of a segment that cannot be read back, or null. */
async function firstBad(state: LedgerState, segment: number): Promise<number | null> {
  let first = state.index.count() + 1;
  while (first > 1 && state.index.place(first - 1).segment === segment) first -= 1;
  while (first <= state.index.count()) {
    const last = lastOfRun(state.index, first, state.index.count(), groupLimit.bytes);
    const run = await readRun(state, first, last);
    if (!run.ok) return run.problem.kind === "store-damaged" ? run.problem.fromEntry : null; // the next start will verify it
    first = last + 1;
  }
  return null;
}

/**
 * Whether the room on the disk must be known before something is written. While the last look found enough, whatever is
 * small goes out without a new one, which then follows behind: between "low" and "stop" lies more than any such entry takes.
 */
function mustLookFirst(state: LedgerState, entries: readonly Uint8Array[]): boolean {
  if (state.full || state.space === "low" || state.looked === Number.NEGATIVE_INFINITY) return true;
  return isLookOld(state) && entries.reduce((sum, entry) => sum + entry.byteLength, 0) > smallEnough;
}

const smallEnough = MiB;

/** While there is room, a look is good for a second. */
const isLookOld = ({ machine, looked }: LedgerState): boolean => Math.abs(machine.clock.millis() - looked) >= 1000;

async function tooLittleSpace(state: LedgerState): Promise<boolean> {
  const now = state.machine.clock.millis();
  try {
    const free = await state.machine.files.freeBytes(state.folders.log);
    state.looked = now;
    state.space = free < state.limits.warnBytes ? "low" : "enough";
    return free < state.limits.stopBytes;
  } catch {
    return false; // unknown: the write itself will tell
  }
}

async function recheck(state: LedgerState): Promise<void> {
  if (!state.full || state.closed || (await tooLittleSpace(state))) return;
  const { files, random } = state.machine;
  const path = join(state.folders.log, "probe");
  try {
    await files.unlink(path).catch(() => undefined); // left by a process that died here
    await writeNew(state.machine, path, random(4096));
    state.full = false;
  } catch (error) {
    problemOf(error); // still full
  } finally {
    await files.unlink(path).catch(() => undefined);
  }
}

function readOnlyOf({ damagedFrom, full }: LedgerState): ReadOnly | null {
  if (damagedFrom !== null) return { kind: "store-damaged", fromEntry: damagedFrom };
  return full ? { kind: "disk-full" } : null;
}
