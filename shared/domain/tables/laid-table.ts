import { z } from "zod";
import { line, PartialDate } from "../primitives.ts";

/** A value of a table as it leaves the office: words, a number, a date as exactly as it is known, or nothing. */
export const TableCell = z.union([z.null(), z.string().max(32_000), z.number(), z.strictObject({ date: PartialDate })]);
export type TableCell = z.infer<typeof TableCell>;

/** Most rows and columns of one table: what is longer is cut down by a filter before it leaves. */
export const tableCaps = { rows: 20_000, columns: 60 } as const;

const Column = z.strictObject({
  head: line(200),
  width: z.number().min(1).max(200), // letters
  group: line(200).optional(), // a head over this column and its neighbours of the same group
  mark: line(10).optional(), // a line of its own under the heads, as forms number their columns: "A", "1"
});

const row = z.array(TableCell).max(tableCaps.columns);

/** A table laid out for a file of an office program. Every row has a cell a column. */
export const LaidTable = z.strictObject({
  name: line(30).optional(), // of its sheet in a workbook
  title: line(300),
  above: z.array(line(300)).max(10), // lines between the title and the table: office, day, filters
  columns: z.array(Column).min(1).max(tableCaps.columns),
  rows: z.array(row).max(tableCaps.rows),
  totals: z.array(row).max(10).optional(), // under the rows, in bold
  below: z.array(line(500)).max(10),
  signed: z
    .array(z.strictObject({ role: line(200), note: line(200) }))
    .max(4)
    .optional(), // left to right
  paper: z.enum(["A4", "A3"]),
  upright: z.boolean().optional(), // else lying down
});
export type LaidTable = z.infer<typeof LaidTable>;

/** A head over several columns, or over one that has no group ("": the column's own head takes both lines). */
export interface HeadGroup {
  readonly group: string;
  readonly from: number;
  readonly columns: number;
}

/** The upper line of heads; none where no column has a group. */
export function headGroups(columns: LaidTable["columns"]): readonly HeadGroup[] {
  if (!columns.some(({ group = "" }) => group !== "")) return [];
  const groups: HeadGroup[] = [];
  for (const [from, { group = "" }] of columns.entries()) {
    const last = groups.at(-1);
    if (last !== undefined && group !== "" && last.group === group)
      groups[groups.length - 1] = { ...last, columns: last.columns + 1 };
    else groups.push({ group, from, columns: 1 });
  }
  return groups;
}

/** Columns that stay legible beside one another. */
const columnsOn = { A4: 17, A3: 27 } as const;
/** Columns that each part begins with: the number and what the row is of. */
const repeated = 2;

/** Columns that do not fit go on in a further part; lines below and signatures come with the last. */
export function partsThatFit(table: LaidTable): readonly LaidTable[] {
  const { columns, rows, totals = [], signed = [] } = table;
  const most = columnsOn[table.paper];
  if (columns.length <= most) return [table];
  const room = most - repeated;
  const parts = Math.ceil((columns.length - repeated) / room);
  const each = Math.ceil((columns.length - repeated) / parts);
  return Array.from({ length: parts }, (_, part) => {
    const from = repeated + part * each;
    const cut = <Cell>(cells: readonly Cell[]): Cell[] => [
      ...cells.slice(0, repeated),
      ...cells.slice(from, from + each),
    ];
    const last = part === parts - 1;
    return {
      ...table,
      title: part === 0 ? table.title : `${table.title} (${part + 1}/${parts})`.slice(-300),
      columns: cut(columns),
      rows: rows.map(cut),
      totals: totals.map(cut),
      below: last ? table.below : [],
      signed: last ? signed : [],
    };
  });
}
