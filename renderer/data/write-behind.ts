import { type Database, type HeadRow, writeAll } from "./database.ts";
import { type Moment, type StoreIdentity, sealMoment } from "./manifest.ts";
import type { Seal } from "./seal.ts";

/** Keeps the disk's copy behind memory. What goes wrong here is never a loss: the ledger has it, and the next start sees it. */
export interface WriteBehind {
  /** Memory has moved on. */
  moved(): void;
  /** Resolves once the disk has what memory had when asked, or the attempt to write it failed (it is repeated later). */
  settled(): Promise<void>;
  /** Attempts in a row that failed; 0 where the disk follows. */
  failures(): number;
  /** Stop, and let go of the database. */
  close(): void;
}

/** After a save, how long to wait for the next one, in milliseconds. */
const quiet = 300;

/**
 * After an attempt, at least this many times as long as it took. While whole offices come in, nearly every page changes with each
 * of them, and the disk's copy of a large office takes seconds: what it lags behind is caught up at the next start.
 */
const restOf = 9;

/** And no longer than this, in milliseconds: reading a whole copy anew costs more. */
const restAtMost = 120_000;

/** After an attempt that failed (a full disk, a connection the engine closed), in milliseconds; the last one repeats. */
const patience = [1_000, 5_000, 30_000, 120_000];

/**
 * @param moment   memory as it is now, ready to be sealed
 * @param written  the disk holds nothing, or pages of which memory is the continuation
 */
export function writeBehind(
  db: Database,
  identity: StoreIdentity,
  seal: Seal,
  moment: () => Moment,
  written: boolean,
): WriteBehind {
  let onDisk: HeadRow | "unknown" | "ours-from-before" = written ? "ours-from-before" : "unknown";
  let moves = 0;
  let writtenMoves = 0;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  let closed = false;
  let took = 0; // ms that the newest attempt took
  let ended = 0; // ms of the clock, when it did

  const attempt = async (): Promise<void> => {
    const upTo = moves;
    try {
      if (!db.dexie.isOpen()) {
        await db.dexie.open();
        const head = await db.heads.get("head");
        if (typeof onDisk !== "object" || !sameRow(head, onDisk)) onDisk = "unknown";
      }
      const afresh = onDisk === "unknown";
      const sealed = await sealMoment(moment(), identity, seal, afresh);
      if (closed) return;
      await writeAll(db, sealed.rows, sealed.head, afresh);
      sealed.written();
      onDisk = sealed.head;
      writtenMoves = upTo;
      failures = 0;
    } catch {
      failures += 1;
      // What is there now is anyone's guess: look again, and write everything where it is not what we wrote.
      db.dexie.close();
    }
  };
  const run = (): Promise<void> => {
    if (running !== null) return running;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const begun = performance.now();
    running = attempt().finally(() => {
      running = null;
      ended = performance.now();
      took = ended - begun;
      if (!closed && writtenMoves < moves) schedule();
    });
    return running;
  };
  const schedule = (): void => {
    const rest = Math.min(took * restOf, restAtMost) - (performance.now() - ended);
    const after = failures === 0 ? Math.max(quiet, rest) : patience[Math.min(failures, patience.length) - 1]!;
    timer ??= setTimeout(() => void run(), after);
  };

  return {
    moved: () => {
      moves += 1;
      if (!closed && running === null) schedule();
    },
    settled: async () => {
      if (running !== null) await running;
      if (writtenMoves < moves && !closed) await run();
    },
    failures: () => failures,
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      db.dexie.close();
    },
  };
}

const sameRow = (found: HeadRow | undefined, ours: HeadRow): boolean =>
  found !== undefined && found.iv.length === ours.iv.length && found.iv.every((byte, i) => byte === ours.iv[i]);
