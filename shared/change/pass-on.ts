import { type OfficeId, officeOf, type RecordId } from "../domain/primitives.ts";
import { type Action, type ActionRef, isAddressedTo, refOf } from "./change.ts";
import { excerptsOf } from "./excerpt.ts";

/** What was passed on to an office, by places, in the excerpts of these actions. */
export const toldTo = (office: OfficeId, actions: Iterable<Action>): ReadonlySet<ActionRef> =>
  new Set(
    [...actions].flatMap((action) =>
      excerptsOf(action)
        .filter((excerpt) => excerpt.office === office)
        .flatMap(({ lines }) => lines.map((line) => refOf(line.action))),
    ),
  );

/**
 * The actions that an office does not receive by itself, cut to some records: what the province passes on to it (CM-18). An
 * office receives its own feeds, and of the province's what is addressed to it.
 *
 * @param written    every action that the province holds of these records, in the order of its ledger: what a write saw stands
 *                   before it
 * @param told       what was passed on to the office before
 * @param provinces  offices of the province
 */
export function linesToPassOn(
  office: OfficeId,
  written: readonly Action[],
  records: ReadonlySet<RecordId>,
  told: ReadonlySet<ActionRef>,
  provinces: ReadonlySet<OfficeId>,
): readonly Action[] {
  return written
    .filter((action) => !told.has(refOf(action)) && !receives(office, action, provinces))
    .map((action) => ({ ...action, changes: action.changes.filter(({ record }) => records.has(record)) }))
    .filter(({ changes }) => changes.length > 0);
}

function receives(office: OfficeId, action: Action, provinces: ReadonlySet<OfficeId>): boolean {
  const author = officeOf(action.feed);
  return author === office || (provinces.has(author) && isAddressedTo(action, office));
}
