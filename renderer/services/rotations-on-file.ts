import { recordFrom } from "../../shared/change/describe-change.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Rotation } from "../../shared/domain/rotation.ts";
import { type UnitVersions, versionsByUnit } from "../../shared/domain/units.ts";
import type { OfficeData, RotationRow } from "../data/office-data.ts";
import { rowsOfMoves } from "../data/rotation/move-rows.ts";
import { today } from "./new-ids.ts";

export type { RotationRow } from "../data/office-data.ts";

/** Every move on file, the latest first. */
export async function rotationRows(data: OfficeData): Promise<readonly RotationRow[]> {
  const [rotations, decisions, programmes, unitVersions] = await Promise.all([
    data.all("rotation"),
    data.all("decision"),
    data.all("programme"),
    data.all("unit-version"),
  ]);
  const names = await data.names([...new Set(rotations.map(({ personId }) => personId))]);
  return rowsOfMoves(rotations, {
    decisions: new Map(decisions.map((decision) => [decision.id, decision])),
    programmes: new Map(programmes.map((programme) => [programme.id, programme])),
    versions: versionsByUnit(unitVersions),
    nameOf: (id) => names[id] ?? "",
    day: today(),
  });
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
