import { z } from "zod";
import { line, PartialDate, recordId } from "./primitives.ts";
import { StartFacts } from "./rotations/start-facts.ts";

/** Kinds of personnel move that are counted apart. Rotation proper is LUAN_CHUYEN and HOAN_DOI. */
export const MoveKind = z.enum([
  "LUAN_CHUYEN",
  "DIEU_DONG",
  "BIET_PHAI",
  "TANG_CUONG",
  "SAP_XEP",
  "SAP_XEP_DAI_HOI",
  "HOAN_DOI",
]);
export type MoveKind = z.infer<typeof MoveKind>;

export const Direction = z.enum(["TOP_DOWN", "BOTTOM_UP", "HORIZ_TERRITORY", "HORIZ_BLOC", "HORIZ_MIXED", "INTERNAL"]);
export type Direction = z.infer<typeof Direction>;

export const MovePurpose = z.enum([
  "DAO_TAO",
  "KHONG_DIA_PHUONG",
  "QUA_2_NHIEM_KY",
  "TANG_CUONG",
  "CHUYEN_DOI_VI_TRI",
  "SAP_XEP_BO_MAY",
  "KHAC",
]);
export type MovePurpose = z.infer<typeof MovePurpose>;

export const MoveOutcome = z.enum([
  "ONGOING",
  "EXTENDED",
  "HIGHER",
  "EQUAL",
  "RETURN",
  "STAY",
  "NEXT",
  "LOWER",
  "RECALL",
  "RETIRE",
  "LEAVE",
  "DEATH",
  "DISCIPLINE",
]);
export type MoveOutcome = z.infer<typeof MoveOutcome>;

/**
 * Where a move stands: the step of the procedure it has reached, or what became of it. The day on which a decided move
 * takes effect is no state: see `stateOn`.
 */
export const MoveState = z.enum([
  "PROPOSE_POLICY",
  "PROPOSE_PERSON",
  "PREPARE",
  "CONSULT",
  "DECIDE",
  "ACTIVE",
  "EXTENDED",
  "FINISHED",
  "RECALLED",
  "CANCELLED",
]);
export type MoveState = z.infer<typeof MoveState>;

/** One person's move from one place to another. It never rewrites the past; the career follows from the assignments. */
export const Rotation = z.object({
  id: recordId("rotation"),
  personId: recordId("person"),
  kind: MoveKind,
  fromUnitId: recordId("unit").nullable(),
  fromTitle: line(300),
  toUnitId: recordId("unit").nullable(),
  toPostId: recordId("post").nullable(),
  toTitle: line(300),
  start: PartialDate.nullable(), // first day at the new place
  plannedEnd: PartialDate.nullable(),
  endedOn: PartialDate.nullable(),
  purpose: MovePurpose.nullable(),
  direction: Direction.nullable(), // derived from both units on the decision date, or overridden; null: not derivable
  directionReason: line(500), // why the derived direction was overridden; "" where it was not
  exchangeGroup: line(60), // legs of one exchange carry the same text; "" otherwise
  programme: line(120), // "05-ĐA/HU"
  decisionId: recordId("decision").nullable(),
  outcome: MoveOutcome,
  note: line(1000),
  programmeId: recordId("programme").nullable(), // beside `programme`, where the programme is on file
  state: MoveState.nullable(), // null: recorded without its procedure; see `stateOn`
  extendedTo: PartialDate.nullable(), // planned end after an extension; `plannedEnd` stays as first decided
  endReason: line(1000), // why it was recalled, cancelled or ended
  startFacts: StartFacts.nullable(), // null: not written down; see `startFactsOf`
  withdrawn: z.boolean(),
});
export type Rotation = z.infer<typeof Rotation>;
