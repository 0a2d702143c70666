import { create } from "zustand";
import type { FileKind } from "../../shared/domain/tables/file-kind.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { Problem } from "../../shared/problem.ts";
import { nextPaint } from "../services/next-paint.ts";
import type { Office } from "../services/office.ts";
import { printPage } from "../services/print.ts";
import { saveTables, type TableSaved } from "../services/save-table.ts";
import { aheadOf, firstPaper, type Paper } from "./paper.ts";

/** A list that is about to be printed. */
export interface ListToPrint {
  readonly suggestedName: string;
  readonly tables: readonly LaidTable[];
  readonly paper: Paper;
}

/** What became of the last list that was to leave as a file. */
export interface TableFiles {
  readonly state: "idle" | "working" | "cancelled" | "too-many" | NonNullable<TableSaved>;
  readonly problem: Problem | null;
  readonly toPrint: ListToPrint | null; // shown page by page, with what is chosen for it
  /** @param lay  the tables; null where one would hold more than a file takes */
  readonly save: (suggestedName: string, as: FileKind, lay: Lay) => Promise<void>;
  readonly preview: (suggestedName: string, lay: Lay) => Promise<void>;
  readonly setPaper: (patch: Partial<Paper>) => void;
  readonly setSize: (size: LaidTable["paper"]) => void;
  /** @param papers  the list as it stands on the page */
  readonly print: (papers: Iterable<Element>) => Promise<void>;
  readonly close: () => void;
}

type Lay = () => readonly LaidTable[] | null | Promise<readonly LaidTable[] | null>;

export const createTableFiles = (office: Office) =>
  create<TableFiles>()((set, get) => {
    const came = (saved: Awaited<ReturnType<typeof saveTables>>): void =>
      set(saved.ok ? { state: saved.value ?? "cancelled" } : { state: "idle", problem: saved.problem });
    /** The tables; null where there are none to go on with. */
    const laid = async (lay: Lay): Promise<readonly LaidTable[] | null> => {
      if (get().state === "working") return null;
      set({ state: "working", problem: null });
      const tables = await lay();
      if (tables === null) set({ state: "too-many" });
      return tables;
    };
    return {
      state: "idle",
      problem: null,
      toPrint: null,
      save: async (suggestedName, as, lay) => {
        const tables = await laid(lay);
        if (tables !== null) came(await saveTables(office.desktop, suggestedName, as, tables));
      },
      preview: async (suggestedName, lay) => {
        const tables = await laid(lay);
        if (tables === null) return;
        const paper = { ...firstPaper, ...(await aheadOf(office)) };
        set({ state: "idle", toPrint: { suggestedName, tables, paper } });
      },
      setPaper: (patch) =>
        set(({ toPrint }) => ({ toPrint: toPrint && { ...toPrint, paper: { ...toPrint.paper, ...patch } } })),
      setSize: (paper) =>
        set(({ toPrint }) => ({
          toPrint: toPrint && { ...toPrint, tables: toPrint.tables.map((table) => ({ ...table, paper })) },
        })),
      print: async (papers) => {
        const { state, toPrint } = get();
        if (state === "working" || toPrint === null) return;
        set({ state: "working", problem: null });
        await nextPaint();
        const { suggestedName, tables, paper } = toPrint;
        const landscape = tables[0]?.upright !== true;
        const job = { suggestedName, landscape, shows: null, within: papers, said: paper.said };
        const printed = await printPage(office.desktop, job);
        if (printed.ok && printed.value !== null) set({ toPrint: null });
        came(printed);
      },
      close: () => get().state !== "working" && set({ toPrint: null }),
    };
  });
