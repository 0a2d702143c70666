import type { FeedId, Json } from "../domain/primitives.ts";
import { guardOf } from "../domain/quick-check.ts";
import { ActionRef } from "./change.ts";

/**
 * What a writer had seen, as a line says it: `12` the own feed's action 12; a list of none, of another feed's, or of
 * several: `[]`, `["vinh-k3fq:7"]`, `["vinh-k3fq:7", 12]`. Never a text by itself: that is a field's name.
 */
export type Seen = number | readonly (number | string)[];

export function seenForm(saw: readonly ActionRef[], feed: FeedId): Seen {
  const own = `${feed}:`;
  const parts = saw.map((ref) => (ref.startsWith(own) ? Number(ref.slice(own.length)) : ref));
  const [only] = parts;
  return parts.length === 1 && typeof only === "number" ? only : parts;
}

/** What was seen; null where it is not spelt as `seenForm` spells it. */
export function readSeen(seen: Json, feed: FeedId): ActionRef[] | null {
  if (typeof seen === "number") return isActionNumber(seen) ? [`${feed}:${seen}`] : null;
  if (!Array.isArray(seen)) return null;
  if (seen.length === 1 && typeof seen[0] === "number") return null;
  const saw: ActionRef[] = [];
  for (const part of seen as readonly Json[]) {
    if (typeof part === "number" ? !isActionNumber(part) : !isRef(part) || part.startsWith(`${feed}:`)) return null;
    saw.push(typeof part === "number" ? `${feed}:${part}` : (part as ActionRef));
  }
  return saw;
}

/** The order of groups: part by part, none before any, a number before another feed's, numbers by size, others by code unit. */
export function standsBefore(one: Seen, other: Seen): boolean {
  if (typeof one === "number" && typeof other === "number") return one < other;
  const [parts, others] = [listOf(one), listOf(other)];
  for (const [i, part] of parts.entries()) {
    const beside = others[i];
    if (beside === undefined) return false;
    if (part === beside) continue;
    return typeof part === typeof beside ? part < beside : typeof part === "number";
  }
  return parts.length < others.length;
}

const listOf = (seen: Seen): readonly (number | string)[] => (typeof seen === "number" ? [seen] : seen);

/** As `ActionRef` has it: ten digits. */
export const isActionNumber = (part: number): boolean => Number.isInteger(part) && part >= 1 && part <= 9_999_999_999;

export const isRef = guardOf(ActionRef);
