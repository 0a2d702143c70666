import type { Cell, SheetCells, WorkbookSummary } from "../../shared/domain/workbook/cell.ts";
import type { WorkbookProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { annotated, type CellNote } from "./annotate.ts";
import { bufferOf, foreignMark, hasZipEnd } from "./foreign-marks.ts";
import { readCsv } from "./read-csv.ts";
import { readXlsxCells, type WorkbookCaps } from "./read-xlsx.ts";
import { DamagedPart } from "./xml-scan.ts";
import { TooLarge } from "./zip-parts.ts";

/** A province's 100,000 people are no workbook: what is larger than this is refused. */
export const workbookCaps: WorkbookCaps = {
  fileBytes: 32 * 1024 * 1024,
  unpackedBytes: 256 * 1024 * 1024,
  rows: 200_000, // a sheet
  columns: 200,
  cells: 1_500_000,
};

/** A workbook that was read, where it was read. */
export interface OpenedBook {
  readonly opened: Result<WorkbookSummary, WorkbookProblem>;
  /** Rows `from` to `to`, the latter not included. */
  readonly rows: (which: {
    readonly sheet: number;
    readonly from: number;
    readonly to: number;
  }) => readonly (readonly Cell[])[];
  readonly annotate: (notes: readonly CellNote[]) => Promise<Result<Uint8Array, WorkbookProblem>>;
}

/**
 * Read a file as the workbook it is: .xlsx and .xlsm by their first bytes, text with separators by its name.
 * Everything else is refused by what it is.
 */
export async function openBook(
  fileName: string,
  bytes: Uint8Array,
  caps: Partial<WorkbookCaps> = {},
): Promise<OpenedBook> {
  const most = { ...workbookCaps, ...caps };
  const refused = (problem: WorkbookProblem): OpenedBook => ({
    opened: failed(problem),
    rows: () => [],
    annotate: async () => failed(problem),
  });
  try {
    if (bytes.length > most.fileBytes) return refused({ kind: "workbook-too-large" });
    const foreign = foreignFormat(bytes);
    if (foreign !== null) return refused(foreign);
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    if (!isZip && !/\.(?:csv|tsv)$/i.test(fileName)) return refused({ kind: "not-a-workbook" });
    const read = isZip ? await readXlsxCells(bytes, most) : readCsv(bytes, most);
    return {
      opened: ok({ ...read, sheets: read.sheets.map(summaryOf) }),
      rows: ({ sheet, from, to }) => read.sheets[sheet]?.cells.slice(from, to) ?? [],
      annotate: async (notes) => {
        if (!isZip) return failed({ kind: "workbook-no-copy" });
        try {
          return ok(await annotated(bytes, notes, most.unpackedBytes));
        } catch (error) {
          return failed(problemOf(error, bytes));
        }
      },
    };
  } catch (error) {
    return refused(problemOf(error, bytes));
  }
}

const summaryOf = ({ cells: _cells, ...summary }: SheetCells) => summary;

function problemOf(error: unknown, bytes: Uint8Array): WorkbookProblem {
  if (error instanceof TooLarge) return { kind: "workbook-too-large" };
  if (!(error instanceof DamagedPart)) throw error;
  return { kind: hasZipEnd(bytes) ? "not-a-workbook" : "workbook-cut" };
}

/** What other programs' files begin with. */
function foreignFormat(bytes: Uint8Array): WorkbookProblem | null {
  const buffer = bufferOf(bytes);
  const mark = foreignMark(buffer);
  if (mark === "encrypted") return { kind: "workbook-locked" };
  if (mark !== null) return { kind: "workbook-old", format: mark === "binary" ? "xls" : "ods" };
  if (buffer.subarray(0, 4096).includes("xl/workbook.bin") || buffer.includes("xl/workbook.bin"))
    return { kind: "workbook-old", format: "xlsb" };
  const start = buffer.subarray(0, 512).toString("latin1").trimStart().toLowerCase();
  if (start.startsWith("<html") || start.startsWith("<table") || start.startsWith("<!doctype html"))
    return { kind: "workbook-old", format: "html" };
  if (start.includes("<?mso-application") || start.includes("urn:schemas-microsoft-com:office:spreadsheet"))
    return { kind: "workbook-old", format: "xml" };
  return null;
}
