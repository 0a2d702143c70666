import { type ColumnKey, type ListLook, listColumns } from "../../shared/domain/people-columns.ts";
import { isPartialDate } from "../../shared/domain/primitives.ts";
import { type LaidTable, type TableCell, tableCaps } from "../../shared/domain/tables/laid-table.ts";
import type { OfficeData, PersonRow } from "../data/office-data.ts";

/** A value of the list, and how a screen words it. */
type Value = NonNullable<PersonRow["cells"]>[number];

/** The words that only a screen has. */
export interface ListWords {
  readonly title: string;
  readonly above: readonly string[];
  readonly number: string; // head of the column that counts
  readonly name: string;
  readonly column: (column: ColumnKey) => string;
  readonly value: (column: ColumnKey, value: Value) => string;
}

/** Rows asked for at a time. */
const stretch = 1_000;

/**
 * The list of people as it is shown: its columns, filters and order, everybody it finds.
 *
 * @returns null where more people are found than one table may hold
 */
export async function listAsTable(
  data: OfficeData,
  text: string,
  { columns, order, descending, filters }: ListLook,
  words: ListWords,
): Promise<LaidTable | null> {
  const { key, total } = await data.searchPeople({ text, order, descending, filters, columns });
  if (total > tableCaps.rows) return null;
  const rows: TableCell[][] = [];
  for (let from = 0; from < total; from += stretch)
    for (const row of await data.peopleRows(key, from, Math.min(total, from + stretch)))
      rows.push([
        rows.length + 1,
        row.name,
        ...columns.map((column, i) => cellOf(column, row.cells?.[i] ?? null, words)),
      ]);
  return {
    title: words.title,
    above: [...words.above],
    columns: [
      { head: words.number, width: 5 },
      { head: words.name, width: 26 },
      ...columns.map((column) => ({
        head: words.column(column),
        width: Math.max(7, Math.round(listColumns[column].width / lettersWide)),
      })),
    ],
    rows,
    below: [],
    paper: columns.length > widestOnA4 ? "A3" : "A4",
  };
}

/** CSS pixels of a letter on the screen, by which widths are given in letters on paper. */
const lettersWide = 7.5;
/** Columns beside the name that stay legible on A4 lying down. */
const widestOnA4 = 9;

function cellOf(column: ColumnKey, value: Value, words: ListWords): TableCell {
  if (value === null || value === undefined) return null;
  const { look } = listColumns[column];
  if (look === "date" && isPartialDate(value.text)) return { date: value.text };
  if (look === "number" && /^\d{1,9}([.,]\d{1,6})?$/.test(value.text)) return Number(value.text.replace(",", "."));
  return words.value(column, value);
}
