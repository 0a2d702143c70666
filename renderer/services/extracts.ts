import { type ColumnKey, noFilters } from "../../shared/domain/people-columns.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import { countedColumns, type Extract, limitedColumns, type RecipientProfile } from "../../shared/exchange/extract.ts";
import type { Desktop, ReplyOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { OfficeData } from "../data/office-data.ts";
import { type ListWords, listAsTable } from "./list-as-table.ts";

/** What was sealed and where it lies. Null: the clerk chose no place. */
export type ExtractLeft = ReplyOf<"extract.pack">;

/** The words that only a screen has. */
export interface ExtractWords extends ListWords {
  readonly countsTitle: string;
  readonly field: string; // heads of the counted table
  readonly found: string;
  readonly people: string;
  readonly womenAmong: string;
  readonly all: string;
  readonly unknown: string;
}

/** The tables that a profile shows; null where there are more people than one table holds. */
export async function extractTables(
  data: OfficeData,
  profile: Exclude<RecipientProfile, "full">,
  words: ExtractWords,
): Promise<readonly LaidTable[] | null> {
  const look = { columns: limitedColumns, order: "name", descending: false, filters: noFilters } as const;
  if (profile === "statistics") return [await countedTable(data, words)];
  const table = await listAsTable(data, "", look, words);
  return table === null ? null : [table];
}

/** Rows asked for at a time. */
const stretch = 1_000;

/** How many people, and how many women among them, have each value of each counted field: numbers only. */
async function countedTable(data: OfficeData, words: ExtractWords): Promise<LaidTable> {
  const columns: readonly ColumnKey[] = countedColumns;
  const { key, total } = await data.searchPeople({
    text: "",
    order: "name",
    descending: false,
    filters: noFilters,
    columns,
  });
  const counts = new Map<
    string,
    { readonly column: ColumnKey; readonly value: string; people: number; women: number }
  >();
  let women = 0;
  for (let from = 0; from < total; from += stretch)
    for (const { sex, cells } of await data.peopleRows(key, from, Math.min(total, from + stretch))) {
      if (sex === "NU") women += 1;
      for (const [i, column] of columns.entries()) {
        const cell = cells?.[i] ?? null;
        const known = cell !== null && cell.code !== ""; // a value in free words could be about one person
        const value = known ? words.value(column, { ...cell, text: "" }) : words.unknown;
        const one = counts.get(`${column} ${value}`) ?? { column, value, people: 0, women: 0 };
        one.people += 1;
        if (sex === "NU") one.women += 1;
        counts.set(`${column} ${value}`, one);
      }
    }
  const inOrder = [...counts.values()].toSorted(
    (one, other) => columns.indexOf(one.column) - columns.indexOf(other.column) || other.people - one.people,
  );
  return {
    title: words.countsTitle,
    above: [...words.above],
    columns: [
      { head: words.field, width: 26 },
      { head: words.found, width: 34 },
      { head: words.people, width: 10 },
      { head: words.womenAmong, width: 10 },
    ],
    rows: inOrder.map(({ column, value, people, women: hers }) => [words.column(column), value, people, hers]),
    totals: [[words.all, null, total, women]],
    below: [],
    paper: "A4",
    upright: true,
  };
}

export const packExtract = (
  desktop: Desktop,
  recipient: string,
  profile: Exclude<RecipientProfile, "full">,
  tables: readonly LaidTable[],
): Promise<Result<ExtractLeft, Problem>> => desktop.call("extract.pack", { recipient, profile, tables: [...tables] });

/** Null: the clerk chose none. */
export const openExtract = (desktop: Desktop): Promise<Result<Extract | null, Problem>> =>
  desktop.call("extract.open", {});
