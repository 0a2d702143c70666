import { z } from "zod";
import { nameOfCode } from "../codes/code-list.ts";
import { blocs } from "../codes/unit-codes.ts";
import { compareText } from "../compare-text.ts";
import type { PartialDate, RecordId } from "../primitives.ts";
import type { Level, UnitVersion } from "../unit.ts";
import { localityOf, type UnitVersions, unitName, versionOn } from "../units.ts";
import type { FactedMove } from "./families.ts";
import { officeOf } from "./rotation-reports.ts";
import { type Ids, unknownRow } from "./sheet.ts";

/** Between what the flows go: offices (district or commune), places, bodies, levels or blocs. */
export const FlowBy = z.enum(["office", "locality", "unit", "level", "bloc"]);
export type FlowBy = z.infer<typeof FlowBy>;

export interface FlowEnd {
  readonly key: string;
  readonly label: string;
  readonly count: number; // moves that leave it (at the left) or reach it (at the right)
  readonly gathered: number; // ends taken together here; 0: this is one end
}

/** Moves from one end to another. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly ids: Ids;
}

/** What left where and went where. Flows, left ends and right ends each add up to all moves. */
export interface FlowMap {
  readonly left: readonly FlowEnd[]; // largest first; what was gathered and what is not known come last
  readonly right: readonly FlowEnd[];
  readonly flows: readonly Flow[]; // largest first
}

/** Ends with few moves, taken together. */
export const restEnd = { key: "~~", label: "Khác" } as const;

/**
 * The moves as flows. A picture holds so many ends on a side; the smaller ones beyond that are taken together.
 *
 * @param most  ends on a side, with the one that takes the rest
 */
export function flowsOf(items: readonly FactedMove[], by: FlowBy, versions: UnitVersions, most = 16): FlowMap {
  const placed = items.map(({ move, day }) => ({
    id: move.id,
    from: endOf(move.fromUnitId, day, by, versions),
    to: endOf(move.toUnitId, day, by, versions),
  }));
  const left = endsOf(
    placed.map(({ from }) => from),
    most,
  );
  const right = endsOf(
    placed.map(({ to }) => to),
    most,
  );
  const flows = new Map<string, { from: string; to: string; ids: RecordId[] }>();
  for (const { id, from, to } of placed) {
    const [one, other] = [left.shown(from.key), right.shown(to.key)];
    const name = `${one}\n${other}`;
    const flow = flows.get(name) ?? { from: one, to: other, ids: [] };
    flow.ids.push(id);
    flows.set(name, flow);
  }
  return {
    left: left.ends,
    right: right.ends,
    flows: [...flows.values()].toSorted(
      (a, b) => b.ids.length - a.ids.length || compareText(a.from, b.from) || compareText(a.to, b.to),
    ),
  };
}

interface End {
  readonly key: string;
  readonly label: string;
}

function endOf(unitId: RecordId<"unit"> | null, day: PartialDate | null, by: FlowBy, versions: UnitVersions): End {
  const version = unitId === null || day === null ? null : versionOn(versions, unitId, day);
  if (version === null) return unknownRow;
  switch (by) {
    case "office":
      return officeOf(version.unitId, day, versions) ?? unknownRow;
    case "locality": {
      const place = localityOf(version);
      return { key: place, label: unitName(versions, place, day) || version.name };
    }
    case "unit":
      return { key: version.unitId, label: version.name };
    case "level":
      return { key: version.level, label: levelNames[version.level] };
    case "bloc":
      return blocOf(version);
  }
}

const levelNames: Readonly<Record<Level, string>> = {
  TW: "Trung ương",
  TINH: "Cấp tỉnh",
  HUYEN: "Cấp huyện",
  XA: "Cấp xã",
};

const blocOf = ({ bloc }: UnitVersion): End =>
  bloc === null ? unknownRow : { key: bloc, label: nameOfCode(blocs, bloc) };

function endsOf(
  all: readonly End[],
  most: number,
): { readonly ends: readonly FlowEnd[]; readonly shown: (key: string) => string } {
  const counts = new Map<string, { label: string; count: number }>();
  for (const { key, label } of all) {
    const end = counts.get(key) ?? { label, count: 0 };
    end.count += 1;
    counts.set(key, end);
  }
  const known = [...counts]
    .filter(([key]) => key !== unknownRow.key)
    .map(([key, { label, count }]): FlowEnd => ({ key, label, count, gathered: 0 }))
    .toSorted((a, b) => b.count - a.count || compareText(a.key, b.key));
  const own = known.length > most ? known.slice(0, most - 1) : known;
  const rest = known.slice(own.length);
  const kept = new Set(own.map(({ key }) => key));
  const unknown = counts.get(unknownRow.key);
  return {
    ends: [
      ...own,
      ...(rest.length === 0
        ? []
        : [{ ...restEnd, count: rest.reduce((sum, { count }) => sum + count, 0), gathered: rest.length }]),
      ...(unknown === undefined ? [] : [{ ...unknownRow, count: unknown.count, gathered: 0 }]),
    ],
    shown: (key) => (key === unknownRow.key || kept.has(key) ? key : restEnd.key),
  };
}
