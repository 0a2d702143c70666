import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import type { Shell } from "../../electron/door/door.ts";
import type { Unpacker } from "../../electron/exchange/unpacker.ts";
import { makeHandlers } from "../../electron/handlers.ts";
import { type Machine, realMachine } from "../../electron/machine.ts";
import { templateWork } from "../../electron/papers/template-work.ts";
import type { ServerDesk } from "../../electron/server/server-desk.ts";
import { makeOfficeCore, type OfficeCore } from "../../renderer/data/core.ts";
import type { OfficeData, WholeLedger } from "../../renderer/data/office-data.ts";
import { wholeLedger } from "../../renderer/data/whole-lines.ts";
import type { Office } from "../../renderer/services/office.ts";
import { ledgerStretches } from "../../renderer/services/open-office.ts";
import { apply } from "../../shared/change/apply.ts";
import type { ActionRef, Draft } from "../../shared/change/change.ts";
import { recordFrom } from "../../shared/change/describe-change.ts";
import { decodeLine } from "../../shared/change/line.ts";
import { emptyState } from "../../shared/change/records.ts";
import type { OfficeState } from "../../shared/change/state.ts";
import { kindOf } from "../../shared/domain/primitives.ts";
import type { RecordKind, RecordOf } from "../../shared/domain/record-kinds.ts";
import { actionLinesOf } from "../../shared/exchange/entry.ts";
import type { Channel, Desktop, Handlers, ReplyOf } from "../../shared/ipc/contract.ts";
import type { OfficeLevel, Opened } from "../../shared/ipc/office.ts";
import type { Preview } from "../../shared/ipc/preview.ts";
import { ok, type Result } from "../../shared/result.ts";
import { unpackHere } from "./exchange/offices.ts";
import { fastKdf } from "./store/fast-kdf.ts";

/** An office with its real handlers, store and disk; only the window and its dialogs are not there. */
export interface Seat {
  readonly handlers: Handlers;
  readonly dataFolder: string;
  readonly opened: Opened; // as it was made
  readonly close: () => Promise<void>;
  path: string | null; // what the next dialog answers; null: cancelled
  paths?: readonly string[]; // what a dialog for several files answers in its place
  pdf?: Uint8Array; // what the page prints to
  named?: readonly string[]; // bundles opened from outside
  asked: number; // dialogs shown
}

/** The desk for the province's server, in a program that has one. */
export type ServerOf = (shell: Shell, machine: Machine) => ServerDesk;

/** What the page says of a bundle that changes nothing held before. */
export const light = { changed: 0, records: 0, held: 0 } as const;

export const passphrase = "năm con thuyền trên sông";

/** @param folder  where its data folder is made */
export async function takeSeat(
  folder: string,
  office: string,
  level: OfficeLevel,
  machine: Machine = realMachine(),
  unpacker: Unpacker = unpackHere(),
  serverOf?: ServerOf,
): Promise<Seat> {
  const made = seatAt(await mkdtemp(join(folder, `${office}-`)), machine, unpacker, "0.1.0", serverOf);
  const created = await made.handlers["office.create"]({
    office,
    officeName: `Văn phòng ${office}`,
    level,
    clerkName: "Người thử",
    clerkRole: "văn thư",
    passphrase,
  });
  return Object.assign(made, { opened: given(created).opened });
}

/** The program on a data folder, as it starts: nothing is open yet. */
export function seatAt(
  dataFolder: string,
  machine: Machine = realMachine(),
  unpacker: Unpacker = unpackHere(),
  version = "0.1.0",
  serverOf?: ServerOf,
): Omit<Seat, "opened"> {
  const seat: { -readonly [Part in keyof Seat]?: Seat[Part] } = { dataFolder, path: null, asked: 0 };
  const ask = async () => {
    seat.asked = (seat.asked ?? 0) + 1;
    return seat.path ?? null;
  };
  const shell: Shell = {
    dataFolder,
    version,
    runtime: "test",
    unpackProcess: "",
    workbookProcess: "",
    templateProcess: "",
    askOpen: ask,
    askOpenMany: async () => {
      const path = await ask();
      return path === null ? [] : (seat.paths ?? [path]);
    },
    askSave: ask,
    askFolder: ask,
    namedBundles: (claim = false) => {
      const told = seat.named ?? [];
      if (claim) seat.named = [];
      return told;
    },
    printPaper: async () => ok(seat.pdf ?? new TextEncoder().encode("%PDF-1.7")),
    reloadPage: () => undefined,
  };
  const server = serverOf?.(shell, machine);
  const needs = { shell, templates: templateWork, machine, unpacker, kdf: fastKdf };
  Object.assign(seat, makeHandlers({ ...needs, ...(server && { server }) }));
  return seat as Omit<Seat, "opened">;
}

/** Each enrols the other by the digits of its sheet. */
export async function enrol(one: Seat, other: Seat, folder: string): Promise<void> {
  for (const [host, guest] of [
    [one, other],
    [other, one],
  ] as const) {
    guest.path = folder;
    given(await guest.handlers["enrol.request"]({}));
    const { own, fingerprint } = given(await guest.handlers["exchange.overview"]({}));
    host.path = join(folder, `${own.feed}.enrol.json`);
    const claim = given(await host.handlers["enrol.open"]({}));
    const second = { name: "Người thứ hai", digits: fingerprint };
    given(await host.handlers["enrol.admit"]({ token: claim?.token ?? "", digits: fingerprint, second }));
  }
}

/** Pack for an office into the folder. */
export async function packFor(from: Seat, recipient: string, folder: string) {
  from.path = folder;
  const packed = given(await from.handlers["bundle.pack"]({ recipient }));
  if (packed === null) throw new Error("nothing was packed");
  return { ...packed, path: join(folder, packed.fileName) };
}

/** Carry a bundle from one office to another; what the receiver was told. */
export async function carry(from: Seat, to: Seat, recipient: string, folder: string) {
  const packed = await packFor(from, recipient, folder);
  to.path = packed.path;
  const preview = given(await to.handlers["bundle.open"]({}));
  const taken = given(await to.handlers["bundle.accept"]({ token: preview?.token ?? "", weight: light }));
  return { packed, preview, taken };
}

/** Check one bundle of a queue and take it, as the page does with one that changes nothing held before. */
export async function takeQueued(
  handlers: Handlers,
  token: string,
  index: number,
): Promise<Exclude<Step, { became: "checked" }> | (ReplyOf<"bundle.accept"> & { became: "taken"; preview: Preview })> {
  const step = given(await handlers["queue.take"]({ token, index }));
  if (step.became !== "checked") return step;
  const { preview } = step;
  return {
    became: "taken",
    preview,
    ...given(await handlers["bundle.accept"]({ token: preview.token, weight: light })),
  };
}
type Step = ReplyOf<"queue.take">;

export const save = async (seat: Seat, draft: Omit<Draft, "reason" | "audience"> & Partial<Draft>) =>
  given(await seat.handlers["ledger.append"]({ reason: "", audience: [], ...draft }));

export function given<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`not given: ${JSON.stringify(result.problem)}`);
  return result.value;
}

/**
 * The records of an office as its page works them out: every entry of its ledger, applied, without what was revoked.
 *
 * @param gone  what the page was told that nobody sends any more
 */
export async function recordsAt(seat: Seat, gone: readonly ActionRef[] = []): Promise<OfficeState> {
  const state = emptyState();
  state.ended = await endsOf(seat);
  state.gone = new Set(gone);
  const ledger = ledgerOf(seat.handlers);
  for (let after = 0; ; ) {
    const { entries, head } = await ledger.read(after, 4_000_000);
    for (const { feed, number, line } of entries.flatMap(({ entry }) => actionLinesOf(entry)))
      apply(state, given(decodeLine(JSON.parse(line), feed, number)));
    after = entries.at(-1)?.position ?? head.position;
    if (after >= head.position) return state;
  }
}

/** The handlers as the page reaches them. */
const desktopOf = (handlers: Handlers): Desktop => {
  const call = (channel: Channel, request: never) => handlers[channel](request);
  // Each handler takes and gives what the contract says of its channel.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { call: call as unknown as Desktop["call"] };
};

/** The ledger in whole entries, however long. */
export const ledgerOf = (handlers: Handlers): WholeLedger => wholeLedger(ledgerStretches(desktopOf(handlers)));

/** The page of an office, as it opens now: its records worked out of the ledger, its calls answered by the seat. */
export async function pageOf({ handlers, opened }: Seat): Promise<Office & { readonly core: OfficeCore }> {
  const { head } = given(await handlers["ledger.read"]({ after: 0, bytes: 1 }));
  const desktop = desktopOf(handlers);
  const core = await makeOfficeCore({
    opened: { ...opened, head, projectionKey: opened.projectionKey.slice() },
    ledger: ledgerOf(handlers),
    source: { indexedDB: new IDBFactory(), IDBKeyRange },
    today: () => "2026-03-02",
    progress: () => {},
    recounted: () => {},
  });
  const data: OfficeData = {
    ...core,
    version: () => core.head().position,
    subscribe: () => () => {},
    take: async (entry, after) => {
      await core.take(entry, after);
    },
  };
  return { opened, data, core, desktop };
}

/** What a page that opens the office now would be told of revoked feeds. */
async function endsOf(seat: Seat): Promise<ReadonlyMap<string, number>> {
  const { offices } = given(await seat.handlers["registry.overview"]({}));
  const feeds = offices.flatMap((office) => office.feeds);
  return new Map(
    feeds.flatMap(({ feed, own, state, upTo }): [string, number][] =>
      state === "ended" && !own && upTo !== null ? [[feed, upTo]] : [],
    ),
  );
}

/** The records of one kind that are whole. */
export const allOf = <Kind extends RecordKind>(state: OfficeState, kind: Kind): readonly RecordOf<Kind>[] =>
  [...state.records.all()].flatMap((record) => (kindOf(record.id) === kind ? (recordFrom(record, kind) ?? []) : []));
