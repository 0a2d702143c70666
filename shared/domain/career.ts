import type { Assignment } from "./assignment.ts";
import { comparePartial, dayAfter, dayBefore, earliestDay, formatPartialDate, latestDay } from "./dates.ts";
import type { IsoDate } from "./primitives.ts";

/** One step as the forms print it. */
export interface CareerStep {
  readonly assignment: Assignment;
  readonly period: string; // "04/2015 - nay"
  readonly text: string; // title and unit
}

/** A title with its unit, where the title does not name it already: "Bí thư, Đảng ủy xã Lưu Sơn". */
export const titleWithUnit = ({ title, unitText }: Pick<Assignment, "title" | "unitText">): string =>
  unitText === "" || title.includes(unitText) ? title : title === "" ? unitText : `${title}, ${unitText}`;

/** What a person holds on a day, substantive posts first, then concurrent, then acting; earlier ones before later. */
export const presentAssignments = (assignments: readonly Assignment[], day: IsoDate): Assignment[] =>
  assignments
    .filter((each) => !each.withdrawn && hasBegun(each, day) && !isOver(each, day))
    .toSorted((a, b) => standing.indexOf(a.nature) - standing.indexOf(b.nature) || byStart(a, b));

/** The posts held on a day, in one line. */
export const positionsOn = (assignments: readonly Assignment[], day: IsoDate): string =>
  presentAssignments(assignments, day)
    .map((each) => (each.nature === "CONCURRENT" ? `${titleWithUnit(each)} (kiêm nhiệm)` : titleWithUnit(each)))
    .join("; ");

/**
 * A career up to a day, oldest step first. Months as known: "09/1985 - 06/1989", "1985 - 1989"; "nay" for what goes
 * on that day, "…" for what is not known. Steps that begin later are left out.
 */
export const careerOn = (assignments: readonly Assignment[], day: IsoDate): CareerStep[] =>
  assignments
    .filter((each) => !each.withdrawn && hasBegun(each, day))
    .toSorted(byStart)
    .map((assignment) => {
      const { from, to } = assignment;
      const start = from === null ? "…" : formatPartialDate(from.slice(0, 7));
      const end = to === null || !isOver(assignment, day) ? "nay" : formatPartialDate(to.slice(0, 7));
      return { assignment, period: `${start} - ${end}`, text: titleWithUnit(assignment) };
    });

/** One step of a career drawn from top to bottom: a post held, or the time between two of which nothing is known. */
export type TimelineStep =
  | { readonly what: "held"; readonly assignment: Assignment; readonly overlaps: readonly Assignment[] }
  | { readonly what: "gap"; readonly from: IsoDate; readonly to: IsoDate };

/**
 * A career in order of time with what is odd about it: gaps, and substantive posts held at once.
 *
 * Only what is certain counts, whatever days incomplete dates mean: "to 8/2013" and "from 9/2013" leave no gap, "to 2013"
 * and "from 2013" do not overlap. A gap is a day or more; a step without a beginning makes none.
 *
 * @param assignments  of one person; withdrawn ones are passed over
 */
export function timelineOf(assignments: readonly Assignment[]): TimelineStep[] {
  const steps: TimelineStep[] = [];
  const before: Assignment[] = [];
  let covered: IsoDate | null = null; // the last day that may be covered so far; "9": open
  for (const assignment of assignments.filter((each) => !each.withdrawn).toSorted(byStart)) {
    const { from, to } = assignment;
    if (covered !== null && covered !== "9" && from !== null && dayAfter(covered) < earliestDay(from))
      steps.push({ what: "gap", from: dayAfter(covered), to: dayBefore(earliestDay(from)) });
    const overlaps = before.filter((each) => surelyMeet(each, assignment));
    steps.push({ what: "held", assignment, overlaps });
    before.push(assignment);
    const last = to === null ? "9" : latestDay(to);
    if (covered === null || last > covered) covered = last;
  }
  return steps;
}

/** Whether two substantive posts share a day for certain. */
function surelyMeet(one: Assignment, other: Assignment): boolean {
  if (one.nature !== "SUBSTANTIVE" || other.nature !== "SUBSTANTIVE") return false;
  const spans = [one, other].map(({ from, to }) => ({
    first: from === null ? null : latestDay(from),
    last: to === null ? "9" : earliestDay(to),
  }));
  const [a, b] = [spans[0]!, spans[1]!];
  if (a.first === null || b.first === null || a.first > a.last || b.first > b.last) return false;
  return a.first <= b.last && b.first <= a.last;
}

const standing = ["SUBSTANTIVE", "CONCURRENT", "ACTING"];
const hasBegun = ({ from }: Assignment, day: IsoDate): boolean => from === null || earliestDay(from) <= day;
const isOver = ({ to }: Assignment, day: IsoDate): boolean => to !== null && latestDay(to) < day;
const byStart = (a: Assignment, b: Assignment): number =>
  comparePartial(a.from ?? "", b.from ?? "") || comparePartial(a.to ?? "9", b.to ?? "9") || (a.id < b.id ? -1 : 1);
