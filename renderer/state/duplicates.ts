import { create } from "zustand";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Problem } from "../../shared/problem.ts";
import type { DuplicatePair } from "../data/office-data.ts";
import {
  duplicatePairs,
  type FilePair,
  type FileSide,
  type JoinedPair,
  joinedPairs,
  joinFiles,
  type PersonField,
  readPair,
  says,
  takeApart,
  takeNews,
  tellApart,
} from "../services/join-files.ts";
import { type Office, watchRecords } from "../services/office.ts";

export type { DuplicatePair } from "../data/office-data.ts";
export type { FilePair, FileSide, JoinedPair, PersonField } from "../services/join-files.ts";

type Ids = readonly [RecordId<"person">, RecordId<"person">];

export interface Duplicates {
  readonly pairs: readonly DuplicatePair[] | null; // null: being looked for
  readonly joined: readonly JoinedPair[];
  readonly open: FilePair | null; // the pair side by side
  readonly kept: "first" | "second";
  readonly take: ReadonlySet<PersonField>; // what the kept file takes over from the other
  readonly reason: string;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly said: { readonly what: "joined" | "apart" | "parted" | "news"; readonly count: number } | null;
  readonly load: (first?: Ids) => Promise<void>;
  readonly follow: () => () => void;
  readonly show: (ids: Ids) => Promise<void>;
  readonly close: () => void;
  readonly keep: (side: "first" | "second") => void;
  readonly choose: (field: PersonField, from: "kept" | "other") => void;
  readonly write: (reason: string) => void;
  readonly join: () => Promise<void>;
  readonly apart: () => Promise<void>;
  readonly part: (pair: JoinedPair["pair"]) => Promise<void>;
  readonly news: (pair: JoinedPair) => Promise<void>;
}

export const createDuplicates = (office: Office) =>
  create<Duplicates>()((set, get) => {
    const lists = async (): Promise<void> => {
      const [pairs, joined] = await Promise.all([duplicatePairs(office), joinedPairs(office)]);
      set({ pairs, joined });
    };
    const done = async (said: Duplicates["said"], problem: Problem | null): Promise<void> => {
      if (problem !== null) {
        set({ busy: false, problem });
        return;
      }
      set({ busy: false, problem: null, said, open: null });
      await lists();
    };
    return {
      pairs: null,
      joined: [],
      open: null,
      kept: "first",
      take: new Set(),
      reason: "",
      busy: false,
      problem: null,
      said: null,
      load: async (first) => {
        await Promise.all([lists(), first === undefined ? null : get().show(first)]);
      },
      follow: () => watchRecords(office, () => void lists()),
      show: async ([one, other]) => {
        const open = await readPair(office, one, other);
        if (open === null) return set({ open: null });
        const kept = open.first.filled >= open.second.filled ? "first" : "second";
        set({ open, kept, take: filling(open, kept), reason: "", said: null, problem: null });
      },
      close: () => set({ open: null }),
      keep: (kept) => set(({ open }) => (open === null ? {} : { kept, take: filling(open, kept) })),
      choose: (field, from) =>
        set(({ take }) => {
          const next = new Set(take);
          if (from === "other") next.add(field);
          else next.delete(field);
          return { take: next };
        }),
      write: (reason) => set({ reason }),
      join: async () => {
        const { open, kept, take, reason, busy } = get();
        if (open === null || busy) return;
        set({ busy: true });
        const saved = await joinFiles(office, { ...sides(open, kept), take: [...take], reason });
        await done({ what: "joined", count: take.size }, saved.ok ? null : saved.problem);
      },
      apart: async () => {
        const { open, reason, busy } = get();
        if (open === null || busy) return;
        set({ busy: true });
        const saved = await tellApart(office, open.first.person.id, open.second.person.id, reason);
        await done({ what: "apart", count: 0 }, saved.ok ? null : saved.problem);
      },
      part: async (pair) => {
        if (get().busy) return;
        set({ busy: true });
        const parted = await takeApart(office, pair);
        await done({ what: "parted", count: parted.ok ? parted.value : 0 }, parted.ok ? null : parted.problem);
      },
      news: async (pair) => {
        if (get().busy) return;
        set({ busy: true });
        const saved = await takeNews(office, pair);
        await done({ what: "news", count: pair.news.length }, saved.ok ? null : saved.problem);
      },
    };
  });

/** The kept file and the other one. */
export const sides = (
  open: FilePair,
  kept: "first" | "second",
): { readonly kept: FileSide; readonly other: FileSide } =>
  kept === "first" ? { kept: open.first, other: open.second } : { kept: open.second, other: open.first };

/** At first the kept file takes over only what it lacks. */
function filling(open: FilePair, side: "first" | "second"): ReadonlySet<PersonField> {
  const { kept, other } = sides(open, side);
  return new Set(open.differing.filter((field) => !says(kept.person[field]) && says(other.person[field])));
}
