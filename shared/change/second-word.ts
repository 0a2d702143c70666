import { groupsOf, secondWhen } from "../domain/authority-table.ts";
import { officeOf, type RecordId } from "../domain/primitives.ts";
import { splitRef } from "./arrival-order.ts";
import type { Action, ActionRef, Change, Draft } from "./change.ts";
import type { OfficeState } from "./state.ts";

/** An action that waits for a second clerk, or was refused by one: it holds its place and changes nothing (CM-20). */
export interface Unconfirmed {
  readonly action: Action;
  readonly refused: boolean;
}

export const isConfirmation = (id: RecordId): boolean => id.startsWith("confirmation:");

/** The change by which an action asks for a second clerk; undefined: it asks for none. */
export const askingIn = ({ changes }: Pick<Draft, "changes">): Change | undefined =>
  changes.find(({ record, fields }) => isConfirmation(record) && fields.asks?.saw.length === 0);

/** Whether a second clerk has to confirm a change: by the table, and by whether it replaces a value. */
function isWeightyChange({ record, fields }: Change): boolean {
  const groupOf = groupsOf(record);
  return Object.entries(fields).some(([field, { saw }]) => {
    const when = secondWhen[groupOf(field)];
    if (when === "forced") return fields.forced?.to === true && (fields.closing?.to ?? null) === null;
    return when === "always" || (when === "changed" && saw.length > 0);
  });
}

export const isWeighty = ({ changes }: Pick<Draft, "changes">): boolean => changes.some(isWeightyChange);

/** Whether an answer counts: of the same office, having seen the question, and a yes of somebody else than who asks. */
export function mayAnswer(
  { fields }: Change,
  { feed, clerk }: Pick<Action, "feed" | "clerk">,
  { first, asks }: { readonly first: ActionRef; readonly asks: unknown },
): boolean {
  const { answer } = fields;
  if (answer === undefined || Object.keys(fields).length > 1 || !answer.saw.includes(first)) return false;
  if (officeOf(feed) !== officeOf(splitRef(first).feed)) return false;
  return saysYes(answer.to) ? clerk !== asks : true;
}

export const saysYes = (answer: unknown): boolean =>
  typeof answer === "object" && answer !== null && "confirmed" in answer && answer.confirmed === true;

/** How an action stands: it counts, it waits for a second clerk, or one has refused it. */
export function wordOn(
  { unconfirmed }: Pick<OfficeState, "unconfirmed">,
  ref: ActionRef,
): "counts" | "waits" | "refused" {
  const held = unconfirmed.get(ref);
  return held === undefined ? "counts" : held.refused ? "refused" : "waits";
}
