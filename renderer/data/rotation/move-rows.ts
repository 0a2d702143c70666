import { compareText } from "../../../shared/domain/compare-text.ts";
import type { Decision } from "../../../shared/domain/decision.ts";
import { decidingDay, directionOfMove } from "../../../shared/domain/direction.ts";
import { nameSortKey } from "../../../shared/domain/names.ts";
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
  latestFirst(moves, ground).map((move) => rowOf(move, ground));

/** Moves by their first day (else the day of the decision), the latest first; of one day by name. */
export function latestFirst(
  moves: readonly Rotation[],
  { decisions, nameOf }: Pick<RowGround, "decisions" | "nameOf">,
): readonly Rotation[] {
  const names = new Map<RecordId<"person">, string>();
  const nameKey = (id: RecordId<"person">): string => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const key = nameSortKey(nameOf(id));
    names.set(id, key);
    return key;
  };
  return moves
    .map((move) => {
      const decision = move.decisionId === null ? undefined : decisions.get(move.decisionId);
      return { move, day: move.start ?? decision?.date ?? "", name: nameKey(move.personId) };
    })
    .toSorted((a, b) => compareText(b.day, a.day) || compareText(a.name, b.name) || compareText(a.move.id, b.move.id))
    .map(({ move }) => move);
}

/** One move as a line. */
export function rowOf(move: Rotation, { decisions, programmes, versions, nameOf, day }: RowGround): RotationRow {
  const decision = move.decisionId === null ? null : (decisions.get(move.decisionId) ?? null);
  const programme = move.programmeId === null ? null : (programmes.get(move.programmeId) ?? null);
  return {
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
