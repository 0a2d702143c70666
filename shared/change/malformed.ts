import { kindOf, type RecordId } from "../domain/primitives.ts";
import { fieldCheck, isRecordKind } from "../domain/record-kinds.ts";
import { splitRef } from "./arrival-order.ts";
import type { Draft } from "./change.ts";
import { isExcerpt, readExcerpt } from "./excerpt.ts";
import { askingIn } from "./second-word.ts";

/** Why an action cannot be taken at all: what its author's own program should never have written. */
export interface Malformed {
  readonly kind: "malformed";
  readonly record: RecordId | null;
  readonly field: string | null;
}

/**
 * What is wrong with an action of the right shape, or null (CM-11). Whatever is odd in meaning is not wrong.
 *
 * @param action  a draft, or an action at its place in a feed; kinds and fields of a newer office are fine
 */
export function malformed(
  action: Draft & { readonly feed?: string; readonly number?: number; readonly clerk?: string },
): Malformed | null {
  const records = new Set<RecordId>();
  if (action.changes.length === 0) return wrong(null, null);
  const asking = askingIn(action);
  // Who asks is who writes; and what is passed on counts at other places than the action that waits.
  if (asking !== undefined && action.clerk !== undefined && asking.fields.asks?.to !== action.clerk)
    return wrong(asking.record, "asks");
  if (asking !== undefined && action.changes.some(({ record }) => isExcerpt(record))) return wrong(asking.record, null);
  for (const { record, fields } of action.changes) {
    if (records.has(record)) return wrong(record, null);
    records.add(record);
    if (isExcerpt(record)) {
      const excerpt = readExcerpt({ record, fields });
      if (excerpt === null || excerpt.lines.some((line) => malformed(line.action) !== null)) return wrong(record, null);
      continue;
    }
    const kind = kindOf(record);
    const takes = isRecordKind(kind) ? fieldCheck(kind) : takesAll;
    let empty = true;
    let seen: readonly string[] | null = null; // fields of one change mostly saw the same
    for (const field in fields) {
      const change = fields[field];
      if (change === undefined) continue;
      empty = false;
      if (!takes(field, change.to)) return wrong(record, field);
      if (change.saw !== seen && !hasComeBefore(change.saw, action.feed, action.number)) return wrong(record, field);
      seen = change.saw;
    }
    if (empty) return wrong(record, null);
  }
  return null;
}

const takesAll = (field: string): boolean => field !== "id";

/** No action can have seen itself or what its own feed recorded later: it would wait for ever. Nor one write twice. */
function hasComeBefore(saw: readonly string[], feed?: string, number?: number): boolean {
  if (saw.length === 0) return true;
  if (saw.length > 1 && new Set(saw).size < saw.length) return false;
  if (feed === undefined || number === undefined) return true;
  return saw.every((ref) => {
    const seen = splitRef(ref);
    return seen.feed !== feed || seen.number < number;
  });
}

const wrong = (record: RecordId | null, field: string | null): Malformed => ({ kind: "malformed", record, field });
