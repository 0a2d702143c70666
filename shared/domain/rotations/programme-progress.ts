import type { Decision } from "../decision.ts";
import { decidingDay, directionOfMove } from "../direction.ts";
import { foldLoosely } from "../fold.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { Rotation } from "../rotation.ts";
import { titleGroup } from "../statistics/title-group.ts";
import { isWithin, localityOf, type UnitVersions, versionOn } from "../units.ts";
import { stateOn } from "./procedure.ts";
import type { Programme, ProgrammeTarget } from "./programme.ts";

/** How far a target has come: the moves that count for it. Open = number − moves, never below 0. */
export interface TargetProgress {
  readonly target: ProgrammeTarget;
  readonly moves: readonly RecordId<"rotation">[]; // begun by the day
  readonly coming: readonly RecordId<"rotation">[]; // decided, not begun
  readonly open: number | null; // null: the target has no number
}

export interface ProgrammeProgress {
  readonly programme: Programme;
  readonly moves: readonly RecordId<"rotation">[]; // of the programme, begun by the day, each once
  readonly targets: readonly TargetProgress[];
  readonly untargeted: readonly RecordId<"rotation">[]; // moves of the programme that no target counts
}

/**
 * The progress of a programme on a day. A move is the programme's where it names it by id, or by its number as written.
 * Withdrawn and cancelled moves, and proposals, are passed over; a move counts for every target that fits it.
 */
export function progressOf(
  programme: Programme,
  records: {
    readonly targets: readonly ProgrammeTarget[];
    readonly rotations: readonly Rotation[];
    readonly decisions: ReadonlyMap<RecordId<"decision">, Decision>;
    readonly versions: UnitVersions;
  },
  day: IsoDate,
): ProgrammeProgress {
  const number = foldLoosely(programme.number);
  const own = records.rotations.filter(
    (move) =>
      !move.withdrawn &&
      (move.programmeId === programme.id ||
        (move.programmeId === null && number !== "" && foldLoosely(move.programme) === number)),
  );
  const begun = own.filter(
    (move) =>
      !["PROPOSE_POLICY", "PROPOSE_PERSON", "PREPARE", "CONSULT", "DECIDE", "CANCELLED"].includes(stateOn(move, day)),
  );
  const coming = own.filter((move) => stateOn(move, day) === "DECIDE" && move.state !== "DECIDE");
  const targets = records.targets
    .filter((target) => !target.withdrawn && target.programmeId === programme.id)
    .map((target): TargetProgress => {
      const fits = (move: Rotation) => meets(move, target, records);
      const moves = begun.filter(fits).map(({ id }) => id);
      return {
        target,
        moves,
        coming: coming.filter(fits).map(({ id }) => id),
        open: target.number === null ? null : Math.max(0, target.number - moves.length),
      };
    });
  const counted = new Set(targets.flatMap((each) => each.moves));
  const moves = begun.map(({ id }) => id);
  return { programme, moves, targets, untargeted: moves.filter((id) => !counted.has(id)) };
}

function meets(
  move: Rotation,
  { direction, group, unitId }: ProgrammeTarget,
  {
    decisions,
    versions,
  }: { readonly decisions: ReadonlyMap<RecordId<"decision">, Decision>; readonly versions: UnitVersions },
): boolean {
  const decision = move.decisionId === null ? null : (decisions.get(move.decisionId) ?? null);
  if (direction !== null && directionOfMove(move, decision, versions).direction !== direction) return false;
  if (group !== null && titleGroup(move.toTitle) !== group) return false;
  if (unitId === null) return true;
  if (move.toUnitId === null) return false;
  const day = decidingDay(move, decision);
  const reached = day === null ? null : versionOn(versions, move.toUnitId, day);
  return isWithin(versions, move.toUnitId, unitId, day) || (reached !== null && localityOf(reached) === unitId);
}
