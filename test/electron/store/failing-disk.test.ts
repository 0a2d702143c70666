import { describe, expect, it } from "vitest";
import type { Machine } from "../../../electron/machine.ts";
import { type Ledger, openLedger } from "../../../electron/store/ledger.ts";
import type { StoreProblem } from "../../../shared/problem.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { type Fault, type FaultyMachine, faultyMachine } from "./faulty-machine.ts";
import { type ForgetfulMachine, forgetfulMachine } from "./forgetful-machine.ts";
import { everyEntry, folders, keyOf, newLedger, open, operate, operations, smallLimits } from "./ledger-story.ts";
import { faultIn, type Told } from "./told.ts";

const report = (line: string) => process.stdout.write(`${line}\n`);
const codes = ["ENOSPC", "EIO", "EACCES", "EBUSY", "EPERM", "EMFILE"] as const;

/** What the clerk should be told. A failed sync proves nothing, so it is a failing disk unless it says that it is full. */
const rightKind = (code: string, call: string): StoreProblem["kind"] => {
  if (code === "ENOSPC") return "disk-full";
  if (code === "EIO" || call === "sync" || call === "syncFolder") return "disk-failing";
  return code === "EACCES" || code === "EPERM" ? "not-permitted" : "file-busy";
};

/** A machine that lies: its sync answers, although it failed. The control. */
const lying = (machine: FaultyMachine): Machine => ({
  ...machine,
  files: {
    ...machine.files,
    open: async (path, as) => {
      const file = await machine.files.open(path, as);
      return { ...file, sync: () => file.sync().catch(() => undefined) };
    },
  },
});

interface Outcome {
  readonly fault: string | null;
  readonly struck: boolean;
}

type Doing = (typeof operations)[number] | "rotate";

/** One operation on a disk that fails as told; then the disk is well again, then the program restarts, then the power goes. */
async function outcome(what: Doing, failing: Fault, seed: number, lie: boolean): Promise<Outcome> {
  const disk = forgetfulMachine(seed);
  await newLedger(disk, seed);
  const faulty = faultyMachine(disk);
  const machine = lie ? lying(faulty) : faulty;
  const told: Told[] = [];
  const chance = chanceOf(seed);
  let ledger = await open(machine, seed);
  for (const first of ["save", "import", "save", ...(what === "rotate" ? (["import"] as const) : [])] as const)
    await operate(machine, ledger, first, chance, told, seed);
  faulty.arm(failing);
  const problem: { kind: StoreProblem["kind"] | null } = { kind: null };
  const firstLedger = ledger;
  const noting = { ...ledger, append: notingProblem((entry) => firstLedger.append(entry), problem) };
  if (what === "reopen") {
    await ledger.close();
    const opened = await openLedger(machine, folders, keyOf(seed), smallLimits);
    if (opened.ok) ledger = opened.value;
    else {
      problem.kind = opened.problem.kind;
      faulty.disarm();
      ledger = await open(machine, seed);
    }
  } else await operate(machine, noting, what === "rotate" ? "import" : what, chance, told, seed);
  const calls = [...faulty.failed()];
  const struck = calls.length > 0;
  faulty.disarm();
  const kinds = calls.map((call) => rightKind(failing.code, call));
  if (problem.kind !== null && problem.kind !== kinds[0])
    return { fault: `told ${problem.kind} for ${failing.code} in ${calls.join()}`, struck };
  const fault = await faultLater(disk, faulty, ledger, told, chance, seed, failing);
  return { fault, struck };
}

/** The well disk: saving goes on without a restart; what was refused is not there, what was kept is, now and after a cut. */
async function faultLater(
  disk: ForgetfulMachine,
  machine: Machine,
  ledger: Ledger,
  told: Told[],
  chance: Chance,
  seed: number,
  failing: Fault,
): Promise<string | null> {
  if (ledger.readOnly()?.kind === "store-damaged") return "shown as damaged";
  const before = told.length;
  await operate(machine, ledger, "save", chance, told, seed);
  if (told[before]?.answer !== "kept") return "nothing can be saved although the disk is well again";
  const now = faultIn(told, await everyEntry(ledger));
  if (now !== null) return `${now}, before the restart`;
  await ledger.close();
  const killed = await everyEntry(await open(disk.restart(), seed));
  const later = faultIn(told, killed);
  if (later !== null) return `${later}, after a restart`;
  const cut = disk.switchOn(chanceOf(seed), failing.sticky ? "all" : "chance");
  const again = await open(cut, seed);
  return again.readOnly() === null ? faultIn(told, await everyEntry(again)) : "damaged after the cut";
}

const notingProblem =
  (append: Ledger["append"], problem: { kind: StoreProblem["kind"] | null }): Ledger["append"] =>
  async (entry) => {
    const appended = await append(entry);
    if (!appended.ok) problem.kind ??= appended.problem.kind;
    return appended;
  };

async function everyCall(lie: boolean) {
  const counts = { faults: 0, struck: 0 };
  const faults: string[] = [];
  for (const what of [...operations, "rotate"] as const)
    for (const code of codes)
      for (const sticky of [false, true])
        for (let nth = 1, struck = true; struck; nth += 1) {
          const found = await outcome(what, { nth, code, sticky }, nth, lie);
          struck = found.struck;
          counts.faults += 1;
          if (struck) counts.struck += 1;
          if (found.fault !== null)
            faults.push(`${what}, ${code}${sticky ? " from" : " in"} call ${nth}: ${found.fault}`);
        }
  return { counts, faults };
}

describe("a failing disk, T4", () => {
  it("says what is wrong, loses nothing and goes on, whichever call fails", async () => {
    const { counts, faults } = await everyCall(false);
    report(`T4: ${counts.struck} failed calls in ${counts.faults} runs: 0 lost, 0 false answers`);
    expect(faults).toEqual([]);
    expect(counts.struck).toBeGreaterThan(400);
  });

  it("control: a sync whose failure is not heard is caught", async () => {
    const { faults } = await everyCall(true);
    report(`T4 control: ${faults.length} caught`);
    expect(faults.length).toBeGreaterThan(0);
  });

  it("keeps nothing of an entry when short writes end in a full disk, and goes on by itself", async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const machine = forgetfulMachine(seed, { shortWrites: true });
      await newLedger(machine, seed);
      const told: Told[] = [];
      const chance = chanceOf(seed);
      const ledger = await open(machine, seed);
      machine.setCapacity(2000 + chance.below(4000));
      while (told.at(-1)?.answer !== "refused")
        await operate(machine, ledger, chance.pick(["save", "import", "saves together"] as const), chance, told, seed);
      expect(ledger.readOnly(), `seed ${seed}`).toEqual({ kind: "disk-full" });
      expect(faultIn(told, await everyEntry(ledger)), `seed ${seed}`).toBeNull();
      machine.setCapacity(1e9);
      await ledger.recheck();
      expect(ledger.readOnly(), `seed ${seed}`).toBeNull();
      await operate(machine, ledger, "import", chance, told, seed);
      expect(told.at(-1)?.answer, `seed ${seed}`).toBe("kept");
      const again = await open(machine.switchOn(chance), seed);
      expect(faultIn(told, await everyEntry(again)), `seed ${seed}`).toBeNull();
    }
  });

  it("never syncs a segment again whose sync has failed: it goes on in a new one", async () => {
    for (const code of codes) {
      const disk = forgetfulMachine(1);
      await newLedger(disk, 1);
      const syncs: string[] = [];
      const failing = { path: "" };
      const machine: Machine = {
        ...disk,
        files: {
          ...disk.files,
          open: async (path, as) => {
            const file = await disk.files.open(path, as);
            const sync = async () => {
              syncs.push(path);
              if (path === failing.path) throw Object.assign(new Error("made by a test"), { code });
              await file.sync();
            };
            return { ...file, sync };
          },
        },
      };
      const ledger = await open(machine, 1);
      expect((await ledger.append(new Uint8Array(50).fill(1))).ok).toBe(true);
      failing.path = "/s/log/000001.seg";
      syncs.length = 0;
      expect((await ledger.append(new Uint8Array(50).fill(2))).ok, code).toBe(false);
      expect((await ledger.append(new Uint8Array(50).fill(3))).ok, code).toBe(true);
      expect(syncs, code).toEqual(["/s/log/000001.seg", "/s/log/000002.seg", "/s/log/000002.seg"]);
      await ledger.close();
      const after = await everyEntry(await open(disk.restart(), 1));
      expect(after.map(([first]) => first)).toEqual([1, 3]);
    }
  });

  it("warns when room gets low, stops before it is gone, and goes on by itself when there is room again", async () => {
    const machine = forgetfulMachine(1);
    await newLedger(machine, 1);
    const bounds = { ...smallLimits, warnBytes: 50_000, stopBytes: 20_000 };
    const opened = await openLedger(machine, folders, keyOf(1), bounds);
    if (!opened.ok) throw new Error("not opened");
    const ledger = opened.value;
    const seen: string[] = [];
    machine.setCapacity(70_000);
    for (let i = 0; seen.at(-1) !== "disk-full"; i += 1) {
      await machine.clock.wait(2000);
      const appended = await ledger.append(chanceOf(i).bytes(2000));
      const now = appended.ok ? ledger.space() : appended.problem.kind;
      if (now !== seen.at(-1)) seen.push(now);
    }
    expect(seen).toEqual(["enough", "low", "disk-full"]);
    expect(await machine.files.freeBytes("/s")).toBeGreaterThan(15_000);
    expect([ledger.space(), ledger.readOnly()]).toEqual(["full", { kind: "disk-full" }]);
    await ledger.recheck();
    expect(ledger.readOnly()).toEqual({ kind: "disk-full" });
    machine.setCapacity(1e9);
    expect((await ledger.append(new Uint8Array(8))).ok).toBe(true); // without waiting for a look
    expect([ledger.space(), ledger.readOnly()]).toEqual(["enough", null]);
  });
});
