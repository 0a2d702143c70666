import { type Between, earliestDay, latestDay } from "../dates.ts";
import type { Period } from "../organisation/period.ts";
import type { PartialDate } from "../primitives.ts";

/** What can be said where dates may be incomplete: only what every reading of them agrees on. */
export type Verdict = "yes" | "no" | "maybe";

/** How a title stands to another one; null: it cannot be told. */
export type Step = "higher" | "equal" | "lower" | null;

/** The comparisons a check may decide by. They are handed in, so that a test can turn each round and see it noticed. */
export interface Comparisons {
  atLeast(value: Between, limit: number): Verdict;
  atMost(value: Between, limit: number): Verdict;
  /** Whether a period holds on a day; an open side never ends. */
  holds(period: Period, day: PartialDate): Verdict;
  /** Whether one day comes before another. */
  before(one: PartialDate, other: PartialDate): Verdict;
  /** Whether a title is on the wanted side of another. */
  isStep(step: Step, wanted: readonly Exclude<Step, null>[]): Verdict;
  /** Whether a value is one of a list; a value that is not known may be. */
  isOneOf(value: string | null, list: readonly string[]): Verdict;
}

export const comparisons: Comparisons = {
  atLeast: ({ least, most }, limit) => (least >= limit ? "yes" : most < limit ? "no" : "maybe"),
  atMost: ({ least, most }, limit) => (most <= limit ? "yes" : least > limit ? "no" : "maybe"),
  holds: ({ from, to }, day) => {
    const [first, last] = [earliestDay(day), latestDay(day)];
    if ((from !== null && last < earliestDay(from)) || (to !== null && first > latestDay(to))) return "no";
    const begun = from === null || latestDay(from) <= first;
    return begun && (to === null || last <= earliestDay(to)) ? "yes" : "maybe";
  },
  before: (one, other) =>
    latestDay(one) < earliestDay(other) ? "yes" : earliestDay(one) >= latestDay(other) ? "no" : "maybe",
  isStep: (step, wanted) => (step === null ? "maybe" : wanted.includes(step) ? "yes" : "no"),
  isOneOf: (value, list) => (value === null ? "maybe" : list.includes(value) ? "yes" : "no"),
};

export const not = (verdict: Verdict): Verdict => (verdict === "maybe" ? verdict : verdict === "yes" ? "no" : "yes");

/** Yes where one is; no where all are no (so for none). */
export const anyOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes("yes") ? "yes" : verdicts.includes("maybe") ? "maybe" : "no";

/** No where one is; yes where all are yes (so for none). */
export const allOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes("no") ? "no" : verdicts.includes("maybe") ? "maybe" : "yes";
