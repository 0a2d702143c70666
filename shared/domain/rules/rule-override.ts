import { z } from "zod";
import { line, recordId } from "../primitives.ts";

/**
 * A recorded decision to go on although a rule is not met: why, and by which paper. It is about one move, one plan entry,
 * or (both null) the person, and about one version of the rule: under another version it must be looked at again.
 */
export const RuleOverride = z.object({
  id: recordId("rule-override"),
  personId: recordId("person"),
  rule: line(20), // "R01"
  pack: line(120), // name of the pack the rule came from
  packVersion: z.number().int().min(1).max(99999),
  moveId: recordId("rotation").nullable(),
  entryId: recordId("plan-entry").nullable(),
  reason: line(1000),
  document: line(300), // the authorising paper: number, date, issuer as written
  withdrawn: z.boolean(),
});
export type RuleOverride = z.infer<typeof RuleOverride>;
