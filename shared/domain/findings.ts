import type { Assignment } from "./assignment.ts";
import { titleWithUnit } from "./career.ts";
import { earliestDay, latestDay, surelyBefore } from "./dates.ts";
import type { Decision } from "./decision.ts";
import { decidingDay } from "./direction.ts";
import { exchangesOf } from "./exchanges.ts";
import { groupBy } from "./group-by.ts";
import type { Person } from "./person.ts";
import type { IsoDate, RecordId } from "./primitives.ts";
import type { Rotation } from "./rotation.ts";
import type { UnitVersion } from "./unit.ts";
import { type UnitVersions, unitName, versionOn } from "./units.ts";

/**
 * What a check may report. Facts of each, as plain values (dates ISO, names as written):
 * - `unit-absent`: side ("from" | "to"), unit (last known name), day
 * - `post-two-holders`: title, first and second (people's ids), day (first day shared)
 * - `ends-before-start`: title, from, to
 * - `person-two-posts`: first and second (titles with units), day
 * - `party-before-birth`: birth, joined
 * - `full-before-admission`: joined, full
 * - `exchange-leg-missing`: group, title
 * - `exchange-not-mirrored`: group, legs (how many)
 */
export type FindingRule =
  | "unit-absent"
  | "post-two-holders"
  | "person-two-posts"
  | "ends-before-start"
  | "party-before-birth"
  | "full-before-admission"
  | "exchange-leg-missing"
  | "exchange-not-mirrored";

/** Something odd in meaning. It has been saved: a person decides what it is worth. */
export interface Finding {
  readonly rule: FindingRule;
  readonly personId: RecordId<"person"> | null;
  readonly records: readonly RecordId[];
  readonly facts: Readonly<Record<string, string>>;
}

/** What checks may read: open kinds only, so that protected fields can never be a reason for anything. */
export interface CheckedRecords {
  readonly persons: Iterable<Person>;
  readonly assignments: Iterable<Assignment>;
  readonly rotations: Iterable<Rotation>;
  readonly decisions: Iterable<Decision>;
  readonly unitVersions: UnitVersions;
}

/** Every finding of an office's records. Withdrawn records are passed over. Time grows with their number. */
export function findings(records: CheckedRecords): Finding[] {
  const persons = standing(records.persons);
  const assignments = standing(records.assignments);
  const rotations = standing(records.rotations);
  const decisions = new Map(standing(records.decisions).map((decision) => [decision.id, decision]));
  return [
    ...persons.flatMap(partyDates),
    ...assignments.flatMap(endsBeforeStart),
    ...[...groupBy(assignments, (each) => each.personId).values()].flatMap(postsAtOnce),
    ...[...groupBy(assignments, (each) => each.postId).values()].flatMap(holdersAtOnce),
    ...rotations.flatMap((move) =>
      absentUnits(move, move.decisionId === null ? null : decisions.get(move.decisionId), records.unitVersions),
    ),
    ...brokenExchanges(rotations),
  ];
}

/**
 * A unit a move leaves or reaches that was not there on the day that decides, or is not on file at all.
 * Source: decisions name units as they stand on their date; commune codes and names of 2025 reuse older ones.
 */
export function absentUnits(
  move: Rotation,
  decision: Decision | null | undefined,
  versions: readonly UnitVersion[] | UnitVersions,
): Finding[] {
  const day = decidingDay(move, decision);
  if (day === null) return [];
  const sides = [
    ["from", move.fromUnitId],
    ["to", move.toUnitId],
  ] as const;
  return sides.flatMap(([side, unitId]): Finding[] =>
    unitId === null || versionOn(versions, unitId, day) !== null
      ? []
      : [
          {
            rule: "unit-absent",
            personId: move.personId,
            records: [move.id, unitId],
            facts: { side, unit: unitName(versions, unitId, null), day },
          },
        ],
  );
}

/**
 * Two people who hold one post, both substantively, on one day.
 * Source: a place in the establishment is one place; concurrent and acting holders are recorded as such.
 *
 * @param assignments  of one post
 */
export const holdersAtOnce = (assignments: readonly Assignment[]): Finding[] =>
  overlaps(assignments.filter((each) => each.postId !== null))
    .filter(([first, second]) => first.personId !== second.personId)
    .map(([first, second, day]) => ({
      rule: "post-two-holders",
      personId: second.personId,
      records: [first.id, second.id, ...(first.postId === null ? [] : [first.postId])],
      facts: { title: second.title, first: first.personId, second: second.personId, day },
    }));

/**
 * Two substantive assignments of one person on one day.
 * Source: form 2C/TCTW-98, items 3 and 27: further posts are held concurrently ("kiêm nhiệm") and named so.
 *
 * @param assignments  of one person
 */
export const postsAtOnce = (assignments: readonly Assignment[]): Finding[] =>
  overlaps(assignments).map(([first, second, day]) => ({
    rule: "person-two-posts",
    personId: second.personId,
    records: [first.id, second.id],
    facts: { first: titleWithUnit(first), second: titleWithUnit(second), day },
  }));

/**
 * A step of a career whose last day is before its first.
 * Source: form 2C/TCTW-98, item 27: from month, year to month, year.
 */
export const endsBeforeStart = ({ id, personId, title, from, to, withdrawn }: Assignment): Finding[] =>
  withdrawn || from === null || to === null || !surelyBefore(to, from)
    ? []
    : [{ rule: "ends-before-start", personId, records: [id], facts: { title, from, to } }];

/**
 * Admission to the Party before birth, or full membership before admission.
 * Source: the Party Statutes: admission comes first, full membership after the probation.
 * Reported only where no reading of an incomplete date makes it right.
 */
export function partyDates(person: Person): Finding[] {
  const { birthDate: birth, partyJoinDate: joined, partyOfficialDate: full } = person;
  const entered = joined ?? full;
  const found: Finding[] = [];
  const about = { personId: person.id, records: [person.id] };
  if (birth !== null && entered !== null && surelyBefore(entered, birth)) {
    found.push({ rule: "party-before-birth", ...about, facts: { birth, joined: entered } });
  }
  if (joined !== null && full !== null && surelyBefore(full, joined)) {
    found.push({ rule: "full-before-admission", ...about, facts: { joined, full } });
  }
  return found;
}

/**
 * Exchanges with a leg missing, or whose legs do not take each other's posts.
 * Source: offices count an exchange as one pair only where both moves mirror each other.
 */
export const brokenExchanges = (moves: readonly Rotation[]): Finding[] =>
  exchangesOf(moves).broken.map(({ group, legs }) => {
    const [first] = legs;
    const about = { personId: first?.personId ?? null, records: legs.map((leg) => leg.id) };
    return legs.length === 1
      ? { rule: "exchange-leg-missing", ...about, facts: { group, title: first?.fromTitle ?? "" } }
      : { rule: "exchange-not-mirrored", ...about, facts: { group, legs: String(legs.length) } };
  });

/** The days an assignment surely covers. */
interface Span {
  readonly assignment: Assignment;
  readonly first: IsoDate;
  readonly last: IsoDate; // "9" while it is open
}

/**
 * Substantive assignments that surely share a day, each with the one before it that lasts longest.
 * Where a date is incomplete only the days covered for certain count: "to 8/2013" and "from 8/2013" do not meet.
 */
function overlaps(assignments: readonly Assignment[]): (readonly [Assignment, Assignment, IsoDate])[] {
  const spans = assignments
    .filter((each) => each.nature === "SUBSTANTIVE" && !each.withdrawn)
    .flatMap((assignment): Span[] => {
      if (assignment.from === null) return [];
      const first = latestDay(assignment.from);
      const last = assignment.to === null ? "9" : earliestDay(assignment.to);
      return first <= last ? [{ assignment, first, last }] : [];
    })
    .toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.assignment.id < b.assignment.id ? -1 : 1));
  const found: (readonly [Assignment, Assignment, IsoDate])[] = [];
  let longest: Span | null = null;
  for (const span of spans) {
    if (longest !== null && span.first <= longest.last) found.push([longest.assignment, span.assignment, span.first]);
    if (longest === null || span.last > longest.last) longest = span;
  }
  return found;
}

const standing = <Each extends { readonly withdrawn: boolean }>(records: Iterable<Each>): Each[] =>
  [...records].filter((record) => !record.withdrawn);
