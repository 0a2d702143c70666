import type { ActionRef } from "../../shared/change/change.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { Saved } from "../services/append.ts";
import type { Office } from "../services/office.ts";
import { undoAction } from "../services/undo.ts";

/** What a screen saved last, by which it can be taken back, and taking that back again. */
export interface LastSave {
  readonly ref: ActionRef;
  readonly undone: boolean; // it is the way back that was saved last
  readonly key: string | null; // the gap it was about
}

/** What a screen shows about saving. */
export interface Saves {
  readonly saving: boolean;
  readonly unchanged: boolean; // nothing that was typed differs from what is on file
  readonly saved: LastSave | null;
  readonly problem: Problem | null;
}

export const noSaves: Saves = { saving: false, unchanged: false, saved: null, problem: null };

/** Save, and wait until lists show it. */
export async function afterSaving(saving: Promise<Result<Saved | null, Problem>>, key: string | null): Promise<Saves> {
  const saved = await saving;
  if (!saved.ok) return { ...noSaves, problem: saved.problem };
  await saved.value?.shown;
  if (saved.value === null) return { ...noSaves, unchanged: true };
  return { ...noSaves, saved: { ref: saved.value.ref, undone: false, key } };
}

/** Take the last save back, and wait until lists show it. */
export async function afterUndoing(office: Office, saved: LastSave): Promise<Saves> {
  const undone = await undoAction(office, saved.ref);
  if (!undone.ok) return { ...noSaves, problem: undone.problem };
  const way = undone.value?.saved ?? null;
  await way?.shown;
  return { ...noSaves, saved: way === null ? null : { ...saved, ref: way.ref, undone: !saved.undone } };
}
