import type { CellStyle, CellValue } from "hucre";
import { earliestDay, formatPartialDate } from "../../shared/domain/dates.ts";
import type { LaidTable, TableCell } from "../../shared/domain/tables/laid-table.ts";

/**
 * A table as an .xlsx workbook: title, lines above, heads that repeat on every page and stay in sight, lines below; landscape,
 * as wide as the paper.
 *
 * Numbers and whole dates are real ones. Everything else is a string cell, whatever it begins with: a value is never a formula.
 */
export async function tableWorkbook(table: LaidTable): Promise<Uint8Array> {
  const { writeXlsx } = await import("hucre/xlsx"); // needed by those who export, not by a start
  const { title, above, columns, rows, below, paper } = table;
  const headRow = above.length + 2; // from 0; one row is left empty above it
  const lastColumn = columns.length - 1;
  const blank = Array<CellValue>(columns.length).fill(null);
  const alone = (text: string): CellValue[] => [writtenAs(text), ...blank.slice(1)];
  const laid: CellValue[][] = [
    alone(title),
    ...above.map(alone),
    blank,
    columns.map(({ head }) => writtenAs(head)),
    ...rows.map((row) => columns.map((_, i) => writtenAs(row[i] ?? null))),
    blank,
    ...below.map(alone),
  ];
  const cells = new Map<string, { style: CellStyle }>([["0,0", { style: styles.title }]]);
  for (let i = 0; i < above.length; i += 1) cells.set(`${i + 1},0`, { style: styles.line });
  for (let column = 0; column <= lastColumn; column += 1) cells.set(`${headRow},${column}`, { style: styles.head });
  for (const [r, row] of rows.entries())
    for (let column = 0; column <= lastColumn; column += 1) {
      const style = isWholeDate(row[column] ?? null) ? styles.date : styles.cell;
      cells.set(`${headRow + 1 + r},${column}`, { style });
    }
  const letters = columnLetters(lastColumn);
  return writeXlsx({
    sheets: [
      {
        name: "Danh sách",
        columns: columns.map(({ width }) => ({ width })),
        rows: laid,
        cells,
        merges: Array.from({ length: above.length + 1 }, (_, row) => ({
          startRow: row,
          endRow: row,
          startCol: 0,
          endCol: lastColumn,
        })).filter(() => lastColumn > 0),
        freezePane: { rows: headRow + 1 },
        pageSetup: {
          paperSize: paper === "A3" ? "a3" : "a4",
          orientation: "landscape",
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0, // as many pages as it takes
          printArea: `$A$1:$${letters}$${laid.length}`,
          printTitlesRow: `$${headRow + 1}:$${headRow + 1}`,
          horizontalCentered: true,
          margins: { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 }, // inches
        },
        headerFooter: { oddFooter: "&RTrang &P/&N" },
      },
    ],
    properties: { title },
    defaultFont: { name: "Times New Roman", size: 11 },
  });
}

/** Days are cells of the calendar; a year or a month alone is words, for a workbook knows only whole days. */
function writtenAs(cell: TableCell): CellValue {
  if (cell === null || typeof cell === "number") return cell;
  if (typeof cell === "string") return cell === "" ? null : escapedText(cell.normalize("NFC"));
  return isWholeDate(cell) ? new Date(`${earliestDay(cell.date)}T00:00:00Z`) : formatPartialDate(cell.date);
}

/** What reads like the format's own way of writing a letter by its number stays what was typed. */
const escapedText = (text: string): string => text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_");

/** Excel counts days from 1900; what was before is words. */
const isWholeDate = (cell: TableCell): boolean =>
  cell !== null && typeof cell === "object" && cell.date.length === 10 && cell.date >= "1900-03-01";

function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}

const edge = { style: "thin" } as const;
const border = { top: edge, right: edge, bottom: edge, left: edge };
const styles = {
  title: { font: { bold: true, size: 14 }, alignment: { horizontal: "center", vertical: "center" } },
  line: { font: { italic: true }, alignment: { horizontal: "center" } },
  head: {
    font: { bold: true },
    border,
    alignment: { horizontal: "center", vertical: "center", wrapText: true },
  },
  cell: { border, alignment: { vertical: "top", wrapText: true } },
  date: { border, numFmt: "dd/mm/yyyy", alignment: { horizontal: "center", vertical: "top" } },
} satisfies Record<string, CellStyle>;
