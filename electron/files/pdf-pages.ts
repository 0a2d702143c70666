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

/** How far is looked: a file made to be slow must cost no more than a large honest one. */
const reach = {
  roots: 256, // dictionaries of page trees, in one text
  dictionary: 50_000, // characters to either side: some 4,000 pages listed in one root
  streams: 256,
  deflated: 1024 * 1024, // bytes of one stream
  inflated: 16 * 1024 * 1024, // bytes of all streams
} as const;

/** The counts of page trees that have no parent. */
function rootCounts(text: string): readonly number[] {
  const counts: number[] = [];
  let looked = 0;
  for (const { index } of text.matchAll(/\/Type\s{0,4}\/Pages\b/g)) {
    looked += 1;
    if (looked > reach.roots) return [0, -1]; // too many to say: two that differ
    const dictionary = dictionaryAround(text, index);
    const count = /\/Count\s{1,4}(\d{1,6})\b/.exec(dictionary ?? "")?.[1];
    if (dictionary !== null && count !== undefined && !/\/Parent\b/.test(dictionary)) counts.push(Number(count));
  }
  return counts;
}

/** From `<<` to `>>` around a place, with what is nested in it; null where they are far away. */
function dictionaryAround(text: string, at: number): string | null {
  const open = bracket(text, at, -1);
  const close = bracket(text, at, 1);
  return open === null || close === null ? null : text.slice(open, close);
}

/** Where the dictionary around a place begins (step −1) or ends (step 1). */
function bracket(text: string, at: number, step: 1 | -1): number | null {
  const [inner, outer] = step === 1 ? ["<", ">"] : [">", "<"];
  let depth = 0;
  for (let i = at; Math.abs(i - at) < reach.dictionary; i += step) {
    const letter = text[i];
    if (letter === undefined) return null;
    if (letter !== text[i + step]) continue;
    if (letter === inner) depth += 1;
    else if (letter === outer && depth === 0) return i;
    else if (letter === outer) depth -= 1;
    else continue;
    i += step;
  }
  return null;
}

/** The texts of deflated streams of objects, as far as they are small and whole. */
function objectStreams(pdf: Uint8Array, text: string): readonly string[] {
  const texts: string[] = [];
  let left: number = reach.inflated;
  let looked = 0;
  for (const { index } of text.matchAll(/\/Type\s{0,4}\/ObjStm\b/g)) {
    looked += 1;
    if (looked > reach.streams || left <= 0) break;
    const begin = /stream\r?\n/.exec(text.slice(index, index + 1000));
    if (begin === null) continue;
    const from = index + begin.index + begin[0].length;
    const length = text.slice(from, from + reach.deflated).indexOf("endstream");
    if (length < 0) continue;
    try {
      const bytes = inflateSync(pdf.subarray(from, from + length), { maxOutputLength: left });
      left -= bytes.byteLength;
      texts.push(bytes.toString("latin1"));
    } catch {
      // not deflated, or more than is looked at
    }
  }
  return texts;
}
