import type { Decision } from "./decision.ts";
import type { PartialDate } from "./primitives.ts";
import type { Direction, Rotation } from "./rotation.ts";
import type { Level, UnitVersion } from "./unit.ts";
import { localityOf, type UnitVersions, versionOn } from "./units.ts";

/** The direction of a move as it counts, and as both units give it. */
export interface MoveDirection {
  readonly direction: Direction | null;
  readonly derived: Direction | null;
  readonly overridden: boolean;
}

/** Central above province above district above commune. */
const height: Readonly<Record<Level, number>> = { TW: 4, TINH: 3, HUYEN: 2, XA: 1 };

/**
 * From where to where a person moves, seen from the level, place and bloc of both units.
 *
 * Different levels: down or up, whatever the blocs. Equal levels: another place, another bloc, both, or neither
 * (inside one body, which is no rotation). Null where a unit is not known on the deciding day, or where only one of
 * two different units of a level states its bloc, so that the move cannot be told from one across blocs.
 * Source: the forms of rotation of Regulation 65-QĐ/TW, and how offices count them.
 */
export function directionOf(from: UnitVersion | null, to: UnitVersion | null): Direction | null {
  if (from === null || to === null) return null;
  const step = height[to.level] - height[from.level];
  if (step !== 0) return step < 0 ? "TOP_DOWN" : "BOTTOM_UP";
  if (from.unitId === to.unitId) return "INTERNAL";
  if ((from.bloc === null) !== (to.bloc === null)) return null;
  const samePlace = localityOf(from) === localityOf(to);
  const sameBloc = from.bloc === to.bloc;
  if (samePlace) return sameBloc ? "INTERNAL" : "HORIZ_BLOC";
  return sameBloc ? "HORIZ_TERRITORY" : "HORIZ_MIXED";
}

/** The day whose unit versions decide a move's direction: the decision's, else the first day at the new place. */
export const decidingDay = (
  move: Pick<Rotation, "start">,
  decision: Pick<Decision, "date"> | null | undefined,
): PartialDate | null => decision?.date ?? move.start;

/**
 * The direction a move counts under. Where an office set another one and gave its reason, that one stands;
 * otherwise it follows from the units, and what an earlier version of a unit had given is not kept.
 */
export function directionOfMove(
  move: Pick<Rotation, "fromUnitId" | "toUnitId" | "start" | "direction" | "directionReason">,
  decision: Pick<Decision, "date"> | null | undefined,
  versions: readonly UnitVersion[] | UnitVersions,
): MoveDirection {
  const day = decidingDay(move, decision);
  const derived =
    day === null || move.fromUnitId === null || move.toUnitId === null
      ? null
      : directionOf(versionOn(versions, move.fromUnitId, day), versionOn(versions, move.toUnitId, day));
  const overridden = move.directionReason !== "" && move.direction !== null && move.direction !== derived;
  return { direction: overridden ? move.direction : derived, derived, overridden };
}
