import { create } from "zustand";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { SheetCells } from "../../shared/domain/workbook/cell.ts";
import { findHeads, type HeadRows } from "../../shared/domain/workbook/heads.ts";
import { type ListColumn, proposeColumns, withField } from "../../shared/domain/workbook/list-columns.ts";
import { isOwnLayout, textOf } from "../../shared/domain/workbook/own-layout.ts";
import type { ListProblem } from "../../shared/domain/workbook/read-list.ts";
import {
  type Letters,
  type LettersProposal,
  proposeLetters,
  type RepairedSheet,
  repairSheet,
} from "../../shared/domain/workbook/repair-sheet.ts";
import type { CellProblem, Problem } from "../../shared/problem.ts";
import {
  importList,
  type KeptEdit,
  keepLastImport,
  keepMapping,
  type LastImport,
  type ListPlan,
  planList,
  readLastImport,
  readMapping,
  undoImport,
  writeAnnotated,
} from "../services/import-list.ts";
import {
  type ChosenWorkbook,
  chooseWorkbook,
  closeWorkbook,
  importWorkbook,
  planOwnWorkbook,
  type WorkbookPlan,
} from "../services/import-workbook.ts";
import type { Office } from "../services/office.ts";

export type { ListPlan } from "../services/import-list.ts";
export type { ChosenWorkbook, WorkbookPlan } from "../services/import-workbook.ts";

/** A list of a sender's own: what its columns and letters are taken for. */
export interface ListInHand {
  readonly sheet: number;
  readonly heads: HeadRows | null; // null: not found, the clerk says where
  readonly proposals: readonly LettersProposal[];
  readonly letters: ReadonlyMap<number, Letters>; // what the clerk said otherwise
  readonly confirmed: ReadonlySet<number>; // columns whose letters the clerk has agreed to
  readonly repaired: RepairedSheet;
  readonly columns: readonly ListColumn[];
  readonly remembered: boolean; // as this sender's list was read the last time
  readonly chosen: ReadonlyMap<number, RecordId<"person"> | "new">;
}

export interface Workbook {
  readonly step: "idle" | "reading" | "columns" | "letters" | "checking" | "planned" | "importing" | "done";
  readonly progress: { readonly done: number; readonly total: number };
  readonly book: ChosenWorkbook | null;
  readonly list: ListInHand | null;
  readonly listPlan: ListPlan | null;
  readonly plan: WorkbookPlan | null; // of our own layout
  readonly bad: { readonly cells: readonly CellProblem[]; readonly more: number } | null;
  readonly problem: Problem | null;
  readonly cancelled: boolean;
  readonly copied: string | null; // the annotated copy's file name
  readonly imported: LastImport | null; // just now, or the last time
  readonly undone: { readonly records: number; readonly kept: readonly KeptEdit[] } | null;
  /** Look up the last import, to offer its undo. */
  readonly begin: () => Promise<void>;
  readonly choose: () => Promise<void>;
  readonly stop: () => void;
  readonly takeSheet: (sheet: number) => Promise<void>;
  readonly setHeads: (heads: HeadRows) => void;
  readonly setField: (column: number, field: string | null) => void;
  readonly setOrder: (column: number, order: ListColumn["order"]) => void;
  readonly setLetters: (column: number, letters: Letters) => void;
  readonly confirmLetters: (column: number, agreed: boolean) => void;
  readonly goTo: (step: "columns" | "letters") => void;
  readonly check: () => Promise<void>;
  readonly choosePerson: (row: number, who: RecordId<"person"> | "new") => Promise<void>;
  readonly writeCopy: (say: (problem: ListProblem) => string) => Promise<void>;
  readonly importIt: () => Promise<void>;
  readonly undoIt: () => Promise<void>;
  readonly leave: () => void;
}

const fresh = {
  step: "idle",
  progress: { done: 0, total: 0 },
  book: null,
  list: null,
  listPlan: null,
  plan: null,
  bad: null,
  problem: null,
  cancelled: false,
  copied: null,
  imported: null,
  undone: null,
} as const;

export const createWorkbook = (office: Office) =>
  create<Workbook>()((set, get) => {
    let stopped = false;

    const progress = (done: number, total: number): boolean => {
      set({ progress: { done, total } });
      return !stopped;
    };
    const own = async (book: ChosenWorkbook): Promise<void> => {
      const plan = await planOwnWorkbook(office, book);
      await closeWorkbook(office, book.token);
      if (plan.ok) return set({ step: "planned", plan: plan.value });
      const { problem } = plan;
      // Bad cells are laid out as a table rather than in one sentence.
      if (problem.kind === "workbook-cells") set({ step: "idle", bad: problem });
      else set({ step: "idle", problem });
    };
    const edit = (patch: Partial<ListInHand>): void => {
      const { list } = get();
      if (list !== null) set({ list: { ...list, ...patch }, listPlan: null });
    };
    const takeSheet = async (sheet: number): Promise<void> => {
      const { book } = get();
      const cells = book?.sheets[sheet];
      if (book === null || cells === undefined) return;
      const proposals = proposeLetters(cells);
      const letters = new Map<number, Letters>();
      const repaired = repairSheet(cells, proposals, letters);
      const heads = findHeads(repaired, book.date1904);
      const proposed = heads === null ? [] : proposeColumns(repaired, heads, book.date1904);
      const known = proposed.length === 0 ? null : await readMapping(office, proposed);
      const columns =
        known === null || heads === null
          ? proposed
          : proposed.map((column) => {
              const kept = known.columns[column.column];
              return kept === undefined
                ? column
                : { ...withField(repaired, heads, column, kept.field), order: kept.order };
            });
      const said = new Map<number, Letters>(
        Object.entries(known?.letters ?? {}).map(([column, each]) => [Number(column), each]),
      );
      set({
        step: "columns",
        listPlan: null,
        list: {
          sheet,
          heads,
          proposals,
          letters: said,
          confirmed: new Set(said.keys()),
          repaired: said.size === 0 ? repaired : repairSheet(cells, proposals, said),
          columns,
          remembered: known !== null,
          chosen: new Map(),
        },
      });
    };

    return {
      ...fresh,
      takeSheet,
      begin: async () => {
        const imported = await readLastImport(office);
        if (get().step === "idle") set({ imported });
      },
      choose: async () => {
        if (["reading", "checking", "importing"].includes(get().step)) return;
        get().leave();
        stopped = false;
        set({ ...fresh, step: "reading" });
        const chosen = await chooseWorkbook(office, progress);
        if (!chosen.ok) return set({ step: "idle", problem: chosen.problem });
        if (chosen.value === null) return set({ step: "idle", cancelled: true });
        const book = chosen.value;
        if (isOwnLayout(textOf(book))) return own(book);
        set({ book });
        await takeSheet(likelySheet(book));
      },
      stop: () => {
        stopped = true;
      },
      setHeads: (heads) => {
        const { book, list } = get();
        if (book !== null && list !== null)
          edit({ heads, columns: proposeColumns(list.repaired, heads, book.date1904), chosen: new Map() });
      },
      setField: (column, field) => {
        const { list } = get();
        const heads = list?.heads ?? null;
        if (list === null || heads === null) return;
        edit({
          columns: list.columns.map((each) => {
            if (each.column === column) return withField(list.repaired, heads, each, field);
            return field !== null && each.field === field ? withField(list.repaired, heads, each, null) : each;
          }),
        });
      },
      setOrder: (column, order) => {
        const { list } = get();
        edit({ columns: (list?.columns ?? []).map((each) => (each.column === column ? { ...each, order } : each)) });
      },
      setLetters: (column, letters) => {
        const { list, book } = get();
        const cells = list === null ? undefined : book?.sheets[list.sheet];
        if (list === null || cells === undefined) return;
        const said = new Map(list.letters).set(column, letters);
        edit({ letters: said, repaired: repairSheet(cells, list.proposals, said) });
      },
      confirmLetters: (column, agreed) => {
        const confirmed = new Set(get().list?.confirmed);
        if (agreed) confirmed.add(column);
        else confirmed.delete(column);
        edit({ confirmed });
      },
      goTo: (step) => set({ step, listPlan: null }),
      check: async () => {
        const { list, book } = get();
        if (list === null || book === null || list.heads === null) return;
        stopped = false;
        set({ step: "checking", problem: null, progress: { done: 0, total: list.repaired.rows } });
        const settings = { heads: list.heads, columns: list.columns, date1904: book.date1904, chosen: list.chosen };
        const total = list.repaired.rows;
        const listPlan = await planList(office, list.repaired, settings, (done) => progress(done, total));
        if (listPlan === null) return set({ step: "columns" });
        await keepMapping(office, list.columns, list.letters);
        set({ step: "planned", listPlan });
      },
      choosePerson: async (row, who) => {
        edit({ chosen: new Map(get().list?.chosen).set(row, who) });
        await get().check();
      },
      writeCopy: async (say) => {
        const { book, listPlan } = get();
        if (book === null || listPlan === null) return;
        const problems = listPlan.run.rows.flatMap((row) => row.problems);
        const written = await writeAnnotated(office, book.token, problems, say);
        if (!written.ok) set({ problem: written.problem });
        else if (written.value !== null) set({ copied: written.value.fileName, problem: null });
      },
      importIt: async () => {
        const { plan, listPlan, step, book } = get();
        if (step !== "planned") return;
        if (listPlan !== null && listPlan.changes.length > 0) {
          set({ step: "importing", problem: null });
          const saved = await importList(office, listPlan);
          if (!saved.ok) return set({ step: "planned", problem: saved.problem });
          await saved.value.shown;
          const rows = listPlan.run.rows.filter(({ records }) => records.length > 0).length;
          const imported = { ref: saved.value.ref, rows, fileName: book?.fileName ?? "" };
          await keepLastImport(office, imported);
          return set({ step: "done", imported });
        }
        if (plan === null || plan.changes.length === 0) return;
        set({ step: "importing", problem: null });
        const saved = await importWorkbook(office, plan);
        if (!saved.ok) return set({ step: "planned", problem: saved.problem });
        await saved.value.shown;
        set({ step: "done" });
      },
      undoIt: async () => {
        const ref = get().imported?.ref ?? null;
        if (ref === null) return;
        const undone = await undoImport(office, ref);
        if (!undone.ok) return set({ problem: undone.problem });
        await keepLastImport(office, null);
        set({ undone: undone.value, problem: null });
      },
      leave: () => {
        const { book } = get();
        if (book !== null) void closeWorkbook(office, book.token);
      },
    };
  });

/** The first sheet that is shown and holds a list; else the first that is shown. */
function likelySheet({ sheets, date1904 }: ChosenWorkbook): number {
  const shown = sheets.map((sheet, index) => ({ sheet, index })).filter(({ sheet }) => !sheet.hidden && sheet.rows > 0);
  const holds = ({ sheet }: { readonly sheet: SheetCells }): boolean =>
    findHeads(repairSheet(sheet, proposeLetters(sheet), new Map()), date1904) !== null;
  return (shown.find(holds) ?? shown[0])?.index ?? 0;
}
