import { earliestDay, latestDay } from "../../shared/domain/dates.ts";
import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";

/** What a list shows of the assignment a person holds. */
export interface PresentPost {
  readonly id: RecordId;
  readonly rank: number; // see rankOf
  readonly from: string; // "" where not known
  readonly title: string;
  readonly unitId: RecordId<"unit"> | null;
  readonly unitText: string;
}

/** Whether a period may hold on a day: inclusive, open where null, an incomplete date taken as wide as it can mean. */
export const holdsOn = (
  { from, to }: { readonly from: PartialDate | null; readonly to: PartialDate | null },
  day: IsoDate,
): boolean => (from === null || earliestDay(from) <= day) && (to === null || latestDay(to) >= day);

/** A substantive post is shown before an acting one, that before a concurrent one. */
export const rankOf = (nature: string): number => (nature === "SUBSTANTIVE" ? 0 : nature === "ACTING" ? 1 : 2);

/** Which of two posts held on one day is shown: by rank, then the one begun later, then by id, so that every office shows the same. */
export const isBefore = (a: PresentPost, b: PresentPost): boolean =>
  a.rank !== b.rank ? a.rank < b.rank : a.from !== b.from ? a.from > b.from : a.id > b.id;
