import { create } from "zustand";
import type { IsoDate, RecordId } from "../../shared/domain/primitives.ts";
import type { FormName } from "../../shared/domain/sheets/crosswalk.ts";
import type { Problem } from "../../shared/problem.ts";
import {
  type BatchOrder,
  type BatchProgress,
  type BatchStanding,
  beginBatch,
  closeBatch,
  finishBatch,
  formGround,
  formsOf,
  lookForBatch,
  makeStretch,
  mostInBatch,
  namesOf,
  placeBatch,
  printStretch,
  type Stretch,
} from "../services/batch-print.ts";
import { today } from "../services/new-ids.ts";
import type { Office } from "../services/office.ts";
import { aheadOf, firstPaper, type Paper } from "./paper.ts";
import { fileNames, titles } from "./sheet.ts";

export type { MadeForm } from "../services/batch-print.ts";
export { mostInBatch } from "../services/batch-print.ts";

type PersonId = RecordId<"person">;

export interface Batch {
  /** "stopped": cut off, cancelled, or a problem stands in its way; it goes on when it is told to. */
  readonly phase: "looking" | "choosing" | "printing" | "joining" | "stopped" | "done";
  readonly people: readonly PersonId[]; // who were chosen, at most so many as a batch takes
  readonly left: number; // chosen beyond those
  readonly form: FormName;
  readonly day: IsoDate;
  readonly as: BatchOrder["as"];
  readonly paper: Paper;
  readonly standing: BatchStanding | null;
  readonly onPaper: readonly Stretch[]; // what the page holds for the print: the last one, and those before it that are still printed
  readonly stopping: boolean; // the clerk wants it to stop after the people on paper
  readonly cancelled: boolean; // no place was chosen
  readonly names: ReadonlyMap<PersonId, string>; // of those about whom something is said
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly choose: (patch: Partial<Pick<Batch, "form" | "day" | "as">>) => void;
  readonly setPaper: (patch: Partial<Paper>) => void;
  readonly begin: () => Promise<void>;
  /** The forms of a stretch stand on the page, within these elements. */
  readonly ready: (from: number, forms: Iterable<Element>) => void;
  readonly stop: () => void;
  readonly goOn: () => Promise<void>;
  readonly otherPlace: () => Promise<void>;
  /** Forget it; what was written stays. */
  readonly drop: () => Promise<void>;
}

/** What the register calls the file, or each of them before its number. */
export const batchFileName = (form: FormName, as: BatchOrder["as"]): string =>
  as === "one" ? `${fileNames[form]}-nhieu-nguoi` : fileNames[form];

export const isDone = ({ order, progress }: BatchStanding): boolean =>
  progress.next >= order.people.length &&
  (order.as === "each" || progress.left !== null || progress.passed.length === order.people.length);

/** Forms of many people, printed one stretch after the other. */
export const createBatch = (office: Office, chosen: readonly PersonId[]) =>
  create<Batch>()((set, get) => {
    const onPage = new Map<number, (forms: Iterable<Element>) => void>(); // who waits for the stretch that begins there

    const standAs = (phase: Batch["phase"], standing: BatchStanding | null, problem: Problem | null = null): void => {
      set({ phase, standing, problem, onPaper: [], stopping: false });
      void aheadOf(office).then((ahead) => set(({ paper }) => ({ paper: { ...paper, ...ahead } })));
      if (standing === null) return;
      const { order, progress } = standing;
      const told = [...progress.passed, ...progress.noted].flatMap(({ index }) => order.people[index] ?? []);
      void namesOf(office, told.slice(0, mostTold)).then((names) => set({ names }));
    };
    const follow = (standing: BatchStanding, progress: BatchProgress): BatchStanding => {
      const next = { ...standing, progress };
      set({ standing: next });
      return next;
    };
    /** Put forms on the page, and wait until they stand there. */
    const show = async (stretch: Stretch): Promise<Iterable<Element>> => {
      if (formsOf(stretch).length === 0) return [];
      const shown = new Promise<Iterable<Element>>((ready) => {
        onPage.set(stretch.from, ready);
      });
      set(({ onPaper }) => ({ onPaper: [...onPaper, stretch] }));
      return shown;
    };
    const takeAway = (stretch: Stretch): void =>
      set(({ onPaper }) => ({ onPaper: onPaper.filter((each) => each !== stretch) }));

    const run = async (first: BatchStanding): Promise<void> => {
      let standing = first;
      let problem: Problem | null = null;
      set({ phase: "printing", standing, problem: null, cancelled: false, stopping: false });
      const { order } = standing;
      const ground = await formGround(office);
      const print = async (stretch: Stretch): Promise<void> => {
        const forms = await show(stretch);
        const printed = await printStretch(office, standing, stretch, titles[order.form], forms);
        takeAway(stretch);
        if (!printed.ok) problem ??= printed.problem;
        else if (printed.value.next > standing.progress.next) standing = follow(standing, printed.value);
      };
      let before: Promise<void> = Promise.resolve();
      for (let from = standing.progress.next; from < order.people.length && problem === null && !get().stopping; ) {
        const made = await makeStretch(office, standing, from, ground);
        if (!made.ok) {
          problem = made.problem;
          break;
        }
        from += made.value.people.length;
        // The next forms are made, and begun to be printed, while these are printed.
        const printing = print(made.value);
        await before;
        before = printing;
      }
      await before;
      if (problem !== null || standing.progress.next < order.people.length)
        return standAs("stopped", standing, problem);
      set({ phase: "joining", onPaper: [] });
      const finished = await finishBatch(office, standing.token);
      if (!finished.ok) return standAs("stopped", standing, finished.problem);
      standAs("done", follow(standing, finished.value));
    };

    return {
      phase: "looking",
      people: chosen.slice(0, mostInBatch),
      left: Math.max(0, chosen.length - mostInBatch),
      form: "2c-98",
      day: today(),
      as: "one",
      paper: firstPaper,
      standing: null,
      onPaper: [],
      stopping: false,
      cancelled: false,
      names: new Map(),
      problem: null,
      load: async () => {
        const found = await lookForBatch(office);
        if (get().phase !== "looking") return;
        if (!found.ok) return standAs("choosing", null, found.problem);
        const standing = found.value;
        if (standing !== null && !isDone(standing)) return standAs("stopped", standing);
        if (standing !== null && chosen.length === 0) return standAs("done", standing);
        standAs("choosing", null);
      },
      choose: (patch) => set(patch),
      setPaper: (patch) => set(({ paper }) => ({ paper: { ...paper, ...patch } })),
      begin: async () => {
        const { phase, people, form, day, as, paper } = get();
        if (phase !== "choosing" || people.length === 0) return;
        set({ phase: "printing", cancelled: false, problem: null });
        const begun = await beginBatch(office, {
          as,
          form,
          day,
          people: [...people],
          suggestedName: batchFileName(form, as),
          said: paper.said,
        });
        if (!begun.ok) return set({ phase: "choosing", problem: begun.problem });
        if (begun.value === null) return set({ phase: "choosing", cancelled: true });
        await run(begun.value);
      },
      ready: (from, forms) => {
        onPage.get(from)?.(forms);
        onPage.delete(from);
      },
      stop: () => get().phase === "printing" && set({ stopping: true }),
      goOn: async () => {
        const { phase, standing } = get();
        if (phase === "stopped" && standing !== null) await run(standing);
      },
      otherPlace: async () => {
        const { phase, standing } = get();
        if (phase !== "stopped" || standing === null) return;
        const placed = await placeBatch(office, standing.token);
        if (!placed.ok) return set({ problem: placed.problem });
        if (placed.value !== null) await run({ ...standing, place: placed.value.place });
      },
      drop: async () => {
        const { phase, standing } = get();
        if (standing === null || phase === "printing" || phase === "joining") return;
        const closed = await closeBatch(office, standing.token);
        if (!closed.ok) return set({ problem: closed.problem });
        set({ names: new Map() });
        standAs("choosing", null);
      },
    };
  });

/** People about whom something is said on the screen. */
const mostTold = 500;

/** How far the batch that waits has come; null: none waits. */
export async function batchLeft(office: Office): Promise<{ readonly done: number; readonly total: number } | null> {
  const found = await lookForBatch(office);
  if (!found.ok || found.value === null || isDone(found.value)) return null;
  return { done: found.value.progress.next, total: found.value.order.people.length };
}

/** Names of the people that are done, in the order of the batch. */
export async function everyName(office: Office, { order, progress }: BatchStanding): Promise<readonly string[]> {
  const done = order.people.slice(0, progress.next);
  const names = await namesOf(office, done);
  return done.map((id) => names.get(id) ?? "");
}
