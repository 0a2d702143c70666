import { authorityTable, groupsOf, type Standing } from "../domain/authority-table.ts";
import { type Json, officeOf } from "../domain/primitives.ts";
import { splitRef } from "./arrival-order.ts";
import type { ActionRef, Change, FieldChange } from "./change.ts";
import { own } from "./heads.ts";
import { isPersonId } from "./shown-order.ts";
import type { Authority, RecordState } from "./state.ts";

/** A change parted by what its writer may write. A part without a field is null. */
export interface Judged {
  readonly written: Change | null;
  readonly proposed: Change | null;
}

/** Where a change falls. */
export interface Place {
  readonly home: string; // the field that says where the record belongs: `custodian` of a person, `personId` of a row
  readonly begins: boolean; // its action says so, and has seen nobody say it
  readonly claims: Json | undefined; // what it says there
  readonly keeps: boolean | null; // its writer kept the person's file there; null: not known yet, so that everybody may write
  readonly takesOver: boolean; // by this action its writer comes to keep the file, as `home` says (CM-18)
}

/**
 * Part a change into what counts and what is only proposed (CM-17).
 *
 * @param by  the action that the change belongs to
 */
export function judge(authority: Authority, change: Change, by: ActionRef, place: Place): Judged {
  const office = officeOf(splitRef(by).feed);
  const { home, begins, claims, keeps, takesOver } = place;
  if (isPersonId(change.record) && begins) {
    // Who makes a file says who keeps it: itself, or any office where the writer is the province.
    const may = claims === office || authority.provinces.has(office);
    return may ? { written: change, proposed: null } : { written: null, proposed: change };
  }
  const standing: Standing = keeps ? "custodian" : authority.provinces.has(office) ? "province" : "other";
  const groupOf = groupsOf(change.record);
  // Where a record belongs is said once, when it is made; no later word on it counts but that of a hand-over.
  return parted(change, (field) =>
    field === home && !begins ? takesOver : keeps === null || authorityTable[groupOf(field)][standing] === "writes",
  );
}

/**
 * Part a change of a hand-over: the province makes it and may withdraw it, the receiving office answers it. What it hands over,
 * and to whom, is said once; whatever comes later has seen the action that made it, so that nobody answers another.
 *
 * @param made  the record as the province made it
 */
export function judgeHandover(
  authority: Authority,
  change: Change,
  by: ActionRef,
  made: RecordState | undefined,
): Judged {
  const office = officeOf(splitRef(by).feed);
  if (made === undefined) {
    const counts = authority.provinces.has(office) && change.fields.file?.saw.length === 0;
    return counts ? { written: change, proposed: null } : { written: null, proposed: change };
  }
  const mine: Readonly<Record<string, boolean>> = {
    answer: office === made.values.toOffice,
    withdrawn: authority.provinces.has(office),
  };
  return parted(change, (field) => own(mine, field) === true && change.fields[field]!.saw.includes(made.first));
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
