import { create } from "zustand";
import type { FileKind } from "../../shared/domain/tables/file-kind.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Office } from "../services/office.ts";
import { saveTables, type TableSaved } from "../services/save-table.ts";

/** What became of the last list that was to leave as a file. */
export interface TableFiles {
  readonly state: "idle" | "working" | "cancelled" | "too-many" | NonNullable<TableSaved>;
  readonly problem: Problem | null;
  /** @param lay  the tables; null where one would hold more than a file takes */
  readonly save: (
    suggestedName: string,
    as: FileKind,
    lay: () => readonly LaidTable[] | null | Promise<readonly LaidTable[] | null>,
  ) => Promise<void>;
}

export const createTableFiles = (office: Office) =>
  create<TableFiles>()((set, get) => ({
    state: "idle",
    problem: null,
    save: async (suggestedName, as, lay) => {
      if (get().state === "working") return;
      set({ state: "working", problem: null });
      const tables = await lay();
      if (tables === null) return set({ state: "too-many" });
      const saved = await saveTables(office.desktop, suggestedName, as, tables);
      set(saved.ok ? { state: saved.value ?? "cancelled" } : { state: "idle", problem: saved.problem });
    },
  }));
