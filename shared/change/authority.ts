import { authorityTable, groupsOf, type Standing } from "../domain/authority-table.ts";
import { type OfficeId, officeOf } from "../domain/primitives.ts";
import { splitRef } from "./arrival-order.ts";
import type { ActionRef, Change, FieldChange } from "./change.ts";
import { isPersonId } from "./shown-order.ts";
import type { Authority } from "./state.ts";

/** A change parted by what its writer may write. A part without a field is null. */
export interface Judged {
  readonly written: Change | null;
  readonly proposed: Change | null;
}

/** Where a change falls. */
export interface Place {
  readonly home: string; // the field that says where the record belongs: `custodian` of a person, `personId` of a row
  readonly begins: boolean; // the change says so, and has seen nobody say it
  readonly custodian: OfficeId | null; // who keeps the person's file; null: not known yet, so that everybody may write
}

/**
 * Part a change into what counts and what is only proposed (CM-17).
 *
 * @param by  the action that the change belongs to
 */
export function judge(authority: Authority, change: Change, by: ActionRef, place: Place): Judged {
  const office = officeOf(splitRef(by).feed);
  const { home, begins, custodian } = place;
  if (isPersonId(change.record) && begins) {
    // Who makes a file says who keeps it: itself, or any office where the writer is the province.
    const may = change.fields[home]?.to === office || authority.provinces.has(office);
    return may ? { written: change, proposed: null } : { written: null, proposed: change };
  }
  const standing: Standing =
    office === custodian ? "custodian" : authority.provinces.has(office) ? "province" : "other";
  const groupOf = groupsOf(change.record);
  // Where a record belongs is said once, when it is made: no later word on it counts.
  return parted(
    change,
    (field) =>
      (field !== home || begins) && (custodian === null || authorityTable[groupOf(field)][standing] === "writes"),
  );
}

function parted(change: Change, mayWrite: (field: string) => boolean): Judged {
  let [writes, proposes] = [0, 0];
  for (const field in change.fields) {
    if (mayWrite(field)) writes += 1;
    else proposes += 1;
  }
  if (proposes === 0) return { written: change, proposed: null };
  if (writes === 0) return { written: null, proposed: change };
  const written: Record<string, FieldChange> = {};
  const proposed: Record<string, FieldChange> = {};
  for (const [field, part] of Object.entries(change.fields)) (mayWrite(field) ? written : proposed)[field] = part;
  return { written: { record: change.record, fields: written }, proposed: { record: change.record, fields: proposed } };
}
