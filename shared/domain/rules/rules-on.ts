import type { IsoDate } from "../primitives.ts";
import type { AppliesTo, ParametersOf, RuleId } from "./parameters.ts";
import type { Instrument, PackRule, RulePack, Severity } from "./rule-pack.ts";

/** Where a rule, or a change of its parameters, comes from. */
export interface RuleSource {
  readonly pack: string;
  readonly version: number;
  readonly instrument: Instrument;
  readonly article: string;
}

/** A rule as it is in force on a day. `overlays`: what changed it, in the order they were laid over it. */
export interface RuleInForce<Rule extends RuleId = RuleId> {
  readonly rule: Rule;
  readonly parameters: ParametersOf<Rule>;
  readonly severity: Severity;
  readonly appliesTo: AppliesTo;
  readonly source: RuleSource;
  readonly overlays: readonly RuleSource[];
}

export type RulesInForce = { readonly [Rule in RuleId]?: RuleInForce<Rule> };

/**
 * The rules in force on a day, each once.
 *
 * Of one pack the highest version that had begun by then counts, so that a new version does not change what an earlier
 * day is judged by. A pack that another one replaces ends with it. Where two packs hold one rule, the one that came
 * into force later counts, and one that is switched off gives way. Overlays change what they name, older ones first.
 */
export function rulesOn(day: IsoDate, packs: readonly RulePack[]): RulesInForce {
  const begun = newestByName(packs.filter(({ instrument }) => (instrument.effectiveFrom ?? "") <= day));
  const ended = new Set(begun.flatMap(({ instrument }) => instrument.replaces));
  const there = begun
    .filter(({ name, instrument }) => !ended.has(name) && day <= (instrument.effectiveTo ?? "9"))
    .toSorted(byBeginning);
  const inForce: { [rule: string]: RuleInForce } = {};
  for (const pack of there.filter(({ overlay }) => !overlay))
    for (const rule of pack.rules) {
      if (!isThere(rule, day)) continue;
      const held = inForce[rule.rule];
      if (held !== undefined && held.severity !== "off" && rule.severity === "off") continue;
      inForce[rule.rule] = {
        rule: rule.rule,
        parameters: rule.parameters as ParametersOf<RuleId>, // readPack and the packs' own types: complete
        severity: rule.severity ?? "W",
        appliesTo: rule.appliesTo ?? {},
        source: sourceOf(pack, rule),
        overlays: [],
      };
    }
  for (const pack of there.filter(({ overlay }) => overlay))
    for (const rule of pack.rules) {
      const under = inForce[rule.rule];
      if (under === undefined || !isThere(rule, day)) continue;
      inForce[rule.rule] = {
        ...under,
        parameters: { ...under.parameters, ...rule.parameters } as ParametersOf<RuleId>,
        severity: rule.severity ?? under.severity,
        appliesTo: rule.appliesTo ?? under.appliesTo,
        overlays: [...under.overlays, sourceOf(pack, rule)],
      };
    }
  return inForce;
}

/**
 * The versions of every pack that has a say on a day, tables that other rules use among them: kept beside a judgement,
 * they repeat it whatever arrives later.
 */
export const versionsInForce = (rules: RulesInForce): Readonly<Record<string, number>> =>
  Object.fromEntries(
    (Object.values(rules) as RuleInForce[]).flatMap(({ source, overlays }) =>
      [source, ...overlays].map(({ pack, version }) => [pack, version]),
    ),
  );

/** The packs as they were when something was judged, by the versions that were recorded then; others stay out. */
export const packsAsOf = (
  packs: readonly RulePack[],
  versions: Readonly<Record<string, number>>,
): readonly RulePack[] => packs.filter(({ name, version }) => versions[name] === version);

/** Days within a stretch on which the rules may change: its first day and every beginning in it. Oldest first. */
export function turningDays(packs: readonly RulePack[], first: IsoDate, last: IsoDate): IsoDate[] {
  const days = new Set([first, last]);
  for (const { instrument, rules } of packs)
    for (const { from, to } of [
      { from: instrument.effectiveFrom, to: instrument.effectiveTo },
      ...rules.map((rule) => ({ from: rule.from, to: rule.to })),
    ])
      for (const day of [from, to]) if (day !== null && day > first && day < last) days.add(day);
  return [...days].toSorted();
}

function newestByName(packs: readonly RulePack[]): readonly RulePack[] {
  const newest = new Map<string, RulePack>();
  for (const pack of packs) {
    const held = newest.get(pack.name);
    if (held === undefined || held.version < pack.version) newest.set(pack.name, pack);
  }
  return [...newest.values()];
}

const isThere = ({ from, to }: PackRule, day: IsoDate): boolean => (from ?? "") <= day && day <= (to ?? "9");
const sourceOf = ({ name, version, instrument }: RulePack, { article }: PackRule): RuleSource => ({
  pack: name,
  version,
  instrument,
  article,
});
const byBeginning = (a: RulePack, b: RulePack): number => {
  const [one, other] = [a.instrument.effectiveFrom ?? "", b.instrument.effectiveFrom ?? ""];
  return one < other ? -1 : one > other ? 1 : a.name < b.name ? -1 : 1;
};
