import { create } from "zustand";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import { today } from "../services/new-ids.ts";
import type { Office } from "../services/office.ts";
import { type Printed, printPage } from "../services/print.ts";
import { type OpenedSheet, openSheet2c } from "../services/sheet-2c.ts";

export interface SheetOnScreen {
  readonly phase: "opening" | "missing" | "refused" | "shown" | "printing";
  readonly opened: OpenedSheet | null;
  readonly printed: Printed | "cancelled" | null;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly print: () => Promise<void>;
}

export const createSheet2c = (office: Office, personId: RecordId<"person">) => {
  let loading: Promise<void> | null = null; // opened once: each opening is a line in the ledger
  return create<SheetOnScreen>()((set, get) => ({
    phase: "opening",
    opened: null,
    printed: null,
    problem: null,
    load: () => {
      loading ??= openSheet2c(office, personId, today()).then((opened) => {
        if (!opened.ok) set({ phase: "refused", problem: opened.problem });
        else if (opened.value === null) set({ phase: "missing" });
        else set({ phase: "shown", opened: opened.value });
      });
      return loading;
    },
    print: async () => {
      const { phase, opened } = get();
      if (phase !== "shown" || opened === null) return;
      set({ phase: "printing", printed: null, problem: null });
      const printed = await printPage(office.desktop, {
        suggestedName: "so-yeu-ly-lich-2c", // a file's name is seen by others: nobody's name stands in it
        landscape: false,
        shows: opened.shows,
      });
      if (printed.ok) set({ phase: "shown", printed: printed.value ?? "cancelled" });
      else set({ phase: "shown", problem: printed.problem });
    },
  }));
};
