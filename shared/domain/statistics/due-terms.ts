import type { TermEnd } from "../gaps/term-end.ts";
import { termsOn } from "../gaps/terms-on.ts";
import type { IsoDate } from "../primitives.ts";
import { decree135, type RetirementTable } from "../rules/retirement.ts";
import type { RulePack } from "../rules/rule-pack.ts";
import { rulesOn } from "../rules/rules-on.ts";
import type { DueTerms } from "./due-lists.ts";

/**
 * By what things fall due on a day: the rules in force then, and the ends of terms the office wrote down. Where a rule is
 * not in force, or switched off, nothing falls due by it.
 *
 * @param soon  months a look ahead has, for those who count by months
 * Source: the packs in force; R06 two terms, R07 deputies, R12 health, R14 yearly assessment, R15 outcome, R26 review of the plan.
 */
export function dueTermsOf(day: IsoDate, packs: readonly RulePack[], ends: readonly TermEnd[], soon = 12): DueTerms {
  const rules = rulesOn(day, packs);
  const { R07, R12, R14, R15, R26 } = rules;
  return {
    ...termsOn(day, packs, ends, soon).terms,
    retirement: withEarlierYears(rules.RETIREMENT?.parameters ?? decree135),
    deputyMonths: isOn(R07) ? R07.parameters.months : null,
    healthMonths: isOn(R12) ? R12.parameters.months : null,
    healthPaper: isOn(R12) ? { item: R12.parameters.item, names: R12.parameters.documents } : { item: "", names: [] },
    assessmentDays: isOn(R14) ? R14.parameters.dueDays : null,
    // No year is asked for that was over before the rule came.
    assessedFrom: isOn(R14) ? R14.source.instrument.effectiveFrom : null,
    servedMonths: isOn(R14) ? R14.parameters.servedMonths : 12,
    outcomeDays: isOn(R15) ? R15.parameters.dueDays : 0,
    reviewMonths: isOn(R26) ? R26.parameters.months : null,
    reviewWords: isOn(R26) ? R26.parameters.subjects : [],
  };
}

/**
 * A table that begins with a decree says nothing of who had retired before it, and who still holds a post is overdue since
 * then: the ages of the years before stand in front of it.
 */
function withEarlierYears(table: RetirementTable): RetirementTable {
  const years = table.firstYear - decree135.firstYear;
  if (years <= 0 || years > decree135.ages.length) return table;
  return { firstYear: decree135.firstYear, ages: [...decree135.ages.slice(0, years), ...table.ages] };
}

const isOn = <Rule extends { readonly severity: string }>(rule: Rule | undefined): rule is Rule =>
  rule !== undefined && rule.severity !== "off";
