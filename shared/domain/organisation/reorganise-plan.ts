import type { Assignment } from "../assignment.ts";
import type { Decision } from "../decision.ts";
import type { Succession } from "../organisation.ts";
import type { Post } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { AnyRecord } from "../record-kinds.ts";
import type { Unit, UnitVersion } from "../unit.ts";
import type { UnitVersions } from "../units.ts";

export type UnitId = RecordId<"unit">;

/** A unit that the act sets up. `key` names it inside the act, before it has an id. */
export interface NewUnit
  extends Pick<UnitVersion, "name" | "type" | "level" | "bloc" | "parentId" | "localityId" | "code"> {
  readonly key: string;
  readonly tree: Unit["tree"];
}

/** Where something goes: a unit on file, or one that the act sets up. */
export type Target = UnitId | { readonly key: string };

/** One step of an act. A unit named in `from` ends on the day before, unless it is among those it goes over into. */
export type ReorganisationStep =
  | { readonly kind: "MERGE"; readonly from: readonly UnitId[]; readonly into: Target }
  | { readonly kind: "SPLIT"; readonly from: UnitId; readonly into: readonly Target[] }
  | { readonly kind: "DISSOLVE"; readonly from: UnitId; readonly heirs: readonly Target[] } // whoever takes over its work
  | { readonly kind: "RENAME"; readonly unit: UnitId; readonly name: string; readonly type: string }
  | {
      readonly kind: "LEVEL";
      readonly unit: UnitId;
      readonly level: UnitVersion["level"];
      readonly parentId: UnitId | null;
      readonly name: string;
      readonly type: string;
    };

/** A post that the act sets up in a unit. */
export interface NewPost extends Pick<Post, "title" | "role" | "managingLevel" | "places"> {
  readonly key: string;
  readonly unit: Target;
}

/** Where a step of a career goes on: into a post on file, into one that is set up, or nowhere yet. */
export type Placement = RecordId<"post"> | { readonly key: string } | null;

/** An act of reorganisation, as its screen has it. */
export interface ReorganisationPlan {
  readonly name: string;
  readonly effective: IsoDate; // first day of the new order
  readonly decision: Decision; // on file already or to be recorded with it
  readonly newUnits: readonly NewUnit[];
  readonly steps: readonly ReorganisationStep[];
  readonly newPosts: readonly NewPost[];
  /** By assignment. Not named: what `proposePlacements` says. */
  readonly placements: ReadonlyMap<RecordId<"assignment">, Placement>;
}

/** What the office holds that an act builds on. Withdrawn records are passed over. */
export interface OrganisationGround {
  readonly units: readonly Unit[];
  readonly versions: UnitVersions;
  readonly posts: readonly Post[];
  readonly assignments: readonly Assignment[];
  readonly decisions: readonly Decision[];
}

/** Why a plan cannot be carried out as it stands. `unit` is a name in the register, or the key of a new unit. */
export interface PlanProblem {
  readonly kind:
    | "unit-absent"
    | "ends-twice"
    | "into-ended"
    | "changed-and-ended"
    | "no-steps"
    | "version-ahead"
    | "not-known";
  readonly unit: string; // an id, or a key of the plan
}

/** Everything an act changes, for one action: each record as it becomes. */
export interface PlannedReorganisation {
  readonly records: readonly AnyRecord[];
  readonly ended: ReadonlySet<UnitId>;
  readonly unitOf: (target: Target) => UnitId;
  readonly placed: ReadonlyMap<RecordId<"assignment">, Placement>; // by step that ends
  readonly unplaced: readonly Assignment[]; // steps that end without a post to go on in
  readonly later: readonly Assignment[]; // steps in units that end, which begin only afterwards: left as they are
  readonly problems: readonly PlanProblem[];
}

/** Units that a step ends, if it ends any. */
export const endedBy = (step: ReorganisationStep): readonly UnitId[] => {
  switch (step.kind) {
    case "MERGE":
      return step.from.filter((id) => id !== step.into);
    case "SPLIT":
      return step.into.includes(step.from) ? [] : [step.from];
    case "DISSOLVE":
      return [step.from];
    default:
      return [];
  }
};

/** From which unit to which target a step leads. */
export const linksOf = (
  step: ReorganisationStep,
): readonly {
  readonly from: UnitId;
  readonly to: Target;
  readonly kind: Succession["kind"];
  readonly part: boolean;
}[] => {
  switch (step.kind) {
    case "MERGE":
      return step.from
        .filter((id) => id !== step.into)
        .map((from) => ({ from, to: step.into, kind: "MERGE", part: false }));
    case "SPLIT":
      return step.into
        .filter((to) => to !== step.from)
        .map((to) => ({ from: step.from, to, kind: "SPLIT", part: true }));
    case "DISSOLVE":
      return step.heirs.map((to) => ({ from: step.from, to, kind: "DISSOLVE", part: step.heirs.length > 1 }));
    default:
      return [];
  }
};
