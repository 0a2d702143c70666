import { create } from "zustand";
import type { Opened } from "../../shared/ipc/office.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";

export interface Unlock {
  readonly secret: string;
  readonly clerk: string | null; // who opens it, by number; null: nobody said
  readonly by: "passphrase" | "recovery-key";
  readonly working: boolean;
  readonly problem: Problem | null;
  readonly type: (secret: string) => void;
  readonly name: (clerk: string) => void;
  readonly change: (by: Unlock["by"]) => void;
  readonly open: () => Promise<void>;
}

export interface UnlockServices {
  readonly unlock: (secret: string, clerk: string | null) => Promise<Result<Opened, Problem>>;
  readonly enter: (opened: Opened) => Promise<void>;
}

/** The screen that opens a closed register. The secret is forgotten as soon as it has been used. */
export const createUnlock = ({ unlock, enter }: UnlockServices) =>
  create<Unlock>()((set, get) => ({
    secret: "",
    clerk: null,
    by: "passphrase",
    working: false,
    problem: null,
    type: (secret) => set({ secret, problem: null }),
    name: (clerk) => set({ clerk, problem: null }),
    change: (by) => set({ by, secret: "", problem: null }),
    open: async () => {
      const { secret, clerk, by, working } = get();
      if (working) return;
      set({ working: true, problem: null });
      const opened = await unlock(secret, by === "passphrase" ? clerk : null);
      if (!opened.ok) return set({ working: false, problem: opened.problem });
      set({ secret: "", by: "passphrase" });
      await enter(opened.value);
      set({ working: false });
    },
  }));
export type UnlockStore = ReturnType<typeof createUnlock>;
