import { z } from "zod";
import { IsoDate, Json, line, recordId } from "../primitives.ts";

/**
 * A report as it was given out: what was asked, what stood on the sheet, and on which records it rested. Written once,
 * never counted anew; a mistaken one is withdrawn.
 */
export const IssuedReport = z.object({
  id: recordId("issued-report"),
  report: line(20), // a ReportName
  query: Json, // a ReportQuery of the program that issued it
  issuedOn: IsoDate.nullable(),
  head: line(120), // entry of the ledger, and its tag
  sheet: Json, // a KeptReport; both are read by `readIssued`
  unitId: recordId("unit").nullable(),
  note: line(1000), // to whom, by which request
  withdrawn: z.boolean(),
});
export type IssuedReport = z.infer<typeof IssuedReport>;
