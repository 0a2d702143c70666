import { recordFrom } from "../../../shared/change/describe-change.ts";
import type { RecordState } from "../../../shared/change/state.ts";
import { type IsoDate, kindOf, type RecordId } from "../../../shared/domain/primitives.ts";
import type { KindOfPerson, OpenKind, RecordOf } from "../../../shared/domain/record-kinds.ts";
import { builtInPacks } from "../../../shared/domain/rules/packs/built-in.ts";
import { packsOf, type RulePack } from "../../../shared/domain/rules/rule-pack.ts";
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
  return {
    records,
    files,
    today: about.today,
    nameOf: about.nameOf,
    all,
    byId: <Kind extends FewKind>(kind: Kind) => {
      const known = maps.get(kind) ?? new Map<RecordId, RecordOf<FewKind>>(all(kind).map((each) => [each.id, each]));
      maps.set(kind, known);
      // Filled with records of this kind only.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return known as unknown as ReadonlyMap<RecordId<Kind>, RecordOf<Kind>>;
    },
    versions: () => (versions ??= versionsByUnit(all("unit-version"))),
    packs: () => (packs ??= packsOf(builtInPacks, all("rule-pack")).packs),
    person: (id) => {
      const state = records.get(files.keptOf(id));
      return state === undefined ? null : (shown("person", state)[0] ?? null);
    },
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
