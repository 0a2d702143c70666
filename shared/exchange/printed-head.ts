/** What a paper says of the ledger that it was made from: how many entries it had, and the first digits of the last one's tag. */
export interface PrintedHead {
  readonly position: number; // from 1
  readonly digits: string; // 8 to 32 hex digits
}

/** How a ledger stands to what a paper says of it. */
export type HeadStanding =
  | { readonly kind: "held"; readonly since: number } // entries added since
  | { readonly kind: "cut"; readonly last: number } // the ledger has so many entries, fewer than the paper knows
  | { readonly kind: "differs" }; // another entry stands there: written anew there or before

/** Digits of a tag that papers show. Every tag is made over the one before it, so one that fits vouches for all that is below. */
const printedDigits = 16;

/** `1234 (ab12cd34ef567890)`; of a ledger without an entry "0". */
export const printedHead = (position: number, tag: string): string =>
  tag === "" ? String(position) : `${position} (${tag.slice(0, printedDigits)})`;

/** Read a head as somebody types it from a paper, whatever stands between its digits; null: it is none. */
export function readPrintedHead(typed: string): PrintedHead | null {
  const [, number = "", digits = ""] =
    /^\s*(\d[\d.]{0,14})(?:\s*\(\s*|\s+)([0-9a-f][0-9a-f\s]{7,40})\)?\s*$/i.exec(typed) ?? [];
  const position = Number(number.replaceAll(".", ""));
  const tag = digits.replaceAll(/\s/g, "").toLowerCase();
  return position >= 1 && tag.length >= leastDigits && tag.length <= 32 ? { position, digits: tag } : null;
}

/** Papers of earlier versions show so many. */
export const leastDigits = 8;

/** @param tagAt  hex, of an entry that is there */
export function standingOfHead(
  { position, digits }: PrintedHead,
  last: number,
  tagAt: (position: number) => string,
): HeadStanding {
  if (position > last) return { kind: "cut", last };
  return tagAt(position).startsWith(digits) ? { kind: "held", since: last - position } : { kind: "differs" };
}
