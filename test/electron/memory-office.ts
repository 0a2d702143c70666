import { basename, join } from "node:path";
import { shownEntry } from "../../electron/book.ts";
import { decideFork } from "../../electron/bundles/decide-fork.ts";
import { exchangeOverview } from "../../electron/bundles/exchange-overview.ts";
import { acceptBundles, checkAside, checkBundle } from "../../electron/bundles/receive-bundle.ts";
import { sendBundle } from "../../electron/bundles/send-bundle.ts";
import { entryFrom } from "../../electron/entry-bytes.ts";
import { newOfficeKeys, ownPeer } from "../../electron/exchange/enrol.ts";
import type { Unpacker } from "../../electron/exchange/unpacker.ts";
import type { Machine, OpenFile } from "../../electron/machine.ts";
import { addEntry, type Office, openOffice, recordAction } from "../../electron/office.ts";
import { type Blobs, blobIdOf } from "../../electron/store/blobs.ts";
import type { LedgerEntry } from "../../electron/store/read-entries.ts";
import type { OpenStore } from "../../electron/store/store.ts";
import { apply } from "../../shared/change/apply.ts";
import { decodeLine } from "../../shared/change/line.ts";
import { emptyState } from "../../shared/change/records.ts";
import type { OfficeState } from "../../shared/change/state.ts";

import type { ActionLine, Entry } from "../../shared/exchange/entry.ts";
import type { OfficeLevel } from "../../shared/ipc/office.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok } from "../../shared/result.ts";
import { bytesFrom, dice, unpackHere } from "./exchange/offices.ts";

/** Offices with the real main code of the exchange, real keys, seals and chains; only their disks are lists in memory. */

/** What lies on a computer that can be copied: the ledger and what is beside it. */
interface Disk {
  readonly entries: Buffer[];
  readonly blobs: Map<string, Buffer>;
  readonly asides: Map<string, Buffer>;
}

export interface MemoryOffice extends Office {
  readonly disk: Disk;
}

/** What a bundle is on its way: two files. */
export interface Parcel {
  readonly name: string;
  readonly bundle: Uint8Array;
  readonly signature: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly receipts: number; // that it carries
}

const program = "0.1.0";

/** @param note  what the office's clock shows when it is asked for the time */
export async function memoryOffice(
  seed: number,
  office: string,
  level: OfficeLevel,
  note: () => string = () => "2026-03-01T08:00:00+07:00",
): Promise<MemoryOffice> {
  const keys = await newOfficeKeys(bytesFrom(dice(seed)));
  const feed = `${office}-${feedLetters(seed)}`;
  const own = await ownPeer(keys, { office, name: `Huyện ủy ${office}`, level, feed });
  const disk: Disk = { entries: [], blobs: new Map(), asides: new Map() };
  const machine = memoryComputer(seed, note);
  const opened = await openOffice(machine, storeOn(disk, { own, keys }));
  if (!opened.ok) throw new Error(opened.problem.kind);
  const made = { ...opened.value, disk };
  await must(addEntry(made, { entry: "clerk", clerk: { id: "c1", name: "Người thử", role: "văn thư" } }));
  return made;
}

/**
 * The same computer started again, or another one with a copy of its disk: the same keys and the same feed.
 *
 * @param note  what its clock shows; left out: as before
 */
export async function copyOf(
  office: MemoryOffice,
  note: () => string = () => office.machine.clock.note(),
): Promise<MemoryOffice> {
  const disk: Disk = {
    entries: [...office.disk.entries],
    blobs: new Map(office.disk.blobs),
    asides: new Map(office.disk.asides),
  };
  const machine = { ...office.machine, clock: { ...office.machine.clock, note } };
  const opened = await openOffice(machine, storeOn(disk, { own: office.own, keys: office.keys }));
  if (!opened.ok) throw new Error(opened.problem.kind);
  return { ...opened.value, disk };
}

/** Each trusts the other, without the walk to the stamped sheet. */
export async function introduce(one: MemoryOffice, other: MemoryOffice): Promise<void> {
  await must(addEntry(one, { entry: "peer", peer: other.own, at: "" }));
  await must(addEntry(other, { entry: "peer", peer: one.own, at: "" }));
}

/** Null: there was nothing to send. */
export async function pack(from: MemoryOffice, to: string): Promise<Parcel | null> {
  const files = new Map<string, Buffer>();
  const sent = await sendBundle({ ...from, machine: onStick(from.machine, files) }, to, "stick", program);
  if (!sent.ok) {
    if (sent.problem.kind === "nothing-to-send") return null;
    throw new Error(sent.problem.kind);
  }
  const { fileName, bundle, signature, header } = sent.value.packed;
  return { name: fileName, bundle, signature, from: header.from, to: header.to, receipts: header.counts.receipts };
}

/** The computer of an office with a parcel on its stick. */
export function stickWith(to: MemoryOffice, parcel: Parcel): Machine {
  const files = new Map([
    [join("stick", parcel.name), Buffer.from(parcel.bundle)],
    [join("stick", `${parcel.name}.minisig`), Buffer.from(parcel.signature)],
  ]);
  return onStick(to.machine, files);
}

/** Hand a parcel in: checked, and taken where it can be. */
export async function handIn(to: MemoryOffice, parcel: Parcel, unpacker: Unpacker = unpackHere(), version = program) {
  const receiving = { unpacker, program: version };
  const machine = stickWith(to, parcel);
  const opened = await checkBundle({ ...to, machine }, receiving, join("stick", parcel.name));
  return opened.ok ? acceptBundles(to, receiving, opened.value) : opened;
}

/** Open a bundle that waits once more, and take it where it can be taken. */
export async function takeAside(
  to: MemoryOffice,
  bundle: string,
  unpacker: Unpacker = unpackHere(),
  version = program,
) {
  const receiving = { unpacker, program: version };
  const opened = await checkAside(to, receiving, bundle);
  return opened.ok ? acceptBundles(to, receiving, opened.value) : opened;
}

export const overviewOf = (office: MemoryOffice, version = program) => exchangeOverview(office, version);

export const decide = (office: MemoryOffice, feed: string, keeps: "held" | "other") =>
  decideFork(office, { feed, keeps, reason: "Máy kia chạy từ bản sao lưu cũ" });

/** One save: a field of a record, saying what its writer had seen of it. */
export async function write(office: MemoryOffice, record: string, value: string): Promise<void> {
  const id = record as `person:${string}`;
  const shown = stateOf(office).records.get(id);
  const heads = shown === undefined ? [] : [shown.by.birthName ?? shown.first];
  const rivals = shown?.rivals.birthName?.map(({ by }) => by) ?? [];
  const recorded = await recordAction(office, {
    purpose: "person.edit",
    reason: "",
    audience: [],
    changes: [{ record: id, fields: { birthName: { saw: [...new Set([...heads, ...rivals])], to: value } } }],
  });
  if (!recorded.ok) throw new Error(recorded.problem.kind);
}

/** Every line that the ledger holds, in its order. */
export const linesAt = ({ disk, book }: MemoryOffice): readonly ActionLine[] =>
  entriesAt(disk).flatMap((entry, i) => linesIn(shownEntry(book, i + 1, entry)));

/** The records of an office as its page works them out. */
export function stateOf(office: MemoryOffice): OfficeState {
  const state = emptyState();
  for (const { feed, number, line } of linesAt(office)) {
    const decoded = decodeLine(JSON.parse(line), feed, number);
    if (!decoded.ok) throw new Error(`${feed}:${number} is no action`);
    apply(state, decoded.value);
  }
  return state;
}

export const kindOfProblem = (answer: { readonly ok: boolean; readonly problem?: Problem }): string =>
  answer.problem?.kind ?? "taken";

function entriesAt(disk: Disk): readonly Entry[] {
  return disk.entries.map((bytes) => entryFrom(bytes));
}

const linesIn = (entry: Entry): readonly ActionLine[] =>
  entry.entry === "action" ? [entry.action] : entry.entry === "import" ? entry.lines : [];

function storeOn(disk: Disk, sealed: object): OpenStore {
  const listed = (positions: readonly number[]): LedgerEntry[] =>
    positions.map((position) => ({ position, entry: disk.entries[position - 1]! }));
  const head = () => ({ position: disk.entries.length, tag: String(disk.entries.length) });
  const ledger = {
    append: async (entry: Uint8Array) => {
      disk.entries.push(Buffer.from(entry));
      return ok(head());
    },
    read: async (after: number) =>
      ok({
        entries: listed(Array.from({ length: disk.entries.length - after }, (_, i) => after + i + 1)),
        head: head(),
      }),
    at: async (positions: readonly number[]) => ok(listed(positions)),
    head,
  };
  return {
    ledger,
    blobs: blobsIn(disk.blobs),
    asides: blobsIn(disk.asides),
    readSealed: async () => ok(Buffer.from(JSON.stringify(sealed))),
    holder: "",
    holders: () => [{ holder: "", first: false }],
    recovered: false,
  } as unknown as OpenStore; // what the exchange asks of a store
}

const blobsIn = (kept: Map<string, Buffer>): Blobs => ({
  put: async (bytes) => {
    const blob = blobIdOf(bytes);
    kept.set(blob, Buffer.from(bytes));
    return ok(blob);
  },
  read: async (blob) => {
    const bytes = kept.get(blob);
    return ok(bytes === undefined ? { found: "absent" } : { found: "whole", bytes });
  },
  size: async (blob) => ok(kept.get(blob)?.byteLength ?? null),
  forget: async (blob) => {
    kept.delete(blob);
    return ok(null);
  },
  close: async () => undefined,
});

function memoryComputer(seed: number, note: () => string): Machine {
  const random = bytesFrom(dice(seed + 1));
  const refused = () => Promise.reject(new Error("this computer has a stick and nothing else"));
  return {
    random,
    clock: { millis: () => 0, note, wait: async () => undefined },
    host: { process: 1, machine: "memory", boot: "memory", started: "", isRunning: () => true },
    files: {
      open: refused,
      rename: refused,
      unlink: refused,
      mkdir: refused,
      rmdir: refused,
      readdir: refused,
      stat: refused,
      syncFolder: refused,
      freeBytes: refused,
    },
  };
}

/** The computer with a stick in it. */
function onStick(machine: Machine, files: Map<string, Buffer>): Machine {
  const gone = (path: string) => Object.assign(new Error(basename(path)), { code: "ENOENT" });
  return {
    ...machine,
    files: {
      ...machine.files,
      open: async (path, as) => {
        if (as === "create") files.set(path, Buffer.alloc(0));
        if (!files.has(path)) throw gone(path);
        const file: OpenFile = {
          read: async (into, at) => {
            const part = files.get(path)!.subarray(at, at + into.byteLength);
            into.set(part);
            return part.byteLength;
          },
          write: async (bytes, at) => {
            files.set(path, Buffer.concat([files.get(path)!.subarray(0, at), bytes]));
            return bytes.byteLength;
          },
          sync: async () => undefined,
          truncate: async () => undefined,
          bytes: async () => files.get(path)!.byteLength,
          close: async () => undefined,
        };
        return file;
      },
      rename: async (from, to) => {
        files.set(to, files.get(from)!);
        files.delete(from);
      },
      unlink: async (path) => {
        if (!files.delete(path)) throw gone(path);
      },
      stat: async (path) => {
        const bytes = files.get(path);
        return bytes === undefined ? null : { bytes: bytes.byteLength, folder: false };
      },
      syncFolder: async () => undefined,
      freeBytes: async () => 1e12,
    },
  };
}

const letters = "abcdefghijklmnopqrstuvwxyz234567";
const feedLetters = (seed: number) => Array.from({ length: 4 }, (_, i) => letters[(seed >> (5 * i)) & 31]).join("");

async function must(answer: Promise<{ readonly ok: boolean; readonly problem?: { readonly kind: string } }>) {
  const given = await answer;
  if (!given.ok) throw new Error(given.problem?.kind);
}
