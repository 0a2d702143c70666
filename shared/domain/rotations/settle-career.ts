import type { Assignment } from "../assignment.ts";
import { earliestDay, endBefore, surelyBefore } from "../dates.ts";
import type { PartialDate, RecordId } from "../primitives.ts";
import { byDay } from "./acts.ts";
import type { EndedStep, ProcedureStep } from "./procedure-step.ts";

type AssignmentId = RecordId<"assignment">;

/** Steps of a career and acts that read otherwise than before. `kept`: ended by hand since, left alone. */
export interface CareerChange {
  readonly assignments: readonly Assignment[];
  readonly steps: readonly ProcedureStep[];
  readonly kept: readonly AssignmentId[];
}

/**
 * Bring the ends of one person's steps in line with the acts that stand.
 *
 * Each act remembers the steps that it is the first to end, with the end they have by themselves. So the result depends
 * on the acts alone and not on the order in which they were written down: taking one out leaves what would be there if it
 * had never been. Only steps that an act began or ended are touched, and of those none whose end was written by hand since.
 *
 * @param assignments  the person's, withdrawn ones among them are passed over
 * @param acts         that change the career and stand
 * @param going        further steps that are to end with an act
 * @param concurrent   of these, the ones that a given act ends although they are not substantive
 * @param gone         acts that stood until now
 */
export function settleCareer(
  assignments: readonly Assignment[],
  acts: readonly ProcedureStep[],
  going: readonly AssignmentId[],
  concurrent: readonly { readonly act: RecordId<"procedure-step">; readonly id: AssignmentId }[] = [],
  gone: readonly ProcedureStep[] = [],
): CareerChange {
  const byId = new Map(assignments.map((each) => [each.id, each]));
  const listed = naturalEnds(assignments, [...acts, ...gone]);
  const managed = new Set([...listed.keys(), ...acts.flatMap(({ begins }) => begins ?? []), ...going]);
  const ordered = acts.toSorted(byDay);
  const next = new Map<RecordId, EndedStep[]>(ordered.map(({ id }) => [id, []]));
  const changed: Assignment[] = [];
  const kept: AssignmentId[] = [];
  for (const id of managed) {
    const step = byId.get(id);
    if (step === undefined || step.withdrawn) continue;
    const held = listed.get(id);
    if (held?.byHand === true && !going.includes(id)) {
      kept.push(id);
      continue;
    }
    const naturally = held === undefined ? step.to : held.naturally;
    const ending = ordered.filter((act) => {
      if (act.day === null || act.begins === id) return false;
      if (step.nature !== "SUBSTANTIVE")
        return isListed(act, id) || concurrent.some((each) => each.act === act.id && each.id === id);
      return (
        (step.from === null || earliestDay(step.from) < earliestDay(act.day)) &&
        (naturally === null || surelyBefore(endBefore(act.day), naturally))
      );
    });
    // Of acts that end a substantive step the first counts; a further post is remembered by all that name it.
    for (const act of step.nature === "SUBSTANTIVE" ? ending.slice(0, 1) : ending)
      next.get(act.id)?.push({ id, naturally });
    const [first] = ending;
    const to = first?.day == null ? naturally : endBefore(first.day);
    if (to !== step.to) changed.push({ ...step, to });
  }
  return {
    assignments: changed,
    steps: ordered.flatMap((act) => {
      const ends = next.get(act.id) ?? [];
      return sameEnds(ends, act.ends ?? []) ? [] : [{ ...act, ends: ends.length === 0 ? null : ends }];
    }),
    kept,
  };
}

/**
 * The ends that steps have without the acts that ended them. `byHand`: somebody wrote another end since, which is then
 * the step's own.
 */
export function naturalEnds(
  assignments: readonly Assignment[],
  acts: readonly ProcedureStep[],
): ReadonlyMap<AssignmentId, { readonly naturally: PartialDate | null; readonly byHand: boolean }> {
  const byId = new Map(assignments.map((each) => [each.id, each]));
  const ends = new Map<AssignmentId, { naturally: PartialDate | null; byHand: boolean }>();
  for (const act of acts) {
    for (const { id, naturally } of act.ends ?? []) {
      const step = byId.get(id);
      if (step === undefined) continue;
      const here = act.day !== null && step.to === endBefore(act.day);
      const known = ends.get(id);
      ends.set(id, { naturally, byHand: !here && (known?.byHand ?? true) });
    }
  }
  for (const [id, end] of ends) if (end.byHand) ends.set(id, { naturally: byId.get(id)!.to, byHand: true });
  return ends;
}

const isListed = (act: ProcedureStep, id: AssignmentId): boolean => act.ends?.some((each) => each.id === id) ?? false;

const sameEnds = (a: readonly EndedStep[], b: readonly EndedStep[]): boolean =>
  a.length === b.length &&
  a.every((each) => b.some(({ id, naturally }) => id === each.id && naturally === each.naturally));
