import type { Cell, SheetCells } from "./cell.ts";
import { fieldOf, type Head, type HeadRows, headKey, headsAt } from "./heads.ts";
import { listField } from "./list-fields.ts";
import { type DayOrder, dayOrderOf, type OrderEvidence } from "./read-date.ts";

/** One column of a list, and what it is taken for. */
export interface ListColumn extends Head {
  readonly field: string | null; // a key of listFields; null: not read
  readonly order: DayOrder; // of written dates
  readonly evidence: OrderEvidence | null; // where the field is a date
}

/** What each column of a list is taken for by its heads; a field that two columns name goes to the first. */
export function proposeColumns(sheet: SheetCells, heads: HeadRows, date1904: boolean): readonly ListColumn[] {
  const taken = new Set<string>();
  const columns = headsAt(sheet, heads, date1904);
  const hasMen = columns.some(({ path }) => fieldOf(path)?.key === "birthMale");
  return columns.map((head) => {
    let key = fieldOf(head.path)?.key ?? null;
    // "Nữ" beside a column of men's birth dates holds women's; alone it holds crosses.
    if (key === "female" && hasMen && looksLikeDates(dataCells(sheet, heads, head.column))) key = "birthFemale";
    if (key === "birthMale" && !looksLikeDates(dataCells(sheet, heads, head.column))) key = null;
    if (key !== null && taken.has(key)) key = null;
    if (key !== null) taken.add(key);
    return withField(sheet, heads, { ...head, field: null, order: "day-first", evidence: null }, key);
  });
}

/** A column taken for another field, its dates looked at anew. */
export function withField(sheet: SheetCells, heads: HeadRows, column: ListColumn, key: string | null): ListColumn {
  const as = key === null ? undefined : listField(key)?.reading.as;
  const evidence = as === "date" || as === "month" ? dayOrderOf(dataCells(sheet, heads, column.column)) : null;
  return { ...column, field: key, evidence, order: evidence?.order ?? "day-first" };
}

/** Tells a sender's kind of list by its heads, to find again what its columns were taken for. No personal data. */
export const headsPrint = (columns: readonly Head[]): string =>
  columns.map(({ column, path }) => `${column}:${path.map(headKey).join("/")}`).join("|");

const dataCells = (sheet: SheetCells, { first, count }: HeadRows, column: number): Cell[] =>
  sheet.cells.slice(first + count).map((line) => line[column] ?? null);

function looksLikeDates(cells: readonly Cell[]): boolean {
  const said = cells.filter((cell) => cell !== null && cell !== "");
  const dated = said.filter((cell) => {
    if (typeof cell === "number") return cell >= 1900;
    if (typeof cell === "object" && cell !== null) return cell.kind === "date" || typeof cell.value === "string";
    return typeof cell === "string" && /\d{2}/.test(cell);
  });
  return said.length === 0 || dated.length * 2 >= said.length;
}
