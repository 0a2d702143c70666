import { recordFrom } from "../../../shared/change/describe-change.ts";
import { kindOf, type RecordId } from "../../../shared/domain/primitives.ts";
import type { OpenKind, RecordOf } from "../../../shared/domain/record-kinds.ts";
import type { JoinedFiles } from "../joined-files.ts";
import type { PagedRecords } from "../paged-records.ts";
import { atOnce, sharedWork } from "./in-slices.ts";
import { byRecordId, recordsOfKind } from "./kept-rows.ts";

/** Kinds that a province has in such numbers that nobody should ask for all of them at once. */
export type ManyKind = "person" | "assignment" | "attachment" | "accepted-finding";
export type FewKind = Exclude<OpenKind, ManyKind>;

/** All records of some kinds as objects, joined files taken together; read once, and then only what changes. */
export interface KeptLists {
  /** Those that are not withdrawn, by id. The same list until one of them changes. */
  all<Kind extends FewKind>(kind: Kind): readonly RecordOf<Kind>[];
  byId<Kind extends FewKind>(kind: Kind): ReadonlyMap<RecordId<Kind>, RecordOf<Kind>>;
  /** Do now what the first question would have to wait for; yields now and then. */
  prepare(kind: FewKind): Generator<void>;
  /**
   * Records changed.
   *
   * @param regrouped  files were joined or came apart, so that persons are named otherwise in every record
   */
  touched(ids: readonly RecordId[], regrouped: boolean): void;
}

export function keptLists(records: PagedRecords, files: JoinedFiles): KeptLists {
  const lists = new Map<FewKind, KeptList>();
  const listOf = (kind: FewKind): KeptList => {
    const known = lists.get(kind);
    if (known !== undefined) return known;
    const made = keptList(records, files, kind);
    lists.set(kind, made);
    return made;
  };
  return {
    // Each list holds records of its kind.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    all: <Kind extends FewKind>(kind: Kind) => listOf(kind).all() as unknown as readonly RecordOf<Kind>[],
    byId: <Kind extends FewKind>(kind: Kind) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      listOf(kind).byId() as unknown as ReadonlyMap<RecordId<Kind>, RecordOf<Kind>>,
    prepare: (kind) => listOf(kind).prepare(),
    touched: (ids, regrouped) => {
      if (regrouped) lists.clear();
      for (const id of ids) lists.get(kindOf(id) as FewKind)?.touched(id);
    },
  };
}

type Kept = RecordOf<FewKind>;

interface KeptList {
  all(): readonly Kept[];
  byId(): ReadonlyMap<RecordId, Kept>;
  prepare(): Generator<void>;
  touched(id: RecordId): void;
}

function keptList(records: PagedRecords, files: JoinedFiles, kind: FewKind): KeptList {
  const read = sharedWork(function* () {
    const found: Kept[] = yield* recordsOfKind(records, kind);
    return files.joined === 0 ? found : found.map((each) => files.shown<FewKind>(each));
  });
  const changed = new Set<RecordId>(); // since what is kept here was read
  let list: readonly Kept[] | null = null;
  let map: ReadonlyMap<RecordId, Kept> | null = null;
  const follow = (): void => {
    if (list === null) list = atOnce(read());
    if (changed.size === 0) return;
    const kept = list.filter(({ id }) => !changed.has(id));
    const next = [...changed].flatMap((id): Kept[] => {
      const state = records.get(id);
      const record = state === undefined ? null : recordFrom(state, kind);
      return record === null || ("withdrawn" in record && record.withdrawn) ? [] : [files.shown<FewKind>(record)];
    });
    list = merged(kept, next.toSorted(byRecordId));
    map = null;
    changed.clear();
  };
  return {
    all: () => {
      follow();
      return list!;
    },
    byId: () => {
      follow();
      map ??= new Map(list!.map((each) => [each.id, each]));
      return map;
    },
    *prepare() {
      yield* read();
    },
    touched: (id) => changed.add(id),
  };
}

/** Two lists by id as one. */
function merged(long: readonly Kept[], short: readonly Kept[]): readonly Kept[] {
  const all: Kept[] = [];
  let next = 0;
  for (const each of long) {
    while (next < short.length && short[next]!.id < each.id) all.push(short[next++]!);
    all.push(each);
  }
  return [...all, ...short.slice(next)];
}
