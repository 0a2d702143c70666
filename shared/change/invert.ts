import { emptyValue } from "../domain/blank-records.ts";
import { type Json, kindOf, type OfficeId, type RecordId } from "../domain/primitives.ts";
import { sameValue } from "./canonical-json.ts";
import { type Action, type ActionRef, type Change, type FieldChange, refOf } from "./change.ts";
import type { Depths } from "./depths.ts";
import { headsOf, own } from "./heads.ts";
import { personOf, shownFirst } from "./shown-order.ts";
import type { RecordState } from "./state.ts";

/** What an undo leaves as it is. `field` null: the whole record. */
export interface KeptOnUndo {
  readonly record: RecordId;
  readonly field: string | null;
  /**
   * "changed": written again since, or beside another office's write. "in-use": something made since belongs to it or
   * names it. "unknown": what stood there before is not held here.
   */
  readonly why: "changed" | "in-use" | "unknown";
}

export interface Inverse {
  readonly changes: readonly Change[];
  readonly kept: readonly KeptOnUndo[];
}

/** A field of a record that names another record. */
export interface Naming {
  readonly record: RecordState;
  readonly field: string;
  readonly names: RecordId;
}

/** What undoing needs to know of the state beside the action. */
export interface UndoGround extends Depths {
  get(id: RecordId): RecordState | undefined;
  /** What an action made of a field; undefined where its line is not held. */
  written(by: ActionRef, record: RecordId, field: string): Json | undefined;
  /** Every field of any record that names one of these. */
  naming(ids: ReadonlySet<RecordId>): Iterable<Naming>;
}

/** Writes that an action replaced: what they said must be known to undo it. */
export const replacedBy = (action: Action): RecordId[] =>
  action.changes.flatMap(({ record, fields }) =>
    Object.values(fields).some(({ saw }) => saw.length > 0) ? [record] : [],
  );

/**
 * The ordinary change that takes an action back: each field to the value its writer saw, each record it made withdrawn.
 *
 * What was written since is kept and named, field by field. A record that the action made is kept whole where it was
 * written since or where something that stays names it, and a person's file that is kept is kept with all its rows:
 * half a file would be worse than either. What is already as it was is passed over.
 *
 * @param action  of any feed, applied
 * Time grows with the action's changes and what names the records it made.
 */
export function invert(action: Action, ground: UndoGround): Inverse {
  const ref = refOf(action);
  const kept: KeptOnUndo[] = [];
  const keep = (record: RecordId, field: string | null, why: KeptOnUndo["why"]) => kept.push({ record, field, why });
  const made = new Map<RecordId, RecordState>();
  const reverted = new Map<RecordId, Record<string, FieldChange>>();
  const custodian = custodianBefore(action, ground);

  for (const { record, fields } of action.changes) {
    const state = ground.get(record);
    if (state === undefined) continue;
    const isNew = state.first === ref;
    if (isNew && emptyValue(kindOf(record), "withdrawn") === false) {
      if (state.values.withdrawn !== true) made.set(record, state);
      continue;
    }
    const back: Record<string, FieldChange> = {};
    for (const [field, { saw }] of Object.entries(fields)) {
      const before =
        saw.length === 0
          ? emptyValue(kindOf(record), field)
          : shownOf(ground, { id: record, field, saw }, custodian(state, field));
      if (before !== undefined && sameValue(before, own(state.values, field) ?? before)) continue;
      const [head, ...others] = headsOf(state, field);
      if (head?.by !== ref || others.length > 0) keep(record, field, "changed");
      else if (before !== undefined) back[field] = { saw: [ref], to: before };
      else if (!isNew) keep(record, field, "unknown");
    }
    if (Object.keys(back).length > 0) reverted.set(record, back);
  }

  const staying = stayingOf(ref, made, reverted, ground, keep);
  const changes: Change[] = [];
  for (const { record } of action.changes) {
    const state = made.get(record);
    const fields =
      state === undefined
        ? reverted.get(record)
        : staying.has(record)
          ? undefined
          : { withdrawn: { saw: headsOf(state, "withdrawn").map(({ by }) => by), to: true } };
    if (fields !== undefined) changes.push({ record, fields });
  }
  return { changes, kept };
}

/** Records the action made that must stay: written since, or named by something that stays; each reason is named. */
function stayingOf(
  ref: ActionRef,
  made: ReadonlyMap<RecordId, RecordState>,
  reverted: ReadonlyMap<RecordId, Readonly<Record<string, FieldChange>>>,
  ground: UndoGround,
  keep: (record: RecordId, field: string | null, why: KeptOnUndo["why"]) => void,
): ReadonlySet<RecordId> {
  const staying = new Set<RecordId>();
  if (made.size === 0) return staying;
  const files = new Map<RecordId, RecordId[]>(); // rows the action made, by person
  for (const [id, state] of made) {
    const person = personOf(state);
    if (person !== null && person !== id) files.set(person, [...(files.get(person) ?? []), id]);
  }
  const namedBy = new Map<RecordId, RecordId[]>(); // what a record that the action made names among the others
  const pending: RecordId[] = [];
  const stay = (id: RecordId): void => {
    if (!made.has(id) || staying.has(id)) return;
    staying.add(id);
    pending.push(id);
  };

  for (const [id, state] of made) {
    const fields = writtenSince(state, ref);
    for (const field of fields) keep(id, field, "changed");
    if (fields.length > 0) stay(id);
  }
  for (const { record, field, names } of ground.naming(new Set(made.keys()))) {
    if (record.id === names || record.values.withdrawn === true) continue;
    if (made.has(record.id)) namedBy.set(record.id, [...(namedBy.get(record.id) ?? []), names]);
    else if (reverted.get(record.id)?.[field] === undefined && !staying.has(names)) {
      if (record.first === ref && writtenSince(record, ref).length === 0) continue; // its sibling, emptied by this undo
      keep(names, null, "in-use");
      stay(names);
    }
  }
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    for (const named of namedBy.get(id) ?? []) stay(named);
    for (const row of files.get(id) ?? []) stay(row);
  }
  return staying;
}

/** Fields of a record that an action made which others have written. Taken back and put back again counts as never touched. */
const writtenSince = (state: RecordState, ref: ActionRef): string[] =>
  [...Object.keys(state.by).filter((field) => state.by[field] !== ref), ...Object.keys(state.rivals)].filter(
    (field) => field !== "withdrawn" || state.values.withdrawn === true,
  );

/** The value shown of a field when the action was written: of several heads the one that stood first. */
function shownOf(
  ground: UndoGround,
  { id, field, saw }: { readonly id: RecordId; readonly field: string; readonly saw: readonly ActionRef[] },
  custodian: OfficeId | null,
): Json | undefined {
  const heads = saw.flatMap((by) => {
    const to = ground.written(by, id, field);
    return to === undefined ? [] : [{ by, to }];
  });
  return heads.length < saw.length ? undefined : shownFirst(ground, custodian, heads)?.to;
}

/** Who kept a record's file before the action: that office's writes are shown first (CM-6). */
function custodianBefore(action: Action, ground: UndoGround): (state: RecordState, field: string) => OfficeId | null {
  const moved = new Map<RecordId, Json | undefined>();
  for (const { record, fields } of action.changes) {
    const change = fields.custodian;
    if (change === undefined) continue;
    const field = "custodian";
    moved.set(record, shownOf(ground, { id: record, field, saw: change.saw }, null));
  }
  return (state, field) => {
    const person = personOf(state);
    if (person === null || field === "custodian" || field === "personId") return null;
    const office = moved.has(person) ? moved.get(person) : ground.get(person)?.values.custodian;
    return typeof office === "string" ? office : null;
  };
}
