import { z } from "zod";
import { type FeedId, type Json, OfficeId } from "../domain/primitives.ts";
import { guardOf } from "../domain/quick-check.ts";
import { failed, ok, type Result } from "../result.ts";
import { Action, type Arrival, type Change, isWithheld, type Withheld } from "./change.ts";
import { decodeChange, encodeChange, fieldsInOwnChange } from "./line-change.ts";
import type { Malformed } from "./malformed.ts";

/**
 * The line that is hashed, stored and sent: compact JSON without a line break. Feed and number are not in it, the
 * place says them; what is empty is left out (CM-12).
 */
export function encodeLine(arrival: Arrival): string {
  if (isWithheld(arrival)) return encodeWithheld(arrival);
  return JSON.stringify({
    by: arrival.clerk,
    at: arrival.at,
    act: arrival.purpose,
    ...(arrival.reason === "" ? {} : { why: arrival.reason }),
    ...(arrival.audience.length === 0 ? {} : { for: arrival.audience }),
    set: arrival.changes.map((change) => encodeChange(change, arrival.feed)),
  });
}

/**
 * What stands in a feed instead of a line that is not for the reader.
 *
 * @param hash   SHA-256 of the line, 64 hex digits
 * @param depth  the causal depth of its action (`depthOf`), left out where it is 1: it saw no write
 */
export const encodeWithheld = ({ hash, depth }: Pick<Withheld, "hash" | "depth">): string =>
  JSON.stringify(depth === 1 ? { withheld: hash } : { withheld: hash, depth });

/**
 * The action that a line says, at its place. Shapes only: `malformed` looks at values.
 *
 * @param parsed  the line, already parsed as JSON
 */
export function decodeLine(parsed: unknown, feed: FeedId, number: number): Result<Arrival, Malformed> {
  if (!isObject(parsed)) return wrong();
  return Object.hasOwn(parsed, "withheld") ? decodeWithheld(parsed, feed, number) : decodeAction(parsed, feed, number);
}

/**
 * How many fields a line of our own feed writes, without reading it closely: that was done when it was recorded.
 *
 * @returns null for what is no line; 0 for a withheld one
 */
export function fieldsInOwnLine(line: string): number | null {
  try {
    const { set, withheld } = JSON.parse(line) as { readonly set?: readonly Json[][]; readonly withheld?: string };
    if (set === undefined) return withheld === undefined ? null : 0;
    return set.reduce((sum, change) => sum + fieldsInOwnChange(change), 0);
  } catch {
    return null;
  }
}

const WithheldLine = z.strictObject({
  withheld: z.string().regex(/^[0-9a-f]{64}$/),
  depth: z.int().min(1).default(1),
});

function decodeWithheld(parsed: unknown, feed: FeedId, number: number): Result<Withheld, Malformed> {
  const line = WithheldLine.safeParse(parsed);
  return line.success ? ok({ feed, number, hash: line.data.withheld, depth: line.data.depth }) : wrong();
}

/** Read off the schemas, without zod's making a result: an office's bundle holds some ten thousand lines. */
const isClerk = guardOf(Action.shape.clerk);
const isTime = guardOf(Action.shape.at);
const isPurpose = guardOf(Action.shape.purpose);
const isReason = guardOf(Action.shape.reason);
const isOffice = guardOf(OfficeId);
const lineParts = new Set(["by", "at", "act", "why", "for", "set"]);

function decodeAction(parsed: Parsed, feed: FeedId, number: number): Result<Action, Malformed> {
  for (const part in parsed) if (!lineParts.has(part)) return wrong();
  const { by, at, act, why = "", for: offices = [], set } = parsed;
  if (!isClerk(by) || !isTime(at) || !isPurpose(act) || !isReason(why)) return wrong();
  if (!isListOf(offices, isOffice) || !Array.isArray(set) || set.length === 0) return wrong();
  const changes: Change[] = [];
  for (const part of set as readonly Json[]) {
    const change = decodeChange(part, feed);
    if (!change.ok) return change;
    changes.push(change.value);
  }
  return ok({ feed, number, clerk: by, at, purpose: act, reason: why, audience: [...offices], changes });
}

type Parsed = Readonly<Record<string, Json>>;

const isObject = (value: unknown): value is Parsed =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isListOf = <Item extends Json>(value: Json, is: (item: Json) => item is Item): value is readonly Item[] =>
  Array.isArray(value) && value.every(is);

const wrong = () => failed<Malformed>({ kind: "malformed", record: null, field: null });
