import { recordFrom } from "../../../shared/change/describe-change.ts";
import { emptyValues } from "../../../shared/domain/blank-records.ts";
import { kindOf, type RecordId } from "../../../shared/domain/primitives.ts";
import type { OpenKind, RecordOf } from "../../../shared/domain/record-kinds.ts";
import { cellAt } from "../columns.ts";
import type { Page } from "../page.ts";
import type { PagedRecords } from "../paged-records.ts";
import { atOnce, sharedWork } from "./in-slices.ts";

/** A record with some of its fields. */
export type Row<Kind extends OpenKind, Field extends keyof RecordOf<Kind>> = Pick<RecordOf<Kind>, Field> & {
  readonly id: RecordId<Kind>;
};

/**
 * Records of one kind, of which there may be a million: read from columns, and made into objects only where somebody asks.
 * Withdrawn ones, and those of which a part has not arrived, are passed over. Persons' ids are as each file has them.
 */
export interface KeptRows<Kind extends OpenKind, Field extends keyof RecordOf<Kind>> {
  get(id: RecordId<Kind>): Row<Kind, Field> | null;
  /** Records whose field has a value, by id. Only fields named as links. */
  by(link: Field, value: RecordId): readonly Row<Kind, Field>[];
  /** All whose field is not null, by id, those that changed lately last; yields now and then. */
  linked(link: Field): Generator<void, readonly Row<Kind, Field>[]>;
  /** Do now what the first `by` would have to wait for; yields now and then. */
  prepare(): Generator<void>;
  /** Records changed. False: so many since the rows were read that they should be read again. */
  touched(ids: readonly RecordId[]): boolean;
}

/** Above so many changed records, reading anew is cheaper than passing over them. */
const overlayAtMost = 1_000;

/**
 * The records as they are now. Pages never change: they are held as they were at this moment, and what is touched later is
 * read from `records` itself.
 *
 * @param links  fields by which rows are found
 */
export function keptRows<Kind extends OpenKind, Field extends keyof RecordOf<Kind> & string>(
  records: PagedRecords,
  kind: Kind,
  fields: readonly Field[],
  links: readonly Field[] = [],
): KeptRows<Kind, Field> {
  records.pack();
  const pages = records.pagesOf(kind).map(({ page }) => page);
  const starts = new Int32Array(pages.length + 1);
  for (const [i, page] of pages.entries()) starts[i + 1] = starts[i]! + page.rows;
  const readers: (Reader<Kind, Field> | undefined)[] = [];
  const changed = new Set<RecordId>();
  const passedOver = new Set<number>(); // rows of what changed
  const fresh = new Map<RecordId, Row<Kind, Field>>(); // what became of it, where it is there
  const freshBy = new Map<Field, ReadonlyMap<unknown, readonly Row<Kind, Field>[]>>();

  const readPage = (at: number): Reader<Kind, Field> => (readers[at] ??= rowReader(pages[at]!, kind, fields));
  const rowAt = (row: number): Row<Kind, Field> | null => {
    const at = lastAtMost(starts, pages.length, row);
    return readPage(at)(row - starts[at]!);
  };
  const placeOf = (id: RecordId): number => {
    const at = pageFor(pages, id);
    const row = at < 0 ? -1 : pages[at]!.rowOf(id);
    return row < 0 ? -1 : starts[at]! + row;
  };
  const made = new Map(links.map((field) => [field, sharedWork(() => linking(pages, starts, field))]));
  const linkOf = (field: Field): Generator<void, Link> => {
    const work = made.get(field);
    if (work === undefined) throw new Error(`rows of ${kind} are not found by ${field}`);
    return work();
  };
  const freshWith = (field: Field, value: unknown): readonly Row<Kind, Field>[] => {
    if (fresh.size === 0) return [];
    let groups = freshBy.get(field);
    if (groups === undefined) {
      const grouped = new Map<unknown, Row<Kind, Field>[]>();
      for (const row of fresh.values()) {
        const own = grouped.get(row[field]);
        if (own === undefined) grouped.set(row[field], [row]);
        else own.push(row);
      }
      freshBy.set(field, grouped);
      groups = grouped;
    }
    return groups.get(value) ?? [];
  };
  return {
    get: (id) => {
      if (changed.has(id)) return fresh.get(id) ?? null;
      const row = placeOf(id);
      return row < 0 ? null : rowAt(row);
    },
    by: (field, value) => {
      const link = atOnce(linkOf(field));
      const found: Row<Kind, Field>[] = [];
      const slot = link.slots.get(value);
      if (slot !== undefined) {
        for (let i = link.starts[slot]!; i < link.starts[slot + 1]!; i += 1) {
          if (passedOver.has(link.rows[i]!)) continue;
          const row = rowAt(link.rows[i]!);
          if (row !== null) found.push(row);
        }
      }
      const newer = freshWith(field, value);
      return newer.length === 0 ? found : [...found, ...newer].toSorted(byRecordId);
    },
    *linked(field) {
      const link = yield* linkOf(field);
      const found: Row<Kind, Field>[] = [];
      // Page by page: what lies together is read together.
      const wanted = link.rows.toSorted();
      yield;
      for (const [i, at] of wanted.entries()) {
        const row = passedOver.has(at) ? null : rowAt(at);
        if (row !== null) found.push(row);
        if (i % 1_000 === 0) yield;
      }
      for (const row of fresh.values()) if (row[field] !== null) found.push(row);
      return found;
    },
    *prepare() {
      for (const field of links) yield* linkOf(field);
    },
    touched: (ids) => {
      for (const id of ids) {
        if (kindOf(id) !== kind) continue;
        changed.add(id);
        const row = placeOf(id);
        if (row >= 0) passedOver.add(row);
        const state = records.get(id);
        const record = state === undefined ? null : recordFrom(state, kind);
        if (record === null || isWithdrawn(record)) fresh.delete(id);
        else fresh.set(id, chosen(record, fields));
        freshBy.clear();
      }
      return changed.size <= overlayAtMost;
    },
  };
}

/** Every record of a kind that is there and not withdrawn, by id; yields now and then. `records` may change meanwhile. */
export function* recordsOfKind<Kind extends OpenKind>(
  records: PagedRecords,
  kind: Kind,
): Generator<void, RecordOf<Kind>[]> {
  records.pack();
  const found: RecordOf<Kind>[] = [];
  for (const { page } of records.pagesOf(kind)) {
    const read = rowReader(page, kind, fieldsOf(kind));
    for (let row = 0; row < page.rows; row += 1) {
      const record = read(row);
      // Every field was asked for.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      if (record !== null) found.push(record as unknown as RecordOf<Kind>);
      if (row % 128 === 0) yield;
    }
  }
  return found;
}

/** Every field of a kind but its id. */
export const fieldsOf = <Kind extends OpenKind>(kind: Kind): readonly (keyof RecordOf<Kind> & string)[] =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kind's own fields
  [...emptyValues(kind).keys()] as (keyof RecordOf<Kind> & string)[];

export const byRecordId = (a: { readonly id: RecordId }, b: { readonly id: RecordId }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

type Reader<Kind extends OpenKind, Field extends keyof RecordOf<Kind>> = (row: number) => Row<Kind, Field> | null;

/** Rows by the value of a field: those of slot `s` are `rows[starts[s]]` up to, not with, `rows[starts[s + 1]]`. */
interface Link {
  readonly slots: ReadonlyMap<unknown, number>;
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

function* linking(pages: readonly Page[], firstRows: Int32Array, field: string): Generator<void, Link> {
  const slots = new Map<unknown, number>();
  const counts: number[] = [];
  const slotOf = new Int32Array(firstRows[pages.length]!).fill(-1);
  const slotFor = (value: unknown): number => {
    if (typeof value !== "string") return -1;
    const known = slots.get(value);
    if (known !== undefined) return known;
    slots.set(value, counts.length);
    counts.push(0);
    return counts.length - 1;
  };
  for (const [i, page] of pages.entries()) {
    const column = page.column(field);
    const withdrawn = page.column("withdrawn");
    const first = firstRows[i]!;
    if (column !== null) {
      // Values stand once a page where they repeat, so most rows are two looks into arrays of numbers.
      const slotsOfValues = column.values.map(slotFor);
      for (let row = 0; row < page.rows; row += 1) {
        const slot = slotsOfValues[column.codes === null ? row : column.codes[row]!]!;
        if (slot < 0 || (withdrawn !== null && cellAt(withdrawn, row) === true)) continue;
        slotOf[first + row] = slot;
        counts[slot]! += 1;
      }
    }
    yield;
  }
  const starts = new Int32Array(counts.length + 1);
  for (const [slot, count] of counts.entries()) starts[slot + 1] = starts[slot]! + count;
  yield;
  const rows = new Int32Array(starts[counts.length]!);
  const next = starts.slice();
  for (let row = 0; row < slotOf.length; row += 1) {
    const slot = slotOf[row]!;
    if (slot >= 0) {
      rows[next[slot]!] = row;
      next[slot]! += 1;
    }
    if (row % 50_000 === 0) yield;
  }
  return { slots, starts, rows };
}

/** As `recordFrom`, from columns: null where it is withdrawn, or where a field is missing that cannot be empty. */
function rowReader<Kind extends OpenKind, Field extends keyof RecordOf<Kind> & string>(
  page: Page,
  kind: Kind,
  fields: readonly Field[],
): Reader<Kind, Field> {
  const empty = emptyValues(kind);
  // Every row begins as a copy of a blank one: an object that keeps its shape is made several times as quickly.
  const blank: Record<string, unknown> = { id: null };
  for (const field of fields) blank[field] = empty.get(field);
  const columns = fields.map((field) => page.column(field));
  const needed = [...empty].flatMap(([field, value]) => (value === undefined ? [page.column(field)] : []));
  const withdrawn = page.column("withdrawn");
  return (row) => {
    if (withdrawn !== null && cellAt(withdrawn, row) === true) return null;
    for (let i = 0; i < needed.length; i += 1) {
      const column = needed[i]!;
      if (column === null || cellAt(column, row) == null) return null;
    }
    const record = { ...blank };
    record.id = page.id(row);
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i]!;
      const cell = column === null ? null : cellAt(column, row);
      if (cell != null) record[fields[i]!] = cell;
    }
    // Each value has passed its field's schema when its action was taken.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return record as Row<Kind, Field>;
  };
}

function chosen<Kind extends OpenKind, Field extends keyof RecordOf<Kind> & string>(
  record: RecordOf<Kind>,
  fields: readonly Field[],
): Row<Kind, Field> {
  const some = Object.fromEntries(fields.map((field) => [field, record[field]]));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these fields
  return { id: record.id, ...some } as unknown as Row<Kind, Field>;
}

/** The last of the first `count` ascending numbers that is at most a number. */
function lastAtMost(numbers: Int32Array, count: number, most: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The page whose range holds an id; −1 where there is none. */
function pageFor(pages: readonly Page[], id: RecordId): number {
  let [low, high] = [0, pages.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pages[middle]!.firstId <= id) low = middle;
    else high = middle - 1;
  }
  return high < 0 ? -1 : low;
}

const isWithdrawn = (record: object): boolean => "withdrawn" in record && record.withdrawn === true;
