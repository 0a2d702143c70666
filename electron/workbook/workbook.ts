import { writeXlsx } from "hucre/xlsx";
import { cellText } from "../../shared/domain/workbook/cell.ts";
import type { WorkbookRows } from "../../shared/ipc/workbook.ts";
import type { WorkbookProblem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { openBook } from "./book-in-process.ts";
import type { WorkbookCaps } from "./read-xlsx.ts";

/**
 * Read a workbook's cells as text, values only, for tools and tests; the program reads in a process of its own.
 *
 * Dates come out as exactly as their cell shows them (`1985-03-05`; `1985-03` in a cell formatted mm/yyyy). Numbers come
 * out plain, with the leading zeros that a format such as 000000000 shows. A formula gives its stored value, or itself
 * ("=A1+1") where it has none.
 */
export async function readWorkbookFile(
  fileName: string,
  bytes: Uint8Array,
  caps: Partial<WorkbookCaps> = {},
): Promise<Result<WorkbookRows, WorkbookProblem>> {
  const book = await openBook(fileName, bytes, caps);
  if (!book.opened.ok) return book.opened;
  const { sheets, date1904 } = book.opened.value;
  return ok({
    fileName,
    sheets: sheets.map(({ name, rows }, sheet) => ({
      name,
      rows: book.rows({ sheet, from: 0, to: rows }).map((row) => row.map((cell) => cellText(cell, date1904))),
    })),
  });
}

/** Write rows as an .xlsx file: every cell as text, so that leading zeros and dates stay as they are. */
export const writeWorkbookFile = (workbook: WorkbookRows): Promise<Uint8Array> =>
  writeXlsx({
    sheets: workbook.sheets.map(({ name, rows }) => ({
      name,
      rows: rows.map((row) => row.map((cell) => (cell === "" ? null : cell))),
      freezePane: { rows: 1 },
    })),
  });
