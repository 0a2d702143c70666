import { dayBefore, earliestDay, latestDay } from "../dates.ts";
import type { Reorganisation, Succession } from "../organisation.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { RecordKind } from "../record-kinds.ts";
import type { Unit, UnitVersion } from "../unit.ts";
import { versionOn } from "../units.ts";
import {
  endedBy,
  linksOf,
  type OrganisationGround,
  type PlanProblem,
  type ReorganisationPlan,
  type Target,
  type UnitId,
} from "./reorganise-plan.ts";

/** What an act changes in the register of units. */
export interface ChangedUnits {
  readonly units: readonly Unit[]; // set up
  readonly versions: readonly UnitVersion[]; // closed, and begun
  readonly successions: readonly Succession[];
  readonly ended: ReadonlySet<UnitId>;
  readonly heirs: ReadonlyMap<UnitId, readonly UnitId[]>;
  readonly unitOf: (target: Target) => UnitId;
  /** A unit's name in the new order. */
  readonly nameAfter: (unit: UnitId) => string;
  readonly problems: readonly PlanProblem[];
}

/** Units, versions and links of an act. */
export function changedUnits(
  plan: ReorganisationPlan,
  ground: OrganisationGround,
  reorganisation: Reorganisation,
  newId: <Kind extends RecordKind>(kind: Kind) => RecordId<Kind>,
): ChangedUnits {
  const { effective } = plan;
  const eve = dayBefore(effective);
  const document = plan.decision.number;
  const problems: PlanProblem[] = [];
  const complain = (kind: PlanProblem["kind"], unit: string) => problems.push({ kind, unit });

  const madeByKey = new Map(plan.newUnits.map((unit) => [unit.key, { unit, id: newId("unit") }]));
  const unitOf = (target: Target): UnitId => {
    if (typeof target === "string") return target;
    const made = madeByKey.get(target.key);
    if (made !== undefined) return made.id;
    complain("not-known", target.key);
    return newId("unit");
  };

  const ended = new Set<UnitId>();
  for (const id of plan.steps.flatMap(endedBy)) {
    if (ended.has(id)) complain("ends-twice", id);
    ended.add(id);
  }
  const links = plan.steps.flatMap(linksOf).map((link) => ({ ...link, to: unitOf(link.to) }));
  const heirs = new Map<UnitId, UnitId[]>();
  for (const { from, to } of links) {
    heirs.set(from, [...(heirs.get(from) ?? []), to]);
    if (ended.has(to)) complain("into-ended", to);
  }

  const changed = new Map<UnitId, Partial<UnitVersion>>();
  for (const step of plan.steps) {
    if (step.kind === "RENAME") changed.set(step.unit, { ...changed.get(step.unit), name: step.name, type: step.type });
    if (step.kind !== "LEVEL") continue;
    const { name, type, level, parentId } = step;
    changed.set(step.unit, { ...changed.get(step.unit), name, type, level, parentId });
  }
  for (const id of changed.keys()) if (ended.has(id)) complain("changed-and-ended", id);

  /** Where what hung from a unit hangs in the new order: its one heir, else the unit above it, as often as it takes. */
  const inNewOrder = (id: UnitId | null, above: "parentId" | "localityId"): UnitId | null => {
    const seen = new Set<UnitId>();
    let at = id;
    while (at !== null && ended.has(at) && !seen.has(at)) {
      seen.add(at);
      const [heir, ...others] = heirs.get(at) ?? [];
      const version = versionOn(ground.versions, at, eve);
      at = heir !== undefined && others.length === 0 ? heir : (version?.[above] ?? version?.parentId ?? null);
    }
    return at;
  };

  const versions: UnitVersion[] = [];
  const close = (version: UnitVersion): void => {
    versions.push({ ...version, to: eve });
  };
  const names = new Map<UnitId, string>();
  for (const unit of ground.units) {
    if (unit.withdrawn) continue;
    const version = versionOn(ground.versions, unit.id, eve);
    const isNamed = ended.has(unit.id) || changed.has(unit.id);
    if (version === null || !goesOn(version, effective)) {
      if (isNamed) complain("unit-absent", unit.id);
      continue;
    }
    if (isNamed && hasVersionAhead(ground, unit.id, effective)) complain("version-ahead", unit.id);
    if (ended.has(unit.id)) {
      close(version);
      continue;
    }
    const next: UnitVersion = {
      ...version,
      parentId: inNewOrder(version.parentId, "parentId"),
      localityId: inNewOrder(version.localityId, "localityId"),
      ...changed.get(unit.id),
    };
    names.set(unit.id, next.name);
    if (sameBut(next, version)) continue;
    close(version);
    versions.push({ ...next, id: newId("unit-version"), from: effective, to: version.to, document });
  }
  const known = new Set(ground.units.map(({ id }) => id));
  for (const id of [...ended, ...changed.keys(), ...links.map(({ to }) => to)]) {
    const isMade = [...madeByKey.values()].some((made) => made.id === id);
    if (!known.has(id) && !isMade) complain("not-known", id);
  }

  const units: Unit[] = [];
  for (const { unit, id } of madeByKey.values()) {
    const { key: _, tree, ...given } = unit;
    units.push({ id, tree, withdrawn: false });
    names.set(id, unit.name);
    versions.push({
      ...given,
      id: newId("unit-version"),
      unitId: id,
      from: effective,
      to: null,
      document,
      withdrawn: false,
    });
  }
  return {
    units,
    versions,
    successions: links.map(
      ({ from, to, kind, part }): Succession => ({
        id: newId("succession"),
        fromUnitId: from,
        toUnitId: to,
        kind,
        part,
        date: effective,
        reorganisationId: reorganisation.id,
        withdrawn: false,
      }),
    ),
    ended,
    heirs,
    unitOf,
    nameAfter: (unit) => names.get(unit) ?? "",
    problems,
  };
}

const goesOn = ({ to }: UnitVersion, effective: IsoDate): boolean => to === null || latestDay(to) >= effective;

const hasVersionAhead = ({ versions }: OrganisationGround, unit: UnitId, effective: IsoDate): boolean =>
  (versions.get(unit) ?? []).some(({ from }) => from !== null && earliestDay(from) >= effective);

const sameBut = (a: UnitVersion, b: UnitVersion): boolean =>
  a.parentId === b.parentId &&
  a.localityId === b.localityId &&
  a.name === b.name &&
  a.type === b.type &&
  a.level === b.level;
