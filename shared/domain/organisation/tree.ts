import { compareText } from "../compare-text.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { Level, Unit, UnitVersion } from "../unit.ts";
import { type UnitVersions, versionOn } from "../units.ts";

/** A unit as it was on a day, with the units below it then. */
export interface TreeNode {
  readonly unitId: RecordId<"unit">;
  readonly version: UnitVersion;
  readonly children: readonly TreeNode[];
  readonly size: number; // units in it, itself included
}

/** What hangs where: by the unit above, else by the place it sits in. */
const above = ({ unitId, parentId, localityId }: UnitVersion): RecordId<"unit"> | null =>
  parentId ?? (localityId === unitId ? null : localityId);

/**
 * The organisation on a day. Units that stand below none that was there then are roots. Of units that name each other
 * as the unit above, the first in order becomes a root, so that every unit of the day stands in the tree exactly once.
 *
 * @param tree  only units of this tree; null: all, a body without a unit above under the place it sits in
 */
export function treeOn(
  units: readonly Unit[],
  versions: UnitVersions,
  day: IsoDate,
  tree: Unit["tree"] | null = null,
): readonly TreeNode[] {
  const there = new Map<RecordId<"unit">, UnitVersion>();
  for (const unit of units) {
    if (unit.withdrawn || (tree !== null && unit.tree !== tree)) continue;
    const version = versionOn(versions, unit.id, day);
    if (version !== null) there.set(unit.id, version);
  }
  const below = new Map<RecordId<"unit"> | null, UnitVersion[]>();
  for (const version of [...there.values()].toSorted(byPlace)) {
    const over = above(version);
    const key = over !== null && there.has(over) ? over : null;
    const siblings = below.get(key);
    if (siblings === undefined) below.set(key, [version]);
    else siblings.push(version);
  }
  const seen = new Set<RecordId<"unit">>();
  const nodeOf = (version: UnitVersion): TreeNode => {
    seen.add(version.unitId);
    const children = (below.get(version.unitId) ?? []).filter(({ unitId }) => !seen.has(unitId)).map(nodeOf);
    return {
      unitId: version.unitId,
      version,
      children,
      size: children.reduce((sum, child) => sum + child.size, 1),
    };
  };
  const roots = (below.get(null) ?? []).map(nodeOf);
  for (const version of [...there.values()].toSorted(byPlace))
    if (!seen.has(version.unitId)) roots.push(nodeOf(version));
  return roots;
}

/** Every unit of a tree, from the top, each before those below it. */
export const unitsOfTree = (nodes: readonly TreeNode[]): RecordId<"unit">[] =>
  nodes.flatMap((node) => [node.unitId, ...unitsOfTree(node.children)]);

const heights: Readonly<Record<Level, number>> = { TW: 0, TINH: 1, HUYEN: 2, XA: 3 };

/** Places before bodies, higher levels first, then by official code, then by name. */
const byPlace = (a: UnitVersion, b: UnitVersion): number =>
  Number(a.bloc !== null) - Number(b.bloc !== null) ||
  heights[a.level] - heights[b.level] ||
  compareText(a.code, b.code) ||
  compareText(a.name, b.name) ||
  compareText(a.unitId, b.unitId);
