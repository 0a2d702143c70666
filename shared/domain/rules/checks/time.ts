import { dayBefore, daysAfter, earliestDay, latestDay, monthsBetween } from "../../dates.ts";
import type { IsoDate, PartialDate, RecordId } from "../../primitives.ts";
import type { Case } from "../case.ts";
import {
  type Answer,
  answer,
  bounds,
  type Check,
  type Facts,
  type Ground,
  ids,
  isExact,
  monthsServed,
  notApplicable,
  unknown,
} from "../check.ts";
import { retirementOf } from "../retirement.ts";
import { allOf, anyOf, type Verdict } from "../verdict.ts";
import { monthsInPost } from "./tenure.ts";

/** A rotation lasts so many months; one that ended earlier is judged by the day it ended. */
export const r01: Check<"R01"> = ({ move }, { months, excused }, { compare }) => {
  if (move === null) return notApplicable();
  const records = [move.id];
  if (move.endedOn !== null && excused.includes(move.outcome)) return notApplicable({ outcome: move.outcome }, records);
  const end = move.endedOn ?? move.extendedTo ?? move.plannedEnd;
  if (move.start === null) return unknown("start", {}, records);
  if (end === null) return unknown("plannedEnd", { start: move.start }, records);
  const served = monthsServed(move.start, end);
  const facts = { start: move.start, end, ended: move.endedOn !== null, ...bounds("months", served), limit: months };
  return answer(compare.atLeast(served, months), facts, records);
};

/** Working time left at the start of a move: planned cadres. */
export const r02: Check<"R02"> = ({ person, move }, { months }, ground) =>
  move === null ? notApplicable() : timeLeft(person, move.start, months, ground, [move.id]);

/** Working time left at the start of a move: one full term, for non-locals and after two terms. */
export const r03: Check<"R03"> = ({ person, move }, { months }, ground) =>
  move === null ? notApplicable() : timeLeft(person, move.start, months, ground, [move.id]);

/** Working time left when the plan entry was approved. */
export const r19: Check<"R19"> = ({ person, entry }, { months }, ground) =>
  entry === null ? notApplicable() : timeLeft(person, entry.from, months, ground, [entry.id]);

/** One assessment for each year served, and one at the end, each within its days. */
export const r14: Check<"R14"> = ({ move, own, asOf }, { dueDays, servedMonths }, { compare }) => {
  if (move === null) return notApplicable();
  if (move.start === null) return unknown("start", {}, [move.id]);
  if (asOf <= earliestDay(move.start)) return notApplicable({ start: move.start }, [move.id]); // nothing served yet
  if (own.assessment === null || own["yearly-rating"] === null) return unknown("assessments", {}, [move.id]);
  const { assessment: assessments, "yearly-rating": ratings } = own;
  const ofMove = (own["move-assessment"] ?? []).filter((each) => each.rotationId === move.id);
  const end = move.endedOn;
  const due = (start: IsoDate, last: IsoDate | null): number[] => {
    const years: number[] = [];
    for (let year = Number(start.slice(0, 4)); daysAfter(`${year}-12-31`, dueDays) <= asOf; year += 1) {
      const closing = `${year}-12-31`;
      if (last !== null && last < closing) break;
      const served = monthsServed(start > `${year}-01-01` ? start : `${year}-01-01`, closing);
      if (compare.atLeast(served, servedMonths) === "yes") years.push(year);
    }
    return years;
  };
  const some = due(earliestDay(move.start), end === null ? null : latestDay(end));
  const sure = due(latestDay(move.start), end === null ? null : earliestDay(end));
  const within = (date: PartialDate | null, first: IsoDate, last: IsoDate): Verdict =>
    date === null ? "maybe" : compare.holds({ from: first, to: last }, date);
  const assessedFor = (year: number): Verdict =>
    anyOf([
      ...[...ratings, ...ofMove.filter(({ atEnd }) => !atEnd)].map(({ year: of }) =>
        compare.isOneOf(of?.slice(0, 4) ?? null, [String(year)]),
      ),
      ...assessments.map(({ date }) =>
        within(date, daysAfter(`${year - 1}-12-31`, dueDays + 1), daysAfter(`${year}-12-31`, dueDays)),
      ),
    ]);
  const verdicts = some.map((year) => {
    const verdict = assessedFor(year);
    return { year, verdict: sure.includes(year) || verdict === "yes" ? verdict : ("maybe" as const) };
  });
  const endDue = end !== null && daysAfter(latestDay(end), dueDays) <= asOf;
  const atEnd = endDue
    ? anyOf([
        ...ofMove.map(({ atEnd: over }) => (over ? ("yes" as const) : ("no" as const))),
        ...assessments.map(({ date }) =>
          within(date, daysAfter(earliestDay(end), -dueDays), daysAfter(latestDay(end), dueDays)),
        ),
      ])
    : null;
  const records = [move.id, ...ids(ofMove), ...ids(assessments), ...ids(ratings)];
  if (verdicts.length === 0 && atEnd === null) return notApplicable({ start: move.start }, [move.id]);
  const missing = verdicts.filter(({ verdict }) => verdict !== "yes").map(({ year }) => String(year));
  const facts: Facts = {
    years: verdicts.map(({ year }) => year).join(", "),
    lacking: [...missing, ...(atEnd === null || atEnd === "yes" ? [] : ["end"])].join(", "),
  };
  return answer(allOf([...verdicts.map(({ verdict }) => verdict), ...(atEnd === null ? [] : [atEnd])]), facts, records);
};

/** What becomes of the person is written down within so many days of the planned end. */
export const r15: Check<"R15"> = ({ move, asOf }, { dueDays }, { compare }) => {
  if (move === null) return notApplicable();
  const facts = { outcome: move.outcome };
  if (move.outcome !== "ONGOING" && move.outcome !== "EXTENDED") return { result: "met", facts, records: [move.id] };
  const plannedEnd = move.extendedTo ?? move.plannedEnd;
  if (plannedEnd === null) return unknown("plannedEnd", facts, [move.id]);
  const [first, last] = [earliestDay, latestDay].map((day) => daysAfter(day(plannedEnd), dueDays));
  const over = [first ?? asOf, last ?? asOf].map((due) => compare.before(due, asOf));
  const dated = { ...facts, plannedEnd, due: last ?? asOf };
  if (over.every((each) => each === "no")) return notApplicable(dated, [move.id]);
  return over.every((each) => each === "yes")
    ? { result: "not-met", facts: dated, records: [move.id] }
    : unknown("plannedEnd", dated, [move.id]);
};

/** Kept at the destination: no longer counted as rotated. */
export const r16: Check<"R16"> = ({ move }, { outcomes }, { compare }) =>
  move !== null && compare.isOneOf(move.outcome, outcomes) === "yes"
    ? { result: "met", facts: { outcome: move.outcome, counts: false }, records: [move.id] }
    : notApplicable(move === null ? {} : { outcome: move.outcome }, ids([move]));

/** So long in the post left behind. */
export const r28: Check<"R28"> = (about, { months }, ground) => {
  const { move } = about;
  if (move === null) return notApplicable();
  if (move.start === null) return unknown("start", {}, [move.id]);
  const held = monthsInPost(about, move, ground, false);
  if (held === null) return unknown("career", { title: move.fromTitle }, [move.id]);
  const facts = { title: move.fromTitle, ...bounds("months", held.months), limit: months };
  return answer(ground.compare.atLeast(held.months, months), facts, [move.id, ...held.records]);
};

function timeLeft(
  person: Case["person"],
  day: PartialDate | null,
  limit: number,
  { retirement, compare }: Ground,
  records: readonly RecordId[],
): Answer {
  const about = [...records, person.id];
  if (day === null) return unknown("start", {}, about);
  if (retirement === null) return unknown("retirement-table", { start: day }, about);
  const retires = retirementOf(person, retirement);
  if (retires === null) return unknown(person.sex === null ? "sex" : "birthDate", { start: day }, about);
  const left = {
    least: monthsBetween(latestDay(day), retires.earliest).least,
    most: monthsBetween(earliestDay(day), retires.latest).most,
  };
  const facts = { start: day, retires: retires.on, about: retires.about, ...bounds("months", left), limit };
  return answer(compare.atLeast(left, limit), facts, about);
}

/** The last day before a start, and the start: on either somebody may still hold what he leaves. */
export const daysAround = (start: PartialDate): PartialDate[] => (isExact(start) ? [dayBefore(start), start] : [start]);
