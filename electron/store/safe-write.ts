import { dirname } from "node:path";
import type { StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf, type Machine, type OpenFile, problemOf } from "../machine.ts";

/** Waits between attempts to rename, ms: virus scanners on Windows hold a new file for up to about two seconds. */
const renameWaits = [10, 20, 50, 100, 200, 400, 800, 1500];

/**
 * Replace a file, or make it, so that after any failure or power cut its name stands for the old bytes or the new ones,
 * whole. The new bytes are read back before they take the name and the folder is synced before this answers.
 *
 * @param path  in an existing folder
 */
export async function writeSafely(
  machine: Machine,
  path: string,
  bytes: Uint8Array,
): Promise<Result<null, StoreProblem>> {
  const beside = `${path}.${Buffer.from(machine.random(6)).toString("hex")}.tmp`;
  try {
    await writeNew(machine, beside, bytes);
    if (!sameBytes(await readWhole(machine, beside), bytes)) throw unlikeWritten();
    await renameWithPatience(machine, beside, path);
    await machine.files.syncFolder(dirname(path));
    return ok(null);
  } catch (error) {
    await machine.files.unlink(beside).catch(() => undefined);
    return failed(problemOf(error));
  }
}

/** Make a file that is not there yet, with all its bytes on the disk; its name is not synced. Rejects with a file error. */
export async function writeNew(machine: Machine, path: string, bytes: Uint8Array): Promise<void> {
  const file = await machine.files.open(path, "create");
  try {
    await writeFully(file, bytes, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Write all the bytes: one call may write fewer than it was given, and says so only by its count. */
export async function writeFully(file: OpenFile, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const count = await file.write(done === 0 ? bytes : bytes.subarray(done), at + done);
    if (count <= 0) throw unlikeWritten();
    done += count;
  }
}

/** The whole of a file. Rejects with a file error, ENOENT where there is none. */
export async function readWhole(machine: Machine, path: string): Promise<Buffer> {
  const file = await machine.files.open(path, "read");
  try {
    return await readFully(file, 0, await file.bytes());
  } finally {
    await file.close();
  }
}

/** That many bytes, or fewer where the file ends sooner. */
export async function readFully(file: OpenFile, at: number, bytes: number): Promise<Buffer> {
  const into = Buffer.allocUnsafe(bytes);
  let done = 0;
  while (done < bytes) {
    const count = await file.read(into.subarray(done), at + done);
    if (count === 0) break;
    done += count;
  }
  return into.subarray(0, done);
}

/** Windows lets nobody rename a file that a virus scanner still holds: try again for three seconds. Rejects with a file error. */
export async function renameWithPatience(machine: Machine, from: string, to: string): Promise<void> {
  for (const wait of [...renameWaits, null]) {
    try {
      await machine.files.rename(from, to);
      return;
    } catch (error) {
      const held = ["EPERM", "EBUSY", "EACCES"].includes(errnoOf(error) ?? "");
      if (!held || wait === null) throw error;
      await machine.clock.wait(wait);
    }
  }
}

const sameBytes = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

const unlikeWritten = () => Object.assign(new Error("the disk did not keep what was written"), { code: "EIO" });
