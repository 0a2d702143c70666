import { comparePartial, earliestDay, latestDay } from "./dates.ts";
import { groupBy } from "./group-by.ts";
import type { PartialDate, RecordId } from "./primitives.ts";
import type { UnitVersion } from "./unit.ts";

/** The versions of each unit, oldest first, without withdrawn ones. */
export type UnitVersions = ReadonlyMap<RecordId<"unit">, readonly UnitVersion[]>;

/** Group versions by unit once, where many units are looked up. */
export function versionsByUnit(versions: readonly UnitVersion[]): UnitVersions {
  const byUnit = groupBy(versions, (version) => (version.withdrawn ? null : version.unitId));
  for (const own of byUnit.values()) own.sort(byStart);
  return byUnit;
}

/**
 * What a unit was on a day, or null where it was not there.
 *
 * @param versions  of any units, in any order, or already grouped
 * @param day       where it is incomplete: the version at its earliest day, else the first that touches it
 */
export function versionOn(
  versions: readonly UnitVersion[] | UnitVersions,
  unitId: RecordId<"unit">,
  day: PartialDate,
): UnitVersion | null {
  const own = versionsOf(versions, unitId);
  const [first, last] = [earliestDay(day), latestDay(day)];
  return (
    own.find((version) => startOf(version) <= first && endOf(version) >= first) ??
    own.find((version) => startOf(version) <= last && endOf(version) >= first) ??
    null
  );
}

/** A unit's name on a day; its last known name where `day` is null; "" where it had none then. */
export function unitName(
  versions: readonly UnitVersion[] | UnitVersions,
  unitId: RecordId<"unit">,
  day: PartialDate | null,
): string {
  if (day === null) return versionsOf(versions, unitId).at(-1)?.name ?? "";
  return versionOn(versions, unitId, day)?.name ?? "";
}

/** The administrative unit a version sits in: for a territory, itself. */
export const localityOf = (version: UnitVersion): RecordId<"unit"> => version.localityId ?? version.unitId;

/**
 * Whether a unit is another, stands below it, or sits in a place below it, on a day.
 *
 * @param day  null, or a day on which the unit was not there: as last known
 */
export function isWithin(
  versions: UnitVersions,
  unitId: RecordId<"unit">,
  whole: RecordId<"unit">,
  day: PartialDate | null,
): boolean {
  const seen = new Set<RecordId<"unit">>();
  const open = [unitId];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === whole) return true;
    if (seen.has(next)) continue; // two units that name each other as parents
    seen.add(next);
    const version = (day === null ? null : versionOn(versions, next, day)) ?? versions.get(next)?.at(-1);
    for (const above of [version?.parentId, version?.localityId]) if (above != null) open.push(above);
  }
  return false;
}

const isGrouped = (versions: readonly UnitVersion[] | UnitVersions): versions is UnitVersions =>
  !Array.isArray(versions);

function versionsOf(versions: readonly UnitVersion[] | UnitVersions, unitId: RecordId<"unit">): readonly UnitVersion[] {
  if (isGrouped(versions)) return versions.get(unitId) ?? [];
  return versions.filter((version) => version.unitId === unitId && !version.withdrawn).toSorted(byStart);
}

/** An open start lies before, an open end after every day. */
const startOf = (version: UnitVersion): string => (version.from === null ? "" : earliestDay(version.from));
const endOf = (version: UnitVersion): string => (version.to === null ? "9" : latestDay(version.to));

const byStart = (a: UnitVersion, b: UnitVersion): number =>
  comparePartial(a.from ?? "", b.from ?? "") || comparePartial(a.to ?? "9", b.to ?? "9") || (a.id < b.id ? -1 : 1);
