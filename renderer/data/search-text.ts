import { foldVietnamese } from "../../shared/domain/fold.ts";

/** The words of a text as search keeps them: composed, lower case, marks and all; signs part them. */
export const searchedWords = (text: string): readonly string[] =>
  text
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** One word of a query: what the words found must begin with. */
export interface Beginning {
  readonly folded: string; // without marks: every person found has such a word
  readonly marked: string | null; // with the marks as typed: those who have it come first. Null: typed without marks
}

/** What a typed query asks for, in any order. Empty: no word was typed. */
export const beginningsOf = (typed: string): readonly Beginning[] =>
  searchedWords(typed).map((word) => {
    const folded = foldVietnamese(word);
    return { folded, marked: folded === word ? null : word };
  });
