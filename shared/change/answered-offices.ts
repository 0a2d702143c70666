import { type OfficeId, officeOf } from "../domain/primitives.ts";
import { splitRef } from "./arrival-order.ts";
import type { Draft } from "./change.ts";

/**
 * A province's action as it may travel: one that would go to everybody and answers what offices below have written goes to those
 * offices alone. Nobody else receives what it answers, and would wait for it for ever, with all that the province writes
 * after it (CM-3). The others are told that the action took its number (CM-10).
 *
 * @param own  the province's office
 */
export function toThoseAnswered(draft: Draft, own: OfficeId): Draft {
  if (draft.audience.length > 0) return draft;
  const answered = new Set<OfficeId>();
  for (const { fields } of draft.changes)
    for (const { saw } of Object.values(fields)) for (const ref of saw) answered.add(officeOf(splitRef(ref).feed));
  answered.delete(own);
  return answered.size === 0 ? draft : { ...draft, audience: [...answered].toSorted() };
}
