import { createHmac } from "node:crypto";
import { dirname, join } from "node:path";
import type { StoreProblem } from "../../shared/problem.ts";
import { failed, type Result } from "../../shared/result.ts";
import { type Machine, problemOf } from "../machine.ts";
import { openBytes, sealBytes } from "./keys.ts";

/**
 * A folder of sealed files beside the ledger. A file's name on the disk is a keyed hash of what it is called inside, so a
 * listing tells nothing, and its seal binds it to the store, the generation and that name, so that none can stand for another.
 */
export interface SideFolder {
  readonly machine: Machine;
  readonly folder: string;
  readonly bound: string; // store, generation and folder
  readonly sealKey: Uint8Array; // 32 bytes each
  readonly nameKey: Uint8Array;
}

/** 64 hex digits. */
export const hiddenName = ({ nameKey }: SideFolder, name: string): string =>
  createHmac("sha256", nameKey).update(name).digest("hex");

export const sealedFor = ({ machine, sealKey, bound }: SideFolder, name: string, bytes: Uint8Array): Buffer =>
  sealBytes(sealKey, `${bound}/${name}`, bytes, machine.random(12));

/** Null: altered, of another name, or of another store. */
export const openedFor = ({ sealKey, bound }: SideFolder, name: string, sealed: Uint8Array): Buffer | null =>
  openBytes(sealKey, `${bound}/${name}`, sealed);

/** The folder and its name on the disk, before the first file in it counts as kept. Rejects with a file error. */
export async function makeFolder(machine: Machine, folder: string): Promise<void> {
  await machine.files.mkdir(folder);
  await machine.files.syncFolder(dirname(folder));
}

/** Take away what an interrupted writing left. A failure only means that it lies there longer. */
export async function sweepUnfinished({ machine, folder }: SideFolder): Promise<void> {
  const names = (await machine.files.stat(folder)) === null ? [] : await machine.files.readdir(folder);
  for (const name of names)
    if (name.endsWith(".tmp")) await machine.files.unlink(join(folder, name)).catch(() => undefined);
}

/** Calls one after the other until `close`, which waits for the last, forgets the keys and lets every later one answer "locked". */
export function turnsOf(side: SideFolder) {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  return {
    inTurn: <Value>(work: () => Promise<Result<Value, StoreProblem>>): Promise<Result<Value, StoreProblem>> => {
      const turn = last.then(async () => {
        try {
          return closed ? failed<StoreProblem>({ kind: "locked" }) : await work();
        } catch (error) {
          return failed(problemOf(error));
        }
      });
      last = turn.catch(() => undefined);
      return turn;
    },
    close: async (): Promise<void> => {
      closed = true;
      await last;
      side.sealKey.fill(0);
      side.nameKey.fill(0);
    },
  };
}
