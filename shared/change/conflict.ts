import type { Json } from "../domain/primitives.ts";
import type { Change } from "./change.ts";
import { headsOf, isConflict } from "./heads.ts";
import type { Head, RecordState } from "./state.ts";

/** A field with heads that differ; the one shown stands first. */
export interface Conflict {
  readonly field: string;
  readonly heads: readonly Head[];
}

/** The conflicts of a record, by field name. */
export function conflictsOf(record: RecordState): readonly Conflict[] {
  return Object.keys(record.rivals)
    .filter((field) => isConflict(record, field))
    .toSorted()
    .map((field) => ({ field, heads: headsOf(record, field) }));
}

/**
 * A person's decision on a field: an ordinary change that saw every head (CM-7).
 *
 * @param to  one of the heads' values, or another
 */
export const settle = (record: RecordState, field: string, to: Json): Change => ({
  record: record.id,
  fields: { [field]: { saw: headsOf(record, field).map(({ by }) => by), to } },
});
