import { recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { Json, RecordId } from "../../shared/domain/primitives.ts";
import type { RecordKind, RecordOf } from "../../shared/domain/record-kinds.ts";
import { type FileGroups, fileGroups, noGroups } from "../../shared/domain/same-person.ts";
import type { PagedRecords } from "./paged-records.ts";

/** Which files are about one person, kept in step with the records. */
export interface JoinedFiles extends FileGroups {
  /**
   * Follow records that changed.
   *
   * @returns  what changed, and every file that is shown otherwise since: those that joined another or came apart
   */
  follow(touched: readonly RecordId[]): readonly RecordId[];
  /** Rows of a kind that belong to the person of an id, from all of the person's files, as each file has them. */
  rowsOf(kind: RecordKind, personId: RecordId<"person">): readonly RecordState[];
  /** As `rowsOf` for many, by the files that are kept, in one look at all records. Who has none is not there. */
  rowsOfEach(
    kind: RecordKind,
    people: Iterable<RecordId<"person">>,
  ): ReadonlyMap<RecordId<"person">, readonly RecordState[]>;
  /** A record that says the kept file's id where it names a person. For showing and counting: a form saves what is held. */
  shown<Kind extends RecordKind>(record: RecordOf<Kind>): RecordOf<Kind>;
}

export function joinedFiles(records: PagedRecords): JoinedFiles {
  let groups = read(records);
  return {
    get joined() {
      return groups.joined;
    },
    keptOf: (id) => groups.keptOf(id),
    filesOf: (id) => groups.filesOf(id),
    areApart: (one, other) => groups.areApart(one, other),
    follow: (touched) => {
      const persons = touched.filter(isPersonId);
      const pairs = touched.filter((id) => id.startsWith("same-person:"));
      // A file that was withdrawn, or has only now arrived, may change which of a group is shown.
      if (pairs.length === 0 && !persons.some((id) => groups.filesOf(id).length > 1)) return touched;
      const before = groups;
      groups = read(records);
      const changed = new Set<RecordId>(touched);
      const named = pairs.flatMap((id) => [records.get(id)?.values.personId, records.get(id)?.values.otherId]);
      for (const id of [...persons, ...named.filter(isPersonId)]) {
        for (const file of [...before.filesOf(id), ...groups.filesOf(id)]) changed.add(file);
      }
      return [...changed];
    },
    rowsOf: (kind, personId) =>
      groups.filesOf(personId).flatMap((file) => records.matching(kind, "personId", file satisfies Json)),
    rowsOfEach: (kind, people) => {
      const askedFor = new Map<unknown, RecordId<"person">>();
      for (const id of people) for (const file of groups.filesOf(id)) askedFor.set(file, groups.keptOf(id));
      const found = new Map<RecordId<"person">, RecordState[]>();
      for (const state of records.fitting(kind, "personId", (value) => askedFor.has(value))) {
        const id = askedFor.get(state.values.personId)!;
        const rows = found.get(id);
        if (rows === undefined) found.set(id, [state]);
        else rows.push(state);
      }
      return found;
    },
    shown: (record) => {
      if (groups.joined === 0 || !("personId" in record) || !isPersonId(record.personId)) return record;
      if (record.id.startsWith("same-person:")) return record;
      const kept = groups.keptOf(record.personId);
      return kept === record.personId ? record : { ...record, personId: kept };
    },
  };
}

function read(records: PagedRecords): FileGroups {
  if (records.count("same-person") === 0) return noGroups;
  const pairs = [...records.ofKind("same-person")].map((state) => recordFrom(state, "same-person"));
  return fileGroups(
    pairs.filter((pair) => pair !== null),
    (id) => {
      const state = records.get(id);
      return state !== undefined && state.values.withdrawn !== true;
    },
  );
}

const isPersonId = (value: unknown): value is RecordId<"person"> =>
  typeof value === "string" && value.startsWith("person:");
