import { kindOf, type OfficeId, officeOf, type RecordId } from "../domain/primitives.ts";
import { isRecordKind, personField } from "../domain/record-kinds.ts";
import { compareRefs, splitRef } from "./arrival-order.ts";
import type { ActionRef, Change } from "./change.ts";
import { type Depths, depthAt } from "./depths.ts";
import { own } from "./heads.ts";
import type { RecordDraft, RecordDrafts } from "./record-drafts.ts";
import type { Head, OfficeState, RecordState } from "./state.ts";
import { newRecord, writeChange } from "./write-change.ts";

/** Writes changes with the right one of several heads shown, and keeps it right when a file's custodian changes. */
export interface ShownOrder {
  change(change: Change, by: ActionRef): void;
}

/**
 * Decide which of several heads is shown: the custodian's, then the one with the longer chain of writes behind it,
 * then the greater place (CM-6). The fields that say who the custodian is are ordered without it.
 */
export function shownOrder(state: OfficeState, drafts: RecordDrafts): ShownOrder {
  return {
    change(change, by) {
      const before = drafts.get(change.record);
      const isPerson = isPersonId(change.record);
      const custodian = isPerson ? custodianShown(before) : null;
      const record = before === undefined ? newRecord(change, by) : drafts.open(before);
      if (before === undefined) drafts.add(record);
      else writeChange(record, change, by);
      if (hasRivals(record)) {
        arrange(state, drafts, record);
        const person = personOf(record);
        if (person !== null) addTo(contestedOf(state), person, record.id);
      }
      if (!isPerson || custodianShown(record) === custodian) return;
      // Rows may have come before the person, or under the custodian before.
      for (const id of contestedOf(state).get(record.id) ?? []) {
        const row = drafts.get(id);
        if (row !== undefined && hasRivals(row)) arrange(state, drafts, drafts.open(row));
      }
    },
  };
}

/** The person whose file a record belongs to, as the record shows it; a person's own record belongs to itself. */
export function personOf(record: RecordState): RecordId<"person"> | null {
  if (isPersonId(record.id)) return record.id;
  const person = own(record.values, personFieldOf(record.id));
  return typeof person === "string" && isPersonId(person) ? person : null;
}

/** Of several heads the one that is shown (CM-6). */
export const shownFirst = (state: Depths, custodian: OfficeId | null, heads: readonly Head[]): Head | undefined =>
  heads.toSorted(bestFirst(state, custodian))[0];

export const isPersonId = (text: string): text is RecordId<"person"> => text.startsWith("person:");

/** Kinds of a newer version keep to the same name, so that an office that does not know them shows the same head. */
function personFieldOf(id: RecordId): string {
  const kind = kindOf(id);
  return (isRecordKind(kind) ? personField[kind] : undefined) ?? "personId";
}

/** The field that says where a record belongs: who keeps a person's file, or whose file a row is part of. */
export const homeOf = (id: RecordId): string => (isPersonId(id) ? "custodian" : personFieldOf(id));

const hasRivals = (record: RecordState): boolean => Object.keys(record.rivals).length > 0;

/** The office that keeps a person's file, as the file shows it; null where that has not been said. */
export function custodianShown(person: RecordState | undefined): OfficeId | null {
  const office = person === undefined ? undefined : own(person.values, "custodian");
  return typeof office === "string" ? office : null;
}

function arrange(state: OfficeState, drafts: RecordDrafts, record: RecordDraft): void {
  const order = (field: string, custodian: OfficeId | null): void => {
    const ordered = own(record.rivals, field)?.toSorted(bestFirst(state, custodian));
    const [shown] = ordered ?? [];
    if (ordered === undefined || shown === undefined) return;
    record.rivals[field] = ordered;
    record.values[field] = shown.to;
  };
  const home = homeOf(record.id);
  order(home, null);
  const person = personOf(record);
  const custodian = person === null ? null : custodianShown(drafts.get(person));
  for (const field of Object.keys(record.rivals)) if (field !== home) order(field, custodian);
}

function bestFirst(depths: Depths, custodian: OfficeId | null): (one: Head, other: Head) => number {
  return (one, other) => {
    const [a, b] = [splitRef(one.by), splitRef(other.by)];
    const kept = Number(officeOf(b.feed) === custodian) - Number(officeOf(a.feed) === custodian);
    if (kept !== 0) return kept;
    const depth = depthAt(depths, other.by) - depthAt(depths, one.by);
    return depth !== 0 ? depth : compareRefs(other.by, one.by);
  };
}

/** Rows with rivals, by person. Collected from the records once, when a state was opened without it. */
function contestedOf(state: OfficeState): Map<RecordId, Set<RecordId>> {
  if (state.contested !== undefined) return state.contested;
  const contested = new Map<RecordId, Set<RecordId>>();
  for (const record of state.records.all()) {
    const person = hasRivals(record) ? personOf(record) : null;
    if (person !== null) addTo(contested, person, record.id);
  }
  state.contested = contested;
  return contested;
}

function addTo(contested: Map<RecordId, Set<RecordId>>, person: RecordId, row: RecordId): void {
  if (person === row) return;
  const rows = contested.get(person);
  if (rows === undefined) contested.set(person, new Set([row]));
  else rows.add(row);
}
