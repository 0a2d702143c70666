import { dirname, join } from "node:path";
import { z } from "zod";
import type { StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf, type Machine, problemOf } from "../machine.ts";
import { readWhole, writeFully } from "./safe-write.ts";

/** Who has the store open. */
const Holder = z.object({
  process: z.number().int(),
  started: z.string(),
  machine: z.string(),
  boot: z.string(),
  since: z.string(), // a note for whoever looks at the file
});
type Holder = z.infer<typeof Holder>;

export interface Lock {
  release(): Promise<void>;
}

/**
 * Hold the store, so that no second process writes to it. The lock of a process that is gone, on this computer, is taken
 * over; that of another computer is not. A full disk does not keep a clerk from reading: the lock is then an empty file.
 */
export async function holdStore(machine: Machine, folder: string): Promise<Result<Lock, StoreProblem>> {
  const path = join(folder, "LOCK");
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      await writeLock(machine, path);
      return ok({ release: () => machine.files.unlink(path).catch(() => undefined) });
    } catch (error) {
      if (errnoOf(error) === "ENOSPC") return ok({ release: async () => undefined }); // not even a name fits
      if (errnoOf(error) !== "EEXIST") return failed(problemOf(error));
    }
    try {
      if (!(await clearStaleLock(machine, path))) return failed({ kind: "in-use" });
    } catch (error) {
      if (errnoOf(error) !== "ENOENT") return failed(problemOf(error)); // ENOENT: it was released meanwhile
    }
  }
  return failed({ kind: "in-use" });
}

async function writeLock(machine: Machine, path: string): Promise<void> {
  const { process, started, machine: computer, boot } = machine.host;
  const holder: Holder = { process, started, machine: computer, boot, since: machine.clock.note() };
  const file = await machine.files.open(path, "create");
  try {
    await writeFully(file, Buffer.from(JSON.stringify(holder)), 0);
  } catch (error) {
    if (errnoOf(error) !== "ENOSPC") {
      await machine.files.unlink(path).catch(() => undefined);
      throw error;
    }
  } finally {
    await file.close();
  }
}

/** True: the lock was stale and is gone. The file is renamed first, so that of two that find it stale one takes it. */
async function clearStaleLock(machine: Machine, path: string): Promise<boolean> {
  let seen = await readWhole(machine, path);
  if (holderOf(seen) === null) {
    await machine.clock.wait(300); // ms: its maker may be about to write its name
    seen = await readWhole(machine, path);
  }
  const holder = holderOf(seen);
  if (holder !== null && !isGone(machine, holder)) return false;
  const aside = join(dirname(path), `LOCK.${Buffer.from(machine.random(6)).toString("hex")}`);
  await machine.files.rename(path, aside);
  const taken = await readWhole(machine, aside);
  if (taken.equals(seen)) {
    await machine.files.unlink(aside);
    return true;
  }
  await machine.files.rename(aside, path); // another process was faster: the lock is its own
  return false;
}

/** Null: empty or unreadable, as a power cut or a full disk leaves it. */
function holderOf(bytes: Buffer): Holder | null {
  try {
    return Holder.parse(JSON.parse(bytes.toString("utf8")));
  } catch {
    return null;
  }
}

function isGone({ host }: Machine, holder: Holder): boolean {
  if (holder.machine !== host.machine) return false;
  if (holder.process === host.process) return holder.started !== host.started;
  return !host.isRunning(holder.process, holder.boot);
}
