import type { RecordId } from "../domain/primitives.ts";
import { counts } from "./apply.ts";
import { seenBy } from "./arrival-order.ts";
import { type Action, type ActionRef, refOf } from "./change.ts";
import { depthAt } from "./depths.ts";
import { type JudgedWrites, judgedWrites } from "./judged-writes.ts";
import { personProposed } from "./proposals.ts";
import { draftsOn } from "./record-drafts.ts";
import { wordOn } from "./second-word.ts";
import { isPersonId } from "./shown-order.ts";
import type { OfficeState } from "./state.ts";

/**
 * The records of a person's file, values and proposals alike: those whose writes are judged together. What belongs to no file is
 * judged by itself.
 *
 * @param about  the person, or a record of nobody's file
 * @param rows   the file's rows as records show them
 */
export function recordsOfFile(state: OfficeState, about: RecordId, rows: Iterable<RecordId>): ReadonlySet<RecordId> {
  const ids = new Set<RecordId>([about, ...rows]);
  if (!isPersonId(about)) return ids;
  for (const id of state.proposals.keys()) if (personProposed(state, id) === about) ids.add(id);
  return ids;
}

/** What judging again came to. */
export interface Rejudged {
  readonly touched: readonly RecordId[]; // may show something else now; some may be gone
  readonly proposing: ReadonlySet<ActionRef>; // actions that only propose there
  readonly moved: JudgedWrites["moved"]; // to be judged again after it
}

/**
 * Judge the writes of one file again, after it has become known who keeps it (CM-17, CM-18). What counted may become a proposal
 * and the other way round, as if it had been known from the beginning.
 *
 * @param about    the person, or a record of nobody's file
 * @param records  of the file, see `recordsOfFile`; of nobody's file that record alone
 * @param actions  every applied action that wrote to one of them, in any order, those of excerpts too
 */
export function rejudge(
  state: OfficeState,
  about: RecordId,
  records: ReadonlySet<RecordId>,
  actions: readonly Action[],
): Rejudged {
  for (const id of records) {
    state.records.remove(id);
    state.proposals.delete(id);
  }
  state.early.delete(about);
  const drafts = draftsOn(state.records);
  const writes = judgedWrites(state, drafts);
  // What a write saw comes first; and whose file a row belongs to is known before it is judged.
  const inOrder = seenFirst(
    actions
      .filter((action) => counts(state, action))
      .map((action) => ({ action, depth: depthAt(state, refOf(action)) }))
      .toSorted((one, other) => one.depth - other.depth)
      .map(({ action }) => ({ ...action, changes: action.changes.filter(({ record }) => records.has(record)) })),
  );
  const counting = inOrder.filter((action) => wordOn(state, refOf(action)) === "counts");
  if (isPersonId(about)) {
    for (const action of counting) writes.keepers(action);
    for (const action of counting) writes.claims(action);
    for (const action of counting) writes.others(action);
  } else for (const action of counting) writes.action(action);
  for (const action of inOrder) if (wordOn(state, refOf(action)) === "waits") writes.held(action);
  drafts.store();
  const moved = new Set(writes.moved);
  moved.delete(about);
  return { touched: [...records], proposing: writes.proposing, moved };
}

/**
 * The same actions, each after those that it saw. By their depths they are so already, unless a place has the depth of one branch of a feed
 * that forked and what was passed on of it is of the other.
 */
function seenFirst(byDepth: readonly Action[]): readonly Action[] {
  const coming = new Map(byDepth.map((action) => [refOf(action), action]));
  const placed: Action[] = [];
  const place = (action: Action): void => {
    if (!coming.delete(refOf(action))) return;
    for (const ref of seenBy(action)) {
      const seen = coming.get(ref);
      if (seen !== undefined) place(seen);
    }
    placed.push(action);
  };
  for (const action of byDepth) place(action);
  return placed;
}
