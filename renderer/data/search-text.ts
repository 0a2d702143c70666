import { foldVietnamese } from "../../shared/domain/fold.ts";

/**
 * Texts are searched by the beginnings of their words, in any order. A word begins with a capital and nothing stands
 * between words, so that looking for a beginning is one plain search of a long string: "Đặng Thị Ngọc" is "DangThiNgoc".
 */

/** Words without marks: what a query without marks is compared with. */
export const foldedWords = (text: string): string => capitalised(wordsOf(foldVietnamese(text)));

/** Words with their marks, composed, whatever case they were written in. */
export const markedWords = (text: string): string => capitalised(wordsOf(text.normalize("NFC").toLowerCase()));

/** What a typed query asks for. Every folded beginning must be found; where all marked ones are found too, it comes first. */
export interface Wanted {
  readonly folded: readonly string[]; // longest first
  readonly marked: readonly string[]; // of words typed with marks only
}

export function wantedWords(typed: string): Wanted {
  const words = wordsOf(typed.normalize("NFC").toLowerCase());
  const folded = new Set(words.flatMap((word) => wordsOf(foldVietnamese(word))).map(capital));
  return {
    folded: [...folded].toSorted((a, b) => b.length - a.length),
    marked: words.filter((word) => foldVietnamese(word) !== word).map(capital),
  };
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const capitalised = (words: readonly string[]): string => words.map(capital).join("");

/** A digit, and a letter that has no capital of its own length, gets a sign before it instead. */
function capital(word: string): string {
  const first = word[0]!;
  const upper = first.toUpperCase();
  return upper !== first && upper.length === 1 ? upper + word.slice(1) : `#${word}`;
}
