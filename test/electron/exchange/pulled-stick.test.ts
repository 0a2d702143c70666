import { describe, expect, it } from "vitest";
import { placeOf, putOnCarrier } from "../../../electron/exchange/carrier.ts";
import type { PackedBundle } from "../../../electron/exchange/pack.ts";
import type { Machine } from "../../../electron/machine.ts";
import { writeFully } from "../../../electron/store/safe-write.ts";
import { bundleName, signatureName } from "../../../shared/exchange/container.ts";
import type { BundleHeader } from "../../../shared/exchange/header.ts";
import { chanceOf } from "../store/chance.ts";
import { type ForgetfulMachine, forgetfulMachine } from "../store/forgetful-machine.ts";
import { bytesFrom, dice } from "./offices.ts";

/** A bundle of 2 MiB on its way to a stick that is pulled after each 4 KB and at each other change. */
const seed = 20_261_123;
const stick = "/KINGSTON";
const piece = 4096;
const fileName = "doluong-k3f7_000001-002200_nghean.zip.age";
const some = bytesFrom(dice(seed));
const bundleOf = (bytes: Uint8Array): PackedBundle => ({
  fileName,
  bundle: bytes,
  signatureName: signatureName(fileName),
  signature: some(300),
  sha256: "0".repeat(64),
  header: {} as BundleHeader, // no carrier reads it
});
const bundle = bundleOf(some(2 * 1_048_576));
const older = bundleOf(some(40_000)); // of the same name, from a sending before

type Put = typeof putOnCarrier;

/** The machine, taking 4 KB at a time, and telling of each change just after it was made. */
function toldOfEach(machine: ForgetfulMachine, changed: () => void): Machine {
  const told =
    <Args extends readonly unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      const answer = await call(...args);
      changed();
      return answer;
    };
  const { files } = machine;
  return {
    ...machine,
    files: {
      ...files,
      rename: told((from: string, to: string) => files.rename(from, to)),
      unlink: told((path: string) => files.unlink(path)),
      syncFolder: told((path: string) => files.syncFolder(path)),
      open: async (path, as) => {
        const file = await files.open(path, as);
        if (as === "create") changed();
        return {
          ...file,
          write: told((bytes: Uint8Array, at: number) => file.write(bytes.subarray(0, piece), at)),
          sync: told(() => file.sync()),
        };
      },
    },
  };
}

/** What lies under a final name and is not one of the two whole files it may be. */
function wrongOn(machine: ForgetfulMachine): readonly string[] {
  const find = (name: string) =>
    machine.paths().includes(`${stick}/${name}`) ? machine.peek(`${stick}/${name}`) : null;
  const wrong = (["bundle", "signature"] as const).filter((part) => {
    const found = find(part === "bundle" ? fileName : bundle.signatureName);
    return found !== null && ![bundle[part], older[part]].some((whole) => Buffer.compare(found, whole) === 0);
  });
  const [one, other] = [find(fileName), find(bundle.signatureName)];
  if (one === null || other === null || wrong.length > 0) return wrong;
  return (Buffer.compare(one, bundle.bundle) === 0) === (Buffer.compare(other, bundle.signature) === 0) ? [] : ["pair"];
}

/** Pull the stick at every change of one writing, and look at what each of some losses leaves on it. */
async function pulled(put: Put, withOlder: boolean, looks: number) {
  const machine = forgetfulMachine(seed, {}, stick);
  if (withOlder) {
    machine.poke(`${stick}/${fileName}`, older.bundle);
    machine.poke(`${stick}/${older.signatureName}`, older.signature);
  }
  const wrong: string[] = [];
  let points = 0;
  const look = () => {
    points += 1;
    for (let i = 0; i < looks; i += 1) {
      const loss = i === 0 ? "none" : i === 1 ? "all" : "chance";
      const left = machine.switchOn(chanceOf(seed + points * 100 + i), loss);
      wrong.push(...wrongOn(left).map((what) => `point ${points}, look ${i}: ${what}`));
    }
  };
  const done = await put(toldOfEach(machine, look), stick, bundle);
  return { done, points, wrong, left: machine };
}

describe("a stick pulled at each 4 KB of a bundle of 2 MiB", () => {
  it.each([false, true])(
    "never holds a whole-looking file that is not (one of that name there before: %s)",
    async (withOlder) => {
      const { done, points, wrong, left } = await pulled(putOnCarrier, withOlder, 4);
      expect(done.ok).toBe(true);
      expect(points).toBeGreaterThan(500);
      expect(wrong).toEqual([]);
      expect(left.paths().toSorted()).toEqual([`${stick}/${fileName}`, `${stick}/${bundle.signatureName}`]);
      expect(Buffer.compare(left.peek(`${stick}/${fileName}`), bundle.bundle)).toBe(0);
    },
    60_000,
  );

  it("is seen to hold one where the file is written under its own name: the control", async () => {
    const withoutRename: Put = async (machine, folder, packed) => {
      for (const [name, bytes] of [
        [packed.fileName, packed.bundle],
        [packed.signatureName, packed.signature],
      ] as const) {
        const file = await machine.files.open(`${folder}/${name}`, "create");
        await writeFully(file, bytes, 0);
        await file.sync();
        await file.close();
        await machine.files.syncFolder(folder);
      }
      return { ok: true, value: { path: `${folder}/${packed.fileName}` } };
    };
    expect((await pulled(withoutRename, false, 2)).wrong.length).toBeGreaterThan(400);
  }, 60_000);

  it("is called safe to pull only after the last sync of its folder: nothing is lost from then on", async () => {
    const { points, left } = await pulled(putOnCarrier, true, 0);
    expect(points).toBeGreaterThan(500);
    for (let i = 0; i < 50; i += 1) {
      const after = left.switchOn(chanceOf(seed + i), i === 0 ? "all" : "chance");
      expect(Buffer.compare(after.peek(`${stick}/${fileName}`), bundle.bundle)).toBe(0);
      expect(Buffer.compare(after.peek(`${stick}/${bundle.signatureName}`), bundle.signature)).toBe(0);
    }
    const forgotten: Put = (machine, folder, packed) =>
      putOnCarrier({ ...machine, files: { ...machine.files, syncFolder: async () => undefined } }, folder, packed);
    const hasty = await pulled(forgotten, true, 0);
    expect(wrongOn(hasty.left.switchOn(chanceOf(seed), "all"))).toEqual([]);
    const kept = hasty.left.switchOn(chanceOf(seed), "all").peek(`${stick}/${fileName}`);
    expect(Buffer.compare(kept, older.bundle)).toBe(0); // the control: without it the new one can still be lost
  }, 60_000);
});

describe("names on a stick with FAT", () => {
  /** FAT and exFAT: no such characters, no end in a dot or space, 255 letters, and no case. */
  const takes = (name: string) =>
    /^[^\\/:*?"<>|\p{Cc}]{1,255}$/u.test(name) &&
    !/[. ]$/.test(name) &&
    !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name);

  it("are taken, with everything that is put behind them, and are ASCII of at most 60 letters in every usual case", () => {
    const longest = { feed: "abcdefghijklmnop-k3f7", recipient: "qrstuvwxyzabcdef" };
    const usual = bundleName({ ...longest, from: 1, to: 999_999 });
    expect(usual).toHaveLength(60);
    for (const name of [usual, bundleName({ ...longest, from: 1_000_000_000, to: 2_000_000_000 })])
      for (const written of [name, signatureName(name), `${name}.part`, `${signatureName(name)}.part`]) {
        expect(takes(written)).toBe(true);
        expect(written).toMatch(/^[\x21-\x7e]+$/);
        expect(written).toBe(written.toLowerCase()); // two names never differ by case alone
      }
    expect(takes("gói: 1.zip.age")).toBe(false);
  });

  it("name the stick by its own name, a drive by its letter", () => {
    expect(placeOf("/media/clerk/KINGSTON")).toBe("KINGSTON");
    expect(placeOf("/")).toBe("/");
  });
});
