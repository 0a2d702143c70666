import { join } from "node:path";
import type { Machine } from "../machine.ts";
import { writeFully } from "./safe-write.ts";

/** Ballast of a store: room that is given back only to finish an orderly stop on a full disk. */
export const usualReserve = 64 * 1024 * 1024; // bytes

const piece = 1024 * 1024; // bytes written at a time, so that a stop need not wait long

/**
 * Lay the ballast where it is missing and the disk has room to spare. It is no record: never synced, and any failure only
 * means that there is none today.
 *
 * @param spare  bytes that must stay free beside it
 */
export async function layReserve(
  machine: Machine,
  folder: string,
  bytes: number,
  spare: number,
  stopped: () => boolean,
): Promise<void> {
  const path = join(folder, "reserve.bin");
  try {
    const laid = (await machine.files.stat(path))?.bytes ?? null;
    if (laid === bytes || (await machine.files.freeBytes(folder)) < bytes + spare) return;
    const file = await machine.files.open(path, laid === null ? "create" : "change");
    try {
      if (laid !== null && laid > bytes) await file.truncate(bytes);
      const fill = machine.random(piece); // not zeros: some systems give zeros no room
      for (let at = laid ?? 0; at < bytes && !stopped(); at += piece)
        await writeFully(file, fill.subarray(0, Math.min(piece, bytes - at)), at);
    } finally {
      await file.close();
    }
  } catch {
    // no ballast today
  }
}

export const giveUpReserve = (machine: Machine, folder: string) =>
  machine.files.unlink(join(folder, "reserve.bin")).catch(() => undefined);
