import { compareText } from "../compare-text.ts";
import { earliestDay } from "../dates.ts";
import { groupBy } from "../group-by.ts";
import type { Succession } from "../organisation.ts";
import type { IsoDate, RecordId } from "../primitives.ts";

/** A unit that another came from or went over into, through one act or several. */
export interface Relation {
  readonly unitId: RecordId<"unit">;
  readonly steps: readonly Succession[]; // in the order of time
  readonly part: boolean; // only a part of the older unit, at any step
}

/** Links by the unit they begin at and by the unit they end at. Worked out once where many units are looked up. */
export interface Successions {
  readonly from: ReadonlyMap<RecordId<"unit">, readonly Succession[]>;
  readonly to: ReadonlyMap<RecordId<"unit">, readonly Succession[]>;
}

export function successionsOf(links: readonly Succession[]): Successions {
  const standing = links
    .filter(({ withdrawn }) => !withdrawn)
    .toSorted((a, b) => compareText(a.date ?? "", b.date ?? "") || compareText(a.id, b.id));
  return {
    from: groupBy(standing, ({ fromUnitId }) => fromUnitId),
    to: groupBy(standing, ({ toUnitId }) => toUnitId),
  };
}

/** Every unit that this one went over into, nearest first, up to a day (null: ever). A unit met twice is told once. */
export const heirsOf = (unitId: RecordId<"unit">, links: Successions, until: IsoDate | null = null): Relation[] =>
  follow(unitId, (id) => (links.from.get(id) ?? []).filter(isBy(until)).map((link) => [link, link.toUnitId]), true);

/** Every unit that this one came from, nearest first, up to a day (null: ever). */
export const forebearsOf = (unitId: RecordId<"unit">, links: Successions, until: IsoDate | null = null): Relation[] =>
  follow(unitId, (id) => (links.to.get(id) ?? []).filter(isBy(until)).map((link) => [link, link.fromUnitId]), false);

/**
 * What a unit is today: itself where nothing followed it by that day, else those at the end of every line of heirs.
 * A dissolved unit without a heir has none: the caller knows from its versions that it is gone.
 */
export function presentHeirsOf(unitId: RecordId<"unit">, links: Successions, until: IsoDate | null = null): Relation[] {
  const heirs = heirsOf(unitId, links, until);
  if (heirs.length === 0) return [{ unitId, steps: [], part: false }];
  const goesOn = (id: RecordId<"unit">): boolean =>
    (links.from.get(id) ?? []).some((link) => isBy(until)(link) && link.toUnitId !== id);
  return heirs.filter((heir) => !goesOn(heir.unitId));
}

function follow(
  start: RecordId<"unit">,
  next: (id: RecordId<"unit">) => (readonly [Succession, RecordId<"unit">])[],
  forward: boolean,
): Relation[] {
  const found = new Map<RecordId<"unit">, Relation>();
  const open: Relation[] = [{ unitId: start, steps: [], part: false }];
  for (let at = 0; at < open.length; at += 1) {
    const { unitId, steps, part } = open[at]!;
    for (const [link, reached] of next(unitId)) {
      if (reached === start || found.has(reached)) continue; // two acts that undo each other come back here
      const relation = {
        unitId: reached,
        steps: forward ? [...steps, link] : [link, ...steps],
        part: part || link.part,
      };
      found.set(reached, relation);
      open.push(relation);
    }
  }
  return [...found.values()];
}

const isBy =
  (until: IsoDate | null) =>
  ({ date }: Succession): boolean =>
    until === null || date === null || earliestDay(date) <= until;
