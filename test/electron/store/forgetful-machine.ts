import { dirname } from "node:path";
import type { Machine, OpenFile } from "../../../electron/machine.ts";
import { type Chance, chanceOf } from "./chance.ts";

/**
 * A computer in memory that forgets at a power cut what was not synced: bytes without `sync`, names without `syncFolder`.
 * What was not synced may have reached the disk all the same: wholly, in part, in another order, or as zeros.
 */
export interface ForgetfulMachine extends Machine {
  /** Resolves when the power goes; calls made from then on never answer. */
  readonly powerCut: Promise<"power cut">;
  /** Calls so far that change something: the points at which the power can go. */
  changes(): number;
  /** Has the power gone? */
  isOff(): boolean;
  /** Let the power go in the n-th changing call from now on (1: the next). What it changes may or may not be kept. */
  cutAfter(changes: number): void;
  /** Room on the disk; a write beyond it fails with ENOSPC. */
  setCapacity(bytes: number): void;
  /** The computer after a power cut: what the disk kept by `chance`. */
  switchOn(chance: Chance, loss?: Loss): ForgetfulMachine;
  /** The same computer after the process was killed: nothing is forgotten. */
  restart(): ForgetfulMachine;
  /** A file's bytes as a program would read them, to look at or to damage. */
  peek(path: string): Uint8Array;
  poke(path: string, bytes: Uint8Array): void;
  paths(): readonly string[];
}

/** What happens to unsynced changes: all lost, all kept, or by chance. */
export type Loss = "all" | "none" | "chance";

export interface Habits {
  /** false: the disk says "synced" and has not written: the control that every durability test must catch. */
  readonly syncs?: boolean;
  /** Writes stop short of what they were given at times. */
  readonly shortWrites?: boolean;
}

type Change =
  | { readonly what: "write"; readonly at: number; readonly bytes: Uint8Array }
  | { readonly what: "truncate"; readonly to: number };

interface Contents {
  live: Buffer;
  disk: Buffer;
  unsynced: Change[];
}

/** null: the name was taken away */
interface NameChange {
  readonly folder: string;
  readonly names: readonly (readonly [path: string, node: Node | null])[];
}

type Node = Contents | "folder";

interface Disk {
  readonly live: Map<string, Node>;
  readonly kept: Map<string, Node>;
  unsynced: NameChange[];
}

/** An empty computer with one folder. */
export function forgetfulMachine(seed: number, habits: Habits = {}, folder = "/s"): ForgetfulMachine {
  const root: [string, Node][] = [
    ["/", "folder"],
    [folder, "folder"],
  ];
  const disk = { live: new Map(root), kept: new Map(root), unsynced: [] };
  return machineOn(disk, chanceOf(seed), habits, 1, Number.POSITIVE_INFINITY);
}

function machineOn(disk: Disk, chance: Chance, habits: Habits, boot: number, room: number): ForgetfulMachine {
  let [count, cutAt, off, capacity, millis] = [0, Number.POSITIVE_INFINITY, false, room, 1_750_000_000_000];
  let goOff: (how: "power cut") => void = () => undefined;
  const powerCut = new Promise<"power cut">((resolve) => {
    goOff = resolve;
  });
  const never = new Promise<never>(() => undefined);
  /** Do a changing call, unless the power has gone; the power may go in it. */
  const change = async <Value>(act: () => Value): Promise<Value> => {
    if (off) return never;
    count += 1;
    const value = act();
    if (count < cutAt) return value;
    off = true;
    goOff("power cut");
    return never;
  };
  const look = async <Value>(act: () => Value): Promise<Value> => (off ? never : act());
  const nodeAt = (path: string): Node => disk.live.get(path) ?? fail("ENOENT", path);
  const rename = (folder: string, ...names: readonly (readonly [string, Node | null])[]) => {
    if (disk.live.get(folder) !== "folder") fail("ENOENT", folder);
    for (const [path, node] of names) setName(disk.live, path, node);
    disk.unsynced.push({ folder, names });
  };
  const used = () => [...new Set(disk.live.values())].reduce((sum, node) => sum + sizeOf(node), 0);
  const opened = (contents: Contents): OpenFile => ({
    read: (into, at) =>
      look(() => {
        const piece = contents.live.subarray(at, at + into.byteLength);
        into.set(piece);
        return piece.byteLength;
      }),
    write: (bytes, at) =>
      change(() => {
        const some = habits.shortWrites && chance.next() < 0.3 ? 1 + chance.below(bytes.byteLength) : bytes.byteLength;
        const free = capacity === Number.POSITIVE_INFINITY ? some : capacity - used() + (contents.live.byteLength - at);
        if (free <= 0) fail("ENOSPC", "write");
        const written = Uint8Array.prototype.slice.call(bytes, 0, Math.min(some, free));
        const done = { what: "write" as const, at, bytes: written };
        contents.live = changed(contents.live, done);
        contents.unsynced.push(done);
        return written.byteLength;
      }),
    sync: () =>
      change(() => {
        if (habits.syncs === false) return;
        for (const one of contents.unsynced) contents.disk = changed(contents.disk, one);
        contents.unsynced = [];
      }),
    truncate: (to) =>
      change(() => {
        const done = { what: "truncate" as const, to };
        contents.live = changed(contents.live, done);
        contents.unsynced.push(done);
      }),
    bytes: () => look(() => contents.live.byteLength),
    close: () => look(() => undefined),
  });
  const machine: ForgetfulMachine = {
    files: {
      open: (path, as) =>
        as === "create"
          ? change(() => {
              if (disk.live.has(path)) fail("EEXIST", path);
              const contents: Contents = { live: Buffer.alloc(0), disk: Buffer.alloc(0), unsynced: [] };
              rename(dirname(path), [path, contents]);
              return opened(contents);
            })
          : look(() => {
              const node = nodeAt(path);
              return node === "folder" ? fail("EISDIR", path) : opened(node);
            }),
      rename: (from, to) => change(() => rename(dirname(to), [to, nodeAt(from)], [from, null])),
      unlink: (path) =>
        change(() => {
          nodeAt(path);
          rename(dirname(path), [path, null]);
        }),
      mkdir: (path) =>
        change(() => {
          const missing = [];
          for (let at = path; !disk.live.has(at); at = dirname(at)) missing.unshift(at);
          for (const at of missing) rename(dirname(at), [at, "folder"]);
        }),
      rmdir: (path) => change(() => rename(dirname(path), [path, null])),
      readdir: (path) => look(() => (disk.live.has(path) ? namesIn(disk.live, path) : fail("ENOENT", path))),
      stat: (path) =>
        look(() => {
          const node = disk.live.get(path);
          return node === undefined ? null : { bytes: sizeOf(node), folder: node === "folder" };
        }),
      syncFolder: (path) =>
        change(() => {
          nodeAt(path);
          for (const one of disk.unsynced.filter(({ folder }) => folder === path))
            for (const [name, node] of one.names) setName(disk.kept, name, node);
          disk.unsynced = disk.unsynced.filter(({ folder }) => folder !== path);
        }),
      freeBytes: () => look(() => (capacity === Number.POSITIVE_INFINITY ? 1e12 : Math.max(0, capacity - used()))),
    },
    clock: {
      millis: () => millis,
      note: () => "2025-07-01T08:30:00+07:00",
      wait: async (wait) => {
        millis += wait;
      },
    },
    random: (bytes) => chance.bytes(bytes),
    host: {
      process: 100,
      started: `start ${boot}`,
      machine: "in memory",
      boot: `boot ${boot}`,
      isRunning: (_, itsBoot) => itsBoot === `boot ${boot}` && !off,
    },
    powerCut,
    changes: () => count,
    isOff: () => off,
    cutAfter: (changes) => {
      cutAt = count + changes;
    },
    setCapacity: (bytes) => {
      capacity = bytes;
    },
    switchOn: (by, loss = "chance") => machineOn(survivors(disk, by, loss), by, habits, boot + 1, capacity),
    restart: () => machineOn(disk, chance, habits, boot + 1, capacity),
    peek: (path) => {
      const node = nodeAt(path);
      return node === "folder" ? fail("EISDIR", path) : Uint8Array.from(node.live);
    },
    poke: (path, bytes) => {
      const contents = Buffer.from(bytes);
      const node: Contents = { live: contents, disk: contents, unsynced: [] };
      disk.live.set(path, node);
      disk.kept.set(path, node);
    },
    paths: () => [...disk.live.keys()].filter((path) => disk.live.get(path) !== "folder"),
  };
  return machine;
}

/** What the disk holds after the power went. */
function survivors(disk: Disk, chance: Chance, loss: Loss): Disk {
  const names = new Map(disk.kept);
  const mode = chance.below(3); // 0: a beginning of the changes, 1: any of them, 2: none
  const upTo = chance.below(disk.unsynced.length + 1);
  for (const [i, { names: changes }] of disk.unsynced.entries()) {
    const kept = loss === "none" || (loss === "chance" && (mode === 0 ? i < upTo : mode === 1 && chance.next() < 0.5));
    if (kept) for (const [path, node] of changes) setName(names, path, node);
  }
  const found = new Map<Contents, Contents>();
  const after = new Map<string, Node>();
  for (const [path, node] of [...names].toSorted(([one], [other]) => one.length - other.length)) {
    if (path !== "/" && after.get(dirname(path)) !== "folder") continue; // its folder's name was lost
    if (node === "folder") after.set(path, node);
    else {
      const contents = found.get(node) ?? afterCut(node, chance, loss);
      found.set(node, contents);
      after.set(path, contents);
    }
  }
  return { live: after, kept: new Map(after), unsynced: [] };
}

function afterCut({ disk, unsynced }: Contents, chance: Chance, loss: Loss): Contents {
  const bytes = growing(disk, unsynced);
  const mode = loss === "all" ? "nothing" : loss === "none" ? "everything" : chance.pick(waysToLose);
  const upTo = chance.below(unsynced.length + 1);
  for (const [i, change] of unsynced.entries()) {
    if (mode === "everything" || (mode === "beginning" && i < upTo)) bytes.take(change);
    else if (mode === "beginning" && i === upTo) tear(bytes, change, chance);
    else if (mode === "any order" && chance.next() < 0.6) tear(bytes, change, chance);
    else if (mode === "zeros" && change.what === "write")
      bytes.take({ ...change, bytes: new Uint8Array(change.bytes.byteLength) });
  }
  const left = bytes.now();
  return { live: left, disk: left, unsynced: [] };
}

const waysToLose = ["nothing", "everything", "beginning", "beginning", "any order", "any order", "zeros"] as const;

interface Growing {
  readonly take: (change: Change) => void;
  readonly now: () => Buffer;
  /** Bytes as they are between two places, zeros beyond the end. */
  readonly part: (from: number, to: number) => Buffer;
}

/** A file's bytes with room for all that may come, so that each of many changes costs its own length. */
function growing(first: Buffer, changes: readonly Change[]): Growing {
  const ends = changes.map((change) => (change.what === "truncate" ? change.to : change.at + change.bytes.byteLength));
  const room = Buffer.alloc(ends.reduce((most, end) => Math.max(most, end), first.byteLength)); // zeros beyond `length`
  room.set(first);
  let length = first.byteLength;
  return {
    take: (change) => {
      if (change.what === "truncate") {
        if (change.to < length) room.fill(0, change.to, length);
        length = change.to;
      } else {
        room.set(change.bytes, change.at);
        length = Math.max(length, change.at + change.bytes.byteLength);
      }
    },
    now: () => room.subarray(0, length),
    part: (from, to) => Buffer.from(room.subarray(from, to)),
  };
}

/** A write of which only some sectors reached the disk: a beginning, or any of them, the others old or zero. */
function tear(bytes: Growing, change: Change, chance: Chance): void {
  if (change.what === "truncate") {
    bytes.take(change);
    return;
  }
  if (chance.next() < 0.4) {
    bytes.take({ ...change, bytes: change.bytes.subarray(0, chance.below(change.bytes.byteLength + 1)) });
    return;
  }
  const sector = chance.pick([16, 64, 512]); // bytes; small ones so that small frames are torn too
  const end = change.at + change.bytes.byteLength;
  const begin = change.at - (change.at % sector);
  const before = bytes.part(begin, end);
  bytes.take(change);
  for (let at = begin; at < end; at += sector)
    if (chance.next() < 0.3) {
      const old = before.subarray(at - begin, Math.min(at + sector, end) - begin);
      bytes.take({ what: "write", at, bytes: old });
    }
}

function changed(bytes: Buffer, change: Change): Buffer {
  const length =
    change.what === "truncate" ? change.to : Math.max(bytes.byteLength, change.at + change.bytes.byteLength);
  const after = Buffer.alloc(length);
  after.set(bytes.subarray(0, length));
  if (change.what === "write") after.set(change.bytes, change.at);
  return after;
}

function setName(names: Map<string, Node>, path: string, node: Node | null) {
  if (node === null) names.delete(path);
  else names.set(path, node);
}

const sizeOf = (node: Node) => (node === "folder" ? 0 : node.live.byteLength);

const namesIn = (names: Map<string, Node>, folder: string) => {
  const start = folder === "/" ? "/" : `${folder}/`;
  return [...names.keys()]
    .filter((path) => path.startsWith(start) && path !== start && !path.slice(start.length).includes("/"))
    .map((path) => path.slice(start.length));
};

function fail(code: string, what: string): never {
  throw Object.assign(new Error(`${code}: ${what}`), { code });
}
