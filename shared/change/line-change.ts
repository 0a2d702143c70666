import { AnyRecordId, type FeedId, type Json, type RecordId } from "../domain/primitives.ts";
import { guardOf } from "../domain/quick-check.ts";
import { failed, ok, type Result } from "../result.ts";
import { type Change, isFieldName } from "./change.ts";
import { formerFields } from "./line-former.ts";
import { readSeen, type Seen, seenForm, standsBefore } from "./line-seen.ts";
import type { Malformed } from "./malformed.ts";

/**
 * One change of a line: `[12, "person:…", "phone", "0912…", "residence", "…", ["vinh-k3fq:7"], "birthName", "…"]`. Fields and
 * values in turn, grouped by what the writer had seen of them: that stands before its fields, for the first group before
 * the record, where nothing has to be left out. A text is a record or a field, a number or a list what was seen, and what
 * follows a field is its value. Groups stand in the order of what was seen, fields by name: one change has one spelling.
 */
export function encodeChange({ record, fields }: Change, feed: FeedId): readonly Json[] {
  const groups = new Map<string, { readonly seen: Seen; readonly written: Json[] }>();
  for (const name of Object.keys(fields).toSorted()) {
    const field = fields[name];
    if (field === undefined) continue;
    const key = field.saw.join();
    const group = groups.get(key) ?? { seen: seenForm(field.saw, feed), written: [] };
    group.written.push(name, field.to);
    groups.set(key, group);
  }
  const [first, ...others] = [...groups.values()].toSorted((one, other) =>
    standsBefore(one.seen, other.seen) ? -1 : 1,
  );
  if (first === undefined) return [record];
  const change: Json[] = sawNothing(first.seen) ? [record] : [first.seen, record];
  for (const part of first.written) change.push(part);
  for (const { seen, written } of others) {
    change.push(seen);
    for (const part of written) change.push(part);
  }
  return change;
}

/** A change as it stands in a line, in this form or in the former one. */
export function decodeChange(part: Json, feed: FeedId): Result<Change, Malformed> {
  if (!Array.isArray(part)) return failed({ kind: "malformed", record: null, field: null });
  const parts = part as readonly Json[];
  const place = placeOfRecord(parts);
  const record = parts[place];
  if (!isRecordId(record)) return failed({ kind: "malformed", record: null, field: null });
  const fields = isFormer(parts) ? formerFields(parts, feed) : fieldsOf(parts, place, feed);
  return fields === null ? failed({ kind: "malformed", record, field: null }) : ok({ record, fields });
}

/**
 * How many fields a change of our own feed writes.
 *
 * @throws  where it is no change
 */
export function fieldsInOwnChange(parts: readonly Json[]): number {
  if (isFormer(parts)) return Object.keys(parts[1] as object).length;
  let count = 0;
  for (let at = placeOfRecord(parts) + 1; at < parts.length; at += typeof parts[at] === "string" ? 2 : 1)
    if (typeof parts[at] === "string") count += 1;
  if (count === 0) throw new RangeError("a change writes a field");
  return count;
}

const placeOfRecord = (parts: readonly Json[]): 0 | 1 => (typeof parts[0] === "string" ? 0 : 1);

/** The form of schemas 1 and 2 has an object behind its record, where this one has a field's name. */
const isFormer = (parts: readonly Json[]): boolean =>
  typeof parts[0] === "string" && typeof parts[1] === "object" && parts[1] !== null && !Array.isArray(parts[1]);

const isRecordId = guardOf<RecordId>(AnyRecordId);
const sawNothing = (seen: Seen): boolean => typeof seen === "object" && seen.length === 0;

/** The fields of a change whose record stands at `place`; null where it is not spelt as `encodeChange` spells it. */
function fieldsOf(parts: readonly Json[], place: 0 | 1, feed: FeedId): Change["fields"] | null {
  let seen = place === 0 ? nothing : (parts[0] as Json);
  let saw = readSeen(seen, feed);
  if (saw === null || (place === 1 && saw.length === 0)) return null;
  const fields: Change["fields"] = {};
  let last = ""; // field of the group; "": none yet
  for (let at = place + 1; at < parts.length; at += 1) {
    const part = parts[at] as Json;
    if (typeof part === "string") {
      at += 1;
      const to = parts[at];
      if (to === undefined || part <= last || !isFieldName(part) || Object.hasOwn(fields, part)) return null;
      fields[part] = { saw, to };
      last = part;
      continue;
    }
    const next = readSeen(part, feed);
    if (last === "" || next === null || !standsBefore(seen as Seen, part as Seen)) return null;
    [seen, saw, last] = [part, next, ""];
  }
  return last === "" ? null : fields;
}

const nothing: Json = [];
