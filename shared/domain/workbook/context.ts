import type { Assignment } from "../assignment.ts";
import type { Decision } from "../decision.ts";
import type { Person } from "../person.ts";
import type { OfficeId, RecordId } from "../primitives.ts";
import type { RecordKind } from "../record-kinds.ts";
import type { Rotation } from "../rotation.ts";
import type { Unit, UnitVersion } from "../unit.ts";

/** What the office holds already, withdrawn records too: a row met again must not come back as new. */
export interface RecordsOnFile {
  readonly persons: readonly Person[];
  readonly units: readonly Unit[];
  readonly unitVersions: readonly UnitVersion[];
  readonly assignments: readonly Assignment[];
  readonly rotations: readonly Rotation[];
  readonly decisions: readonly Decision[];
}

export interface WorkbookContext {
  readonly onFile: RecordsOnFile;
  readonly custodian: OfficeId; // keeps the files of people who are new
  readonly newId: <Kind extends RecordKind>(kind: Kind) => RecordId<Kind>;
}
