import { z } from "zod";
import { line, PartialDate, recordId } from "../primitives.ts";
import { MoveOutcome, MoveState } from "../rotation.ts";

/** The five steps of Regulation 65-QĐ/TW, Art. 7.2, and what may be done to a move that has been decided. */
export const ProcedureName = z.enum([
  "PROPOSE_POLICY", // đề xuất chủ trương
  "PROPOSE_PERSON", // đề xuất nhân sự
  "PREPARE", // chuẩn bị nhân sự
  "CONSULT", // trao đổi, gặp gỡ
  "DECIDE", // quyết định và tổ chức thực hiện
  "EXTEND", // kéo dài
  "FINISH", // kết thúc, có kết quả
  "RECALL", // rút về trước thời hạn
  "CANCEL", // hủy quyết định
]);
export type ProcedureName = z.infer<typeof ProcedureName>;

/** `SKIPPED` needs a reason in `note`; `UNDONE` was taken back by a later step. */
export const StepState = z.enum(["OPEN", "DONE", "SKIPPED", "UNDONE"]);
export type StepState = z.infer<typeof StepState>;

/** A step of a career that an act ended, and the end it has without any act. */
export const EndedStep = z.object({ id: recordId("assignment"), naturally: PartialDate.nullable() });
export type EndedStep = z.infer<typeof EndedStep>;

/** Fields of a move as they stood before an act: what taking the act back puts in their place. */
export const MoveBefore = z.object({
  state: MoveState.nullable(),
  outcome: MoveOutcome,
  endedOn: PartialDate.nullable(),
  extendedTo: PartialDate.nullable(),
  endReason: line(1000),
});
export type MoveBefore = z.infer<typeof MoveBefore>;

/**
 * One step in the story of a move: when it was taken, on which paper, by whom. An act (DECIDE and what follows) also says
 * what it changed in the career, so that it can be taken back exactly.
 */
export const ProcedureStep = z.object({
  id: recordId("procedure-step"),
  rotationId: recordId("rotation"),
  personId: recordId("person"),
  step: ProcedureName,
  state: StepState,
  date: PartialDate.nullable(), // when it was taken
  day: PartialDate.nullable(), // acts: first day of the new order (of FINISH: the day after the last)
  document: line(300), // plan, list, minutes: number, date, as written
  decisionId: recordId("decision").nullable(), // acts: the paper
  actor: line(200), // who took it
  note: line(1000), // why it was skipped, or anything else
  ends: z.array(EndedStep).max(50).nullable(), // acts: see effects.ts
  begins: recordId("assignment").nullable(), // acts: the step of the career that begins on `day`
  before: MoveBefore.nullable(), // acts
  withdrawn: z.boolean(),
});
export type ProcedureStep = z.infer<typeof ProcedureStep>;

/** A paper of the dossier of a move: there, or not needed for a reason. Codes: dossier-list.ts. */
export const DossierItem = z.object({
  id: recordId("dossier-item"),
  rotationId: recordId("rotation"),
  personId: recordId("person"),
  item: line(40), // code of the list
  present: z.boolean(),
  date: PartialDate.nullable(), // of the paper
  document: line(300),
  attachmentId: recordId("attachment").nullable(),
  note: line(500), // why it is not needed, where it is not there
  withdrawn: z.boolean(),
});
export type DossierItem = z.infer<typeof DossierItem>;
