import type { Assignment } from "../assignment.ts";
import { titleWithUnit } from "../career.ts";
import { earliestDay, latestDay, surelyBefore } from "../dates.ts";
import type { Finding } from "../findings.ts";
import type { Person } from "../person.ts";
import type { IsoDate } from "../primitives.ts";

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
