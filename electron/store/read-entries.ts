import type { Head } from "../../shared/ipc/ledger.ts";
import type { StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { type Machine, problemOf } from "../machine.ts";
import { findEntry, unpackEntry } from "./entry-frames.ts";
import type { EntryIndex } from "./entry-index.ts";
import { type LedgerKey, segmentSeal } from "./frame.ts";
import { type LedgerFolders, segmentPath } from "./load-segments.ts";
import { readFully } from "./safe-write.ts";

/** One entry of the ledger; positions count from 1. */
export interface LedgerEntry {
  readonly position: number;
  readonly entry: Uint8Array;
}

/** What reading needs of a ledger. */
export interface ReadableLog {
  readonly machine: Machine;
  readonly folders: LedgerFolders;
  readonly key: LedgerKey;
  readonly index: EntryIndex;
  readonly closed: boolean;
}

type Read<Value> = Promise<Result<Value, StoreProblem>>;

/** Entries after a position, in order: at least one where there is one, and no more once `bytes` are reached. */
export async function readAfter(
  log: ReadableLog,
  after: number,
  bytes: number,
): Read<{ readonly entries: readonly LedgerEntry[]; readonly head: Head }> {
  const entries: LedgerEntry[] = [];
  let [position, taken] = [after + 1, 0];
  const head = headOf(log.index, log.index.count());
  while (position <= head.position && taken < bytes) {
    const last = lastOfRun(log.index, position, head.position, bytes - taken);
    const run = await readRun(log, position, last, bytes - taken);
    if (!run.ok) return run;
    entries.push(...run.value);
    taken += run.value.reduce((sum, { entry }) => sum + entry.byteLength, 0);
    position += run.value.length;
  }
  return ok({ entries, head });
}

/** Bytes of frames that are read together where positions lie side by side. */
const runBytes = 1_048_576;

export async function readAt(log: ReadableLog, positions: readonly number[]): Read<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  const wanted = positions.filter((position) => position >= 1 && position <= log.index.count());
  for (let i = 0; i < wanted.length; ) {
    const first = wanted[i] ?? 0;
    const furthest = lastOfRun(log.index, first, log.index.count(), runBytes);
    let last = first;
    while (last < furthest && wanted[i + 1 + last - first] === last + 1) last += 1;
    const run = await readRun(log, first, last);
    if (!run.ok) return run;
    entries.push(...run.value);
    i += run.value.length;
  }
  return ok(entries);
}

/** The last position from `first` on that lies in the same segment within that many bytes; at least `first`. */
export function lastOfRun(index: EntryIndex, first: number, head: number, bytes: number): number {
  const { segment, offset } = index.place(first);
  let last = first;
  while (last < head) {
    const next = index.place(last + 1);
    if (next.segment !== segment || next.offset + next.length - offset > bytes) break;
    last += 1;
  }
  return last;
}

/**
 * Entries that lie side by side in one segment, opened and verified again, until they make `most` bytes (deflated ones
 * grow); at least the first. "store-damaged" names the first that is not whole.
 */
export async function readRun(
  { machine, folders, key, index, closed }: ReadableLog,
  first: number,
  last: number,
  most: number = Number.POSITIVE_INFINITY,
): Read<readonly LedgerEntry[]> {
  if (closed) return failed({ kind: "locked" });
  const [from, to] = [index.place(first), index.place(last)];
  const seal = segmentSeal(key, from.segment, machine.random);
  try {
    const bytes = await readSpan(machine, segmentPath(folders.log, from.segment), from.offset, to.offset + to.length);
    const entries: LedgerEntry[] = [];
    for (let [position, at, taken] = [first, 0, 0]; position <= last && taken < most; position += 1) {
      const found = findEntry(seal, bytes, at, position, index.tag(position - 1));
      if (!found.whole) return failed({ kind: "store-damaged", fromEntry: position });
      const unpacked = unpackEntry(found.stored);
      const entry = unpacked instanceof Promise ? await unpacked : unpacked;
      entries.push({ position, entry });
      [at, taken] = [found.end, taken + entry.byteLength];
    }
    return ok(entries);
  } catch (error) {
    return failed(problemOf(error));
  }
}

export const headOf = (index: EntryIndex, position: number): Head => ({
  position,
  tag: position === 0 ? "" : Buffer.from(index.tag(position)).toString("hex"),
});

async function readSpan(machine: Machine, path: string, from: number, to: number): Promise<Buffer> {
  const file = await machine.files.open(path, "read");
  try {
    return await readFully(file, from, to - from);
  } finally {
    await file.close();
  }
}
