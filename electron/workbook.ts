import { type Cell, type CellValue, readXlsx, type Sheet, writeXlsx } from "hucre/xlsx";
import yauzl from "yauzl";
import type { WorkbookRows } from "../shared/ipc/contract.ts";
import type { WorkbookProblem } from "../shared/problem.ts";
import { failed, ok, type Result } from "../shared/result.ts";

/** A province's 100,000 people are no workbook: what is larger than this is refused unread. */
export const workbookCaps = {
  fileBytes: 32 * 1024 * 1024,
  unpackedBytes: 256 * 1024 * 1024,
  rows: 200_000, // a sheet
  columns: 200,
} as const;

/**
 * Read an .xlsx file's cells as text, values only.
 *
 * Dates come out as exactly as their cell shows them (`1985-03-05`; `1985-03` in a cell formatted mm/yyyy). Numbers come
 * out plain, with the leading zeros that a format such as 000000000 shows. A formula gives its stored value, or itself
 * ("=A1+1") where it has none. Nothing is calculated, fetched or run.
 *
 * @returns not-a-workbook for anything else, also for the older .xls and for files under a password
 */
export async function readWorkbookFile(
  fileName: string,
  bytes: Uint8Array,
  caps: Readonly<Record<keyof typeof workbookCaps, number>> = workbookCaps,
): Promise<Result<WorkbookRows, WorkbookProblem>> {
  if (bytes.length > caps.fileBytes) return failed({ kind: "workbook-too-large" });
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return failed({ kind: "not-a-workbook" });
  try {
    if (!(await unpacksWithin(bytes, caps.unpackedBytes))) return failed({ kind: "workbook-too-large" });
    const workbook = await readXlsx(bytes, { readStyles: true, maxRows: caps.rows + 1 });
    const tooLarge = workbook.sheets.some(
      ({ rows }) => rows.length > caps.rows || rows.some((row) => row.length > caps.columns),
    );
    if (tooLarge) return failed({ kind: "workbook-too-large" });
    return ok({ fileName, sheets: workbook.sheets.map((sheet) => ({ name: sheet.name, rows: textRows(sheet) })) });
  } catch {
    return failed({ kind: "not-a-workbook" }); // a damaged container, or one under a password
  }
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

function textRows({ rows, cells }: Sheet): string[][] {
  const texts = rows.map((row, r) => trimmedEnd(row.map((value, c) => cellText(value, cells?.get(`${r},${c}`)))));
  while (texts.at(-1)?.length === 0) texts.pop();
  return texts;
}

function trimmedEnd(row: string[]): string[] {
  while (row.at(-1) === "") row.pop();
  return row;
}

function cellText(value: CellValue, cell: Cell | undefined): string {
  if (value === null) return cell?.formula === undefined ? "" : `=${cell.formula}`;
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  const format = cell?.style?.numFmt ?? "";
  return typeof value === "number" ? plainNumber(value, format) : dateText(value.toISOString(), format);
}

/** As exactly as the format shows: a cell that shows 03/1985 says nothing about a day. */
function dateText(iso: string, format: string): string {
  const shown = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "").toLowerCase();
  if (shown === "" || shown.includes("d") || !shown.includes("y")) return iso.slice(0, 10);
  return iso.slice(0, shown.includes("m") ? 7 : 4);
}

function plainNumber(value: number, format: string): string {
  if (/^0+$/.test(format) && Number.isInteger(value)) return String(value).padStart(format.length, "0");
  if (Number.isSafeInteger(value)) return String(value);
  const rounded = String(Number(value.toPrecision(15))); // a spreadsheet holds 15 digits
  return rounded.includes("e") ? value.toFixed(10) : rounded;
}

/** Whether the parts of a zip hold no more than `most` bytes, counted while they unpack: a header may say anything. */
function unpacksWithin(bytes: Uint8Array, most: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    yauzl.fromBuffer(buffer, { lazyEntries: true }, (problem, zip) => {
      if (problem !== null) return reject(problem);
      let unpacked = 0;
      zip.on("error", reject);
      zip.on("end", () => resolve(true));
      zip.on("entry", (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (unreadable, stream) => {
          if (unreadable !== null) return reject(unreadable);
          stream.on("error", reject);
          stream.on("data", (chunk: Buffer) => {
            unpacked += chunk.length;
            if (unpacked <= most) return;
            stream.destroy();
            resolve(false);
          });
          stream.on("end", () => zip.readEntry());
        });
      });
      zip.readEntry();
    });
  });
}
