import { randomBytes } from "node:crypto";
import { constants, fstatSync, readFileSync, writeSync } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rmdir, stat, statfs, unlink } from "node:fs/promises";
import { hostname, uptime } from "node:os";
import type { StoreProblem } from "../shared/problem.ts";

/**
 * Everything the main process asks of the computer it runs on: files, time, chance, and which process this is.
 * Nothing else in electron/ may call them, so that a test can run the whole store from one seed and break any call.
 */
export interface Machine {
  readonly files: Files;
  readonly clock: Clock;
  /** That many bytes nobody can foretell. */
  readonly random: (bytes: number) => Uint8Array;
  readonly host: Host;
}

/** File calls. Each rejects with an error that carries an errno name in `code`; `problemOf` finds the problem for it. */
export interface Files {
  /** "read" and "change" need an existing file; "create" refuses an existing one (EEXIST) and can read and write. */
  open(path: string, as: "read" | "change" | "create"): Promise<OpenFile>;
  /** Replaces `to` where it exists. */
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** With the folders above it; an existing folder is no error. */
  mkdir(path: string): Promise<void>;
  /** Of an empty folder. */
  rmdir(path: string): Promise<void>;
  readdir(path: string): Promise<readonly string[]>;
  /** Null: nothing there. */
  stat(path: string): Promise<{ readonly bytes: number; readonly folder: boolean } | null>;
  /** Put the names in a folder on the disk. Does nothing where the system has no such call (Windows, some network drives). */
  syncFolder(path: string): Promise<void>;
  /** Bytes that this user may still write on the disk that holds `path`. */
  freeBytes(path: string): Promise<number>;
}

export interface OpenFile {
  /** May read less than asked; 0 at the end of the file. */
  read(into: Uint8Array, at: number): Promise<number>;
  /** May write less than asked: callers loop (writeFully in store/safe-write.ts). */
  write(bytes: Uint8Array, at: number): Promise<number>;
  /** Put what was written on the disk (fdatasync: contents and length, not the times). */
  sync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  bytes(): Promise<number>;
  close(): Promise<void>;
}

export interface Clock {
  /** Milliseconds since 1970. May jump either way: never an order, only a note or a waiting time. */
  millis(): number;
  /** Local time with its offset, `2025-07-01T08:30:00+07:00`: a note, never an order. */
  note(): string;
  wait(millis: number): Promise<void>;
}

export interface Host {
  readonly process: number;
  /** Tells this process from an earlier one of the same number. */
  readonly started: string;
  /** Names this computer among those that might share a drive. */
  readonly machine: string;
  /** Names this run of the system since it was switched on. */
  readonly boot: string;
  /** Does the process of that number, started in that run of this computer, still go? */
  isRunning(process: number, boot: string): boolean;
}

/** Names something for as long as it is open; 32 hex digits nobody can foretell. */
export const newToken = ({ random }: Pick<Machine, "random">): string => Buffer.from(random(16)).toString("hex");

/**
 * The problem a failed file call stands for.
 *
 * @throws the error itself when it is no file error: a programmer's mistake
 */
export function problemOf(error: unknown): StoreProblem {
  switch (errnoOf(error)) {
    case null:
      throw error;
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return { kind: "disk-full" };
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return { kind: "not-permitted" };
    case "EBUSY":
    case "EMFILE":
    case "ENFILE":
    case "ETXTBSY":
      return { kind: "file-busy" };
    default:
      return { kind: "disk-failing" };
  }
}

/** The errno name of a file error, null for any other error. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : null;
}

/** The computer this process runs on. */
export function realMachine(): Machine {
  return { files: realFiles, clock: realClock, random: (bytes) => randomBytes(bytes), host: realHost() };
}

const flags = {
  read: constants.O_RDONLY,
  change: constants.O_RDWR,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
};

const realFiles: Files = {
  open: async (path, as) => openFile(await open(path, flags[as], 0o600)),
  rename,
  unlink,
  mkdir: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  rmdir,
  readdir: (path) => readdir(path),
  stat: async (path) => {
    try {
      const found = await stat(path);
      return { bytes: found.size, folder: found.isDirectory() };
    } catch (error) {
      if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return null;
      throw error;
    }
  },
  syncFolder: async (path) => {
    if (process.platform === "win32") return; // a folder cannot be opened there
    const folder = await open(path, constants.O_RDONLY);
    try {
      await folder.sync();
    } catch (error) {
      if (errnoOf(error) !== "EINVAL" && errnoOf(error) !== "ENOTSUP") throw error; // some network and FUSE drives
    } finally {
      await folder.close();
    }
  },
  freeBytes: async (path) => {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  },
};

/**
 * Bytes up to which a write is not worth a thread: handing it over takes longer than the system takes to copy them. Only
 * the sync waits for the disk, and that always has a thread of its own.
 */
const atOnce = 64 * 1024;

const openFile = (handle: FileHandle): OpenFile => ({
  read: async (into, at) => (await handle.read(into, 0, into.byteLength, at)).bytesRead,
  write: async (bytes, at) =>
    bytes.byteLength <= atOnce
      ? writeSync(handle.fd, bytes, 0, bytes.byteLength, at)
      : (await handle.write(bytes, 0, bytes.byteLength, at)).bytesWritten,
  sync: () => handle.datasync(),
  truncate: (bytes) => handle.truncate(bytes),
  bytes: async () => fstatSync(handle.fd).size,
  close: () => handle.close(),
});

const two = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, "0");

const realClock: Clock = {
  millis: () => Date.now(),
  note: () => {
    const now = new Date();
    const offset = -now.getTimezoneOffset(); // minutes east
    const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 19);
    return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
  },
  wait: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
};

function realHost(): Host {
  const machine = firstLine("/etc/machine-id") ?? `${process.platform} ${hostname()}`;
  const boot = bootName();
  return {
    process: process.pid,
    started: String(performance.timeOrigin),
    machine,
    boot,
    isRunning: (other, itsBoot) => sameBoot(itsBoot, boot) && processGoes(other),
  };
}

/** The kernel's own name of this run; elsewhere the second it was switched on, which wanders with the clock. */
const bootName = () =>
  firstLine("/proc/sys/kernel/random/boot_id") ?? `since ${Math.round(Date.now() / 1000 - uptime())}`;

const sameBoot = (one: string, other: string) =>
  one === other ||
  (one.startsWith("since ") &&
    other.startsWith("since ") &&
    Math.abs(Number(one.slice(6)) - Number(other.slice(6))) < 60); // seconds the clock may have been set by

function processGoes(number: number): boolean {
  try {
    process.kill(number, 0); // signal 0 only asks
    return true;
  } catch (error) {
    return errnoOf(error) !== "ESRCH"; // EPERM: it goes, under another user
  }
}

function firstLine(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim() || null;
  } catch {
    return null;
  }
}
