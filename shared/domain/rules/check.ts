import { type Between, dayAfter, earliestDay, latestDay, monthsBetween } from "../dates.ts";
import type { IsoDate, PartialDate, RecordId } from "../primitives.ts";
import type { Case } from "./case.ts";
import type { AppliesTo, CheckedRule, ParametersOf } from "./parameters.ts";
import type { RetirementTable } from "./retirement.ts";
import type { Comparisons, Verdict } from "./verdict.ts";

/** Of "unknown": a record or date is missing, or too inexact to decide. Never the same as not met. */
export type RuleResult = "met" | "not-met" | "unknown" | "not-applicable";

/** Plain values: dates ISO, names as written; `missing` names what a decision would need. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

export interface Answer {
  readonly result: RuleResult;
  readonly facts: Facts;
  readonly records: readonly RecordId[];
}

/** What a check may use besides the case and its parameters: the tables in force, and how to compare. */
export interface Ground {
  readonly day: IsoDate; // whose rules are applied
  readonly appliesTo: AppliesTo; // already held against the move or the entry; posts held are the check's own to hold
  readonly retirement: RetirementTable | null;
  readonly ladder: ParametersOf<"LADDER"> | null;
  readonly compare: Comparisons;
}

export type Check<Rule extends CheckedRule> = (about: Case, parameters: ParametersOf<Rule>, ground: Ground) => Answer;

/** Whose records they are by name; what is judged decides which subject a rule asks for. */
export type About = "move" | "entry" | "person";

export const notApplicable = (facts: Facts = {}, records: readonly RecordId[] = []): Answer => ({
  result: "not-applicable",
  facts,
  records,
});

export const unknown = (missing: string, facts: Facts = {}, records: readonly RecordId[] = []): Answer => ({
  result: "unknown",
  facts: { ...facts, missing },
  records,
});

/** Met where the verdict is yes. @param missing  what to name where the verdict cannot be given */
export const answer = (verdict: Verdict, facts: Facts, records: readonly RecordId[], missing = "date"): Answer =>
  verdict === "maybe"
    ? unknown(missing, facts, records)
    : { result: verdict === "yes" ? "met" : "not-met", facts, records };

/** A number as a fact: itself where it is exact, else both bounds ("34–36"). */
export const bounds = (name: string, { least, most }: Between): Facts => ({
  [name]: least === most ? least : `${least}–${most}`,
});

export const ids = (records: readonly ({ readonly id: RecordId } | null | undefined)[]): RecordId[] =>
  records.flatMap((record) => (record == null ? [] : [record.id]));

/** Whole months from a first to a last day, both served; bounds where a date is incomplete. */
export const monthsServed = (first: PartialDate, last: PartialDate): Between => ({
  least: monthsBetween(latestDay(first), dayAfter(earliestDay(last))).least,
  most: monthsBetween(earliestDay(first), dayAfter(latestDay(last))).most,
});

export const isExact = (date: PartialDate): boolean => earliestDay(date) === latestDay(date);
