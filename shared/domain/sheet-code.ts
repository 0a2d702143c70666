import type { RecordId } from "./primitives.ts";

// The code on a missing-data sheet. It is worked out from the record's id, which is random, so it says nothing about the
// person; it leads back to the file on any machine of the office that has the file.

/** Digits and letters that are not taken for one another on paper: 31, a prime, so that the check sign catches swaps. */
const signs = "0123456789ABCDEFGHJKMNPQRSTVWXY";
const length = 8; // 31^8, some 850 thousand million

/** The code of a person's file as it is printed: two groups of four and the check sign, "K7QF-2M9D-X". */
export function sheetCode(id: RecordId<"person">): string {
  const body = bodyOf(id);
  return `${body.slice(0, 4)}-${body.slice(4)}-${checkSign(body)}`;
}

/**
 * A code as somebody typed it, in the form it is printed in; null where it cannot be one.
 * Small letters, spaces and missing hyphens do not matter, nor O for 0 and I or L for 1. Any single wrong sign and any
 * two neighbours that changed places are noticed.
 */
export function readSheetCode(typed: string): string | null {
  const plain = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s–—-]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  if (plain.length !== length + 1 || Array.from(plain).some((sign) => !signs.includes(sign))) return null;
  const body = plain.slice(0, length);
  return checkSign(body) === plain[length] ? `${body.slice(0, 4)}-${body.slice(4)}-${plain[length]}` : null;
}

/** Weights 1 to 8 modulo a prime: one changed sign and two swapped ones always change the sum. */
const checkSign = (body: string): string =>
  signs[Array.from(body).reduce((sum, sign, i) => sum + (i + 1) * signs.indexOf(sign), 0) % signs.length]!;

function bodyOf(id: RecordId<"person">): string {
  let [low, high] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < id.length; i += 1) {
    low = Math.imul(low ^ id.charCodeAt(i), 0x01000193) >>> 0;
    high = Math.imul(high ^ id.charCodeAt(id.length - 1 - i), 0x85ebca6b) >>> 0;
    high = (high ^ (high >>> 15)) >>> 0;
  }
  let [a, b] = [mixed(low ^ high), mixed(high + low)];
  let body = "";
  for (let i = 0; i < length / 2; i += 1) {
    body += signs[a % signs.length]! + signs[b % signs.length]!;
    a = Math.floor(a / signs.length);
    b = Math.floor(b / signs.length);
  }
  return body;
}

function mixed(number: number): number {
  let hash = number >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
