import { z } from "zod";
import { Coded, line, PartialDate, recordId } from "../primitives.ts";

/** The yearly assessment of a rotated cadre by the receiving body, and the one at the end. */
export const MoveAssessment = z.object({
  id: recordId("move-assessment"),
  rotationId: recordId("rotation"),
  personId: recordId("person"),
  year: PartialDate.nullable(), // a year
  atEnd: z.boolean(), // over the whole rotation
  date: PartialDate.nullable(),
  rating: Coded, // RATING
  issuer: line(200),
  text: line(4000),
  withdrawn: z.boolean(),
});
export type MoveAssessment = z.infer<typeof MoveAssessment>;
