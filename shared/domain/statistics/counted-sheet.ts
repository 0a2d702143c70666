import { z } from "zod";
import type { RecordId } from "../primitives.ts";
import type { Ids, ReportRow, ReportSheet } from "./sheet.ts";
import { teamColumns, teamParts } from "./team-columns.ts";
import type { TeamRow, TeamSheet } from "./team-structure.ts";

const Counts = z.array(z.number().int().nullable()); // by column; null: not told
const CountedRow = z.object({
  key: z.string(),
  label: z.string(),
  total: z.number().int(),
  cells: z.record(z.string(), Counts), // by family
});
export type CountedRow = z.infer<typeof CountedRow>;

/** A sheet as it is shown, printed and kept: numbers instead of lists. */
export const CountedSheet = z.object({
  name: z.string(),
  families: z.array(z.object({ name: z.string(), columns: z.array(z.object({ key: z.string(), vi: z.string() })) })),
  rows: z.array(CountedRow),
  whole: CountedRow,
});
export type CountedSheet = z.infer<typeof CountedSheet>;

/** A cell; a row of null is the whole, a column of null the row's total. */
export interface CellAt {
  readonly row: string | null;
  readonly column: { readonly family: string; readonly key: string } | null;
}

/** A sheet with what stands behind its numbers. */
export interface OpenSheet {
  readonly sheet: CountedSheet;
  readonly idsAt: (at: CellAt) => Ids;
}

/** A report's sheet, ready to show. */
export function openSheet(report: ReportSheet): OpenSheet {
  const counted = (row: ReportRow): CountedRow => ({
    key: row.key,
    label: row.label,
    total: row.total.length,
    cells: Object.fromEntries(
      report.families.map(({ name, columns }) => [name, columns.map(({ key }) => row.cells[name]?.[key]?.length ?? 0)]),
    ),
  });
  const rows = new Map(report.rows.map((row) => [row.key, row]));
  return {
    sheet: {
      name: report.name,
      families: report.families.map(({ name, columns }) => ({ name, columns: [...columns] })),
      rows: report.rows.map(counted),
      whole: counted(report.whole),
    },
    idsAt: ({ row, column }) => {
      const own = row === null ? report.whole : rows.get(row);
      return (column === null ? own?.total : own?.cells[column.family]?.[column.key]) ?? [];
    },
  };
}

/** The State form, ready to show; keys of its columns are their numbers. */
export function openTeam(team: TeamSheet): OpenSheet {
  const columnsOf = (from: number, to: number) => teamColumns.filter(({ no }) => no >= from && no <= to);
  const counted = (row: TeamRow): CountedRow => ({
    key: row.key,
    label: row.label,
    total: row.cells[1]?.count ?? 0,
    cells: Object.fromEntries(
      teamParts.map(([name, from, to]) => [
        name,
        columnsOf(from, to).map(({ no }) => row.cells[no - 1]?.count ?? null),
      ]),
    ),
  });
  const rows = new Map(team.rows.map((row) => [row.key, row]));
  return {
    sheet: {
      name: team.name,
      families: teamParts.map(([name, from, to]) => ({
        name,
        columns: columnsOf(from, to).map(({ no, vi }) => ({ key: String(no), vi })),
      })),
      rows: team.rows.map(counted),
      whole: counted(team.whole),
    },
    idsAt: ({ row, column }) => {
      const own = row === null ? team.whole : rows.get(row);
      return own?.cells[column === null ? 1 : Number(column.key) - 1]?.ids ?? [];
    },
  };
}

/** Where a record stands in a sheet: rows and columns by number, the total being column −1. */
export const KeptItem = z.object({
  id: z.string(),
  row: z.number().int(),
  columns: z.array(z.number().int()), // numbered through all families
});
export type KeptItem = z.infer<typeof KeptItem>;

/** Everything that stands in a sheet, each once for each row it stands in; null where there are more than `most`. */
export function itemsOf({ sheet, idsAt }: OpenSheet, most: number): readonly KeptItem[] | null {
  const items: KeptItem[] = [];
  for (const [number, row] of sheet.rows.entries()) {
    const own = new Map<RecordId, number[]>();
    const note = (ids: Ids, column: number): void => {
      for (const id of ids) {
        const columns = own.get(id);
        if (columns === undefined) own.set(id, [column]);
        else columns.push(column);
      }
    };
    note(idsAt({ row: row.key, column: null }), -1);
    let column = 0;
    for (const { name, columns } of sheet.families)
      for (const { key } of columns) {
        note(idsAt({ row: row.key, column: { family: name, key } }), column);
        column += 1;
      }
    if (items.length + own.size > most) return null;
    for (const [id, columns] of own) items.push({ id, row: number, columns });
  }
  return items;
}
