import { create } from "zustand";
import type { ExchangeOverview } from "../../shared/ipc/exchange.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Office } from "../services/office.ts";
import { planReturn, type ReturnPlan, returnImport } from "../services/return-import.ts";

export type TakenBundle = ExchangeOverview["imports"][number];

/** A bundle that is about to be returned. */
export interface Returning {
  readonly bundle: TakenBundle | null; // null: none is looked at
  readonly plan: ReturnPlan | null;
  readonly reason: string;
  readonly saving: boolean;
  readonly problem: Problem | null;
  readonly look: (bundle: TakenBundle) => Promise<void>;
  readonly write: (reason: string) => void;
  readonly giveBack: () => Promise<boolean>;
  readonly close: () => void;
}

export const createReturning = (office: Office) =>
  create<Returning>()((set, get) => ({
    bundle: null,
    plan: null,
    reason: "",
    saving: false,
    problem: null,
    look: async (bundle) => {
      set({ bundle, plan: null, reason: "", problem: null });
      const plan = await planReturn(office, { feed: bundle.feed, from: bundle.from });
      if (plan.ok) set({ plan: plan.value });
      else set({ problem: plan.problem });
    },
    write: (reason) => set({ reason, problem: null }),
    giveBack: async () => {
      const { bundle, saving, reason } = get();
      if (bundle === null || saving || reason.trim() === "") return false;
      set({ saving: true, problem: null });
      const { feed, from } = bundle;
      const returned = await returnImport(office, { feed, from, reason: reason.normalize("NFC").trim() });
      set({ saving: false, problem: returned.ok ? null : returned.problem });
      return returned.ok;
    },
    close: () => set({ bundle: null }),
  }));
