import type { Machine } from "../../../electron/machine.ts";
import { createLedger, type Ledger, type LedgerLimits, openLedger } from "../../../electron/store/ledger.ts";
import type { Result } from "../../../shared/result.ts";
import type { Chance } from "./chance.ts";
import type { ForgetfulMachine } from "./forgetful-machine.ts";
import type { Told } from "./told.ts";

/** Small enough that a story of twenty entries starts segments and splits entries. */
export const smallLimits: LedgerLimits = { segmentBytes: 2500, frameBytes: 700, warnBytes: 0, stopBytes: 0 };

export const folders = { log: "/s/log", damaged: "/s/damaged" };

export const keyOf = (seed: number) => ({
  storeId: new Uint8Array(16).fill(seed & 255),
  generation: 1,
  epochKey: new Uint8Array(32).fill((seed * 7) & 255),
});

export const operations = ["save", "saves together", "import", "reopen"] as const;
export type Operation = (typeof operations)[number];

/** Make an empty ledger whose folder is on the disk. */
export async function newLedger(machine: Machine, seed: number): Promise<void> {
  await machine.files.mkdir(folders.log);
  given(await createLedger(machine, folders, keyOf(seed)));
  await machine.files.syncFolder("/s");
}

export const open = async (machine: Machine, seed: number): Promise<Ledger> =>
  given(await openLedger(machine, folders, keyOf(seed), smallLimits));

export const everyEntry = async (ledger: Ledger): Promise<Uint8Array[]> =>
  given(await ledger.read(0, 1e9)).entries.map(({ entry }) => entry);

/** One operation; what is appended is told before the call and answered after it. Gives the ledger to go on with. */
export async function operate(
  machine: Machine,
  ledger: Ledger,
  what: Operation,
  chance: Chance,
  told: Told[],
  seed: number,
): Promise<Ledger> {
  if (what === "reopen") {
    await ledger.close();
    return open(machine, seed);
  }
  const size = () => (what === "import" ? 1000 + chance.below(2000) : 10 + chance.below(300));
  const count = what === "saves together" ? 2 + chance.below(4) : 1;
  await Promise.all(
    Array.from({ length: count }, async () => {
      const one: Told = { bytes: chance.bytes(size()), answer: "none" };
      told.push(one);
      const appended = await ledger.append(one.bytes);
      one.answer = appended.ok ? "kept" : "refused";
    }),
  );
  return ledger;
}

/** Do something until it is done or the power goes. */
export async function untilCut(machine: ForgetfulMachine, act: () => Promise<void>): Promise<void> {
  await Promise.race([act(), machine.powerCut]);
}

export function given<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`not given: ${JSON.stringify(result.problem)}`);
  return result.value;
}
