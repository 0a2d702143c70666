import type { IsoDate, PartialDate, RecordId } from "../../../shared/domain/primitives.ts";
import type { Exclusion } from "../../../shared/domain/rules/candidates.ts";
import type { Chain } from "../../../shared/domain/rules/chain.ts";
import type { RuleResult } from "../../../shared/domain/rules/check.ts";
import type { Evaluation } from "../../../shared/domain/rules/evaluate.ts";
import type { Opening } from "../../../shared/domain/rules/opening.ts";
import type { CheckedRule } from "../../../shared/domain/rules/parameters.ts";
import type { TitleGroup } from "../../../shared/domain/statistics/title-group.ts";

/** What is looked for, and what narrows the list. Narrowing never changes the order of those who stay. */
export interface SuggestionQuery {
  readonly opening: Opening;
  readonly unitId: RecordId<"unit"> | null; // people who serve there, in its bodies or below it; null: everywhere
  readonly planned: boolean; // only people who are in the plan on the first day
  readonly clear: boolean; // only people against whom no warning stands
}

/** One line of the list. A mark a warning in force, in the order of the catalogue. */
export interface CandidateRow {
  readonly place: number; // in the whole order, from 1
  readonly personId: RecordId<"person">;
  readonly name: string;
  readonly birthDate: PartialDate | null;
  readonly leaves: CandidatePlace | null; // the first of the posts held the day before
  readonly marks: readonly { readonly rule: CheckedRule; readonly result: RuleResult; readonly overridden: boolean }[];
}

export interface CandidatePlace {
  readonly title: string;
  readonly unit: string; // its name on the day
  readonly unitId: RecordId<"unit"> | null;
  readonly postId: RecordId<"post"> | null;
}

/** The answer: how many, who was left out for certain, and the rows a screen shows first. */
export interface SuggestionsFound {
  readonly key: number; // further rows are asked for under it
  readonly total: number; // after narrowing
  readonly listed: number; // before it; listed + excluded = everybody on file
  readonly excluded: Readonly<Record<Exclusion, number>>;
  readonly firstRows: readonly CandidateRow[];
}

/** Somebody held against the opening: in the list or why not, with every rule in force. */
export type CandidateFile =
  | {
      readonly kind: "listed";
      readonly row: CandidateRow;
      readonly narrowedOut: boolean;
      readonly evaluations: readonly Evaluation[];
    }
  | {
      readonly kind: "excluded";
      readonly name: string;
      readonly why: Exclusion;
      readonly evaluations: readonly Evaluation[];
    }
  | { readonly kind: "no-file" };

/** If somebody went: what is left open, who comes first for that, and so on. */
export interface CandidateChain {
  readonly steps: readonly {
    readonly title: string;
    readonly unit: string;
    readonly person: { readonly id: RecordId<"person">; readonly name: string } | null; // null: nobody was found
  }[];
  readonly end: Chain["end"];
}

/** Whose posts may be exchanged: holders of posts in or below a unit, of one group of titles or any. */
export interface ExchangeQuery {
  readonly unitId: RecordId<"unit"> | null;
  readonly group: TitleGroup | null;
  readonly start: IsoDate;
  readonly plannedEnd: PartialDate | null;
  readonly most: number; // people in a ring, 2 to 6
  readonly warned: boolean; // also rings in which a warning is not met
}

export interface ExchangeLeg {
  readonly personId: RecordId<"person">;
  readonly name: string;
  readonly from: CandidatePlace;
  readonly to: CandidatePlace;
  readonly notMet: readonly CheckedRule[]; // warnings; none unless they were asked for
  readonly unknown: readonly CheckedRule[]; // warnings that cannot be decided
}

export interface ExchangesFound {
  readonly holders: number; // looked at
  readonly rings: readonly { readonly legs: readonly ExchangeLeg[] }[];
  readonly more: boolean; // there are further rings
}

/** What is asked about who might fill an opening. It orders and explains; it never decides. */
export interface SuggestionQueries {
  suggest(query: SuggestionQuery): Promise<SuggestionsFound>;
  /** @param from  from 0 @param to  one past the last; none once the answer is forgotten */
  suggestionRows(key: number, from: number, to: number): Promise<readonly CandidateRow[]>;
  /** Why somebody stands there, or is not in the list. */
  suggestionOf(query: SuggestionQuery, personId: RecordId<"person">): Promise<CandidateFile>;
  suggestionChain(query: SuggestionQuery, personId: RecordId<"person">): Promise<CandidateChain>;
  exchangesAmong(query: ExchangeQuery): Promise<ExchangesFound>;
}
