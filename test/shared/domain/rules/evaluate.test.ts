import { describe, expect, it } from "vitest";
import { checkedRules, checks } from "../../../../shared/domain/rules/checks.ts";
import { type Evaluation, evaluate } from "../../../../shared/domain/rules/evaluate.ts";
import { builtInPacks } from "../../../../shared/domain/rules/packs/built-in.ts";
import { type CheckedRule, isCheckedRule } from "../../../../shared/domain/rules/parameters.ts";
import type { RulePack } from "../../../../shared/domain/rules/rule-pack.ts";
import { type Comparisons, comparisons, not, type Verdict } from "../../../../shared/domain/rules/verdict.ts";
import { golden, type Row } from "./golden.ts";
import { caseIn, worldOn } from "./world.ts";

/** What a province might lay over: the two rules that are off by themselves. */
const switchedOn: RulePack = {
  id: "on",
  name: "on",
  version: 1,
  overlay: true,
  instrument: {
    ...builtInPacks[0]!.instrument,
    number: "1-QĐ/TU",
    effectiveFrom: null,
    effectiveTo: null,
    replaces: [],
  },
  rules: (["R07", "R28"] as const).map((rule) => ({
    rule,
    article: "",
    parameters: {},
    from: null,
    to: null,
    severity: "W",
    appliesTo: null,
  })),
};
const packs = [...builtInPacks, switchedOn];
/** Nothing but one rule and the tables it may use, so that only its own comparisons are seen. */
const packsFor = (rule: CheckedRule): readonly RulePack[] =>
  packs.map((pack) => ({
    ...pack,
    rules: pack.rules.filter((each) => each.rule === rule || !isCheckedRule(each.rule)),
  }));

const evaluated = ([rule, at, , , ...patches]: Row, compare: Comparisons = comparisons): Evaluation | undefined => {
  const world = worldOn(at, checks[rule].about);
  for (const patch of patches) patch(world);
  return evaluate(caseIn(world), at, packsFor(rule), compare).find((each) => each.rule === rule);
};
const answerOf = (row: Row, compare?: Comparisons): string => {
  const found = evaluated(row, compare);
  if (found === undefined) return "absent";
  return found.overridden === null ? found.result : found.result === "not-met" ? "overridden" : "overridden?";
};
const name = ([rule, at, what, want]: Row): string => `${rule} ${at} ${what}: ${want}`;

describe("every rule, case by case", () => {
  it.each(golden.map((row) => [name(row), row] as const))("%s", (_name, row) => {
    expect(answerOf(row)).toBe(row[3]);
  });

  it("has at least six cases of each rule, one of them outside its days, one overridden where it can be not met", () => {
    for (const rule of checkedRules) {
      const rows = golden.filter((row) => row[0] === rule);
      const wants = new Set(rows.map((row) => row[3]));
      expect(rows.length, rule).toBeGreaterThanOrEqual(6);
      expect(new Set(rows.map(name)).size, rule).toBe(rows.length);
      expect(wants.has("met"), rule).toBe(true);
      if (rule !== "R27") expect(wants.has("absent"), rule).toBe(true);
      if (rule !== "R16" && rule !== "R25")
        for (const want of ["not-met", "overridden"] as const) expect(wants.has(want), `${rule} ${want}`).toBe(true);
      if (rule !== "R16") expect(wants.has("unknown"), rule).toBe(true);
    }
  });

  it("names a record, the instrument and the pack's version with every answer", () => {
    for (const row of golden) {
      const found = evaluated(row);
      if (found === undefined) continue;
      expect(found.source.version, name(row)).toBe(1);
      expect(found.source.pack.length, name(row)).toBeGreaterThan(0);
      for (const fact of Object.values(found.facts)) expect(["string", "number", "boolean"]).toContain(typeof fact);
      if (found.result === "met" || found.result === "not-met")
        expect(found.records.length, name(row)).toBeGreaterThan(0);
      expect(new Set(found.records).size, name(row)).toBe(found.records.length);
      if (found.result === "unknown") expect(found.facts.missing, name(row)).toBeTypeOf("string");
    }
  });
});

describe("the cases notice a wrong check", () => {
  const turned: { readonly [Name in keyof Comparisons]: Comparisons[Name] } = {
    atLeast: (...of) => not(comparisons.atLeast(...of)),
    atMost: (...of) => not(comparisons.atMost(...of)),
    holds: (...of) => not(comparisons.holds(...of)),
    before: (...of) => not(comparisons.before(...of)),
    isStep: (...of) => not(comparisons.isStep(...of)),
    isOneOf: (...of) => not(comparisons.isOneOf(...of)),
  };
  const offByOne: Partial<Comparisons> = {
    atLeast: (value, limit) => comparisons.atLeast(value, limit + 1), // ">" for "≥"
    atMost: (value, limit) => comparisons.atMost(value, limit - 1), // "<" for "≤"
    before: (one, other): Verdict => (one === other ? "yes" : comparisons.before(one, other)), // "≤" for "<"
  };
  const used = (rule: CheckedRule): Set<keyof Comparisons> => {
    const names = new Set<keyof Comparisons>();
    const spying = Object.fromEntries(
      Object.entries(comparisons).map(([key, compare]) => [
        key,
        (...of: unknown[]) => {
          names.add(key as keyof Comparisons);
          return (compare as (...all: unknown[]) => Verdict)(...of);
        },
      ]),
    ) as unknown as Comparisons;
    for (const row of golden) if (row[0] === rule) evaluated(row, spying);
    return names;
  };

  it.each(checkedRules)("%s: each comparison turned round", (rule) => {
    const rows = golden.filter((row) => row[0] === rule);
    const names = used(rule);
    expect(names.size).toBeGreaterThan(0);
    for (const key of names) {
      const red = rows.filter((row) => answerOf(row, { ...comparisons, [key]: turned[key] }) !== row[3]);
      expect(red.length, `${rule}.${key}`).toBeGreaterThan(0);
    }
  });

  it("and most limits moved by one", () => {
    const missed: string[] = [];
    let tried = 0;
    for (const rule of checkedRules) {
      const rows = golden.filter((row) => row[0] === rule);
      for (const [key, compare] of Object.entries(offByOne)) {
        if (!used(rule).has(key as keyof Comparisons)) continue;
        tried += 1;
        if (!rows.some((row) => answerOf(row, { ...comparisons, [key]: compare }) !== row[3]))
          missed.push(`${rule}.${key}`);
      }
    }
    expect(tried).toBeGreaterThan(20);
    expect(missed).toEqual([]);
  });
});
