import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Unpacker, unpackerOf } from "../../electron/exchange/unpacker.ts";
import { realMachine } from "../../electron/machine.ts";
import { foundOffice, type Office, openOffice, recordAction } from "../../electron/office.ts";
import { startReadingChild } from "../../electron/reading-child.ts";
import { createStore, unlockStore } from "../../electron/store/store.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import type { Json } from "../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";

const passphrase = "cụm mật khẩu của phép đo";
/** The least work a store accepts: unlocking is not what is measured. */
const kdf = { name: "argon2id", memoryKiB: 19 * 1024, passes: 2, lanes: 1 } as const;
export const machine = realMachine();

/** The value of an answer that may not fail here. */
export async function must<Value>(answer: Promise<Result<Value, Problem>>): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

export const folderFor = (name: string) => mkdtemp(join(tmpdir(), `bench-${name}-`));

/** A new office with its store on this disk. */
export async function newOffice(
  office: string,
  level: "district" | "province",
): Promise<{ office: Office; folder: string }> {
  const folder = join(await folderFor(office), "store");
  const { store } = await must(createStore(machine, folder, { passphrase, label: office, kdf, reserveBytes: 0 }));
  const founded = await must(
    foundOffice(machine, store, { office, officeName: office, level, clerkName: "Phép đo", clerkRole: "" }),
  );
  return { office: founded, folder };
}

/** The same office again, from a copy of its files: each run of a measurement starts from the same store. */
export async function openCopy(folder: string): Promise<Office> {
  const copy = join(await folderFor("copy"), "store");
  await cp(folder, copy, { recursive: true, filter: (path) => !path.endsWith("LOCK") });
  return must(openOffice(machine, await must(unlockStore(machine, copy, passphrase, { reserveBytes: 0 }))));
}

/** Record new records, some hundreds an action, as a workbook import does. */
export async function enter(office: Office, records: readonly AnyRecord[], perAction = 300): Promise<void> {
  for (let i = 0; i < records.length; i += perAction) {
    const changes = records.slice(i, i + perAction).map((record) => describeChange(undefined, record)!);
    await must(recordAction(office, { purpose: "workbook.import", reason: "", audience: [], changes }));
  }
}

/** Record one save of a form whose fields were last written by the actions named. */
export const save = (office: Office, record: string, fields: Readonly<Record<string, { saw: string[]; to: Json }>>) =>
  must(
    recordAction(office, {
      purpose: "person.edit",
      reason: "",
      audience: [],
      changes: [{ record: record as never, fields }],
    }),
  );

/** The real unpacking process, started ahead as the exchange screen does. */
export function realUnpacker(entry: string): Unpacker {
  const unpacker = unpackerOf(() => startReadingChild(entry));
  unpacker.warm();
  return unpacker;
}

export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
