import { join } from "node:path";
import { errnoOf, type Machine } from "../machine.ts";
import { overheadBytes } from "./frame.ts";
import { segmentPath } from "./load-segments.ts";
import { readWhole } from "./safe-write.ts";

/** Where the parts of one generation of a store lie. */
export interface StoreFolders {
  readonly store: string;
  readonly generation: string;
  readonly log: string;
  readonly damaged: string;
}

export const generationName = (generation: number) => `g${String(generation).padStart(4, "0")}`;

export function foldersOf(store: string, generation: number): StoreFolders {
  const folder = join(store, generationName(generation));
  return { store, generation: folder, log: join(folder, "log"), damaged: join(store, "damaged") };
}

/**
 * The number of the live generation, or null where there is no store. CURRENT names it; where CURRENT was lost, the newest
 * generation that holds entries is live, so that a lost line never shows as an empty office. (A generation without entries
 * and without CURRENT is what an interrupted creation leaves.) Rejects with a file error.
 */
export async function liveGeneration(machine: Machine, store: string): Promise<number | null> {
  if ((await machine.files.stat(store)) === null) return null;
  const named = /^g(\d{4})\s*$/.exec((await currentLine(machine, store)) ?? "")?.[1];
  const generations = await generationsIn(machine, store);
  if (named !== undefined && generations.includes(Number(named))) return Number(named);
  for (const generation of generations.toReversed())
    if (await holdsEntries(machine, foldersOf(store, generation))) return generation;
  return null;
}

/** The numbers of the generations there, in order, whatever state they are in. */
export async function generationsIn(machine: Machine, store: string): Promise<readonly number[]> {
  return (await machine.files.readdir(store))
    .filter((name) => /^g\d{4}$/.test(name))
    .map((name) => Number(name.slice(1)))
    .toSorted((one, other) => one - other);
}

async function currentLine(machine: Machine, store: string): Promise<string | null> {
  try {
    return (await readWhole(machine, join(store, "CURRENT"))).toString("utf8");
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return null;
    throw error;
  }
}

async function holdsEntries(machine: Machine, { log }: StoreFolders): Promise<boolean> {
  if ((await machine.files.stat(log)) === null) return false;
  const segments = (await machine.files.readdir(log)).filter((name) => name.endsWith(".seg"));
  const first = await machine.files.stat(segmentPath(log, 1));
  return segments.length > 1 || (first?.bytes ?? 0) > overheadBytes; // an opening frame holds nothing
}
