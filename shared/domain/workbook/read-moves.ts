import type { Decision } from "../decision.ts";
import { directionOfMove } from "../direction.ts";
import { foldLoosely } from "../fold.ts";
import type { RecordId } from "../primitives.ts";
import type { Rotation } from "../rotation.ts";
import type { WorkbookContext } from "./context.ts";
import type { PeopleRead } from "./read-people.ts";
import type { SheetRow } from "./read-sheet.ts";
import type { UnitsRead } from "./read-units.ts";
import { given, type Tally } from "./tally.ts";

/**
 * A move on file is met again by person, kind, first day, destination and title; a decision by number, issuer and date.
 * The direction is worked out from the units; the sheet may give another one, with its reason.
 *
 * @returns the moves as they stand in the workbook, for the careers that they begin
 */
export function readMoves(
  rows: readonly SheetRow<"moves">[],
  context: WorkbookContext & UnitsRead & PeopleRead,
  tally: Tally,
): Rotation[] {
  const onFile = new Map(context.onFile.rotations.map((move) => [moveKey(move), move]));
  const decisions = new Map(context.onFile.decisions.map((decision) => [decisionKey(decision), decision]));
  const taken = new Set<string>();
  const moves: Rotation[] = [];
  for (const row of rows) {
    const { values } = row;
    const decision = decisionOf(row, decisions, context, tally);
    const day = values.decisionDate ?? values.start;
    const personId = values.person === null ? null : context.personOf(values.person);
    const fromUnitId = values.fromUnit === null ? null : context.unitOf(values.fromUnit, day);
    const toUnitId = values.toUnit === null ? null : context.unitOf(values.toUnit, day);
    if (values.person !== null && personId === null) row.refuse("person", "unknown-person");
    if (values.fromUnit !== null && fromUnitId === null) row.refuse("fromUnit", "unknown-unit");
    if (values.toUnit !== null && toUnitId === null) row.refuse("toUnit", "unknown-unit");
    if (values.direction !== null && values.directionReason === null) row.refuse("directionReason", "missing");
    const { kind, toTitle } = values;
    if (personId === null || kind === null || toTitle === null) continue; // named already

    const key = moveKey({ personId, kind, start: values.start, toUnitId, toTitle });
    if (taken.has(key)) row.refuse("person", "twice");
    taken.add(key);
    const before = onFile.get(key) ?? null;
    const { plannedEnd, endedOn, purpose, exchangeGroup, programme, outcome, note, fromTitle } = values;
    const { directionReason, direction } = values;
    const said: Rotation = {
      ...(before ?? { id: context.newId("rotation"), ...blankMove }),
      ...given({ plannedEnd, endedOn, purpose, exchangeGroup, programme, outcome, note, fromTitle }),
      ...given({ directionReason, direction, fromUnitId, decisionId: decision?.id ?? null }),
      personId,
      kind,
      start: values.start,
      toUnitId,
      toTitle,
    };
    const after = { ...said, direction: directionOfMove(said, decision, context.versions).direction };
    tally.put(before, after);
    moves.push(after);
  }
  return moves;
}

const blankMove = {
  fromUnitId: null,
  fromTitle: "",
  toPostId: null,
  plannedEnd: null,
  endedOn: null,
  purpose: null,
  direction: null,
  directionReason: "",
  exchangeGroup: "",
  programme: "",
  decisionId: null,
  outcome: "ONGOING",
  note: "",
  programmeId: null,
  state: null,
  extendedTo: null,
  endReason: "",
  startFacts: null,
  withdrawn: false,
} as const;

/** The decision a row names, on file, in an earlier row, or new; null where it names none. */
function decisionOf(
  row: SheetRow<"moves">,
  decisions: Map<string, Decision>,
  { newId }: WorkbookContext,
  tally: Tally,
): Decision | null {
  const { decisionNumber: number, decisionIssuer, decisionDate: date, decisionSigner } = row.values;
  if (number === null) {
    if (date !== null || decisionIssuer !== null || decisionSigner !== null) row.refuse("decisionNumber", "missing");
    return null;
  }
  const issuer = decisionIssuer ?? "";
  const key = decisionKey({ number, issuer, date });
  const before = decisions.get(key) ?? null;
  const after: Decision = {
    ...(before ?? { id: newId("decision"), number, issuer, date, signer: "", subject: "", withdrawn: false }),
    ...given({ signer: decisionSigner }),
  };
  tally.put(before, after);
  decisions.set(key, after);
  return after;
}

type MoveWords = Pick<Rotation, "personId" | "kind" | "start" | "toUnitId" | "toTitle">;

const moveKey = (move: MoveWords): string =>
  [move.personId, move.kind, move.start ?? "", move.toUnitId ?? "", foldLoosely(move.toTitle)].join("|");

const decisionKey = (decision: Pick<Decision, "number" | "issuer" | "date">): string =>
  [foldLoosely(decision.number), foldLoosely(decision.issuer), decision.date ?? ""].join("|");

/** The move that begins a step of a career: same person, same first day, same unit. */
export const moveStarting = (
  moves: readonly Rotation[],
  step: { readonly personId: RecordId; readonly from: string | null; readonly unitId: RecordId | null },
): Rotation | undefined =>
  moves.find(
    (move) =>
      move.start !== null &&
      move.start === step.from &&
      move.toUnitId === step.unitId &&
      move.personId === step.personId,
  );
