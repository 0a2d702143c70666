import type { Json } from "./domain/primitives.ts";
import { failed, ok, type Result } from "./result.ts";

/** Why a text from outside was not taken as JSON. */
export interface StrictJsonProblem {
  readonly kind: "not-strict-json";
  readonly why:
    | "too-long"
    | "syntax"
    | "too-deep"
    | "forbidden-key"
    | "duplicate-key"
    | "lone-surrogate"
    | "absurd-number";
  readonly at: number; // UTF-16 units from the start of the text
}

/**
 * Read JSON that somebody else wrote. Objects have no prototype, so no key of theirs can reach ours; what
 * `JSON.parse` lets through in silence is refused: keys that appear twice, `__proto__`, `constructor`, `prototype`,
 * halves of surrogate pairs, numbers longer than 40 characters or beyond a double.
 *
 * @param text             one value; white space around it is allowed, anything else is not
 * @param limits.maxDepth  objects and arrays within each other, 32 unless told
 * @param limits.maxLength UTF-16 units of the text, 1,048,576 unless told
 * @param limits.ordinary  objects may have the usual prototype: a plainly written text is then read twice as fast
 * @returns                the value, or what was wrong with it and where; it never throws
 */
export function parseStrict(
  text: string,
  {
    maxDepth = 32,
    maxLength = 1_048_576,
    ordinary = false,
  }: { readonly maxDepth?: number; readonly maxLength?: number; readonly ordinary?: boolean } = {},
): Result<Json, StrictJsonProblem> {
  if (text.length > maxLength) return failed({ kind: "not-strict-json", why: "too-long", at: maxLength });
  if (!text.isWellFormed()) return failed({ kind: "not-strict-json", why: "lone-surrogate", at: 0 });
  const plain = ordinary && text.length <= longestPlain ? readPlain(text, maxDepth) : undefined;
  if (plain !== undefined) return ok(plain);
  try {
    return ok(readText(text, maxDepth));
  } catch (error) {
    if (error instanceof Refusal) return failed({ kind: "not-strict-json", why: error.why, at: error.at });
    throw error;
  }
}

/** UTF-16 units: a text of nothing but openings takes some 50 bytes for each before its depth is found out. */
const longestPlain = 1_048_576;

/**
 * Read a text by `JSON.parse`, where it can be shown that nothing in it is of what that lets through in silence. Without
 * its escapes every quote begins or ends a string, and without a space before a colon there are as many `":` as keys, or
 * more where a string begins with a colon: as many as were found means that none was found twice.
 *
 * @returns undefined where the text is anything else, good or bad: it must then be read letter by letter
 */
function readPlain(text: string, maxDepth: number): Json | undefined {
  const bare = text.includes("\\") ? text.replace(/\\["\\/bfnrt]/g, "") : text;
  if (notPlain.some((part) => bare.includes(part)) || hasLongNumber(bare)) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return keysWithin(value, maxDepth) === timesIn(bare, '":') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Escapes by number, spaces before a colon, and keys that are never taken. */
const notPlain = ["\\", " :", "\t:", "\n:", "\r:", '__proto__"', 'constructor"', 'prototype"'];

/** Whether more than 40 letters that a number may have stand in a row: of 41 in a row every 41st of the text is one. */
function hasLongNumber(text: string): boolean {
  for (let at = 40; at < text.length; at += 41) {
    if (!isOfNumber(text.charCodeAt(at))) continue;
    let [first, end] = [at, at + 1];
    while (isOfNumber(text.charCodeAt(first - 1))) first -= 1;
    while (isOfNumber(text.charCodeAt(end))) end += 1;
    if (end - first > 40) return true;
  }
  return false;
}

/** A digit, or one of `+ - . E e`. NaN, beyond the ends, is none. */
const isOfNumber = (unit: number): boolean =>
  (unit >= 0x30 && unit <= 0x39) || unit === minus || unit === 0x2e || unit === 0x2b || unit === 0x65 || unit === 0x45;

/** How many keys the objects in a value have; NaN where it is too deep, or a number in it is beyond a double. */
function keysWithin(value: Json, depth: number): number {
  if (typeof value === "number") return Number.isFinite(value) ? 0 : Number.NaN;
  if (typeof value !== "object" || value === null) return 0;
  if (depth === 0) return Number.NaN;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const part of value as readonly Json[]) if (isWorthALook(part)) keys += keysWithin(part, depth - 1);
    return keys;
  }
  const members = value as Readonly<Record<string, Json>>;
  for (const key in members) {
    keys += 1;
    const part = members[key];
    if (part !== undefined && isWorthALook(part)) keys += keysWithin(part, depth - 1);
  }
  return keys;
}

const isWorthALook = (part: Json): boolean => typeof part === "object" || typeof part === "number";

function timesIn(text: string, part: string): number {
  let times = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) times += 1;
  return times;
}

class Refusal extends Error {
  readonly why: StrictJsonProblem["why"];
  readonly at: number;
  constructor(why: StrictJsonProblem["why"], at: number) {
    super(why);
    this.why = why;
    this.at = at;
  }
}

const [quote, backslash, comma, colon, minus] = [0x22, 0x5c, 0x2c, 0x3a, 0x2d];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const fourHex = /^[0-9a-fA-F]{4}$/;
const plainEscapes: { readonly [letter: string]: string } = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

function readText(text: string, maxDepth: number): Json {
  let at = 0;
  skipSpace();
  const whole = readValue(maxDepth);
  skipSpace();
  if (at !== text.length) throw new Refusal("syntax", at);
  return whole;

  function readValue(depthLeft: number): Json {
    const first = text.charCodeAt(at);
    if (first === quote) return readString();
    if (first === openBrace) return readObject(depthLeft);
    if (first === openBracket) return readArray(depthLeft);
    if (first === minus || (first >= 0x30 && first <= 0x39)) return readNumber();
    if (text.startsWith("true", at)) return word(4, true);
    if (text.startsWith("false", at)) return word(5, false);
    if (text.startsWith("null", at)) return word(4, null);
    throw new Refusal("syntax", at);
  }

  function word(length: number, value: Json): Json {
    at += length;
    return value;
  }

  function readObject(depthLeft: number): Json {
    if (depthLeft === 0) throw new Refusal("too-deep", at);
    const members: { [key: string]: Json } = Object.create(null);
    at += 1;
    skipSpace();
    if (text.charCodeAt(at) === closeBrace) {
      at += 1;
      return members;
    }
    for (;;) {
      const keyAt = at;
      if (text.charCodeAt(at) !== quote) throw new Refusal("syntax", at);
      const key = readString();
      if (key === "__proto__" || key === "constructor" || key === "prototype")
        throw new Refusal("forbidden-key", keyAt);
      if (key in members) throw new Refusal("duplicate-key", keyAt);
      skipSpace();
      if (text.charCodeAt(at) !== colon) throw new Refusal("syntax", at);
      at += 1;
      skipSpace();
      members[key] = readValue(depthLeft - 1);
      skipSpace();
      const next = text.charCodeAt(at);
      at += 1;
      if (next === closeBrace) return members;
      if (next !== comma) throw new Refusal("syntax", at - 1);
      skipSpace();
    }
  }

  function readArray(depthLeft: number): Json {
    if (depthLeft === 0) throw new Refusal("too-deep", at);
    const items: Json[] = [];
    at += 1;
    skipSpace();
    if (text.charCodeAt(at) === closeBracket) {
      at += 1;
      return items;
    }
    for (;;) {
      items.push(readValue(depthLeft - 1));
      skipSpace();
      const next = text.charCodeAt(at);
      at += 1;
      if (next === closeBracket) return items;
      if (next !== comma) throw new Refusal("syntax", at - 1);
      skipSpace();
    }
  }

  function readNumber(): number {
    number.lastIndex = at;
    const digits = number.exec(text)?.[0];
    if (digits === undefined) throw new Refusal("syntax", at);
    if (digits.length > 40) throw new Refusal("absurd-number", at);
    const value = Number(digits);
    if (!Number.isFinite(value)) throw new Refusal("absurd-number", at);
    at += digits.length;
    return value;
  }

  function readString(): string {
    const start = at;
    at += 1;
    let piece = at;
    let decoded = "";
    for (;;) {
      const unit = text.charCodeAt(at); // NaN beyond the end
      if (unit === quote) {
        const tail = text.slice(piece, at);
        at += 1;
        if (decoded === "") return tail;
        decoded += tail;
        if (!decoded.isWellFormed()) throw new Refusal("lone-surrogate", start);
        return decoded;
      }
      if (unit === backslash) {
        decoded += text.slice(piece, at) + readEscape();
        piece = at;
      } else if (unit >= 0x20) at += 1;
      else throw new Refusal("syntax", at);
    }
  }

  function readEscape(): string {
    const letter = text[at + 1] ?? "";
    if (letter === "u") {
      const digits = text.slice(at + 2, at + 6);
      if (!fourHex.test(digits)) throw new Refusal("syntax", at);
      at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const plain = Object.hasOwn(plainEscapes, letter) ? plainEscapes[letter] : undefined;
    if (plain === undefined) throw new Refusal("syntax", at);
    at += 2;
    return plain;
  }

  function skipSpace(): void {
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      at += 1;
    }
  }
}
