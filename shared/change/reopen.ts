import { emptyValue } from "../domain/blank-records.ts";
import { type Json, kindOf, type OfficeId, type RecordId } from "../domain/primitives.ts";
import { sameValue } from "./canonical-json.ts";
import { type Action, type ActionRef, type Change, type FieldChange, refOf } from "./change.ts";
import type { Depths } from "./depths.ts";
import { headsOf } from "./heads.ts";
import type { KeptOnUndo } from "./invert.ts";
import { adoptPurpose, declinePurpose } from "./proposals.ts";
import { homeOf, personOf, shownFirst } from "./shown-order.ts";
import type { Head, RecordState } from "./state.ts";

/** What the actions that lay settled conflicts on the desk again are for. */
export const reopenPurpose = "conflict.reopen";

/** One write of one field, as its action has it. */
export interface FieldWrite {
  readonly saw: readonly ActionRef[];
  readonly to: Json;
  readonly purpose: string;
}

/** What reopening needs to know of the state beside the action. */
export interface ReopenGround extends Depths {
  get(id: RecordId): RecordState | undefined;
  /** A write of a field; undefined where its line is not held. */
  write(by: ActionRef, record: RecordId, field: string): FieldWrite | undefined;
}

export interface Reopening {
  /** Changes of one action each, to be recorded in this order: every field says in each of them another of its values. */
  readonly rounds: readonly (readonly Change[])[];
  readonly fields: number; // that are on the desk again afterwards
  readonly kept: readonly KeptOnUndo[];
}

/**
 * The ordinary changes that take a settlement back: all values that it had seen differ again. One action can say one value
 * of a field, so each value has a write of its own that saw the settlement and none of the others; the one shown before is
 * written last, and so is shown again (CM-6). A field that was written since stays as it is and is named. Where a power cut
 * came between two of the actions, asking again gives those that are missing.
 *
 * A decision on a proposal is taken back likewise: what stood before it and what was proposed differ, as values of the own office. Of
 * a record that the decision made only `withdrawn` does, so that the record stands aside until it is decided on again.
 *
 * @param settlement  an action of the own feed, applied
 */
export function reopen(settlement: Action, ground: ReopenGround): Reopening {
  const ref = refOf(settlement);
  const kept: KeptOnUndo[] = [];
  const rounds: Map<RecordId, Record<string, FieldChange>>[] = [];
  let fields = 0;
  for (const { record, fields: written } of settlement.changes) {
    const state = ground.get(record);
    if (state === undefined) continue;
    for (const [field, { saw, to }] of Object.entries(reopened(settlement, record, written))) {
      const heads = headsOf(state, field);
      const again = heads.filter(({ by }) => isReopening(ground.write(by, record, field), ref));
      if (again.length !== heads.length && (heads.length !== 1 || heads[0]?.by !== ref)) {
        kept.push({ record, field, why: "changed" });
        continue;
      }
      const before =
        decidesOn(settlement) && field === "withdrawn" && makes(record, written)
          ? [false, true]
          : valuesBefore(ground, state, field, saw, decidesOn(settlement) ? { purpose: settlement.purpose, to } : null);
      if (before === null) {
        kept.push({ record, field, why: "unknown" });
        continue;
      }
      fields += 1;
      const missing = before.filter((one) => !again.some((head) => sameValue(head.to, one)));
      for (const [place, value] of missing.toReversed().entries()) {
        rounds[place] ??= new Map();
        rounds[place].set(record, { ...rounds[place].get(record), [field]: { saw: [ref], to: value } });
      }
    }
  }
  return {
    rounds: rounds.toReversed().map((round) => [...round].map(([record, changed]) => ({ record, fields: changed }))),
    fields,
    kept,
  };
}

const decidesOn = ({ purpose }: Action): boolean => purpose === adoptPurpose || purpose === declinePurpose;

/** Whether a change is the one that makes its record. */
const makes = (record: RecordId, written: Readonly<Record<string, FieldChange>>): boolean =>
  written[homeOf(record)]?.saw.length === 0;

/** The fields of a change that come back onto the desk. */
function reopened(
  settlement: Action,
  record: RecordId,
  written: Readonly<Record<string, FieldChange>>,
): Readonly<Record<string, FieldChange>> {
  if (!decidesOn(settlement) || !makes(record, written)) return written;
  const mayBeWithdrawn = emptyValue(kindOf(record), "withdrawn") === false;
  return mayBeWithdrawn ? { withdrawn: written.withdrawn ?? { saw: [], to: false } } : {};
}

/** Whether a write is one of those that took a settlement back. */
export const isReopening = (write: FieldWrite | undefined, settlement: ActionRef): boolean =>
  write?.purpose === reopenPurpose && write.saw.length === 1 && write.saw[0] === settlement;

/**
 * The differing values that a settlement saw, the one shown then last; null: not all of them are held.
 *
 * @param decided  of a decision on a proposal, what it wrote: declining wrote what stood; beside what was adopted another value stood, or none
 */
function valuesBefore(
  ground: ReopenGround,
  state: RecordState,
  field: string,
  saw: readonly ActionRef[],
  decided: { readonly purpose: string; readonly to: Json } | null,
): readonly Json[] | null {
  const heads: Head[] = [];
  for (const by of saw) {
    const write = ground.write(by, state.id, field);
    if (write === undefined) return null;
    heads.push({ by, to: write.to });
  }
  const shown = decided === null ? shownFirst(ground, custodianOf(ground, state, field), heads)?.to : stood();
  if (shown === undefined) return null;
  const values: Json[] = [shown];
  for (const { to } of heads) if (!values.some((value) => sameValue(value, to))) values.unshift(to);
  return values;

  function stood(): Json | undefined {
    if (decided?.purpose === declinePurpose) return decided.to;
    const other = heads.find(({ to }) => !sameValue(to, decided?.to ?? null));
    return other === undefined ? emptyValue(kindOf(state.id), field) : other.to;
  }
}

/** Whose writes are shown first (CM-6). */
function custodianOf(ground: ReopenGround, state: RecordState, field: string): OfficeId | null {
  const person = field === "custodian" || field === "personId" ? null : personOf(state);
  const office = person === null ? undefined : ground.get(person)?.values.custodian;
  return typeof office === "string" ? office : null;
}
