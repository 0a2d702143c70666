import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import { type CareerLine, careerLines } from "../../shared/domain/rotations/career-preview.ts";
import { newIds } from "../services/new-ids.ts";
import type { PersonChoice } from "../services/people-to-pick.ts";
import { type Ground, type Leg, type Move, plannedMove } from "../services/save-rotation.ts";
import type { RotationDraft } from "./rotation-draft.ts";

/** One side of a move: a person with the post that the career shows now. */
export interface Mover {
  readonly person: PersonChoice;
  readonly leaving: Leaving | null;
}

export interface Leaving {
  readonly id: RecordId<"assignment">;
  readonly unitId: RecordId<"unit"> | null;
  readonly postId: RecordId<"post"> | null;
  readonly title: string;
  readonly unitText: string;
  readonly from: PartialDate | null;
}

/** At most so many people change places in a ring. */
export const mostLegs = 6;

/**
 * The legs of a move: the person to the place typed; in an exchange each further person to the next one's place, and the
 * last one to the place that the first leaves. Directions of further legs follow from the units.
 */
export function legsOf(mover: Mover, partners: readonly Mover[], draft: RotationDraft): readonly Leg[] {
  const first: Leg = {
    personId: mover.person.id,
    leaving: mover.leaving?.id ?? null,
    fromUnitId: draft.fromUnitId,
    fromTitle: draft.fromTitle,
    toUnitId: draft.toUnitId,
    toPostId: draft.toPostId,
    toTitle: draft.toTitle,
    direction: draft.override ? draft.direction : null,
    directionReason: draft.override ? draft.directionReason : "",
  };
  if (draft.kind !== "HOAN_DOI") return [first];
  const home = {
    unitId: draft.fromUnitId,
    postId: mover.leaving?.unitId === draft.fromUnitId ? (mover.leaving?.postId ?? null) : null,
    title: draft.fromTitle,
  };
  const others = partners.map(({ person, leaving }, index): Leg => {
    const next = partners[index + 1]?.leaving ?? home;
    return {
      personId: person.id,
      leaving: leaving?.id ?? null,
      fromUnitId: leaving?.unitId ?? (index === 0 ? draft.toUnitId : null),
      fromTitle: leaving?.title ?? (index === 0 ? draft.toTitle : ""),
      toUnitId: next.unitId,
      toPostId: next.postId,
      toTitle: next.title,
      direction: null,
      directionReason: "",
    };
  });
  return [first, ...others];
}

/** The whole move as the services take it. */
export const moveOf = (mover: Mover, partners: readonly Mover[], draft: RotationDraft): Move => ({
  legs: legsOf(mover, partners, draft),
  kind: draft.kind,
  decision: {
    number: draft.decisionNumber,
    issuer: draft.decisionIssuer,
    date: draft.decisionDate,
    signer: draft.decisionSigner,
  },
  start: draft.start,
  plannedEnd: draft.plannedEnd,
  purpose: draft.purpose,
  programme: draft.programme,
  programmeId: draft.programmeId,
  note: draft.note,
});

/** What saving does to careers, worked out as the save does it. Null: nothing, or nobody was picked. */
export function consequenceOf(
  mover: Mover | null,
  partners: readonly Mover[],
  draft: RotationDraft,
  ground: Ground,
): readonly CareerLine[] | null {
  if (mover === null || draft.proposal) return null;
  const plan = plannedMove(moveOf(mover, partners, draft), ground, newIds());
  return plan === null ? null : careerLines(plan, ground.careers);
}
