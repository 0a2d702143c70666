import type { Assignment } from "../assignment.ts";
import { comparePartial } from "../dates.ts";
import type { PartialDate, RecordId } from "../primitives.ts";
import type { MoveGround, PlannedAct } from "./effects.ts";

/**
 * What an act does to one step of a career: it begins, ends (also: earlier or later than it would), goes on again, was never
 * begun after all, or keeps the end that somebody wrote by hand.
 */
export interface CareerLine {
  readonly personId: RecordId<"person">;
  readonly what: "begins" | "ends" | "goes-on" | "never-begun" | "kept";
  readonly step: Assignment; // as it becomes
  readonly before: PartialDate | null; // its end until now
}

/** The steps of careers that an act changes, person by person, oldest first. */
export function careerLines(plan: PlannedAct, ground: MoveGround): readonly CareerLine[] {
  const held = new Map(ground.assignments.map((each) => [each.id, each]));
  const changed = plan.assignments.flatMap((step): CareerLine[] => {
    const before = held.get(step.id);
    const about = { personId: step.personId, step, before: before?.to ?? null };
    if (before === undefined) return [{ ...about, what: "begins" }];
    if (step.withdrawn !== before.withdrawn) return [{ ...about, what: step.withdrawn ? "never-begun" : "begins" }];
    if (step.to === before.to) return [];
    return [{ ...about, what: step.to === null ? "goes-on" : "ends" }];
  });
  const kept = plan.kept.flatMap((id): CareerLine[] => {
    const step = held.get(id);
    return step === undefined ? [] : [{ personId: step.personId, what: "kept", step, before: step.to }];
  });
  const people = [...new Set(plan.rotations.map(({ personId }) => personId))];
  return [...changed, ...kept].toSorted(
    (a, b) =>
      people.indexOf(a.personId) - people.indexOf(b.personId) ||
      comparePartial(a.step.from ?? "", b.step.from ?? "") ||
      (a.step.id < b.step.id ? -1 : 1),
  );
}

/** Further posts that somebody would keep beside a move that begins on a day: a decision may end them too. */
export const furtherPosts = (personId: RecordId<"person">, assignments: readonly Assignment[]): readonly Assignment[] =>
  assignments.filter(
    (each) => each.personId === personId && !each.withdrawn && each.nature !== "SUBSTANTIVE" && each.to === null,
  );
