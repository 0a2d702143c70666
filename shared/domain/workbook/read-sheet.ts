import type { CellProblem, WorkbookProblem } from "../../problem.ts";
import type { Column, Refusal } from "./cells.ts";
import { layout, type RowOf, type SheetKey } from "./layout.ts";

/** A workbook's cells as text, as they are shown; dates as ISO text. Row 0 is the first row of the sheet. */
export interface WorkbookText {
  readonly fileName: string;
  readonly sheets: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[];
}

/** A row with its place, so that what is wrong with it can be named by cell. */
export interface SheetRow<Key extends SheetKey> {
  readonly values: RowOf<Key>;
  /** The problem of one of its cells. */
  readonly refuse: (field: keyof RowOf<Key>, why: Refusal) => void;
}

export interface SheetRead<Key extends SheetKey> {
  readonly rows: readonly SheetRow<Key>[];
  readonly ignored: readonly string[]; // headers of columns that the layout does not know
}

/** Spreadsheets show these where a formula failed, and a formula without a stored result as itself. */
const noValue = /^(?:=|#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$)/;

/**
 * Read one sheet by its headers. Every bad cell is put on `problems`; a row with one is still read as far as it goes.
 * Blank rows are passed over. Text comes out composed (NFC) with single spaces; leading zeros stay.
 *
 * @returns null where the workbook has no such sheet; a problem where columns are missing
 */
export function readSheet<Key extends SheetKey>(
  workbook: WorkbookText,
  key: Key,
  problems: CellProblem[],
): SheetRead<Key> | WorkbookProblem | null {
  const { name } = layout[key];
  const sheet = workbook.sheets.find((each) => header(each.name) === header(name));
  if (sheet === undefined) return null;
  const columns: Readonly<Record<string, Column<unknown>>> = layout[key].columns;
  const heads = (sheet.rows[0] ?? []).map(header);
  const place = new Map(
    Object.entries(columns).map(([field, column]) => [field, heads.indexOf(header(column.header))]),
  );
  const missing = Object.entries(columns)
    .filter(([field, column]) => column.needed !== "none" && place.get(field) === -1)
    .map(([, column]) => column.header);
  if (missing.length > 0) return { kind: "workbook-columns", sheet: name, missing };

  const known = new Set(Object.values(columns).map((column) => header(column.header)));
  for (const [column, head] of heads.entries()) {
    if (!known.has(head) || heads.indexOf(head) === column) continue;
    const found = sheet.rows[0]?.[column] ?? "";
    problems.push({ sheet: name, cell: cellName(column, 0), header: found, found, why: "twice" });
  }

  const rows: SheetRow<Key>[] = [];
  for (const [index, cells] of sheet.rows.entries()) {
    if (index === 0 || cells.every((cell) => tidy(cell) === "")) continue;
    const values: Record<string, unknown> = {};
    const refuse = (field: string, why: Refusal): void => {
      const column = place.get(field) ?? -1;
      const found = (cells[column] ?? "").slice(0, 200);
      problems.push({
        sheet: name,
        cell: cellName(Math.max(column, 0), index),
        header: columns[field]?.header ?? field,
        found,
        why,
      });
    };
    for (const [field, column] of Object.entries(columns)) {
      const text = tidy(cells[place.get(field) ?? -1] ?? "");
      values[field] = null;
      if (text === "" || noValue.test(text)) {
        if (text !== "" || column.needed === "value") refuse(field, "missing");
        continue;
      }
      const read = column.read(text);
      if (read.ok) values[field] = read.value;
      else refuse(field, read.problem);
    }
    // Each field was set by its own column, or is null.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    rows.push({ values: values as RowOf<Key>, refuse: (field, why) => refuse(String(field), why) });
  }
  return { rows, ignored: heads.filter((head) => head !== "" && !known.has(head)) };
}

/** "C14": column letters and the row's number, from 1. */
export function cellName(column: number, row: number): string {
  let letters = "";
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}

const tidy = (cell: string): string => cell.normalize("NFC").replace(/\s+/g, " ").trim();
const header = (cell: string): string => tidy(cell).toLowerCase();
