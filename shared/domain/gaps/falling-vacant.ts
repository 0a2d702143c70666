import { dayAfter, latestDay, monthsAfter } from "../dates.ts";
import type { IsoDate } from "../primitives.ts";
import type { Openings } from "./forecast.ts";
import type { OpenGap } from "./gaps-on.ts";

/** Places that fall vacant from one day to another, both inclusive, and the gaps they belong to. */
export interface FallingVacant {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly places: number;
  readonly keys: readonly string[];
}

/** A forecast by months or quarters. now + every period + undated = total. */
export interface OpeningsByPeriod {
  readonly now: number; // places vacant already
  readonly nowKeys: readonly string[];
  readonly periods: readonly FallingVacant[]; // without a break, from the day after to the last day looked at
  readonly undated: number; // opened by hand without a day within the months looked at
  readonly undatedKeys: readonly string[];
  readonly total: number;
}

/**
 * The days on which the places of a gap fall vacant, earliest first, as many as its places; null: not known.
 *
 * A holder leaves on the first of the days given for them. Where a post is overfull, or somebody is decided to come, the
 * first to leave open nothing: the last do.
 */
export function fallsOf({ places, causes, due }: OpenGap): readonly (IsoDate | null)[] {
  const first = new Map<string, IsoDate>();
  for (const { personId, on } of causes) {
    if (personId === null || on === null) continue;
    const known = first.get(personId);
    if (known === undefined || on < known) first.set(personId, on);
  }
  const days: (IsoDate | null)[] = [...first.values()].toSorted().slice(-places);
  while (days.length < places) days.unshift(due);
  return days;
}

/**
 * A forecast by calendar months or quarters.
 *
 * @param day   the forecast's own day: what falls vacant is after it
 * @param step  months a period has: 1 or 3
 */
export function openingsByPeriod(day: IsoDate, openings: Openings, step: 1 | 3): OpeningsByPeriod {
  const last = monthsAfter(day, openings.months);
  const periods: { from: IsoDate; to: IsoDate; places: number; keys: string[] }[] = [];
  for (let from = dayAfter(day); from <= last; ) {
    const end = endOfPeriod(from, step);
    const to = end < last ? end : last;
    periods.push({ from, to, places: 0, keys: [] });
    from = dayAfter(to);
  }
  const now = openings.gaps.filter(({ kind }) => kind === "VACANT");
  let undated = 0;
  const undatedKeys: string[] = [];
  for (const gap of openings.gaps.filter(({ kind }) => kind === "VACANT_SOON"))
    for (const on of fallsOf(gap)) {
      const period = on === null ? undefined : periods.find(({ from, to }) => from <= on && on <= to);
      if (period === undefined) undated += 1;
      else period.places += 1;
      const keys = period?.keys ?? undatedKeys;
      if (!keys.includes(gap.key)) keys.push(gap.key);
    }
  return {
    now: now.reduce((sum, { places }) => sum + places, 0),
    nowKeys: now.map(({ key }) => key),
    periods,
    undated,
    undatedKeys,
    total: openings.total,
  };
}

/** The last day of the calendar month or quarter that a day is in. */
function endOfPeriod(day: IsoDate, step: 1 | 3): IsoDate {
  const lastMonth = Math.ceil(Number(day.slice(5, 7)) / step) * step;
  return latestDay(`${day.slice(0, 4)}-${String(lastMonth).padStart(2, "0")}`);
}
