import type { Assignment } from "../assignment.ts";
import { blankRecord } from "../blank-records.ts";
import { presentAssignments } from "../career.ts";
import { dayBefore } from "../dates.ts";
import type { IsoDate, PartialDate, RecordId } from "../primitives.ts";
import type { MoveKind, MovePurpose, Rotation } from "../rotation.ts";

/** A post to be filled from a day on, and by which kind of move. */
export interface Opening {
  readonly postId: RecordId<"post"> | null;
  readonly unitId: RecordId<"unit"> | null;
  readonly title: string;
  readonly start: IsoDate;
  readonly kind: MoveKind;
  readonly purpose: MovePurpose | null;
  readonly plannedEnd: PartialDate | null;
}

/** A move that is only thought of carries this id; it is never stored, and no answer names it. */
export const draftId: RecordId<"rotation"> = "rotation:00000000-0000-7000-8000-000000000000";

/** The move that would take somebody from the first post held into the opening. */
export function draftMove(
  { postId, unitId, title, start, kind, purpose, plannedEnd }: Opening,
  personId: RecordId<"person">,
  assignments: readonly Assignment[],
): Rotation {
  const left = leftBy(assignments, start);
  return {
    ...blank,
    personId,
    kind,
    fromUnitId: left?.unitId ?? null,
    fromTitle: left?.title ?? "",
    toUnitId: unitId,
    toPostId: postId,
    toTitle: title,
    start,
    plannedEnd,
    purpose,
  };
}

const blank = blankRecord("rotation", {
  id: draftId,
  personId: "person:00000000-0000-7000-8000-000000000000",
  kind: "LUAN_CHUYEN",
  outcome: "ONGOING",
});

/** What somebody who goes leaves: the first of the posts held the day before. */
export const leftBy = (assignments: readonly Assignment[], start: IsoDate): Assignment | null =>
  presentAssignments(assignments, dayBefore(start))[0] ?? null;
