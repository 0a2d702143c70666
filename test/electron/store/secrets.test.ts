import { describe, expect, it, vi } from "vitest";
import { type Kdf, usualKdf } from "../../../electron/store/keys.ts";
import { printRecoveryKey, readRecoveryKey } from "../../../electron/store/recovery-key.ts";
import { createStore, type OpenStore, storeState, unlockStore } from "../../../electron/store/store.ts";
import { chanceOf } from "./chance.ts";
import { fastKdf } from "./fast-kdf.ts";
import { type ForgetfulMachine, forgetfulMachine } from "./forgetful-machine.ts";
import { given, smallLimits } from "./ledger-story.ts";
import { asked } from "./remembered-argon2.ts";

vi.mock("hash-wasm", () => import("./remembered-argon2.ts"));

const folder = "/s/store";
const passphrase = "mật khẩu của văn phòng";
const options = { limits: smallLimits, reserveBytes: 0 };
const made = { passphrase, label: "Huyện ủy", kdf: fastKdf, ...options };
const wrong = { ok: false, problem: { kind: "wrong-passphrase" } };
const entry = Buffer.from("một quyết định luân chuyển");

async function office(seed: number): Promise<{ machine: ForgetfulMachine; recoveryKey: string; storeId: string }> {
  const machine = forgetfulMachine(seed);
  const { store, recoveryKey } = given(await createStore(machine, folder, made));
  given(await store.ledger.append(entry));
  given(await store.writeSealed("office-keys", Buffer.from("private")));
  await store.close();
  return { machine, recoveryKey, storeId: store.storeId };
}

const unlock = (machine: ForgetfulMachine, secret: string) => unlockStore(machine, folder, secret, options);

/** Opened, whole, and closed again. */
async function opens(machine: ForgetfulMachine, secret: string): Promise<OpenStore> {
  const store = given(await unlock(machine, secret));
  expect(given(await store.ledger.read(0, 1000)).entries).toEqual([{ position: 1, entry }]);
  expect(Buffer.from(given(await store.readSealed("office-keys")) ?? []).toString()).toBe("private");
  await store.close();
  return store;
}

const header = (machine: ForgetfulMachine, name = "HEADER") =>
  Buffer.from(machine.peek(`${folder}/g0001/${name}`)).toString();

/** Change both copies of the header as somebody with the disk in hand could, leaving the old code beneath. */
function alterHeader(machine: ForgetfulMachine, alter: (text: string) => string, names = ["HEADER", "HEADER.copy"]) {
  for (const name of names) machine.poke(`${folder}/g0001/${name}`, Buffer.from(alter(header(machine, name))));
}

describe("unlocking, T17", () => {
  it("takes the passphrase however it is typed, and no other", async () => {
    const { machine } = await office(1);
    const typed = [passphrase, passphrase.normalize("NFD"), `  ${passphrase}\n`, ` ${passphrase.normalize("NFD")} `];
    for (const one of typed) {
      const store = await opens(machine, one);
      expect([store.recovered, store.holder, store.repaired, store.label]).toEqual([false, "", null, "Huyện ủy"]);
    }
    const others = ["mat khau cua van phong", passphrase.toUpperCase(), `${passphrase}.`, "", passphrase.slice(1)];
    for (const one of others) expect(await unlock(machine, one)).toEqual(wrong);
    await opens(machine, passphrase); // a wrong one leaves no lock behind
  });

  it("takes the recovery key however it is typed, finds a wrong group by its half, and says that it was used", async () => {
    const { machine, recoveryKey } = await office(2);
    expect(recoveryKey).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){9}[0-9A-HJKMNP-TV-Z]{4}$/);
    const forms = [
      recoveryKey,
      recoveryKey.toLowerCase(),
      recoveryKey.replaceAll("-", " "),
      recoveryKey.replaceAll("-", ""),
      recoveryKey.replaceAll("0", "o").replaceAll("1", "l"),
      recoveryKey.replaceAll("1", "I").replaceAll("0", "O"),
    ];
    for (const one of forms) expect((await opens(machine, one)).recovered).toBe(true);
    let found = 0;
    const groups = recoveryKey.split("-");
    for (let group = 0; group < groups.length; group += 1) {
      const bad = groups.map((text, i) => (i === group ? text.split("").toReversed().join("") : text)).join("-");
      if (bad === recoveryKey) continue;
      const read = readRecoveryKey(bad);
      if (read.looks === "mistyped") expect(read.half).toBe(group < 5 ? 1 : 2);
      if (read.looks === "mistyped") found += 1;
      const mistyped = { ok: false, problem: { kind: "recovery-key-mistyped", half: group < 5 ? 1 : 2 } };
      expect(await unlock(machine, bad)).toEqual(mistyped);
    }
    expect(found).toBeGreaterThan(6);
  });

  it("prints and reads any recovery key", () => {
    const chance = chanceOf(3);
    let missed = 0;
    for (let i = 0; i < 3000; i += 1) {
      const key = chance.bytes(20);
      const printed = printRecoveryKey(key);
      expect(readRecoveryKey(printed)).toEqual({ looks: "right", key: Buffer.from(key) });
      const at = chance.below(printed.length);
      const altered = `${printed.slice(0, at)}${chance.pick("23456789ABC".split(""))}${printed.slice(at + 1)}`;
      if (altered !== printed && readRecoveryKey(altered).looks === "right") missed += 1;
    }
    expect(missed).toBe(0); // 20 check bits a half: one in a million
  });

  it("never locks out while one valid secret exists, and tells a damaged slot", async () => {
    const { machine, recoveryKey } = await office(4);
    const breakSlot = (kind: string) => (text: string) =>
      text.replace(
        new RegExp(`("kind":"${kind}".*?"wrapped":")(.)`),
        (_, start, digit) => `${start}${digit === "0" ? 1 : 0}`,
      );
    alterHeader(machine, breakSlot("passphrase"));
    expect(await unlock(machine, passphrase)).toEqual(wrong);
    expect((await opens(machine, recoveryKey)).repaired).toEqual({ what: "header" });

    const other = await office(5);
    alterHeader(other.machine, breakSlot("recovery"));
    expect(await unlock(other.machine, other.recoveryKey)).toEqual(wrong);
    expect((await opens(other.machine, passphrase)).repaired).toEqual({ what: "header" });

    for (const name of ["HEADER", "HEADER.copy"])
      for (const damage of [
        () => "",
        (text: string) => text.slice(0, 100),
        breakSlot("passphrase"),
        breakSlot("recovery"),
      ]) {
        const one = await office(6);
        alterHeader(one.machine, damage, [name]);
        expect(await storeState(one.machine, folder)).not.toBe("none");
        expect((await opens(one.machine, passphrase)).repaired).toEqual({ what: "header" });
        expect((await opens(one.machine, one.recoveryKey)).repaired).toBeNull(); // brought up from the whole copy
      }
  });

  it("changes the passphrase and the recovery key, also after a recovery", async () => {
    const { machine, recoveryKey } = await office(7);
    const next = "một câu khác, dài hơn";
    const store = given(await unlock(machine, recoveryKey));
    expect(await store.changePassphrase("ngắn")).toEqual({
      ok: false,
      problem: { kind: "passphrase-too-short", least: 12 },
    });
    given(await store.changePassphrase(next));
    const nextKey = given(await store.renewRecoveryKey());
    await store.close();
    await opens(machine, next.normalize("NFD"));
    expect((await opens(machine, nextKey)).recovered).toBe(true);
    expect(await unlock(machine, passphrase)).toEqual(wrong);
    expect(await unlock(machine, recoveryKey)).toEqual(wrong);
  });

  it("does not open with an old passphrase from an older copy of the header", async () => {
    const { machine } = await office(8);
    const old = machine.peek(`${folder}/g0001/HEADER`);
    const store = given(await unlock(machine, passphrase));
    given(await store.changePassphrase("một câu khác, dài hơn"));
    await store.close();
    machine.poke(`${folder}/g0001/HEADER.copy`, old); // as a power cut between the two writings leaves it
    expect(await unlock(machine, passphrase)).toEqual(wrong);
    await opens(machine, "một câu khác, dài hơn");
    expect(header(machine, "HEADER.copy")).toBe(header(machine));
  });

  it("asks for twelve characters, counted as letters", async () => {
    const machine = forgetfulMachine(9);
    const short = { ok: false, problem: { kind: "passphrase-too-short", least: 12 } };
    for (const one of ["", "mười một chữ".slice(1), "ế".normalize("NFD").repeat(11), `          ${"a".repeat(11)}   `])
      expect(await createStore(machine, folder, { ...made, passphrase: one })).toEqual(short);
    expect(await storeState(machine, folder)).toBe("none");
    given(await createStore(machine, folder, { ...made, passphrase: "ế".normalize("NFD").repeat(12) }));
  });

  it("forgets the keys when it closes", async () => {
    const { machine } = await office(10);
    const store = given(await unlock(machine, passphrase));
    const key = store.deriveKey("projection");
    expect(store.deriveKey("projection")).toEqual(key);
    expect(store.deriveKey("another")).not.toEqual(key);
    await store.close();
    expect(() => store.deriveKey("projection")).toThrow("closed");
    const locked = { ok: false, problem: { kind: "locked" } };
    expect(await store.ledger.append(entry)).toEqual(locked);
    expect(await store.ledger.read(0, 100)).toEqual(locked);
    expect(await store.readSealed("office-keys")).toEqual(locked);
    expect(await store.changePassphrase(passphrase)).toEqual(locked);
    const again = given(await unlock(machine, passphrase));
    expect(again.deriveKey("projection")).toEqual(key);
  });
});

describe("a forged header, T18", () => {
  it("is refused before any work when it asks for too little or too much", async () => {
    const { machine, recoveryKey } = await office(11);
    const kdf = (to: Partial<Kdf>) => (text: string) =>
      text.replace(/"kdf":\{.*?\}/, `"kdf":${JSON.stringify({ ...fastKdf, ...to })}`);
    const whole = header(machine);
    const forged: Partial<Kdf>[] = [
      { memoryKiB: 1024 },
      { memoryKiB: 19 * 1024 - 1 },
      { memoryKiB: 64 * 1024 * 1024 },
      { memoryKiB: 1024 * 1024 + 1 },
      { passes: 1 },
      { passes: 1_000_000 },
      { lanes: 0 },
      { lanes: 255 },
      { memoryKiB: -1 },
    ];
    for (const to of forged) {
      alterHeader(machine, () => kdf(to)(whole));
      const before = asked.times;
      expect(await unlock(machine, passphrase)).toEqual(wrong);
      expect(asked.times - before).toBe(0);
      expect((await opens(machine, recoveryKey)).repaired).toEqual({ what: "header" });
    }
    alterHeader(machine, () => kdf({ passes: 3 })(whole)); // reasonable, but not ours
    expect(await unlock(machine, passphrase)).toEqual(wrong);
    alterHeader(machine, () => whole);
    await opens(machine, passphrase);
    expect(usualKdf.memoryKiB).toBe(65_536);
  });

  it("control: the same work is done for any wrong passphrase, once, and the count notices it", async () => {
    const { machine } = await office(12);
    for (const one of ["một câu hoàn toàn sai", "x", `${passphrase}x`.repeat(50)]) {
      const before = asked.times;
      expect(await unlock(machine, one)).toEqual(wrong);
      expect(asked.times - before).toBe(1);
    }
  });

  it("of a newer program is left alone", async () => {
    const { machine } = await office(13);
    alterHeader(machine, (text) => text.replace('{"format":1', '{"format":2,"needs":"2.0.0"'));
    const before = header(machine);
    expect(await unlock(machine, passphrase)).toEqual({ ok: false, problem: { kind: "store-newer", needs: "2.0.0" } });
    expect(header(machine)).toBe(before);
    expect(await storeState(machine, folder)).not.toBe("none");
    expect(await createStore(machine, folder, made)).toEqual({ ok: false, problem: { kind: "office-exists" } });
  });
});
