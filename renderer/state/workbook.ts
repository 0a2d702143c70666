import { create } from "zustand";
import type { CellProblem, Problem } from "../../shared/problem.ts";
import {
  chooseWorkbook,
  closeWorkbook,
  importWorkbook,
  planOwnWorkbook,
  type WorkbookPlan,
} from "../services/import-workbook.ts";
import type { Office } from "../services/office.ts";

export type { WorkbookPlan } from "../services/import-workbook.ts";

export interface Workbook {
  readonly step: "idle" | "reading" | "planned" | "importing" | "done";
  readonly plan: WorkbookPlan | null;
  readonly bad: { readonly cells: readonly CellProblem[]; readonly more: number } | null;
  readonly problem: Problem | null;
  readonly cancelled: boolean;
  readonly choose: () => Promise<void>;
  readonly importIt: () => Promise<void>;
}

export const createWorkbook = (office: Office) =>
  create<Workbook>()((set, get) => ({
    step: "idle",
    plan: null,
    bad: null,
    problem: null,
    cancelled: false,
    choose: async () => {
      if (get().step === "reading" || get().step === "importing") return;
      set({ step: "reading", plan: null, bad: null, problem: null, cancelled: false });
      const chosen = await chooseWorkbook(office, () => true);
      if (!chosen.ok) return set({ step: "idle", problem: chosen.problem });
      if (chosen.value === null) return set({ step: "idle", cancelled: true });
      const plan = await planOwnWorkbook(office, chosen.value);
      await closeWorkbook(office, chosen.value.token);
      if (!plan.ok) {
        const { problem } = plan;
        // Bad cells are laid out as a table rather than in one sentence.
        return problem.kind === "workbook-cells" ? set({ step: "idle", bad: problem }) : set({ step: "idle", problem });
      }
      set({ step: "planned", plan: plan.value });
    },
    importIt: async () => {
      const { plan, step } = get();
      if (plan === null || step !== "planned" || plan.changes.length === 0) return;
      set({ step: "importing", problem: null });
      const saved = await importWorkbook(office, plan);
      if (!saved.ok) return set({ step: "planned", problem: saved.problem });
      await saved.value.shown;
      set({ step: "done" });
    },
  }));
