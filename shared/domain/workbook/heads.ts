import { foldVietnamese } from "../fold.ts";
import { type Cell, cellText, type SheetCells } from "./cell.ts";
import { fieldsByName, type ListField } from "./list-fields.ts";

/** Where the heads of a list stand. Rows from 0. */
export interface HeadRows {
  readonly first: number;
  readonly count: number; // 1 to 5
}

/** One column with its heads from the top down: "Ngày sinh" › "Nam". */
export interface Head {
  readonly column: number;
  readonly path: readonly string[];
}

/** Heads deeper in a sheet than this are given by hand. */
const deepest = 40;
const tallest = 5;

/**
 * Find the heads of a list: of all bands of one to five rows near the top, the one whose columns name most fields. A merged
 * head counts for every column and row it covers.
 *
 * @returns null where no band names a person's name
 */
export function findHeads(sheet: SheetCells, date1904: boolean): HeadRows | null {
  const grid = spread(sheet, Math.min(sheet.rows, deepest + tallest), date1904);
  let best: { readonly rows: HeadRows; readonly score: number } | null = null;
  for (let first = 0; first < Math.min(sheet.rows, deepest); first += 1)
    for (let count = 1; count <= tallest && first + count <= grid.length; count += 1) {
      const fields = new Set<string>();
      for (const { path } of headsOf(grid, { first, count })) {
        const found = fieldOf(path);
        if (found !== null) fields.add(found.key);
      }
      if (!fields.has("birthName")) continue;
      const score = fields.size * 10 - count * 4 - first * 0.01 - (cutsMerged(sheet, first, count) ? 15 : 0);
      if (best === null || score > best.score) best = { rows: { first, count }, score };
    }
  return best?.rows ?? null;
}

/** Whether a band begins or ends in the middle of a merged head. */
const cutsMerged = ({ merged }: SheetCells, first: number, count: number): boolean =>
  merged.some(
    ({ top, bottom }) =>
      (top < first && bottom >= first) || (top >= first && top < first + count && bottom >= first + count),
  );

/** The heads of every column of a band that has any. */
export const headsAt = (sheet: SheetCells, rows: HeadRows, date1904: boolean): readonly Head[] =>
  headsOf(spread(sheet, Math.min(sheet.rows, rows.first + rows.count), date1904), rows);

/** The field that a column's heads name: by the whole path, by its last two, by its last; null where none does. */
export function fieldOf(path: readonly string[]): ListField | null {
  const key = path.join("\n");
  const known = worked.get(key);
  if (known !== undefined) return known;
  const found = workOut(path);
  if (worked.size < 10_000) worked.set(key, found);
  return found;
}

/** A sheet's rows are asked about again and again while its heads are looked for. */
const worked = new Map<string, ListField | null>();

function workOut(path: readonly string[]): ListField | null {
  const parts = path.map(headKey).filter((part) => part !== "");
  for (const few of [parts, parts.slice(-2), parts.slice(-1)]) {
    const found = fieldsByName.get(few.join(" "));
    if (found !== undefined && !(few.length < parts.length && few.length === 1 && ownOnly.has(few[0] ?? "")))
      return found;
  }
  // A top head that is no more than a heading of the band: "Ngày, tháng, năm sinh" over "Nam".
  const around = parts.length > 1 ? fieldsByName.get(`${parts[0]} ${parts.at(-1)}`) : undefined;
  return around ?? null;
}

/** Heads that say something only under certain others. */
const ownOnly = new Set([
  "nam",
  "nu",
  "du bi",
  "chinh thuc",
  "xa",
  "huyen",
  "tinh",
  "ngay",
  "so",
  "tu ngay",
  "bac",
  "he so",
]);

/** A head as it is compared: no marks, signs, line breaks, remarks in brackets, or numbers of notes. */
export const headKey = (head: string): string =>
  foldVietnamese(head)
    .replace(/\([^)]*\)/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .replace(/^\d+ | \d+$/g, "")
    .trim();

type Grid = readonly (readonly string[])[];

/** The first rows as text, merged cells spread over what they cover. */
function spread(sheet: SheetCells, rows: number, date1904: boolean): Grid {
  const grid = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: sheet.columns }, (_each, column) => tidied(sheet.cells[row]?.[column] ?? null, date1904)),
  );
  for (const { top, left, bottom, right } of sheet.merged) {
    const said = grid[top]?.[left] ?? "";
    if (said === "") continue;
    for (let row = top; row <= Math.min(bottom, rows - 1); row += 1)
      for (let column = left; column <= Math.min(right, sheet.columns - 1); column += 1) {
        const line = grid[row];
        if (line !== undefined) line[column] = said;
      }
  }
  return grid;
}

function headsOf(grid: Grid, { first, count }: HeadRows): Head[] {
  const band = grid.slice(first, first + count);
  const columns = Math.max(0, ...band.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) => {
    const path: string[] = [];
    for (const row of band) {
      const said = row[column] ?? "";
      if (said !== "" && said !== path.at(-1)) path.push(said);
    }
    return { column, path };
  }).filter(({ path }) => path.length > 0);
}

const tidied = (cell: Cell, date1904: boolean): string =>
  cellText(cell, date1904).normalize("NFC").replace(/\s+/g, " ").trim();
