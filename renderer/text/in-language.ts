import type { Language } from "./index.ts";

/** What a person reads about a problem: what happened and what stands unchanged, then what to do. */
export interface Sentence {
  readonly what: string;
  readonly todo: string;
}

/** Of the two wordings of a sentence, the one in this language. */
export const inLanguage =
  (language: Language) =>
  (vi: Sentence, en: Sentence): Sentence =>
    language === "en" ? en : vi;
