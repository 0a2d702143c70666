import { create } from "zustand";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { PeopleCount } from "../data/office-data.ts";
import type { Office } from "../services/office.ts";
import { countPeople, foundIds } from "../services/people-list.ts";

type PersonId = RecordId<"person">;

/** People marked in the list, by hand or by keys; they stay marked while other people are looked for. */
export interface PeopleMarked {
  readonly marked: ReadonlySet<PersonId>;
  readonly anchor: number; // the row from which Shift reaches
  readonly count: PeopleCount | null; // of those marked; null: none, or being counted
  readonly toggle: (row: number, id: PersonId) => void;
  /** Everybody from the anchor to a row, beside those marked before. @param key  of the answer on screen */
  readonly reach: (key: number, row: number) => Promise<void>;
  readonly all: (key: number, total: number) => Promise<void>;
  readonly clear: () => void;
  /** Where Shift will reach from. */
  readonly stand: (row: number) => void;
}

export interface PeopleMarkedServices {
  readonly ids: (key: number, from: number, to: number) => Promise<readonly PersonId[]>;
  readonly count: (ids: readonly PersonId[]) => Promise<PeopleCount>;
}

export const createPeopleMarked = ({ ids, count }: PeopleMarkedServices) =>
  create<PeopleMarked>()((set, get) => {
    const mark = (marked: ReadonlySet<PersonId>): void => {
      set({ marked, count: null });
      if (marked.size === 0) return;
      void count([...marked]).then((counted) => {
        if (get().marked === marked) set({ count: counted });
      });
    };
    return {
      marked: new Set(),
      anchor: 0,
      count: null,
      toggle: (row, id) => {
        const marked = new Set(get().marked);
        if (!marked.delete(id)) marked.add(id);
        set({ anchor: row });
        mark(marked);
      },
      reach: async (key, row) => {
        const { anchor } = get();
        const more = await ids(key, Math.min(anchor, row), Math.max(anchor, row) + 1);
        mark(new Set([...get().marked, ...more]));
      },
      all: async (key, total) => mark(new Set([...get().marked, ...(await ids(key, 0, total))])),
      clear: () => mark(new Set()),
      stand: (anchor) => set({ anchor }),
    };
  });
export type PeopleMarkedStore = ReturnType<typeof createPeopleMarked>;

const opened = new WeakMap<Office, PeopleMarkedStore>();

/** One set of marks an office, so that coming back from a file finds them. */
export function openPeopleMarked(office: Office): PeopleMarkedStore {
  const open = opened.get(office);
  if (open !== undefined) return open;
  const made = createPeopleMarked({
    ids: (key, from, to) => foundIds(office, key, from, to),
    count: (ids) => countPeople(office, ids),
  });
  opened.set(office, made);
  return made;
}
