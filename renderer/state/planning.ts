import { create } from "zustand";
import type { ActionRef } from "../../shared/change/change.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { PlanBoard, PlanPerson } from "../data/office-data.ts";
import type { Saved } from "../services/append.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { reviewPlan } from "../services/planning.ts";
import { type Printed, printPage } from "../services/print.ts";
import { undoAction } from "../services/undo.ts";

export type { PlanBoard, PlanHolder, PlanLine, PlanPerson, PlanTitle } from "../data/office-data.ts";

/** The people behind a number. */
export interface OpenedPeople {
  readonly title: string;
  readonly people: readonly RecordId<"person">[];
}

/** A review of everybody who is due, with one paper. */
export interface ReviewOfAll {
  readonly date: PartialDate | null;
  readonly document: string;
}

export interface Planning {
  readonly board: PlanBoard | null; // null: not read yet
  readonly unitId: RecordId<"unit"> | null;
  readonly shown: number; // titles that are drawn
  readonly opened: OpenedPeople | null;
  readonly reviewOfAll: ReviewOfAll | null; // null: not being written
  readonly saving: boolean;
  readonly undoable: ActionRef | null;
  readonly done: "added" | "reviewed" | "overridden" | "undone" | null;
  readonly printed: Printed | "cancelled" | null;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly look: (
    asked: Partial<{
      readonly term: string;
      readonly unitId: RecordId<"unit"> | null;
      readonly day: PartialDate | null;
    }>,
  ) => Promise<void>;
  readonly more: () => void;
  readonly open: (opened: OpenedPeople | null) => void;
  readonly peopleOf: (ids: readonly RecordId<"person">[]) => readonly PlanPerson[];
  readonly beginReviewOfAll: () => void;
  readonly editReviewOfAll: (patch: Partial<ReviewOfAll> | null) => void;
  readonly saveReviewOfAll: () => Promise<void>;
  /** Keep what a window did: shows it, and makes it the save that can be undone. @returns whether it was saved */
  readonly keep: (
    done: Exclude<Planning["done"], null>,
    saving: () => Promise<Result<Saved | null, Problem>>,
  ) => Promise<boolean>;
  readonly undo: () => Promise<void>;
  readonly print: () => Promise<void>;
}

/** How many titles a first look needs. */
const step = 60;

/** The plan of a term: who is planned for which title. */
export const createPlanning = (office: Office) =>
  create<Planning>()((set, get) => {
    let asked: { readonly term: string | null; readonly day: IsoDate | null } = { term: null, day: null };
    let reads = 0;
    const read = async (): Promise<void> => {
      reads += 1;
      const own = reads;
      const board = await office.data.planBoard({ ...asked, unitId: get().unitId });
      if (own === reads) set({ board });
    };
    const keep: Planning["keep"] = async (done, saving) => {
      if (get().saving) return false;
      set({ saving: true, problem: null, done: null });
      const saved = await saving();
      if (!saved.ok) {
        set({ saving: false, problem: saved.problem });
        return false;
      }
      await saved.value?.shown;
      set({
        saving: false,
        ...(saved.value === null ? {} : { done, undoable: done === "undone" ? null : saved.value.ref }),
      });
      await read();
      return true;
    };
    return {
      board: null,
      unitId: null,
      shown: step,
      opened: null,
      reviewOfAll: null,
      saving: false,
      undoable: null,
      done: null,
      printed: null,
      problem: null,
      load: read,
      follow: () => watchRecords(office, () => void read()),
      look: async ({ term, unitId, day }) => {
        asked = {
          term: term ?? asked.term,
          day: day === undefined ? asked.day : day !== null && day.length === 10 ? day : null,
        };
        set({ shown: step, done: null, ...(unitId === undefined ? {} : { unitId }) });
        await read();
      },
      more: () => set(({ shown }) => ({ shown: shown + step })),
      open: (opened) => set({ opened }),
      peopleOf: (ids) => ids.flatMap((id) => get().board?.people[id] ?? []),
      beginReviewOfAll: () => set({ reviewOfAll: { date: get().board?.day ?? null, document: "" }, problem: null }),
      editReviewOfAll: (patch) =>
        set(({ reviewOfAll }) => ({
          reviewOfAll: patch === null || reviewOfAll === null ? null : { ...reviewOfAll, ...patch },
        })),
      saveReviewOfAll: async () => {
        const { board, reviewOfAll } = get();
        if (board === null || reviewOfAll === null) return;
        const due = new Set<string>(board.unreviewed);
        const entries = board.titles
          .flatMap(({ lines }) => lines.map(({ entry }) => entry))
          .filter(({ id }) => due.has(id));
        const { date, document } = reviewOfAll;
        const reviews = entries.map((entry) => ({ entry, date, document, result: "KEEP" as const, note: "" }));
        if (await keep("reviewed", () => reviewPlan(office, reviews))) set({ reviewOfAll: null });
      },
      keep,
      undo: async () => {
        const { undoable } = get();
        if (undoable === null) return;
        await keep("undone", async () => {
          const undone = await undoAction(office, undoable);
          return undone.ok ? { ok: true, value: undone.value?.saved ?? null } : undone;
        });
      },
      print: async () => {
        set({ printed: null, problem: null });
        const printed = await printPage(office.desktop, {
          suggestedName: "quy-hoach",
          landscape: true,
          shows: null, // names, years of birth and posts, nothing protected
        });
        if (printed.ok) set({ printed: printed.value ?? "cancelled" });
        else set({ problem: printed.problem });
      },
    };
  });
