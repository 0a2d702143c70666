import { create } from "zustand";
import { earliestDay, latestDay } from "../../shared/domain/dates.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { MoveIds, MovesTable } from "../../shared/domain/statistics/moves.ts";
import type { Problem } from "../../shared/problem.ts";
import { type MovesOnFile, movesIn, movesOnFile } from "../services/moves-of-period.ts";
import { today } from "../services/new-ids.ts";
import type { Office } from "../services/office.ts";
import { watchRecords } from "../services/office.ts";
import { type Printed, printPage } from "../services/print.ts";
import type { RotationRow } from "../services/rotations-on-file.ts";
import type { UnitChoice } from "../services/units.ts";

export type { RotationRow } from "../services/rotations-on-file.ts";
export type { UnitChoice } from "../services/units.ts";

/** What the clerk chose; a year or a month stands for all its days. */
export interface Period {
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
}

/** A number that was opened: the names behind it. */
export interface OpenedNumber {
  readonly title: string;
  readonly ids: MoveIds;
}

export interface Moves {
  readonly period: Period;
  readonly unit: UnitChoice | null;
  readonly units: readonly UnitChoice[];
  readonly table: MovesTable | null; // null: not read yet, or no period
  readonly badPeriod: boolean;
  readonly head: string;
  readonly year: number; // this year, for the quick choices
  readonly opened: OpenedNumber | null;
  readonly printed: Printed | "cancelled" | null;
  readonly problem: Problem | null;
  readonly load: () => Promise<void>;
  readonly follow: () => () => void;
  readonly choose: (period: Partial<Period>) => void;
  readonly chooseUnit: (unit: UnitChoice | null) => void;
  readonly open: (opened: OpenedNumber | null) => void;
  readonly rowsOf: (ids: MoveIds) => readonly RotationRow[];
  readonly print: () => Promise<void>;
}

export const createMoves = (office: Office, day: IsoDate = today()) =>
  create<Moves>()((set, get) => {
    let onFile: MovesOnFile | null = null;
    const count = () => {
      const { period, unit } = get();
      const days = daysOf(period);
      if (onFile === null || days === null) return set({ table: null, badPeriod: days === null });
      const within = unit === null ? days : { ...days, unit: unit.id };
      set({ table: movesIn(onFile, within), badPeriod: false, head: onFile.head });
    };
    const year = day.slice(0, 4);
    return {
      period: { from: year, to: year },
      unit: null,
      units: [],
      table: null,
      badPeriod: false,
      head: "",
      year: Number(year),
      opened: null,
      printed: null,
      problem: null,
      load: async () => {
        onFile = await movesOnFile(office.data);
        set({ units: onFile.units });
        count();
      },
      follow: () => watchRecords(office, () => void get().load()),
      choose: (patch) => {
        set(({ period }) => ({ period: { ...period, ...patch }, printed: null }));
        count();
      },
      chooseUnit: (unit) => {
        set({ unit, printed: null });
        count();
      },
      open: (opened) => set({ opened }),
      rowsOf: (ids) =>
        ids.flatMap((id: RecordId<"rotation">) => {
          const row = onFile?.rows.get(id);
          return row === undefined ? [] : [row];
        }),
      print: async () => {
        set({ printed: null, problem: null });
        const printed = await printPage(office.desktop, {
          suggestedName: "bieu-luan-chuyen",
          landscape: true,
          shows: null, // the table holds numbers only
        });
        if (printed.ok) set({ printed: printed.value ?? "cancelled" });
        else set({ problem: printed.problem });
      },
    };
  });

/** First and last day of what was chosen; null where one is missing or they are the wrong way round. */
export function daysOf({ from, to }: Period): { readonly from: IsoDate; readonly to: IsoDate } | null {
  if (from === null || to === null) return null;
  const days = { from: earliestDay(from), to: latestDay(to) };
  return days.from <= days.to ? days : null;
}
