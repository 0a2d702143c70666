import type { Assignment } from "../assignment.ts";
import type { Post } from "../post.ts";
import type { IsoDate } from "../primitives.ts";
import type { Level, Unit } from "../unit.ts";
import { type UnitVersions, versionOn } from "../units.ts";
import { holdsOn } from "./period.ts";
import { type EstablishmentSum, establishmentOn, sumOf } from "./posts.ts";

/** An office's organisation and people on a day, in numbers. */
export interface Totals extends EstablishmentSum {
  readonly units: number;
  readonly byLevel: Readonly<Record<Level, number>>;
  readonly working: number; // people with any assignment on the day, each once
  readonly unplaced: number; // of these, people who hold no post of the establishment
}

/** Count everything on a day. Withdrawn records are passed over. */
export function totalsOn(
  records: {
    readonly units: readonly Unit[];
    readonly versions: UnitVersions;
    readonly posts: readonly Post[];
    readonly assignments: readonly Assignment[];
  },
  day: IsoDate,
): Totals {
  const byLevel: Record<Level, number> = { TW: 0, TINH: 0, HUYEN: 0, XA: 0 };
  for (const unit of records.units) {
    const version = unit.withdrawn ? null : versionOn(records.versions, unit.id, day);
    if (version !== null) byLevel[version.level] += 1;
  }
  const establishment = establishmentOn(records.posts, records.assignments, day);
  const sum = sumOf(establishment);
  const working = new Set(
    records.assignments.filter((each) => !each.withdrawn && holdsOn(each, day)).map(({ personId }) => personId),
  ).size;
  return {
    ...sum,
    units: Object.values(byLevel).reduce((total, count) => total + count, 0),
    byLevel,
    working,
    unplaced: working - sum.people,
  };
}
