import type { IsoDate, PartialDate, RecordId } from "../../shared/domain/primitives.ts";

/** What a list shows of the assignment a person holds. */
export interface PresentPost {
  readonly id: RecordId;
  readonly rank: number; // see rankOf
  readonly from: string; // "" where not known
  readonly title: string;
  readonly unitId: RecordId<"unit"> | null;
  readonly postId: () => RecordId<"post"> | null;
  readonly unitText: () => string; // seldom needed: units have names of their own
}

/**
 * Whether a period has begun, or has ended, on a day. An incomplete date is taken as wide as it can mean, so it is compared
 * with as much of the day as it says: "2026" has neither surely begun late nor surely ended in any month of 2026.
 */
export const hasBegun = (from: PartialDate | null, day: IsoDate): boolean =>
  from === null || from <= day.slice(0, from.length);
export const hasEnded = (to: PartialDate | null, day: IsoDate): boolean => to !== null && to < day.slice(0, to.length);

/** A substantive post is shown before an acting one, that before a concurrent one. */
export const rankOf = (nature: string): number => (nature === "SUBSTANTIVE" ? 0 : nature === "ACTING" ? 1 : 2);

/** Which of two posts held on one day is shown: by rank, then the one begun later, then by id, so that every office shows the same. */
export const isBefore = (a: PresentPost, b: PresentPost): boolean =>
  a.rank !== b.rank ? a.rank < b.rank : a.from !== b.from ? a.from > b.from : a.id > b.id;
