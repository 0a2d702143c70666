import { cellText, type SentWorkbook } from "./cell.ts";
import { layout, type SheetKey } from "./layout.ts";
import type { WorkbookText } from "./read-sheet.ts";

/**
 * Whether a workbook is of our own layout: a sheet has one of the four names, and its first row at least one of the
 * headers that bind the sheets together.
 */
export function isOwnLayout(workbook: WorkbookText): boolean {
  return workbook.sheets.some(({ name, rows }) => {
    const key = keys.find((each) => tidy(layout[each].name) === tidy(name));
    if (key === undefined) return false;
    const heads = new Set((rows[0] ?? []).map(tidy));
    return binding[key].some((header) => heads.has(tidy(header)));
  });
}

/** A workbook's cells as text. */
export const textOf = (workbook: SentWorkbook): WorkbookText & { sheets: { name: string; rows: string[][] }[] } => ({
  fileName: workbook.fileName,
  sheets: workbook.sheets.map(({ name, cells }) => ({
    name,
    rows: cells.map((row) => row.map((cell) => cellText(cell, workbook.date1904))),
  })),
});

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant
const keys = Object.keys(layout) as SheetKey[];
const binding: Readonly<Record<SheetKey, readonly string[]>> = {
  units: [layout.units.columns.code.header, layout.units.columns.name.header],
  people: [layout.people.columns.cadreNumber.header, layout.people.columns.birthName.header],
  career: [layout.career.columns.person.header, layout.career.columns.title.header],
  moves: [layout.moves.columns.person.header, layout.moves.columns.kind.header],
};
const tidy = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
