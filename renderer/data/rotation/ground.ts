import { recordFrom } from "../../../shared/change/describe-change.ts";
import type { RecordState } from "../../../shared/change/state.ts";
import type { PlanEntry } from "../../../shared/domain/dossier.ts";
import type { GapRecords } from "../../../shared/domain/gaps/gaps-on.ts";
import { groupBy } from "../../../shared/domain/group-by.ts";
import { type IsoDate, kindOf, type OfficeId, type RecordId } from "../../../shared/domain/primitives.ts";
import type { KindOfPerson, OpenKind, RecordOf } from "../../../shared/domain/record-kinds.ts";
import type { FactRecords } from "../../../shared/domain/rotations/facts-at-start.ts";
import type { RulePack } from "../../../shared/domain/rules/rule-pack.ts";
import type { MoveRecords } from "../../../shared/domain/statistics/moves.ts";
import { type UnitVersions, versionsByUnit } from "../../../shared/domain/units.ts";
import type { JoinedFiles } from "../joined-files.ts";
import type { PagedRecords } from "../paged-records.ts";
import { inSlices } from "./in-slices.ts";
import { type FewKind, keptLists } from "./kept-lists.ts";
import { keptPeople } from "./kept-people.ts";
import { type PacksOnFile, packsOnFile } from "./packs-on-file.ts";

export type { FewKind, ManyKind } from "./kept-lists.ts";

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
  /** Packs of rules that count here: of the program, and of the offices whose rules count. */
  packs(): readonly RulePack[];
  /** The same with those that are not used, and who wrote each. */
  packsOnFile(): PacksOnFile;
  readonly ownOffice: OfficeId;
  officeName(id: OfficeId): string;
  /** Whether an office's packs of rules count here. */
  mayRule(id: OfficeId): boolean;
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
  /** Do something some milliseconds from now, unless the office has been closed by then. */
  later(pause: number, run: () => void): void;
  close(): void;
}

export function makeRotationGround(about: {
  readonly records: PagedRecords;
  readonly files: JoinedFiles;
  readonly today: () => IsoDate;
  readonly nameOf: (id: RecordId<"person">) => string;
  readonly ownOffice: OfficeId;
  readonly officeName: (id: OfficeId) => string;
  readonly mayRule: (id: OfficeId) => boolean;
}): RotationGround {
  const { records, files } = about;
  const lists = keptLists(records, files);
  const people = keptPeople(records, files);
  let versions: UnitVersions | null = null;
  let packs: PacksOnFile | null = null;
  let changes = 0;
  const shown = <Kind extends OpenKind>(kind: Kind, state: RecordState): RecordOf<Kind>[] => {
    const record = recordFrom(state, kind);
    return record === null || ("withdrawn" in record && record.withdrawn) ? [] : [files.shown<Kind>(record)];
  };
  const all = <Kind extends FewKind>(kind: Kind): readonly RecordOf<Kind>[] => lists.all(kind);
  const byId = <Kind extends FewKind>(kind: Kind): ReadonlyMap<RecordId<Kind>, RecordOf<Kind>> => lists.byId(kind);
  const person = (id: RecordId<"person">): RecordOf<"person"> | null => {
    const state = records.get(files.keptOf(id));
    return state === undefined ? null : (shown("person", state)[0] ?? null);
  };
  const readPacks = (): PacksOnFile => (packs ??= packsOnFile(records.ofKind("rule-pack"), about.mayRule));
  const unitVersions = (): UnitVersions => (versions ??= versionsByUnit(all("unit-version")));
  /** What follows from a list: worked out again when the list is another. */
  let planned: {
    readonly of: readonly PlanEntry[];
    readonly byPerson: ReadonlyMap<RecordId<"person">, PlanEntry[]>;
  } | null = null;
  const plansByPerson = (): ReadonlyMap<RecordId<"person">, PlanEntry[]> => {
    const of = all("plan-entry");
    if (planned?.of !== of) planned = { of, byPerson: groupBy(of, ({ personId }) => personId) };
    return planned.byPerson;
  };
  function* prepare(): Generator<void> {
    for (const kind of inBulk) yield* lists.prepare(kind);
    yield* people.prepare();
  }
  let preparing: Promise<void> | null = null;
  const waiting = new Set<ReturnType<typeof setTimeout>>();
  return {
    records,
    files,
    stepsOf: (id) => people.stepsOf(id),
    holdersOf: (id) => people.holdersOf(id),
    factRecords: () => ({
      persons: { get: (id) => people.counted(id) ?? undefined },
      assignments: { get: (id) => people.stepsOf(id) },
      plans: plansByPerson(),
      ratings: { get: (id) => people.ratingsOf(id) },
      posts: byId("post"),
      versions: unitVersions(),
    }),
    moveRecords: () => ({ rotations: all("rotation"), decisions: all("decision"), unitVersions: all("unit-version") }),
    gapRecords: () => ({
      posts: all("post"),
      assignments: people.withPosts(),
      steps: people.byPost(),
      persons: people.ofPosts(),
      rotations: all("rotation"),
      traits: all("unit-trait"),
      gaps: all("gap"),
      versions: unitVersions(),
    }),
    ready: () =>
      (preparing ??= inSlices(prepare()).finally(() => {
        preparing = null;
      })),
    today: about.today,
    nameOf: about.nameOf,
    all,
    byId,
    versions: unitVersions,
    packs: () => readPacks().packs,
    packsOnFile: readPacks,
    ownOffice: about.ownOffice,
    officeName: about.officeName,
    mayRule: about.mayRule,
    person,
    rowsOf: (kind, personId) => files.rowsOf(kind, personId).flatMap((state) => shown(kind, state)),
    held: (id) => records.get(id) ?? null,
    changes: () => changes,
    touched: (ids) => {
      if (ids.length === 0) return;
      changes += 1;
      // A person joined to another is named otherwise in every record.
      const regrouped = ids.some(
        (id) => id.startsWith("same-person:") || (isPersonId(id) && files.filesOf(id).length > 1),
      );
      lists.touched(ids, regrouped);
      people.touched(ids, regrouped);
      if (ids.some((id) => kindOf(id) === "unit-version")) versions = null;
      if (ids.some((id) => kindOf(id) === "rule-pack")) packs = null;
    },
    later: (pause, run) => {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        run();
      }, pause);
      waiting.add(timer);
    },
    close: () => {
      for (const timer of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}

/** Kinds that the readings in bulk take whole. */
const inBulk: readonly FewKind[] = ["unit-version", "post", "unit-trait", "gap", "plan-entry", "decision", "rotation"];

const isPersonId = (id: RecordId): id is RecordId<"person"> => id.startsWith("person:");
