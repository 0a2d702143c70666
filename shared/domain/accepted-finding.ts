import { z } from "zod";
import type { Finding } from "./findings.ts";
import { line, recordId } from "./primitives.ts";

/**
 * A person looked at a finding and says that the records are as the papers say. It is about these facts only: when a date
 * or a title changes, the finding is another one and comes back.
 */
export const AcceptedFinding = z.object({
  id: recordId("accepted-finding"),
  personId: recordId("person").nullable(), // whose file it is about; null: nobody's
  finding: line(4000), // what was looked at: see findingKey
  reason: line(1000),
  withdrawn: z.boolean(),
});
export type AcceptedFinding = z.infer<typeof AcceptedFinding>;

/** One text for a finding and its facts, equal on every machine. */
export const findingKey = ({ rule, records, facts }: Pick<Finding, "records" | "facts"> & { readonly rule: string }) =>
  JSON.stringify([rule, records.toSorted(), Object.entries(facts).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
