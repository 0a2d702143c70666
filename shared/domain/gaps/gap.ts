import { z } from "zod";
import { line, PartialDate, recordId } from "../primitives.ts";

export const GapKind = z.enum(["VACANT", "VACANT_SOON", "WEAK"]);
export type GapKind = z.infer<typeof GapKind>;

export const Severity = z.enum(["HIGH", "MEDIUM", "LOW"]);
export type Severity = z.infer<typeof Severity>;

/**
 * What a clerk keeps about a gap: one that the records show by themselves (same kind and place), or one opened by hand.
 * Who looks after it, until when, and its story; whether it is still there is answered by `gapsOn`.
 */
export const Gap = z.object({
  id: recordId("gap"),
  kind: GapKind,
  unitId: recordId("unit").nullable(),
  postId: recordId("post").nullable(),
  byHand: z.boolean(), // the records alone do not show it
  reason: line(500),
  evidence: line(500),
  severity: Severity.nullable(),
  owner: line(200),
  deadline: PartialDate.nullable(),
  openedOn: PartialDate.nullable(),
  closedOn: PartialDate.nullable(),
  closedBecause: line(500),
  note: line(1000),
  withdrawn: z.boolean(),
});
export type Gap = z.infer<typeof Gap>;
