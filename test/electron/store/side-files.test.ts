import { describe, expect, it } from "vitest";
import type { Machine } from "../../../electron/machine.ts";
import { blobIdOf, blobsIn } from "../../../electron/store/blobs.ts";
import { keptIn } from "../../../electron/store/kept.ts";
import type { SideFolder } from "../../../electron/store/side-folder.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { faultyMachine } from "./faulty-machine.ts";
import { type ForgetfulMachine, forgetfulMachine, type Habits, type Loss } from "./forgetful-machine.ts";
import { given, untilCut } from "./ledger-story.ts";

const report = (line: string) => process.stdout.write(`${line}\n`);
const side = (machine: Machine, name: "kept" | "blobs", store = "a"): SideFolder => ({
  machine,
  folder: `/s/${name}`,
  bound: `${store}/${name}`,
  sealKey: new Uint8Array(32).fill(name.length),
  nameKey: new Uint8Array(32).fill(100 + name.length),
});
const open = (machine: Machine) => ({
  kept: keptIn(side(machine, "kept")),
  blobs: blobsIn(side(machine, "blobs"), 0),
});
type Opened = ReturnType<typeof open>;

const files = [1, 2, 3].map((seed) => chanceOf(seed).bytes(700 + 300 * seed));
const drafts = ["draft:profile", "draft:move", "view:people"];

/** What was asked and what was answered: the last acknowledged value of each draft, those that may have been kept, the files. */
interface Answers {
  readonly sure: Map<string, string | null>;
  readonly maybe: Map<string, string | null>;
  readonly put: Set<string>;
}
const noAnswers = (): Answers => ({ sure: new Map(), maybe: new Map(), put: new Set() });

/** Fourteen steps: drafts written, replaced and forgotten, files put once and again. Each is answered, or the power goes. */
async function story({ kept, blobs }: Opened, chance: Chance, answers: Answers): Promise<void> {
  for (let step = 0; step < 14; step += 1) {
    if (step % 3 === 2) {
      const bytes = files[(step + chance.below(2)) % files.length] as Uint8Array;
      if ((await blobs.put(bytes)).ok) answers.put.add(blobIdOf(bytes));
      continue;
    }
    const name = drafts[chance.below(3)] as string;
    const value = chance.next() < 0.25 ? null : `${step} ${"chữ ".repeat(chance.below(200))}`;
    answers.maybe.set(name, value);
    if ((await kept.write(name, value)).ok) {
      answers.sure.set(name, value);
      answers.maybe.delete(name);
    }
  }
}

/** Null: all that was acknowledged is there, nothing is half there, and the next can be kept. */
async function faultOf({ kept, blobs }: Opened, { sure, maybe, put }: Answers): Promise<string | null> {
  for (const name of drafts) {
    const found = given(await kept.read(name));
    const honest = [sure.get(name) ?? null, ...(maybe.has(name) ? [maybe.get(name)] : [])];
    if (!honest.includes(found)) return `${name} is ${JSON.stringify(found)}`;
  }
  for (const bytes of files) {
    const { found } = given(await blobs.read(blobIdOf(bytes)));
    if (found === "damaged") return "a file is damaged";
    if (found === "absent" && put.has(blobIdOf(bytes))) return "a file is gone";
  }
  given(await kept.write("draft:next", "x"));
  given(await blobs.put(Buffer.from("next")));
  if (given(await kept.read("draft:next")) !== "x") return "the next draft is not there";
  return null;
}

async function cutAt(point: number, loss: Loss, habits: Habits = {}) {
  const machine = forgetfulMachine(point, { ...habits, shortWrites: point % 4 === 0 });
  machine.cutAfter(point);
  const answers = noAnswers();
  await untilCut(machine, () => story(open(machine), chanceOf(7), answers));
  const after = machine.switchOn(chanceOf(point), loss);
  const fault = await faultOf(open(after), answers).catch((error: unknown) => String(error));
  const unfinished = after.paths().filter((path) => path.endsWith(".tmp"));
  return { fault: fault ?? (unfinished.length > 0 ? `left: ${unfinished.join()}` : null), done: !machine.isOff() };
}

describe("drafts and files when the power goes", () => {
  it("keeps what was acknowledged, whole, at every point and however much the disk forgets", async () => {
    const faults = [];
    let points = 0;
    for (let point = 1, done = false; !done; point += 1)
      for (const loss of ["all", "none", "chance", "chance"] as const) {
        const one = await cutAt(point, loss);
        if (one.fault !== null) faults.push(`point ${point}, ${loss}: ${one.fault}`);
        done = one.done;
        points += 1;
      }
    report(`side files: ${points} power cuts`);
    expect(faults).toEqual([]);
    expect(points).toBeGreaterThan(200);
  });

  it("control: a disk that only says it synced is caught", async () => {
    let caught = 0;
    for (let point = 20; point < 60; point += 1)
      if ((await cutAt(point, "all", { syncs: false })).fault !== null) caught += 1;
    expect(caught).toBeGreaterThan(20);
  });

  it("control: names that are not synced are caught", async () => {
    let caught = 0;
    for (let point = 5; point < 45; point += 1) {
      const machine = forgetfulMachine(point);
      const forgets = { ...machine, files: { ...machine.files, syncFolder: async () => undefined } };
      machine.cutAfter(point);
      const answers = noAnswers();
      await untilCut(machine, () => story(open(forgets), chanceOf(7), answers));
      const fault = await faultOf(open(machine.switchOn(chanceOf(point), "all")), answers).catch(String);
      if (fault !== null) caught += 1;
    }
    expect(caught).toBeGreaterThan(20);
  });
});

describe("drafts and files on a disk that fails", () => {
  it("answers a problem or keeps it whole, whichever call fails, and goes on when it works again", async () => {
    let tried = 0;
    for (const code of ["ENOSPC", "EIO", "EACCES"])
      for (const sticky of [false, true])
        for (let nth = 1, reached = true; reached; nth += sticky ? 7 : 1) {
          const machine = forgetfulMachine(nth);
          const faulty = faultyMachine(machine);
          const opened = open(faulty);
          const answers = noAnswers();
          faulty.arm({ nth, code, sticky });
          await story(opened, chanceOf(7), answers);
          reached = faulty.failed().length > 0;
          faulty.disarm();
          tried += 1;
          const fault = await faultOf(opened, answers);
          expect(fault, `${code}, call ${nth}${sticky ? " on" : ""}`).toBeNull();
          // What is on the disk is the same after the power went.
          expect(await faultOf(open(machine.switchOn(chanceOf(nth), "all")), answers)).toBeNull();
        }
    report(`side files: ${tried} failing calls`);
    expect(tried).toBeGreaterThan(150);
  });

  it("says which problem it is", async () => {
    for (const [code, kind] of [
      ["ENOSPC", "disk-full"],
      ["EIO", "disk-failing"],
      ["EROFS", "not-permitted"],
      ["EMFILE", "file-busy"],
    ] as const) {
      const faulty = faultyMachine(forgetfulMachine(1));
      const { kept, blobs } = open(faulty);
      faulty.arm({ nth: 1, code, sticky: true });
      expect(await kept.write("draft:profile", "x")).toEqual({ ok: false, problem: { kind } });
      expect(await blobs.put(Buffer.from("x"))).toEqual({ ok: false, problem: { kind } });
      expect(await blobs.read(blobIdOf(Buffer.from("x")))).toEqual({ ok: false, problem: { kind } });
    }
  });

  it("leaves the ledger its last room, and a draft may use it", async () => {
    const machine = forgetfulMachine(1);
    machine.setCapacity(10_000);
    const blobs = blobsIn(side(machine, "blobs"), 9_000);
    expect(await blobs.put(new Uint8Array(2_000))).toEqual({ ok: false, problem: { kind: "disk-full" } });
    given(await blobs.put(new Uint8Array(500)));
    given(await keptIn(side(machine, "kept")).write("draft:profile", "x".repeat(2_000)));
  });
});

describe("what lies on the disk", () => {
  const canary = "CANARY-Đỗ-Thị-Bí-Mật";
  const file = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(canary), files[0] as Uint8Array]);
  async function written(): Promise<{ machine: ForgetfulMachine; opened: Opened; blob: string }> {
    const machine = forgetfulMachine(1);
    const opened = open(machine);
    given(await opened.kept.write("draft:profile", JSON.stringify({ fullName: canary })));
    return { machine, opened, blob: given(await opened.blobs.put(file)) };
  }
  const shows = (machine: ForgetfulMachine, words: readonly string[]) =>
    machine.paths().flatMap((path) => {
      const seen = `${path}\n${Buffer.from(machine.peek(path)).toString("latin1")}`;
      return words
        .filter((word) => seen.includes(Buffer.from(word).toString("latin1")))
        .map((word) => `${path}: ${word}`);
    });

  it("tells neither a word, nor what it is called, nor which known file it is", async () => {
    const { machine, blob } = await written();
    const words = [
      canary,
      canary.normalize("NFD"),
      "fullName",
      "draft",
      "profile",
      blob,
      blob.slice(0, 12),
      "\u00ff\u00d8\u00ff",
    ];
    expect(machine.paths().length).toBe(2);
    expect(shows(machine, words)).toEqual([]);
    machine.poke("/s/leak", Buffer.from(canary)); // control
    expect(shows(machine, words)).toEqual([`/s/leak: ${canary}`]);
  });

  it("names the same bytes alike in every office, and differently on every disk", async () => {
    const { machine, blob } = await written();
    const other = forgetfulMachine(2);
    const elsewhere = blobsIn({ ...side(other, "blobs"), nameKey: new Uint8Array(32).fill(9) }, 0);
    expect(given(await elsewhere.put(file))).toBe(blob);
    expect(machine.paths().filter((path) => other.paths().includes(path))).toEqual([]);
  });

  it("takes no file for another, from another store, or altered; putting it again mends it", async () => {
    const { machine, opened, blob } = await written();
    const second = given(await opened.blobs.put(files[1] as Uint8Array));
    const [one, two] = machine.paths().filter((path) => path.includes("/blobs/")) as [string, string];
    const [first, other] = [machine.peek(one), machine.peek(two)];
    machine.poke(one, other);
    machine.poke(two, first);
    for (const id of [blob, second]) expect(given(await opened.blobs.read(id)).found).toBe("damaged");
    for (const bytes of [file, files[1] as Uint8Array]) given(await opened.blobs.put(bytes));
    for (const id of [blob, second]) expect(given(await opened.blobs.read(id)).found).toBe("whole");
    const elsewhere = blobsIn(side(machine, "blobs", "b"), 0);
    expect(given(await elsewhere.read(blob)).found).toBe("damaged");
    const at = machine.paths().filter((path) => path.includes("/blobs/"))[0] as string;
    for (const cut of [0, 10, 27, machine.peek(at).byteLength - 1]) {
      machine.poke(at, machine.peek(at).slice(0, cut));
      const found = await Promise.all([blob, second].map(async (id) => given(await opened.blobs.read(id)).found));
      expect(found.toSorted()).toEqual(["damaged", "whole"]);
      for (const bytes of [file, files[1] as Uint8Array]) given(await opened.blobs.put(bytes));
    }
  });

  it("puts a draft that no longer opens aside and takes the next", async () => {
    const { machine, opened } = await written();
    const at = machine.paths().find((path) => path.includes("/kept/")) as string;
    machine.poke(
      at,
      machine.peek(at).map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
    );
    expect(given(await opened.kept.read("draft:profile"))).toBeNull();
    given(await opened.kept.write("draft:profile", "next"));
    expect(given(await opened.kept.read("draft:profile"))).toBe("next");
    expect(machine.paths().filter((path) => path.endsWith(".damaged")).length).toBe(1);
  });

  it("keeps the same bytes once", async () => {
    const { machine, opened } = await written();
    for (let i = 0; i < 3; i += 1) given(await opened.blobs.put(file));
    expect(machine.paths().filter((path) => path.includes("/blobs/")).length).toBe(1);
    expect(given(await opened.blobs.size(blobIdOf(file)))).toBe(file.byteLength);
    expect(given(await opened.blobs.size("0".repeat(64)))).toBeNull();
  });
});

describe("locking", () => {
  it("finishes what was begun, forgets the keys, and answers nothing any more", async () => {
    const machine = forgetfulMachine(1);
    const [keptSide, blobsSide] = [side(machine, "kept"), side(machine, "blobs")];
    const [kept, blobs] = [keptIn(keptSide), blobsIn(blobsSide, 0)];
    const begun = kept.write("draft:profile", "x");
    while (machine.changes() === 0) await Promise.resolve();
    const waiting = kept.write("draft:profile", "y");
    const closing = [kept.close(), blobs.close()];
    const locked = { ok: false, problem: { kind: "locked" } };
    expect(await kept.read("draft:profile")).toEqual(locked);
    await Promise.all(closing);
    expect((await begun).ok).toBe(true);
    expect(await waiting).toEqual(locked);
    expect(given(await open(machine).kept.read("draft:profile"))).toBe("x");
    expect(await kept.write("draft:profile", "x")).toEqual(locked);
    expect(await blobs.put(Buffer.from("z"))).toEqual(locked);
    expect(await blobs.read("0".repeat(64))).toEqual(locked);
    for (const { sealKey, nameKey } of [keptSide, blobsSide])
      expect([...sealKey, ...nameKey].every((byte) => byte === 0)).toBe(true);
  });
});
