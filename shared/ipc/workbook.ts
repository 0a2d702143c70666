import { z } from "zod";
import { call, LeftFile, nothing } from "./channel.ts";

/** A sheet's cells as text, as the workbook shows them; dates as `YYYY-MM-DD`. Row 0 is the first row of the sheet. */
export const WorkbookRows = z.object({
  fileName: z.string(),
  sheets: z.array(z.object({ name: z.string(), rows: z.array(z.array(z.string())) })),
});
export type WorkbookRows = z.infer<typeof WorkbookRows>;

const Range = z.object({ top: z.number(), left: z.number(), bottom: z.number(), right: z.number() });

/** One cell as it stands in a sender's file (shared/domain/workbook/cell.ts). */
const WorkbookCell = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.object({
    kind: z.enum(["text", "number", "boolean", "date", "error", "blank"]),
    value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    zeros: z.number().optional(),
    shown: z.enum(["day", "month", "year"]).optional(),
    formula: z.string().optional(),
    link: z.literal(true).optional(),
    font: z.string().optional(),
  }),
]);

/** A workbook that main holds open until it is closed: its sheets without their cells. */
export const OpenedWorkbook = z.object({
  token: z.string(),
  fileName: z.string(),
  sheets: z.array(
    z.object({
      name: z.string(),
      rows: z.number().int(),
      columns: z.number().int(),
      hidden: z.boolean(),
      merged: z.array(Range),
      hiddenRows: z.array(z.number().int()),
      hiddenColumns: z.array(z.number().int()),
      formulas: z.number().int(),
      links: z.number().int(),
    }),
  ),
  date1904: z.boolean(),
  macros: z.boolean(), // never run
  externalLinks: z.number().int(), // never opened
});
export type OpenedWorkbook = z.infer<typeof OpenedWorkbook>;

export const workbookChannels = {
  /** Choose a workbook and read it in its own process, which holds it until it is closed. Null: the clerk cancelled. */
  "workbook.open": call(nothing, OpenedWorkbook.nullable()),
  /** Rows `from` to `to` of a sheet, the latter not included. */
  "workbook.rows": call(
    z.strictObject({
      token: z.string().max(64),
      sheet: z.number().int().min(0).max(10_000),
      from: z.number().int().min(0).max(1_000_000),
      to: z.number().int().min(0).max(1_000_000),
    }),
    z.object({ rows: z.array(z.array(WorkbookCell)) }),
  ),
  /** Let it go. */
  "workbook.close": call(z.strictObject({ token: z.string().max(64) }), nothing),
  /** Write a copy of the sender's own workbook with what is said of each cell, where the clerk chooses; entered in the register first. */
  "workbook.annotate": call(
    z.strictObject({
      token: z.string().max(64),
      notes: z
        .array(
          z.strictObject({
            sheet: z.string().max(255),
            row: z.number().int().min(0).max(1_048_575),
            column: z.number().int().min(0).max(16_383),
            text: z.string().min(1).max(2000),
          }),
        )
        .min(1)
        .max(50_000),
    }),
    LeftFile.nullable(),
  ),
} as const;
