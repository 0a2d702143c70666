import { z } from "zod";
import { AnyRecordId, type FeedId, type Json } from "../domain/primitives.ts";
import { failed, ok, type Result } from "../result.ts";
import { Action, type Arrival, type Change, isWithheld, type Withheld } from "./change.ts";
import { decodeSeen, encodeSeen } from "./line-seen.ts";
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
    const { set, withheld } = JSON.parse(line) as { readonly set?: readonly Written[]; readonly withheld?: string };
    if (set === undefined) return withheld === undefined ? null : 0;
    return set.reduce((sum, [, fields]) => sum + Object.keys(fields).length, 0);
  } catch {
    return null;
  }
}

type Written = readonly [record: string, fields: object];

function encodeChange({ record, fields }: Change, feed: FeedId): Json {
  const sorted = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const values: Record<string, Json> = {};
  for (const [name, { to }] of sorted) values[name] = to;
  const seen = encodeSeen(sorted, feed);
  return seen === undefined ? [record, values] : [record, values, seen];
}

const WithheldLine = z.strictObject({
  withheld: z.string().regex(/^[0-9a-f]{64}$/),
  depth: z.int().min(1).default(1),
});

function decodeWithheld(parsed: unknown, feed: FeedId, number: number): Result<Withheld, Malformed> {
  const line = WithheldLine.safeParse(parsed);
  return line.success ? ok({ feed, number, hash: line.data.withheld, depth: line.data.depth }) : wrong();
}

const { clerk, at, purpose, reason, audience } = Action.shape;
const Line = z.strictObject({
  by: clerk,
  at,
  act: purpose,
  why: reason.default(""),
  for: audience.default([]),
  set: z.array(z.unknown()).min(1),
});

function decodeAction(parsed: unknown, feed: FeedId, number: number): Result<Action, Malformed> {
  const line = Line.safeParse(parsed);
  if (!line.success) return wrong();
  const changes: Change[] = [];
  for (const part of line.data.set) {
    const change = decodeChange(part, feed);
    if (!change.ok) return change;
    changes.push(change.value);
  }
  const { by, at: when, act, why, for: offices } = line.data;
  return ok({ feed, number, clerk: by, at: when, purpose: act, reason: why, audience: offices, changes });
}

function decodeChange(part: unknown, feed: FeedId): Result<Change, Malformed> {
  if (!Array.isArray(part) || part.length < 2 || part.length > 3) return wrong();
  const [record, values, seen] = part as unknown[];
  const id = AnyRecordId.safeParse(record);
  if (!id.success || !isObject(values)) return wrong();
  const fields = decodeSeen(values, seen, feed);
  return fields === null
    ? failed({ kind: "malformed", record: id.data, field: null })
    : ok({ record: id.data, fields });
}

const isObject = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const wrong = () => failed<Malformed>({ kind: "malformed", record: null, field: null });
