import type { Json, RecordId } from "../domain/primitives.ts";
import type { ActionRef } from "./change.ts";
import type { Head, RecordState, Records } from "./state.ts";

/** A record while changes are written to it. */
export interface RecordDraft extends RecordState {
  readonly values: Record<string, Json>;
  readonly by: Record<string, ActionRef>;
  readonly rivals: Record<string, readonly Head[]>;
}

/** Records that are being changed: each is copied once, however many changes it takes, and put once. */
export interface RecordDrafts {
  get(id: RecordId): RecordState | undefined;
  /** The draft of a record that is there. */
  open(record: RecordState): RecordDraft;
  add(draft: RecordDraft): void;
  /** Put every draft into the records; returns their ids, in the order in which they were first touched. */
  store(): readonly RecordId[];
}

const none = Object.freeze({}); // most records have neither `by` nor `rivals`: they share one

export function draftsOn(records: Records): RecordDrafts {
  const drafts = new Map<RecordId, RecordDraft>();
  const read = new Map<RecordId, RecordState>(); // putting a record together from its page takes longer than writing to it
  const readOnce = (id: RecordId): RecordState | undefined => {
    const known = read.get(id);
    if (known !== undefined) return known;
    const state = records.get(id);
    if (state !== undefined) read.set(id, state);
    return state;
  };
  const add = (draft: RecordDraft): void => void drafts.set(draft.id, draft);
  return {
    get: (id) => drafts.get(id) ?? readOnce(id),
    open({ id, values, first, by, rivals }) {
      const open = drafts.get(id);
      if (open !== undefined) return open;
      const draft = { id, values: { ...values }, first, by: { ...by }, rivals: { ...rivals } };
      add(draft);
      read.delete(id);
      return draft;
    },
    add,
    store() {
      for (const { id, values, first, by, rivals } of drafts.values()) {
        records.put({ id, values, first, by: isEmpty(by) ? none : by, rivals: isEmpty(rivals) ? none : rivals });
      }
      return [...drafts.keys()];
    },
  };
}

function isEmpty(entries: object): boolean {
  for (const _ in entries) return false;
  return true;
}
