import type { IsoDate, Json } from "../../shared/domain/primitives.ts";
import type { AppliesTo, RuleId } from "../../shared/domain/rules/parameters.ts";
import type { PackRule, RulePack, Severity } from "../../shared/domain/rules/rule-pack.ts";
import type { RuleInForce, RulesInForce } from "../../shared/domain/rules/rules-on.ts";
import type { Overlay } from "../services/rule-packs.ts";

/** One rule as a form has it: everything as it would be in force. */
export interface RuleDraft {
  readonly rule: RuleId;
  readonly article: string;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly severity: Severity;
  readonly appliesTo: AppliesTo;
}

export interface OverlayDraft {
  readonly base: RulePack | null; // the version this one follows; null: a new pack
  readonly number: string;
  readonly type: string;
  readonly issuer: string;
  readonly issuedOn: IsoDate | null;
  readonly effectiveFrom: IsoDate | null;
  readonly effectiveTo: IsoDate | null;
  readonly rules: readonly RuleDraft[];
}

export const emptyOverlay = (issuer: string, today: IsoDate): OverlayDraft => ({
  base: null,
  number: "",
  type: "Quy định",
  issuer,
  issuedOn: null,
  effectiveFrom: today,
  effectiveTo: null,
  rules: [],
});

/** A rule as it stands, to be changed. */
export const ruleDraft = ({ rule, parameters, severity, appliesTo }: RuleInForce): RuleDraft => ({
  rule,
  article: "",
  parameters,
  severity,
  appliesTo,
});

/** The next version of a pack: its rules over those it lies over, to be changed. */
export function nextVersion(pack: RulePack, under: RulesInForce, today: IsoDate): OverlayDraft {
  const { number, type, issuer, issuedOn, effectiveTo } = pack.instrument;
  const rules = pack.rules.flatMap((own): readonly RuleDraft[] => {
    const held = under[own.rule] as RuleInForce | undefined;
    if (held === undefined) return [];
    const as = ruleDraft(held);
    const parameters = { ...as.parameters, ...(own.parameters as Readonly<Record<string, Json>>) };
    const { article, severity, appliesTo } = own;
    return [{ ...as, article, parameters, severity: severity ?? as.severity, appliesTo: appliesTo ?? as.appliesTo }];
  });
  return { base: pack, number, type, issuer, issuedOn, effectiveFrom: today, effectiveTo, rules };
}

/**
 * The overlay a draft stands for: of each rule only what differs from what it is laid over. A rule of which nothing
 * differs is left out.
 *
 * @param under  rules in force on its first day without it
 */
export function overlayOf(draft: OverlayDraft, effectiveFrom: IsoDate, under: RulesInForce): Overlay {
  const { base, number, type, issuer, issuedOn, effectiveTo } = draft;
  return {
    name: base?.name ?? number,
    number,
    type,
    issuer,
    issuedOn,
    effectiveFrom,
    effectiveTo,
    rules: draft.rules.flatMap((each) => changedRule(each, under[each.rule] as RuleInForce | undefined) ?? []),
  };
}

function changedRule(draft: RuleDraft, under: RuleInForce | undefined): PackRule | null {
  const held = (under?.parameters ?? {}) as Readonly<Record<string, Json>>;
  const parameters = Object.fromEntries(
    Object.entries(draft.parameters)
      .map(([key, value]) => [key, withoutEmptyLines(value)] as const)
      .filter(([key, value]) => !same(value, held[key] ?? null)),
  ) as PackRule["parameters"];
  const severity = draft.severity === under?.severity ? null : draft.severity;
  const appliesTo = same(scopeOf(draft.appliesTo), scopeOf(under?.appliesTo ?? {})) ? null : draft.appliesTo;
  if (Object.keys(parameters).length === 0 && severity === null && appliesTo === null) return null;
  return { rule: draft.rule, article: draft.article, parameters, from: null, to: null, severity, appliesTo };
}

/** Lists of words are typed one a line. */
function withoutEmptyLines(value: Json): Json {
  if (Array.isArray(value))
    return (value as readonly Json[])
      .map((each) => (typeof each === "string" ? each.normalize("NFC").trim() : each))
      .filter((each) => each !== "");
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutEmptyLines(each)]));
  return value;
}

/** A part that names nothing excludes nothing. The order of codes says nothing either. */
const scopeOf = (scope: AppliesTo): Json =>
  (["kinds", "purposes", "levels", "roles", "managingLevels"] as const).map((part) => ({
    part,
    codes: [...(scope[part] ?? [])].toSorted((one, other) => (one < other ? -1 : 1)),
  }));

const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);
