import type { Attachment } from "../../shared/domain/dossier.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import type { Rotation } from "../../shared/domain/rotation.ts";
import type { MoveAssessment } from "../../shared/domain/rotations/move-assessment.ts";
import { isDecided, stepReached } from "../../shared/domain/rotations/procedure.ts";
import type { DossierItem, ProcedureStep } from "../../shared/domain/rotations/procedure-step.ts";
import type { RuleOverride } from "../../shared/domain/rules/rule-override.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { Saved } from "./append.ts";
import { recordRecords } from "./move-acts.ts";
import type { Office } from "./office.ts";

type Kept = Promise<Result<Saved | null, Problem>>;

/**
 * Take a step of the five, skip it for a reason, or take it back. The move stands at the first step that is then open;
 * once decided it stays where it is.
 *
 * @param steps  of the move, as they are on file
 */
export function saveStep(office: Office, move: Rotation, steps: readonly ProcedureStep[], step: ProcedureStep): Kept {
  const next = [...steps.filter(({ id }) => id !== step.id), step];
  const records: AnyRecord[] = [step];
  if (!isDecided(move) && move.state !== "CANCELLED") records.push({ ...move, state: stepReached(next) });
  return recordRecords(office, "rotation.step", step.note, [move.personId], records);
}

/** A paper of the dossier: it is there, or why it is not needed. @param scan  chosen just now, and saved with it */
export const saveDossierItem = (office: Office, item: DossierItem, scan: Attachment | null): Kept =>
  recordRecords(office, "rotation.dossier", "", [item.personId], scan === null ? [item] : [scan, item]);

/** What the receiving body says of a year, or of the whole move. */
export const saveAssessment = (office: Office, assessment: MoveAssessment): Kept =>
  recordRecords(office, "rotation.assess", "", [assessment.personId], [assessment]);

/** Why a move goes on although a rule is not met or cannot be told, and who allowed it. */
export const saveOverride = (office: Office, override: RuleOverride): Kept =>
  recordRecords(office, "rotation.override", override.reason, [override.personId], [override]);
