import { splitDate } from "../dates.ts";
import type { IsoDate, PartialDate } from "../primitives.ts";

/** Retirement ages in months, by calendar year: [men, women]. Years before the first take the first row, later ones the last. */
export interface RetirementTable {
  readonly firstYear: number;
  readonly ages: readonly (readonly [men: number, women: number])[];
}

/** When somebody reaches retirement age. All three are first days of a month; they are equal where the birth month is known. */
export interface Retirement {
  readonly on: IsoDate; // first day out of office; of a birth year alone: as if born in January
  readonly about: boolean; // only the birth year is known
  readonly earliest: IsoDate;
  readonly latest: IsoDate;
}

const years = (whole: number, months = 0): number => whole * 12 + months;

/**
 * Ages under normal conditions by calendar year, 2020 standing for all years before the change (60 and 55).
 * Source: Decree 135/2020/NĐ-CP, article 4; the ages before 2021 by the Labour Code of 2012.
 */
export const decree135: RetirementTable = {
  firstYear: 2020,
  ages: [
    [years(60), years(55)],
    [years(60, 3), years(55, 4)],
    [years(60, 6), years(55, 8)],
    [years(60, 9), years(56)],
    [years(61), years(56, 4)],
    [years(61, 3), years(56, 8)],
    [years(61, 6), years(57)],
    [years(61, 9), years(57, 4)],
    [years(62), years(57, 8)],
    [years(62), years(58)],
    [years(62), years(58, 4)],
    [years(62), years(58, 8)],
    [years(62), years(59)],
    [years(62), years(59, 4)],
    [years(62), years(59, 8)],
    [years(62), years(60)],
  ],
};

/**
 * The day from which a person is retired, or null where birth or sex is not known.
 *
 * The first month in which the age, counted from the birth month, reaches that calendar year's age; retirement takes
 * effect on the first day of the month after it. Of a birth year alone January counts, and the result is "about".
 * Time is that of at most the months between the lowest and the highest age of the table.
 * Source: Decree 135/2020/NĐ-CP, articles 3 and 4.
 */
export function retirementOf(
  { birthDate, sex }: { readonly birthDate: PartialDate | null; readonly sex: "NAM" | "NU" | null },
  table: RetirementTable = decree135,
): Retirement | null {
  if (birthDate === null || sex === null) return null;
  let known = worked.get(table);
  if (known === undefined) {
    known = { NAM: new Map(), NU: new Map() };
    worked.set(table, known);
  }
  const born = birthDate.slice(0, 7);
  const before = known[sex].get(born);
  if (before !== undefined) return before;
  const found = workedOut(born, sex, table);
  known[sex].set(born, found);
  return found;
}

/** By sex and month or year of birth, for each table: some thousands, and everybody is among them. */
const worked = new WeakMap<RetirementTable, Readonly<Record<"NAM" | "NU", Map<PartialDate, Retirement>>>>();

function workedOut(birthDate: PartialDate, sex: "NAM" | "NU", table: RetirementTable): Retirement {
  const { year, month } = splitDate(birthDate);
  const born = (ofMonth: number): IsoDate =>
    firstDayAfter(monthReached(Number(year) * 12 + ofMonth - 1, sex === "NAM" ? 0 : 1, table));
  if (month !== null) {
    const on = born(Number(month));
    return { on, about: false, earliest: on, latest: on };
  }
  return { on: born(1), about: true, earliest: born(1), latest: born(12) };
}

/** Months since year 0, January counting 0. */
function monthReached(birth: number, column: 0 | 1, { firstYear, ages }: RetirementTable): number {
  const ageIn = (year: number): number =>
    (ages[Math.min(Math.max(year - firstYear, 0), ages.length - 1)] ?? [0, 0])[column];
  let month = birth + Math.min(...ages.map((row) => row[column]));
  while (month - birth < ageIn(Math.floor(month / 12))) month += 1;
  return month;
}

const firstDayAfter = (month: number): IsoDate =>
  `${String(Math.floor((month + 1) / 12)).padStart(4, "0")}-${String(((month + 1) % 12) + 1).padStart(2, "0")}-01`;
