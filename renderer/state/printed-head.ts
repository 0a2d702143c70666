import { create } from "zustand";
import type { HeadStanding } from "../../shared/exchange/printed-head.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Office } from "../services/office.ts";
import { checkPrintedHead } from "../services/printed-head.ts";

/** Whether the ledger still holds what a paper says of it. */
export interface PrintedHeadCheck {
  readonly typed: string;
  readonly busy: boolean;
  readonly said: HeadStanding | { readonly kind: "unreadable" } | null;
  readonly of: number; // the entry that was asked about
  readonly problem: Problem | null;
  readonly type: (typed: string) => void;
  readonly check: () => Promise<void>;
}

export const createPrintedHead = (office: Office) =>
  create<PrintedHeadCheck>()((set, get) => ({
    typed: "",
    busy: false,
    said: null,
    of: 0,
    problem: null,
    type: (typed) => set({ typed, said: null, problem: null }),
    check: async () => {
      if (get().busy) return;
      set({ busy: true, said: null, problem: null });
      const checked = await checkPrintedHead(office, get().typed);
      if (checked === null) set({ busy: false, said: { kind: "unreadable" } });
      else if (checked.ok) set({ busy: false, said: checked.value.standing, of: checked.value.position });
      else set({ busy: false, problem: checked.problem });
    },
  }));
