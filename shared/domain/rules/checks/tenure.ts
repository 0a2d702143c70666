import type { Assignment } from "../../assignment.ts";
import { type Between, dayBefore, earliestDay, latestDay, monthsAfter } from "../../dates.ts";
import { coverOf, type Period, type Span } from "../../organisation/period.ts";
import type { ManagingLevel } from "../../post.ts";
import type { IsoDate, RecordId } from "../../primitives.ts";
import type { Rotation } from "../../rotation.ts";
import type { Case } from "../case.ts";
import { answer, type Check, type Ground, ids, monthsServed, notApplicable, unknown } from "../check.ts";
import { isListed, type Standing, standingOf, stepBetween } from "../title-step.ts";
import { allOf, anyOf, type Verdict } from "../verdict.ts";

/** A head does not stay longer than so many terms in one post of one place. */
export const r06: Check<"R06"> = (about, { terms, termMonths, months, titles, forecast }, ground) =>
  tooLong(about, ground, months ?? terms * termMonths, forecast, (title, standing) =>
    isListed(title, titles) ? ground.compare.isOneOf(standing.role, ["T"]) : "no",
  );

/** A deputy is due to move on after so many months in one body. */
export const r07: Check<"R07"> = (about, { months }, ground) =>
  tooLong(about, ground, months, 0, (_title, standing) => ground.compare.isOneOf(standing.role, ["P"]));

/** The managing level of a person is the highest among the posts held. */
export const r25: Check<"R25"> = ({ own, posts, asOf }, _none, { compare }) => {
  if (own.assignment === null || posts === null) return unknown("posts");
  const held = own.assignment
    .map((step) => ({ step, holds: compare.holds(step, asOf) }))
    .filter(({ holds }) => holds !== "no");
  if (held.length === 0) return notApplicable();
  const levels = held.map(({ step, holds }) => ({
    sure: holds === "yes",
    level: (step.postId === null ? null : posts.get(step.postId)?.managingLevel) ?? null,
  }));
  const records = held.flatMap(({ step }) => [step.id, ...(step.postId === null ? [] : [step.postId])]);
  const highest = ranks.find((rank) => levels.some(({ level }) => level === rank)) ?? null;
  const open = levels.some(({ sure, level }) => level === null || (!sure && level === highest));
  if (highest === null || (open && highest !== ranks[0])) return unknown("managingLevel", {}, records);
  return { result: "met", facts: { level: highest }, records };
};

const ranks: readonly ManagingLevel[] = ["BCT", "BBT", "BTVTU", "BTVHU", "BTVDU", "CQ"];

/**
 * Months in the post a move leaves, before it. With `equivalent` every post of the same standing counts, and the
 * stretches add up; otherwise only the last unbroken stretch in the very post.
 *
 * @returns null where the career is not known or has no such post
 */
export function monthsInPost(
  about: Case,
  move: Rotation,
  { ladder, compare }: Ground,
  equivalent: boolean,
): { readonly months: Between; readonly records: readonly RecordId[] } | null {
  const { assignment } = about.own;
  if (assignment === null || move.start === null) return null;
  const day = move.start;
  const left = standingOf(about, { title: move.fromTitle, postId: null, unitId: move.fromUnitId }, day);
  const fits = assignment.map((step) => {
    const standing = standingOf(about, step, step.from ?? day);
    const reached = stepBetween(standing, left, ladder);
    const same = standing.key === left.key ? "yes" : "no";
    return { step, fit: equivalent ? compare.isStep(reached, ["equal"]) : same };
  });
  const counted = fits.filter(({ step, fit }) => fit !== "no" && step.rotationId !== move.id);
  if (counted.length === 0) return null;
  const sum = (periods: readonly Period[], until: IsoDate, reading: "least" | "most"): number => {
    const spans = coverOf(periods)
      .filter(({ first }) => first <= until)
      .map(({ first, last }) => ({ first, last: last < until ? last : until }));
    const taken = equivalent ? spans : spans.slice(-1);
    return taken.reduce(
      (months, { first, last }) => months + (first === "" ? 0 : monthsServed(first, last)[reading]),
      0,
    );
  };
  const all = counted.map(({ step }) => step);
  if (all.some(({ from }) => from === null)) return null;
  const certain = counted.filter(({ fit }) => fit === "yes").map(({ step }) => narrow(step));
  return {
    months: {
      least: sum(certain, dayBefore(earliestDay(day)), "least"),
      most: sum(all, dayBefore(latestDay(day)), "most"),
    },
    records: ids(all),
  };
}

/** Whether everything held on the day that is meant was held no longer than the limit. */
function tooLong(
  { own, posts, units, asOf }: Case,
  { compare, appliesTo }: Ground,
  limit: number,
  forecast: number,
  isMeant: (title: string, standing: Standing) => Verdict,
): ReturnType<Check<"R06">> {
  if (own.assignment === null) return unknown("career");
  const steps = own.assignment
    .filter(({ nature }) => nature === "SUBSTANTIVE")
    .map((step) => ({ step, standing: standingOf({ posts, units }, step, asOf) }));
  const meant = steps.flatMap(({ step, standing }) => {
    const level = appliesTo.levels === undefined ? "yes" : compare.isOneOf(standing.level, appliesTo.levels);
    const verdict = allOf([isMeant(step.title, standing), level, compare.holds(step, asOf)]);
    return verdict === "no" ? [] : [{ step, standing, verdict }];
  });
  if (meant.length === 0) return notApplicable();
  const judged = meant.map(({ step, standing, verdict }) => {
    const place = standing.key;
    const same = steps.filter((each) => each.standing.key === place).map((each) => each.step);
    const firsts = [since(same, asOf), since(same.map(narrow), asOf)];
    const dues = firsts.map((first) => (first === null || first === "" ? null : monthsAfter(first, limit)));
    const inTime = agreed(dues.map((due) => (due === null ? "maybe" : compare.before(asOf, due))));
    return {
      step,
      same,
      due: dues[0] ?? null,
      verdict: verdict === "yes" || inTime === "yes" ? inTime : ("maybe" as const),
    };
  });
  const worst = judged.toSorted((a, b) => ((a.due ?? "9") < (b.due ?? "9") ? -1 : 1))[0];
  const facts = {
    title: worst?.step.title ?? "",
    limit,
    ...(worst?.due == null ? {} : { due: worst.due, soon: worst.due <= monthsAfter(asOf, forecast) }),
  };
  const records = [...new Set(judged.flatMap(({ same }) => ids(same)))];
  return answer(allOf(judged.map(({ verdict }) => verdict)), facts, records, "career");
}

/** Yes or no where all say so. */
const agreed = (verdicts: readonly Verdict[]): Verdict =>
  allOf(verdicts) === "yes" ? "yes" : anyOf(verdicts) === "no" ? "no" : "maybe";

/** The first day of the unbroken stretch that a day lies in; "" where its beginning is open, null where there is none. */
const since = (periods: readonly Period[], day: IsoDate): IsoDate | null =>
  coverOf(periods).find((span: Span) => span.first <= day && day <= span.last)?.first ?? null;

/** Only the days that are certain. */
const narrow = ({ from, to }: Pick<Assignment, "from" | "to">): Period => ({
  from: from === null ? "9999" : latestDay(from),
  to: to === null ? null : earliestDay(to),
});
