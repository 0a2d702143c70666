import { describeChange } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { Decision } from "../../shared/domain/decision.ts";
import { directionOfMove } from "../../shared/domain/direction.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import type { Direction, MoveKind, MovePurpose, Rotation } from "../../shared/domain/rotation.ts";
import { type MoveGround, type NewId, type PlannedAct, planDecision } from "../../shared/domain/rotations/effects.ts";
import type { StartFacts } from "../../shared/domain/rotations/start-facts.ts";
import { type UnitVersions, unitName, versionsByUnit } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import { knownDecision } from "./known-decision.ts";
import { recordRecords } from "./move-acts.ts";
import type { Office } from "./office.ts";
import { proposeMoves } from "./propose-move.ts";
import { recordAction } from "./record-action.ts";

/** One person's part of a move: which post ends, and where the person goes. */
export interface Leg {
  readonly personId: RecordId<"person">;
  readonly leaving: RecordId<"assignment"> | null; // ends the day before `start`, also where it is a further post
  readonly fromUnitId: RecordId<"unit"> | null;
  readonly fromTitle: string;
  readonly toUnitId: RecordId<"unit"> | null;
  readonly toPostId: RecordId<"post"> | null;
  readonly toTitle: string;
  readonly direction: Direction | null; // set by hand; counts only with a reason
  readonly directionReason: string; // "": the direction follows from the units
}

/** A move as the form has it: one leg, or the legs of an exchange under one decision, each going to the next one's place. */
export interface Move {
  readonly kind: MoveKind;
  readonly legs: readonly Leg[];
  readonly decision: Pick<Decision, "number" | "issuer" | "date" | "signer">;
  readonly start: PartialDate | null;
  readonly plannedEnd: PartialDate | null;
  readonly purpose: MovePurpose | null;
  readonly programme: string; // its number as written
  readonly programmeId: RecordId<"programme"> | null; // where it is on file
  readonly note: string;
}

/** What the office holds that a move builds on. */
export interface Ground {
  readonly versions: UnitVersions;
  readonly decisions: readonly Decision[];
  readonly careers: MoveGround; // of everybody concerned
}

/** A move with its paper, as records, before anything is worked out about careers. */
interface WrittenMoves {
  readonly decision: Decision | null;
  readonly isNew: boolean; // the decision is not on file yet
  readonly rotations: readonly Rotation[];
}

/**
 * Everything one move changes, as records of one action: its decision (unless the office has that paper already), the
 * rotation of each leg, the ends of the posts left and the beginnings of the new ones, and the step that remembers them.
 *
 * The career changes only where `start` is known. A post that ended earlier keeps its end: a gap is a fact.
 *
 * @param facts  who each mover is on the first day, in the order of the legs
 */
export function recordsOfMove(
  move: Move,
  ground: Ground,
  newId: NewId,
  facts: readonly (StartFacts | null)[] = [],
): readonly AnyRecord[] {
  return recordsOf(move, writtenMoves(move, ground, newId), ground, newId, facts);
}

/**
 * Record a move that has been decided.
 *
 * @param move  text trimmed and NFC
 * @returns what the ledger has, or why nothing was saved
 * Whatever is odd in meaning (an overlap, a date before the present post began) is saved and becomes a finding.
 */
export async function saveRotation(office: Office, move: Move, newId: NewId): Promise<Result<SavedMoves, Problem>> {
  const { data } = office;
  const people = [...new Set(move.legs.map(({ personId }) => personId))];
  const [versions, decisions, careers] = await Promise.all([
    data.all("unit-version"),
    data.all("decision"),
    data.moveGround(people),
  ]);
  const ground: Ground = { versions: versionsByUnit(versions), decisions, careers };
  const written = writtenMoves(move, ground, newId);
  const facts = await data.startFacts(written.rotations);
  const records = recordsOf(move, written, ground, newId, facts);
  const saved = await recordRecords(office, "rotation.record", "", people, records);
  if (!saved.ok) return saved;
  if (saved.value === null) throw new Error("a new move changed nothing");
  return ok({ ...saved.value, ids: written.rotations.map(({ id }) => id) });
}

/** What was saved, and the moves it made. */
export interface SavedMoves extends Saved {
  readonly ids: readonly RecordId<"rotation">[];
}

/** Put a move, or the legs of an exchange, on file as proposals; the paper is still to come. */
export const saveProposal = (
  office: Office,
  move: Move,
  newId: NewId,
): Promise<Result<readonly RecordId<"rotation">[], Problem>> =>
  proposeMoves(
    office,
    move.legs.map((leg) => ({
      personId: leg.personId,
      fromUnitId: leg.fromUnitId,
      fromTitle: leg.fromTitle,
      toUnitId: leg.toUnitId,
      toPostId: leg.toPostId,
      toTitle: leg.toTitle,
      direction: leg.direction,
      directionReason: leg.directionReason,
      kind: move.kind,
      start: move.start,
      plannedEnd: move.plannedEnd,
      purpose: move.purpose,
      programme: move.programme,
      programmeId: move.programmeId,
      note: move.note,
    })),
    newId,
  );

/** Correct a rotation that is on record, or say how it ended. The career stays as it is. */
export async function editRotation(
  office: Office,
  before: RecordState,
  next: Rotation,
  reason: string,
): Promise<Result<Saved | null, Problem>> {
  const change = describeChange(before, next);
  if (change === null) return ok(null);
  return recordAction(office, { purpose: "rotation.edit", reason, people: [next.personId], changes: [change] });
}

/** What recording a move does to careers, worked out as the save does it. Null: nothing, there is no first day. */
export function plannedMove(move: Move, ground: Ground, newId: NewId): PlannedAct | null {
  const written = writtenMoves(move, ground, newId);
  return decidedPlan(move, written, ground, newId, []);
}

function writtenMoves(move: Move, ground: Ground, newId: NewId): WrittenMoves {
  const known = knownDecision(move.decision, ground.decisions);
  const decision = known ?? newDecision(move, newId);
  const ids = move.legs.map(() => newId("rotation"));
  const group = move.legs.length > 1 ? ids[0]! : "";
  return {
    decision,
    isNew: known === null && decision !== null,
    rotations: move.legs.map((leg, index) => rotationOf(move, leg, ids[index]!, group, decision, ground.versions)),
  };
}

function recordsOf(
  move: Move,
  written: WrittenMoves,
  ground: Ground,
  newId: NewId,
  facts: readonly (StartFacts | null)[],
): readonly AnyRecord[] {
  const { decision, isNew, rotations } = written;
  const papers = decision !== null && isNew ? [decision] : [];
  const plan = decidedPlan(move, written, ground, newId, facts);
  if (plan === null) return [...papers, ...rotations];
  return [...papers, ...plan.rotations, ...plan.assignments, ...plan.steps];
}

function decidedPlan(
  { start, legs }: Move,
  { decision, rotations }: WrittenMoves,
  { versions, careers }: Ground,
  newId: NewId,
  facts: readonly (StartFacts | null)[],
): PlannedAct | null {
  if (start === null) return null;
  const decided = rotations.map((rotation, index) => {
    const { toUnitId } = rotation;
    const leaving = careers.assignments.find(({ id }) => id === legs[index]?.leaving);
    return {
      move: { ...rotation, startFacts: facts[index] ?? null },
      unitText: toUnitId === null ? "" : unitName(versions, toUnitId, start) || unitName(versions, toUnitId, null),
      also: leaving === undefined || leaving.nature === "SUBSTANTIVE" ? [] : [leaving.id],
    };
  });
  const paper = {
    decisionId: decision?.id ?? null,
    document: decision?.number ?? "",
    date: decision?.date ?? null,
    actor: decision?.issuer ?? "",
    reason: "",
  };
  return planDecision(decided, paper, careers, newId);
}

function newDecision({ decision }: Move, newId: NewId): Decision | null {
  const { number, issuer, date, signer } = decision;
  if (number === "" && issuer === "" && date === null && signer === "") return null;
  // No subject is made up: the paper's own is typed where the decision is kept.
  return { id: newId("decision"), number, issuer, date, signer, subject: "", withdrawn: false };
}

function rotationOf(
  move: Move,
  leg: Leg,
  id: RecordId<"rotation">,
  exchangeGroup: string,
  decision: Decision | null,
  versions: UnitVersions,
): Rotation {
  const { personId, fromUnitId, fromTitle, toUnitId, toPostId, toTitle, direction: set, directionReason } = leg;
  const { kind, start, plannedEnd, purpose, programme, programmeId, note } = move;
  const rotation = blankRecord("rotation", {
    id,
    personId,
    fromUnitId,
    fromTitle,
    toUnitId,
    toPostId,
    toTitle,
    direction: set,
    directionReason,
    kind,
    start,
    plannedEnd,
    purpose,
    exchangeGroup,
    programme,
    programmeId,
    decisionId: decision?.id ?? null,
    outcome: "ONGOING",
    note,
  });
  const { direction, overridden } = directionOfMove(rotation, decision, versions);
  return { ...rotation, direction, directionReason: overridden ? directionReason : "" };
}
