import { create } from "zustand";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { Problem } from "../../shared/problem.ts";
import { nextPaint } from "../services/next-paint.ts";
import type { Office } from "../services/office.ts";
import { type PaperKind, printPage } from "../services/print.ts";
import { saveTables, type TableSaved } from "../services/save-table.ts";

/** What became of the last list that was to leave as a file. */
export interface TableFiles {
  readonly state: "idle" | "working" | "cancelled" | "too-many" | NonNullable<TableSaved>;
  readonly problem: Problem | null;
  readonly printed: readonly LaidTable[] | null; // on the page for as long as they are printed
  /** @param lay  the tables; null where one would hold more than a file takes */
  readonly save: (
    suggestedName: string,
    as: PaperKind,
    lay: () => readonly LaidTable[] | null | Promise<readonly LaidTable[] | null>,
  ) => Promise<void>;
}

export const createTableFiles = (office: Office) =>
  create<TableFiles>()((set, get) => {
    const print = async (suggestedName: string, tables: readonly LaidTable[]) => {
      set({ printed: tables });
      await nextPaint();
      const landscape = tables[0]?.upright !== true;
      const printed = await printPage(office.desktop, { suggestedName, landscape, shows: null });
      set({ printed: null });
      return printed;
    };
    return {
      state: "idle",
      problem: null,
      printed: null,
      save: async (suggestedName, as, lay) => {
        if (get().state === "working") return;
        set({ state: "working", problem: null });
        const tables = await lay();
        if (tables === null) return set({ state: "too-many" });
        const saved =
          as === "pdf"
            ? await print(suggestedName, tables)
            : await saveTables(office.desktop, suggestedName, as, tables);
        set(saved.ok ? { state: saved.value ?? "cancelled" } : { state: "idle", problem: saved.problem });
      },
    };
  });
