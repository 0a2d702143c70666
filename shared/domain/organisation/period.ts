import { dayAfter, dayBefore, earliestDay, latestDay } from "../dates.ts";
import type { IsoDate, PartialDate } from "../primitives.ts";

/** From one day to another, both inclusive; null: open. */
export interface Period {
  readonly from: PartialDate | null;
  readonly to: PartialDate | null;
}

/**
 * Whether a fact holds on a day. An incomplete date counts for every day it may mean: one that runs "to 08/2013" still
 * holds on the 31st.
 */
export const holdsOn = ({ from, to }: Period, day: IsoDate): boolean =>
  // As texts: the start of a date is before what it is completed to, and a day lies in the month or year it begins with.
  (from === null || from <= day) && (to === null || to >= day || day.startsWith(to));

/** Days without a gap between them, both inclusive. `last` is "9" while it is open. */
export interface Span {
  readonly first: IsoDate;
  readonly last: IsoDate;
}

/** The days that periods cover together, joined where one begins the day after another ends, oldest first. */
export function coverOf(periods: readonly Period[]): Span[] {
  const spans = periods
    .map(
      ({ from, to }): Span => ({
        first: from === null ? "" : earliestDay(from),
        last: to === null ? "9" : latestDay(to),
      }),
    )
    .filter(({ first, last }) => first <= last)
    .toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const joined: Span[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before === undefined || span.first > nextDay(before.last)) joined.push(span);
    else if (span.last > before.last) joined[joined.length - 1] = { first: before.first, last: span.last };
  }
  return joined;
}

/** The parts of `whole` that `cover` leaves out. Both joined and in order, as `coverOf` gives them. */
export function uncovered(whole: readonly Span[], cover: readonly Span[]): Span[] {
  const missing: Span[] = [];
  for (const span of whole) {
    let first: IsoDate | null = span.first;
    for (const part of cover) {
      if (first === null || part.first > span.last) break;
      if (part.last < first) continue;
      if (part.first > first) missing.push({ first, last: previousDay(part.first) });
      first = part.last >= span.last ? null : nextDay(part.last);
    }
    if (first !== null) missing.push({ first, last: span.last });
  }
  return missing;
}

const nextDay = (day: IsoDate): IsoDate => (day === "9" ? day : dayAfter(day));
const previousDay = (day: IsoDate): IsoDate => (day === "" ? day : dayBefore(day));
