import { foldLoosely } from "../fold.ts";
import type { IsoDate } from "../primitives.ts";

/** One code with its names. `from` and `to` (inclusive) stand where the source gives them; a code is never reused. */
export interface CodeEntry<Code extends string = string> {
  readonly code: Code;
  readonly vi: string;
  readonly en: string;
  /** What else papers and sheets call it; marks, capitals, spaces, hyphens, and y for i need not be listed. */
  readonly variants?: readonly string[];
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  /** The code that stands for it afterwards. */
  readonly replacedBy?: string;
}

export type CodeList<Code extends string = string> = readonly CodeEntry<Code>[];

/**
 * The code a text stands for, or null where it fits none; the text is then kept as written.
 *
 * Compares the whole text with every name, variant and code of the list, without marks, capitals, spaces, hyphens,
 * apostrophes and dots, and with y as i.
 */
export function codeOf<Code extends string>(list: CodeList<Code>, text: string): Code | null {
  const wanted = foldLoosely(text);
  if (wanted === "") return null;
  let index = indexes.get(list);
  if (index === undefined) {
    index = new Map(list.flatMap((entry) => spellings(entry).map((spelling) => [spelling, entry.code])));
    indexes.set(list, index);
  }
  const code = index.get(wanted);
  return list.find((entry) => entry.code === code)?.code ?? null;
}

/** Every spelling by which an entry is found, folded. */
export const spellings = (entry: CodeEntry): string[] =>
  [entry.vi, entry.code, ...(entry.variants ?? [])].map(foldLoosely);

/** The Vietnamese name of a code; the code itself where the list does not know it (a newer office wrote it). */
export const nameOfCode = (list: CodeList, code: string, language: "vi" | "en" = "vi"): string =>
  list.find((entry) => entry.code === code)?.[language] ?? code;

/** The codes in use on a day, for lists to choose from. */
export const codesOn = <Code extends string>(list: CodeList<Code>, day: IsoDate): CodeEntry<Code>[] =>
  list.filter((entry) => (entry.from ?? "") <= day && day <= (entry.to ?? "9"));

/** Worked out once a list: a workbook asks tens of thousands of times. */
const indexes = new WeakMap<CodeList, ReadonlyMap<string, string>>();
