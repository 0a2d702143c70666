import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { closingGround, closingsOnFile, transfersDue, type Whereabouts } from "../../../renderer/data/closings.ts";
import { dueToPassOn } from "../../../renderer/data/due-to-pass-on.ts";
import { foldEntry } from "../../../renderer/data/entries.ts";
import { handoverGround, handoversOnFile, positionsOf } from "../../../renderer/data/handovers.ts";
import { judgeAgain } from "../../../renderer/data/judge-again.ts";
import { emptyMemory, type Memory } from "../../../renderer/data/memory.ts";
import type { OfficeData } from "../../../renderer/data/office-data.ts";
import type { Office } from "../../../renderer/services/office.ts";
import { type Action, type Draft, isAddressedTo, refOf } from "../../../shared/change/change.ts";
import { spellsOf } from "../../../shared/change/custody.ts";
import { depthAt } from "../../../shared/change/depths.ts";
import { encodeLine, encodeWithheld } from "../../../shared/change/line.ts";
import { custodianShown } from "../../../shared/change/shown-order.ts";
import type { OfficeId, RecordId } from "../../../shared/domain/primitives.ts";
import { duties } from "../../../shared/domain/role-table.ts";
import type { ActionLine, Entry } from "../../../shared/exchange/entry.ts";
import type { Desktop } from "../../../shared/ipc/contract.ts";
import type { Opened } from "../../../shared/ipc/office.ts";
import { ok } from "../../../shared/result.ts";
import { importEntry } from "./office-fixture.ts";

/** An office of the rehearsal: a ledger in memory, the working copy over it, and the services over that. */
export interface Desk {
  readonly id: OfficeId;
  readonly feed: string;
  readonly memory: Memory;
  readonly office: Office;
  readonly written: readonly Action[]; // of its own feed
  readonly confirmed: Map<OfficeId, number>; // last own action that each other office says it holds
  /** People whose files showed something else since this was asked last. */
  takeTouched(): ReadonlySet<RecordId<"person">>;
  take(lines: readonly ActionLine[], from: OfficeId): Promise<void>;
  record(draft: Pick<Draft, "changes"> & Partial<Draft>): Promise<Action>;
}

export const province = "tinh";
export const feedOf = (office: OfficeId): string => `${office}-aaaa`;
export const hashText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** @param spoil  what a broken program does to what it records; null: it forgets it */
export function makeDesk(
  id: OfficeId,
  offices: readonly OfficeId[],
  spoil: (draft: Draft) => Draft | null = (draft) => draft,
): Desk {
  const level = id === province ? "province" : "district";
  const feed = feedOf(id);
  const memory = emptyMemory(() => ({}));
  const entries: Entry[] = [];
  const written: Action[] = [];
  const touched = new Set<RecordId<"person">>();
  const ledger = {
    read: () => Promise.reject(new Error("nothing is caught up here")),
    at: async (positions: readonly number[]) =>
      positions.map((position) => ({ position, entry: entries[position - 1]! })),
  };
  memory.state.own = id;
  memory.known.provinces.add(province);
  for (const each of offices) memory.known.offices.set(each, `Cơ quan ${each}`);
  const note = (ids: Iterable<RecordId>): void => {
    for (const each of ids) if (each.startsWith("person:")) touched.add(each as RecordId<"person">);
  };
  const append = async (entry: Entry): Promise<void> => {
    entries.push(entry);
    note(foldEntry(memory, entries.length, entry));
    memory.head = { position: entries.length, tag: "" };
    note(await judgeAgain(memory, ledger));
  };
  const record: Desk["record"] = async (draft) => {
    const said: Draft = { purpose: "person.edit", reason: "", audience: [], ...draft };
    const action = { ...said, feed, number: written.length + 1, clerk: "c1", at: "2026-11-23T08:00" };
    written.push(action);
    await append({ entry: "action", action: { feed, number: action.number, line: lineOf(action) } });
    return action;
  };
  const { records } = memory;
  const where: Whereabouts = {
    nameOf: (person) => (records.get(person)?.values.birthName ?? "") as string,
    unitOf: (person) =>
      (records.matching("assignment", "personId", person)[0]?.values.unitId ?? null) as RecordId<"unit"> | null,
    unitName: () => "",
  };
  const opened: Opened = {
    office: id,
    officeName: `Cơ quan ${id}`,
    level,
    feed,
    clerk: { id: "c1", name: "Văn thư", role: "" },
    duties: [...duties],
    firstPassphrase: false,
    store: "store-1",
    generation: "g1",
    head: memory.head,
    projectionKey: new Uint8Array(32),
    fingerprint: "",
    ended: [],
    gone: [],
    renewed: 0,
    recovered: false,
    repaired: null,
  };
  const checked = new Map<string, number>();
  const data: Pick<
    OfficeData,
    | "held"
    | "handovers"
    | "handoverGround"
    | "closingGround"
    | "closings"
    | "transfersDue"
    | "positionsOf"
    | "dueToPassOn"
    | "take"
  > = {
    held: async (each) => records.get(each) ?? null,
    handovers: async (person) => handoversOnFile(memory, opened, where.nameOf, person && [person]),
    handoverGround: async (file) => handoverGround(memory, opened, file, where.nameOf),
    closingGround: async (each) => closingGround(memory, opened, each, where),
    closings: async () => closingsOnFile(memory, opened, where),
    transfersDue: async (most) => transfersDue(memory, where, most),
    positionsOf: async (each) => positionsOf(memory, each),
    dueToPassOn: (going) => dueToPassOn(memory, ledger, opened, checked, going),
    take: async () => {}, // what is appended is taken there and then
  };
  const call = async (channel: string, request: unknown) => {
    if (channel !== "ledger.append") return ok({ feeds: 0 });
    const draft = spoil(request as Draft);
    if (draft !== null) await record(draft);
    const forgotten: Entry = { entry: "action", action: { feed, number: 1, line: "" } };
    return ok({ head: memory.head, entry: draft === null ? forgotten : entries.at(-1)! });
  };
  return {
    id,
    feed,
    memory,
    // Only what handing over asks for is there.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    office: { opened, data: data as OfficeData, desktop: { call: call as unknown as Desktop["call"] } },
    written,
    confirmed: new Map(),
    takeTouched: () => {
      const now = new Set(touched);
      touched.clear();
      return now;
    },
    take: (lines, from) => append(importEntry(feedOf(from), `Cơ quan ${from}`, lines)),
    record,
  };
}

/** A bundle: what the receiver has not confirmed, and how much of the receiver's feed is held here. */
export interface Parcel {
  readonly from: OfficeId;
  readonly to: OfficeId;
  readonly lines: readonly ActionLine[];
  readonly receipt: number;
}

export function packed(from: Desk, to: OfficeId): Parcel {
  const { feed, memory, written } = from;
  const lines = written.slice(from.confirmed.get(to) ?? 0).map((action): ActionLine => {
    const { number } = action;
    if (from.id !== province || isAddressedTo(action, to)) return { feed, number, line: lineOf(action) };
    const depth = depthAt(memory.state, refOf(action));
    return { feed, number, line: encodeWithheld({ hash: hashOfLine(action), depth }) };
  });
  return { from: from.id, to, lines, receipt: held.get(memory)?.get(feedOf(to)) ?? 0 };
}

/** Made once for each action: those with the histories of many files are long, and go to every office. */
const lineOf = madeOnce(encodeLine);
const hashOfLine = madeOnce((action) => hashText(lineOf(action)));

function madeOnce(make: (action: Action) => string): (action: Action) => string {
  const known = new WeakMap<Action, string>();
  return (action) => {
    const text = known.get(action) ?? make(action);
    known.set(action, text);
    return text;
  };
}

/** Last action of each feed that each working copy has been given, whether or not it waits. */
const held = new WeakMap<Memory, Map<string, number>>();

/** @returns whether anything new came; a parcel with a gap before it is not taken */
export async function delivered(at: Desk, { from, lines, receipt }: Parcel): Promise<boolean> {
  const known = held.get(at.memory) ?? new Map<string, number>();
  held.set(at.memory, known);
  const upTo = known.get(feedOf(from)) ?? 0;
  const first = lines[0]?.number ?? upTo + 1;
  if (first > upTo + 1) return false;
  at.confirmed.set(from, Math.max(at.confirmed.get(from) ?? 0, receipt));
  const fresh = lines.filter(({ number }) => number > upTo);
  if (fresh.length === 0) return false;
  known.set(feedOf(from), fresh.at(-1)!.number);
  await at.take(fresh, from);
  return true;
}

/** What is wrong with who keeps a file, as an office has it; null: nothing, or it does not hold the file. */
export function wrongKeeper({ id, memory }: Desk, person: RecordId<"person">): string | null {
  const record = memory.records.get(person);
  if (record === undefined) return null;
  const keeper = custodianShown(record);
  if (keeper === null) return `${id} has no keeper for ${person}`;
  const open = spellsOf(memory.state, person, (each) => memory.records.get(each)).filter(({ upTo }) => upTo === null);
  return open.length === 0 || (open.length === 1 && open[0]!.office === keeper)
    ? null
    : `${id} has the keepers ${[keeper, ...open.map(({ office }) => office)].join(" and ")} for ${person}`;
}
