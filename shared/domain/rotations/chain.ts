import { comparePartial } from "../dates.ts";
import { groupBy } from "../group-by.ts";
import type { RecordId } from "../primitives.ts";
import type { Rotation } from "../rotation.ts";
import { localityOf, type UnitVersions, versionOn } from "../units.ts";

/** Moves of one person that follow one another: each leaves the place the one before it reached. Two moves or more. */
export interface MoveChain {
  readonly personId: RecordId<"person">;
  readonly moves: readonly Rotation[]; // oldest first
}

/** Chains among moves, in the order in which people are met. Withdrawn, cancelled and undated moves are passed over. */
export function chainsOf(moves: readonly Rotation[], versions: UnitVersions): readonly MoveChain[] {
  const byPerson = groupBy(moves, (move) =>
    move.withdrawn || move.state === "CANCELLED" || move.start === null ? null : move.personId,
  );
  return [...byPerson].flatMap(([personId, own]) => {
    const chains: Rotation[][] = [];
    for (const move of own.toSorted((a, b) => comparePartial(a.start ?? "", b.start ?? ""))) {
      const chain = chains.at(-1);
      const last = chain?.at(-1);
      if (chain !== undefined && last !== undefined && follows(last, move, versions)) chain.push(move);
      else chains.push([move]);
    }
    return chains.filter((chain) => chain.length > 1).map((chain) => ({ personId, moves: chain }));
  });
}

/** Whether a move leaves the unit, or another body of the place, that the one before it reached. */
function follows(before: Rotation, move: Rotation, versions: UnitVersions): boolean {
  if (before.toUnitId === null || move.fromUnitId === null) return false;
  if (before.toUnitId === move.fromUnitId) return true;
  const [reached, left] = [before.toUnitId, move.fromUnitId].map((unitId) =>
    versionOn(versions, unitId, move.start ?? ""),
  );
  return reached != null && left != null && localityOf(reached) === localityOf(left);
}
