import { z } from "zod";
import { line, PartialDate, recordId } from "./primitives.ts";

/** The paper behind a change. A number is unique only with its issuer, type and numbering period. */
export const Decision = z.object({
  id: recordId("decision"),
  number: line(60), // "127-QĐ/HU", as on the paper
  issuer: line(200),
  date: PartialDate.nullable(),
  signer: line(120),
  subject: line(500),
  withdrawn: z.boolean(),
});
export type Decision = z.infer<typeof Decision>;
