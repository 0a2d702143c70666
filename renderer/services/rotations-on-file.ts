import { recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { decidingDay, directionOfMove } from "../../shared/domain/direction.ts";
import { foldVietnamese } from "../../shared/domain/fold.ts";
import { compareNames } from "../../shared/domain/names.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Direction, MoveKind, MoveOutcome, Rotation } from "../../shared/domain/rotation.ts";
import { type UnitVersions, unitName, versionsByUnit } from "../../shared/domain/units.ts";
import type { OfficeData } from "../data/office-data.ts";

/** One line of the list of moves. */
export interface RotationRow {
  readonly id: RecordId<"rotation">;
  readonly personId: RecordId<"person">;
  readonly name: string;
  readonly kind: MoveKind;
  readonly start: PartialDate | null;
  readonly from: Place;
  readonly to: Place;
  readonly direction: Direction | null;
  readonly decision: string; // number, "" where none
  readonly decisionDate: PartialDate | null;
  readonly outcome: MoveOutcome;
  readonly folded: string; // everything a search looks through, without marks
}

export interface Place {
  readonly title: string;
  readonly unit: string; // its name on the day that counts
}

/** Every move on file, the latest first. */
export async function rotationRows(data: OfficeData): Promise<readonly RotationRow[]> {
  const [rotations, decisions, unitVersions] = await Promise.all([
    data.all("rotation"),
    data.all("decision"),
    data.all("unit-version"),
  ]);
  const names = await data.names([...new Set(rotations.map(({ personId }) => personId))]);
  const versions = versionsByUnit(unitVersions);
  const papers = new Map(decisions.map((decision) => [decision.id, decision]));
  return rotations
    .map((rotation) => {
      const decision = rotation.decisionId === null ? null : (papers.get(rotation.decisionId) ?? null);
      const day = decidingDay(rotation, decision);
      const place = (unitId: RecordId<"unit"> | null, title: string): Place => ({
        title,
        unit: unitId === null ? "" : unitName(versions, unitId, day) || unitName(versions, unitId, null),
      });
      const row = {
        id: rotation.id,
        personId: rotation.personId,
        name: names[rotation.personId] ?? "",
        kind: rotation.kind,
        start: rotation.start,
        from: place(rotation.fromUnitId, rotation.fromTitle),
        to: place(rotation.toUnitId, rotation.toTitle),
        direction: directionOfMove(rotation, decision, versions).direction,
        decision: decision?.number ?? "",
        decisionDate: decision?.date ?? null,
        outcome: rotation.outcome,
      };
      const words = [row.name, row.from.title, row.from.unit, row.to.title, row.to.unit, row.decision];
      return { ...row, folded: foldVietnamese(words.join(" ")) };
    })
    .toSorted((a, b) => compareDays(b, a) || compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** A move on file with its heads, for a form that will say what it saw. Null: no such move. */
export async function rotationOnFile(
  data: OfficeData,
  id: RecordId<"rotation">,
): Promise<{ readonly before: RecordState; readonly rotation: Rotation } | null> {
  const before = await data.held(id);
  const rotation = before === null ? null : recordFrom(before, "rotation");
  return before === null || rotation === null ? null : { before, rotation };
}

/** What a form about moves chooses from. */
export async function unitsOnFile(data: OfficeData): Promise<UnitVersions> {
  return versionsByUnit(await data.all("unit-version"));
}

const compareDays = (a: RotationRow, b: RotationRow): number => {
  const [left, right] = [a.start ?? a.decisionDate ?? "", b.start ?? b.decisionDate ?? ""];
  return left < right ? -1 : left > right ? 1 : 0;
};
