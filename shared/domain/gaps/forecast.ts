import type { Assignment } from "../assignment.ts";
import { dayAfter, earliestDay, latestDay } from "../dates.ts";
import { establishmentOn } from "../organisation/posts.ts";
import type { Post } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import { type GapRecords, type GapTerms, gapsInTurn, type OpenGap, usualTerms } from "./gaps-on.ts";

/** Openings up to a number of months ahead. total = vacant + soon, in places. */
export interface Openings {
  readonly months: number;
  readonly gaps: readonly OpenGap[]; // vacant now, then by the day they fall vacant
  readonly vacant: number;
  readonly soon: number;
  readonly total: number;
}

/** Openings 12, 24 and 60 months ahead, as decided and known on a day. Each longer look holds the shorter ones. */
export function forecastOf(
  day: IsoDate,
  records: GapRecords,
  terms: GapTerms = usualTerms,
  ahead: readonly number[] = [12, 24, 60],
): readonly Openings[] {
  const work = gapsInTurn(day, records, terms, ahead);
  for (let step = work.next(); ; step = work.next())
    if (step.done === true) return step.value.map(({ open }, look) => openingsOf(ahead[look] ?? 0, open));
}

/** The openings among the gaps of one look ahead. */
export function openingsOf(months: number, open: readonly OpenGap[]): Openings {
  const gaps = open.filter(({ kind }) => kind !== "WEAK");
  const placesOf = (kind: OpenGap["kind"]): number =>
    gaps.filter((gap) => gap.kind === kind).reduce((sum, gap) => sum + gap.places, 0);
  const [vacant, soon] = [placesOf("VACANT"), placesOf("VACANT_SOON")];
  return { months, gaps, vacant, soon, total: vacant + soon };
}

/** A time in which a post had places free: who left before it, and who came after it. */
export interface Vacancy {
  readonly from: IsoDate;
  readonly to: IsoDate | null; // first day on which none was free; null: still free on the last day looked at
  readonly places: number; // the most that were free at once
  readonly openedBy: RecordId | null; // the step that ended; null: the post was set up
  readonly closedBy: RecordId | null;
}

/** The story of a post's vacancies up to a day, oldest first: opened and closed by the records alone. */
export function vacanciesOf(post: Post, assignments: readonly Assignment[], until: IsoDate): readonly Vacancy[] {
  const own = assignments.filter((each) => each.postId === post.id && each.nature === "SUBSTANTIVE" && !each.withdrawn);
  const days = [
    ...own.flatMap(({ from, to }) => [
      ...(from === null ? [] : [earliestDay(from)]),
      ...(to === null ? [] : [dayAfter(latestDay(to))]),
    ]),
    ...(post.from === null ? [] : [earliestDay(post.from)]),
    ...(post.to === null ? [] : [dayAfter(latestDay(post.to))]),
  ].filter((day) => day <= until);
  const story: Vacancy[] = [];
  let isOpen = false; // the last of the story is
  for (const day of [...new Set(days)].toSorted()) {
    const free = establishmentOn([post], own, day)[0]?.vacant ?? 0;
    const last = isOpen ? story.pop() : undefined;
    if (last !== undefined) {
      const came = free > 0 ? undefined : own.find(({ from }) => from !== null && earliestDay(from) === day);
      story.push(
        free > 0 ? { ...last, places: Math.max(last.places, free) } : { ...last, to: day, closedBy: came?.id ?? null },
      );
    } else if (free > 0) {
      const left = own.find(({ to }) => to !== null && dayAfter(latestDay(to)) === day);
      story.push({ from: day, to: null, places: free, openedBy: left?.id ?? null, closedBy: null });
    }
    isOpen = free > 0;
  }
  return story;
}
