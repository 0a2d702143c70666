import { formatPartialDate } from "../../shared/domain/dates.ts";
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
  readonly group: (group: ListGroup) => string; // a head over several columns
  readonly men: string;
  readonly women: string;
  readonly sexUnknown: string; // behind a date of birth, where no column tells whose it is
  readonly value: (column: ColumnKey, value: Value) => string;
}

/** Heads over several columns, as the list has them by custom. */
export type ListGroup = "birth" | "party" | "education";
const groupOf: Partial<Readonly<Record<ColumnKey, ListGroup>>> = {
  birth: "birth",
  partyJoined: "party",
  partyFull: "party",
  schooling: "education",
  degree: "education",
  academicTitle: "education",
  theory: "education",
  stateManagement: "education",
  languages: "education",
  itSkill: "education",
};

/** Rows asked for at a time. */
const stretch = 1_000;

/**
 * The list of people as it is shown: its columns, filters and order, everybody it finds. A date of birth stands in the
 * column of the men or of the women, by custom.
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
        ...columns.flatMap((column, i) => {
          const cell = cellOf(column, row.cells?.[i] ?? null, words);
          return column === "birth" ? bySex(cell, row.sex, words) : [cell];
        }),
      ]);
  return {
    title: words.title,
    above: [...words.above],
    columns: [
      { head: words.number, width: 5 },
      { head: words.name, width: 26 },
      ...columns.flatMap((column) => columnsOf(column, words)),
    ],
    rows,
    below: [],
    paper: columns.length > widestOnA4 ? "A3" : "A4",
  };
}

function columnsOf(column: ColumnKey, words: ListWords): LaidTable["columns"] {
  const width = Math.max(7, Math.round(listColumns[column].width / lettersWide));
  const group = groupOf[column];
  const grouped = group === undefined ? {} : { group: words.group(group) };
  const heads = column === "birth" ? [words.men, words.women] : [words.column(column)];
  return heads.map((head) => ({ head, width: column === "birth" ? Math.max(11, width) : width, ...grouped }));
}

function bySex(cell: TableCell, sex: PersonRow["sex"], { sexUnknown }: ListWords): readonly TableCell[] {
  if (sex !== null || cell === null) return sex === "NU" ? [null, cell] : [cell, null];
  const text = typeof cell === "object" ? formatPartialDate(cell.date) : String(cell);
  return [`${text} (${sexUnknown})`, null];
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
