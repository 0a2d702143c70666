import type { ParametersOf, RuleId } from "../parameters.ts";
import type { Instrument, PackRule, RulePack } from "../rule-pack.ts";

/** A rule of a pack that comes with the program: every parameter must be there, or it does not compile. */
export const packRule = <Rule extends RuleId>(
  rule: Rule,
  article: string,
  severity: NonNullable<PackRule["severity"]>,
  parameters: ParametersOf<Rule>,
  more: Partial<Pick<PackRule, "from" | "to" | "appliesTo">> = {},
): PackRule<Rule> => ({ from: null, to: null, appliesTo: {}, ...more, rule, article, severity, parameters });

/** A pack that comes with the program is named as its instrument is numbered, unless it holds something of its own. */
export const builtInPack = (
  instrument: Instrument,
  rules: readonly PackRule[],
  more: Partial<Pick<RulePack, "name" | "version" | "overlay">> = {},
): RulePack => {
  const name = more.name ?? instrument.number;
  return { id: name, name, version: 1, overlay: false, ...more, instrument, rules };
};
