import type { IsoDate, RecordId } from "../primitives.ts";
import { type CandidateColumns, type Exclusion, exclusionOf } from "./candidates.ts";
import { type CaseRecords, caseOf } from "./case.ts";
import { type Evaluation, evaluateBy } from "./evaluate.ts";
import { draftId, draftMove, leftBy, type Opening } from "./opening.ts";
import { isCheckedRule, isRuleId } from "./parameters.ts";
import type { RulePack } from "./rule-pack.ts";
import { type RulesInForce, rulesOn } from "./rules-on.ts";

/** What is asked: who might fill an opening, of whom, and by which rules. */
export interface Asked {
  readonly opening: Opening;
  readonly columns: CandidateColumns;
  /** The records of one person, with those of others that rules count: holders of the post, legs, the plan's entries. */
  readonly recordsOf: (personId: RecordId<"person">) => CaseRecords;
  readonly packs: readonly RulePack[];
  readonly asOf: IsoDate;
}

/** One candidate with the whole explanation. A reason against somebody is a rule, its records and its source; nothing else counts. */
export interface Suggestion {
  readonly personId: RecordId<"person">;
  readonly place: number; // from 1
  readonly leaves: {
    readonly title: string;
    readonly unitId: RecordId<"unit"> | null;
    readonly postId: RecordId<"post"> | null;
  } | null;
  readonly notMet: number; // warnings not met
  readonly unknown: number; // warnings that cannot be decided
  readonly evaluations: readonly Evaluation[];
}

/** Everybody who was looked at in order, by a few numbers each; whole explanations are made a page at a time. */
export interface Ranking {
  readonly asked: Asked;
  readonly rules: RulesInForce;
  readonly order: Int32Array; // places in the columns, best first
  readonly notMet: Uint8Array; // by place in the columns
  readonly unknown: Uint8Array;
  readonly excluded: Readonly<Record<Exclusion, number>>; // listed + excluded = all
}

/** Why a person stands where he stands, or is not in the list. */
export type Standing =
  | { readonly kind: "listed"; readonly suggestion: Suggestion }
  | { readonly kind: "excluded"; readonly why: Exclusion; readonly evaluations: readonly Evaluation[] }
  | { readonly kind: "no-file" };

/**
 * The order of candidates for an opening: fewest warnings not met, then fewest that cannot be decided, then by name,
 * then by id. An unknown is never counted as not met, and informational rules move nobody. Whoever is certain not to be
 * a candidate is left out and counted.
 *
 * Time grows with the people who are not left out; of each only three numbers are kept.
 */
export function rank(asked: Asked): Ranking {
  const steps = rankInSteps(asked, Number.POSITIVE_INFINITY);
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
  }
}

/** As `rank`, pausing after every so many people, so that a worker can answer in between; each pause says how many are done. */
export function* rankInSteps(asked: Asked, step: number): Generator<number, Ranking> {
  const { columns, opening, packs } = asked;
  const rules = rulesOn(opening.start, packs);
  const size = columns.ids.length;
  const [notMet, unknown] = [new Uint8Array(size), new Uint8Array(size)];
  const excluded = { retired: 0, "holds-it": 0, "serves-nowhere": 0 };
  const listed: number[] = [];
  const warnings = warningsOf(rules);
  for (let at = 0; at < size; at += 1) {
    if (at > 0 && at % step === 0) yield at;
    const why = exclusionOf(columns, at, opening);
    const id = columns.ids[at];
    if (why !== null) excluded[why] += 1;
    if (why !== null || id === undefined) continue;
    const counts = countsOf(judgedFor(asked, warnings, id));
    notMet[at] = counts.notMet;
    unknown[at] = counts.unknown;
    listed.push(at);
  }
  const name = (at: number): string => columns.nameKeys[at] ?? "";
  const id = (at: number): string => columns.ids[at] ?? "";
  listed.sort(
    (a, b) =>
      (notMet[a] ?? 0) - (notMet[b] ?? 0) ||
      (unknown[a] ?? 0) - (unknown[b] ?? 0) ||
      compareText(name(a), name(b)) ||
      compareText(id(a), id(b)),
  );
  return { asked, rules, order: Int32Array.from(listed), notMet, unknown, excluded };
}

/** A stretch of the list with explanations. @param first  from 0 */
export function pageOf(ranking: Ranking, first: number, count: number): readonly Suggestion[] {
  return Array.from(ranking.order.slice(first, first + count)).flatMap((at, i) => {
    const personId = ranking.asked.columns.ids[at];
    return personId === undefined ? [] : [suggestionOf(ranking, personId, first + i + 1)];
  });
}

/** Where a person stands and why, also where he is not in the list. */
export function whyNot(ranking: Ranking, personId: RecordId<"person">): Standing {
  const { asked, rules, order } = ranking;
  const at = asked.columns.ids.indexOf(personId);
  if (at < 0) return { kind: "no-file" };
  const why = exclusionOf(asked.columns, at, asked.opening);
  if (why !== null) return { kind: "excluded", why, evaluations: judgedFor(asked, rules, personId) };
  return { kind: "listed", suggestion: suggestionOf(ranking, personId, order.indexOf(at) + 1) };
}

function suggestionOf({ asked, rules }: Ranking, personId: RecordId<"person">, place: number): Suggestion {
  const evaluations = judgedFor(asked, rules, personId);
  const own = (asked.recordsOf(personId).assignment ?? []).filter((step) => step.personId === personId);
  const left = leftBy(own, asked.opening.start);
  const leaves = left === null ? null : { title: left.title, unitId: left.unitId, postId: left.postId };
  return { personId, place, leaves, ...countsOf(evaluations), evaluations };
}

/** A move that is only thought of, held against the rules of its first day. */
function judgedFor(
  { opening, recordsOf, asOf }: Asked,
  rules: RulesInForce,
  personId: RecordId<"person">,
): readonly Evaluation[] {
  const records = recordsOf(personId);
  const own = (records.assignment ?? []).filter((step) => step.personId === personId);
  const thought = { ...records, rotation: [...(records.rotation ?? []), draftMove(opening, personId, own)] };
  const about = caseOf(thought, { personId, moveId: draftId, entryId: null, asOf });
  if (about === null) return [];
  return evaluateBy(about, opening.start, rules).map((each) => ({
    ...each,
    records: each.records.filter((id) => id !== draftId),
  }));
}

/** Only what the order goes by, and the tables it is judged with: the rest is looked at when it is shown. */
const warningsOf = (rules: RulesInForce): RulesInForce =>
  Object.fromEntries(
    Object.entries(rules).filter(([id, { severity }]) => severity === "W" || !isRuleId(id) || !isCheckedRule(id)),
  );

function countsOf(evaluations: readonly Evaluation[]): { readonly notMet: number; readonly unknown: number } {
  const warnings = evaluations.filter(({ severity }) => severity === "W");
  return {
    notMet: warnings.filter(({ result }) => result === "not-met").length,
    unknown: warnings.filter(({ result }) => result === "unknown").length,
  };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
