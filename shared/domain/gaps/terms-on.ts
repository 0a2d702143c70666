import type { PostRole } from "../post.ts";
import type { IsoDate } from "../primitives.ts";
import type { RulePack } from "../rules/rule-pack.ts";
import { type RuleSource, rulesOn } from "../rules/rules-on.ts";
import type { GapTerms } from "./gaps-on.ts";
import { rolesOf, type TermEnd, titlesOf } from "./term-end.ts";

/** By what a register is counted, and the rule it was taken from; null: none is in force, and no terms are counted. */
export interface TermsInForce {
  readonly terms: GapTerms;
  readonly source: RuleSource | null;
}

/**
 * What the gap register counts by on a day: the rule on two terms with its parameters, and the ends of terms that the office
 * wrote down.
 *
 * The rule's levels are left aside: it names the province and the district, and what a register shows is only that
 * somebody has been there so long. Whether the rule applies to a move is said by its check.
 *
 * @param soon  how far ahead "vacant soon" looks, in months
 * Source: Regulation 65-QĐ/TW, Art. 4 (rule R06), as the packs in force on the day have it.
 */
export function termsOn(
  day: IsoDate,
  packs: readonly RulePack[],
  ends: readonly TermEnd[],
  soon: number,
): TermsInForce {
  const rule = rulesOn(day, packs).R06;
  const termEnds = ends
    .filter((each) => !each.withdrawn)
    .map((each) => ({ level: each.level, last: each.last, roles: rolesOf(each), titles: titlesOf(each) }));
  if (rule === undefined || rule.severity === "off")
    return { terms: { soon, terms: 0, termMonths: 0, termRoles: [], termEnds }, source: null };
  const { terms, termMonths, months, titles } = rule.parameters;
  const roles: readonly PostRole[] = rule.appliesTo.roles ?? ["T"];
  return {
    terms: {
      soon,
      ...(months === null ? { terms, termMonths } : { terms: 1, termMonths: months }),
      termRoles: roles,
      termTitles: titles,
      termEnds,
    },
    source: rule.overlays.at(-1) ?? rule.source,
  };
}
