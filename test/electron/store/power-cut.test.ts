import { describe, expect, it } from "vitest";
import type { Ledger } from "../../../electron/store/ledger.ts";
import { chanceOf, times } from "./chance.ts";
import { type ForgetfulMachine, forgetfulMachine, type Habits, type Loss } from "./forgetful-machine.ts";
import { everyEntry, newLedger, type Operation, open, operate, operations, untilCut } from "./ledger-story.ts";
import { faultIn, settled, type Told } from "./told.ts";

const report = (line: string) => process.stdout.write(`${line}\n`);

/** Open again and judge: all kept entries are there, nothing is damaged, and one more can be saved and found. */
async function faultAfter(
  machine: ForgetfulMachine,
  seed: number,
  told: Told[],
  counts = new Map<string, number>(),
): Promise<string | null> {
  try {
    const ledger = await open(machine, seed);
    if (ledger.repaired !== null) count(counts, ledger.repaired.what);
    if (machine.paths().includes("/s/log/000002.seg")) count(counts, "several segments");
    const found = await everyEntry(ledger);
    const fault = faultIn(told, found);
    if (fault !== null) return fault;
    const readOnly = ledger.readOnly();
    if (readOnly !== null) return `shown as ${readOnly.kind}`;
    const next: Told[] = settled(told, found);
    await operate(machine, ledger, "save", chanceOf(seed + 1), next, seed);
    if (next.at(-1)?.answer !== "kept") return "nothing can be saved any more";
    await ledger.close();
    return faultIn(next, await everyEntry(await open(machine.switchOn(chanceOf(seed), "all"), seed)));
  } catch (error) {
    return `unreadable: ${String(error)}`;
  }
}

/** A random day at the office in which the power goes, or the process is killed, up to `cuts` times, also in recovery. */
async function day(seed: number, cuts: number, habits: Habits, counts: Map<string, number>): Promise<string | null> {
  const chance = chanceOf(seed);
  let machine = forgetfulMachine(seed, { ...habits, shortWrites: chance.next() < 0.2 });
  await newLedger(machine, seed);
  let told: Told[] = [];
  let recovering = false;
  let fault: string | null = null;
  for (let cut = 0; cut < cuts; cut += 1) {
    machine.cutAfter(recovering ? 1 + chance.below(6) : 5 + chance.below(24));
    let during: Operation | "start" = "start";
    const current = machine;
    await untilCut(current, async () => {
      let ledger: Ledger = await open(current, seed);
      const found = await everyEntry(ledger);
      fault ??= faultIn(told, found) ?? (ledger.readOnly() === null ? null : "shown as damaged");
      told = settled(told, found);
      while (!current.isOff()) {
        during = chance.pick(operations);
        ledger = await operate(current, ledger, during, chance, told, seed);
      }
    });
    count(counts, during);
    const killed = habits.syncs !== false && chance.next() < 0.25; // a kill forgets nothing: the system still has it
    machine = killed ? current.restart() : current.switchOn(chance);
    recovering = true;
  }
  return fault ?? faultAfter(machine, seed, told, counts);
}

/** The first seed whose day goes wrong, and how; null: none. */
async function firstFault(seeds: number, dayOf: (seed: number) => Promise<string | null>): Promise<string | null> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const fault = await dayOf(seed);
    if (fault !== null) return `seed ${seed}: ${fault}`;
  }
  return null;
}

const count = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);

const counted = (counts: Map<string, number>) => [...counts].map(([what, many]) => `${what} ${many}`).join(", ");

describe("a power cut, T2 and T3", () => {
  it("loses nothing at any point of any operation", async () => {
    let points = 0;
    const setUp = async (seed: number) => {
      const machine = forgetfulMachine(seed);
      await newLedger(machine, seed);
      const told: Told[] = [];
      const ledger = await open(machine, seed);
      for (const what of ["save", "import", "save"] as const)
        await operate(machine, ledger, what, chanceOf(seed), told, seed);
      return { machine, told, ledger };
    };
    for (const what of [...operations, "rotate"] as const) {
      for (let point = 1, done = false; !done; point += 1) {
        for (const loss of ["all", "none", "chance", "chance", "chance", "chance", "chance", "chance"] as const) {
          const seed = point * 100 + points;
          const { machine, told, ledger } = await setUp(seed);
          machine.cutAfter(point);
          await untilCut(machine, async () => {
            if (what !== "rotate") await operate(machine, ledger, what, chanceOf(seed + 2), told, seed);
            else
              for (let i = 0; i < 4; i += 1) await operate(machine, ledger, "import", chanceOf(seed + i), told, seed);
            await ledger.close();
          });
          done = !machine.isOff();
          const fault = await faultAfter(machine.switchOn(chanceOf(seed), loss), seed, told);
          expect(fault, `${what}, point ${point}, ${loss}, seed ${seed}`).toBeNull();
          points += 1;
        }
      }
    }
    report(
      `T2: ${points} cuts at every point of save, saves together, import, reopen, rotate: 0 lost, 0 half, 0 unreadable`,
    );
    expect(points).toBeGreaterThan(200);
  });

  it("loses nothing in making a ledger", async () => {
    let points = 0;
    const faults: (string | null)[] = [];
    for (let point = 1, done = false; !done; point += 1)
      for (const loss of ["all", "none", "chance", "chance"] as Loss[]) {
        const machine = forgetfulMachine(point);
        machine.cutAfter(point);
        await untilCut(machine, () => newLedger(machine, point));
        done = !machine.isOff();
        if (done) faults.push(await faultAfter(machine.switchOn(chanceOf(point), loss), point, []));
        points += 1;
      }
    expect(faults).toEqual([null, null, null, null]);
    expect(points).toBeGreaterThan(12);
  });

  it("loses nothing in random days", { timeout: 900_000 }, async () => {
    const counts = new Map<string, number>();
    const seeds = times(20_000);
    expect(await firstFault(seeds, (seed) => day(seed, 1, {}, counts))).toBeNull();
    report(`T2: ${seeds} seeds: ${counted(counts)}: 0 lost, 0 half, 0 unreadable`);
    expect(counts.get("tail-cut") ?? 0).toBeGreaterThan(seeds / 10);
    expect(counts.get("several segments") ?? 0).toBeGreaterThan(seeds / 10);
    expect(Math.min(...operations.map((what) => counts.get(what) ?? 0))).toBeGreaterThan(seeds / 100);
  });

  it("loses nothing when the power goes again during recovery, three deep", { timeout: 600_000 }, async () => {
    const counts = new Map<string, number>();
    const seeds = times(2_000);
    expect(await firstFault(seeds, (seed) => day(seed, 4, {}, counts))).toBeNull();
    report(`T3: ${seeds} seeds of four cuts: ${counted(counts)}: 0 lost, 0 half, 0 unreadable`);
    expect(counts.get("start") ?? 0).toBeGreaterThan(seeds);
  });

  it("control: a disk that does not sync is caught in more than 90 % of the days", async () => {
    const counts = new Map<string, number>();
    let caught = 0;
    for (let seed = 1; seed <= 500; seed += 1) if ((await day(seed, 1, { syncs: false }, counts)) !== null) caught += 1;
    report(`T2 control without sync: ${caught} of 500 caught`);
    expect(caught).toBeGreaterThan(450);
  });
});
