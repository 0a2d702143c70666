import type { Change } from "../../shared/change/change.ts";
import { describeChange, recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Assignment } from "../../shared/domain/assignment.ts";
import { endBefore, surelyBefore } from "../../shared/domain/dates.ts";
import type { Decision } from "../../shared/domain/decision.ts";
import { directionOfMove } from "../../shared/domain/direction.ts";
import { foldLoosely } from "../../shared/domain/fold.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { AnyRecord, RecordKind } from "../../shared/domain/record-kinds.ts";
import type { Direction, MoveKind, MovePurpose, Rotation } from "../../shared/domain/rotation.ts";
import { type UnitVersions, unitName, versionsByUnit } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** One person's part of a move: which post ends, and where the person goes. */
export interface Leg {
  readonly personId: RecordId<"person">;
  readonly leaving: RecordId<"assignment"> | null; // ends the day before `start`
  readonly fromUnitId: RecordId<"unit"> | null;
  readonly fromTitle: string;
  readonly toUnitId: RecordId<"unit"> | null;
  readonly toTitle: string;
  readonly direction: Direction | null; // set by hand; counts only with a reason
  readonly directionReason: string; // "": the direction follows from the units
}

/** A move as the form has it: one leg, or the two legs of an exchange under one decision. */
export interface Move {
  readonly kind: MoveKind;
  readonly legs: readonly [Leg] | readonly [Leg, Leg];
  readonly decision: Pick<Decision, "number" | "issuer" | "date" | "signer">;
  readonly start: PartialDate | null;
  readonly plannedEnd: PartialDate | null;
  readonly purpose: MovePurpose | null;
  readonly programme: string;
  readonly note: string;
}

/** What the office holds that a move builds on. */
export interface Ground {
  readonly versions: UnitVersions;
  readonly decisions: readonly Decision[];
  /** The assignments that end, with their heads. */
  readonly leaving: ReadonlyMap<RecordId, RecordState>;
}

type NewId = <Kind extends RecordKind>(kind: Kind) => RecordId<Kind>;

/**
 * Everything one move changes, for one action: its decision (unless the office has that paper already), the rotation
 * of each leg, the end of the post left and the beginning of the new one.
 *
 * The career changes only where `start` is known. A post that ended earlier keeps its end: a gap is a fact.
 * An exchange's legs carry the first leg's id as their group.
 */
export function changesOfMove(move: Move, ground: Ground, newId: NewId): readonly Change[] {
  const known = knownDecision(move.decision, ground.decisions);
  const decision = known ?? newDecision(move, newId);
  const rotations = move.legs.map(() => newId("rotation"));
  const group = move.legs.length === 2 ? rotations[0]! : "";
  const records: { readonly before: RecordState | undefined; readonly next: AnyRecord }[] = [];
  if (decision !== null && known === null) records.push({ before: undefined, next: decision });
  for (const [index, leg] of move.legs.entries()) {
    const rotation = rotationOf(move, leg, rotations[index]!, group, decision, ground.versions);
    records.push({ before: undefined, next: rotation });
    if (move.start === null) continue;
    const left = endedAssignment(leg, move.start, ground);
    if (left !== null) records.push(left);
    records.push({ before: undefined, next: newAssignment(rotation, newId("assignment"), ground.versions) });
  }
  return records.flatMap(({ before, next }) => describeChange(before, next) ?? []);
}

/** The same paper already in the register: number and issuer the same, spelling aside, and not of another date. */
export function knownDecision(
  written: Pick<Decision, "number" | "issuer" | "date">,
  decisions: readonly Decision[],
): Decision | null {
  if (written.number === "") return null;
  const key = (decision: Pick<Decision, "number" | "issuer">) =>
    `${foldLoosely(decision.number)}|${foldLoosely(decision.issuer)}`;
  return (
    decisions.find(
      (decision) => !decision.withdrawn && key(decision) === key(written) && decision.date === written.date,
    ) ?? null
  );
}

/**
 * Record a move.
 *
 * @param move  text trimmed and NFC
 * @returns what the ledger has, or why nothing was saved
 * Whatever is odd in meaning (an overlap, a date before the present post began) is saved and becomes a finding.
 */
export async function saveRotation(office: Office, move: Move, newId: NewId): Promise<Result<Saved, Problem>> {
  const { data } = office;
  const [versions, decisions] = await Promise.all([data.all("unit-version"), data.all("decision")]);
  const leaving = new Map<RecordId, RecordState>();
  for (const { leaving: id } of move.legs) {
    const held = id === null ? null : await data.held(id);
    if (held !== null) leaving.set(held.id, held);
  }
  const changes = changesOfMove(move, { versions: versionsByUnit(versions), decisions, leaving }, newId);
  const people = move.legs.map((leg) => leg.personId);
  return recordAction(office, { purpose: "rotation.record", reason: "", people, changes });
}

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
  const rotation: Rotation = {
    id,
    personId: leg.personId,
    kind: move.kind,
    fromUnitId: leg.fromUnitId,
    fromTitle: leg.fromTitle,
    toUnitId: leg.toUnitId,
    toPostId: null,
    toTitle: leg.toTitle,
    start: move.start,
    plannedEnd: move.plannedEnd,
    endedOn: null,
    purpose: move.purpose,
    direction: leg.direction,
    directionReason: leg.directionReason,
    exchangeGroup,
    programme: move.programme,
    decisionId: decision?.id ?? null,
    outcome: "ONGOING",
    note: move.note,
    programmeId: null,
    state: null,
    extendedTo: null,
    endReason: "",
    startFacts: null,
    withdrawn: false,
  };
  const { direction, overridden } = directionOfMove(rotation, decision, versions);
  return { ...rotation, direction, directionReason: overridden ? leg.directionReason : "" };
}

function endedAssignment(
  leg: Leg,
  start: PartialDate,
  ground: Ground,
): { readonly before: RecordState; readonly next: Assignment } | null {
  const before = leg.leaving === null ? undefined : ground.leaving.get(leg.leaving);
  const held = before === undefined ? null : recordFrom(before, "assignment");
  if (before === undefined || held === null) return null;
  const to = endBefore(start);
  if (held.to !== null && !surelyBefore(to, held.to)) return null;
  return { before, next: { ...held, to } };
}

const newAssignment = (rotation: Rotation, id: RecordId<"assignment">, versions: UnitVersions): Assignment => ({
  id,
  personId: rotation.personId,
  unitId: rotation.toUnitId,
  postId: rotation.toPostId,
  title: rotation.toTitle,
  unitText: rotation.toUnitId === null ? "" : unitName(versions, rotation.toUnitId, rotation.start),
  nature: "SUBSTANTIVE",
  from: rotation.start,
  to: null,
  decisionId: rotation.decisionId,
  rotationId: rotation.id,
  withdrawn: false,
});
