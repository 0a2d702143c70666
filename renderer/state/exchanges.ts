import { create } from "zustand";
import { earliestDay } from "../../shared/domain/dates.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import { usualEnd } from "../../shared/domain/rotations/usual-end.ts";
import type { TitleGroup } from "../../shared/domain/statistics/title-group.ts";
import type { Problem } from "../../shared/problem.ts";
import type { ExchangeLeg, ExchangesFound } from "../data/office-data.ts";
import { today } from "../services/new-ids.ts";
import type { Office } from "../services/office.ts";
import { proposeExchange } from "../services/propose-from-opening.ts";
import { unitsOnFile } from "../services/rotations-on-file.ts";
import { type UnitChoice, unitChoices } from "../services/units.ts";

export type { ExchangeLeg } from "../data/office-data.ts";

/** Where rings are looked for. */
export interface ExchangeWanted {
  readonly unit: UnitChoice | null;
  readonly group: TitleGroup | null;
  readonly start: PartialDate | null;
  readonly most: number; // people in a ring
  readonly warned: boolean; // also rings in which a warning is not met
}

export interface Exchanges {
  readonly wanted: ExchangeWanted;
  readonly units: readonly UnitChoice[];
  readonly found: ExchangesFound | null;
  readonly asking: boolean;
  readonly proposing: boolean;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly want: (patch: Partial<ExchangeWanted>) => void;
  readonly find: () => Promise<void>;
  /** @returns the first of the proposed moves, or null where nothing was saved */
  readonly propose: (legs: readonly ExchangeLeg[]) => Promise<RecordId<"rotation"> | null>;
}

export const createExchanges = (office: Office, day = today()) =>
  create<Exchanges>()((set, get) => {
    const days = () => {
      const start = get().wanted.start;
      if (start === null) return null;
      return { start: earliestDay(start), plannedEnd: usualEnd(start) };
    };
    return {
      wanted: { unit: null, group: "BI_THU", start: day, most: 2, warned: false },
      units: [],
      found: null,
      asking: false,
      proposing: false,
      problem: null,
      load: async () => set({ units: unitChoices(await unitsOnFile(office.data), day) }),
      want: (patch) => set(({ wanted }) => ({ wanted: { ...wanted, ...patch }, found: null, problem: null })),
      find: async () => {
        const { wanted } = get();
        const when = days();
        if (when === null) return;
        set({ asking: true });
        const { unit, group, most, warned } = wanted;
        const found = await office.data.exchangesAmong({ unitId: unit?.id ?? null, group, most, warned, ...when });
        set(get().wanted === wanted ? { found, asking: false } : { asking: false });
      },
      propose: async (legs) => {
        const when = days();
        if (when === null || get().proposing) return null;
        set({ proposing: true, problem: null });
        const proposed = await proposeExchange(office, legs, when);
        set({ proposing: false, problem: proposed.ok ? null : proposed.problem });
        return proposed.ok ? (proposed.value[0] ?? null) : null;
      },
    };
  });
