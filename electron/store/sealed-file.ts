import { join } from "node:path";
import type { StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf, type Machine, problemOf } from "../machine.ts";
import { openBytes, sealBytes } from "./keys.ts";
import { readWhole, writeSafely } from "./safe-write.ts";

/** Where small sealed files lie, their key, and what binds each to its store. */
export interface SealedFolder {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly bound: string;
}

/** Null: there is no such file. "store-damaged" from entry 0: it is there and cannot be opened. */
export async function readSealed(
  machine: Machine,
  { folder, key, bound }: SealedFolder,
  name: string,
): Promise<Result<Uint8Array | null, StoreProblem>> {
  try {
    const bytes = openBytes(key, `${bound}/${name}`, await readWhole(machine, sealedPath(folder, name)));
    return bytes === null ? failed({ kind: "store-damaged", fromEntry: 0 }) : ok(bytes);
  } catch (error) {
    return errnoOf(error) === "ENOENT" ? ok(null) : failed(problemOf(error));
  }
}

/** Replace a small sealed file: old or new after any failure. */
export async function writeSealed(
  machine: Machine,
  { folder, key, bound }: SealedFolder,
  name: string,
  bytes: Uint8Array,
): Promise<Result<null, StoreProblem>> {
  const sealed = sealBytes(key, `${bound}/${name}`, bytes, machine.random(12));
  return writeSafely(machine, sealedPath(folder, name), sealed);
}

function sealedPath(folder: string, name: string): string {
  if (!/^[a-z0-9-]{1,40}$/.test(name)) throw new Error("not a name for a sealed file");
  return join(folder, `${name}.sealed`);
}
