import type { RecordId } from "../../shared/domain/primitives.ts";
import type { PagedRecords } from "./paged-records.ts";

/** The rows of these people's files, by person, in one pass over the records: asking for one after the other takes one each. */
export function rowsOfFiles(
  records: PagedRecords,
  people: Iterable<RecordId>,
): ReadonlyMap<RecordId, readonly RecordId[]> {
  const wanted = new Set<unknown>(people);
  const found = new Map<RecordId, RecordId[]>();
  if (wanted.size === 0) return found;
  for (const kind of records.kinds())
    for (const { id, values } of records.fitting(kind, "personId", (value) => wanted.has(value))) {
      const person = values.personId as RecordId;
      const rows = found.get(person);
      if (rows === undefined) found.set(person, [id]);
      else rows.push(id);
    }
  return found;
}
