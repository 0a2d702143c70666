import type { RecordId } from "../../shared/domain/primitives.ts";
import {
  type MoveRecords,
  type MovesPeriod,
  type MovesTable,
  movesTable,
} from "../../shared/domain/statistics/moves.ts";
import { versionsByUnit } from "../../shared/domain/units.ts";
import type { OfficeData } from "../data/office-data.ts";
import { type RotationRow, rotationRows } from "./rotations-on-file.ts";
import { type UnitChoice, unitChoices } from "./units.ts";

/** Everything a table of moves is made of, read once; a period is then a pure question. */
export interface MovesOnFile {
  readonly records: MoveRecords;
  readonly rows: ReadonlyMap<RecordId<"rotation">, RotationRow>;
  readonly units: readonly UnitChoice[];
  readonly head: string; // the ledger entry the numbers rest on: its number and the first digits of its tag
}

export async function movesOnFile(data: OfficeData): Promise<MovesOnFile> {
  const { position, tag } = data.head();
  const [rotations, decisions, unitVersions, rows] = await Promise.all([
    data.all("rotation"),
    data.all("decision"),
    data.all("unit-version"),
    rotationRows(data),
  ]);
  return {
    records: { rotations, decisions, unitVersions },
    rows: new Map(rows.map((row) => [row.id, row])),
    units: unitChoices(versionsByUnit(unitVersions), null),
    head: tag === "" ? String(position) : `${position} (${tag.slice(0, 8)})`,
  };
}

export const movesIn = (onFile: MovesOnFile, period: MovesPeriod): MovesTable => movesTable(onFile.records, period);
