import { directionOf } from "../../shared/domain/direction.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Direction } from "../../shared/domain/rotation.ts";
import type { UnitVersion } from "../../shared/domain/unit.ts";
import { type UnitVersions, unitName, versionOn } from "../../shared/domain/units.ts";

/** What the form shows about a move's direction, and why. */
export interface DirectionShown {
  readonly derived: Direction | null;
  readonly day: PartialDate | null;
  readonly from: UnitVersion | null;
  readonly to: UnitVersion | null;
  readonly why: "units" | "day" | "from-not-there" | "to-not-there" | "bloc" | "derived";
}

/** The direction that both units give on the deciding day (the decision's, else the first day), or what is missing. */
export function shownDirection(
  draft: {
    readonly fromUnitId: RecordId<"unit"> | null;
    readonly toUnitId: RecordId<"unit"> | null;
    readonly decisionDate: PartialDate | null;
    readonly start: PartialDate | null;
  },
  versions: UnitVersions,
): DirectionShown {
  const day = draft.decisionDate ?? draft.start;
  const none = { derived: null, day, from: null, to: null };
  if (draft.fromUnitId === null || draft.toUnitId === null) return { ...none, why: "units" };
  if (day === null) return { ...none, why: "day" };
  const from = versionOn(versions, draft.fromUnitId, day);
  const to = versionOn(versions, draft.toUnitId, day);
  if (from === null) return { ...none, to, why: "from-not-there" };
  if (to === null) return { ...none, from, why: "to-not-there" };
  const derived = directionOf(from, to);
  return { derived, day, from, to, why: derived === null ? "bloc" : "derived" };
}

/** A unit's name for a sentence: on the day, else as last known. */
export const unitNameFor = (versions: UnitVersions, id: RecordId<"unit"> | null, day: PartialDate | null): string =>
  id === null ? "" : unitName(versions, id, day) || unitName(versions, id, null);
