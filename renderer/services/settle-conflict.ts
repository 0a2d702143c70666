import type { ActionRef } from "../../shared/change/change.ts";
import { settle } from "../../shared/change/conflict.ts";
import { headsOf } from "../../shared/change/heads.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Json, RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** A person's decision on one field that offices wrote differently. */
export interface Settlement {
  readonly record: RecordId;
  readonly personId: RecordId<"person"> | null;
  readonly field: string;
  readonly seen: readonly ActionRef[]; // the writes that stood on the screen when the choice was made
  readonly to: Json;
  readonly reason: string;
}

/**
 * Record the decision: an ordinary change that saw every write.
 *
 * @returns "moved" where a write came in that the person has not seen, or the conflict is gone: nothing was saved
 */
export async function settleConflict(
  office: Office,
  settlement: Settlement,
): Promise<Result<Saved | "moved", Problem>> {
  const { record, personId, field, seen, to, reason } = settlement;
  const held = await office.data.held(record);
  if (held === null || seenHeads(held, field, seen) === null) return ok("moved");
  return recordAction(office, {
    purpose: settlePurpose,
    reason,
    people: personId === null ? [] : [personId],
    changes: [settle(held, field, to)],
  });
}

export const settlePurpose = "conflict.settle";

/** The heads of a field in conflict; null where they are not those that somebody has seen. */
export function seenHeads(
  held: RecordState | null,
  field: string,
  seen: readonly ActionRef[],
): readonly ActionRef[] | null {
  const heads = held === null ? [] : headsOf(held, field).map(({ by }) => by);
  return heads.length > 1 && heads.length === seen.length && heads.every((by) => seen.includes(by)) ? heads : null;
}

/** Note that a restricted item's values are shown. They show only after this is kept. */
export const noteShown = async (office: Office, record: RecordId): Promise<Result<unknown, Problem>> =>
  office.desktop.call("ledger.access", { record, why: "shown" });
