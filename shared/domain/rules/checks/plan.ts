import { ageOn, comparePartial, earliestDay, latestDay, monthsAfter } from "../../dates.ts";
import type { PlanEntry } from "../../dossier.ts";
import { foldLoosely, foldVietnamese } from "../../fold.ts";
import type { PartialDate } from "../../primitives.ts";
import type { Case } from "../case.ts";
import {
  type Answer,
  answer,
  bounds,
  type Check,
  type Ground,
  ids,
  isExact,
  notApplicable,
  unknown,
} from "../check.ts";
import { standingOf, stepBetween } from "../title-step.ts";
import { allOf, anyOf, not, type Verdict } from "../verdict.ts";

/** Who is rotated is in the plan for this title, an equivalent or a higher one. */
export const r04: Check<"R04"> = (about, { graceMonths }, ground) => inPlan(about, graceMonths, ground);

/** Who is appointed is in the plan for this title, an equivalent or a higher one; so are candidates from elsewhere. */
export const r21: Check<"R21"> = (about, _none, ground) => {
  const { result, facts, records } = inPlan(about, 0, ground);
  const { move } = about;
  const source = move?.fromUnitId == null || move.toUnitId === null ? {} : { local: move.fromUnitId === move.toUnitId };
  return { result, facts: { ...facts, ...source }, records };
};

/** Not too many people for one title or titles for one person, only a higher title, and not on the day of an appointment. */
export const r18: Check<"R18"> = (about, { peoplePerTitle, titlesPerPerson }, ground) => {
  const { entry, entries, own } = about;
  const { compare } = ground;
  if (entry === null) return notApplicable();
  if (entry.from === null) return unknown("entry-date", {}, [entry.id]);
  if (entries === null || own.assignment === null) return unknown(entries === null ? "plan" : "career", {}, [entry.id]);
  const day = entry.from;
  const planned = standingOf(about, { ...entry, unitId: null }, day);
  const there = entries
    .map((each) => ({ each, holds: each.from === null ? ("maybe" as const) : compare.holds(each, day) }))
    .filter(({ holds }) => holds !== "no");

  const rivals = there.map(({ each, holds }) => ({ each, verdict: allOf([holds, sameTitle(each, entry)]) }));
  const people = {
    least: new Set(rivals.filter(({ verdict }) => verdict === "yes").map(({ each }) => each.personId)).size,
    most: new Set(rivals.filter(({ verdict }) => verdict !== "no").map(({ each }) => each.personId)).size,
  };
  const mine = there
    .filter(({ each }) => each.personId === entry.personId)
    .map(({ each, holds }) => {
      const { level } = standingOf(about, { ...each, unitId: null }, day);
      const same =
        each.id === entry.id ? "yes" : planned.level === null ? "maybe" : compare.isOneOf(level, [planned.level]);
      return allOf([holds, same]);
    });
  const titles = {
    least: mine.filter((each) => each === "yes").length,
    most: mine.filter((each) => each !== "no").length,
  };
  const held = own.assignment
    .map((step) => ({ step, holds: compare.holds(step, day) }))
    .filter(({ step, holds }) => holds !== "no" && step.nature === "SUBSTANTIVE");
  const steps = held.map(({ step }) => stepBetween(planned, standingOf(about, step, day), ground.ladder));
  const higher = steps.length === 0 ? "maybe" : allOf(steps.map((step) => compare.isStep(step, ["higher"])));
  const appointed = anyOf(held.map(({ step }) => (step.from === null ? "maybe" : sameDay(step.from, day, ground))));
  const facts = {
    title: entry.title,
    ...bounds("people", people),
    ...bounds("titles", titles),
    peoplePerTitle,
    titlesPerPerson,
    higher,
    appointed,
  };
  const verdict = allOf([
    compare.atMost(people, peoplePerTitle),
    compare.atMost(titles, titlesPerPerson),
    higher,
    not(appointed),
  ]);
  const counted = rivals.filter((each) => each.verdict !== "no").map(({ each }) => each);
  return answer(
    verdict,
    facts,
    [entry.id, ...new Set([...ids(counted), ...ids(held.map(({ step }) => step))])].filter(unique),
    higher === "maybe" ? "titles" : "entries",
  );
};

/** Shares of young people and of women in the plan. Of the ethnic minorities only the share is told: no figure is set. */
export const r20: Check<"R20"> = ({ planned, asOf }, { youngUnder, young, women }, { compare }) => {
  if (planned === null) return unknown("plan");
  if (planned.length === 0) return notApplicable();
  const share = (verdicts: readonly Verdict[]) => ({
    least: (100 * verdicts.filter((each) => each === "yes").length) / verdicts.length,
    most: (100 * verdicts.filter((each) => each !== "no").length) / verdicts.length,
  });
  const youngShare = share(
    planned.map(({ birthDate }) =>
      birthDate === null ? "maybe" : compare.atMost(ageOn(birthDate, asOf), youngUnder - 1),
    ),
  );
  const womenShare = share(planned.map(({ sex }) => compare.isOneOf(sex, ["NU"])));
  const minority = share(planned.map(({ ethnicity }) => not(compare.isOneOf(ethnicity.code, ["01"]))));
  const rounded = ({ least, most }: { least: number; most: number }) => ({
    least: Math.round(least),
    most: Math.round(most),
  });
  const facts = {
    people: planned.length,
    ...bounds("young", rounded(youngShare)),
    ...bounds("women", rounded(womenShare)),
    ...bounds("minority", rounded(minority)),
  };
  return answer(
    allOf([compare.atLeast(youngShare, young), compare.atLeast(womenShare, women)]),
    facts,
    ids(planned),
    "people",
  );
};

/** An entry is reviewed every so many months: by a review on file, or by a decision on reviewing the plan. */
export const r26: Check<"R26"> = ({ entry, reviews, decisions, asOf }, { months, subjects }, { compare }) => {
  if (entry === null) return notApplicable();
  if (entry.from === null) return unknown("entry-date", {}, [entry.id]);
  const over = entry.to === null ? "no" : compare.before(entry.to, asOf);
  if (over === "yes") return notApplicable({}, [entry.id]);
  const words = foldedSubjects(subjects);
  const papers = [...decisions.values()].filter(({ subject }) =>
    words.some((word) => foldVietnamese(subject).includes(word)),
  );
  const looked = [...reviews, ...papers].filter(({ date }) => date !== null && compare.before(asOf, date) !== "yes");
  const dates = [entry.from, ...looked.map(({ date }) => date ?? "")];
  const verdict = anyOf(
    dates.map((date) => {
      const late = [earliestDay(date), latestDay(date)].map((day) => compare.before(monthsAfter(day, months), asOf));
      return late.every((each) => each === "yes") ? "no" : late.every((each) => each === "no") ? "yes" : "maybe";
    }),
  );
  const last = dates.toSorted(comparePartial).at(-1) ?? entry.from;
  const facts = { reviewed: last, due: monthsAfter(latestDay(last), months) };
  return over === "maybe" && verdict !== "yes"
    ? unknown("entry-end", facts, [entry.id])
    : answer(verdict, facts, [entry.id, ...ids(looked)]);
};

/** A board asks for every entry of a term by one and the same rule. */
function foldedSubjects(subjects: readonly string[]): readonly string[] {
  const known = folded.get(subjects) ?? subjects.map(foldVietnamese);
  folded.set(subjects, known);
  return known;
}
const folded = new WeakMap<readonly string[], readonly string[]>();

function inPlan(about: Case, graceMonths: number, ground: Ground): Answer {
  const { move, own } = about;
  const { compare } = ground;
  if (move === null) return notApplicable();
  if (move.start === null) return unknown("start", {}, [move.id]);
  const { start } = move;
  const entries = own["plan-entry"];
  if (entries === null) return unknown("plan", {}, [move.id]);
  const taken = standingOf(about, { title: move.toTitle, postId: move.toPostId, unitId: move.toUnitId }, start);
  const judged = entries.map((entry) => {
    const to = entry.to === null ? null : graceMonths === 0 ? entry.to : monthsAfter(latestDay(entry.to), graceMonths);
    const valid = entry.from === null ? anyOf(["maybe"]) : compare.holds({ from: entry.from, to }, start);
    const samePost = entry.postId !== null && entry.postId === move.toPostId;
    const step = stepBetween(standingOf(about, { ...entry, unitId: null }, start), taken, ground.ladder);
    const fits = samePost ? "yes" : compare.isStep(step, ["equal", "higher"]);
    return { entry, verdict: allOf([valid, fits]) };
  });
  const best = judged.find(({ verdict }) => verdict === "yes") ?? judged.find(({ verdict }) => verdict === "maybe");
  const facts = { start, to: move.toTitle, planned: best?.entry.title ?? "", entries: entries.length };
  const named = best === undefined ? ids(entries) : [best.entry.id];
  return answer(anyOf(judged.map(({ verdict }) => verdict)), facts, [move.id, ...named], "plan-entry");
}

/** Whether two entries are about one title of one term. */
function sameTitle(one: PlanEntry, other: PlanEntry): Verdict {
  if (one.id === other.id) return "yes";
  if (one.postId !== null && other.postId !== null) return one.postId === other.postId ? "yes" : "no";
  if (foldLoosely(one.title) !== foldLoosely(other.title) || one.term.trim() !== other.term.trim()) return "no";
  return one.postId === other.postId ? "yes" : "maybe";
}

function sameDay(one: PartialDate, other: PartialDate, { compare }: Ground): Verdict {
  if (isExact(one) && isExact(other)) return one === other ? "yes" : "no";
  return compare.holds({ from: one, to: one }, other) === "no" ? "no" : "maybe";
}

const unique = <Item>(item: Item, at: number, all: readonly Item[]): boolean => all.indexOf(item) === at;
