import { earliestDay, latestDay } from "../dates.ts";
import type { Decision } from "../decision.ts";
import { decidingDay, directionOfMove } from "../direction.ts";
import { foldLoosely } from "../fold.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { MoveState, Rotation } from "../rotation.ts";
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
  readonly coming: readonly RecordId<"rotation">[]; // decided, not begun
  readonly proposed: readonly RecordId<"rotation">[]; // on their way through the procedure; counted nowhere
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
  const own = records.rotations.filter((move) => !move.withdrawn && isOfProgramme(move, programme));
  const begun = own.filter((move) => ![...notDecided, "CANCELLED"].includes(stateOn(move, day)));
  const coming = own.filter((move) => stateOn(move, day) === "DECIDE" && move.state !== "DECIDE");
  const proposed = own.filter((move) => move.state !== null && notDecided.includes(move.state));
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
  return {
    programme,
    moves,
    coming: coming.map(({ id }) => id),
    proposed: proposed.map(({ id }) => id),
    targets,
    untargeted: moves.filter((id) => !counted.has(id)),
  };
}

const notDecided: readonly MoveState[] = ["PROPOSE_POLICY", "PROPOSE_PERSON", "PREPARE", "CONSULT", "DECIDE"];

/** Whether a move is a programme's: it names the programme by id, or by its number as written. */
export function isOfProgramme(
  move: Pick<Rotation, "programmeId" | "programme">,
  programme: Pick<Programme, "id" | "number">,
): boolean {
  if (move.programmeId !== null) return move.programmeId === programme.id;
  const number = foldLoosely(programme.number);
  return number !== "" && foldLoosely(move.programme) === number;
}

/** Where a programme stands by its own period; null: no period is written. */
export type ProgrammeState = "ahead" | "running" | "over" | null;

export function programmeStateOn({ from, to }: Pick<Programme, "from" | "to">, day: IsoDate): ProgrammeState {
  if (from !== null && earliestDay(from) > day) return "ahead";
  if (to !== null && latestDay(to) < day) return "over";
  return from === null && to === null ? null : "running";
}

/**
 * What was set out to be done and what is done of it, over the targets that have a number; null: none has.
 * A target that is passed does not make up for another one: of its moves no more count than it asks for.
 */
export function targetSum(
  targets: readonly TargetProgress[],
): { readonly number: number; readonly done: number; readonly coming: number } | null {
  const counted = targets.flatMap(({ target, moves, coming }) => {
    if (target.number === null) return [];
    const done = Math.min(target.number, moves.length);
    return [{ number: target.number, done, coming: Math.min(target.number - done, coming.length) }];
  });
  if (counted.length === 0) return null;
  const sum = (of: (each: (typeof counted)[number]) => number): number =>
    counted.reduce((total, each) => total + of(each), 0);
  return { number: sum((each) => each.number), done: sum((each) => each.done), coming: sum((each) => each.coming) };
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
