import type { RecordState, Records } from "../../shared/change/state.ts";
import { type Json, kindOf, type RecordId } from "../../shared/domain/primitives.ts";
import { type Cell, cellAt } from "./columns.ts";
import { type Derive, layPage, type Page, type PageRow } from "./page.ts";

/** A page and its place on the disk. `tag` is that of its sealed bytes there; null: not written yet. */
export interface PlacedPage {
  readonly id: number;
  readonly page: Page;
  tag: string | null;
}

/**
 * The office's records in pages, newest states above them. What is put lies in a map until `pack` lays it into pages.
 * Pages of one kind hold ascending ranges of ids, so a record is found without an index over all of them.
 */
export interface PagedRecords extends Records {
  /** Note that the ledger entry at `position` touched a record, which may not have arrived yet. */
  touch(id: RecordId, position: number): void;
  /** Positions of the entries that touched a record, ascending. */
  positionsOf(id: RecordId): readonly number[];
  kinds(): readonly string[];
  count(kind: string): number;
  ofKind(kind: string): Iterable<RecordState>;
  /** Records of a kind whose field has exactly this value. */
  matching(kind: string, field: string, value: Json): readonly RecordState[];
  /** Records of a kind whose field has a value that fits. Each distinct value of a page is looked at once. */
  fitting(kind: string, field: string, fits: (value: Cell) => boolean): readonly RecordState[];
  /** Records with a field that has more than one head. */
  withRivals(): readonly RecordState[];
  /** How many states lie above the pages. */
  loose(): number;
  /** Lay everything into pages. Nothing changes for who reads. */
  pack(): void;
  /** The pages of a kind, by id; complete only straight after `pack`. */
  pagesOf(kind: string): readonly PlacedPage[];
  allPages(): readonly PlacedPage[];
  /** Positions of records that have not arrived; they are kept with the rest of what applying knows. */
  strayPositions(): Readonly<Record<RecordId, readonly number[]>>;
}

/** Records a page: enough that values repeat, few enough that one save does not rewrite much. */
export const usualPageRows = 512;

/**
 * @param pages   what an earlier session wrote, in any order
 * @param stray   what `strayPositions` said then
 */
export function makePagedRecords(
  pages: readonly PlacedPage[],
  stray: Readonly<Record<RecordId, readonly number[]>>,
  derive: Derive,
  pageRows: number = usualPageRows,
): PagedRecords {
  const byKind = new Map<string, PlacedPage[]>();
  let nextId = 1; // 0 is the page of what applying knows beside the records
  for (const placed of pages) {
    listOf(byKind, placed.page.kind).push(placed);
    nextId = Math.max(nextId, placed.id + 1);
  }
  for (const list of byKind.values()) list.sort((a, b) => (a.page.firstId < b.page.firstId ? -1 : 1));
  const above = new Map<string, Map<RecordId, RecordState | null>>(); // by kind; null: removed
  const linked = new Map<string, Map<Json, Set<RecordId>>>(); // by kind and field that is looked up: what lies above the pages
  const newPositions = new Map<RecordId, number[]>(
    Object.entries(stray).map(([id, positions]) => [id as RecordId, [...positions]]),
  );

  const placeOf = (id: RecordId): readonly [Page, number] | null => {
    const list = byKind.get(kindOf(id));
    if (list === undefined) return null;
    const { page } = list[pageFor(list, id)]!;
    const row = page.rowOf(id);
    return row < 0 ? null : [page, row];
  };
  const get = (id: RecordId): RecordState | undefined => {
    const loose = above.get(kindOf(id))?.get(id);
    if (loose !== undefined) return loose ?? undefined;
    const place = placeOf(id);
    return place === null ? undefined : place[0].state(place[1]);
  };
  const positionsOf = (id: RecordId): readonly number[] => {
    const place = placeOf(id);
    const older = place === null ? [] : place[0].positions(place[1]);
    return [...older, ...(newPositions.get(id) ?? [])];
  };
  const kinds = (): readonly string[] => [...new Set([...byKind.keys(), ...above.keys()])].toSorted();

  function* ofKind(kind: string): Iterable<RecordState> {
    const loose = above.get(kind);
    for (const { page } of byKind.get(kind) ?? []) {
      for (let row = 0; row < page.rows; row += 1) {
        if (loose === undefined || loose.size === 0 || !loose.has(page.id(row))) yield page.state(row);
      }
    }
    if (loose !== undefined) yield* present(loose.values());
  }

  function pack(): void {
    const dirty = new Map<string, Set<RecordId>>();
    for (const [kind, loose] of above) dirty.set(kind, new Set(loose.keys()));
    for (const id of newPositions.keys()) {
      if (placeOf(id) === null) continue;
      const kind = kindOf(id);
      const ids = dirty.get(kind);
      if (ids === undefined) dirty.set(kind, new Set([id]));
      else ids.add(id);
    }
    for (const [kind, ids] of dirty) if (ids.size > 0) packKind(kind, [...ids].toSorted());
    above.clear();
    linked.clear();
  }

  /** Note under which values a record above the pages may be found; what it said before stays noted too. */
  function link(kind: string, { id, values }: RecordState): void {
    for (const field of lookedUpBy) {
      const value = values[field];
      if (typeof value !== "string") continue;
      const place = `${kind} ${field}`;
      const byValue = linked.get(place) ?? new Map<Json, Set<RecordId>>();
      linked.set(place, byValue);
      const ids = byValue.get(value);
      if (ids === undefined) byValue.set(value, new Set([id]));
      else ids.add(id);
    }
  }

  /** States above the pages whose field has a value. */
  function looseWith(kind: string, field: string, value: Json): readonly RecordState[] {
    const loose = above.get(kind);
    if (loose === undefined) return [];
    const isLinked = typeof value === "string" && lookedUpBy.has(field);
    const ids = isLinked ? (linked.get(`${kind} ${field}`)?.get(value) ?? []) : loose.keys();
    return [...present([...ids].map((id) => loose.get(id) ?? null))].filter(({ values }) => values[field] === value);
  }

  function packKind(kind: string, ids: readonly RecordId[]): void {
    const old = byKind.get(kind) ?? [];
    const laid: PlacedPage[] = [];
    let at = 0;
    for (let i = 0; i < Math.max(old.length, 1); i += 1) {
      const placed = old[i];
      const next = old[i + 1]?.page.firstId;
      const from = at;
      at = next === undefined ? ids.length : firstFrom(ids, from, next);
      if (placed !== undefined && from === at) laid.push(placed);
      else laid.push(...relaid(kind, placed, ids.slice(from, at), next === undefined));
    }
    byKind.set(kind, laid);
  }

  /** A page with changed and new records laid in; more than one where it would grow too long. */
  function relaid(kind: string, placed: PlacedPage | undefined, ids: readonly RecordId[], last: boolean): PlacedPage[] {
    const rows = new Map<RecordId, PageRow>();
    if (placed !== undefined) {
      const { page } = placed;
      for (let row = 0; row < page.rows; row += 1) {
        rows.set(page.id(row), { state: page.state(row), positions: page.positions(row) });
      }
    }
    for (const id of ids) {
      const loose = above.get(kind)?.get(id);
      if (loose === null) {
        // Its positions stay: what it said may count again.
        newPositions.set(id, [...(rows.get(id)?.positions ?? []), ...(newPositions.get(id) ?? [])]);
        rows.delete(id);
        continue;
      }
      const state = loose ?? rows.get(id)?.state;
      if (state === undefined) continue;
      rows.set(id, { state, positions: [...(rows.get(id)?.positions ?? []), ...(newPositions.get(id) ?? [])] });
      newPositions.delete(id);
    }
    if (rows.size === 0) return []; // all of its records were removed
    const ordered = [...rows.values()].toSorted((a, b) => (a.state.id < b.state.id ? -1 : 1));
    return chunks(ordered, pageRows, last).map((chunk, i) => {
      const id = i === 0 && placed !== undefined ? placed.id : nextId++;
      return { id, page: layPage(kind, chunk, lookedUpBy, derive), tag: null };
    });
  }

  return {
    get,
    put: (record) => {
      const kind = kindOf(record.id);
      const loose = above.get(kind);
      if (loose === undefined) above.set(kind, new Map([[record.id, record]]));
      else loose.set(record.id, record);
      link(kind, record);
    },
    remove: (id) => {
      const loose = above.get(kindOf(id));
      if (placeOf(id) === null) loose?.delete(id);
      else if (loose === undefined) above.set(kindOf(id), new Map([[id, null]]));
      else loose.set(id, null);
    },
    *all() {
      for (const kind of kinds()) yield* ofKind(kind);
    },
    touch: (id, position) => {
      const noted = newPositions.get(id);
      if (noted === undefined) {
        const before = placeOf(id);
        if (before === null || before[0].positions(before[1]).at(-1) !== position) newPositions.set(id, [position]);
      } else if (noted.at(-1) !== position) noted.push(position);
    },
    positionsOf,
    kinds,
    count: (kind) => {
      let count = 0;
      for (const { page } of byKind.get(kind) ?? []) count += page.rows;
      for (const [id, state] of above.get(kind) ?? []) {
        const isLaid = placeOf(id) !== null;
        if (state === null) count -= isLaid ? 1 : 0;
        else count += isLaid ? 0 : 1;
      }
      return count;
    },
    ofKind,
    matching: (kind, field, value) => {
      const loose = above.get(kind);
      const found: RecordState[] = [];
      for (const { page } of byKind.get(kind) ?? []) {
        for (const row of rowsWith(page, field, value)) {
          if (loose === undefined || !loose.has(page.id(row))) found.push(page.state(row));
        }
      }
      found.push(...looseWith(kind, field, value));
      return found;
    },
    fitting: (kind, field, fits) => {
      const loose = above.get(kind);
      const found: RecordState[] = [];
      for (const { page } of byKind.get(kind) ?? []) {
        for (const row of rowsFitting(page, field, fits)) {
          if (loose === undefined || !loose.has(page.id(row))) found.push(page.state(row));
        }
      }
      for (const state of present(loose?.values() ?? [])) if (fits(state.values[field])) found.push(state);
      return found;
    },
    withRivals: () => {
      const found: RecordState[] = [];
      for (const [kind, list] of byKind) {
        for (const { page } of list) {
          for (const row of page.rivalRows())
            if (above.get(kind)?.has(page.id(row)) !== true) found.push(page.state(row));
        }
      }
      for (const loose of above.values()) {
        for (const state of present(loose.values())) if (Object.keys(state.rivals).length > 0) found.push(state);
      }
      return found;
    },
    loose: () => [...above.values()].reduce((sum, loose) => sum + loose.size, 0),
    pack,
    pagesOf: (kind) => byKind.get(kind) ?? [],
    allPages: () => [...byKind.values()].flat(),
    strayPositions: () => Object.fromEntries([...newPositions].filter(([id]) => get(id) === undefined)),
  };
}

function* present(states: Iterable<RecordState | null>): Iterable<RecordState> {
  for (const state of states) if (state !== null) yield state;
}

/** Where the first id stands, from a place on, that is not before another. */
function firstFrom(ids: readonly RecordId[], place: number, least: RecordId): number {
  let at = place;
  while (at < ids.length && ids[at]! < least) at += 1;
  return at;
}

/** Fields by which records are looked up. */
const lookedUpBy: ReadonlySet<string> = new Set(
  "personId unitId fromUnitId toUnitId rotationId postId toPostId decisionId toOffice".split(" "),
);

function rowsWith(page: Page, field: string, value: Json): readonly number[] {
  const column = page.column(field);
  if (column === null) return [];
  const rows: number[] = [];
  if (column.codes === null) {
    for (let row = 0; row < page.rows; row += 1) if (cellAt(column, row) === value) rows.push(row);
    return rows;
  }
  const code = column.values.indexOf(value);
  if (code < 0) return rows;
  for (let row = column.codes.indexOf(code); row >= 0; row = column.codes.indexOf(code, row + 1)) rows.push(row);
  return rows;
}

function rowsFitting(page: Page, field: string, fits: (value: Cell) => boolean): readonly number[] {
  const column = page.column(field);
  if (column === null) return [];
  const right = column.codes === null ? null : column.values.map(fits);
  if (right?.includes(true) === false) return [];
  const rows: number[] = [];
  for (let row = 0; row < page.rows; row += 1)
    if (right === null ? fits(cellAt(column, row)) : right[column.codes![row]!] === true) rows.push(row);
  return rows;
}

/** The last page whose range begins at or before an id; the first page takes everything before it too. */
function pageFor(list: readonly PlacedPage[], id: RecordId): number {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle]!.page.firstId <= id) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The last page of a kind grows by new records and is filled up; one in the middle is cut into even halves when it has doubled. */
function chunks<Item>(items: readonly Item[], most: number, last: boolean): readonly (readonly Item[])[] {
  if (!last && items.length <= 2 * most) return [items];
  const size = last ? most : Math.ceil(items.length / Math.ceil(items.length / most));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

function listOf<Key, Item>(map: Map<Key, Item[]>, key: Key): Item[] {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made: Item[] = [];
  map.set(key, made);
  return made;
}
