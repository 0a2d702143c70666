import { join } from "node:path";
import type { StoreProblem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { errnoOf } from "../machine.ts";
import { readWhole, renameWithPatience, writeSafely } from "./safe-write.ts";
import {
  hiddenName,
  makeFolder,
  openedFor,
  type SideFolder,
  sealedFor,
  sweepUnfinished,
  turnsOf,
} from "./side-folder.ts";

/** Small documents kept beside the ledger: drafts, saved views, mappings of columns. Texts, by a name; never sent. */
export interface Kept {
  /** Null: none is kept, or what lay there no longer opens. */
  read(name: string): Promise<Result<string | null, StoreProblem>>;
  /** Keep one in place of the one before, or forget it (null). On the disk before this answers; old or new after any failure. */
  write(name: string, value: string | null): Promise<Result<null, StoreProblem>>;
  close(): Promise<void>;
}

/** @param side  its folder is made when the first document is kept */
export function keptIn(side: SideFolder): Kept {
  const { machine, folder } = side;
  const { inTurn, close } = turnsOf(side);
  const pathOf = (name: string) => join(folder, `${hiddenName(side, name)}.sealed`);
  let made = false;
  return {
    read: (name) => inTurn(async () => ok(await readText(side, pathOf(name), name))),
    write: (name, value) =>
      inTurn(async () => {
        if (value === null) return forget(side, pathOf(name));
        if (!made) {
          await makeFolder(machine, folder);
          await sweepUnfinished(side);
          made = true;
        }
        return writeSafely(machine, pathOf(name), sealedFor(side, name, Buffer.from(value)));
      }),
    close,
  };
}

/**
 * A document that does not open is a help lost, no record: it is put aside under another name, so that the next one can be
 * kept, and counts as none.
 */
async function readText(side: SideFolder, path: string, name: string): Promise<string | null> {
  let sealed: Buffer;
  try {
    sealed = await readWhole(side.machine, path);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw error;
  }
  const bytes = openedFor(side, name, sealed);
  if (bytes === null) await renameWithPatience(side.machine, path, `${path}.damaged`);
  return bytes?.toString("utf8") ?? null;
}

async function forget({ machine, folder }: SideFolder, path: string): Promise<Result<null, StoreProblem>> {
  if ((await machine.files.stat(path)) === null) return ok(null);
  await machine.files.unlink(path);
  await machine.files.syncFolder(folder); // a draft that was saved must not come back
  return ok(null);
}
