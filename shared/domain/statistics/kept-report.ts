import { z } from "zod";
import { CountedSheet, KeptItem } from "./counted-sheet.ts";
import type { IssuedReport } from "./issued-report.ts";
import { ReportQuery } from "./report-query.ts";

/** Numbers that stand beside a sheet. */
export const Figure = z.object({ name: z.string(), count: z.number().int() });
export type Figure = z.infer<typeof Figure>;

/** Lines of words under a sheet: who, from what to what. `of`: how many there are; more than stand here were left out. */
export const ReportLines = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.object({ id: z.string(), personId: z.string().nullable(), cells: z.array(z.string()) })),
  of: z.number().int(),
});
export type ReportLines = z.infer<typeof ReportLines>;

/** What is kept of a report. `items` null: more than are kept, so only the numbers can be compared. */
export const KeptReport = z.object({
  sheet: CountedSheet,
  figures: z.array(Figure),
  lines: ReportLines.nullable(),
  items: z.array(KeptItem).nullable(),
  filters: z.string(), // in words, as they stood on the sheet
  shown: z.array(z.string()), // families of columns that stood on the sheet
});
export type KeptReport = z.infer<typeof KeptReport>;

/** Records behind the numbers that are kept with a sheet: some 100 bytes each, and every issued report stays for ever. */
export const mostKeptItems = 3000;
/** Lines kept. */
export const mostKeptLines = 1000;

/** What was asked and what stood on the sheet; null where a newer program wrote them in a shape this one does not know. */
export function readIssued(
  issued: Pick<IssuedReport, "query" | "sheet">,
): { readonly query: ReportQuery; readonly kept: KeptReport } | null {
  const [query, kept] = [ReportQuery.safeParse(issued.query), KeptReport.safeParse(issued.sheet)];
  return query.success && kept.success ? { query: query.data, kept: kept.data } : null;
}
