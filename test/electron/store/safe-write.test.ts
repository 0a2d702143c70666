import { describe, expect, it } from "vitest";
import { writeSafely } from "../../../electron/store/safe-write.ts";
import { chanceOf, times } from "./chance.ts";
import { faultyMachine } from "./faulty-machine.ts";
import { forgetfulMachine, type Habits } from "./forgetful-machine.ts";

const report = (line: string) => process.stdout.write(`${line}\n`);
const path = "/s/CURRENT";
const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;

interface Counts {
  kept: number;
  refused: number;
  cut: number;
  renamesRefused: number;
}

/** Replace a file on a disk with trouble; then the power goes. What is wrong with what it then holds, or null. */
async function faultOf(seed: number, counts: Counts, habits: Habits, write = writeSafely): Promise<string | null> {
  const chance = chanceOf(seed);
  const disk = forgetfulMachine(seed, { shortWrites: true, ...habits });
  const machine = faultyMachine(disk);
  const old = chance.bytes(1 + chance.below(3000));
  const next = chance.bytes(1 + chance.below(3000));
  disk.poke(path, old);
  const trouble = chance.below(4);
  if (trouble === 0) disk.cutAfter(1 + chance.below(8));
  if (trouble === 1) disk.setCapacity(old.byteLength + chance.below(next.byteLength * 2)); // short, then full
  if (trouble === 2)
    machine.arm({
      nth: 1 + chance.below(14),
      code: chance.pick(["ENOSPC", "EIO", "EACCES", "EBUSY", "EPERM", "EMFILE"]),
      sticky: chance.next() < 0.3,
    });
  const refusals = trouble === 3 ? 1 + chance.below(12) : 0; // of the rename, as virus scanners make them
  let refused = 0;
  const windows = {
    ...machine,
    files: {
      ...machine.files,
      rename: async (from: string, to: string) => {
        if (refused < refusals) {
          refused += 1;
          throw Object.assign(new Error("held"), { code: chance.pick(["EPERM", "EBUSY", "EACCES"]) });
        }
        return machine.files.rename(from, to);
      },
    },
  };
  const answer = await Promise.race([write(windows, path, next), disk.powerCut]);
  counts.renamesRefused += refused;
  const waited = disk.clock.millis() - 1_750_000_000_000;
  if (waited > 5000) return `waited ${waited} ms`;
  if (answer === "power cut") counts.cut += 1;
  else if (answer.ok) counts.kept += 1;
  else counts.refused += 1;
  if (answer !== "power cut" && refusals > 0 && answer.ok !== refusals <= 8) return `gave up after ${refused} refusals`;
  const kept = answer !== "power cut" && answer.ok;
  const after = disk.switchOn(chance);
  if (!after.paths().includes(path)) return "the file is gone";
  for (const found of [answer === "power cut" ? null : disk.peek(path), after.peek(path)]) {
    if (found === null) continue;
    if (kept && !same(found, next)) return "said ok, and the new content is not there";
    if (!same(found, old) && !same(found, next)) return "neither old nor new";
  }
  return null;
}

describe("writeSafely, T6", () => {
  it("leaves the old content or the new, whatever happens, and the new when it says so", async () => {
    const counts = { kept: 0, refused: 0, cut: 0, renamesRefused: 0 };
    const faults = [];
    for (let seed = 1; seed <= times(5000); seed += 1) {
      const fault = await faultOf(seed, counts, {});
      if (fault !== null) faults.push(`seed ${seed}: ${fault}`);
    }
    report(`T6: ${JSON.stringify(counts)}: old or new`);
    expect(faults).toEqual([]);
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(times(300));
  });

  it("control: without sync it is caught", async () => {
    const counts = { kept: 0, refused: 0, cut: 0, renamesRefused: 0 };
    let caught = 0;
    for (let seed = 1; seed <= 500; seed += 1)
      if ((await faultOf(seed, counts, { syncs: false })) !== null) caught += 1;
    expect(caught).toBeGreaterThan(100);
  });

  it("control: a writer that counts one write as all of them is caught", async () => {
    const counts = { kept: 0, refused: 0, cut: 0, renamesRefused: 0 };
    const careless: typeof writeSafely = async (machine, to, bytes) => {
      const beside = `${to}.tmp`;
      const file = await machine.files.open(beside, "create");
      await file.write(bytes, 0);
      await file.sync();
      await file.close();
      await machine.files.rename(beside, to);
      await machine.files.syncFolder("/s");
      return { ok: true, value: null };
    };
    let caught = 0;
    for (let seed = 1; seed <= 500; seed += 1) {
      const fault = await faultOf(seed, counts, {}, careless).catch(() => null); // it also throws; that is not the point
      if (fault !== null) caught += 1;
    }
    expect(caught).toBeGreaterThan(50);
  });
});
