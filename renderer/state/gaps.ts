import { create } from "zustand";
import type { GapKind } from "../../shared/domain/gaps/gap.ts";
import { keyOf } from "../../shared/domain/gaps/gaps-on.ts";
import type { TermEnd } from "../../shared/domain/gaps/term-end.ts";
import type { TermsInForce } from "../../shared/domain/gaps/terms-on.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { Saved } from "../services/append.ts";
import {
  type Forecast,
  type GapRegister,
  type GapRow,
  type PostToFill,
  termsOnFile,
} from "../services/gap-register.ts";
import { type GapByHand, openGapByHand, saveTermEnd } from "../services/keep-gap.ts";
import { markWeak, type WeakPlace } from "../services/mark-weak.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { afterSaving, afterUndoing, noSaves, type Saves } from "./last-save.ts";
import type { UnitChoice } from "./unit-choices.ts";

export type { Forecast, GapRegister, GapRow, PostToFill } from "../services/gap-register.ts";
export type { GapByHand } from "../services/keep-gap.ts";
export type { WeakPlace } from "../services/mark-weak.ts";
export { newIds } from "../services/new-ids.ts";

export type GapTab = GapKind | "FORECAST";

/** A number of the forecast that was opened: the gaps behind it. */
export interface OpenedPart {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly GapRow[];
}

export interface Gaps extends Saves {
  readonly tab: GapTab;
  readonly unit: UnitChoice | null;
  readonly text: string;
  readonly most: number;
  readonly register: GapRegister | null; // null: not read yet
  readonly months: number; // of the forecast that is shown
  readonly forecasts: readonly Forecast[] | null; // null: not asked for yet
  readonly opened: OpenedPart | null;
  readonly terms: { readonly ends: readonly TermEnd[]; readonly inForce: TermsInForce } | null; // null: not asked for
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly look: (patch: Partial<Pick<Gaps, "tab" | "unit" | "text" | "months">>) => void;
  readonly more: () => void;
  readonly open: (part: {
    readonly id: string;
    readonly title: string;
    readonly keys: readonly string[];
  }) => Promise<void>;
  readonly close: () => void;
  readonly loadTerms: () => Promise<void>;
  /** An open gap as the list shows it, whatever the list is narrowed to. */
  readonly rowOf: (key: string) => Promise<GapRow | null>;
  readonly postsOf: (unitId: RecordId<"unit">) => Promise<readonly PostToFill[]>;
  readonly mark: (weak: WeakPlace) => Promise<boolean>;
  readonly openByHand: (gap: GapByHand) => Promise<boolean>;
  readonly saveTerm: (term: TermEnd) => Promise<boolean>;
  readonly undo: () => Promise<void>;
}

/** How far ahead "vacant soon" looks, in months; further looks are the forecast's. */
export const soonMonths = 12;
/** Rows laid out at once. */
const step = 100;

export const createGaps = (office: Office) =>
  create<Gaps>()((set, get) => {
    let asked = 0;
    const load = async (): Promise<void> => {
      asked += 1;
      const mine = asked;
      const { tab, unit, text, most, forecasts, opened } = get();
      const unitId = unit?.id ?? null;
      const [register, looks] = await Promise.all([
        office.data.gapRegister({
          day: null,
          kinds: tab === "FORECAST" ? [] : [tab],
          unitId,
          text,
          months: soonMonths,
          most,
        }),
        tab === "FORECAST" ? office.data.openings({ day: null, unitId }) : forecasts,
      ]);
      if (mine !== asked) return;
      set({ register, forecasts: looks });
      // A number that stands open is opened anew: its gaps may have changed.
      const keys = opened === null ? null : keysOfPart(get(), opened.id);
      if (opened !== null && keys !== null) await get().open({ ...opened, keys });
      else if (opened !== null) set({ opened: null });
    };
    const save = async (saving: Promise<Result<Saved | null, Problem>>, key: string | null): Promise<boolean> => {
      set({ ...noSaves, saving: true });
      const after = await afterSaving(saving, key);
      set(after);
      await load();
      return after.problem === null;
    };
    return {
      tab: "VACANT",
      unit: null,
      text: "",
      most: step,
      register: null,
      months: soonMonths,
      forecasts: null,
      opened: null,
      terms: null,
      ...noSaves,
      load,
      follow: () => {
        const stop = watchRecords(office, () => void load());
        return () => {
          stop();
          set(noSaves); // what was saved on an earlier visit is no news on the next
        };
      },
      look: (patch) => {
        set({
          ...patch,
          most: step,
          ...(patch.months !== undefined || patch.unit !== undefined ? { opened: null } : {}),
        });
        if (patch.months === undefined) void load();
      },
      more: () => {
        set({ most: get().most + step });
        void load();
      },
      open: async ({ id, title, keys }) => {
        const rows = await office.data.gapsByKey({ day: null, months: get().months, keys });
        set({ opened: { id, title, rows } });
      },
      close: () => set({ opened: null }),
      loadTerms: async () => set({ terms: await termsOnFile(office) }),
      rowOf: async (key) => (await office.data.gapsByKey({ day: null, months: soonMonths, keys: [key] }))[0] ?? null,
      postsOf: (unitId) => office.data.postsToFill(unitId),
      mark: (weak) => save(markWeak(office, weak), keyOf({ kind: "WEAK", unitId: weak.unitId, postId: null })),
      openByHand: (gap) => save(openGapByHand(office, gap), keyOf(gap)),
      saveTerm: async (term) => {
        const saved = await save(saveTermEnd(office, term), null);
        await get().loadTerms();
        return saved;
      },
      undo: async () => {
        const { saved, saving } = get();
        if (saved === null || saving) return;
        set({ ...noSaves, saving: true });
        set(await afterUndoing(office, saved));
        await load();
      },
    };
  });
export type GapsStore = ReturnType<typeof createGaps>;

const registers = new WeakMap<Office, GapsStore>();

/** One register an office: coming back from a gap finds the list as it was. */
export function openGaps(office: Office): GapsStore {
  const open = registers.get(office);
  if (open !== undefined) return open;
  const made = createGaps(office);
  registers.set(office, made);
  return made;
}

/** The forecast that is shown. */
export const forecastShown = ({ forecasts, months }: Pick<Gaps, "forecasts" | "months">): Forecast | null =>
  forecasts?.find((each) => each.months === months) ?? null;

/** The gaps behind a number of the forecast: "now", "undated", or the first day of a period. Null: it is not there. */
export function keysOfPart(gaps: Pick<Gaps, "forecasts" | "months">, id: string): readonly string[] | null {
  const forecast = forecastShown(gaps);
  if (forecast === null) return null;
  if (id === "now") return forecast.nowKeys;
  if (id === "undated") return forecast.undatedKeys;
  return forecast.periods.find(({ from }) => from === id)?.keys ?? null;
}
