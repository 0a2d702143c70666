import { inflateSync } from "node:zlib";

/**
 * How many pages a PDF says it has: the count in the root of its page tree, which it must carry. The root stands in the
 * file as it is, or in a stream of objects that was deflated; nothing else of the file is read and nothing in it is run.
 *
 * @returns null where no root was found, or several that differ (a file that was changed and keeps its old pages), or
 *          where it is encrypted: the clerk fills the number in
 */
export function pdfPages(pdf: Uint8Array): number | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  const counts = new Set([...rootCounts(text), ...objectStreams(pdf, text).flatMap(rootCounts)]);
  const [count] = counts;
  return counts.size === 1 && count !== undefined && count >= 1 && count <= mostPages ? count : null;
}

const mostPages = 9999;
/** Inflated bytes of one stream and of all of them together that are looked at. */
const streamBytes = 4 * 1024 * 1024;
const allBytes = 16 * 1024 * 1024;

/** The counts of page trees that have no parent. */
function rootCounts(text: string): readonly number[] {
  const counts: number[] = [];
  for (const { index } of text.matchAll(/\/Type\s{0,4}\/Pages\b/g)) {
    const dictionary = dictionaryAround(text, index);
    const count = /\/Count\s{1,4}(\d{1,6})\b/.exec(dictionary ?? "")?.[1];
    if (dictionary !== null && count !== undefined && !/\/Parent\b/.test(dictionary)) counts.push(Number(count));
  }
  return counts;
}

/** What stands between the `<<` and `>>` around a place, without what is nested in it; null where they are far away. */
function dictionaryAround(text: string, at: number): string | null {
  const start = Math.max(0, at - 200_000); // a root may list ten thousand pages before it says what it is
  const [before, after] = [text.slice(start, at), text.slice(at, at + 200_000)];
  let depth = 0;
  let [open, close] = [-1, -1];
  for (let i = before.length - 2; i >= 0 && open < 0; i -= 1) {
    const pair = before.slice(i, i + 2);
    if (pair === ">>") depth += 1;
    if (pair === "<<" && depth === 0) open = i;
    else if (pair === "<<") depth -= 1;
    if (pair === ">>" || pair === "<<") i -= 1;
  }
  depth = 0;
  for (let i = 0; i < after.length - 1 && close < 0; i += 1) {
    const pair = after.slice(i, i + 2);
    if (pair === "<<") depth += 1;
    if (pair === ">>" && depth === 0) close = i;
    else if (pair === ">>") depth -= 1;
    if (pair === ">>" || pair === "<<") i += 1;
  }
  return open < 0 || close < 0 ? null : `${before.slice(open)}${after.slice(0, close)}`;
}

/** The texts of deflated streams of objects, as far as they are small and whole. */
function objectStreams(pdf: Uint8Array, text: string): readonly string[] {
  const texts: string[] = [];
  let left = allBytes;
  for (const { index } of text.matchAll(/\/Type\s{0,4}\/ObjStm\b/g)) {
    const begin = /stream\r?\n/.exec(text.slice(index, index + 1000));
    if (begin === null) continue;
    const from = index + begin.index + begin[0].length;
    const end = text.indexOf("endstream", from);
    if (end < 0 || end - from > streamBytes) continue;
    try {
      const bytes = inflateSync(pdf.subarray(from, end), { maxOutputLength: Math.max(1, Math.min(streamBytes, left)) });
      left -= bytes.byteLength;
      texts.push(bytes.toString("latin1"));
    } catch {
      // not deflated, or more than is looked at
    }
    if (left <= 0) break;
  }
  return texts;
}
