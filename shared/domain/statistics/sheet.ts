import type { RecordId } from "../primitives.ts";

/** A set of columns into which every item of a row falls exactly once. */
export interface Family<Item> {
  readonly name: string;
  readonly columns: readonly { readonly key: string; readonly vi: string }[]; // the last one takes what fits no other
  readonly of: (item: Item) => string | null;
}

/** A number is the length of the list of ids behind it. */
export type Ids = readonly RecordId[];

export interface ReportRow {
  readonly key: string;
  readonly label: string;
  readonly total: Ids;
  /** By family, by column: every column is there, also with nothing in it. */
  readonly cells: Readonly<Record<string, Readonly<Record<string, Ids>>>>;
}

/** A table whose rows and columns add up: pure data, for screen, print and workbook. */
export interface ReportSheet {
  readonly name: string; // "R-1"
  readonly families: readonly Omit<Family<never>, "of">[];
  readonly rows: readonly ReportRow[];
  readonly whole: ReportRow; // counted over all items at once, not summed up from the rows
}

/**
 * Lay items out in rows and columns. Each item stands in one row and, of each family, in one column.
 *
 * @param rowOf   key and label of an item's row; null: the row "chưa rõ", which comes last
 * @param itemId  what stands behind the numbers
 */
export function reportOf<Item>(
  name: string,
  items: readonly Item[],
  rowOf: (item: Item) => { readonly key: string; readonly label: string } | null,
  families: readonly Family<Item>[],
  itemId: (item: Item) => RecordId,
): ReportSheet {
  const rows = new Map<string, { readonly label: string; readonly items: Item[] }>();
  for (const item of items) {
    const { key, label } = rowOf(item) ?? unknownRow;
    const row = rows.get(key) ?? { label, items: [] };
    row.items.push(item);
    rows.set(key, row);
  }
  const lay = (key: string, label: string, own: readonly Item[]): ReportRow => ({
    key,
    label,
    total: own.map(itemId),
    cells: Object.fromEntries(families.map((family) => [family.name, cellsOf(family, own, itemId)])),
  });
  return {
    name,
    families: families.map(({ name: family, columns }) => ({ name: family, columns })),
    rows: [...rows]
      .toSorted(([a], [b]) => Number(a === unknownRow.key) - Number(b === unknownRow.key) || (a < b ? -1 : 1))
      .map(([key, row]) => lay(key, row.label, row.items)),
    whole: lay("", "Tổng số", items),
  };
}

export const unknownRow = { key: "~", label: "Chưa rõ" } as const;

/** What does not add up: rows against the whole, columns of each family against their row. [] for every sheet laid out here. */
export function unclosedOf({ rows, whole, families }: ReportSheet): string[] {
  const wrong: string[] = [];
  const same = (what: string, parts: Ids, all: Ids): void => {
    if (parts.length !== all.length || new Set([...parts, ...all]).size !== new Set(all).size) wrong.push(what);
  };
  same(
    "rows",
    rows.flatMap(({ total }) => total),
    whole.total,
  );
  for (const { name, columns } of families) {
    for (const row of [...rows, whole]) {
      const cells = row.cells[name] ?? {};
      same(`${row.label}: ${name}`, Object.values(cells).flat(), row.total);
    }
    for (const { key } of columns) {
      same(
        `${name} ${key}`,
        rows.flatMap((row) => row.cells[name]?.[key] ?? []),
        whole.cells[name]?.[key] ?? [],
      );
    }
  }
  return wrong;
}

function cellsOf<Item>(
  { columns, of }: Family<Item>,
  items: readonly Item[],
  itemId: (item: Item) => RecordId,
): Readonly<Record<string, Ids>> {
  const cells = new Map<string, RecordId[]>(columns.map(({ key }) => [key, []]));
  const rest = columns.at(-1)?.key ?? "";
  for (const item of items) (cells.get(of(item) ?? rest) ?? cells.get(rest))?.push(itemId(item));
  return Object.fromEntries(cells);
}
