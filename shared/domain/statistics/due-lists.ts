import { dayAfter, latestDay } from "../dates.ts";
import type { PlanEntry } from "../dossier.ts";
import { type GapRecords, type GapTerms, gapsOn } from "../gaps/gaps-on.ts";
import { addMonths } from "../gaps/months.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { Rotation } from "../rotation.ts";
import { missingItems } from "../rotations/dossier-list.ts";
import type { MoveAssessment } from "../rotations/move-assessment.ts";
import { plannedEndOf, stateOn } from "../rotations/procedure.ts";
import type { DossierItem } from "../rotations/procedure-step.ts";

/** A line of a list with due dates (report R-5). */
export interface DueLine {
  readonly list: "finish" | "two-terms" | "deputy" | "retires" | "assessment" | "dossier" | "plan-review";
  readonly due: IsoDate | null; // null: now
  readonly personId: RecordId<"person">;
  readonly records: readonly RecordId[];
  readonly about: string; // year of the assessment, code of the paper; "" otherwise
}

export interface DueRecords extends GapRecords {
  readonly assessments: readonly MoveAssessment[];
  readonly dossier: readonly DossierItem[];
  readonly plans: readonly PlanEntry[];
  /** When an entry of the plan was last looked through; without one its first day counts. */
  readonly reviewed?: ReadonlyMap<RecordId<"plan-entry">, IsoDate>;
}

/** Months and days after which something is due, as data. */
export interface DueTerms extends GapTerms {
  readonly deputyMonths: number | null; // deputies of one place; null: not counted
  readonly assessmentDays: number; // after 31 December
  readonly reviewMonths: number;
}

/**
 * what is due within the months ahead, the most urgent first: moves to finish, two terms, long-serving deputies,
 * retirement, missing yearly assessments, missing papers of proposals, entries of the plan not looked through.
 */
export function dueLists(day: IsoDate, records: DueRecords, terms: DueTerms): readonly DueLine[] {
  const last = addMonths(day, terms.soon);
  const moves = records.rotations.filter(({ withdrawn }) => !withdrawn);
  const lines: DueLine[] = [];
  for (const move of moves) {
    const state = stateOn(move, day);
    const about = { personId: move.personId, records: [move.id] };
    const planned = plannedEndOf(move);
    const goesOn = state === "ACTIVE" || state === "EXTENDED";
    if (goesOn && planned !== null && latestDay(planned) <= last)
      lines.push({ list: "finish", due: latestDay(planned), ...about, about: "" });
    if (goesOn || state === "FINISHED" || state === "RECALLED")
      for (const [year, due] of yearsToAssess(move, records.assessments, day, terms.assessmentDays))
        lines.push({ list: "assessment", due, ...about, about: year });
    if (["PROPOSE_POLICY", "PROPOSE_PERSON", "PREPARE", "CONSULT"].includes(state))
      for (const item of missingItems(move, records.dossier))
        lines.push({ list: "dossier", due: null, ...about, about: item });
  }
  for (const { causes } of gapsOn(day, { ...records, gaps: [], traits: [] }, terms).open)
    for (const { why, on, personId, records: behind } of causes)
      if (personId !== null && (why === "retires" || why === "two-terms"))
        lines.push({ list: why, due: on, personId, records: behind, about: "" });
  if (terms.deputyMonths !== null) {
    const deputies = { ...terms, terms: 1, termMonths: terms.deputyMonths, termRoles: ["P" as const], termEnds: [] };
    for (const { causes } of gapsOn(day, { ...records, gaps: [], traits: [] }, deputies).open)
      for (const { why, on, personId, records: behind } of causes)
        if (why === "two-terms" && personId !== null)
          lines.push({ list: "deputy", due: on, personId, records: behind, about: "" });
  }
  for (const entry of records.plans) {
    if (entry.withdrawn || entry.from === null || (entry.to !== null && latestDay(entry.to) < day)) continue;
    const due = addMonths(records.reviewed?.get(entry.id) ?? latestDay(entry.from), terms.reviewMonths);
    if (due <= last) lines.push({ list: "plan-review", due, personId: entry.personId, records: [entry.id], about: "" });
  }
  return lines.toSorted(
    (a, b) => compareText(a.due ?? "", b.due ?? "") || compareText(a.records[0] ?? "", b.records[0] ?? ""),
  );
}

/** Full calendar years of a move up to a day without an assessment, each with the day by which one was due. */
export function yearsToAssess(
  move: Rotation,
  assessments: readonly MoveAssessment[],
  day: IsoDate,
  dueDays: number,
): readonly (readonly [year: string, due: IsoDate])[] {
  if (move.start === null) return [];
  const until = move.endedOn !== null && latestDay(move.endedOn) < day ? latestDay(move.endedOn) : day;
  const there = new Set(
    assessments
      .filter((each) => each.rotationId === move.id && !each.withdrawn && !each.atEnd)
      .map(({ year }) => year?.slice(0, 4)),
  );
  const first = Number(latestDay(move.start).slice(0, 4));
  const found: (readonly [string, IsoDate])[] = [];
  for (let year = first; year <= Number(until.slice(0, 4)); year += 1) {
    const [from, to] = [`${year}-01-01`, `${year}-12-31`];
    if (latestDay(move.start) > from || to > until || there.has(String(year))) continue;
    let due = to;
    for (let n = 0; n < dueDays; n += 1) due = dayAfter(due);
    found.push([String(year), due]);
  }
  return found;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
