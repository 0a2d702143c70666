import type { RecordId } from "../primitives.ts";
import type { CountedRow, CountedSheet, KeptItem } from "./counted-sheet.ts";

/** A cell of two sheets. null: that sheet has no such row or column, or does not tell. */
export interface CellDifference {
  readonly was: number | null;
  readonly is: number | null;
}

export interface RowDifference {
  readonly key: string;
  readonly label: string;
  readonly total: CellDifference;
  readonly cells: Readonly<Record<string, readonly CellDifference[]>>; // by family, by column of `families`
}

/** Two counts of one report laid over each other: every row and column that either has. */
export interface SheetDifference {
  readonly families: CountedSheet["families"];
  readonly rows: readonly RowDifference[];
  readonly whole: RowDifference;
  readonly cells: number; // that differ
}

/** A place in a sheet, in its own words. */
export interface PlaceInSheet {
  readonly row: string;
  readonly family: string;
  readonly column: { readonly key: string; readonly vi: string } | null; // null: the total
}

/** What became of the records behind a sheet. */
export interface ItemsDifference {
  readonly added: readonly RecordId[];
  readonly removed: readonly RecordId[];
  readonly moved: readonly {
    readonly id: RecordId;
    readonly left: readonly PlaceInSheet[]; // where it stood and stands no more
    readonly taken: readonly PlaceInSheet[];
  }[];
}

/** The difference of two sheets of one report, cell by cell. */
export function sheetDifference(then: CountedSheet, now: CountedSheet): SheetDifference {
  const families = joined(then.families, now.families, ({ name }) => name).map(({ name }) => ({
    name,
    columns: joined(
      then.families.find((family) => family.name === name)?.columns ?? [],
      now.families.find((family) => family.name === name)?.columns ?? [],
      ({ key }) => key,
    ),
  }));
  const count = (sheet: CountedSheet, row: CountedRow | undefined, family: string, key: string): number | null => {
    const place =
      sheet.families.find(({ name }) => name === family)?.columns.findIndex((each) => each.key === key) ?? -1;
    return place < 0 || row === undefined ? null : (row.cells[family]?.[place] ?? null);
  };
  let cells = 0;
  const cell = (one: number | null, other: number | null): CellDifference => {
    if ((one ?? 0) !== (other ?? 0)) cells += 1;
    return { was: one, is: other };
  };
  const row = (one: CountedRow | undefined, other: CountedRow | undefined): RowDifference => ({
    key: (other ?? one)?.key ?? "",
    label: (one ?? other)?.label ?? "",
    total: cell(one?.total ?? null, other?.total ?? null),
    cells: Object.fromEntries(
      families.map(({ name, columns }) => [
        name,
        columns.map(({ key }) => cell(count(then, one, name, key), count(now, other, name, key))),
      ]),
    ),
  });
  const [before, after] = [
    new Map(then.rows.map((each) => [each.key, each])),
    new Map(now.rows.map((each) => [each.key, each])),
  ];
  return {
    families,
    rows: joined(then.rows, now.rows, ({ key }) => key).map(({ key }) => row(before.get(key), after.get(key))),
    whole: row(then.whole, now.whole),
    cells,
  };
}

/** What came, what went, and what stands elsewhere since. */
export function itemsDifference(
  then: { readonly sheet: CountedSheet; readonly items: readonly KeptItem[] },
  now: { readonly sheet: CountedSheet; readonly items: readonly KeptItem[] },
): ItemsDifference {
  const [before, after] = [placesOf(then), placesOf(now)];
  const moved = [...before].flatMap(([id, places]) => {
    const later = after.get(id);
    if (later === undefined) return [];
    const gone = [...places].filter(([name]) => !later.has(name)).map(([, place]) => place);
    const come = [...later].filter(([name]) => !places.has(name)).map(([, place]) => place);
    return gone.length + come.length === 0 ? [] : [{ id, left: gone, taken: come }];
  });
  return {
    added: [...after.keys()].filter((id) => !before.has(id)),
    removed: [...before.keys()].filter((id) => !after.has(id)),
    moved,
  };
}

/** Of each record the places it stands in, by what two programs would both call them. */
function placesOf({
  sheet,
  items,
}: {
  readonly sheet: CountedSheet;
  readonly items: readonly KeptItem[];
}): ReadonlyMap<RecordId, ReadonlyMap<string, PlaceInSheet>> {
  const columns = sheet.families.flatMap(({ name, columns: own }) => own.map((column) => ({ family: name, column })));
  const found = new Map<RecordId, Map<string, PlaceInSheet>>();
  for (const item of items) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ids of records, as they were kept
    const id = item.id as RecordId;
    const places = found.get(id) ?? new Map<string, PlaceInSheet>();
    const row = sheet.rows[item.row];
    for (const number of item.columns) {
      const at = columns[number];
      if (row === undefined || (at === undefined && number !== -1)) continue;
      const name = `${row.key}\n${at?.family ?? ""}\n${at?.column.key ?? ""}`;
      places.set(name, { row: row.label, family: at?.family ?? "", column: at?.column ?? null });
    }
    found.set(id, places);
  }
  return found;
}

/** Both lists in the order of the first, what only the second has after them. */
function joined<Item>(one: readonly Item[], other: readonly Item[], key: (item: Item) => string): Item[] {
  const known = new Set(one.map(key));
  return [...one, ...other.filter((item) => !known.has(key(item)))];
}
