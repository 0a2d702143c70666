import { type OfficeId, officeOf, type RecordId } from "../domain/primitives.ts";
import { type Action, type ActionRef, isAddressedTo, refOf } from "./change.ts";
import { type ExcerptLine, excerptsOf } from "./excerpt.ts";

/** One record as an action wrote to it. */
type Told = `${ActionRef} ${RecordId}`;

const told = (action: Action, record: RecordId): Told => `${refOf(action)} ${record}`;

/** What an action tells, record by record: the same action may be passed on again, cut to another file. */
export const toldIn = ({ action }: Pick<ExcerptLine, "action">): readonly string[] =>
  action.changes.map(({ record }) => told(action, record));

/** What was passed on to an office in the excerpts of these actions, as `toldIn`. */
export const toldTo = (office: OfficeId, actions: Iterable<Action>): ReadonlySet<string> =>
  new Set(
    [...actions].flatMap((action) =>
      excerptsOf(action)
        .filter((excerpt) => excerpt.office === office)
        .flatMap(({ lines }) => lines.flatMap(toldIn)),
    ),
  );

/**
 * The actions that an office does not receive by itself, cut to some records: what the province passes on to it (CM-18). An
 * office receives its own feeds, and of the province's what is addressed to it.
 *
 * @param written    every action that the province holds of these records, in the order of its ledger: what a write saw stands
 *                   before it
 * @param before     what was passed on to the office before (`toldTo`)
 * @param provinces  offices of the province
 */
export function linesToPassOn(
  office: OfficeId,
  written: readonly Action[],
  records: ReadonlySet<RecordId>,
  before: ReadonlySet<string>,
  provinces: ReadonlySet<OfficeId>,
): readonly Action[] {
  return written
    .filter((action) => !receives(office, action, provinces))
    .map((action) => ({
      ...action,
      changes: action.changes.filter(({ record }) => records.has(record) && !before.has(told(action, record))),
    }))
    .filter(({ changes }) => changes.length > 0);
}

function receives(office: OfficeId, action: Action, provinces: ReadonlySet<OfficeId>): boolean {
  const author = officeOf(action.feed);
  return author === office || (provinces.has(author) && isAddressedTo(action, office));
}
