import { type Action, isWithheld, refOf } from "../../shared/change/change.ts";
import { depthAt } from "../../shared/change/depths.ts";
import type { Excerpt, ExcerptLine } from "../../shared/change/excerpt.ts";
import { linesToPassOn, toldTo } from "../../shared/change/pass-on.ts";
import { personProposed } from "../../shared/change/proposals.ts";
import { recordsOfFile } from "../../shared/change/rejudge.ts";
import { custodianShown, personOf } from "../../shared/change/shown-order.ts";
import { type Json, kindOf, type OfficeId, officeOf, type RecordId } from "../../shared/domain/primitives.ts";
import { isRecordKind, personField } from "../../shared/domain/record-kinds.ts";
import { actionLinesOf } from "../../shared/exchange/entry.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import { readLine } from "./entries.ts";
import { handoversOnFile } from "./handovers.ts";
import { writerOf, writesTo } from "./history.ts";
import type { Memory } from "./memory.ts";
import type { LedgerSource } from "./office-data.ts";

/** What an office is to be told of: a whole file, or only that its hand-over was answered. */
interface Concern {
  readonly office: OfficeId;
  readonly file: RecordId<"person">;
  readonly handover: RecordId | null; // told of this alone; null: of the whole file
}

/**
 * What the province still has to pass on (CM-18): its history to whoever receives a file, the answer to whoever gave it, and to
 * whoever keeps a file what others propose in it. Each line once.
 *
 * @param checked  what was looked at before and was complete, by how much was written to it: kept by the caller
 */
export async function dueToPassOn(
  memory: Memory,
  ledger: LedgerSource,
  opened: Opened,
  checked: Map<string, number>,
): Promise<readonly Excerpt[]> {
  if (opened.level !== "province") return [];
  const due: Excerpt[] = [];
  for (const concern of concernsOf(memory, opened)) {
    const records = recordsConcerned(memory, concern);
    const key = `${concern.office} ${concern.file} ${concern.handover ?? ""}`;
    const entries = new Set([...records].flatMap((id) => memory.records.positionsOf(id))).size;
    if (checked.get(key) === entries) continue;
    const lines = await linesDue(memory, ledger, opened, concern, records);
    if (lines.length === 0) checked.set(key, entries);
    for (const some of parted(lines)) due.push({ office: concern.office, file: concern.file, lines: some });
  }
  return due;
}

function concernsOf(memory: Memory, opened: Opened): readonly Concern[] {
  const found = new Map<string, Concern>();
  const add = (concern: Concern): void => {
    if (concern.office === opened.office) return;
    found.set(`${concern.office} ${concern.file} ${concern.handover ?? ""}`, concern);
  };
  for (const { record, state } of handoversOnFile(memory, opened, () => "")) {
    const { id, file, fromOffice, toOffice } = record;
    const keeper = custodianShown(memory.records.get(file));
    if (state === "sent" || keeper === toOffice) add({ office: toOffice, file, handover: null });
    if (state === "accepted") add({ office: fromOffice, file, handover: id });
  }
  for (const [record, fields] of memory.state.proposals) {
    const state = memory.records.get(record);
    const file = (state === undefined ? null : personOf(state)) ?? personProposed(memory.state, record);
    const keeper = file === null ? null : custodianShown(memory.records.get(file));
    if (file === null || keeper === null) continue;
    const others = Object.values(fields)
      .flat()
      .some(({ by }) => {
        const author = officeOf(by.slice(0, by.indexOf(":")));
        return author !== keeper && author !== opened.office;
      });
    if (others) add({ office: keeper, file, handover: null });
  }
  return [...found.values()];
}

/** The records of a file and of its hand-overs, and what they refer to that belongs to nobody: units, posts, decisions. */
function recordsConcerned(memory: Memory, { file, handover }: Concern): ReadonlySet<RecordId> {
  const { records, state } = memory;
  if (handover !== null) return new Set([handover, file]);
  const rows = records.kinds().flatMap((kind) => records.matching(kind, "personId", file).map(({ id }) => id));
  const ids = new Set<RecordId>(recordsOfFile(state, file, rows));
  for (const id of state.handovers?.get(file) ?? []) ids.add(id);
  const look = [...ids];
  for (let id = look.pop(); id !== undefined; id = look.pop()) {
    const values = records.get(id)?.values ?? {};
    for (const named of namedIn(Object.values(values))) {
      if (ids.has(named) || !belongsToNobody(named)) continue;
      ids.add(named);
      look.push(named);
      if (kindOf(named) !== "unit") continue;
      for (const version of records.matching("unit-version", "unitId", named)) ids.add(version.id);
    }
  }
  return ids;
}

async function linesDue(
  memory: Memory,
  ledger: LedgerSource,
  { office: own }: Opened,
  { office, handover }: Concern,
  records: ReadonlySet<RecordId>,
): Promise<readonly ExcerptLine[]> {
  const written = [...(await writesTo(memory, ledger, handover === null ? [...records] : [handover])).values()]
    .flat()
    .toSorted((one, other) => one.position - other.position);
  const actions = new Map(written.map(({ action }) => [refOf(action), action]));
  const told = toldTo(office, await actionsNaming(memory, ledger, records));
  return linesToPassOn(office, [...actions.values()], records, told, memory.known.provinces).map((action) => {
    const { clerk, office: officeName } = writerOf(memory, own, action);
    return { action, depth: depthAt(memory.state, refOf(action)), writer: clerk, officeName };
  });
}

/** The actions of our ledger that pass something on about these records. */
async function actionsNaming(
  { records }: Memory,
  ledger: LedgerSource,
  ids: ReadonlySet<RecordId>,
): Promise<readonly Action[]> {
  const positions = [...new Set([...ids].flatMap((id) => records.positionsOf(id)))].toSorted((a, b) => a - b);
  const found: Action[] = [];
  for (let i = 0; i < positions.length; i += positionsAtOnce) {
    for (const { entry } of await ledger.at(positions.slice(i, i + positionsAtOnce)))
      for (const line of actionLinesOf(entry)) {
        const said = line.line.includes('"excerpt:') ? readLine(line) : null;
        if (said !== null && !isWithheld(said)) found.push(said);
      }
  }
  return found;
}

const positionsAtOnce = 5_000; // the contract takes no more

/** An action's line, and the files it names, travel whole or not at all: scans go one by one, the rest in handfuls. */
function parted(lines: readonly ExcerptLine[]): readonly (readonly ExcerptLine[])[] {
  const parts: ExcerptLine[][] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    const alone = namesFile(line) || last?.some(namesFile) === true;
    if (last === undefined || alone || last.length >= linesAtOnce) parts.push([line]);
    else last.push(line);
  }
  return parts;
}

const linesAtOnce = 500;

const namesFile = ({ action }: ExcerptLine): boolean =>
  action.changes.some(({ fields }) => typeof fields.blob?.to === "string" && fields.blob.to !== "");

function* namedIn(values: Iterable<Json>): Generator<RecordId> {
  for (const value of values) {
    if (typeof value === "string") {
      if (recordId.test(value)) yield value as RecordId;
    } else if (typeof value === "object" && value !== null) yield* namedIn(Object.values(value));
  }
}

const recordId = /^[a-z][a-z-]{1,30}:[0-9a-f-]{36}$/;

const belongsToNobody = (id: RecordId): boolean => {
  const kind = kindOf(id);
  return isRecordKind(kind) && kind !== "person" && kind !== "handover" && personField[kind] === undefined;
};
