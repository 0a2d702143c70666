import type { ActionRef } from "../../shared/change/change.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { UndoPlan } from "../data/office-data.ts";
import { appendAction, type Saved } from "./append.ts";
import type { Office } from "./office.ts";

/** What came of taking an action back. */
export interface Undone {
  readonly saved: Saved | null; // null: nothing of it stood any more
  readonly records: number; // records set back or withdrawn
  readonly kept: UndoPlan["kept"]; // what was written since, and why it stays
}

/** The word for what an undo is, in every history. */
export const undoPurpose = "action.undo";

/**
 * Take one of this office's own actions back, as a new action: fields return to what they were, records it made are
 * withdrawn. What was changed since stays and is named. Taking the undo back puts everything where it was.
 *
 * @param ref  of the action; it may be of any age
 * @returns    null where this office has no such action, or why nothing was saved
 */
export async function undoAction(office: Office, ref: ActionRef): Promise<Result<Undone | null, Problem>> {
  const plan = await office.data.undoOf(ref);
  if (plan === null) return ok(null);
  const { changes, kept } = plan;
  if (changes.length === 0) return ok({ saved: null, records: 0, kept });
  const saved = await appendAction(office, {
    purpose: undoPurpose,
    reason: ref,
    audience: [...plan.audience],
    changes: [...changes],
  });
  return saved.ok ? ok({ saved: saved.value, records: changes.length, kept }) : saved;
}

/** What `undoAction` would do, for a screen that asks first. Null: no such action. */
export const previewUndo = ({ data }: Office, ref: ActionRef): Promise<UndoPlan | null> => data.undoOf(ref);
