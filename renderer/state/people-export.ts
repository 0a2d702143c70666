import { create } from "zustand";
import type { ListLook } from "../../shared/domain/people-columns.ts";
import type { IsoDate } from "../../shared/domain/primitives.ts";
import { tableCaps } from "../../shared/domain/tables/laid-table.ts";
import type { Problem } from "../../shared/problem.ts";
import { type ListWords, listAsTable } from "../services/list-as-table.ts";
import { today } from "../services/new-ids.ts";
import type { Office } from "../services/office.ts";
import { saveTable, type TableSaved } from "../services/save-table.ts";

export type { ListWords } from "../services/list-as-table.ts";

/** What became of the last export of the list. */
export interface PeopleExport {
  readonly state: "idle" | "working" | "cancelled" | "too-many" | NonNullable<TableSaved>;
  readonly most: number; // rows of one table
  readonly day: IsoDate; // on which the list is as it is
  readonly problem: Problem | null;
  readonly save: (text: string, look: ListLook, words: ListWords) => Promise<void>;
}

export const createPeopleExport = (office: Office) =>
  create<PeopleExport>()((set, get) => ({
    state: "idle",
    most: tableCaps.rows,
    day: today(),
    problem: null,
    save: async (text, look, words) => {
      if (get().state === "working") return;
      set({ state: "working", problem: null, day: today() });
      const table = await listAsTable(office.data, text, look, words);
      if (table === null) return set({ state: "too-many" });
      const saved = await saveTable(office.desktop, "danh-sach-trich-ngang", table);
      set(saved.ok ? { state: saved.value ?? "cancelled" } : { state: "idle", problem: saved.problem });
    },
  }));
