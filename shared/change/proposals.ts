import { officeOf, type RecordId } from "../domain/primitives.ts";
import { compareRefs, splitRef } from "./arrival-order.ts";
import type { ActionRef, Change } from "./change.ts";
import { homeOf, isPersonId } from "./shown-order.ts";
import type { Head, OfficeState } from "./state.ts";

/** What the actions that decide on proposals are for. */
export const adoptPurpose = "proposal.adopt";
export const declinePurpose = "proposal.decline";

/**
 * Note a proposal. It takes the place of earlier ones of the same office that it saw; but what waits for a second clerk takes
 * nobody's place, and nothing but an answer ends it.
 */
export function propose({ proposals, unconfirmed }: OfficeState, change: Change, by: ActionRef): void {
  const office = officeOf(splitRef(by).feed);
  const fields: Record<string, readonly Head[]> = { ...proposals.get(change.record) };
  for (const [field, { saw, to }] of Object.entries(change.fields)) {
    const others = (fields[field] ?? []).filter(
      (head) =>
        unconfirmed.has(by) ||
        unconfirmed.has(head.by) ||
        !(saw.includes(head.by) && officeOf(splitRef(head.by).feed) === office),
    );
    fields[field] = [...others, { by, to }];
  }
  proposals.set(change.record, fields);
}

/**
 * A write that counts ends the proposals that it saw, and where it says where the record belongs, all proposals on that.
 *
 * @returns whether there were any
 */
export function endProposals({ proposals, unconfirmed }: OfficeState, { record, fields }: Change): boolean {
  const known = proposals.get(record);
  if (known === undefined) return false;
  const home = homeOf(record);
  const open: Record<string, readonly Head[]> = {};
  let [left, ended] = [0, 0];
  for (const [field, heads] of Object.entries(known)) {
    const written = fields[field];
    const still =
      written === undefined
        ? heads
        : heads.filter(({ by }) => unconfirmed.has(by) || (field !== home && !written.saw.includes(by)));
    ended += heads.length - still.length;
    left += still.length;
    if (still.length > 0) open[field] = still;
  }
  if (left === 0) proposals.delete(record);
  else if (ended > 0) proposals.set(record, open);
  return ended > 0;
}

/** Forget what an action proposed of a record. */
export function forgetProposals({ proposals }: OfficeState, record: RecordId, by: ActionRef): void {
  const open: Record<string, readonly Head[]> = {};
  for (const [field, heads] of Object.entries(proposals.get(record) ?? {})) {
    const others = heads.filter((head) => head.by !== by);
    if (others.length > 0) open[field] = others;
  }
  if (Object.keys(open).length === 0) proposals.delete(record);
  else proposals.set(record, open);
}

/**
 * Whose file a record belongs to by what is proposed of it; the first place decides where proposals differ. What waits for a second
 * clerk says nothing yet: others' writes must not be judged by what may be refused.
 */
export function personProposed({ proposals, unconfirmed }: OfficeState, id: RecordId): RecordId<"person"> | null {
  if (proposals.size === 0) return null;
  const claims = (proposals.get(id)?.[homeOf(id)] ?? []).filter(({ by }) => !unconfirmed.has(by));
  const to = claims.toSorted((one, other) => compareRefs(one.by, other.by))[0]?.to;
  return typeof to === "string" && isPersonId(to) ? to : null;
}
