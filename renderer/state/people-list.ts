import { create } from "zustand";
import { type ListLook, type ListOrder, noFilters, usualLook } from "../../shared/domain/people-columns.ts";
import type { PeopleFound, PeopleQuery, PersonRow } from "../data/office-data.ts";
import { type Office, watchRecords } from "../services/office.ts";
import { foundIds, peopleRows, searchPeople } from "../services/people-list.ts";
import { keepLook, lookLeft } from "../services/people-views.ts";

/** Rows are fetched in stretches of this many. */
export const stretch = 100;

export type PersonLine = PersonRow;

export interface PeopleList {
  readonly text: string;
  readonly look: ListLook;
  /** The newest answer; null until the first has come. The rows are those on screen and near it. */
  readonly found: { readonly total: number; readonly key: number; readonly text: string } | null;
  readonly rows: ReadonlyMap<number, PersonRow>;
  readonly active: number; // the row the keyboard stands on
  readonly search: (text: string) => void;
  /** By another column; by the same one once more: the other way round. */
  readonly sort: (order: ListOrder) => void;
  /** Other columns, another order, other filters; kept for the next time. */
  readonly change: (look: Partial<ListLook>) => void;
  /** The rows that are about to be seen. */
  readonly show: (from: number, to: number) => void;
  readonly activate: (index: number) => void;
  readonly refresh: () => void;
}

export interface PeopleListServices {
  readonly search: (query: PeopleQuery) => Promise<PeopleFound>;
  readonly rows: (key: number, from: number, to: number) => Promise<readonly PersonRow[]>;
  readonly keep?: (look: ListLook) => void;
}

/**
 * The list of people. Every key pressed asks at once; while one question is out only the latest waits behind it, so
 * that an answer always is to what stands in the field, or to something older that is shown for a moment.
 */
export const createPeopleList = (services: PeopleListServices) => {
  let asking: Promise<void> | null = null;
  let stale = false;
  let seen: readonly [number, number] = [0, stretch];
  const fetching = new Set<string>();

  return create<PeopleList>()((set, get) => {
    const ask = async (): Promise<void> => {
      do {
        stale = false;
        const { text, look } = get();
        const { order, descending, filters, columns } = look;
        const found = await services.search({ text, order, descending, filters, columns });
        if (stale) continue;
        // Rows come with the answer, so that the list is never blank between two of them.
        const top = get().found?.text === text && get().look === look ? seen : ([0, stretch] as const);
        const from = Math.max(0, Math.min(top[0], found.total - 1));
        const to = Math.min(found.total, Math.max(top[1], from + stretch));
        const rows = to > from ? await services.rows(found.key, from, to) : [];
        if (stale) continue;
        fetching.clear();
        set(({ active }) => ({
          found: { ...found, text },
          rows: new Map(rows.map((row, index) => [from + index, row])),
          active: Math.max(0, Math.min(active, found.total - 1)),
        }));
      } while (stale);
    };
    const refresh = (): void => {
      stale = true;
      if (asking !== null) return;
      asking = ask().finally(() => {
        asking = null;
      });
    };
    return {
      text: "",
      look: usualLook,
      found: null,
      rows: new Map(),
      active: 0,
      search: (text) => {
        if (text === get().text) return;
        seen = [0, stretch];
        set({ text, active: 0 });
        refresh();
      },
      sort: (order) => {
        const { look } = get();
        get().change({ order, descending: order === look.order && !look.descending });
      },
      change: (patch) => {
        const look = { ...get().look, ...patch };
        if (JSON.stringify(look) === JSON.stringify(get().look)) return;
        const sameRows = Object.keys(patch).every((part) => part === "columns");
        if (!sameRows) seen = [0, stretch];
        set(sameRows ? { look } : { look, active: 0 });
        services.keep?.(look);
        refresh();
      },
      show: (from, to) => {
        seen = [from, to];
        const { found } = get();
        if (found === null) return;
        for (const [start, end] of missingStretches(from, Math.min(to, found.total), get().rows)) {
          const name = `${found.key}:${start}`;
          if (fetching.has(name)) continue;
          fetching.add(name);
          void services.rows(found.key, start, Math.min(end, found.total)).then((rows) => {
            fetching.delete(name);
            // Another answer has come meanwhile: these rows are of the one before.
            if (get().found?.key !== found.key) return;
            set(({ rows: before }) => ({
              rows: new Map([...near(before, seen), ...rows.map((row, index) => [start + index, row] as const)]),
            }));
          });
        }
      },
      activate: (active) => {
        const total = get().found?.total ?? 0;
        set({ active: Math.max(0, Math.min(active, total - 1)) });
      },
      refresh,
    };
  });
};
export type PeopleListStore = ReturnType<typeof createPeopleList>;

/** The list of an open office: it asks at once, and again whenever the records have changed. */
export const openPeopleList = (office: Office): OpenPeopleList => {
  const open = opened.get(office);
  if (open !== undefined) return open;
  const usePeopleList = createPeopleList({
    search: (query) => searchPeople(office, query),
    rows: (key, from, to) => peopleRows(office, key, from, to),
    keep: (look) => void keepLook(office, look), // a look that could not be kept is only less comfortable
  });
  void lookLeft(office).then(
    (look) => usePeopleList.getState().look === usualLook && usePeopleList.getState().change(look),
  );
  const everybody = async () => {
    const { text, look } = usePeopleList.getState();
    const { key, total } = await searchPeople(office, { ...look, text });
    return foundIds(office, key, 0, total);
  };
  const inOrder = async (ids: readonly PersonRow["id"][]) => {
    const { order, descending, columns } = usePeopleList.getState().look;
    const filters = { ...noFilters, only: ids.slice(0, mostOnly) };
    const { key, total } = await searchPeople(office, { text: "", order, descending, columns, filters });
    return [...(await foundIds(office, key, 0, total)), ...ids.slice(mostOnly)];
  };
  const list = {
    usePeopleList,
    everybody,
    inOrder,
    watch: () => watchRecords(office, () => usePeopleList.getState().refresh()),
  };
  opened.set(office, list);
  return list;
};

/** One list an office: coming back from a file finds the search and the place in it as they were. */
const opened = new WeakMap<Office, OpenPeopleList>();

export interface OpenPeopleList {
  readonly usePeopleList: PeopleListStore;
  /** All whom the list shows now, in its order. */
  readonly everybody: () => Promise<readonly PersonRow["id"][]>;
  /** These people in the list's order, whether it shows them or not. */
  readonly inOrder: (ids: readonly PersonRow["id"][]) => Promise<readonly PersonRow["id"][]>;
  readonly watch: () => () => void;
}

/** People that one filter names. */
const mostOnly = 5_000;

/** Whole stretches that hold a row from `from` to below `to` which is not there yet. */
export function missingStretches(
  from: number,
  to: number,
  rows: ReadonlyMap<number, unknown>,
): readonly (readonly [number, number])[] {
  const missing: (readonly [number, number])[] = [];
  for (let start = Math.floor(from / stretch) * stretch; start < to; start += stretch) {
    const end = start + stretch;
    for (let row = Math.max(start, from); row < Math.min(end, to); row += 1)
      if (!rows.has(row)) {
        missing.push([start, end]);
        break;
      }
  }
  return missing;
}

/** Rows not far from what is seen: a long list passed by is let go. */
const near = (rows: ReadonlyMap<number, PersonRow>, [from, to]: readonly [number, number]) =>
  [...rows].filter(([row]) => row >= from - 10 * stretch && row < to + 10 * stretch);
