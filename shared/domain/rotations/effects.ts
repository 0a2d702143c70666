import type { Assignment } from "../assignment.ts";
import { blankRecord } from "../blank-records.ts";
import { dayAfter, earliestDay, endBefore, latestDay, surelyBefore } from "../dates.ts";
import type { PartialDate, RecordId } from "../primitives.ts";
import type { RecordKind } from "../record-kinds.ts";
import type { MoveOutcome, Rotation } from "../rotation.ts";
import { actsOf, careerActs } from "./acts.ts";
import type { MoveBefore, ProcedureName, ProcedureStep } from "./procedure-step.ts";
import { type CareerChange, naturalEnds, settleCareer } from "./settle-career.ts";

export type NewId = <Kind extends RecordKind>(kind: Kind) => RecordId<Kind>;

/** What the planning reads: all steps of the careers of the people concerned, and all acts about them. */
export interface MoveGround {
  readonly assignments: readonly Assignment[];
  readonly rotations: readonly Rotation[];
  readonly steps: readonly ProcedureStep[];
}

/** Records of one action. `kept`: ends that somebody wrote by hand since, which the act leaves as they are. */
export interface PlannedAct {
  readonly assignments: readonly Assignment[];
  readonly rotations: readonly Rotation[];
  readonly steps: readonly ProcedureStep[];
  readonly kept: readonly RecordId<"assignment">[];
}

/** The paper and the people behind an act. */
export interface Paper {
  readonly decisionId: RecordId<"decision"> | null;
  readonly document: string;
  readonly date: PartialDate | null;
  readonly actor: string;
  readonly reason: string;
}

/** One person's part of a decision: the move as it is to be, and further posts that end with it. */
export interface DecidedLeg {
  readonly move: Rotation; // new, or proposed before; `start` null: the career stays as it is
  readonly unitText: string; // name of the unit reached, as it goes into the career
  readonly also: readonly RecordId<"assignment">[]; // concurrent and acting posts that end the day before
}

/** A place in a career after a move. */
export type Place = Pick<Assignment, "unitId" | "postId" | "title" | "unitText">;

/**
 * What a decision changes, for one move or for all legs of an exchange: each person's substantive steps that go on at the
 * start end the day before, the new one begins, and each leg gets its step DECIDE, which remembers what ended.
 *
 * A decision may be dated ahead: the records say so at once, and what they show follows the day asked about. One that
 * comes before another decided move is put in its place: the new step ends where the later one begins.
 */
export function planDecision(legs: readonly DecidedLeg[], paper: Paper, ground: MoveGround, newId: NewId): PlannedAct {
  const group = legs.length > 1 ? legs[0]!.move.exchangeGroup || legs[0]!.move.id : null;
  const plans = legs.map(({ move, unitText, also }): PlannedAct => {
    const before = ground.rotations.find(({ id }) => id === move.id) ?? move;
    const next: Rotation = {
      ...move,
      state: "ACTIVE",
      decisionId: paper.decisionId ?? move.decisionId,
      exchangeGroup: group ?? move.exchangeGroup,
    };
    const place = { unitId: move.toUnitId, postId: move.toPostId, title: move.toTitle, unitText };
    return act("DECIDE", before, next, move.start, place, also, paper, ground, newId);
  });
  return together(plans);
}

/** What an extension changes: the planned end and the state; the career stays as it is. */
export function planExtension(
  move: Rotation,
  until: PartialDate,
  paper: Paper,
  ground: MoveGround,
  newId: NewId,
): PlannedAct {
  const next: Rotation = { ...move, state: "EXTENDED", outcome: "EXTENDED", extendedTo: until };
  return act("EXTEND", move, next, null, null, [], paper, ground, newId);
}

/**
 * What a recall changes: the step of the move ends the day before `day`, and another begins where a place is given.
 *
 * @param day    first day back
 * @param place  null: not placed yet
 */
export function planRecall(
  move: Rotation,
  day: PartialDate,
  place: Place | null,
  paper: Paper,
  ground: MoveGround,
  newId: NewId,
): PlannedAct {
  const next: Rotation = {
    ...move,
    state: "RECALLED",
    outcome: "RECALL",
    endedOn: endBefore(day),
    endReason: paper.reason,
  };
  return act("RECALL", move, next, day, place, [], paper, ground, newId);
}

/**
 * What the end of a move changes.
 *
 * @param lastDay  of the rotation
 * @param after    the place that follows; "leaves": nothing follows (retirement, death …); "stays": the career stays as it
 *                 is, because the cadre stays or because another decision says where to
 */
export function planEnd(
  move: Rotation,
  lastDay: PartialDate,
  outcome: MoveOutcome,
  after: Place | "leaves" | "stays",
  paper: Paper,
  ground: MoveGround,
  newId: NewId,
): PlannedAct {
  const next: Rotation = { ...move, state: "FINISHED", outcome, endedOn: lastDay, endReason: paper.reason };
  const day = after === "stays" ? null : firstAfter(lastDay);
  return act("FINISH", move, next, day, typeof after === "string" ? null : after, [], paper, ground, newId);
}

/**
 * Cancel moves: everything that was decided about them is taken back as if it had never been. Steps they began are
 * withdrawn, what they ended goes on as it would, also where other moves were decided since. The moves stay on file.
 *
 * @param moves  all legs of an exchange together
 */
export function planCancellation(
  moves: readonly Rotation[],
  paper: Paper,
  ground: MoveGround,
  newId: NewId,
): PlannedAct {
  const plans = moves.map((move): PlannedAct => {
    const acts = actsOf(move.id, ground.steps);
    const first = acts[0]?.before ?? beforeOf(move);
    const next: Rotation = { ...move, ...first, state: "CANCELLED", endReason: paper.reason };
    const { changes, kept } = withoutActs(move.personId, acts, ground);
    const step = stepOf("CANCEL", move, null, paper, newId);
    return {
      assignments: changes.assignments,
      rotations: [next],
      steps: [...changes.steps, ...acts.map((each) => ({ ...each, state: "UNDONE" as const })), step],
      kept,
    };
  });
  return together(plans);
}

/**
 * Take back the last thing done to a move (an extension, a recall, an end, or the decision itself).
 *
 * @returns null where nothing was done to it
 */
export function planTakingBack(move: Rotation, ground: MoveGround): PlannedAct | null {
  const last = actsOf(move.id, ground.steps).at(-1);
  if (last === undefined) return null;
  const { changes, kept } = withoutActs(move.personId, [last], ground);
  return {
    assignments: changes.assignments,
    rotations: [{ ...move, ...(last.before ?? beforeOf(move)) }],
    steps: [...changes.steps, { ...last, state: "UNDONE" }],
    kept,
  };
}

/** The first day after a last one, as exactly as that is known. */
const firstAfter = (last: PartialDate): PartialDate => dayAfter(latestDay(last)).slice(0, Math.max(7, last.length));

const beforeOf = ({ state, outcome, endedOn, extendedTo, endReason }: Rotation): MoveBefore => ({
  state,
  outcome,
  endedOn,
  extendedTo,
  endReason,
});

/** One act about one move: its step, the move as it becomes, and what follows in the career. */
function act(
  name: ProcedureName,
  before: Rotation,
  next: Rotation,
  day: PartialDate | null,
  place: Place | null,
  also: readonly RecordId<"assignment">[],
  paper: Paper,
  ground: MoveGround,
  newId: NewId,
): PlannedAct {
  const blank = { ...stepOf(name, next, day, paper, newId), before: beforeOf(before) };
  if (day === null) return { assignments: [], rotations: [next], steps: [blank], kept: [] };
  const begun: Assignment | null =
    place === null
      ? null
      : blankRecord("assignment", {
          ...place,
          id: newId("assignment"),
          personId: next.personId,
          nature: "SUBSTANTIVE",
          from: day,
          decisionId: paper.decisionId ?? next.decisionId,
          rotationId: next.id,
        });
  const step: ProcedureStep = { ...blank, begins: begun?.id ?? null };
  const own = careerOf(next.personId, ground);
  const settled = settleCareer(
    begun === null ? own.assignments : [...own.assignments, begun],
    [...own.acts, step],
    [...goingOn(own.assignments, own.acts, day), ...also],
    also.map((id) => ({ act: step.id, id })),
  );
  const known = new Set(ground.steps.map(({ id }) => id));
  const ownStep = settled.steps.find(({ id }) => id === step.id) ?? step;
  const ownBegun = settled.assignments.find(({ id }) => id === begun?.id) ?? begun;
  return {
    assignments: [
      ...settled.assignments.filter(({ id }) => id !== begun?.id),
      ...(ownBegun === null ? [] : [ownBegun]),
    ],
    rotations: [next],
    steps: [...settled.steps.filter(({ id }) => known.has(id)), ownStep],
    kept: settled.kept,
  };
}

/** Substantive steps that would go on at a day if nothing had been decided about them. */
function goingOn(
  assignments: readonly Assignment[],
  acts: readonly ProcedureStep[],
  day: PartialDate,
): RecordId<"assignment">[] {
  const natural = naturalEnds(assignments, acts);
  return assignments
    .filter((each) => {
      if (each.nature !== "SUBSTANTIVE" || each.withdrawn) return false;
      const end = natural.get(each.id)?.naturally ?? (natural.has(each.id) ? null : each.to);
      const begun = each.from === null || earliestDay(each.from) < earliestDay(day);
      return begun && (end === null || surelyBefore(endBefore(day), end));
    })
    .map(({ id }) => id);
}

function withoutActs(
  personId: RecordId<"person">,
  gone: readonly ProcedureStep[],
  ground: MoveGround,
): { readonly changes: CareerChange; readonly kept: readonly RecordId<"assignment">[] } {
  const ids = new Set(gone.map(({ id }) => id));
  const begun = new Set(gone.map(({ begins }) => begins));
  const own = careerOf(personId, ground);
  const changes = settleCareer(
    own.assignments.map((each) => (begun.has(each.id) ? { ...each, withdrawn: true } : each)),
    own.acts.filter(({ id }) => !ids.has(id)),
    [],
    [],
    gone,
  );
  const withdrawn = own.assignments.filter(({ id }) => begun.has(id)).map((each) => ({ ...each, withdrawn: true }));
  return { changes: { ...changes, assignments: [...changes.assignments, ...withdrawn] }, kept: changes.kept };
}

const careerOf = (personId: RecordId<"person">, ground: MoveGround) => ({
  assignments: ground.assignments.filter((each) => each.personId === personId && !each.withdrawn),
  acts: careerActs(personId, ground.steps),
});

const stepOf = (
  step: ProcedureName,
  move: Rotation,
  day: PartialDate | null,
  { decisionId, document, date, actor, reason }: Paper,
  newId: NewId,
): ProcedureStep =>
  blankRecord("procedure-step", {
    id: newId("procedure-step"),
    rotationId: move.id,
    personId: move.personId,
    step,
    state: "DONE",
    date,
    day,
    document,
    decisionId,
    actor,
    note: reason,
  });

const together = (plans: readonly PlannedAct[]): PlannedAct => ({
  assignments: plans.flatMap((plan) => plan.assignments),
  rotations: plans.flatMap((plan) => plan.rotations),
  steps: plans.flatMap((plan) => plan.steps),
  kept: plans.flatMap((plan) => plan.kept),
});
