import type { Assignment } from "../../../../shared/domain/assignment.ts";
import type { Post } from "../../../../shared/domain/post.ts";
import type { RecordId } from "../../../../shared/domain/primitives.ts";
import type { RecordKind } from "../../../../shared/domain/record-kinds.ts";
import type { Rotation } from "../../../../shared/domain/rotation.ts";
import type { MoveGround, NewId, Paper, PlannedAct } from "../../../../shared/domain/rotations/effects.ts";
import type { ProcedureStep } from "../../../../shared/domain/rotations/procedure-step.ts";
import { numbered } from "../../../fixtures/records.ts";

/** The paper on which made-up acts rest. */
export const paper: Paper = { decisionId: null, document: "", date: null, actor: "", reason: "theo kết luận" };

/** Records as they stand, and planned acts written into them. */
export function aRegister(assignments: readonly Assignment[], rotations: readonly Rotation[] = []) {
  const held = {
    assignments: new Map<string, Assignment>(assignments.map((each) => [each.id, each])),
    rotations: new Map<string, Rotation>(rotations.map((each) => [each.id, each])),
    steps: new Map<string, ProcedureStep>(),
  };
  let made = 1000;
  const newId: NewId = <Kind extends RecordKind>(kind: Kind): RecordId<Kind> => {
    made += 1;
    return numbered(kind, made);
  };
  return {
    newId,
    ground: (): MoveGround => ({
      assignments: [...held.assignments.values()],
      rotations: [...held.rotations.values()],
      steps: [...held.steps.values()],
    }),
    put: (act: PlannedAct): void => {
      for (const each of act.assignments) held.assignments.set(each.id, each);
      for (const each of act.rotations) held.rotations.set(each.id, each);
      for (const each of act.steps) held.steps.set(each.id, each);
    },
    move: (id: string): Rotation => held.rotations.get(id)!,
    standing: (): Assignment[] => [...held.assignments.values()].filter(({ withdrawn }) => !withdrawn),
  };
}

export const aPost = (n: number): Post => ({
  id: numbered("post", n),
  unitId: numbered("unit", n),
  title: `Chức vụ ${n}`,
  role: "T",
  managingLevel: null,
  places: 3,
  requirements: "",
  nonLocal: false,
  from: null,
  to: null,
  withdrawn: false,
});

/** What careers and posts show, without ids: two histories that show the same are the same to everybody. */
export const shown = (assignments: readonly Assignment[]): string =>
  JSON.stringify(
    assignments
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ personId, postId, title, nature, from, to }) => [personId, postId, title, nature, from, to].join("|"))
      .toSorted(),
  );
