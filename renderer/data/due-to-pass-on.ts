import { type Action, isWithheld, refOf } from "../../shared/change/change.ts";
import { depthAt } from "../../shared/change/depths.ts";
import type { Excerpt, ExcerptLine } from "../../shared/change/excerpt.ts";
import { linesToPassOn, toldIn, toldTo } from "../../shared/change/pass-on.ts";
import { personProposed } from "../../shared/change/proposals.ts";
import { recordsOfFile } from "../../shared/change/rejudge.ts";
import { wordOn } from "../../shared/change/second-word.ts";
import { custodianShown, personOf } from "../../shared/change/shown-order.ts";
import {
  type Json,
  kindOf,
  type OfficeId,
  officeOf,
  outsideProvince,
  type RecordId,
} from "../../shared/domain/primitives.ts";
import { isRecordKind, personField } from "../../shared/domain/record-kinds.ts";
import { actionLinesOf } from "../../shared/exchange/entry.ts";
import type { Opened } from "../../shared/ipc/office.ts";
import { readLine } from "./entries.ts";
import { handoversOnFile } from "./handovers.ts";
import { type Written, writerOf, writesTo } from "./history.ts";
import { actionsOn } from "./judge-again.ts";
import type { Memory } from "./memory.ts";
import type { LedgerSource } from "./office-data.ts";
import { rowsOfFiles } from "./rows-of-files.ts";

/** What an office is to be told of: a whole file, or only that its hand-over was answered. */
interface Concern {
  readonly office: OfficeId;
  readonly file: RecordId<"person">;
  readonly handover: RecordId | null; // told of this alone; null: of the whole file
}

/** A file that an office is about to receive. */
export type Destination = Pick<Concern, "office" | "file">;

/**
 * What the province still has to pass on (CM-18): its history to whoever receives a file, the answer to whoever gave it, and to
 * whoever keeps a file what others propose in it. Each line once.
 *
 * @param checked  what was looked at before and was complete, by how much was written to it: kept by the caller
 * @param going    files that are about to go to an office, whose history goes first: these alone; null: everything that is due
 * @returns        what goes in one action each, for one office
 */
export async function dueToPassOn(
  memory: Memory,
  ledger: LedgerSource,
  opened: Opened,
  checked: Map<string, number>,
  going: readonly Destination[] | null = null,
): Promise<readonly (readonly Excerpt[])[]> {
  if (opened.level !== "province") return [];
  const open: Looked[] = [];
  const concerns = going === null ? concernsOf(memory, opened) : concernsAhead(opened, going);
  const rows = rowsOfFiles(
    memory.records,
    concerns.map(({ file }) => file),
  );
  for (const concern of concerns) {
    const records = recordsConcerned(memory, concern, rows.get(concern.file) ?? []);
    const key = `${concern.office} ${concern.file} ${concern.handover ?? ""}`;
    const entries = new Set([...records].flatMap((id) => memory.records.positionsOf(id))).size;
    if (checked.get(key) !== entries) open.push({ concern, records, key, entries });
  }
  const told = new Map<OfficeId, Set<string>>();
  const due = new Map<OfficeId, FileLine[]>();
  for (let i = 0; i < open.length; i += filesAtOnce) {
    const some = open.slice(i, i + filesAtOnce);
    const ids = new Set(some.flatMap(({ records }) => [...records]));
    const written = await writesTo(memory, ledger, [...ids]);
    const telling = await actionsNaming(memory, ledger, ids);
    for (const office of new Set(some.map(({ concern }) => concern.office)))
      told.set(office, new Set([...(told.get(office) ?? []), ...toldTo(office, telling)]));
    for (const { concern, records, key, entries } of some) {
      const { office, file } = concern;
      const before = told.get(office)!;
      const lines = linesDue(memory, opened, concern, records, written, before);
      if (lines.length === 0 && !mayYetCount(memory, records)) checked.set(key, entries);
      for (const line of lines) for (const said of toldIn(line)) before.add(said);
      const ofOffice = due.get(office) ?? [];
      due.set(office, ofOffice);
      for (const line of lines) ofOffice.push({ file, line });
    }
  }
  return [...due].flatMap(([office, lines]) => parted(office, lines));
}

/** Whether an action is to be confirmed that wrote to one of these records: the answer is written to none of them (CM-20). */
const mayYetCount = ({ state }: Memory, records: ReadonlySet<RecordId>): boolean =>
  [...state.unconfirmed.values()].some(({ action }) => action.changes.some(({ record }) => records.has(record)));

interface Looked {
  readonly concern: Concern;
  readonly records: ReadonlySet<RecordId>;
  readonly key: string;
  readonly entries: number;
}

/** Files looked at in one walk through the ledger. */
const filesAtOnce = 250;

const concernsAhead = ({ office: own }: Opened, going: readonly Destination[]): readonly Concern[] =>
  going.filter(({ office }) => office !== own).map((each) => ({ ...each, handover: null }));

function concernsOf(memory: Memory, opened: Opened): readonly Concern[] {
  const found = new Map<string, Concern>();
  const add = (concern: Concern): void => {
    if (concern.office === opened.office || concern.office === outsideProvince) return;
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
function recordsConcerned(
  memory: Memory,
  { file, handover }: Concern,
  rows: readonly RecordId[],
): ReadonlySet<RecordId> {
  const { records, state } = memory;
  if (handover !== null) return new Set([handover, file]);
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

function linesDue(
  memory: Memory,
  { office: own }: Opened,
  { office, handover }: Concern,
  records: ReadonlySet<RecordId>,
  written: ReadonlyMap<RecordId, readonly Written[]>,
  told: ReadonlySet<string>,
): readonly ExcerptLine[] {
  const places = new Map<string, number>();
  for (const id of handover === null ? records : [handover])
    for (const { position, action } of written.get(id) ?? []) places.set(refOf(action), position);
  const actions = actionsOn([written], records)
    .filter((action) => places.has(refOf(action)) && wordOn(memory.state, refOf(action)) === "counts")
    .toSorted(
      (one, other) => places.get(refOf(one))! - places.get(refOf(other))! || one.number - other.number, // of one import: one feed
    );
  return linesToPassOn(office, actions, records, told, memory.known.provinces).map((action) => {
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

interface FileLine {
  readonly file: RecordId<"person">;
  readonly line: ExcerptLine;
}

/** An action's line, and the files it names, travel whole or not at all: so much goes in one that a bundle has room for it. */
function parted(office: OfficeId, all: readonly FileLine[]): readonly (readonly Excerpt[])[] {
  const parts: FileLine[][] = [];
  let room = { lines: 0, text: 0, files: 0 };
  for (const each of all) {
    const [text, files] = [JSON.stringify(each.line.action.changes).length, bytesNamed(each.line)];
    const fits = room.lines >= 1 && room.text >= text && (files === 0 || room.files >= files);
    if (fits) parts.at(-1)!.push(each);
    else parts.push([each]);
    const from = fits ? room : roomOfAction;
    room = { lines: from.lines - 1, text: from.text - text, files: from.files - files };
  }
  return parts.map((lines) => excerptsOf(office, lines));
}

const roomOfAction = { lines: 500, text: 1024 * 1024, files: 16 * 1024 * 1024 }; // characters, bytes

function excerptsOf(office: OfficeId, all: readonly FileLine[]): readonly Excerpt[] {
  const found = new Map<RecordId<"person">, ExcerptLine[]>();
  for (const { file, line } of all) found.set(file, [...(found.get(file) ?? []), line]);
  return [...found].map(([file, lines]) => ({ office, file, lines }));
}

/** Bytes of the files that a line names. */
const bytesNamed = ({ action }: ExcerptLine): number =>
  action.changes.reduce((sum, { fields: { blob, bytes } }) => {
    const named = typeof blob?.to === "string" && blob.to !== "";
    return sum + (named ? (typeof bytes?.to === "number" ? bytes.to : roomOfAction.files) : 0);
  }, 0);

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
  const apart = kind === "person" || kind === "handover" || kind === "closing"; // closings go to whom they concern
  return isRecordKind(kind) && !apart && personField[kind] === undefined;
};
