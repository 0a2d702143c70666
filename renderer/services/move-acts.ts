import type { Change } from "../../shared/change/change.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { Decision } from "../../shared/domain/decision.ts";
import { directionOfMove } from "../../shared/domain/direction.ts";
import type { Attachment } from "../../shared/domain/dossier.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import type { MoveOutcome, Rotation } from "../../shared/domain/rotation.ts";
import { type CareerLine, careerLines } from "../../shared/domain/rotations/career-preview.ts";
import {
  type MoveGround,
  type NewId,
  type Paper,
  type Place,
  type PlannedAct,
  planCancellation,
  planDecision,
  planEnd,
  planExtension,
  planRecall,
  planTakingBack,
} from "../../shared/domain/rotations/effects.ts";
import { isDecided } from "../../shared/domain/rotations/procedure.ts";
import { type UnitVersions, unitName, versionsByUnit } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import { knownDecision } from "./known-decision.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** The paper behind an act as it was typed, and who acts why. */
export interface WrittenPaper extends Pick<Decision, "number" | "issuer" | "date" | "signer" | "subject"> {
  readonly actor: string;
  readonly reason: string;
}

/** Where somebody goes after a move, as a form has it. */
export type PlaceAfter = Pick<Place, "unitId" | "postId" | "title">;

/** What is done to a move. Everything may be dated ahead. */
export type MoveAct =
  | {
      readonly kind: "decide";
      readonly start: PartialDate | null;
      readonly plannedEnd: PartialDate | null;
      readonly also: readonly RecordId<"assignment">[]; // further posts, of any leg, that end the day before
      readonly scan: Attachment | null; // of the decision; saved with it
    }
  | { readonly kind: "extend"; readonly until: PartialDate }
  | { readonly kind: "recall"; readonly day: PartialDate; readonly place: PlaceAfter | null }
  | {
      readonly kind: "finish";
      readonly lastDay: PartialDate;
      readonly outcome: MoveOutcome;
      readonly after: PlaceAfter | "leaves" | "stays";
    }
  | { readonly kind: "cancel" }
  | { readonly kind: "back" };

/** An act as it would be recorded: the records it makes, and what it does to careers. */
export interface PreparedAct {
  readonly records: readonly AnyRecord[]; // decision and scan first
  readonly people: readonly RecordId<"person">[];
  readonly lines: readonly CareerLine[];
  readonly known: Decision | null; // the paper, where it is on file already
}

/** What is written in histories for each act. */
export const purposeOfAct = {
  decide: "rotation.decide",
  extend: "rotation.extend",
  recall: "rotation.recall",
  finish: "rotation.finish",
  cancel: "rotation.cancel",
  back: "rotation.back",
} as const satisfies Record<MoveAct["kind"], string>;

/**
 * What an act would change: nothing is saved. A decision and a cancellation take all legs of an exchange together.
 *
 * @returns null where the move is not on file, or where nothing was done that could be taken back
 */
export async function prepareAct(
  office: Office,
  id: RecordId<"rotation">,
  act: MoveAct,
  paper: WrittenPaper,
  newId: NewId = newIds(),
): Promise<PreparedAct | null> {
  const { data } = office;
  const file = await data.moveFile(id);
  if (file === null) return null;
  const moves = movesOf(
    act,
    file.move,
    file.legs.map(({ move }) => move),
  );
  const people = [...new Set(moves.map(({ personId }) => personId))];
  const [ground, unitVersions, decisions] = await Promise.all([
    data.moveGround(people),
    data.all("unit-version"),
    data.all("decision"),
  ]);
  const versions = versionsByUnit(unitVersions);
  const known = knownDecision(paper, decisions);
  const decision = act.kind === "back" ? null : (known ?? newDecision(paper, newId));
  const behind: Paper = {
    decisionId: decision?.id ?? null,
    document: documentOf(paper),
    date: paper.date,
    actor: paper.actor,
    reason: paper.reason,
  };
  const plan =
    act.kind === "decide"
      ? await decided(office, act, moves, decision, behind, ground, versions, newId)
      : planned(act, moves, behind, ground, versions, newId);
  if (plan === null) return null;
  const scan = act.kind === "decide" && act.scan !== null ? [describedScan(act.scan, paper)] : [];
  const papers = decision === null || decision === known ? [] : [decision];
  return {
    records: [...papers, ...scan, ...plan.rotations, ...plan.assignments, ...plan.steps],
    people,
    lines: careerLines(plan, ground),
    known,
  };
}

/**
 * Do something to a move, in one action that can be undone. Whatever is odd in meaning is saved and becomes a finding.
 *
 * @returns what the ledger has, or null where there was nothing to do
 */
export async function recordAct(
  office: Office,
  id: RecordId<"rotation">,
  act: MoveAct,
  paper: WrittenPaper,
  newId: NewId = newIds(),
): Promise<Result<Saved | null, Problem>> {
  const prepared = await prepareAct(office, id, act, paper, newId);
  if (prepared === null) return ok(null);
  const { records, people } = prepared;
  return recordRecords(office, purposeOfAct[act.kind], paper.reason, people, records);
}

/** Save records as one action: each says what it saw of the one on file. Null: nothing differs. */
export async function recordRecords(
  office: Office,
  purpose: string,
  reason: string,
  people: readonly RecordId<"person">[],
  records: readonly AnyRecord[],
): Promise<Result<Saved | null, Problem>> {
  const changes: Change[] = [];
  for (const record of records) {
    const held = (await office.data.held(record.id)) ?? undefined;
    // Where two files are about one person, each record stays in the file it is in.
    const own = held === undefined || !("personId" in record) ? record : { ...record, personId: held.values.personId };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the person's id as this very record has it
    const change = describeChange(held, own as AnyRecord);
    if (change !== null) changes.push(change);
  }
  return changes.length === 0 ? ok(null) : recordAction(office, { purpose, reason, people, changes });
}

/** A decision and a cancellation are about every leg of an exchange that is not past them; anything else about the one move. */
function movesOf(act: MoveAct, move: Rotation, legs: readonly Rotation[]): readonly Rotation[] {
  const others = legs.filter(({ id }) => id !== move.id);
  if (act.kind === "decide") return [move, ...others.filter((leg) => !isDecided(leg) && leg.state !== "CANCELLED")];
  if (act.kind === "cancel") return [move, ...others.filter(({ state }) => state !== "CANCELLED")];
  return [move];
}

async function decided(
  { data }: Office,
  { start, plannedEnd, also }: Extract<MoveAct, { readonly kind: "decide" }>,
  moves: readonly Rotation[],
  decision: Decision | null,
  paper: Paper,
  ground: MoveGround,
  versions: UnitVersions,
  newId: NewId,
): Promise<PlannedAct> {
  const next = moves.map((move) => asDecided({ ...move, start, plannedEnd }, decision, versions));
  const facts = await data.startFacts(next);
  const owner = new Map(ground.assignments.map((each) => [each.id, each.personId]));
  const legs = next.map((move, index) => ({
    move: { ...move, startFacts: facts[index] ?? null },
    unitText: unitTextOf(versions, move.toUnitId, start),
    also: also.filter((id) => owner.get(id) === move.personId),
  }));
  return planDecision(legs, paper, ground, newId);
}

/** A move with its decision: the direction follows from the units on the deciding day, unless another was given with a reason. */
function asDecided(move: Rotation, decision: Decision | null, versions: UnitVersions): Rotation {
  const { direction, overridden } = directionOfMove(move, decision, versions);
  return { ...move, direction, directionReason: overridden ? move.directionReason : "", startFacts: null };
}

function planned(
  act: Exclude<MoveAct, { readonly kind: "decide" }>,
  moves: readonly Rotation[],
  paper: Paper,
  ground: MoveGround,
  versions: UnitVersions,
  newId: NewId,
): PlannedAct | null {
  const [move] = moves;
  if (move === undefined) return null;
  const placed = (place: PlaceAfter, day: PartialDate): Place => ({
    ...place,
    unitText: unitTextOf(versions, place.unitId, day),
  });
  switch (act.kind) {
    case "extend":
      return planExtension(move, act.until, paper, ground, newId);
    case "recall": {
      const place = act.place === null ? null : placed(act.place, act.day);
      return planRecall(move, act.day, place, paper, ground, newId);
    }
    case "finish": {
      const after = typeof act.after === "string" ? act.after : placed(act.after, act.lastDay);
      return planEnd(move, act.lastDay, act.outcome, after, paper, ground, newId);
    }
    case "cancel":
      return planCancellation(moves, paper, ground, newId);
    case "back":
      return planTakingBack(move, ground);
  }
}

const unitTextOf = (versions: UnitVersions, unitId: RecordId<"unit"> | null, day: PartialDate | null): string =>
  unitId === null ? "" : unitName(versions, unitId, day) || unitName(versions, unitId, null);

function newDecision({ number, issuer, date, signer, subject }: WrittenPaper, newId: NewId): Decision | null {
  if (number === "" && issuer === "" && date === null && signer === "") return null;
  return blankRecord("decision", { id: newId("decision"), number, issuer, date, signer, subject });
}

/** The paper as a step of the procedure names it: number, issuer, date. */
const documentOf = ({ number, issuer, date }: WrittenPaper): string =>
  [number, issuer, formatPartialDate(date)]
    .filter((part) => part !== "")
    .join(", ")
    .slice(0, 300);

const describedScan = (scan: Attachment, { number, issuer, date }: WrittenPaper): Attachment => ({
  ...scan,
  kind: scan.kind || "Quyết định",
  number,
  issuer,
  date,
});
