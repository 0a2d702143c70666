/** How much of a date its cell shows: a cell that shows 03/1985 says nothing about a day. */
export type ShownDate = "day" | "month" | "year";

/** A cell that is more than plain text, a plain number, yes/no or nothing. */
export interface SpecialCell {
  readonly kind: "text" | "number" | "boolean" | "date" | "error" | "blank";
  /** Text; a number; for a date its serial number; for an error its sign (#REF!); null where a formula has no stored value. */
  readonly value: string | number | boolean | null;
  readonly zeros?: number; // digits that a format such as 000000000 shows
  readonly shown?: ShownDate; // of a date
  readonly formula?: string; // the value is what it came to when the file was last saved
  readonly link?: true;
  readonly font?: string; // where it is one of the 8-bit Vietnamese fonts
}

/** One cell of a sender's workbook, as it stands in the file. Nothing was calculated, fetched or run. */
export type Cell = string | number | boolean | null | SpecialCell;

/** Rows and columns from 0, both ends inclusive. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetSummary {
  readonly name: string;
  readonly rows: number; // up to the last one that holds anything
  readonly columns: number;
  readonly hidden: boolean;
  readonly merged: readonly CellRange[];
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  readonly formulas: number;
  readonly links: number;
}

/** What is known of a workbook before its rows are asked for. */
export interface WorkbookSummary {
  readonly sheets: readonly SheetSummary[];
  readonly date1904: boolean; // serial numbers count from 1904
  readonly macros: boolean; // there are some; they are never run
  readonly externalLinks: number; // other files it points to; they are never opened
}

/** A sheet with all its cells. */
export interface SheetCells extends SheetSummary {
  readonly cells: readonly (readonly Cell[])[]; // one a row; short rows end early
}

/** A workbook as the page works with it. */
export interface SentWorkbook extends Omit<WorkbookSummary, "sheets"> {
  readonly fileName: string;
  readonly sheets: readonly SheetCells[];
}

/**
 * The day a serial number stands for. In the usual count, day 60 is 29/02/1900, which never was: spreadsheets have it since
 * an old mistake, and every day after it is counted one too far.
 *
 * @returns null for day 60 of the usual count, for numbers below 1 (0 in the count from 1904) and beyond the year 2199
 */
export function dayOfSerial(serial: number, date1904: boolean): string | null {
  const day = Math.floor(serial);
  if (date1904 ? day < 0 : day < 1 || day === 60) return null;
  const since1900 = date1904 ? day + 1462 : day;
  const days = since1900 > 60 ? since1900 - 1 : since1900; // since 31/12/1899
  return days > 109_572 ? null : isoOfDays(days);
}

/** @param days  since 31/12/1899 */
function isoOfDays(days: number): string {
  // By eras of 400 years that begin in March; 693,900 days lie between 01/03/0000 and 31/12/1899.
  const shifted = days + 693_900;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** A cell as a clerk reads it; dates as `YYYY-MM-DD`, as exactly as they are shown. */
export function cellText(cell: Cell, date1904: boolean): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return plainNumber(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (cell.value === null) return cell.formula === undefined ? "" : `=${cell.formula}`;
  if (cell.kind === "date" && typeof cell.value === "number") {
    const day = dayOfSerial(cell.value, date1904);
    return day === null ? plainNumber(cell.value) : day.slice(0, { day: 10, month: 7, year: 4 }[cell.shown ?? "day"]);
  }
  if (typeof cell.value === "number" && cell.zeros !== undefined && Number.isInteger(cell.value))
    return String(cell.value).padStart(cell.zeros, "0");
  return cellText(cell.value, date1904);
}

function plainNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const rounded = String(Number(value.toPrecision(15))); // a spreadsheet holds 15 digits
  return rounded.includes("e") ? value.toFixed(10) : rounded;
}

/** "C14": column letters and the row's number, from 1. */
export function cellName(column: number, row: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** "A" for 0, "AA" for 26. */
export function columnName(column: number): string {
  let letters = "";
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}
