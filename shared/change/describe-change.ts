import { emptyValue, emptyValues } from "../domain/blank-records.ts";
import { type Json, kindOf } from "../domain/primitives.ts";
import type { AnyRecord, RecordKind, RecordOf } from "../domain/record-kinds.ts";
import { sameValue } from "./canonical-json.ts";
import type { Change, FieldChange } from "./change.ts";
import { headsOf, own } from "./heads.ts";
import type { RecordState } from "./state.ts";

/**
 * What a form says when it is saved: only the fields that differ from what its writer saw, each with its heads then.
 *
 * @param before  the record as the form was filled from it; undefined: a new record, of which every field is said
 *                that is not empty
 * @param next    text already trimmed and NFC
 * @returns       null where nothing differs. A field in conflict that keeps the value shown is no change: see `settle`
 */
export function describeChange(before: RecordState | undefined, next: AnyRecord): Change | null {
  const fields: Record<string, FieldChange> = {};
  const kind = kindOf(next.id);
  for (const [field, to] of Object.entries<Json>(next)) {
    if (field === "id") continue;
    const shown = (before && own(before.values, field)) ?? emptyValue(kind, field);
    if (shown !== undefined && sameValue(shown, to)) continue;
    fields[field] = { saw: before === undefined ? [] : headsOf(before, field).map(({ by }) => by), to };
  }
  return Object.keys(fields).length === 0 ? null : { record: next.id, fields };
}

/**
 * A record as its kind's type says: what is shown of each field, an empty value where the field was never written
 * (an older office did not have it), and nothing of fields that this version does not know.
 *
 * @returns null where a field is missing that cannot be empty, such as the person an assignment is about: part of
 *          the record has not reached this office
 */
export function recordFrom<Kind extends RecordKind>(state: RecordState, kind: Kind): RecordOf<Kind> | null {
  const record: Record<string, unknown> = { id: state.id };
  for (const [field, empty] of emptyValues(kind)) {
    const value = own(state.values, field) ?? empty;
    if (value === undefined) return null;
    record[field] = value;
  }
  // Each value has passed its field's schema when its action was taken (CM-11), or has just been made to.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return record as RecordOf<Kind>;
}
