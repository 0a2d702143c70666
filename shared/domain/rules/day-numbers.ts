import { earliestDay, latestDay } from "../dates.ts";
import { daysIn, type IsoDate, type PartialDate } from "../primitives.ts";

/** A day as the number its digits make, 2025-11-03 as 20251103: in order of time, and quick to compare by millions. */
export const dayNumber = (day: IsoDate): number =>
  Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));

/** Before and after every day. */
export const everBefore = 0;
export const everAfter = 99_999_999;

/** The days that dates may mean, by their numbers in a register. A beginning that is not known is long ago, an end never. */
export interface DayBounds {
  readonly begins: Int32Array; // earliest; of no date: ever before
  readonly surelyBegun: Int32Array; // latest; of no date: ever before
  readonly ends: Int32Array; // latest; of no date: ever after
  readonly surelyOn: Int32Array; // earliest; of no date: ever after
}

/** Worked out once for a register; again when it has grown. */
export function dayBounds(dates: { readonly values: readonly (PartialDate | null)[] }): DayBounds {
  const known = collected.get(dates);
  if (known !== undefined && known.begins.length === dates.values.length) return known;
  const first = dates.values.map((date) => (date === null ? null : dayNumber(earliestDay(date))));
  const last = dates.values.map((date) => (date === null ? null : dayNumber(latestDay(date))));
  const made = {
    begins: Int32Array.from(first, (day) => day ?? everBefore),
    surelyBegun: Int32Array.from(last, (day) => day ?? everBefore),
    ends: Int32Array.from(last, (day) => day ?? everAfter),
    surelyOn: Int32Array.from(first, (day) => day ?? everAfter),
  };
  collected.set(dates, made);
  return made;
}
const collected = new WeakMap<object, DayBounds>();

/** The number of the day after. */
export function dayNumberAfter(day: number): number {
  if (day % 100 < 28) return day + 1;
  const [year, month] = [Math.floor(day / 10_000), Math.floor(day / 100) % 100];
  if (day % 100 < daysIn(year, month)) return day + 1;
  return month < 12 ? day - (day % 100) + 101 : (year + 1) * 10_000 + 101;
}

/** As `monthsBetween` of two exact days: whole months, negative where `to` comes first. */
export function monthsBetweenNumbers(from: number, to: number): number {
  if (to < from) return 0 - monthsBetweenNumbers(to, from);
  const [y1, m1] = [Math.floor(from / 10_000), Math.floor(from / 100) % 100];
  const [y2, m2, d2] = [Math.floor(to / 10_000), Math.floor(to / 100) % 100, to % 100];
  const complete = d2 >= from % 100 || (d2 >= 28 && d2 === daysIn(y2, m2));
  return (y2 - y1) * 12 + (m2 - m1) - (complete ? 0 : 1);
}
