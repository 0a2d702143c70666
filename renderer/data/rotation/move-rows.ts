import type { Decision } from "../../../shared/domain/decision.ts";
import { decidingDay, directionOfMove } from "../../../shared/domain/direction.ts";
import { foldVietnamese } from "../../../shared/domain/fold.ts";
import { compareNames } from "../../../shared/domain/names.ts";
import type { IsoDate, PartialDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { Direction, MoveKind, MoveOutcome, MoveState, Rotation } from "../../../shared/domain/rotation.ts";
import { overdueSince, type ShownState, shownState, stateOn } from "../../../shared/domain/rotations/procedure.ts";
import type { Programme } from "../../../shared/domain/rotations/programme.ts";
import { type UnitVersions, unitName } from "../../../shared/domain/units.ts";

/** One line of the list of moves. */
export interface RotationRow {
  readonly id: RecordId<"rotation">;
  readonly personId: RecordId<"person">;
  readonly name: string;
  readonly kind: MoveKind;
  readonly start: PartialDate | null;
  readonly from: MovePlace;
  readonly to: MovePlace;
  readonly direction: Direction | null;
  readonly decision: string; // number, "" where none
  readonly decisionDate: PartialDate | null;
  readonly outcome: MoveOutcome;
  readonly state: MoveState; // on the day asked about
  readonly shown: ShownState; // the same, with a first day that is waited for told apart
  readonly overdue: IsoDate | null; // last planned day, where it is over and the move is not
  readonly programmeId: RecordId<"programme"> | null;
  readonly programme: string; // its number
  readonly folded: string; // everything a search looks through, without marks
}

export interface MovePlace {
  readonly title: string;
  readonly unit: string; // its name on the day that counts
}

/** What rows of moves are put together from. */
export interface RowGround {
  readonly decisions: ReadonlyMap<RecordId<"decision">, Decision>;
  readonly programmes: ReadonlyMap<RecordId<"programme">, Programme>;
  readonly versions: UnitVersions;
  readonly nameOf: (id: RecordId<"person">) => string;
  readonly day: IsoDate;
}

/** Moves as lines, the latest first. */
export const rowsOfMoves = (moves: readonly Rotation[], ground: RowGround): readonly RotationRow[] =>
  moves
    .map((move) => rowOf(move, ground))
    .toSorted((a, b) => compareDays(b, a) || compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1));

function rowOf(move: Rotation, { decisions, programmes, versions, nameOf, day }: RowGround): RotationRow {
  const decision = move.decisionId === null ? null : (decisions.get(move.decisionId) ?? null);
  const programme = move.programmeId === null ? null : (programmes.get(move.programmeId) ?? null);
  const row = {
    id: move.id,
    personId: move.personId,
    name: nameOf(move.personId),
    kind: move.kind,
    start: move.start,
    from: placeOf(versions, move.fromUnitId, move.fromTitle, decidingDay(move, decision)),
    to: placeOf(versions, move.toUnitId, move.toTitle, decidingDay(move, decision)),
    direction: directionOfMove(move, decision, versions).direction,
    decision: decision?.number ?? "",
    decisionDate: decision?.date ?? null,
    outcome: move.outcome,
    state: stateOn(move, day),
    shown: shownState(move, day),
    overdue: overdueSince(move, day),
    programmeId: move.programmeId,
    programme: programme?.number ?? move.programme,
  };
  const words = [row.name, row.from.title, row.from.unit, row.to.title, row.to.unit, row.decision, row.programme];
  return { ...row, folded: foldVietnamese(words.join(" ")) };
}

/** A place as a sentence names it: the unit by its name on the day, else as last known. */
export const placeOf = (
  versions: UnitVersions,
  unitId: RecordId<"unit"> | null,
  title: string,
  day: PartialDate | null,
): MovePlace => ({
  title,
  unit: unitId === null ? "" : unitName(versions, unitId, day) || unitName(versions, unitId, null),
});

const compareDays = (a: RotationRow, b: RotationRow): number => {
  const [left, right] = [a.start ?? a.decisionDate ?? "", b.start ?? b.decisionDate ?? ""];
  return left < right ? -1 : left > right ? 1 : 0;
};
