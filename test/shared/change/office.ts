import { applyAll } from "../../../shared/change/apply.ts";
import type { Action, Change } from "../../../shared/change/change.ts";
import { emptyState } from "../../../shared/change/records.ts";
import type { OfficeState, RecordState } from "../../../shared/change/state.ts";
import type { Json, RecordId } from "../../../shared/domain/primitives.ts";

/** One action of a feed; everything but its changes is of no interest to the test. */
export const action = (feed: string, number: number, ...changes: Change[]): Action => ({
  feed,
  number,
  clerk: "c1",
  at: "2026-11-22T08:14",
  purpose: "person.edit",
  reason: "",
  audience: [],
  changes,
});

/** A change whose fields all saw the same. */
export const change = (record: RecordId, saw: readonly string[], values: Readonly<Record<string, Json>>): Change => ({
  record,
  fields: Object.fromEntries(Object.entries(values).map(([field, to]) => [field, { saw, to }])),
});

/** An office that holds these actions. */
export function stateOf(...actions: readonly Action[]): OfficeState {
  const state = emptyState();
  applyAll(state, actions);
  return state;
}

export function recordOf(state: OfficeState, id: RecordId): RecordState {
  const record = state.records.get(id);
  if (record === undefined) throw new Error(`${id} is not held`);
  return record;
}

export const personId: RecordId<"person"> = "person:0192a0b0-1234-7000-8000-000000000001";
export const rowId: RecordId<"assignment"> = "assignment:0192a0b0-1234-7000-8000-000000000002";
