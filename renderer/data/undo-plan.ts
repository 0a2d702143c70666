import { splitRef } from "../../shared/change/arrival-order.ts";
import { type Action, type ActionRef, type Change, isWithheld } from "../../shared/change/change.ts";
import { invert, type Naming, replacedBy } from "../../shared/change/invert.ts";
import { personOf } from "../../shared/change/shown-order.ts";
import type { RecordState } from "../../shared/change/state.ts";
import type { FeedId, Json, OfficeId, RecordId } from "../../shared/domain/primitives.ts";
import { recordKinds } from "../../shared/domain/record-kinds.ts";
import type { ActionLine } from "../../shared/exchange/entry.ts";
import { readLine } from "./entries.ts";
import { writesTo } from "./history.ts";
import type { Memory } from "./memory.ts";
import type { LedgerSource, UndoPlan } from "./office-data.ts";

/** What would take one own action back. Null: this office's ledger has no such action of its own. */
export async function undoPlan(
  memory: Memory,
  ledger: LedgerSource,
  ownOffice: OfficeId,
  nameOf: (person: RecordId<"person">) => string,
  ref: ActionRef,
): Promise<UndoPlan | null> {
  const action = await ownAction(memory.head.position, ledger, ref);
  if (action === null) return null;
  const { records, state } = memory;
  const written = new Map<string, Json>();
  for (const [record, writes] of await writesTo(memory, ledger, replacedBy(action)))
    for (const { action: writer, change } of writes)
      for (const [field, { to }] of Object.entries(change.fields))
        written.set(`${writer.feed}:${writer.number} ${record} ${field}`, to);
  const { changes, kept } = invert(action, {
    depths: state.depths,
    apart: state.apart,
    get: (id) => records.get(id),
    written: (by, record, field) => written.get(`${by} ${record} ${field}`),
    naming: (ids) => naming(memory, ids),
  });
  const people = new Map<RecordId, RecordId<"person"> | null>();
  const personFor = (id: RecordId): RecordId<"person"> | null => {
    const known = people.get(id);
    if (known !== undefined) return known;
    const held = records.get(id);
    const person = held === undefined ? null : personOf(held);
    people.set(id, person);
    return person;
  };
  return {
    purpose: action.purpose,
    audience: audienceNow(memory, { audience: action.audience, changes }, ownOffice),
    changes,
    kept: kept.map((each) => {
      const personId = personFor(each.record);
      return { ...each, personId, personName: personId === null ? "" : nameOf(personId) };
    }),
  };
}

/** Offices that were told of an action, or keep the files now that its changes are about. */
export function audienceNow(
  { records }: Memory,
  { audience, changes }: Pick<Action, "audience"> & { readonly changes: readonly Pick<Change, "record">[] },
  ownOffice: OfficeId,
): readonly OfficeId[] {
  const offices = new Set<OfficeId>(audience);
  for (const { record } of changes) {
    const held = records.get(record);
    const person = held === undefined ? null : personOf(held);
    const custodian = person === null ? undefined : records.get(person)?.values.custodian;
    if (typeof custodian === "string") offices.add(custodian);
  }
  offices.delete(ownOffice);
  return [...offices].toSorted();
}

/** Ledger entries read at a time while looking for an action. */
const window = 32;

/** An action by its place in the own feed. Own numbers only rise along the ledger, so halving finds it. */
export async function ownAction(last: number, ledger: LedgerSource, ref: ActionRef): Promise<Action | null> {
  const { feed, number } = splitRef(ref);
  let [low, high] = [1, last];
  let middle = last; // an undo mostly follows at once
  while (low <= high) {
    const below = await ownBelow(ledger, feed, low, middle);
    const hit = below.lines.find((line) => line.number === number);
    if (hit !== undefined) {
      const arrival = readLine(hit);
      return arrival === null || isWithheld(arrival) ? null : arrival;
    }
    if (below.lines.some((line) => line.number > number)) high = below.from - 1;
    else low = middle + 1;
    middle = (low + high) >> 1;
  }
  return null;
}

/** The own actions nearest below a position, as the window that holds the first of them; none where there are none from `low` on. */
async function ownBelow(
  ledger: LedgerSource,
  feed: FeedId,
  low: number,
  middle: number,
): Promise<{ readonly from: number; readonly lines: readonly ActionLine[] }> {
  for (let to = middle; to >= low; to -= window) {
    const from = Math.max(low, to - window + 1);
    const entries = await ledger.at(Array.from({ length: to - from + 1 }, (_, i) => from + i));
    const lines = entries.flatMap(({ entry }) =>
      entry.entry === "action" && entry.action.feed === feed ? [entry.action] : [],
    );
    if (lines.length > 0) return { from, lines };
  }
  return { from: low, lines: [] };
}

/** Fields by which records name records, each kind's own. */
const namingFields: readonly (readonly [kind: string, fields: readonly string[]])[] = Object.entries(recordKinds).map(
  ([kind, { shape }]) => [kind, Object.keys(shape).filter((field) => /(?:^i|I)d$/.test(field) && field !== "id")],
);

/** Records asked for one by one; beyond this every record is looked at once. */
const fewNames = 8;

function* naming({ records }: Memory, ids: ReadonlySet<RecordId>): Iterable<Naming> {
  for (const [kind, fields] of namingFields) {
    if (fields.length === 0 || records.count(kind) === 0) continue;
    if (ids.size <= fewNames) {
      for (const field of fields)
        for (const names of ids)
          if (mayName(field, names))
            for (const record of records.matching(kind, field, names)) yield { record, field, names };
      continue;
    }
    for (const record of records.ofKind(kind)) yield* namesIn(record, fields, ids);
  }
}

function* namesIn(record: RecordState, fields: readonly string[], ids: ReadonlySet<RecordId>): Iterable<Naming> {
  for (const field of fields) {
    const names = record.values[field];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is in the set
    if (typeof names === "string" && ids.has(names as RecordId)) yield { record, field, names: names as RecordId };
  }
}

/** People are named by these fields and by no others. */
const namesPeople = new Set(["personId", "otherId"]);
const mayName = (field: string, id: RecordId): boolean => namesPeople.has(field) === id.startsWith("person:");
