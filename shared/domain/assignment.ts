import { z } from "zod";
import { line, PartialDate, recordId } from "./primitives.ts";

/** Substantive, concurrent ("kiêm nhiệm") or acting ("quyền, phụ trách"). */
export const AssignmentNature = z.enum(["SUBSTANTIVE", "CONCURRENT", "ACTING"]);
export type AssignmentNature = z.infer<typeof AssignmentNature>;

/**
 * Who held what, where, from when to when (inclusive, null: open). The person's career and the post's
 * holders are two queries on this one table. Text stands as on paper; unit and post are set where known.
 */
export const Assignment = z.object({
  id: recordId("assignment"),
  personId: recordId("person"),
  unitId: recordId("unit").nullable(),
  postId: recordId("post").nullable(),
  title: line(300), // as written
  unitText: line(300), // as written
  nature: AssignmentNature,
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  decisionId: recordId("decision").nullable(),
  rotationId: recordId("rotation").nullable(), // the move that began it
  withdrawn: z.boolean(),
});
export type Assignment = z.infer<typeof Assignment>;
