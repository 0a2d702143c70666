import { createDecipheriv } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import type { FrameKind, openFrame } from "../../../electron/store/frame.ts";
import { type Ledger, openLedger } from "../../../electron/store/ledger.ts";
import type { Head } from "../../../shared/ipc/ledger.ts";
import { type Chance, chanceOf, times } from "./chance.ts";
import { type ForgetfulMachine, forgetfulMachine } from "./forgetful-machine.ts";
import { everyEntry, folders, given, keyOf, newLedger, open, operate, smallLimits } from "./ledger-story.ts";
import type { Told } from "./told.ts";

const report = (line: string) => process.stdout.write(`${line}\n`);
const segment = (number: number) => `/s/log/${String(number).padStart(6, "0")}.seg`;

/** A log of several segments, where each entry's bytes lie (measured by the files' growth), and its head. */
interface Sample {
  readonly seed: number;
  readonly machine: ForgetfulMachine;
  readonly entries: readonly Uint8Array[];
  readonly places: readonly { readonly path: string; readonly from: number; readonly to: number }[];
  readonly head: Head;
}

async function sample(seed: number, entries = 14): Promise<Sample> {
  const machine = forgetfulMachine(seed);
  await newLedger(machine, seed);
  const chance = chanceOf(seed);
  const ledger = await open(machine, seed);
  const told: Told[] = [];
  const places = [];
  for (let i = 0; i < entries; i += 1) {
    const before = sizes(machine);
    await operate(machine, ledger, chance.next() < 0.3 ? "import" : "save", chance, told, seed);
    const [path, to] = [...sizes(machine)].find(([name, size]) => size !== before.get(name)) ?? ["", 0];
    const length = told.at(-1)?.bytes.byteLength ?? 0;
    places.push({ path, from: before.get(path) ?? 68, to, length });
  }
  await ledger.close();
  return { seed, machine, entries: told.map(({ bytes }) => bytes), places, head: ledger.head() };
}

const samples = new Map<number, Promise<Sample>>();

/** One of forty samples, its files free to be damaged. */
async function freshSample(seed: number): Promise<Sample> {
  const number = seed % 40;
  const made = samples.get(number) ?? sample(number);
  samples.set(number, made);
  const one = await made;
  return { ...one, machine: one.machine.switchOn(chanceOf(seed), "none") };
}

const sizes = (machine: ForgetfulMachine) =>
  new Map(
    machine
      .paths()
      .filter((path) => path.startsWith("/s/log/"))
      .map((path) => [path, machine.peek(path).byteLength]),
  );

/** Each changes the files and says what it did. */
const tampering: Record<string, (on: Sample, other: Sample, chance: Chance) => void> = {
  "flip a bit": ({ machine, places }, _, chance) => {
    const { path } = chance.pick(places);
    const bytes = machine.peek(path);
    const at = chance.below(bytes.byteLength);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
    machine.poke(path, bytes);
  },
  "zero a sector": ({ machine, places }, _, chance) => {
    const { path } = chance.pick(places);
    const bytes = machine.peek(path);
    const at = chance.below(bytes.byteLength);
    machine.poke(path, bytes.fill(0, at, at + 512));
  },
  "drop an entry": ({ machine, places }, _, chance) => {
    const { path, from, to } = chance.pick(places);
    const bytes = machine.peek(path);
    machine.poke(path, Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]));
  },
  "double an entry": ({ machine, places }, _, chance) => {
    const { path, from, to } = chance.pick(places);
    const bytes = machine.peek(path);
    machine.poke(path, Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]));
  },
  "swap two entries": ({ machine, places }, _, chance) => {
    const pairs = places.slice(1).flatMap((second, i) => {
      const first = places[i];
      return first !== undefined && first.path === second.path ? [{ first, second }] : [];
    });
    const { first, second } = chance.pick(pairs);
    const bytes = machine.peek(first.path);
    const piece = ({ from, to }: typeof first) => bytes.subarray(from, to);
    const parts = [bytes.subarray(0, first.from), piece(second), piece(first), bytes.subarray(second.to)];
    machine.poke(first.path, Buffer.concat(parts));
  },
  "put an entry of another store in its place": ({ machine, places }, other, chance) => {
    const i = chance.below(places.length);
    const [own, theirs] = [places[i], other.places[i]];
    if (own === undefined || theirs === undefined) return;
    const bytes = machine.peek(own.path);
    const foreign = other.machine.peek(theirs.path).subarray(theirs.from, theirs.to);
    machine.poke(own.path, Buffer.concat([bytes.subarray(0, own.from), foreign, bytes.subarray(own.to)]));
  },
  "put a segment of another store in its place": ({ machine, places }, other, chance) => {
    const { path } = chance.pick(places.filter((place) => other.places.some((theirs) => theirs.path === place.path)));
    machine.poke(path, other.machine.peek(path));
  },
  "swap two segments": ({ machine, places }, _, chance) => {
    const last = Number(places.at(-1)?.path.slice(7, 13));
    const one = 1 + chance.below(last - 1);
    const [first, second] = [machine.peek(segment(one)), machine.peek(segment(one + 1))];
    machine.poke(segment(one), second);
    machine.poke(segment(one + 1), first);
  },
  "cut a segment": ({ machine, places }, _, chance) => {
    const { path } = chance.pick(places);
    machine.poke(path, machine.peek(path).subarray(0, chance.below(machine.peek(path).byteLength)));
  },
  "write over many bytes": ({ machine, places }, _, chance) => {
    const { path } = chance.pick(places);
    const bytes = machine.peek(path);
    const at = chance.below(bytes.byteLength);
    bytes.set(chance.bytes(Math.min(bytes.byteLength - at, 1 + chance.below(3000))), at);
    machine.poke(path, bytes);
  },
};

interface Verdict {
  readonly ledger: Ledger;
  readonly found: readonly Uint8Array[];
}

async function reopened(
  machine: ForgetfulMachine,
  seed: number,
  witness: Head | null,
  opens = openLedger,
): Promise<Verdict> {
  const ledger = given(await opens(machine, folders, keyOf(seed % 40), smallLimits, witness));
  return { ledger, found: await everyEntry(ledger) };
}

const isBeginning = (found: readonly Uint8Array[], whole: readonly Uint8Array[]) =>
  found.length <= whole.length && found.every((entry, i) => Buffer.compare(entry, whole[i]!) === 0);

describe("a log that was tampered with or went bad, T15", () => {
  it("is found out: what is read is a true beginning, and what is missing is told", { timeout: 600_000 }, async () => {
    const counts = new Map<string, number>();
    const counted = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
    const kinds = Object.keys(tampering);
    for (let seed = 1; seed <= times(2000); seed += 1) {
      const chance = chanceOf(seed);
      const what = kinds[seed % kinds.length] ?? "";
      const which = `seed ${seed}, ${what}`;
      const one = await freshSample(seed);
      tampering[what]?.(one, await freshSample(seed + 1), chance);
      const before = new Map(one.machine.paths().map((path) => [path, one.machine.peek(path)]));
      const { ledger, found } = await reopened(one.machine, seed, one.head);
      expect(isBeginning(found, one.entries), which).toBe(true);
      const missing = found.length < one.entries.length;
      expect(ledger.readOnly(), which).toEqual(missing ? { kind: "store-damaged", fromEntry: found.length + 1 } : null);
      counted(missing ? `${what}: damage told` : `${what}: nothing missing`);
      if (missing) {
        const refused = await ledger.append(new Uint8Array(8));
        expect(refused, which).toEqual({ ok: false, problem: { kind: "store-damaged", fromEntry: found.length + 1 } });
        const untouched = [...before].every(([path, bytes]) => Buffer.compare(one.machine.peek(path), bytes) === 0);
        expect(untouched, which).toBe(true); // nothing is deleted
        const kept = one.machine.paths().filter((path) => path.startsWith("/s/damaged/"));
        expect(kept.length, which).toBe(1);
        await ledger.close();
        const again = await reopened(one.machine, seed, one.head);
        expect(again.found.length, which).toBe(found.length);
        expect(one.machine.paths().filter((path) => path.startsWith("/s/damaged/"))).toEqual(kept);
      }
    }
    const told = [...counts].filter(([what]) => what.endsWith("told"));
    report(`T15: ${[...counts].map(([what, count]) => `${what} ${count}`).join("; ")}`);
    expect(told.length).toBe(kinds.length);
  });

  it("without a witness, only the end of the log can be cut unseen, and a bad last entry is told as cut", async () => {
    const counts = { damaged: 0, tailCut: 0, unseen: 0, whole: 0 };
    const kinds = Object.keys(tampering);
    for (let seed = 1; seed <= times(1000); seed += 1) {
      const what = kinds[seed % kinds.length] ?? "";
      const which = `seed ${seed}, ${what}`;
      const one = await freshSample(seed);
      tampering[what]?.(one, await freshSample(seed + 1), chanceOf(seed));
      const { ledger, found } = await reopened(one.machine, seed, null);
      expect(isBeginning(found, one.entries), which).toBe(true);
      const missing = one.entries.slice(found.length);
      if (missing.length === 0) counts.whole += 1;
      else if (ledger.readOnly()?.kind === "store-damaged") counts.damaged += 1;
      else if (ledger.repaired?.what === "tail-cut") {
        counts.tailCut += 1;
        const lastSegment = one.places.at(-1)?.path;
        expect(one.places[found.length]?.path, which).toBe(lastSegment); // never in the middle of the log
      } else {
        counts.unseen += 1;
        expect(["cut a segment", "drop an entry"], which).toContain(what);
        expect(one.places[found.length]?.path, which).toBe(one.places.at(-1)?.path);
      }
    }
    report(`T15 without a witness: ${JSON.stringify(counts)}`);
    expect(counts.damaged).toBeGreaterThan(counts.unseen + counts.tailCut);
  });

  /** What a start without a witness says of a log whose files were changed. */
  const verdict = async (one: Sample, bytes: Uint8Array): Promise<string> => {
    const machine = one.machine.switchOn(chanceOf(1), "none");
    machine.poke(one.places.at(-1)?.path ?? "", bytes);
    const { ledger, found } = await reopened(machine, one.seed, null);
    const kept = machine.paths().some((path) => path.startsWith("/s/damaged/")) ? ", kept aside" : "";
    const what = ledger.readOnly()?.kind ?? ledger.repaired?.what ?? "whole";
    return isBeginning(found, one.entries) ? `${found.length} read, ${what}${kept}` : "altered entries shown";
  };

  it("without a witness, tells a last entry gone bad from damage before it, at every byte", async () => {
    const one = await freshSample(3);
    const path = one.places.at(-1)?.path ?? "";
    const bytes = one.machine.peek(path);
    const inLast = one.places.filter((place) => place.path === path);
    expect(inLast.length).toBeGreaterThan(2);
    let flips = 0;
    for (const { from, to } of inLast)
      for (let at = from; at < to; at += at - from < 80 || to - at < 20 ? 1 : 29) {
        const flipped = Uint8Array.from(bytes);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
        const read = one.places.findIndex((place) => place.path === path && place.from === from);
        const what = to === bytes.byteLength ? "tail-cut" : "store-damaged";
        expect(await verdict(one, flipped), `byte ${at}`).toBe(`${read} read, ${what}, kept aside`);
        flips += 1;
      }
    report(`T15: ${flips} single flips in the last segment, each told as what it is`);
  });

  it("without a witness, sees entries that are whole but in a wrong place, also the last", async () => {
    const one = await freshSample(3);
    const [second, last] = one.places.slice(-2);
    if (second === undefined || last === undefined) throw new Error("too few entries");
    const bytes = one.machine.peek(last.path);
    const [a, b] = [bytes.subarray(second.from, second.to), bytes.subarray(last.from, last.to)];
    const before = bytes.subarray(0, second.from);
    const count = one.entries.length;
    expect(await verdict(one, Buffer.concat([before, b, a]))).toBe(`${count - 2} read, store-damaged, kept aside`);
    expect(await verdict(one, Buffer.concat([before, a, a, b]))).toBe(`${count - 1} read, store-damaged, kept aside`);
    expect(await verdict(one, Buffer.concat([before, a, b, b]))).toBe(`${count} read, tail-cut, kept aside`);
    expect(await verdict(one, Buffer.concat([before, b]))).toBe(`${count - 2} read, store-damaged, kept aside`);
  });

  it("sees an entry of a copy of the same store that went its own way", async () => {
    const base = forgetfulMachine(4);
    await newLedger(base, 4);
    const own = base.switchOn(chanceOf(1), "none");
    const copy = base.switchOn(chanceOf(2), "none");
    const ends: number[] = [];
    for (const [machine, first] of [
      [own, 10],
      [copy, 20],
    ] as const) {
      const ledger = await open(machine, 4);
      for (let i = 0; i < 4; i += 1) {
        given(await ledger.append(new Uint8Array(100).fill(first + i)));
        if (machine === own) ends.push(own.peek(segment(1)).byteLength);
      }
      await ledger.close();
    }
    const bytes = own.peek(segment(1));
    bytes.set(copy.peek(segment(1)).subarray(ends[1], ends[2]), ends[1]); // the third entry, of the same length
    own.poke(segment(1), bytes);
    const { ledger, found } = await reopened(own, 4, null);
    expect(found.length).toBe(2);
    expect(ledger.readOnly()).toEqual({ kind: "store-damaged", fromEntry: 3 });
  });

  it("control: a build that does not check the tags shows altered entries, and is caught", async () => {
    vi.resetModules();
    vi.doMock("../../../electron/store/frame.ts", async (original) => {
      const whole = await original<typeof import("../../../electron/store/frame.ts")>();
      return { ...whole, openFrame: unchecked };
    });
    const broken = await import("../../../electron/store/ledger.ts");
    let caught = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      const one = await freshSample(seed);
      tampering["flip a bit"]?.(one, one, chanceOf(seed));
      const { found } = await reopened(one.machine, seed, one.head, broken.openLedger).catch(() => ({ found: [] }));
      if (!isBeginning(found, one.entries)) caught += 1;
    }
    vi.doUnmock("../../../electron/store/frame.ts");
    vi.resetModules();
    report(`T15 control: ${caught} of 100 caught`);
    expect(caught).toBeGreaterThan(50);
  });
});

/** A frame opened without its tag: GCM's stream alone, whose counter starts at 2. */
const unchecked: typeof openFrame = (seal, bytes, at) => {
  if (at + 68 > bytes.byteLength) return null;
  const length = bytes.readUInt32LE(at + 8);
  const end = at + 68 + length;
  if (end > bytes.byteLength) return null;
  const counter = Buffer.concat([bytes.subarray(at + 40, at + 52), Buffer.of(0, 0, 0, 2)]);
  const stream = createDecipheriv("aes-256-ctr", seal.key, counter);
  return {
    kind: bytes.readUInt8(at + 12) as FrameKind,
    flags: bytes.readUInt8(at + 13),
    part: bytes.readUInt16LE(at + 14),
    position: bytes.readUInt32LE(at + 16),
    synced: bytes.readUInt32LE(at + 20),
    previousTag: bytes.subarray(at + 24, at + 40),
    payload: stream.update(bytes.subarray(at + 52, end - 16)),
    tag: bytes.subarray(end - 16, end),
    end,
  };
};
