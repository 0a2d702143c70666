import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realMachine } from "../../../electron/machine.ts";
import { createStore, type OpenStore, unlockStore } from "../../../electron/store/store.ts";
import { type Chance, chanceOf, times } from "./chance.ts";
import { fastKdf } from "./fast-kdf.ts";
import { forgetfulMachine } from "./forgetful-machine.ts";
import { given } from "./ledger-story.ts";
import { type SmallDisk, smallDisk } from "./small-disk.ts";
import { faultIn, type Told } from "./told.ts";

const report = (line: string) => process.stdout.write(`${line}\n`);
const limits = { segmentBytes: 300_000, frameBytes: 100_000, warnBytes: 0, stopBytes: 0 };
const passphrase = "ổ đĩa đầy rồi nhé";
const options = { limits, reserveBytes: 200_000 };

let disk: SmallDisk;

beforeAll(async () => {
  disk = await smallDisk();
});
afterAll(() => disk.close());

async function save(store: OpenStore, told: Told[], bytes: Uint8Array): Promise<string> {
  const one: Told = { bytes, answer: "none" };
  told.push(one);
  const appended = await store.ledger.append(bytes);
  one.answer = appended.ok ? "kept" : "refused";
  return appended.ok ? "ok" : appended.problem.kind;
}

const faultNow = async ({ ledger }: OpenStore, told: readonly Told[]) =>
  ledger.readOnly()?.kind === "store-damaged"
    ? "shown as damaged"
    : faultIn(
        told,
        given(await ledger.read(0, 1e9)).entries.map(({ entry }) => entry),
      );

describe("a full disk, T5", () => {
  it("loses nothing, stays readable over two restarts, and saves again within 2 s of room", {
    timeout: 600_000,
  }, async (test) => {
    const { kind, fill } = disk;
    if (kind === "none") return test.skip("no right to mount a small disk here: the simulated cap runs below");
    const machine = realMachine();
    const counts = { rounds: 0, refused: 0, kept: 0, slowest: 0 };
    for (let round = 0; round < times(20); round += 1) {
      const chance = chanceOf(round + 1);
      const which = `round ${round}, seed ${round + 1}, ${kind}`;
      const at = join(disk.path, `store-${round}`);
      const created = given(await createStore(machine, at, { passphrase, label: "", kdf: fastKdf, ...options }));
      let store = created.store;
      const told: Told[] = [];
      const entry = () => chance.bytes(chance.next() < 0.3 ? 150_000 : 20 + chance.below(5000));
      for (let i = 0; i < 5; i += 1) expect(await save(store, told, entry()), which).toBe("ok");
      if (round % 3 === 0)
        await fill(chance.below(3) * 4096); // before
      else if (round % 3 === 1) await fill(100_000 + chance.below(200_000)); // during
      let answer = "ok";
      if (round % 3 !== 2) while (answer === "ok") answer = await save(store, told, entry());
      else {
        await Promise.all([save(store, told, entry()), fill(0)]); // at the same time, then after
        await fill(0);
        while (answer === "ok") answer = await save(store, told, entry());
      }
      expect(answer, which).toBe("disk-full");
      expect(store.ledger.readOnly(), which).toEqual({ kind: "disk-full" });
      expect(await faultNow(store, told), which).toBeNull();
      for (const restart of [1, 2]) {
        if (chance.next() < 0.5) await fill(0);
        await store.close();
        await fill(0); // the ballast was given up for the stop: its room is gone as well
        store = given(await unlockStore(machine, at, passphrase, options));
        expect(await faultNow(store, told), `${which}, restart ${restart}`).toBeNull();
        await save(store, told, entry());
      }
      await disk.makeRoom();
      const since = performance.now();
      await store.ledger.recheck();
      expect(store.ledger.readOnly(), which).toBeNull();
      expect(await save(store, told, entry()), which).toBe("ok");
      counts.slowest = Math.max(counts.slowest, Math.round(performance.now() - since));
      await store.close();
      store = given(await unlockStore(machine, at, passphrase, options));
      expect(await faultNow(store, told), which).toBeNull();
      await store.close();
      await rm(at, { recursive: true });
      counts.rounds += 1;
      counts.kept += told.filter((one) => one.answer === "kept").length;
      counts.refused += told.filter((one) => one.answer === "refused").length;
    }
    report(`T5 on ${kind}: ${JSON.stringify(counts)} (slowest: ms to the first save): 0 lost, 0 resets`);
    expect(counts.slowest).toBeLessThan(2000);
    expect(counts.refused).toBeGreaterThanOrEqual(counts.rounds);
  });

  it("keeps to the same on a simulated disk, and its control is caught", async () => {
    const truthful = await simulated(false);
    expect(truthful).toEqual([]);
    const lying = await simulated(true);
    report(`T5 control: ${lying.length} caught`);
    expect(lying.length).toBeGreaterThan(0);
  });
});

/** Ten full disks in memory; `lie`: a full disk's refusal is not heard, as by a writer that ignores the count written. */
async function simulated(lie: boolean): Promise<string[]> {
  const faults: string[] = [];
  for (let seed = 1; seed <= 10; seed += 1) {
    const chance: Chance = chanceOf(seed);
    const machine = forgetfulMachine(seed);
    const careless: typeof machine = {
      ...machine,
      files: {
        ...machine.files,
        open: async (path, as) => {
          const file = await machine.files.open(path, as);
          return {
            ...file,
            write: async (bytes, at) => {
              await file.write(bytes, at).catch(() => 0);
              return bytes.byteLength;
            },
          };
        },
      },
    };
    const on = lie ? careless : machine;
    const made = given(
      await createStore(on, "/s/store", { passphrase, label: "", kdf: fastKdf, limits, reserveBytes: 0 }),
    );
    const told: Told[] = [];
    machine.setCapacity(100_000 + chance.below(100_000));
    for (let i = 0; i < 60; i += 1) await save(made.store, told, chance.bytes(20 + chance.below(8000)));
    const fault = await faultNow(made.store, told).catch(String);
    if (fault !== null) faults.push(`seed ${seed}: ${fault}`);
    if (!told.some(({ answer }) => answer === "refused")) faults.push(`seed ${seed}: nothing was refused`);
    await made.store.close();
  }
  return faults;
}
