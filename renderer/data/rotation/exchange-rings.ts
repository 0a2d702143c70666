import type { Assignment } from "../../../shared/domain/assignment.ts";
import { dayBefore } from "../../../shared/domain/dates.ts";
import { holdsOn } from "../../../shared/domain/organisation/period.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { type Holder, ringsAmong } from "../../../shared/domain/rules/chain.ts";
import type { RuleResult } from "../../../shared/domain/rules/check.ts";
import type { Opening } from "../../../shared/domain/rules/opening.ts";
import { type CheckedRule, isCheckedRule, isRuleId } from "../../../shared/domain/rules/parameters.ts";
import { type RulesInForce, rulesOn } from "../../../shared/domain/rules/rules-on.ts";
import { judgedFor } from "../../../shared/domain/rules/suggest.ts";
import { titleGroup } from "../../../shared/domain/statistics/title-group.ts";
import { isWithin, unitName } from "../../../shared/domain/units.ts";
import type { CandidateGround } from "./candidate-ground.ts";
import type { RotationGround } from "./ground.ts";
import { inSlices } from "./in-slices.ts";
import type { CandidatePlace, ExchangeLeg, ExchangeQuery, ExchangesFound } from "./suggestion-queries.ts";

/** Holders looked at, the first by name: pairs grow with their square. Rings shown at once. */
const holdersAtMost = 120;
const ringsAtMost = 100;

/**
 * Rings of people in which each may take the post of the next, the one who holds it having left it: no warning in force is not
 * met, unless those with warnings are asked for too; then the fewest come first. What cannot be decided is told with the leg. That the legs mirror each other is what a ring is, so the
 * rule on that is not asked.
 */
export async function exchangesAmong(
  ground: RotationGround,
  candidates: CandidateGround,
  { unitId, group, start, plannedEnd, most, warned }: ExchangeQuery,
): Promise<ExchangesFound> {
  const { pages } = await candidates.now();
  const [posts, units, packs] = [ground.byId("post"), ground.versions(), ground.packs()];
  const day = dayBefore(start);
  const rules: RulesInForce = Object.fromEntries(
    Object.entries(rulesOn(start, packs)).filter(
      ([id, { severity }]) => !isRuleId(id) || !isCheckedRule(id) || (severity === "W" && id !== "R27"),
    ),
  );

  const { tables } = pages;
  const { starts, columns } = tables.steps;
  const wanted = tables.registers.held.values.map(({ title, postId, unitId: own }) => {
    if (postId === null) return false;
    const post = posts.get(postId);
    const there = post?.unitId ?? own;
    if (unitId !== null && (there === null || !isWithin(units, there, unitId, day))) return false;
    return group === null || titleGroup(title.trim() === "" ? (post?.title ?? "") : title) === group;
  });
  const steps: Assignment[] = [];
  for (const at of tables.byName) {
    if (steps.length > holdersAtMost) break;
    let some = false;
    for (let row = starts[at]!; row < starts[at + 1]!; row += 1) some ||= wanted[columns.held[row]!] === true;
    if (!some) continue;
    const own = pages.rowsOf("assignment", at).find((step) => {
      const number = tables.registers.held.numberOf({ title: step.title, postId: step.postId, unitId: step.unitId });
      return step.nature === "SUBSTANTIVE" && wanted[number] === true && holdsOn(step, day);
    });
    if (own !== undefined) steps.push(own);
  }
  const looked = steps.slice(0, holdersAtMost);
  const holders = looked.flatMap(({ personId, postId }): Holder[] => (postId === null ? [] : [{ personId, postId }]));
  const places = new Map(
    looked.map((step): [RecordId<"person">, CandidatePlace] => {
      const post = step.postId === null ? undefined : posts.get(step.postId);
      const own = post?.unitId ?? step.unitId;
      const title = step.title.trim() === "" ? (post?.title ?? "") : step.title;
      return [
        step.personId,
        {
          title,
          unit: (own === null ? "" : unitName(units, own, day)) || step.unitText,
          unitId: own,
          postId: step.postId,
        },
      ];
    }),
  );

  const legs = new Map<string, ExchangeLeg>();
  const pairs = await inSlices(judgePairs());
  const rings = ringsAmong(holders, (one, other) => pairs.has(keyOf(one, other)), { least: 2, most }, ringsAtMost + 1);
  return {
    holders: holders.length,
    rings: rings
      .slice(0, ringsAtMost)
      .map((ring) => ({ legs: ring.flatMap((one, i) => legs.get(keyOf(one, ring[(i + 1) % ring.length]!)) ?? []) }))
      .toSorted((a, b) => warningsIn(a) - warningsIn(b)),
    more: rings.length > ringsAtMost || steps.length > holdersAtMost,
  };

  function* judgePairs(): Generator<void, ReadonlySet<string>> {
    const able = new Set<string>();
    for (const other of holders) {
      const to = places.get(other.personId)!;
      const opening: Opening = {
        ...to,
        start,
        plannedEnd,
        kind: "HOAN_DOI",
        purpose: null,
      };
      const asked = candidates.askedFor(pages, opening, other.personId);
      for (const one of holders) {
        if (one === other || one.postId === other.postId) continue;
        const evaluations = judgedFor(asked, rules, one.personId, null);
        yield;
        const rulesThat = (wantedResult: RuleResult): CheckedRule[] =>
          evaluations.flatMap(({ rule, result }) => (result === wantedResult ? [rule] : []));
        const [notMet, unknown] = [rulesThat("not-met"), rulesThat("unknown")];
        if (evaluations.length === 0 || (!warned && notMet.length > 0)) continue;
        able.add(keyOf(one, other));
        const from = places.get(one.personId)!;
        const name = ground.nameOf(one.personId);
        legs.set(keyOf(one, other), { personId: one.personId, name, from, to, notMet, unknown });
      }
    }
    return able;
  }
}

const warningsIn = ({ legs }: { readonly legs: readonly ExchangeLeg[] }): number =>
  legs.reduce((sum, { notMet }) => sum + notMet.length, 0);

const keyOf = (one: Holder, other: Holder): string => `${one.personId} ${other.personId}`;
