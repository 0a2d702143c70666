import type { Post } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { UnitVersions } from "../units.ts";
import { type CandidateTables, type Exclusion, exclusionOf, type Presence, presenceOn } from "./candidates.ts";
import { type CaseKind, type CaseRecords, caseOf } from "./case.ts";
import { checkedRules, checks } from "./checks.ts";
import { type Evaluation, evaluateBy } from "./evaluate.ts";
import { type Look, looksAt } from "./looks.ts";
import { draftId, draftMove, leftBy, type Opening } from "./opening.ts";
import type { CheckedRule } from "./parameters.ts";
import { decree135 } from "./retirement.ts";
import type { RulePack } from "./rule-pack.ts";
import { type RulesInForce, rulesOn } from "./rules-on.ts";

/** What is asked: who might fill an opening, of whom, and by which rules. */
export interface Asked {
  readonly opening: Opening;
  readonly tables: CandidateTables;
  /**
   * The records of one person, with those of others that rules count: holders of the post, legs, the plan's entries.
   *
   * @param kinds  these, with the person and the posts named; null: every kind there is
   */
  readonly recordsOf: (personId: RecordId<"person">, kinds: readonly CaseKind[] | null) => CaseRecords;
  readonly posts: ReadonlyMap<RecordId<"post">, Post>;
  readonly units: UnitVersions;
  readonly packs: readonly RulePack[];
  readonly asOf: IsoDate;
}

/** One candidate with the whole explanation. A reason against somebody is a rule, its records and its source; nothing else counts. */
export interface Suggestion {
  readonly personId: RecordId<"person">;
  readonly place: number; // from 1
  readonly leaves: {
    readonly title: string;
    readonly unitText: string;
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
  readonly presence: Presence;
  readonly order: Int32Array; // places in the tables, best first
  readonly notMet: Uint8Array; // by place in the tables
  readonly unknown: Uint8Array;
  readonly excluded: Readonly<Record<Exclusion, number>>; // listed + excluded = all
  readonly questions: number; // how often a rule was asked
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
 * The order is exact. People who are alike in everything a rule reads are told apart by nobody, so each rule is asked
 * once for all of them (see `looksAt`): some thousand questions for a province instead of a dozen for everyone.
 *
 * @param lookFor  how each rule tells people apart; by `() => null` each rule is asked of each person
 */
export function rank(asked: Asked, lookFor?: ReturnType<typeof looksAt>): Ranking {
  const steps = rankInSteps(asked, Number.POSITIVE_INFINITY, lookFor);
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
  }
}

/** As `rank`, pausing after every so many people, so that a worker can answer in between; each pause says how many are done. */
export function* rankInSteps(
  asked: Asked,
  step: number,
  lookFor?: ReturnType<typeof looksAt>,
): Generator<number, Ranking> {
  const { tables, opening, packs, posts, units, asOf } = asked;
  const rules = rulesOn(opening.start, packs);
  const presence = presenceOn(tables, opening, rules.RETIREMENT?.parameters ?? decree135);
  const size = tables.ids.length;
  const [notMet, unknown] = [new Uint8Array(size), new Uint8Array(size)];
  const excluded = { retired: 0, "holds-it": 0, "serves-nowhere": 0 };
  const listed = new Uint8Array(size);
  const looks = lookFor ?? looksAt({ opening, tables, presence, rules, posts, units, asOf });
  const questions: Question[] = warningsOf(rules).map((rule) => {
    const look = looks(rule);
    const { [rule]: own, RETIREMENT, LADDER } = rules;
    const alone: RulesInForce = { [rule]: own, ...(RETIREMENT && { RETIREMENT }), ...(LADDER && { LADDER }) };
    return { look, rules: alone, answers: new Int8Array(look?.kinds ?? 0).fill(unasked) };
  });
  let asks = 0;
  const ask = ({ rules: alone, look }: Question, id: RecordId<"person">): number => {
    asks += 1;
    const { notMet: against, unknown: open } = countsOf(judgedFor(asked, alone, id, look?.reads ?? null));
    return against > 0 ? answers.notMet : open > 0 ? answers.unknown : answers.fine;
  };
  for (let first = 0; first < size; first += step) {
    if (first > 0) yield first;
    const end = Math.min(size, first + step);
    const here = new Int32Array(end - first);
    const count = lookedAt(tables, presence, first, end, here, listed, excluded);
    for (const question of questions) tally(question, here, count, ask, notMet, unknown, tables.ids);
  }
  const order = inOrder(tables.byName, listed, notMet, unknown);
  return { asked, rules, presence, order, notMet, unknown, excluded, questions: asks };
}

/** A stretch of the list with explanations. @param first  from 0 */
export function pageOf(ranking: Ranking, first: number, count: number): readonly Suggestion[] {
  return Array.from(ranking.order.subarray(first, first + count), (at, i) =>
    suggestionOf(ranking, ranking.asked.tables.ids[at]!, first + i + 1),
  );
}

/** Where a person stands and why, also where he is not in the list. */
export function whyNot(ranking: Ranking, personId: RecordId<"person">): Standing {
  const { asked, rules, order, presence } = ranking;
  const at = asked.tables.placeOf(personId);
  if (at < 0 || asked.tables.there[at] !== 1) return { kind: "no-file" };
  const why = exclusionOf(asked.tables, presence, at);
  if (why !== null) return { kind: "excluded", why, evaluations: judgedFor(asked, rules, personId, null) };
  return { kind: "listed", suggestion: suggestionOf(ranking, personId, order.indexOf(at) + 1) };
}

/** Who of a stretch is looked at closer; the others are counted. @returns how many stand in `here` */
function lookedAt(
  tables: CandidateTables,
  presence: Presence,
  first: number,
  end: number,
  here: Int32Array,
  listed: Uint8Array,
  excluded: Record<Exclusion, number>,
): number {
  let count = 0;
  for (let at = first; at < end; at += 1) {
    if (tables.there[at] !== 1) continue;
    const why = exclusionOf(tables, presence, at);
    if (why !== null) {
      excluded[why] += 1;
      continue;
    }
    listed[at] = 1;
    here[count] = at;
    count += 1;
  }
  return count;
}

/** One rule's answers for everybody in a stretch, added up. */
function tally(
  question: Question,
  here: Int32Array,
  count: number,
  ask: (question: Question, id: RecordId<"person">) => number,
  notMet: Uint8Array,
  unknown: Uint8Array,
  ids: readonly RecordId<"person">[],
): void {
  const { look, answers: known } = question;
  for (let i = 0; i < count; i += 1) {
    const at = here[i]!;
    const kind = look === null ? -1 : look.alike(at);
    let answer = kind < 0 ? unasked : known[kind]!;
    if (answer === unasked) {
      answer = ask(question, ids[at]!);
      if (kind >= 0) known[kind] = answer;
    }
    if (answer === answers.notMet) notMet[at]! += 1;
    else if (answer === answers.unknown) unknown[at]! += 1;
    else if (look?.kinds === 1) return; // it says nothing against anybody
  }
}

/** One rule, how it tells people apart, and what it has said so far. */
interface Question {
  readonly look: Look | null;
  readonly rules: RulesInForce; // with the tables that it uses
  readonly answers: Int8Array; // by the look's numbers
}

const unasked = -1;
const answers = { fine: 0, notMet: 1, unknown: 2 };

/** Those listed by two small numbers; of the same numbers they keep their order. Time grows with their count. */
function inOrder(byName: Int32Array, listed: Uint8Array, notMet: Uint8Array, unknown: Uint8Array): Int32Array {
  const next = new Int32Array(65_537);
  for (let at = 0; at < listed.length; at += 1) if (listed[at] === 1) next[notMet[at]! * 256 + unknown[at]! + 1]! += 1;
  for (let i = 1; i < next.length; i += 1) next[i]! += next[i - 1]!;
  const sorted = new Int32Array(next[65_536]!);
  for (let i = 0; i < byName.length; i += 1) {
    const at = byName[i]!;
    if (listed[at] === 1) sorted[next[notMet[at]! * 256 + unknown[at]!]!++] = at;
  }
  return sorted;
}

function suggestionOf({ asked, rules }: Ranking, personId: RecordId<"person">, place: number): Suggestion {
  const evaluations = judgedFor(asked, rules, personId, null);
  const own = (asked.recordsOf(personId, ["assignment"]).assignment ?? []).filter((step) => step.personId === personId);
  const left = leftBy(own, asked.opening.start);
  const leaves =
    left === null ? null : { title: left.title, unitText: left.unitText, unitId: left.unitId, postId: left.postId };
  return { personId, place, leaves, ...countsOf(evaluations), evaluations };
}

/** A move that is only thought of, held against the rules of its first day. */
export function judgedFor(
  { opening, recordsOf, asOf }: Pick<Asked, "opening" | "recordsOf" | "asOf">,
  rules: RulesInForce,
  personId: RecordId<"person">,
  kinds: readonly CaseKind[] | null,
): readonly Evaluation[] {
  const records = recordsOf(personId, kinds);
  const own = (records.assignment ?? []).filter((step) => step.personId === personId);
  const thought = { ...records, rotation: [...(records.rotation ?? []), draftMove(opening, personId, own)] };
  const about = caseOf(thought, { personId, moveId: draftId, entryId: null, asOf });
  if (about === null) return [];
  return evaluateBy(about, opening.start, rules).map((each) => ({
    ...each,
    records: each.records.filter((id) => id !== draftId),
  }));
}

/** Only what the order goes by: the rest is looked at when it is shown. */
const warningsOf = (rules: RulesInForce): CheckedRule[] =>
  checkedRules.filter((rule) => rules[rule]?.severity === "W" && checks[rule].about === "move");

function countsOf(evaluations: readonly Evaluation[]): { readonly notMet: number; readonly unknown: number } {
  const warnings = evaluations.filter(({ severity }) => severity === "W");
  return {
    notMet: warnings.filter(({ result }) => result === "not-met").length,
    unknown: warnings.filter(({ result }) => result === "unknown").length,
  };
}
