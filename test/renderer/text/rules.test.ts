import { describe, expect, it } from "vitest";
import { rules as en } from "../../../renderer/text/en/rules.ts";
import { rules as vi } from "../../../renderer/text/vi/rules.ts";
import type { Facts } from "../../../shared/domain/rules/check.ts";
import { checkedRules, checks } from "../../../shared/domain/rules/checks.ts";
import { evaluate } from "../../../shared/domain/rules/evaluate.ts";
import { builtInPacks } from "../../../shared/domain/rules/packs/built-in.ts";
import { golden } from "../../shared/domain/rules/golden.ts";
import { caseIn, worldOn } from "../../shared/domain/rules/world.ts";

const evaluations = golden.flatMap(([rule, at, , , ...patches]) => {
  const world = worldOn(at, checks[rule].about);
  for (const patch of patches) patch(world);
  return evaluate(caseIn(world), at, builtInPacks).filter((each) => each.rule === rule);
});

/** What of a sentence no fact fills. */
const unfilled = (sentence: string, facts: Facts): string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name).filter((name) => facts[name] === undefined);

describe.each([
  ["vi", vi],
  ["en", en],
])("the words of the rules (%s)", (_language, words) => {
  it("are there for every rule, each with a title of its own", () => {
    expect(Object.keys(words.rule)).toEqual(checkedRules);
    expect(new Set(Object.values(words.rule).map(({ title }) => title)).size).toBe(28);
  });

  it("are filled by the facts of every golden case, and every missing thing has a name", () => {
    const seen = new Set<string>();
    for (const { rule, result, facts } of evaluations) {
      seen.add(`${rule} ${result}`);
      if (result === "met" || result === "not-met")
        expect([rule, result, unfilled(words.rule[rule][result], facts)]).toEqual([rule, result, []]);
      if (result === "unknown") expect(Object.keys(words.missing)).toContain(facts.missing);
    }
    expect(seen.size).toBeGreaterThan(85);
    expect(unfilled("{{nothing}} {{months}}", { months: 3 })).toEqual(["nothing"]);
  });

  it("are composed Unicode", () => {
    const text = JSON.stringify(words);
    expect(text).toBe(text.normalize("NFC"));
  });
});
