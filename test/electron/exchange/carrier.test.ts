import { beforeAll, describe, expect, it } from "vitest";
import { carrierProblem, putOnCarrier, putSheetOnCarrier } from "../../../electron/exchange/carrier.ts";
import type { PackedBundle } from "../../../electron/exchange/pack.ts";
import type { Machine } from "../../../electron/machine.ts";
import { writeFully } from "../../../electron/store/safe-write.ts";
import { chanceOf } from "../store/chance.ts";
import { faultyMachine } from "../store/faulty-machine.ts";
import { type ForgetfulMachine, forgetfulMachine } from "../store/forgetful-machine.ts";
import { consignment, dice, linesOf, packed, testOffice } from "./offices.ts";

const seed = 20_260_517;
const stick = "/stick";
let bundle: PackedBundle;
let older: PackedBundle; // of the same name, packed before

beforeAll(async () => {
  const [sender, recipient] = [await testOffice(51, "doluong"), await testOffice(52, "nghean", "province")];
  const order = consignment(sender, recipient, linesOf(sender.peer.feed, 400, dice(53)));
  [bundle, older] = [await packed(sender, order), await packed(sender, order)];
});

it("has two bundles of one name to put on a stick, of several 4 KB each", () => {
  expect(older.fileName).toBe(bundle.fileName);
  expect(bundle.bundle.byteLength).toBeGreaterThan(16_384);
});

const pathOf = (name: string) => `${stick}/${name}`;
const find = (machine: ForgetfulMachine, name: string) =>
  machine.paths().includes(pathOf(name)) ? Buffer.from(machine.peek(pathOf(name))) : null;

/** What is wrong with what lies under final names, or null: each is whole, and a signature meets only its own bundle. */
function wrongOn(machine: ForgetfulMachine): string | null {
  const there = { bundle: find(machine, bundle.fileName), signature: find(machine, bundle.signatureName) };
  const which = (bytes: Buffer | null, of: "bundle" | "signature") =>
    bytes === null ? "none" : bytes.equals(bundle[of]) ? "new" : bytes.equals(older[of]) ? "old" : "WRONG BYTES";
  const [one, other] = [which(there.bundle, "bundle"), which(there.signature, "signature")];
  if (one === "WRONG BYTES" || other === "WRONG BYTES") return `${one} ${other}`;
  return one !== "none" && other !== "none" && one !== other ? `a pair of ${one} and ${other}` : null;
}

/** A stick that takes 4 KB at a time, so that it can go between any two of them. */
const slowly = (machine: ForgetfulMachine): Machine => ({
  ...machine,
  files: {
    ...machine.files,
    open: async (path, as) => {
      const file = await machine.files.open(path, as);
      return { ...file, write: (bytes, at) => file.write(bytes.subarray(0, 4096), at) };
    },
  },
});

function newStick(withOlder: boolean): ForgetfulMachine {
  const machine = forgetfulMachine(seed, {}, stick);
  if (withOlder) {
    machine.poke(pathOf(older.fileName), older.bundle);
    machine.poke(pathOf(older.signatureName), older.signature);
  }
  return machine;
}

type Put = typeof putOnCarrier;

/** Pull the stick at every change, look at it in several states of what reached it, and count what is wrong. */
async function pulledAtEachPoint(put: Put, withOlder: boolean) {
  const wrong: string[] = [];
  let looks = 0;
  let states = new Set<string>();
  for (let cut = 1; ; cut += 1) {
    const machine = newStick(withOlder);
    machine.cutAfter(cut);
    const done = await Promise.race([put(slowly(machine), stick, bundle), machine.powerCut]);
    for (let look = 0; look < 8; look += 1) {
      const after = machine.switchOn(
        chanceOf(seed + cut * 100 + look),
        look === 0 ? "none" : look === 1 ? "all" : "chance",
      );
      const found = wrongOn(after);
      if (found !== null) wrong.push(`change ${cut}, look ${look}: ${found}`);
      states = states.add(after.paths().join());
      looks += 1;
    }
    if (done !== "power cut") return { wrong, looks, cuts: cut, states, done };
  }
}

describe("a stick that is pulled, at each 4 KB and each other change", () => {
  it.each([false, true])(
    "never shows a final name with wrong bytes, nor a pair that does not belong together (one there before: %s)",
    async (withOlder) => {
      const { wrong, looks, cuts, states, done } = await pulledAtEachPoint(putOnCarrier, withOlder);
      expect(wrong).toEqual([]);
      expect(done.ok).toBe(true);
      expect(cuts).toBeGreaterThan(10);
      expect(looks).toBe(cuts * 8);
      expect(states.size).toBeGreaterThan(3);
    },
  );

  it("catches a writer that writes under the final name at once: the control", async () => {
    const careless: Put = async (machine, folder, { fileName, bundle: bytes, signatureName, signature }) => {
      for (const [name, content] of [
        [fileName, bytes],
        [signatureName, signature],
      ] as const) {
        const file = await machine.files.open(`${folder}/${name}`, "create");
        await writeFully(file, content, 0);
        await file.close();
      }
      return { ok: true, value: { path: `${folder}/${fileName}` } };
    };
    expect((await pulledAtEachPoint(careless, false)).wrong.length).toBeGreaterThan(10);
  });

  it("catches a writer that leaves the old signature there: the control", async () => {
    const hasty: Put = async (machine, folder, packedBundle) => {
      const keep = { ...machine, files: { ...machine.files, unlink: async () => undefined } };
      return putOnCarrier(keep, folder, packedBundle);
    };
    expect((await pulledAtEachPoint(hasty, true)).wrong.length).toBeGreaterThan(0);
  });
});

describe("a stick that fails", () => {
  it("at any call, once or for good, is named for what it is and keeps no wrong file", async () => {
    const kinds: Readonly<Record<string, string>> = {
      ENOSPC: "carrier-full",
      EDQUOT: "carrier-full",
      EFBIG: "carrier-full",
      EROFS: "carrier-read-only",
      EACCES: "carrier-read-only",
      EPERM: "carrier-read-only",
      EIO: "carrier-gone",
      ENODEV: "carrier-gone",
      ENOENT: "carrier-gone",
    };
    let [refused, retried] = [0, 0];
    for (const [code, kind] of Object.entries(kinds))
      for (const sticky of [false, true])
        for (let nth = 1; ; nth += 1) {
          const machine = newStick(nth % 2 === 0);
          const faulty = faultyMachine(machine);
          faulty.arm({ nth, code, sticky });
          const put = await putOnCarrier(faulty, stick, bundle);
          expect(wrongOn(machine), `${code} at call ${nth}`).toBeNull();
          if (faulty.failed().length === 0) break;
          if (put.ok) {
            retried += 1; // a rename that a virus scanner held up
            expect(find(machine, bundle.fileName)?.equals(bundle.bundle)).toBe(true);
          } else {
            expect(put.problem.kind, `${code} at ${faulty.failed()[0]}`).toBe(kind);
            refused += 1;
          }
          if (!put.ok && !sticky) expect(machine.paths().filter((path) => path.endsWith(".part"))).toEqual([]);
        }
    expect(refused).toBeGreaterThan(200);
    expect(retried).toBeGreaterThan(0);
  });

  it("says that it is full, at any size, before or while it is written", async () => {
    const needed = bundle.bundle.byteLength + bundle.signature.byteLength;
    let full = 0;
    for (let room = 0; room < needed + 131_072; room += 4096) {
      for (const honest of [true, false]) {
        const machine = newStick(false);
        machine.setCapacity(room);
        const told = honest ? machine : { ...machine, files: { ...machine.files, freeBytes: async () => 1e12 } };
        const put = await putOnCarrier(told, stick, bundle);
        expect(wrongOn(machine)).toBeNull();
        if (put.ok) continue;
        expect(put.problem).toEqual({ kind: "carrier-full", place: "stick" });
        expect(machine.paths()).toEqual([]);
        full += 1;
      }
    }
    expect(full).toBeGreaterThan(8);
  });

  it("that keeps other bytes than it was given gets no file", async () => {
    const machine = newStick(false);
    const liar: Machine = {
      ...machine,
      files: {
        ...machine.files,
        open: async (path, as) => {
          const file = await machine.files.open(path, as);
          return {
            ...file,
            write: (bytes, at) =>
              file.write(
                bytes.map((byte, i) => (i === 9000 ? byte ^ 1 : byte)),
                at,
              ),
          };
        },
      },
    };
    expect(await putOnCarrier(liar, stick, bundle)).toEqual({
      ok: false,
      problem: { kind: "carrier-gone", place: "stick" },
    });
    expect(machine.paths()).toEqual([]);
  });

  it("may have the remains of an attempt that was cut off", async () => {
    const machine = newStick(true);
    machine.poke(pathOf(`${bundle.fileName}.part`), Buffer.from("half"));
    machine.poke(pathOf(`${bundle.signatureName}.part`), Buffer.from("half"));
    expect(await putOnCarrier(machine, stick, bundle)).toEqual({ ok: true, value: { path: pathOf(bundle.fileName) } });
    expect(machine.paths().toSorted()).toEqual([pathOf(bundle.fileName), pathOf(bundle.signatureName)]);
    expect(find(machine, bundle.fileName)?.equals(bundle.bundle)).toBe(true);
    expect(find(machine, bundle.signatureName)?.equals(bundle.signature)).toBe(true);
  });

  it("takes a sheet as carefully", async () => {
    const machine = newStick(false);
    const sheet = Buffer.from("{}\n");
    expect(await putSheetOnCarrier(machine, stick, "doluong-k3f7.enrol.json", sheet)).toEqual({
      ok: true,
      value: { path: pathOf("doluong-k3f7.enrol.json") },
    });
    expect(find(machine, "doluong-k3f7.enrol.json")?.equals(sheet)).toBe(true);
    expect(await putSheetOnCarrier(machine, "/nowhere", "x.enrol.json", sheet)).toEqual({
      ok: false,
      problem: { kind: "carrier-gone", place: "nowhere" },
    });
  });

  it("is not blamed for a programmer's mistake", () => {
    expect(() => carrierProblem(new TypeError("x is not a function"), stick)).toThrow(TypeError);
  });
});
