import { foldVietnamese } from "../fold.ts";
import { cellText } from "./cell.ts";
import type { HeadRows } from "./heads.ts";
import type { ListColumn } from "./list-columns.ts";
import type { RepairedSheet } from "./repair-sheet.ts";

/** A row below the heads that is about nobody, and why it is passed over. */
export interface PassedRow {
  readonly row: number;
  readonly why: "numbering" | "heading" | "total" | "heads-again";
  readonly text: string;
}

/**
 * Rows that are about nobody: the numbers of the columns, headings between groups, sums, heads repeated on a new page, and
 * what stands below a list (place, date, signature). A row with a name and anything else is about somebody.
 */
export function passedRows(
  sheet: RepairedSheet,
  {
    heads,
    columns,
    date1904,
  }: { readonly heads: HeadRows; readonly columns: readonly ListColumn[]; readonly date1904: boolean },
): readonly PassedRow[] {
  const passed: PassedRow[] = [];
  const name = columns.find(({ field }) => field === "birthName")?.column ?? -1;
  const counter = columns.find(({ field }) => field === "number")?.column ?? -1;
  const written = new Map(columns.map(({ column, path }) => [column, new Set(path.map((head) => head.toLowerCase()))]));
  const wide = new Set(sheet.merged.filter(({ left, right }) => right > left).map(({ top, left }) => `${top},${left}`));
  for (let row = heads.first + heads.count; row < sheet.rows; row += 1) {
    const said = (sheet.cells[row] ?? []).flatMap((cell, column) => {
      const text = cell === null ? "" : cellText(cell, date1904).replace(/\s+/g, " ").normalize("NFC").trim();
      return text === "" ? [] : [{ column, text }];
    });
    if (said.length === 0) continue;
    const text = said
      .map((each) => each.text)
      .join(" ")
      .slice(0, 120);
    const put = (why: PassedRow["why"]): void => void passed.push({ row, why, text });
    const named = said.find(({ column }) => column === name);
    const others = said.filter(({ column }) => column !== name && column !== counter);
    const again = said.filter(({ column, text: own }) => written.get(column)?.has(own.toLowerCase()) === true).length;
    if (
      said.length >= 3 &&
      said.every(({ text: own }) => /^\(?[0-9a-z]{1,3}\)?$/i.test(own)) &&
      said.filter((each) => /\d/.test(each.text)).length * 2 > said.length
    )
      put("numbering");
    else if (again >= 2 && again * 2 >= said.length) put("heads-again");
    else if (
      /^(?:tong|cong|tong cong|tong so)\b/.test(foldVietnamese(named?.text ?? said[0]?.text ?? "")) &&
      !looksLikeName(named?.text)
    )
      put("total");
    else if (named === undefined && said.length <= 2 && !others.some(({ column }) => isTelling(columns, column)))
      put("heading");
    else if (named === undefined && said.some(({ column }) => wide.has(`${row},${column}`))) put("heading");
    else if (
      named !== undefined &&
      others.length === 0 &&
      (wide.has(`${row},${name}`) ||
        /^[IVX]+$|^[A-Z]$/.test(counterText(said, counter)) ||
        (counter !== -1 && counterText(said, counter) === "" && named.text === named.text.toUpperCase()))
    )
      put("heading");
  }
  return passed;
}

const counterText = (said: readonly { readonly column: number; readonly text: string }[], counter: number): string =>
  said.find(({ column }) => column === counter)?.text ?? "";

/** Columns that say something of a person even alone: a row without a name but with one of these is a bad row, not a heading. */
const isTelling = (columns: readonly ListColumn[], column: number): boolean => {
  const field = columns.find((each) => each.column === column)?.field;
  return field !== null && field !== undefined && /^birth(?!Name)|Number$/.test(field);
};

/** "Cộng", "Tổng số 12" are no names; "Tống Văn Cộng" is one. */
const looksLikeName = (text: string | undefined): boolean => text !== undefined && !/^(?:tổng|cộng)/i.test(text);
