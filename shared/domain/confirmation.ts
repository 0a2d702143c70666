import { z } from "zod";
import { line, recordId } from "./primitives.ts";

/** The word of a second clerk on an action, or that of its writer who takes it back. */
export const ConfirmationAnswer = z.object({
  confirmed: z.boolean(),
  reason: line(1000), // of a refusal
});
export type ConfirmationAnswer = z.infer<typeof ConfirmationAnswer>;

/**
 * A second clerk is asked for by the action that makes this record: what else that action says counts once somebody else of its
 * office has confirmed it.
 */
export const Confirmation = z.object({
  id: recordId("confirmation"),
  asks: z.string().regex(/^c[1-9]\d{0,3}$/), // the clerk who wrote the action
  answer: ConfirmationAnswer.nullable(),
});
export type Confirmation = z.infer<typeof Confirmation>;
