import { describeChange } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Programme, ProgrammeTarget } from "../../shared/domain/rotations/programme.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import type { Office } from "./office.ts";
import { recordAction } from "./record-action.ts";

/** A programme or a target as a form leaves it, beside the state it was filled from; null: a new one. */
export interface WrittenProgramme {
  readonly before: RecordState | null;
  readonly next: Programme | ProgrammeTarget;
}

/** Save a programme, targets of it, or both, as one action. Null: nothing differs from what the form was filled with. */
export async function saveProgramme(
  office: Office,
  written: readonly WrittenProgramme[],
): Promise<Result<Saved | null, Problem>> {
  const changes = written.flatMap(({ before, next }) => describeChange(before ?? undefined, next) ?? []);
  if (changes.length === 0) return ok(null);
  return recordAction(office, { purpose: "programme.edit", reason: "", people: [], changes });
}
