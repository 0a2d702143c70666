import { create } from "zustand";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { ShownState } from "../../shared/domain/rotations/procedure.ts";
import type { Problem } from "../../shared/problem.ts";
import { nextPaint } from "../services/next-paint.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { type Printed, printPage } from "../services/print.ts";
import {
  type BoardKind,
  countWork,
  type DueRange,
  movesIn,
  type OpenWarning,
  type RotationRow,
  readWaiting,
  readWarnings,
  readWorkBoard,
  type WaitingRow,
  type WorkBoard,
} from "../services/work.ts";
import { createDeskCount } from "./desk-count.ts";

export type { BoardKind, DueRange, DueRow, RotationRow, WaitingRow, WorkBoard } from "../services/work.ts";

export type WorkTab = "waiting" | "due" | "states";

export interface Work {
  readonly tab: WorkTab;
  readonly range: DueRange;
  readonly kind: BoardKind | null; // null: any
  readonly state: ShownState | "OVERDUE" | null; // whose moves are listed; null: none
  readonly onlyWarned: boolean;
  readonly board: WorkBoard | null; // null: being worked out
  readonly waiting: readonly WaitingRow[];
  readonly warnings: ReadonlyMap<RecordId<"rotation">, OpenWarning["rules"]>;
  readonly moves: { readonly found: number; readonly rows: readonly RotationRow[] } | null;
  readonly most: number; // rows asked for
  readonly printing: boolean;
  readonly printed: Printed | "cancelled" | null;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly look: (patch: Partial<Pick<Work, "tab" | "range" | "kind" | "state" | "onlyWarned">>) => void;
  readonly more: () => void;
  /** What falls due in the time and of the kind chosen, as much as goes on paper. */
  readonly whole: () => Promise<WorkBoard>;
  /** Print the list that is open, all of it. */
  readonly print: () => Promise<void>;
}

/** Rows laid out at once, and on paper. */
const step = 100;
const onPaper = 2000;

export const createWork = (office: Office) =>
  create<Work>()((set, get) => {
    let asked = 0;
    const load = async (): Promise<void> => {
      asked += 1;
      const mine = asked;
      const { range, kind, most, state, tab } = get();
      const asking = { day: null, range, kind, most };
      const [board, waiting, moves] = await Promise.all([
        readWorkBoard(office, asking),
        readWaiting(office, null),
        tab === "states" && state !== null ? movesIn(office, state, most) : null,
      ]);
      if (mine !== asked) return;
      // A kind that has gone from this range would leave an empty list behind a filter that is no longer shown.
      if (kind !== null && board.kinds[kind] === 0) {
        set({ kind: null });
        return load();
      }
      // A first look begins where there is something to do.
      const nothingWaits = get().board === null && waiting.length === 0;
      if (nothingWaits && range === "30" && board.ranges["30"] + board.ranges.overdue > 0) {
        const late = board.ranges.overdue > 0 ? await readWorkBoard(office, { ...asking, range: "overdue" }) : null;
        if (mine !== asked) return;
        set({ tab: "due", ...(late === null ? { board } : { board: late, range: "overdue" }), waiting, moves });
      } else set({ board, waiting, moves });
      void readWarnings(office, null).then((open) => {
        if (mine === asked) set({ warnings: new Map(open.map(({ rotationId, rules }) => [rotationId, rules])) });
      });
    };
    return {
      tab: "waiting",
      range: "30",
      kind: null,
      state: null,
      onlyWarned: false,
      board: null,
      waiting: [],
      warnings: new Map(),
      moves: null,
      most: step,
      printing: false,
      printed: null,
      problem: null,
      load,
      follow: () => watchRecords(office, () => void load()),
      look: (patch) => {
        set({ ...patch, most: step, printed: null, problem: null });
        void load();
      },
      more: () => {
        set({ most: get().most + step });
        void load();
      },
      whole: () => {
        const { range, kind } = get();
        return readWorkBoard(office, { day: null, range, kind, most: onPaper });
      },
      print: async () => {
        const { printing, most, tab } = get();
        if (printing) return;
        set({ printing: true, printed: null, problem: null, most: onPaper });
        await load();
        await nextPaint();
        const printed = await printPage(office.desktop, {
          suggestedName: { waiting: "viec-dang-cho", due: "viec-den-han", states: "luan-chuyen-theo-trang-thai" }[tab],
          landscape: false,
          shows: null, // nothing protected stands in these lists
        });
        set({
          printing: false,
          most,
          ...(printed.ok ? { printed: printed.value ?? "cancelled" } : { problem: printed.problem }),
        });
        await load();
      },
    };
  });

const opened = new WeakMap<Office, ReturnType<typeof createWork>>();

/** One board an office: coming back from a move finds the list as it was. */
export function openWork(office: Office): ReturnType<typeof createWork> {
  const made = opened.get(office) ?? createWork(office);
  opened.set(office, made);
  return made;
}

/** Milliseconds: the window opens before anything is counted, and a run of saves is counted once. */
const [afterOpening, afterSaving] = [1500, 400];

/** How much is late or due within 30 days, for the sign in the navigation. */
export const openWorkCount = (office: Office) => {
  let waited = afterOpening;
  return createDeskCount(
    async () => {
      await new Promise((give) => setTimeout(give, waited));
      waited = afterSaving;
      return countWork(office);
    },
    (listener) => watchRecords(office, listener),
  );
};
