import { sameValue } from "../../shared/change/canonical-json.ts";
import { type ActionRef, type Change, refOf } from "../../shared/change/change.ts";
import { type Conflict, conflictsOf } from "../../shared/change/conflict.ts";
import { depthAt } from "../../shared/change/depths.ts";
import { own } from "../../shared/change/heads.ts";
import { isReopening } from "../../shared/change/reopen.ts";
import { personOf } from "../../shared/change/shown-order.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { authorityTable, groupsOf, standingOf } from "../../shared/domain/authority-table.ts";
import { type Json, type OfficeId, officeOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import {
  firstKnown,
  officeName,
  type ValuesWritten,
  valuesWritten,
  type Written,
  writerOf,
  writesTo,
} from "./history.ts";
import type { Memory } from "./memory.ts";
import type { ConflictOnDesk, LedgerSource } from "./office-data.ts";

/** What is told of a conflict beside what the ledger says of its writes. */
export interface ConflictGround {
  readonly memory: Memory;
  readonly ledger: LedgerSource;
  readonly opened: Pick<Opened, "office" | "level">;
  readonly nameOf: (person: RecordId<"person">) => string;
  /** Where somebody serves now; null: not known. */
  readonly unitOf: (person: RecordId<"person">) => RecordId<"unit"> | null;
}

/** The conflicts on the desk, with who wrote what. By name of the person, then record and field. */
export async function conflictsOnDesk(ground: ConflictGround): Promise<readonly ConflictOnDesk[]> {
  const { memory, ledger } = ground;
  const conflicted = memory.records
    .withRivals()
    .map((record) => ({ record, conflicts: conflictsOf(record) }))
    .filter(({ conflicts }) => conflicts.length > 0);
  const ids = conflicted.map(({ record }) => record.id);
  const written = await writesTo(memory, ledger, ids);
  return conflicted
    .flatMap(({ record, conflicts }) => {
      const writes = written.get(record.id) ?? [];
      const [byRef, values] = [new Map(writes.map((each) => [refOf(each.action), each])), valuesWritten(writes)];
      return conflicts.map((conflict) => conflictOnDesk(ground, record, conflict, { byRef, values }));
    })
    .toSorted((a, b) => {
      const [one, other] = [`${a.personName}\0${a.record}\0${a.field}`, `${b.personName}\0${b.record}\0${b.field}`];
      return one < other ? -1 : one > other ? 1 : 0;
    });
}

/** How many conflicts `conflictsOnDesk` would answer with. */
export const countConflicts = (memory: Memory): number =>
  memory.records.withRivals().reduce((sum, record) => sum + conflictsOf(record).length, 0);

/** How many conflicts stand on each person's file. */
export function conflictsByPerson(memory: Memory): ReadonlyMap<RecordId, number> {
  const counts = new Map<RecordId, number>();
  for (const record of memory.records.withRivals()) {
    const [person, count] = [personOf(record), conflictsOf(record).length];
    if (person !== null && count > 0) counts.set(person, (counts.get(person) ?? 0) + count);
  }
  return counts;
}

interface WritesOfRecord {
  readonly byRef: ReadonlyMap<ActionRef, Written>;
  readonly values: ValuesWritten;
}

function conflictOnDesk(
  { memory, opened, nameOf, unitOf }: ConflictGround,
  record: RecordState,
  { field, heads }: Conflict,
  { byRef, values }: WritesOfRecord,
): ConflictOnDesk {
  const origins = heads.map(({ by, to }) => originOf(byRef, field, by, to));
  const seen = origins.map((by) => own(byRef.get(by)?.change.fields ?? {}, field)?.saw ?? []);
  const common = (seen[0] ?? []).filter((ref) => seen.every((refs) => refs.includes(ref)));
  const person = personOf(record);
  const custodian = person === null ? undefined : memory.records.get(person)?.values.custodian;
  const { provinces } = memory.known;
  return {
    record: record.id,
    personId: person,
    personName: person === null ? "" : nameOf(person),
    unitId: ownUnit(record) ?? (person === null ? null : unitOf(person)),
    custodian: typeof custodian === "string" ? custodian : null,
    ours: typeof custodian !== "string" || mayWrite(opened, custodian, record.id, field),
    field,
    heads: heads.map(({ by, to }, place) => {
      const origin = origins[place]!;
      const write = byRef.get(origin);
      const feed = origin.slice(0, origin.indexOf(":"));
      const officeId = officeOf(feed);
      return {
        by,
        origin,
        to,
        ...(write === undefined
          ? { office: officeName(memory, officeId), clerk: "" }
          : writerOf(memory, opened.office, write.action)),
        officeId,
        ofProvince: provinces.has(officeId) || (opened.level === "province" && officeId === opened.office),
        at: write?.action.at ?? "",
        reason: write?.action.reason ?? "",
        decision: write === undefined ? null : decisionOf(write),
        depth: depthAt(memory.state, origin),
        position: write?.position ?? 0,
      };
    }),
    before: firstKnown(values, field, common),
  };
}

/** Whether what this office writes in a field of a file counts. */
function mayWrite(
  { office, level }: ConflictGround["opened"],
  custodian: OfficeId,
  record: RecordId,
  field: string,
): boolean {
  const standing = standingOf(office, level === "province", custodian);
  return authorityTable[groupsOf(record)(field)][standing] === "writes";
}

/** Who wrote a value first: a settlement that was taken back has its values written once more, and these are nobody's own. */
function originOf(byRef: WritesOfRecord["byRef"], field: string, by: ActionRef, to: Json): ActionRef {
  const write = byRef.get(by);
  const change = own(write?.change.fields ?? {}, field);
  const [settlement] = change?.saw ?? [];
  if (write === undefined || change === undefined || settlement === undefined) return by;
  if (!isReopening({ ...change, purpose: write.action.purpose }, settlement)) return by;
  const seen = own(byRef.get(settlement)?.change.fields ?? {}, field)?.saw ?? [];
  const first = seen.find((ref) => {
    const said = own(byRef.get(ref)?.change.fields ?? {}, field);
    return said !== undefined && sameValue(said.to, to);
  });
  return first === undefined ? by : originOf(byRef, field, first, to);
}

/** The paper behind a write: the one decision that its record or its action names. */
function decisionOf({ action, change }: Written): RecordId<"decision"> | null {
  const named = namedBy(change);
  if (named !== null) return named;
  const all = new Set(action.changes.flatMap((each) => namedBy(each) ?? []));
  const [only, ...others] = all;
  return only !== undefined && others.length === 0 ? only : null;
}

function namedBy({ record, fields }: Change): RecordId<"decision"> | null {
  const named = isDecision(record) ? record : fields.decisionId?.to;
  return typeof named === "string" && isDecision(named) ? named : null;
}

const isDecision = (id: string): id is RecordId<"decision"> => id.startsWith("decision:");

/** The unit that a record itself is about. */
function ownUnit({ id, values }: RecordState): RecordId<"unit"> | null {
  const unit = id.startsWith("unit:") ? id : (values.toUnitId ?? values.unitId);
  return typeof unit === "string" && isUnit(unit) ? unit : null;
}

const isUnit = (id: string): id is RecordId<"unit"> => id.startsWith("unit:");
