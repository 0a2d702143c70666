import { create } from "zustand";
import type { Sum } from "../../shared/exchange/header.ts";
import type { Problem } from "../../shared/problem.ts";
import { followUp } from "../services/close-office.ts";
import {
  type Became,
  chooseBundles,
  closeQueue,
  type ImportQueue,
  type QueuedBundle,
  type QueueSource,
  takeQueued,
  unfinishedQueue,
} from "../services/import-queue.ts";
import type { Office } from "../services/office.ts";

export type { Became, ImportQueue, QueuedBundle, QueueSource } from "../services/import-queue.ts";

/** A bundle of the queue, and what became of it; null: not yet. */
export interface QueueLine {
  readonly bundle: QueuedBundle;
  readonly became: Became | null;
}

export interface Importing {
  readonly queue: ImportQueue | null;
  readonly lines: readonly QueueLine[];
  readonly at: number | null; // the line that is being taken
  readonly resumed: boolean; // it was cut off, and found again at this start
  readonly stopping: boolean; // after the one that is being taken
  readonly problem: Problem | null; // what stopped it, or kept it from beginning
  /** @returns whether a place was chosen and holds something; one bundle alone is previewed by itself */
  readonly choose: (from: QueueSource) => Promise<ImportQueue | null>;
  readonly findUnfinished: () => Promise<void>;
  readonly run: () => Promise<void>;
  readonly stop: () => void;
  /** A person saw that bundle by itself and took it. */
  readonly decided: (index: number, sum: Sum, alreadyHeld: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const createImporting = (office: Office) =>
  create<Importing>()((set, get) => {
    const { desktop, data } = office;
    const show = (queue: ImportQueue | null, resumed = false) =>
      set({ queue, resumed, lines: queue?.bundles.map((bundle) => ({ bundle, became: null })) ?? [], problem: null });
    const note = (index: number, became: Became) =>
      set(({ lines }) => ({ lines: lines.map((line, i) => (i === index ? { ...line, became } : line)) }));
    return {
      queue: null,
      lines: [],
      resumed: false,
      at: null,
      stopping: false,
      problem: null,
      choose: async (from) => {
        set({ problem: null });
        const chosen = await chooseBundles(desktop, from);
        if (!chosen.ok) {
          set({ problem: chosen.problem });
          return null;
        }
        const one = from !== "folder" && chosen.value?.bundles.length === 1;
        if (!one) show(chosen.value);
        return chosen.value;
      },
      findUnfinished: async () => {
        const found = await unfinishedQueue(desktop);
        if (found.ok && found.value !== null && get().queue === null) show(found.value, true);
      },
      run: async () => {
        const { queue, lines, at } = get();
        if (queue === null || at !== null) return;
        set({ stopping: false, problem: null });
        let behind: Promise<void> = Promise.resolve();
        const asking = new Set(lines.flatMap(({ bundle, became }) => (became?.became === "asks" ? [bundle.feed] : [])));
        for (const [index, { bundle, became }] of lines.entries()) {
          // What follows a bundle that asks for a person is of the same feed: it waits too.
          if (became !== null || (bundle.feed !== null && asking.has(bundle.feed))) continue;
          if (get().stopping) break;
          set({ at: index });
          const step = await takeQueued(desktop, data, queue.token, index);
          if (!step.ok) {
            set({ problem: step.problem });
            break;
          }
          if (step.value.became.became === "asks") asking.add(bundle.feed);
          behind = step.value.shown;
          behind.catch(() => undefined); // told below
          note(index, step.value.became);
        }
        await behind;
        const passed = await followUp(office);
        if (!passed.ok) set({ problem: passed.problem });
        if (isDone(get().lines)) await closeQueue(desktop, queue.token); // nothing is left to find again
        set({ at: null, stopping: false });
      },
      stop: () => set({ stopping: true }),
      decided: async (index, sum, alreadyHeld) => {
        note(index, { became: "taken", sum, alreadyHeld });
        const { queue, lines } = get();
        if (queue !== null && isDone(lines)) await closeQueue(desktop, queue.token);
      },
      close: async () => {
        const { queue } = get();
        // First in main: a queue that is still kept there would be found again at once.
        const closed = queue === null ? null : await closeQueue(desktop, queue.token);
        if (closed?.ok === false) set({ problem: closed.problem });
        else show(null);
      },
    };
  });

const isDone = (lines: readonly QueueLine[]): boolean =>
  lines.every(({ became }) => became !== null && became.became !== "asks");

export type ImportingStore = ReturnType<typeof createImporting>;

const importings = new WeakMap<Office, ImportingStore>();

/** The one queue of an open office: it goes on while the clerk looks at other screens. */
export function importingOf(office: Office): ImportingStore {
  const known = importings.get(office) ?? createImporting(office);
  importings.set(office, known);
  return known;
}

/** Lines shown at a time: a province may have chosen five hundred bundles. */
export const linesAtOnce = 50;

/** While bundles are taken, so many of those that are done stay in sight above the one at hand. */
const doneInSight = 4;

/** The line at hand with those next to it, so that it stands near the top of the screen; all where they are few. */
export function linesInSight(lines: readonly QueueLine[], at: number): readonly QueueLine[] {
  if (lines.length <= linesAtOnce) return lines;
  const from = Math.max(0, at - doneInSight);
  return lines.slice(from, from + linesAtOnce);
}

/** What became of all bundles so far: files by what became of them, and the sum of those that were taken. */
export interface QueueTotals {
  readonly taken: number;
  readonly held: number;
  readonly refused: number;
  readonly asks: number; // wait for a person
  readonly left: number;
  readonly sum: Sum;
}

export function totalsOf(lines: readonly QueueLine[]): QueueTotals {
  const count = (what: Became["became"]) => lines.filter(({ became }) => became?.became === what).length;
  const sum = { applied: 0, waiting: 0, held: 0, refused: 0 };
  for (const { became } of lines) {
    const one = becameSum(became);
    if (one === null) continue;
    for (const part of ["applied", "waiting", "held", "refused"] as const) sum[part] += one[part];
  }
  return {
    taken: count("taken"),
    held: count("held"),
    refused: count("refused"),
    asks: count("asks"),
    left: lines.filter(({ became }) => became === null).length,
    sum,
  };
}

/** The closing sum of one bundle: what was there before counts with what is held. Null: nothing of it was taken. */
export function becameSum(became: Became | null): Sum | null {
  if (became === null || became.became === "refused" || became.became === "asks") return null;
  if (became.became === "held") return { applied: 0, waiting: 0, held: became.to - became.from + 1, refused: 0 };
  return { ...became.sum, held: became.sum.held + became.alreadyHeld };
}
