import type { ActionRef, Change } from "./change.ts";
import { blankWith } from "./compact.ts";
import { headsOf, own } from "./heads.ts";
import type { RecordDraft } from "./record-drafts.ts";

/**
 * Write one change into a record: each field's new head joins those that its writer had not seen (CM-4).
 * Heads stand in no order yet: `shownOrder` decides which is shown.
 *
 * @param by  the action that the change belongs to
 */
export function writeChange(record: RecordDraft, change: Change, by: ActionRef): void {
  for (const [field, { saw, to }] of Object.entries(change.fields)) {
    const rivals = own(record.rivals, field);
    const unseen = (rivals ?? headsOf(record, field)).filter((head) => !saw.includes(head.by));
    record.values[field] = to;
    if (unseen.length === 0) {
      record.by[field] = by;
      if (rivals !== undefined) delete record.rivals[field];
    } else {
      record.rivals[field] = [...unseen, { by, to }];
      if (Object.hasOwn(record.by, field)) delete record.by[field];
    }
  }
}

/** A record as the first of its changes to be applied leaves it. */
export function newRecord(change: Change, by: ActionRef): RecordDraft {
  const { fields } = change;
  const values = blankWith(Object.keys(fields));
  for (const field in fields) values[field] = fields[field]!.to;
  return { id: change.record, values, first: by, by: {}, rivals: {} };
}
