import { type Action, type ActionRef, type Change, isWithheld, refOf } from "../../shared/change/change.ts";
import { depthAt } from "../../shared/change/depths.ts";
import { type Telling, toldTogether, unfolded } from "../../shared/change/excerpt.ts";
import { askingIn, isWeighty, wordOn } from "../../shared/change/second-word.ts";
import { type Json, officeOf, outsideProvince, type RecordId } from "../../shared/domain/primitives.ts";
import { actionLinesOf } from "../../shared/exchange/entry.ts";
import { readLine } from "./entries.ts";
import type { Memory } from "./memory.ts";
import type { HistoryStep, LedgerSource } from "./office-data.ts";

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
      depth: depthAt(memory.state, refOf(action)),
      ...writerOf(memory, ownOffice, action),
      at: action.at,
      purpose: action.purpose,
      reason: action.reason,
      position,
      ...secondOf(memory, action, { record: change.record, fields: { [field]: { saw, to } } }),
    })),
  );
}

/** What was passed on comes without its question (CM-20). */
function secondOf({ state }: Memory, action: Action, change: Change): Pick<HistoryStep, "second"> {
  const ref = refOf(action);
  if (askingIn(action) === undefined)
    return isWeighty({ changes: [change] }) && !state.apart.has(ref) ? { second: "alone" } : {};
  const word = wordOn(state, ref);
  return { second: word === "counts" ? "confirmed" : word };
}

/** One action that wrote to a record. */
export interface Written extends Telling {
  readonly position: number;
  readonly action: Action;
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
      for (const line of actionLinesOf(entry)) {
        if (!mentions(line.line, ids)) continue;
        const said = readLine(line);
        if (said === null || isWithheld(said)) continue;
        if (said.number > (state.depths.get(said.feed)?.length ?? 0)) continue; // it waits
        for (const action of unfolded(state.own, said)) {
          for (const change of action.changes) {
            if (!wanted.has(change.record)) continue;
            const written = found.get(change.record) ?? [];
            found.set(change.record, written);
            const telling = { change, itself: action === said };
            const { feed, number } = action;
            const at = written.findIndex((each) => each.action.number === number && each.action.feed === feed);
            if (at === -1) written.push({ position, action, ...telling });
            else written[at] = { ...written[at]!, ...toldTogether(written[at]!, telling) };
          }
        }
      }
    }
  }
  return found;
}

/** Most lines of a large import are about other records: a look at the text spares reading them. */
const mentions = (line: string, ids: readonly RecordId[]): boolean =>
  ids.length > 50 || ids.some((id) => line.includes(id));

export type ValuesWritten = ReadonlyMap<string, Json>;

export const valuesWritten = (written: readonly Written[]): ValuesWritten =>
  new Map(
    written.flatMap(({ action, change }) =>
      Object.entries(change.fields).map(([field, { to }]) => [`${refOf(action)} ${field}`, to] as const),
    ),
  );

export function firstKnown(values: ValuesWritten, field: string, refs: readonly ActionRef[]): Json | null {
  for (const ref of refs) {
    const value = values.get(`${ref} ${field}`);
    if (value !== undefined) return value;
  }
  return null;
}

/** Who wrote an action, in names. */
export function writerOf(
  memory: Memory,
  ownOffice: string,
  { feed, clerk }: Action,
): { readonly clerk: string; readonly office: string } {
  const { ownClerks, clerks } = memory.known;
  // Another PC of this office has clerks of its own.
  const names = clerks.get(feed) ?? (officeOf(feed) === ownOffice ? ownClerks : undefined);
  return { clerk: names?.get(clerk) ?? clerk, office: officeName(memory, officeOf(feed)) };
}

export const officeName = (memory: Memory, office: string): string =>
  memory.known.offices.get(office) ?? (office === outsideProvince ? "Ngoài tỉnh" : office);
