import type { CellStyle, CellValue } from "hucre";
import { earliestDay, formatPartialDate } from "../../shared/domain/dates.ts";
import { headGroups, type LaidTable, type TableCell } from "../../shared/domain/tables/laid-table.ts";
import { linesIn } from "../papers/letter-widths.ts";
import { workbookText } from "../papers/paper-text.ts";
import { printRanges } from "../papers/print-ranges.ts";

/**
 * Tables as an .xlsx workbook, a sheet each: title, lines above, heads that repeat on every page and stay in sight, totals, lines below,
 * who signs; as wide as the paper.
 *
 * Numbers and whole dates are real ones. Everything else is a string cell, whatever it begins with: a value is never a formula.
 */
export async function tableWorkbook(...tables: readonly LaidTable[]): Promise<Uint8Array> {
  const { writeXlsx } = await import("hucre/xlsx"); // needed by those who export, not by a start
  const laidOut = tables.map((table, at) => ({ ...table, ...layTable(table), name: sheetName(table, at) }));
  return writeXlsx({
    sheets: laidOut.map(({ name, columns, paper, upright = false, laid, cells, merges, heads, heights }) => {
      return {
        name,
        rowDefs: new Map(heights.map((height, row) => [row, height === null ? {} : { height }])),
        columns: columns.map(({ width }) => ({ width })),
        rows: [...laid],
        cells,
        merges: [...merges],
        freezePane: { rows: heads.to },
        pageSetup: {
          paperSize: paper === "A3" ? "a3" : "a4",
          orientation: upright ? "portrait" : "landscape",
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0, // as many pages as it takes
          horizontalCentered: true,
          margins: { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 }, // inches
        },
        headerFooter: { oddFooter: "&RTrang &P/&N" },
      };
    }),
    namedRanges: laidOut.flatMap(({ name, columns, laid, heads: { from, to } }) =>
      printRanges(name, `${columnLetters(columns.length - 1)}${laid.length}`, { from: from + 1, to }),
    ),
    properties: { title: workbookText(tables[0]?.title ?? "") },
    defaultFont: { name: "Times New Roman", size: 11 },
  });
}

/** A name that a workbook takes, told apart from those of the other sheets by its place. */
const sheetName = ({ name = "Danh sách" }: LaidTable, at: number): string =>
  `${
    name
      .replace(/[^\p{L}\p{N} -]/gu, " ")
      .trim()
      .slice(0, 25) || "Danh sách"
  }${at === 0 ? "" : ` ${at + 1}`}`;

/** Readers do not make a row higher for what breaks in its cells. At most what a workbook takes, 409 pt. */
function rowHeight(row: readonly TableCell[], columns: LaidTable["columns"]): number | null {
  let lines = 1;
  for (const [column, cell] of row.entries())
    if (typeof cell === "string" && cell.length > (columns[column]?.width ?? 0) / 2)
      lines = Math.max(lines, linesIn(cell, (columns[column]?.width ?? 1) * digitWidth, 11, true));
  return lines === 1 ? null : Math.min(409, lines * 14.5 + 2);
}

/** A digit of the default font, pt. */
const digitWidth = 5.25;

interface Merge {
  readonly startRow: number;
  readonly endRow: number;
  readonly startCol: number;
  readonly endCol: number;
}

/** Rows from above to below, with the look of each cell by "row,column". */
function layTable({ title, above, columns, rows, totals = [], below, signed = [] }: LaidTable) {
  const laid: CellValue[][] = [];
  const cells = new Map<string, { style: CellStyle }>();
  const merges: Merge[] = [];
  const last = columns.length - 1;
  const blank = (): CellValue[] => Array<CellValue>(columns.length).fill(null);
  const merge = (startRow: number, endRow: number, startCol: number, endCol: number) => {
    if (endRow > startRow || endCol > startCol) merges.push({ startRow, endRow, startCol, endCol });
  };
  const alone = (text: string, style: CellStyle | null, across: boolean) => {
    if (style !== null) cells.set(`${laid.length},0`, { style });
    if (across) merge(laid.length, laid.length, 0, last);
    laid.push([writtenAs(text), ...blank().slice(1)]);
  };
  const heights: (number | null)[] = []; // pt; null: one line
  const full = (row: readonly TableCell[], styleOf: (cell: TableCell) => CellStyle) => {
    heights[laid.length] = rowHeight(row, columns);
    for (let column = 0; column <= last; column += 1)
      cells.set(`${laid.length},${column}`, { style: styleOf(row[column] ?? null) });
    laid.push(columns.map((_, column) => writtenAs(row[column] ?? null)));
  };

  alone(title, styles.title, true);
  for (const text of above) alone(text, styles.line, true);
  laid.push(blank());
  const from = laid.length;
  const groups = headGroups(columns);
  if (groups.length > 0) {
    const upper = blank();
    for (const { group, from: column, columns: wide } of groups) {
      upper[column] = writtenAs(group === "" ? (columns[column]?.head ?? "") : group);
      merge(from, group === "" ? from + 1 : from, column, column + wide - 1);
    }
    for (let column = 0; column <= last; column += 1) cells.set(`${from},${column}`, { style: styles.head });
    laid.push(upper);
  }
  full(
    columns.map(({ head, group = "" }) => (groups.length > 0 && group === "" ? null : head)),
    () => styles.head,
  );
  if (columns.some(({ mark }) => mark !== undefined))
    full(
      columns.map(({ mark }) => mark ?? null),
      () => styles.mark,
    );
  const to = laid.length;
  for (const row of rows) full(row, (cell) => (isWholeDate(cell) ? styles.date : styles.cell));
  for (const row of totals) full(row, (cell) => (isWholeDate(cell) ? styles.date : styles.total));
  laid.push(blank());
  for (const text of below) alone(text, null, false);
  if (signed.length > 0) laySigned();
  return { laid, cells, merges, heads: { from, to }, heights: Array.from(laid, (_, at) => heights[at] ?? null) };

  function laySigned(): void {
    const wide = columns.length / signed.length;
    for (const look of ["role", "note"] as const) {
      const line = blank();
      for (const [at, one] of signed.entries()) {
        const [first, end] = [Math.floor(at * wide), Math.max(Math.floor(at * wide), Math.floor((at + 1) * wide) - 1)];
        line[first] = writtenAs(one[look]);
        cells.set(`${laid.length},${first}`, { style: look === "role" ? styles.role : styles.line });
        merge(laid.length, laid.length, first, end);
      }
      laid.push(line);
    }
    for (let room = 0; room < 4; room += 1) laid.push(blank()); // for the signatures
  }
}

/** Days are cells of the calendar; a year or a month alone is words, for a workbook knows only whole days. */
function writtenAs(cell: TableCell): CellValue {
  if (cell === null || typeof cell === "number") return cell;
  if (typeof cell === "string") return cell === "" ? null : workbookText(cell);
  return isWholeDate(cell) ? new Date(`${earliestDay(cell.date)}T00:00:00Z`) : formatPartialDate(cell.date);
}

/** Excel counts days from 1900; what was before is words. */
const isWholeDate = (cell: TableCell): boolean =>
  cell !== null && typeof cell === "object" && cell.date.length === 10 && cell.date >= "1900-03-01";

function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}

const edge = { style: "thin" } as const;
const border = { top: edge, right: edge, bottom: edge, left: edge };
/** A style that names no font takes whatever the reader has. */
const font = { name: "Times New Roman", size: 11 } as const;
const centred = { horizontal: "center", vertical: "center", wrapText: true } as const;
const styles = {
  title: { font: { ...font, bold: true, size: 14 }, alignment: { horizontal: "center", vertical: "center" } },
  line: { font: { ...font, italic: true }, alignment: { horizontal: "center" } },
  head: { font: { ...font, bold: true }, border, alignment: centred },
  mark: { font: { ...font, italic: true }, border, alignment: centred },
  cell: { font, border, alignment: { vertical: "top", wrapText: true } },
  total: { font: { ...font, bold: true }, border, alignment: { vertical: "top", wrapText: true } },
  date: { font, border, numFmt: "dd/mm/yyyy", alignment: { horizontal: "center", vertical: "top" } },
  role: { font: { ...font, bold: true }, alignment: { horizontal: "center" } },
} satisfies Record<string, CellStyle>;
