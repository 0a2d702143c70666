import type { Language } from "./index.ts";

/** What a person reads about a problem, in three parts. */
export interface Sentence {
  readonly what: string; // happened
  readonly kept: string; // what stands as it was: mostly everything
  readonly todo: string;
}

/** Of the two wordings of a sentence, the one in this language. */
export const inLanguage =
  (language: Language) =>
  <Words>(vi: Words, en: Words): Words =>
    language === "en" ? en : vi;
