import { latestDay } from "../../shared/domain/dates.ts";
import { compareNames } from "../../shared/domain/names.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Level, UnitVersion } from "../../shared/domain/unit.ts";
import { type UnitVersions, versionOn } from "../../shared/domain/units.ts";

/** A unit as a list offers it: what it was called on the day, and whose part it was. */
export interface UnitChoice {
  readonly id: RecordId<"unit">;
  readonly name: string;
  readonly parent: string; // "" where it has none
  readonly level: Level;
  readonly ended: PartialDate | null; // last day, where the unit is no longer there on the day asked for
}

/**
 * Every unit that a move of that day may name, in order of names.
 * Units of other days come too, marked with their last day: old papers name them, and a date may be typed later.
 *
 * @param day  null: as last known
 */
export function unitChoices(versions: UnitVersions, day: PartialDate | null): readonly UnitChoice[] {
  const nameOf = (id: RecordId<"unit"> | null): string => (id === null ? "" : (shown(versions, id, day)?.name ?? ""));
  return [...versions.keys()]
    .flatMap((id) => {
      const version = shown(versions, id, day);
      if (version === null) return [];
      const parent = nameOf(version.parentId);
      const there = day === null ? version.to === null : versionOn(versions, id, day) !== null;
      return {
        id,
        name: version.name,
        parent,
        level: version.level,
        ended: there ? null : version.to,
      };
    })
    .toSorted((a, b) => Number(a.ended !== null) - Number(b.ended !== null) || compareUnits(a, b));
}

/** The version to show for a day: of the day, else the last one before it, else the first one there is. */
function shown(versions: UnitVersions, id: RecordId<"unit">, day: PartialDate | null): UnitVersion | null {
  const own = versions.get(id) ?? [];
  if (day === null) return own.at(-1) ?? null;
  return (
    versionOn(versions, id, day) ?? own.findLast((version) => (version.from ?? "") <= latestDay(day)) ?? own[0] ?? null
  );
}

/** Unit names begin with their kind ("Đảng ủy xã …"): read from the first word on, unlike a person's name. */
const collator = new Intl.Collator("vi", { numeric: true });
const compareUnits = (a: UnitChoice, b: UnitChoice): number =>
  collator.compare(a.name, b.name) || compareNames(a.parent, b.parent) || (a.id < b.id ? -1 : 1);
