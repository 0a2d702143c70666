import { recordFrom } from "../../../shared/change/describe-change.ts";
import type { RecordState } from "../../../shared/change/state.ts";
import type { GapRecords } from "../../../shared/domain/gaps/gaps-on.ts";
import { groupBy } from "../../../shared/domain/group-by.ts";
import { type IsoDate, kindOf, type RecordId } from "../../../shared/domain/primitives.ts";
import type { KindOfPerson, OpenKind, RecordOf } from "../../../shared/domain/record-kinds.ts";
import type { FactRecords } from "../../../shared/domain/rotations/facts-at-start.ts";
import { builtInPacks } from "../../../shared/domain/rules/packs/built-in.ts";
import { packsOf, type RulePack } from "../../../shared/domain/rules/rule-pack.ts";
import type { MoveRecords } from "../../../shared/domain/statistics/moves.ts";
import { type UnitVersions, versionsByUnit } from "../../../shared/domain/units.ts";
import type { JoinedFiles } from "../joined-files.ts";
import type { PagedRecords } from "../paged-records.ts";

/** Kinds that a province has in such numbers that nobody should ask for all of them at once. */
export type ManyKind = "person" | "assignment" | "attachment" | "accepted-finding";
export type FewKind = Exclude<OpenKind, ManyKind>;

/** What everything about rotation reads: open records, joined files taken together, each read once until it changes. */
export interface RotationGround {
  readonly records: PagedRecords;
  readonly files: JoinedFiles;
  today(): IsoDate;
  nameOf(id: RecordId<"person">): string;
  /** All records of a kind that are not withdrawn. The same list until one of them changes. */
  all<Kind extends FewKind>(kind: Kind): readonly RecordOf<Kind>[];
  byId<Kind extends FewKind>(kind: Kind): ReadonlyMap<RecordId<Kind>, RecordOf<Kind>>;
  versions(): UnitVersions;
  packs(): readonly RulePack[];
  person(id: RecordId<"person">): RecordOf<"person"> | null;
  /** One table of a person's file, withdrawn rows left out. */
  rowsOf<Kind extends KindOfPerson & OpenKind>(kind: Kind, personId: RecordId<"person">): readonly RecordOf<Kind>[];
  /** A person's career: every step of all of the person's files that is not withdrawn, by id. Quick at any size. */
  stepsOf(personId: RecordId<"person">): readonly RecordOf<"assignment">[];
  /** Steps that name a post, of whoever and whenever, by id; joined files taken together. Quick at any size. */
  holdersOf(postId: RecordId<"post">): readonly RecordOf<"assignment">[];
  /** What `startFactsOf` and the reports look people up in. Each lookup reads only what is asked for. */
  factRecords(): FactRecords;
  /** Moves, decisions and units for `movesTable`, `countedMoves` and the reports: `{ ...factRecords(), ...moveRecords() }`. */
  moveRecords(): MoveRecords;
  /** What `gapsOn`, `forecastOf` and `dueLists` read: of the careers only steps that name a post, of people only who have one. */
  gapRecords(): GapRecords;
  /**
   * Read, in slices between which other questions have their turn, what the five above would otherwise read at one go when
   * first asked: `await ground.ready()` at the beginning of every question that uses one of them.
   */
  ready(): Promise<void>;
  /** A record with its heads, for a form that will say what it saw. */
  held(id: RecordId): RecordState | null;
  /** Counts up with every change: what was worked out under another number is stale. */
  changes(): number;
  /** Records changed: forget what was read of them. */
  touched(ids: readonly RecordId[]): void;
}

export function makeRotationGround(about: {
  readonly records: PagedRecords;
  readonly files: JoinedFiles;
  readonly today: () => IsoDate;
  readonly nameOf: (id: RecordId<"person">) => string;
}): RotationGround {
  const { records, files } = about;
  const lists = new Map<FewKind, readonly RecordOf<FewKind>[]>();
  const maps = new Map<FewKind, ReadonlyMap<RecordId, RecordOf<FewKind>>>();
  let versions: UnitVersions | null = null;
  let packs: readonly RulePack[] | null = null;
  let changes = 0;
  const shown = <Kind extends OpenKind>(kind: Kind, state: RecordState): RecordOf<Kind>[] => {
    const record = recordFrom(state, kind);
    return record === null || ("withdrawn" in record && record.withdrawn) ? [] : [files.shown<Kind>(record)];
  };
  const all = <Kind extends FewKind>(kind: Kind): readonly RecordOf<Kind>[] => {
    const known = lists.get(kind) as readonly RecordOf<Kind>[] | undefined;
    if (known !== undefined) return known;
    const read: RecordOf<Kind>[] = [];
    for (const state of records.ofKind(kind)) read.push(...shown(kind, state));
    lists.set(kind, read);
    return read;
  };
  const byPerson = <Kind extends "plan-entry" | "yearly-rating">(
    kind: Kind,
  ): ReadonlyMap<RecordId<"person">, RecordOf<Kind>[]> =>
    groupBy(all(kind) as readonly RecordOf<Kind>[], ({ personId }) => personId as RecordId<"person">);
  const person = (id: RecordId<"person">): RecordOf<"person"> | null => {
    const state = records.get(files.keptOf(id));
    return state === undefined ? null : (shown("person", state)[0] ?? null);
  };
  const byId = <Kind extends FewKind>(kind: Kind): ReadonlyMap<RecordId<Kind>, RecordOf<Kind>> => {
    const known = maps.get(kind) ?? new Map<RecordId, RecordOf<FewKind>>(all(kind).map((each) => [each.id, each]));
    maps.set(kind, known);
    // Filled with records of this kind only.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return known as unknown as ReadonlyMap<RecordId<Kind>, RecordOf<Kind>>;
  };
  const unitVersions = (): UnitVersions => (versions ??= versionsByUnit(all("unit-version")));
  const stepsOf = (id: RecordId<"person">): readonly RecordOf<"assignment">[] =>
    files
      .rowsOf("assignment", id)
      .flatMap((state) => shown("assignment", state))
      .toSorted(byRecordId);
  const holdersOf = (id: RecordId<"post">): readonly RecordOf<"assignment">[] =>
    records
      .matching("assignment", "postId", id)
      .flatMap((state) => shown("assignment", state))
      .toSorted(byRecordId);
  return {
    records,
    files,
    stepsOf,
    holdersOf,
    factRecords: () => ({
      persons: { get: (id) => person(id) ?? undefined },
      assignments: { get: stepsOf },
      plans: byPerson("plan-entry"),
      ratings: byPerson("yearly-rating"),
      posts: byId("post"),
      versions: unitVersions(),
    }),
    moveRecords: () => ({ rotations: all("rotation"), decisions: all("decision"), unitVersions: all("unit-version") }),
    gapRecords: () => {
      const assignments = all("post").flatMap(({ id }) => holdersOf(id));
      return {
        posts: all("post"),
        assignments,
        persons: [...new Set(assignments.map(({ personId }) => personId))].flatMap((id) => person(id) ?? []),
        rotations: all("rotation"),
        traits: all("unit-trait"),
        gaps: all("gap"),
        versions: unitVersions(),
      };
    },
    ready: async () => {},
    today: about.today,
    nameOf: about.nameOf,
    all,
    byId,
    versions: unitVersions,
    packs: () => (packs ??= packsOf(builtInPacks, all("rule-pack")).packs),
    person,
    rowsOf: (kind, personId) => files.rowsOf(kind, personId).flatMap((state) => shown(kind, state)),
    held: (id) => records.get(id) ?? null,
    changes: () => changes,
    touched: (ids) => {
      if (ids.length === 0) return;
      changes += 1;
      const kinds = new Set(ids.map(kindOf));
      // A person joined to another is named otherwise in every record.
      const forgets = (kind: string): boolean =>
        kinds.has("same-person") || (files.joined > 0 && kinds.has("person")) || kinds.has(kind);
      for (const kind of lists.keys()) if (forgets(kind)) lists.delete(kind);
      for (const kind of maps.keys()) if (forgets(kind)) maps.delete(kind);
      if (forgets("unit-version")) versions = null;
      if (forgets("rule-pack")) packs = null;
    },
  };
}

const byRecordId = (a: { readonly id: RecordId }, b: { readonly id: RecordId }): number => (a.id < b.id ? -1 : 1);
