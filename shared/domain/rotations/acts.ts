import { compareText } from "../compare-text.ts";
import { earliestDay } from "../dates.ts";
import type { RecordId } from "../primitives.ts";
import type { ProcedureName, ProcedureStep } from "./procedure-step.ts";

/** Steps that change a move or a career once it is decided, and can be taken back. */
const acts: ReadonlySet<ProcedureName> = new Set(["DECIDE", "EXTEND", "RECALL", "FINISH"]);

/** What was done to a move and still stands, oldest first. Ids grow with time. */
export const actsOf = (rotationId: RecordId<"rotation">, steps: readonly ProcedureStep[]): readonly ProcedureStep[] =>
  steps.filter((step) => step.rotationId === rotationId && isStanding(step)).toSorted(byId);

/** Acts that change a person's career and still stand, by the day they change it. */
export const careerActs = (personId: RecordId<"person">, steps: readonly ProcedureStep[]): readonly ProcedureStep[] =>
  steps.filter((step) => step.personId === personId && step.day !== null && isStanding(step)).toSorted(byDay);

export const isStanding = (step: ProcedureStep): boolean =>
  acts.has(step.step) && step.state === "DONE" && !step.withdrawn;

const byId = (a: ProcedureStep, b: ProcedureStep): number => compareText(a.id, b.id);
export const byDay = (a: ProcedureStep, b: ProcedureStep): number =>
  compareText(earliestDay(a.day ?? "9999"), earliestDay(b.day ?? "9999")) || byId(a, b);
