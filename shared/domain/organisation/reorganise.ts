import type { Reorganisation } from "../organisation.ts";
import type { RecordId } from "../primitives.ts";
import type { RecordKind } from "../record-kinds.ts";
import type { UnitVersion } from "../unit.ts";
import { changedPeople } from "./reorganise-people.ts";
import type {
  OrganisationGround,
  PlannedReorganisation,
  ReorganisationPlan,
  ReorganisationStep,
  Target,
  UnitId,
} from "./reorganise-plan.ts";
import { changedUnits } from "./reorganise-units.ts";

type NewId = <Kind extends RecordKind>(kind: Kind) => RecordId<Kind>;

/**
 * Work out what an act of reorganisation changes.
 *
 * Versions and posts of units that end are closed on the day before `effective`; what the act sets up begins on that day;
 * units below one that ends hang from its heir, or from the unit above it. Every step of a career that goes on in a unit
 * that ends is closed on the day before, and a new one begins under the same decision: in the post it is mapped to, or as
 * "Chưa bố trí". Nobody who had a place loses a day: see the tests.
 *
 * @param newId  gives ids; the same ids for the same plan make the same records
 * @returns problems beside the records; a plan with problems is for showing only
 */
export function planReorganisation(
  plan: ReorganisationPlan,
  ground: OrganisationGround,
  newId: NewId,
): PlannedReorganisation {
  const known = ground.decisions.some(({ id }) => id === plan.decision.id);
  const reorganisation: Reorganisation = {
    id: newId("reorganisation"),
    name: plan.name,
    kind: soleKind(plan.steps),
    effective: plan.effective,
    decisionId: plan.decision.id,
    note: "",
    withdrawn: false,
  };
  const units = changedUnits(plan, ground, reorganisation, newId);
  const people = changedPeople(plan, ground, units, newId);
  return {
    records: [
      ...(known ? [] : [plan.decision]),
      reorganisation,
      ...units.units,
      ...units.versions,
      ...units.successions,
      ...people.posts,
      ...people.assignments,
    ],
    ended: units.ended,
    unitOf: units.unitOf,
    placed: people.placed,
    unplaced: people.unplaced,
    later: people.later,
    problems: [...(plan.steps.length === 0 ? [{ kind: "no-steps", unit: "" } as const] : []), ...units.problems],
  };
}

/** One step for every unit of a level that is there on the day before: the level is abolished. */
export function dissolveLevel(
  level: UnitVersion["level"],
  ground: Pick<OrganisationGround, "units">,
  versionThere: (unit: UnitId) => UnitVersion | null,
  heirsOf: (version: UnitVersion) => readonly Target[],
): readonly ReorganisationStep[] {
  return ground.units.flatMap(({ id, withdrawn }): ReorganisationStep[] => {
    const version = withdrawn ? null : versionThere(id);
    return version?.level === level ? [{ kind: "DISSOLVE", from: id, heirs: heirsOf(version) }] : [];
  });
}

function soleKind(steps: readonly ReorganisationStep[]): Reorganisation["kind"] {
  const kinds = new Set(steps.map(({ kind }) => kind));
  return kinds.size === 1 ? ([...kinds][0] ?? null) : null;
}
