import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { directionOfMove } from "../../shared/domain/direction.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Direction, MoveKind, MovePurpose, Rotation } from "../../shared/domain/rotation.ts";
import { type UnitVersions, versionsByUnit } from "../../shared/domain/units.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { newIds } from "./new-ids.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** A move that somebody thinks of: who, from where, to where. What is not known yet stays null or "". */
export interface Proposal {
  readonly personId: RecordId<"person">;
  readonly kind: MoveKind;
  readonly fromUnitId: RecordId<"unit"> | null;
  readonly fromTitle: string;
  readonly toUnitId: RecordId<"unit"> | null;
  readonly toPostId: RecordId<"post"> | null;
  readonly toTitle: string;
  readonly start: PartialDate | null;
  readonly plannedEnd: PartialDate | null;
  readonly purpose: MovePurpose | null;
  readonly programmeId: RecordId<"programme"> | null;
  readonly programme?: string; // its number as written, where it is not on file
  readonly exchangeGroup?: string; // legs of one exchange carry the same text
  readonly direction?: Direction | null; // counts only with its reason
  readonly directionReason?: string;
  readonly note?: string;
}

/**
 * Put a move on file as a proposal: at the first of the five steps, without a decision. No career changes.
 *
 * @returns the move's id, or why nothing was saved
 */
export async function proposeMove(
  office: Office,
  proposal: Proposal,
  newId = newIds(),
): Promise<Result<RecordId<"rotation">, Problem>> {
  const proposed = await proposeMoves(office, [proposal], newId);
  return proposed.ok ? ok(proposed.value[0]!) : proposed;
}

/**
 * Put several moves on file as proposals in one action. Where none of them names a group, more than one of them are the
 * legs of one exchange.
 */
export async function proposeMoves(
  office: Office,
  proposals: readonly Proposal[],
  newId = newIds(),
): Promise<Result<readonly RecordId<"rotation">[], Problem>> {
  const versions = versionsByUnit(await office.data.all("unit-version"));
  const ids = proposals.map(() => newId("rotation"));
  const group = proposals.length > 1 ? ids[0]! : "";
  const moves = proposals.map((proposal, index) =>
    proposedMove({ exchangeGroup: group, ...proposal }, ids[index]!, versions),
  );
  const saved = await recordAction(office, {
    purpose: "rotation.propose",
    reason: "",
    people: moves.map(({ personId }) => personId),
    changes: moves.flatMap((move) => describeChange(undefined, move) ?? []),
  });
  if (!saved.ok) return saved;
  await saved.value.shown;
  return ok(ids);
}

/** A proposal as a record; its direction follows from both units unless another one is given with its reason. */
export function proposedMove(proposal: Proposal, id: RecordId<"rotation">, versions: UnitVersions): Rotation {
  const move = blankRecord("rotation", { ...proposal, id, outcome: "ONGOING", state: "PROPOSE_POLICY" });
  const { direction, overridden } = directionOfMove(move, null, versions);
  return { ...move, direction, directionReason: overridden ? move.directionReason : "" };
}
