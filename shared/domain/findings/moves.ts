import type { Decision } from "../decision.ts";
import { decidingDay } from "../direction.ts";
import { exchangesOf } from "../exchanges.ts";
import type { Finding } from "../findings.ts";
import type { Rotation } from "../rotation.ts";
import { isProposal } from "../rotations/procedure.ts";
import type { UnitVersion } from "../unit.ts";
import { type UnitVersions, unitName, versionOn } from "../units.ts";

/**
 * A unit a move leaves or reaches that was not there on the day that decides, or is not on file at all. Of a cancelled
 * move nothing is said: it takes nobody anywhere.
 * Source: decisions name units as they stand on their date; commune codes and names of 2025 reuse older ones.
 */
export function absentUnits(
  move: Rotation,
  decision: Decision | null | undefined,
  versions: readonly UnitVersion[] | UnitVersions,
): Finding[] {
  const day = decidingDay(move, decision);
  if (day === null || move.state === "CANCELLED") return [];
  const sides = [
    ["from", move.fromUnitId],
    ["to", move.toUnitId],
  ] as const;
  return sides.flatMap(([side, unitId]): Finding[] =>
    unitId === null || versionOn(versions, unitId, day) !== null
      ? []
      : [
          {
            rule: "unit-absent",
            personId: move.personId,
            records: [move.id, unitId],
            facts: { side, unit: unitName(versions, unitId, null), day },
          },
        ],
  );
}

/**
 * Exchanges with a leg missing, or whose legs do not take each other's posts. While every leg is a proposal, the others
 * may still be written.
 * Source: offices count an exchange as one pair only where both moves mirror each other.
 */
export const brokenExchanges = (moves: readonly Rotation[]): Finding[] =>
  exchangesOf(moves).broken.flatMap(({ group, legs }): Finding[] => {
    if (legs.every(isProposal)) return [];
    const [first] = legs;
    const about = { personId: first?.personId ?? null, records: legs.map((leg) => leg.id) };
    return legs.length === 1
      ? [{ rule: "exchange-leg-missing", ...about, facts: { group, title: first?.fromTitle ?? "" } }]
      : [{ rule: "exchange-not-mirrored", ...about, facts: { group, legs: String(legs.length) } }];
  });
