import { create } from "zustand";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";

export interface OwnPassphrase {
  readonly next: string;
  readonly again: string;
  readonly working: boolean;
  readonly problem: Problem | null;
  readonly edit: (patch: Partial<Pick<OwnPassphrase, "next" | "again">>) => void;
  readonly replace: () => Promise<void>;
}

export interface OwnPassphraseServices {
  readonly replace: (next: string) => Promise<Result<unknown, Problem>>;
  readonly done: () => Promise<void>;
}

/** The screen between a first passphrase and the register. */
export const createOwnPassphrase = ({ replace, done }: OwnPassphraseServices) =>
  create<OwnPassphrase>()((set, get) => ({
    next: "",
    again: "",
    working: false,
    problem: null,
    edit: (patch) => set({ ...patch, problem: null }),
    replace: async () => {
      const { next, working } = get();
      if (working) return;
      set({ working: true, problem: null });
      const replaced = await replace(next);
      if (!replaced.ok) return set({ working: false, problem: replaced.problem });
      set({ next: "", again: "", working: false });
      await done();
    },
  }));
export type OwnPassphraseStore = ReturnType<typeof createOwnPassphrase>;
