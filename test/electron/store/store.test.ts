import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realMachine } from "../../../electron/machine.ts";
import { createStore, storeState, unlockStore } from "../../../electron/store/store.ts";
import type { Result } from "../../../shared/result.ts";
import { fastKdf } from "./fast-kdf.ts";

const value = <Value>(result: Result<Value, unknown>): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
};
const bytes = (text: string) => Buffer.from(text);
const office = { passphrase: "mật khẩu của văn phòng", label: "Huyện ủy Đô Lương", kdf: fastKdf, reserveBytes: 0 };

describe("a store on this computer's disk", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "store-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("keeps entries from one opening to the next", async () => {
    const machine = realMachine();
    const at = join(folder, "kept");
    expect(await storeState(machine, at)).toBe("none");
    const { store } = value(await createStore(machine, at, office));
    const big = Buffer.alloc(300_000, "rotation ");
    const heads = await Promise.all([bytes("one"), big, bytes("three")].map((entry) => store.ledger.append(entry)));
    expect(heads.map((head) => value(head).position)).toEqual([1, 2, 3]);
    expect(await unlockStore(machine, at, office.passphrase)).toEqual({ ok: false, problem: { kind: "in-use" } });
    await store.close();
    expect(await storeState(machine, at)).toEqual({ label: office.label, holders: [""] });
    expect(await createStore(machine, at, office)).toEqual({ ok: false, problem: { kind: "office-exists" } });
    const again = value(await unlockStore(machine, at, office.passphrase, { reserveBytes: 0 }));
    expect(again.ledger.head()).toEqual(value(heads[2]!));
    const { entries, head } = value(await again.ledger.read(0, 1e6));
    expect(entries.map(({ entry }) => Buffer.from(entry))).toEqual([bytes("one"), big, bytes("three")]);
    expect(head).toEqual(again.ledger.head());
    expect(value(await again.ledger.at([3, 1, 9])).map(({ position }) => position)).toEqual([3, 1]);
    expect(again.repaired).toBeNull();
    await again.close();
    expect(await again.ledger.append(bytes("late"))).toEqual({ ok: false, problem: { kind: "locked" } });
  });
});
