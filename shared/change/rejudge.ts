import type { RecordId } from "../domain/primitives.ts";
import { counts } from "./apply.ts";
import { type Action, type ActionRef, refOf } from "./change.ts";
import { depthAt } from "./depths.ts";
import { judgedWrites } from "./judged-writes.ts";
import { personProposed } from "./proposals.ts";
import { draftsOn } from "./record-drafts.ts";
import type { OfficeState } from "./state.ts";

/**
 * The records of a person's file, values and proposals alike: those whose writes are judged together.
 *
 * @param rows  the file's rows as records show them
 */
export function recordsOfFile(
  state: OfficeState,
  person: RecordId<"person">,
  rows: Iterable<RecordId>,
): ReadonlySet<RecordId> {
  const ids = new Set<RecordId>([person, ...rows]);
  for (const id of state.proposals.keys()) if (personProposed(state, id) === person) ids.add(id);
  return ids;
}

/**
 * Judge the writes of one file again, after it has become known who keeps it (CM-17, CM-18). What counted may become a proposal
 * and the other way round, as if it had been known from the beginning.
 *
 * @param records  of the file, see `recordsOfFile`
 * @param actions  every applied action that wrote to one of them, in any order, those of excerpts too
 * @returns        records that may show something else now, some of which may be gone; and which actions only propose there
 */
export function rejudge(
  state: OfficeState,
  person: RecordId<"person">,
  records: ReadonlySet<RecordId>,
  actions: readonly Action[],
): { readonly touched: readonly RecordId[]; readonly proposing: ReadonlySet<ActionRef> } {
  for (const id of records) {
    state.records.remove(id);
    state.proposals.delete(id);
  }
  state.early.delete(person);
  const drafts = draftsOn(state.records);
  const writes = judgedWrites(state, drafts);
  // What a write saw has a smaller depth, so it comes first; and whose file a row belongs to is known before it is judged.
  const inOrder = actions
    .filter((action) => counts(state, action))
    .map((action) => ({ action, depth: depthAt(state, refOf(action)) }))
    .toSorted((one, other) => one.depth - other.depth)
    .map(({ action }) => ({ ...action, changes: action.changes.filter(({ record }) => records.has(record)) }));
  for (const action of inOrder) writes.keepers(action);
  for (const action of inOrder) writes.claims(action);
  for (const action of inOrder) writes.others(action);
  drafts.store();
  return { touched: [...records], proposing: writes.proposing };
}
