import { earliestDay, latestDay } from "../dates.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { Case } from "./case.ts";
import type { About, Answer, Facts, Ground, RuleResult } from "./check.ts";
import { checkedRules, checks } from "./checks.ts";
import type { CheckedRule } from "./parameters.ts";
import type { RulePack, Severity } from "./rule-pack.ts";
import { type RuleInForce, type RuleSource, type RulesInForce, rulesOn, turningDays } from "./rules-on.ts";
import { standingOf } from "./title-step.ts";
import { allOf, type Comparisons, comparisons, type Verdict } from "./verdict.ts";

/** What one rule says of a case, from which records, and which rule it was. */
export interface Evaluation {
  readonly rule: CheckedRule;
  readonly result: RuleResult;
  readonly severity: Severity;
  readonly facts: Facts;
  readonly records: readonly RecordId[];
  readonly source: RuleSource; // instrument, article, pack and its version
  readonly overlays: readonly RuleSource[]; // what changed its parameters
  readonly overridden: RecordId<"rule-override"> | null; // a recorded reason to go on; only where it is not met or not known
}

/**
 * Every rule in force on a day, held against a case. Nothing is blocked: what is not met is told with its source, and
 * what cannot be decided from the records is "unknown".
 *
 * @param day      whose rules apply: for a move its first day
 * @param compare  how checks compare; tests hand in others
 * @returns        in the order of the catalogue; rules that are switched off or about another subject are left out
 */
export function evaluate(
  about: Case,
  day: IsoDate,
  packs: readonly RulePack[],
  compare: Comparisons = comparisons,
): readonly Evaluation[] {
  return evaluateBy(about, day, rulesOn(day, packs), compare);
}

/** As `evaluate`, with the rules already chosen: for many cases of one day. */
export function evaluateBy(
  about: Case,
  day: IsoDate,
  rules: RulesInForce,
  compare: Comparisons = comparisons,
): readonly Evaluation[] {
  const subject: About = about.move !== null ? "move" : about.entry !== null ? "entry" : "person";
  const tables = { retirement: rules.RETIREMENT?.parameters ?? null, ladder: rules.LADDER?.parameters ?? null };
  return checkedRules.flatMap((id) => {
    const rule = rules[id];
    if (rule === undefined || rule.severity === "off" || checks[id].about !== subject) return [];
    const { result, facts, records } = judge(about, id, rule, { day, appliesTo: rule.appliesTo, ...tables, compare });
    const { severity, source, overlays } = rule;
    const open = result === "not-met" || result === "unknown";
    const overridden = open ? overrideOf(about, id, source) : null;
    return [{ rule: id, result, severity, facts, records, source, overlays, overridden }];
  });
}

/**
 * A move held against the rules of its first day. Where that day is not known exactly, a rule is decided only if it is
 * the same on every day it may have been; without any start every rule in force on `asOf` is unknown.
 */
export function evaluateMove(about: Case, packs: readonly RulePack[], compare = comparisons): readonly Evaluation[] {
  const start = about.move?.start ?? null;
  if (start === null) return evaluate(about, about.asOf, packs, compare);
  const days = turningDays(packs, earliestDay(start), latestDay(start));
  const readings = days.map((day) => evaluate(about, day, packs, compare));
  const [first = [], ...others] = readings;
  const seen = new Map(readings.flat().map((each) => [each.rule, each]));
  return checkedRules.flatMap((rule) => {
    const any = seen.get(rule);
    if (any === undefined) return [];
    const one = first.find((each) => each.rule === rule);
    const agrees = others.every((other) => {
      const same = other.find((each) => each.rule === rule);
      return same?.result === one?.result && same?.source.pack === one?.source.pack;
    });
    if (agrees && one !== undefined) return [one];
    return [{ ...any, result: "unknown" as const, facts: { start, missing: "start" }, overridden: null }];
  });
}

/** The versions of every pack that had a say, to be kept beside a judgement, so that it can be repeated. */
export const versionsOf = (evaluations: readonly Evaluation[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    evaluations.flatMap(({ source, overlays }) => [source, ...overlays].map(({ pack, version }) => [pack, version])),
  );

function judge<Rule extends CheckedRule>(about: Case, id: Rule, rule: RuleInForce<Rule>, ground: Ground): Answer {
  const applies = scopeOf(about, ground);
  if (applies === "no") return { result: "not-applicable", facts: {}, records: [] };
  const found = checks[id].check(about, rule.parameters, ground);
  if (applies === "yes" || found.result === "not-applicable") return found;
  return { result: "unknown", facts: { ...found.facts, missing: "scope" }, records: found.records };
}

/** Whether a rule is about this move or entry. What a person holds is the check's own to look at. */
function scopeOf(about: Case, { appliesTo, compare, day }: Ground): Verdict {
  const { move, entry } = about;
  if (move === null && entry === null) return "yes";
  const { kinds, purposes, levels, roles, managingLevels } = appliesTo;
  const parts: Verdict[] = [];
  if (kinds !== undefined && move !== null) parts.push(compare.isOneOf(move.kind, kinds));
  if (purposes !== undefined && move !== null) parts.push(compare.isOneOf(move.purpose, purposes));
  if (levels !== undefined || roles !== undefined || managingLevels !== undefined) {
    const taken =
      move === null
        ? { title: entry?.title ?? "", postId: entry?.postId ?? null, unitId: null }
        : { title: move.toTitle, postId: move.toPostId, unitId: move.toUnitId };
    const { level, role, post } = standingOf(about, taken, move?.start ?? entry?.from ?? day);
    if (levels !== undefined) parts.push(compare.isOneOf(level, levels));
    if (roles !== undefined) parts.push(compare.isOneOf(role, roles));
    if (managingLevels !== undefined) parts.push(compare.isOneOf(post?.managingLevel ?? null, managingLevels));
  }
  return allOf(parts);
}

/** A recorded reason for this subject, under this version of the rule. Without a reason or a paper it does not count. */
const overrideOf = (about: Case, rule: CheckedRule, { pack, version }: RuleSource): RecordId<"rule-override"> | null =>
  about.own["rule-override"]?.find(
    (each) =>
      each.rule === rule &&
      each.pack === pack &&
      each.packVersion === version &&
      each.moveId === (about.move?.id ?? null) &&
      each.entryId === (about.entry?.id ?? null) &&
      each.reason.trim() !== "" &&
      each.document.trim() !== "",
  )?.id ?? null;
