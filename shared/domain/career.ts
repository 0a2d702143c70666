import type { Assignment } from "./assignment.ts";
import { comparePartial, earliestDay, formatPartialDate, latestDay } from "./dates.ts";
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

const standing = ["SUBSTANTIVE", "CONCURRENT", "ACTING"];
const hasBegun = ({ from }: Assignment, day: IsoDate): boolean => from === null || earliestDay(from) <= day;
const isOver = ({ to }: Assignment, day: IsoDate): boolean => to !== null && latestDay(to) < day;
const byStart = (a: Assignment, b: Assignment): number =>
  comparePartial(a.from ?? "", b.from ?? "") || comparePartial(a.to ?? "9", b.to ?? "9") || (a.id < b.id ? -1 : 1);
