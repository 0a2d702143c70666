import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import type { BlobId } from "../../shared/domain/dossier.ts";
import type { StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf } from "../machine.ts";
import { readWhole, renameWithPatience, writeNew } from "./safe-write.ts";
import {
  hiddenName,
  makeFolder,
  openedFor,
  type SideFolder,
  sealedFor,
  sweepUnfinished,
  turnsOf,
} from "./side-folder.ts";

/**
 * Portraits and scanned documents beside the ledger, each by the SHA-256 of its bytes: the same name in every office, so
 * that records and bundles can name a file and a receiver can check it. On the disk the name is a keyed hash of that one,
 * or a listing would tell which known documents are here. No file of a record is ever deleted: one that none names is kept.
 * Bundles that wait lie in a folder of their own in the same way, and go when they have been taken.
 */
export interface Blobs {
  /** Keep bytes, once however often they come. They are on the disk before this answers. */
  put(bytes: Uint8Array): Promise<Result<BlobId, StoreProblem>>;
  /** "absent": it has not come; "damaged": it is there and is not what it was. Putting it once more mends either. */
  read(blob: BlobId): Promise<Result<BlobFound, StoreProblem>>;
  /** How many bytes it has here by its length on the disk; null: absent. */
  size(blob: BlobId): Promise<Result<number | null, StoreProblem>>;
  /** Let go of bytes that are not needed any more; those that are not there are no problem. */
  forget(blob: BlobId): Promise<Result<null, StoreProblem>>;
  close(): Promise<void>;
}

export type BlobFound = { readonly found: "whole"; readonly bytes: Buffer } | { readonly found: "absent" | "damaged" };

export const blobIdOf = (bytes: Uint8Array): BlobId => createHash("sha256").update(bytes).digest("hex");

/** Bytes that sealing adds: nonce and tag. */
const sealBytes = 28;

/**
 * @param side   its folder is made when the first file is kept
 * @param spare  bytes that must stay free on the disk: the ledger's last room is not filled with pictures
 */
export function blobsIn(side: SideFolder, spare: number): Blobs {
  const { inTurn, close } = turnsOf(side);
  let made = false;
  return {
    put: (bytes) =>
      inTurn(async () => {
        if (!made) {
          await makeFolder(side.machine, side.folder);
          await sweepUnfinished(side);
          made = true;
        }
        return put(side, bytes, spare);
      }),
    read: (blob) => inTurn(async () => ok(await find(side, blob))),
    size: (blob) =>
      inTurn(async () => {
        const there = await side.machine.files.stat(pathOf(side, blob));
        return ok(there === null ? null : Math.max(0, there.bytes - sealBytes));
      }),
    forget: (blob) =>
      inTurn(async () => {
        const path = pathOf(side, blob);
        if ((await side.machine.files.stat(path)) !== null) await side.machine.files.unlink(path);
        return ok(null);
      }),
    close,
  };
}

/** `3f/3f9a…`: no folder grows to more than a few hundred names. */
function pathOf(side: SideFolder, blob: BlobId): string {
  const name = hiddenName(side, blob);
  return join(side.folder, name.slice(0, 2), `${name}.sealed`);
}

async function find(side: SideFolder, blob: BlobId): Promise<BlobFound> {
  let sealed: Buffer;
  try {
    sealed = await readWhole(side.machine, pathOf(side, blob));
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return { found: "absent" };
    throw error;
  }
  const bytes = openedFor(side, blob, sealed);
  return bytes !== null && blobIdOf(bytes) === blob ? { found: "whole", bytes } : { found: "damaged" };
}

async function put(side: SideFolder, bytes: Uint8Array, spare: number): Promise<Result<BlobId, StoreProblem>> {
  const { machine, folder } = side;
  const blob = blobIdOf(bytes);
  const path = pathOf(side, blob);
  if ((await find(side, blob)).found !== "whole") {
    if (await isShort(side, bytes.byteLength + spare)) return failed({ kind: "disk-full" });
    await machine.files.mkdir(dirname(path));
    await writeInto(side, path, sealedFor(side, blob, bytes));
  }
  // Also of a file that was there: a process that died may have left its name with the system only.
  await machine.files.syncFolder(dirname(path));
  await machine.files.syncFolder(folder);
  return ok(blob);
}

/** Under a name in the folder itself until it is whole, so that what is left of a power cut is found at one look. */
async function writeInto({ machine, folder }: SideFolder, path: string, sealed: Buffer): Promise<void> {
  const beside = join(folder, `${Buffer.from(machine.random(6)).toString("hex")}.tmp`);
  try {
    await writeNew(machine, beside, sealed);
    if (!(await readWhole(machine, beside)).equals(sealed))
      throw Object.assign(new Error("the disk did not keep what was written"), { code: "EIO" });
    await renameWithPatience(machine, beside, path);
  } catch (error) {
    await machine.files.unlink(beside).catch(() => undefined);
    throw error;
  }
}

/** Unknown room counts as enough: the write itself will tell. */
async function isShort({ machine, folder }: SideFolder, needed: number): Promise<boolean> {
  try {
    return (await machine.files.freeBytes(dirname(folder))) < needed;
  } catch {
    return false;
  }
}
