import { z } from "zod";
import { line, PartialDate } from "../primitives.ts";

/** A value of a table as it leaves the office: words, a number, a date as exactly as it is known, or nothing. */
export const TableCell = z.union([z.null(), z.string().max(32_000), z.number(), z.strictObject({ date: PartialDate })]);
export type TableCell = z.infer<typeof TableCell>;

/** Most rows and columns of one table: what is longer is cut down by a filter before it leaves. */
export const tableCaps = { rows: 20_000, columns: 60 } as const;

/** A table laid out for a workbook. Every row has a cell a column. */
export const LaidTable = z.strictObject({
  title: line(300),
  above: z.array(line(300)).max(10), // lines between the title and the table: office, day, filters
  columns: z
    .array(z.strictObject({ head: line(200), width: z.number().min(1).max(200) })) // width in letters
    .min(1)
    .max(tableCaps.columns),
  rows: z.array(z.array(TableCell).max(tableCaps.columns)).max(tableCaps.rows),
  below: z.array(line(500)).max(10),
  paper: z.enum(["A4", "A3"]),
});
export type LaidTable = z.infer<typeof LaidTable>;
