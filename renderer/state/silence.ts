import { create } from "zustand";
import { unheardDays } from "../../shared/exchange/outbox.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Office } from "../services/office.ts";
import { keepUnheardDays, type Unheard, whoIsSilent } from "../services/outbox.ts";

export type { Unheard } from "../services/outbox.ts";

/** Who has not confirmed what we wrote for too long. */
export interface Silence {
  readonly offices: readonly Unheard[]; // beyond the limit, the longest first
  readonly limit: number; // days on which the register was written in
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly setLimit: (days: number) => Promise<void>;
}

export const createSilence = ({ desktop }: Pick<Office, "desktop">) =>
  create<Silence>()((set, get) => ({
    offices: [],
    limit: unheardDays.usual,
    problem: null,
    load: async () => {
      const silent = await whoIsSilent(desktop);
      if (!silent.ok) return;
      const { offices, limit } = silent.value;
      set({
        limit,
        offices: offices.filter(({ days }) => days >= limit).toSorted((one, other) => other.days - one.days),
      });
    },
    setLimit: async (days) => {
      const kept = await keepUnheardDays(desktop, days);
      set({ problem: kept.ok ? null : kept.problem });
      await get().load();
    },
  }));

export type SilenceStore = ReturnType<typeof createSilence>;

const known = new WeakMap<Office, SilenceStore>();

/** Of an open office: every screen that tells of it shows the same. */
export function silenceOf(office: Office): SilenceStore {
  const store = known.get(office) ?? createSilence(office);
  known.set(office, store);
  return store;
}
