import { beforeAll, describe, expect, it } from "vitest";
import { putAllOnCarrier, type SignedFile } from "../../../electron/exchange/carrier.ts";
import { signingKeyOf } from "../../../electron/exchange/enrol.ts";
import { joinParts, partSetsIn } from "../../../electron/exchange/join.ts";
import type { PackedBundle } from "../../../electron/exchange/pack.ts";
import { splitBundle } from "../../../electron/exchange/split.ts";
import { checkPair } from "../../../electron/exchange/unpack.ts";
import type { Machine } from "../../../electron/machine.ts";
import { caps } from "../../../shared/exchange/container.ts";
import { partCaps, partInName, partPlaces } from "../../../shared/exchange/parts.ts";
import type { ExchangeProblem } from "../../../shared/problem.ts";
import { chanceOf } from "../store/chance.ts";
import { faultyMachine } from "../store/faulty-machine.ts";
import { type ForgetfulMachine, forgetfulMachine } from "../store/forgetful-machine.ts";
import { consignment, dice, linesOf, packed, receiverOf, type TestOffice, testOffice, unpackHere } from "./offices.ts";

const seed = 20_261_123;
const stick = "/stick";
let sender: TestOffice;
let recipient: TestOffice;
let stranger: TestOffice;
let bundle: PackedBundle;
let again: PackedBundle; // the same actions, packed a second time

beforeAll(async () => {
  [sender, recipient, stranger] = [
    await testOffice(51, "doluong"),
    await testOffice(52, "nghean", "province"),
    await testOffice(53, "vinh"),
  ];
  const order = consignment(sender, recipient, linesOf(sender.peer.feed, 2500, dice(54)));
  [bundle, again] = [await packed(sender, order), await packed(sender, order)];
});

const joiningFor = (office: TestOffice, peers: readonly TestOffice[]) => ({
  office: office.peer.office,
  peers: peers.map(({ peer }) => peer),
});

async function partsOf(whole: PackedBundle, most: number): Promise<readonly SignedFile[]> {
  const files = await splitBundle(signingKeyOf(sender.keys), whole, most);
  if (!files.ok) throw new Error(files.problem.kind);
  return files.value;
}

const pathOf = (name: string) => `${stick}/${name}`;

/** A stick with those files; `as` renames one, its signature with it. */
function stickWith(
  files: readonly SignedFile[],
  as: (name: string) => readonly [string, string] = plain,
): ForgetfulMachine {
  const machine = forgetfulMachine(seed, {}, stick);
  for (const { fileName, bytes, signature } of files) {
    const [name, beside] = as(fileName);
    machine.poke(pathOf(name), bytes);
    machine.poke(pathOf(beside), signature);
  }
  return machine;
}
const plain = (name: string) => [name, `${name}.minisig`] as const;
/** As mail programs keep a second file of one name. */
const fromMail = (name: string) => [name.replace(/\.age$/, " (1).age"), `${name} (1).minisig`] as const;

const chosenOn = (machine: ForgetfulMachine, pick = 0): string => {
  const names = machine.paths().filter((path) => path.endsWith(".age"));
  return names[pick % names.length] as string;
};

async function problemOf(
  machine: Machine & ForgetfulMachine,
  path = chosenOn(machine),
): Promise<ExchangeProblem | null> {
  const joined = await joinParts(machine, joiningFor(recipient, [sender]), path);
  return joined.ok ? null : joined.problem;
}

describe("cutting", () => {
  it("covers every byte once, in as few parts as fit, whatever the sizes", () => {
    const roll = dice(seed);
    let checked = 0;
    for (let i = 0; i < 400; i += 1) {
      const [bytes, most] = [1 + roll(caps.bundle), partCaps.least + roll(20_000_000)];
      const places = partPlaces(bytes, most);
      if (places === null) {
        expect(Math.ceil(bytes / most), `seed ${seed}`).toBeGreaterThan(partCaps.parts);
        continue;
      }
      let at = 0;
      for (const [n, place] of places.entries()) {
        expect([place.n, place.of, place.at]).toEqual([n + 1, places.length, at]);
        expect(place.bytes).toBeGreaterThan(0);
        expect(place.bytes).toBeLessThanOrEqual(most);
        at += place.bytes;
      }
      expect(at).toBe(bytes);
      expect(places.length).toBe(Math.ceil(bytes / most));
      checked += 1;
    }
    expect(checked).toBeGreaterThan(200);
  });

  it("names parts so that a person can tell them and a shell sorts them", async () => {
    const names = (await partsOf(bundle, 10_000)).map(({ fileName }) => fileName);
    expect(names.length).toBeGreaterThan(10);
    expect(names[1]).toMatch(/^doluong-k3f7_000001-002500_nghean\.phan-02-tren-\d\d\.age$/);
    expect(names.toSorted()).toEqual(names);
    for (const [i, name] of names.entries()) expect(partInName(name)).toMatchObject({ n: i + 1, of: names.length });
  });

  it("leaves a bundle whole that is small enough, and refuses thousands of parts", async () => {
    expect((await partsOf(bundle, bundle.bundle.byteLength)).map(({ fileName }) => fileName)).toEqual([
      bundle.fileName,
    ]);
    const tiny = await splitBundle(signingKeyOf(sender.keys), bundle, 20);
    expect(tiny).toMatchObject({ ok: false, problem: { kind: "parts-too-many", allowed: partCaps.parts } });
  });
});

type Join = typeof joinParts;

/** Parts come in any order, some twice, some under a mail program's names; what is missing or damaged is told exactly. */
async function wrongJoins(join: Join, rounds: number) {
  const roll = dice(seed);
  const wrong: string[] = [];
  const count = { whole: 0, missing: 0, damaged: 0, doubled: 0, renamed: 0 };
  const plan = joiningFor(recipient, [sender]);
  for (let round = 0; round < rounds; round += 1) {
    const parts = await partsOf(bundle, partCaps.least + roll(Math.ceil(bundle.bundle.byteLength / 2)));
    const machine = forgetfulMachine(seed + round, {}, stick);
    const put = ({ fileName, bytes, signature }: SignedFile, renamed: boolean) => {
      const [name, beside] = renamed ? fromMail(fileName) : plain(fileName);
      machine.poke(pathOf(name), bytes);
      machine.poke(pathOf(beside), signature);
    };
    const fate = roll(4);
    const victims = new Set(Array.from({ length: 1 + roll(3) }, () => roll(parts.length)));
    const damaged = roll(parts.length);
    for (const [i, part] of parts.entries()) {
      if (fate === 0 && victims.has(i) && victims.size < parts.length) continue;
      const renamed = roll(5) === 0;
      const bytes = Buffer.from(part.bytes);
      const bad = fate === 1 && i === damaged;
      const flipped = roll(bytes.byteLength);
      if (bad) bytes[flipped] = (bytes[flipped] as number) ^ (1 << roll(8));
      put({ ...part, bytes: bad && roll(3) === 0 ? bytes.subarray(0, flipped) : bytes }, renamed);
      if (renamed) count.renamed += 1;
      if (!bad && roll(4) === 0) {
        put(part, !renamed);
        count.doubled += 1;
      }
    }
    const joined = await join(machine, plan, chosenOn(machine, roll(1000)));
    const said = joined.ok ? "joined" : JSON.stringify(joined.problem);
    const absent = [...victims].map((i) => i + 1).toSorted((one, other) => one - other);
    const lost = fate === 0 && victims.size < parts.length;
    const expected = lost
      ? JSON.stringify({ kind: "parts-missing", parts: absent, of: parts.length })
      : fate === 1
        ? JSON.stringify({ kind: "part-damaged", part: damaged + 1, of: parts.length })
        : "joined";
    if (said !== expected) wrong.push(`round ${round}, seed ${seed}: ${said} where ${expected} was due`);
    else if (joined.ok) {
      const whole = joined.value.bundle.equals(bundle.bundle) && joined.value.signature.equals(bundle.signature);
      if (!whole) wrong.push(`round ${round}, seed ${seed}: other bytes`);
      count.whole += 1;
    } else if (lost) count.missing += 1;
    else count.damaged += 1;
  }
  return { wrong, count };
}

describe("joining", () => {
  it("gives the bundle back byte by byte, or names the part that is missing or damaged", async () => {
    const { wrong, count } = await wrongJoins(joinParts, 120);
    expect(wrong).toEqual([]);
    for (const [what, times] of Object.entries(count)) expect(times, what).toBeGreaterThan(10);
  });

  it("catches a joiner that goes by the names and looks at no signature: the control", async () => {
    const byName: Join = async (machine, _joining, path) => {
      const folder = path.slice(0, path.lastIndexOf("/"));
      const names = (await machine.files.readdir(folder)).filter((name) => name.endsWith(".age")).toSorted();
      const pieces = names.map((name) => Buffer.from((machine as ForgetfulMachine).peek(`${folder}/${name}`)));
      return {
        ok: true,
        value: { fileName: bundle.fileName, bundle: Buffer.concat(pieces), signature: Buffer.from(bundle.signature) },
      };
    };
    expect((await wrongJoins(byName, 40)).wrong.length).toBeGreaterThan(15);
  });

  it("hands over what every later check takes", async () => {
    const machine = stickWith(await partsOf(bundle, 20_000));
    const joined = await joinParts(machine, joiningFor(recipient, [sender]), chosenOn(machine, 2));
    expect(joined).toMatchObject({ ok: true, value: { fileName: bundle.fileName } });
    if (!joined.ok) return;
    const checked = await checkPair(unpackHere(), receiverOf(recipient, [sender]), joined.value);
    expect(checked.ok).toBe(true);
  });

  it("reads each byte once and holds no second copy of the bundle", async () => {
    const machine = stickWith(await partsOf(bundle, 20_000));
    const read = { bytes: 0, most: 0 };
    const counting: Machine = {
      ...machine,
      files: {
        ...machine.files,
        open: async (path, as) => {
          const file = await machine.files.open(path, as);
          if (path.endsWith(".minisig")) return file;
          return {
            ...file,
            read: async (into, at) => {
              const bytes = await file.read(into, at);
              read.bytes += bytes;
              read.most = Math.max(read.most, into.byteLength);
              return bytes;
            },
          };
        },
      },
    };
    expect((await joinParts(counting, joiningFor(recipient, [sender]), chosenOn(machine))).ok).toBe(true);
    expect(read.bytes).toBe(bundle.bundle.byteLength);
    expect(read.most).toBeLessThanOrEqual(20_000);
  });

  it("refuses parts of a bundle that was packed twice, and says which number belongs to the other", async () => {
    const [one, other] = [await partsOf(bundle, 20_000), await partsOf(again, 20_000)];
    expect(other.length).toBe(one.length);
    const machine = stickWith(one.map((part, i) => (i === 1 ? (other[1] as SignedFile) : part)));
    expect(await problemOf(machine)).toEqual({ kind: "parts-mixed", parts: [2], of: one.length });
    const apart = stickWith(one);
    for (const [i, part] of other.entries()) apart.poke(pathOf(`b-${i} ${part.fileName}`), part.bytes);
    for (const [i, part] of other.entries()) apart.poke(pathOf(`b-${i} ${part.fileName}.minisig`), part.signature);
    expect(await problemOf(apart)).toBeNull(); // both are whole beside each other
  });

  it("names a part without its signature, and one whose signature nobody here knows", async () => {
    const parts = await partsOf(bundle, 20_000);
    const machine = stickWith(parts);
    await machine.files.unlink(pathOf((parts[1] as SignedFile).signatureName));
    expect(await problemOf(machine)).toEqual({ kind: "part-unsigned", part: 2, of: parts.length });
    const whole = stickWith(parts);
    const unknown = await joinParts(whole, joiningFor(recipient, [stranger]), chosenOn(whole));
    expect(unknown).toMatchObject({ ok: false, problem: { kind: "bundle-foreign" } });
    const wrongOffice = await joinParts(whole, joiningFor(stranger, [sender]), chosenOn(whole));
    expect(wrongOffice).toMatchObject({
      ok: false,
      problem: { kind: "bundle-for-another-office", addressee: "nghean" },
    });
  });

  it("lists each bundle once, however it is cut", async () => {
    const machine = stickWith([...(await partsOf(bundle, 20_000)), ...(await partsOf(again, 30_000))]);
    const { sets, strange } = await partSetsIn(machine, joiningFor(recipient, [sender]), stick);
    expect(sets.map(({ problem }) => problem)).toEqual([null, null]);
    expect(new Set(sets.map(({ id }) => id)).size).toBe(2);
    expect(strange.size).toBe(0);
  });
});

describe("a stick that fails while parts are written", () => {
  it("holds only right bytes under final names at each cut, and nothing of a failed attempt", async () => {
    const parts = await partsOf(bundle, 40_000);
    const right = new Map(
      parts.flatMap(({ fileName, bytes, signatureName, signature }) => [
        [pathOf(fileName), bytes] as const,
        [pathOf(signatureName), signature] as const,
      ]),
    );
    let [cuts, failures] = [0, 0];
    const wrongOn = (machine: ForgetfulMachine) =>
      machine
        .paths()
        .filter((path) => right.has(path) && !Buffer.from(machine.peek(path)).equals(right.get(path) as Uint8Array));
    for (let cut = 1; ; cut += 1) {
      const machine = forgetfulMachine(seed, {}, stick);
      machine.cutAfter(cut);
      const done = await Promise.race([putAllOnCarrier(machine, stick, parts), machine.powerCut]);
      for (let look = 0; look < 4; look += 1)
        expect(wrongOn(machine.switchOn(chanceOf(seed + cut * 10 + look), look === 0 ? "none" : "chance"))).toEqual([]);
      cuts = cut;
      if (done !== "power cut") break;
    }
    expect(cuts).toBeGreaterThan(20);
    for (const code of ["ENOSPC", "EIO", "EROFS"])
      for (let nth = 1; ; nth += 1) {
        const machine = forgetfulMachine(seed, {}, stick);
        const faulty = faultyMachine(machine);
        faulty.arm({ nth, code, sticky: false });
        const put = await putAllOnCarrier(faulty, stick, parts);
        if (faulty.failed().length === 0) break;
        if (put.ok) continue;
        expect(machine.paths(), `${code} at call ${nth}`).toEqual([]);
        failures += 1;
      }
    expect(failures).toBeGreaterThan(60);
  });
});
