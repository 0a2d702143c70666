import { basename, dirname, join } from "node:path";
import type { ExchangeProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf, type Machine } from "../machine.ts";
import { readFully, renameWithPatience, writeFully } from "../store/safe-write.ts";
import type { PackedBundle } from "./pack.ts";

/** Room that must stay on a carrier beyond the files themselves, bytes: its own tables grow too. */
const margin = 65_536;

/**
 * Put a bundle on a carrier: a folder on a stick, a shared drive, or this computer. Each file is written beside its
 * name, synced, read back and only then renamed; the signature comes last. So at every moment a final name stands for
 * the right bytes, and a bundle that has its signature beside it is whole.
 *
 * @param folder  an existing folder; nothing else in it is read
 * @returns       the path of the bundle, or what is the matter with the carrier
 */
export async function putOnCarrier(
  machine: Machine,
  folder: string,
  { fileName, bundle, signatureName, signature }: PackedBundle,
): Promise<Result<{ readonly path: string }, ExchangeProblem>> {
  const put = await putAllOnCarrier(machine, folder, [{ fileName, bytes: bundle, signatureName, signature }]);
  return put.ok ? ok({ path: join(folder, fileName) }) : put;
}

/** A file and its signature, which travel beside each other. */
export interface SignedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly signatureName: string;
  readonly signature: Uint8Array;
}

/** Put several in the same careful way, such as the parts of a bundle; all of them, or where one finds no room, none. */
export async function putAllOnCarrier(
  machine: Machine,
  folder: string,
  all: readonly SignedFile[],
): Promise<Result<null, ExchangeProblem>> {
  const written: string[] = [];
  const put = async (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    written.push(path);
    await putFile(machine, folder, path, () => [bytes]);
  };
  try {
    const bytes = all.reduce((sum, one) => sum + one.bytes.byteLength + one.signature.byteLength, 0);
    if ((await machine.files.freeBytes(folder)) < bytes + margin)
      return failed({ kind: "carrier-full", place: placeOf(folder) });
    for (const one of all) {
      const older = await removeIfThere(machine, join(folder, one.signatureName));
      if (older) await machine.files.syncFolder(folder); // it must not meet the new file
      await put(one.fileName, one.bytes);
      await put(one.signatureName, one.signature);
    }
    return ok(null);
  } catch (error) {
    if (all.length > 1)
      for (const path of written.toReversed()) await machine.files.unlink(path).catch(() => undefined);
    return failed(carrierProblem(error, folder));
  }
}

/** Put one small file, such as an enrolment sheet, on a carrier in the same careful way. */
export async function putSheetOnCarrier(
  machine: Machine,
  folder: string,
  fileName: string,
  bytes: Uint8Array,
): Promise<Result<{ readonly path: string }, ExchangeProblem>> {
  const path = join(folder, fileName);
  try {
    await putFile(machine, folder, path, () => [bytes]);
    return ok({ path });
  } catch (error) {
    return failed(carrierProblem(error, folder));
  }
}

/** The same in a folder that is made for it, but only where its own place is there: nothing must arise where a stick was. */
export async function putInOwnFolder(
  machine: Machine,
  folder: string,
  fileName: string,
  bytes: Uint8Array,
): Promise<Result<{ readonly path: string }, ExchangeProblem>> {
  const within = dirname(folder);
  try {
    if ((await machine.files.stat(within)) === null) return failed({ kind: "carrier-gone", place: placeOf(within) });
    await machine.files.mkdir(folder);
  } catch (error) {
    return failed(carrierProblem(error, folder));
  }
  return putSheetOnCarrier(machine, folder, fileName, bytes);
}

/** A folder of our own beside the store, in which signed files wait to be carried on. */
export async function ownCarrier(machine: Machine, folder: string): Promise<Result<string, ExchangeProblem>> {
  try {
    await machine.files.mkdir(folder);
    return ok(folder);
  } catch (error) {
    return failed(carrierProblem(error, folder));
  }
}

/** Take a file that has been carried on away again; its signature first, so that what is left is never taken for whole. */
export async function takeOffCarrier(
  machine: Machine,
  folder: string,
  { fileName, signatureName }: Pick<SignedFile, "fileName" | "signatureName">,
): Promise<Result<null, ExchangeProblem>> {
  try {
    for (const name of [signatureName, fileName]) {
      await removeIfThere(machine, join(folder, name));
      await machine.files.syncFolder(folder);
    }
    return ok(null);
  } catch (error) {
    return failed(carrierProblem(error, folder));
  }
}

/** A file piece by piece, the same each time it is asked for: once to be written, once to be held against what was. */
export type Pieces = () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** Put one file that need not fit into memory on a carrier in the same careful way; what does not fit there is not begun. */
export async function putPiecesOnCarrier(
  machine: Machine,
  folder: string,
  fileName: string,
  bytes: number,
  pieces: Pieces,
): Promise<Result<{ readonly path: string }, ExchangeProblem>> {
  const path = join(folder, fileName);
  try {
    if ((await machine.files.freeBytes(folder)) < bytes)
      return failed({ kind: "carrier-full", place: placeOf(folder) });
    await putFile(machine, folder, path, pieces);
    return ok({ path });
  } catch (error) {
    return failed(carrierProblem(error, folder));
  }
}

/** What people call a folder: its own name, which for a stick is the stick's; a drive without one by its letter. */
export const placeOf = (folder: string): string => basename(folder) || folder;

/** What a failed file call says of a carrier. Throws on what is no file error. */
export function carrierProblem(error: unknown, folder: string): ExchangeProblem {
  const place = placeOf(folder);
  switch (errnoOf(error)) {
    case null:
      throw error;
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG": // beyond 4 GiB on FAT32
      return { kind: "carrier-full", place };
    case "EROFS":
    case "EACCES":
    case "EPERM":
      return { kind: "carrier-read-only", place };
    default:
      return { kind: "carrier-gone", place };
  }
}

/** Take away what a power cut left of a file that was never finished and will not be tried again under this name. */
export async function clearCutOff(machine: Machine, folder: string, fileName: string): Promise<void> {
  await removeIfThere(machine, partOf(join(folder, fileName))).catch(() => false); // it only takes room
}

const partOf = (path: string): string => `${path}.part`;

async function putFile(machine: Machine, folder: string, path: string, pieces: Pieces): Promise<void> {
  const part = partOf(path);
  await removeIfThere(machine, part); // of an attempt that was cut off
  try {
    await writePieces(machine, part, pieces());
    if (!(await holds(machine, part, pieces())))
      throw Object.assign(new Error("the carrier did not keep what was written"), { code: "EIO" });
    await renameWithPatience(machine, part, path);
  } catch (error) {
    await machine.files.unlink(part).catch(() => undefined);
    throw error;
  }
  await machine.files.syncFolder(folder);
}

async function writePieces(machine: Machine, path: string, pieces: ReturnType<Pieces>): Promise<void> {
  const file = await machine.files.open(path, "create");
  try {
    let at = 0;
    for await (const piece of pieces) {
      await writeFully(file, piece, at);
      at += piece.byteLength;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whether a file holds these bytes and no others. */
async function holds(machine: Machine, path: string, pieces: ReturnType<Pieces>): Promise<boolean> {
  const file = await machine.files.open(path, "read");
  try {
    let at = 0;
    for await (const piece of pieces) {
      if (Buffer.compare(await readFully(file, at, piece.byteLength), piece) !== 0) return false;
      at += piece.byteLength;
    }
    return (await file.bytes()) === at;
  } finally {
    await file.close();
  }
}

async function removeIfThere(machine: Machine, path: string): Promise<boolean> {
  if ((await machine.files.stat(path)) === null) return false;
  await machine.files.unlink(path);
  return true;
}
