import { type Action, type ActionRef, type Change, isWithheld, refOf } from "../../shared/change/change.ts";
import { type Conflict, conflictsOf } from "../../shared/change/conflict.ts";
import { own } from "../../shared/change/heads.ts";
import { personOf } from "../../shared/change/shown-order.ts";
import type { RecordState } from "../../shared/change/state.ts";
import { type Json, officeOf, type RecordId } from "../../shared/domain/primitives.ts";
import type { ActionLine, Entry } from "../../shared/exchange/entry.ts";
import { readLine } from "./entries.ts";
import type { Memory } from "./memory.ts";
import type { ConflictOnDesk, HistoryStep, LedgerSource } from "./office-data.ts";

/** Every write of every field of a record, in the order of the ledger. Actions that still wait are left out. */
export async function historyOf(
  memory: Memory,
  ledger: LedgerSource,
  ownOffice: string,
  id: RecordId,
): Promise<readonly HistoryStep[]> {
  return (await historiesOf(memory, ledger, ownOffice, [id]))[id] ?? [];
}

/** As `historyOf`, of many records in one walk through the ledger. Records that nobody wrote to have no entry. */
export async function historiesOf(
  memory: Memory,
  ledger: LedgerSource,
  ownOffice: string,
  ids: readonly RecordId[],
): Promise<Readonly<Record<RecordId, readonly HistoryStep[]>>> {
  const written = await writesTo(memory, ledger, ids);
  return Object.fromEntries([...written].map(([id, writes]) => [id, stepsOf(memory, ownOffice, writes)]));
}

function stepsOf(memory: Memory, ownOffice: string, written: readonly Written[]): readonly HistoryStep[] {
  const values = valuesWritten(written);
  return written.flatMap(({ position, action, change }) =>
    Object.entries(change.fields).map(([field, { saw, to }]) => ({
      field,
      from: firstKnown(values, field, saw),
      to,
      by: refOf(action),
      saw,
      depth: memory.state.depths.get(action.feed)?.[action.number - 1] ?? 1,
      ...writerOf(memory, ownOffice, action),
      at: action.at,
      purpose: action.purpose,
      reason: action.reason,
      position,
    })),
  );
}

/** The conflicts on the desk, with who wrote what. By name of the person, then record and field. */
export async function conflictsOnDesk(
  memory: Memory,
  ledger: LedgerSource,
  ownOffice: string,
  nameOf: (person: RecordId<"person">) => string,
): Promise<readonly ConflictOnDesk[]> {
  const conflicted = memory.records
    .withRivals()
    .map((record) => ({ record, conflicts: conflictsOf(record) }))
    .filter(({ conflicts }) => conflicts.length > 0);
  const ids = conflicted.map(({ record }) => record.id);
  const written = await writesTo(memory, ledger, ids);
  return conflicted
    .flatMap(({ record, conflicts }) =>
      conflicts.map((conflict) =>
        conflictOnDesk(memory, ownOffice, record, conflict, written.get(record.id) ?? [], nameOf),
      ),
    )
    .toSorted((a, b) => {
      const [one, other] = [`${a.personName}\0${a.record}\0${a.field}`, `${b.personName}\0${b.record}\0${b.field}`];
      return one < other ? -1 : one > other ? 1 : 0;
    });
}

/** How many conflicts `conflictsOnDesk` would answer with. */
export const countConflicts = (memory: Memory): number =>
  memory.records.withRivals().reduce((sum, record) => sum + conflictsOf(record).length, 0);

/** How many conflicts stand on each person's file. */
export function conflictsByPerson(memory: Memory): ReadonlyMap<RecordId, number> {
  const counts = new Map<RecordId, number>();
  for (const record of memory.records.withRivals()) {
    const [person, count] = [personOf(record), conflictsOf(record).length];
    if (person !== null && count > 0) counts.set(person, (counts.get(person) ?? 0) + count);
  }
  return counts;
}

/** One action that wrote to a record. */
export interface Written {
  readonly position: number;
  readonly action: Action;
  readonly change: Change;
}

/** Positions asked for at a time; the contract takes no more. */
const positionsAtOnce = 5_000;

/** Every action that wrote to these records, in the order of the ledger. Actions that still wait are left out. */
export async function writesTo(
  { records, state }: Memory,
  ledger: LedgerSource,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, readonly Written[]>> {
  const wanted = new Set(ids);
  const positions = [...new Set(ids.flatMap((id) => records.positionsOf(id)))].toSorted((a, b) => a - b);
  const found = new Map<RecordId, Written[]>();
  for (let i = 0; i < positions.length; i += positionsAtOnce) {
    const { length } = positions;
    const entries = await ledger.at(positions.slice(i, Math.min(i + positionsAtOnce, length)));
    for (const { position, entry } of entries.toSorted((a, b) => a.position - b.position)) {
      for (const line of linesOf(entry)) {
        if (!mentions(line.line, ids)) continue;
        const action = readLine(line);
        if (action === null || isWithheld(action)) continue;
        if (action.number > (state.depths.get(action.feed)?.length ?? 0)) continue; // it waits
        for (const change of action.changes) {
          if (!wanted.has(change.record)) continue;
          const before = found.get(change.record) ?? [];
          const twice = before.some(({ action: { feed, number } }) => feed === action.feed && number === action.number);
          if (!twice) found.set(change.record, [...before, { position, action, change }]);
        }
      }
    }
  }
  return found;
}

const linesOf = (entry: Entry): readonly ActionLine[] =>
  entry.entry === "action" ? [entry.action] : entry.entry === "import" ? entry.lines : [];

/** Most lines of a large import are about other records: a look at the text spares reading them. */
const mentions = (line: string, ids: readonly RecordId[]): boolean =>
  ids.length > 50 || ids.some((id) => line.includes(id));

type ValuesWritten = ReadonlyMap<string, Json>;

const valuesWritten = (written: readonly Written[]): ValuesWritten =>
  new Map(
    written.flatMap(({ action, change }) =>
      Object.entries(change.fields).map(([field, { to }]) => [`${refOf(action)} ${field}`, to] as const),
    ),
  );

function firstKnown(values: ValuesWritten, field: string, refs: readonly ActionRef[]): Json | null {
  for (const ref of refs) {
    const value = values.get(`${ref} ${field}`);
    if (value !== undefined) return value;
  }
  return null;
}

function conflictOnDesk(
  memory: Memory,
  ownOffice: string,
  record: RecordState,
  { field, heads }: Conflict,
  written: readonly Written[],
  nameOf: (person: RecordId<"person">) => string,
): ConflictOnDesk {
  const byRef = new Map(written.map((each) => [refOf(each.action), each]));
  const seen = heads.map(({ by }) => own(byRef.get(by)?.change.fields ?? {}, field)?.saw ?? []);
  const common = (seen[0] ?? []).filter((ref) => seen.every((refs) => refs.includes(ref)));
  const person = personOf(record);
  return {
    record: record.id,
    personId: person,
    personName: person === null ? "" : nameOf(person),
    field,
    heads: heads.map(({ by, to }) => {
      const action = byRef.get(by)?.action;
      const feed = by.slice(0, by.indexOf(":"));
      return {
        by,
        to,
        ...(action === undefined
          ? { office: officeName(memory, officeOf(feed)), clerk: "" }
          : writerOf(memory, ownOffice, action)),
        at: action?.at ?? "",
      };
    }),
    before: firstKnown(valuesWritten(written), field, common),
  };
}

function writerOf(
  memory: Memory,
  ownOffice: string,
  { feed, clerk }: Action,
): { readonly clerk: string; readonly office: string } {
  const { ownClerks, clerks } = memory.known;
  // Another PC of this office has clerks of its own.
  const names = clerks.get(feed) ?? (officeOf(feed) === ownOffice ? ownClerks : undefined);
  return { clerk: names?.get(clerk) ?? clerk, office: officeName(memory, officeOf(feed)) };
}

const officeName = (memory: Memory, office: string): string => memory.known.offices.get(office) ?? office;
