import { createHash } from "node:crypto";

/** How the judge reads what lies in a ledger: rules CM-10 and CM-12 told once more, with no code of the program. */

/** Any value of a field. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** One field of one record as one action wrote it. */
export interface Write {
  readonly by: string; // feed:number
  readonly feed: string;
  readonly number: number;
  readonly record: string;
  readonly field: string;
  readonly saw: readonly string[];
  readonly to: Value;
}

/** A line at its place. A withheld one writes nothing and says its depth. */
export interface Told {
  readonly by: string;
  readonly writes: readonly Write[];
  readonly sees: readonly string[]; // every place that any of its fields saw
  readonly withheld: { readonly hash: string; readonly depth: number } | null;
  readonly audience: readonly string[];
  readonly passedOn: readonly PassedOn[];
}

/** A line of another feed that a province passes on to an office, cut to one file, with the depth of the whole line (CM-18). */
export interface PassedOn {
  readonly office: string;
  readonly told: Told;
  readonly depth: number;
}

export const sha256 = (...pieces: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};
export const hashOfText = (text: string): string => sha256(text).toString("hex");

const known = new Map<string, Told>();

export function tell(feed: string, number: number, text: string): Told {
  const key = `${feed}:${number} ${text}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size > 20_000) known.clear();
  const told = read(feed, number, text);
  known.set(key, told);
  return told;
}

/** The hash by which a line counts in its chain: of itself, or of the line that it stands for. */
export function countsAs(text: string): string {
  const said = /^\{"withheld":"([0-9a-f]{64})"/.exec(text);
  return said?.[1] ?? hashOfText(text);
}

const chains = new WeakMap<readonly string[], string[]>();

/** The chain hash after each of these lines, from the first of a feed on. To a feed that is held lines are only added. */
export function chainOf(texts: readonly string[]): readonly string[] {
  const chain = chains.get(texts) ?? [];
  chains.set(texts, chain);
  for (const text of texts.slice(chain.length)) {
    const head = chain.at(-1) ?? "0".repeat(64);
    chain.push(sha256(Buffer.from(head, "hex"), Buffer.from(countsAs(text), "hex")).toString("hex"));
  }
  return chain;
}

interface Line {
  readonly withheld?: string;
  readonly depth?: number;
  readonly for?: readonly string[];
  readonly set?: readonly (Flat | Former)[];
}
type Short = number | string;
type Form = Short | readonly Short[];
type Seen = Form | Readonly<Record<string, Form>>;
type Flat = readonly Value[]; // seen?, record, field, value, field, value …, seen, field, value …
type Former = readonly [record: string, values: Readonly<Record<string, Value>>, seen?: Seen];

function read(feed: string, number: number, text: string): Told {
  const by = `${feed}:${number}`;
  const line = JSON.parse(text) as Line;
  if (line.withheld !== undefined)
    return {
      by,
      writes: [],
      sees: [],
      audience: [],
      passedOn: [],
      withheld: { hash: line.withheld, depth: line.depth ?? 1 },
    };
  const changes = (line.set ?? []).map((change) =>
    isFormer(change) ? formerWrites(change, feed) : flatWrites(change, feed),
  );
  const writes = changes.flat().map((write) => ({ by, feed, number, ...write }));
  const sees = [...new Set(writes.flatMap(({ saw }) => saw))];
  const passedOn = changes.flatMap((change) =>
    isExcerpt(change[0]?.record ?? "")
      ? excerptIn(Object.fromEntries(change.map(({ field, to }) => [field, to] as const)))
      : [],
  );
  return { by, writes, sees, audience: line.for ?? [], withheld: null, passedOn };
}

type Said = Pick<Write, "record" | "field" | "saw" | "to">;

const isFormer = (change: Flat | Former): change is Former =>
  typeof change[0] === "string" && typeof change[1] === "object";

const formerWrites = ([record, values, seen]: Former, feed: string): readonly Said[] =>
  Object.entries(values).map(([field, to]) => ({ record, field, to, saw: sawOf(seen, field, feed) }));

function flatWrites(change: Flat, feed: string): readonly Said[] {
  const writes: Said[] = [];
  let record = "";
  let saw: readonly string[] = [];
  const left = [...change];
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (typeof part !== "string") saw = sawOf(part as Form, "", feed);
    else if (record === "") record = part;
    else writes.push({ record, field: part, saw, to: left.shift()! });
  }
  return writes;
}

export const isExcerpt = (record: string): boolean => record.startsWith("excerpt:");

function excerptIn({ office, lines }: Readonly<Record<string, Value>>): readonly PassedOn[] {
  if (typeof office !== "string") throw new Error("an excerpt names no office");
  const all = lines as readonly { feed: string; number: number; depth?: number; line: Value }[];
  return all.map(({ feed, number, depth = 1, line }) => ({
    office,
    depth,
    told: read(feed, number, JSON.stringify(line)),
  }));
}

function sawOf(seen: Seen | undefined, field: string, feed: string): readonly string[] {
  if (seen === undefined) return [];
  const byField = typeof seen === "object" && !Array.isArray(seen) ? (seen as Readonly<Record<string, Form>>) : null;
  const form = byField === null ? (seen as Form) : (byField[field] ?? byField["*"] ?? []);
  const forms: readonly Short[] = typeof form === "object" ? form : [form];
  return forms.map((one) => (typeof one === "number" ? `${feed}:${one}` : one));
}
