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
 * @returns                the value, or what was wrong with it and where; it never throws
 */
export function parseStrict(
  text: string,
  { maxDepth = 32, maxLength = 1_048_576 }: { readonly maxDepth?: number; readonly maxLength?: number } = {},
): Result<Json, StrictJsonProblem> {
  if (text.length > maxLength) return failed({ kind: "not-strict-json", why: "too-long", at: maxLength });
  if (!text.isWellFormed()) return failed({ kind: "not-strict-json", why: "lone-surrogate", at: 0 });
  try {
    return ok(readText(text, maxDepth));
  } catch (error) {
    if (error instanceof Refusal) return failed({ kind: "not-strict-json", why: error.why, at: error.at });
    throw error;
  }
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
