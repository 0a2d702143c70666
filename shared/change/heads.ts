import { sameValue } from "./canonical-json.ts";
import type { Head, RecordState } from "./state.ts";

/** Every write of a field that no other write has seen, the one shown first. None: the field was never written. */
export function headsOf(record: RecordState, field: string): readonly Head[] {
  const rivals = own(record.rivals, field);
  if (rivals !== undefined) return rivals;
  const to = own(record.values, field);
  return to === undefined ? [] : [{ by: own(record.by, field) ?? record.first, to }];
}

/** Whether a field has heads that differ. Heads of equal value are settled (CM-5). */
export function isConflict(record: RecordState, field: string): boolean {
  const [shown, ...others] = own(record.rivals, field) ?? [];
  return shown !== undefined && others.some(({ to }) => !sameValue(to, shown.to));
}

/** A field's entry, never what every object inherits: "toString" may be a field of a newer office. */
export const own = <Value>(of: Readonly<Record<string, Value>>, field: string): Value | undefined =>
  Object.hasOwn(of, field) ? of[field] : undefined;
