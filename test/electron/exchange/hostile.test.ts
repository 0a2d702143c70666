import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readContents, type Terms } from "../../../electron/exchange/read-contents.ts";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import { openBundle } from "../../../electron/exchange/unpack.ts";
import type { FromProcess, ToProcess } from "../../../electron/exchange/unpack-process.ts";
import { type Unpacker, type UnpackProcess, unpackerOf } from "../../../electron/exchange/unpacker.ts";
import { startReadingChild } from "../../../electron/reading-child.ts";
import { genesis } from "../../../shared/exchange/chain.ts";
import { caps, sealOf } from "../../../shared/exchange/container.ts";
import type { BundleHeader } from "../../../shared/exchange/header.ts";
import { parseStrict } from "../../../shared/strict-json.ts";
import { builtProcess } from "./built-process.ts";
import {
  aFile,
  fileLine,
  forged,
  headerFor,
  type Parts,
  partsOf,
  sealedParts,
  sealFor,
  type Workshop,
  zipOf,
} from "./forge.ts";
import { memoryMachine } from "./memory-machine.ts";
import { dice, linesOf, receiverOf, testOffice, unpackHere } from "./offices.ts";
import { millionMembers, type RawMember, rawZip, zipShapes } from "./zip-shapes.ts";

let workshop: Workshop;
let lines: readonly string[];
let header: BundleHeader;
let terms: Terms;
let good: Parts;
let built: Awaited<ReturnType<typeof builtProcess>>;
let folder: string;

const mebibyte = 1_048_576;
/** Over what the process held when it was given the file, MiB: of the heaviest so far. */
let heaviest = 0;

beforeAll(async () => {
  workshop = { sender: await testOffice(31, "doluong"), recipient: await testOffice(32, "nghean", "province") };
  lines = linesOf(workshop.sender.peer.feed, 4, dice(33));
  header = headerFor(workshop, lines, {});
  terms = { me: "nghean", sender: workshop.sender.peer, seal: sealOf(header, 1) };
  good = sealedParts(workshop, sealFor(header), partsOf(header, lines));
  built = await builtProcess();
  folder = await mkdtemp(join(tmpdir(), "hostile-"));
});
afterAll(async () => {
  await built.remove();
  await rm(folder, { recursive: true });
});

/** The product's process, weighed before each file and at its end. */
function weighed(): UnpackProcess {
  const process = startReadingChild<ToProcess, FromProcess>(built.entry);
  const pid = process.pid ?? Number.NaN;
  let light = 0;
  let told: Parameters<UnpackProcess["listen"]>[0] | null = null;
  const weigh = () => {
    heaviest = Math.max(heaviest, mebibytes(pid, "VmHWM") - light);
  };
  return {
    post: (message) => {
      if (message.kind === "open") light = mebibytes(pid, "VmRSS");
      process.post(message);
    },
    listen: (listener) => {
      told = listener;
      process.listen({
        message: (message) => {
          if (message.kind === "verdict") weigh();
          told?.message(message);
        },
        end: () => told?.end(),
      });
    },
    kill: () => process.kill(),
  };
}

const mebibytes = (pid: number, what: string) =>
  Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) /
  1024;

async function* whole(zip: Uint8Array) {
  for (let at = 0; at < zip.byteLength; at += 65_536) yield zip.subarray(at, at + 65_536);
}

/** Refused by the product's process, in time; and by the same function here, which leaves our prototype alone. */
async function refusal(unpacker: Unpacker, zip: Uint8Array, under: Terms = terms): Promise<string> {
  unpacker.warm();
  const start = performance.now();
  const read = await unpacker.read(under, zip.byteLength, whole(zip));
  const millis = performance.now() - start;
  if (read.ok) return "TAKEN";
  if (millis > 10_000) return `SLOW ${millis}`;
  const mine = Object.getOwnPropertyNames(Object.prototype).join();
  const here = readContents(zip, under, () => undefined);
  if (Object.getOwnPropertyNames(Object.prototype).join() !== mine) return "PROTOTYPE CHANGED";
  if (JSON.stringify(here) !== JSON.stringify(read)) return `DIFFERS ${JSON.stringify(here)} ${JSON.stringify(read)}`;
  return "step" in read.problem ? read.problem.step : read.problem.kind;
}

const rawMembers = (): RawMember[] => [...good].map(([name, content]) => ({ name, content: Buffer.from(content) }));

describe("hostile zips", () => {
  it("are refused, every shape; the heavy ones and every third by the product's process, which stays small", async () => {
    expect(await refusal(unpackerOf(weighed), rawZip(rawMembers()))).toBe("TAKEN"); // the good one, made by hand
    const unpacker = unpackerOf(weighed);
    const shapes = zipShapes(rawMembers());
    const steps = new Map<string, number>();
    const heavy = /bomb|large|20,001|ratio/;
    let processed = 0;
    for (const [i, [name, zip]] of [...shapes].entries()) {
      const far = heavy.test(name) || i % 3 === 0;
      const step = await refusal(far ? unpacker : unpackHere(), zip);
      processed += far ? 1 : 0;
      expect(step, name).toMatch(/^(zip-|members|manifest)/);
      steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    unpacker.close();
    console.log(
      `${shapes.size} shapes, ${processed} by the process, at most ${heaviest.toFixed(0)} MiB more`,
      Object.fromEntries(steps),
    );
    expect(shapes.size).toBeGreaterThan(100);
    expect(steps.size).toBeGreaterThan(15);
    expect(heaviest).toBeGreaterThan(0);
    expect(heaviest).toBeLessThan(256);
  });

  it("of a million members are refused by size, and by the process had they come that far", async () => {
    const zip = millionMembers();
    expect(zip.byteLength).toBeGreaterThan(caps.bundle);
    const unpacker = unpackerOf(weighed);
    expect(await refusal(unpacker, zip)).toBe("zip-name");
    expect(heaviest).toBeLessThan(256);
    const machine = memoryMachine(
      new Map([
        ["/a.zip.age", zip],
        ["/a.zip.age.minisig", Buffer.from("x")],
      ]),
    );
    const opened = await openBundle(machine, unpacker, receiverOf(workshop.recipient, [workshop.sender]), "/a.zip.age");
    expect(opened).toEqual({ ok: false, problem: { kind: "bundle-hostile", step: "size" } });
  });

  it("are often taken by a common reader: the control, so that they are not mere noise", async () => {
    let taken = 0;
    for (const [name, zip] of zipShapes(rawMembers())) {
      if (name.startsWith("a bomb") || name.startsWith("20,001")) continue;
      await writeFile(join(folder, "shape.zip"), zip);
      taken += await new Promise<number>((resolve) => {
        execFile("unzip", ["-tqq", join(folder, "shape.zip")], { timeout: 10_000 }, (error) =>
          resolve(error === null ? 1 : 0),
        );
      });
    }
    expect(taken).toBeGreaterThan(25);
  });
});

describe("hostile contents, listed and signed by their sender", () => {
  const put = (name: string, content: string | Uint8Array) => {
    const parts = new Map(partsOf(header, lines)).set(name, Buffer.from(content));
    return zipOf(sealedParts(workshop, sealFor(header), parts));
  };
  const headerWith = (text: string) => put("bundle.json", JSON.stringify(header).replace("{", `{${text}`));
  /** These lines with a header, a chain and seals that fit them. */
  const withLines = (ops: readonly string[], content?: Uint8Array) => {
    const fits = headerFor(workshop, ops, {});
    const parts = new Map(partsOf(fits, ops));
    if (content !== undefined) parts.set("ops/000001.jsonl", content);
    return { zip: zipOf(sealedParts(workshop, sealFor(fits), parts)), under: { ...terms, seal: sealOf(fits, 1) } };
  };
  const edited = (edit: (line: string) => string) => withLines(lines.with(1, edit(lines[1] as string)));
  /** A line that names a file, and whatever files go with it. */
  const withFiles = (
    files: readonly (readonly [name: string, content: string | Uint8Array])[],
    told = 1,
    format = 2,
  ) => {
    const ops = [...lines, fileLine(workshop.sender.peer.feed, 5)];
    const fits = headerFor(workshop, ops, {});
    const header2 = { ...fits, format, counts: { ...fits.counts, files: told } };
    const parts = new Map<string, Uint8Array>(files.map(([name, content]) => [`blobs/${name}`, Buffer.from(content)]));
    const all = new Map([...partsOf(header2, ops), ...parts]);
    if (!files.some(([name]) => name === fileName)) all.delete(`blobs/${fileName}`);
    return { zip: zipOf(sealedParts(workshop, sealFor(fits), all)), under: { ...terms, seal: sealOf(fits, 1) } };
  };
  const fileName = sha256Hex(aFile);
  const aPerson = "person:0199aaaa-bbbb-7ccc-8ddd-000000000001";
  const inValue = (value: string) => edited((line) => line.replace('"set":[', `"set":[${value},`));

  it("are refused, every one", async () => {
    const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    const receipt = (content: string) => put(`receipts/${sha256Hex(content)}.json`, content);
    const ops = Buffer.from(lines.map((line) => `${line}\n`).join(""));
    const cases: Readonly<Record<string, Buffer | { readonly zip: Buffer; readonly under: Terms }>> = {
      "header: depth 10,000": headerWith(`"x":${deep},`),
      "header: __proto__": headerWith('"__proto__":{"admin":true},'),
      "header: constructor": headerWith('"constructor":{"prototype":{"admin":true}},'),
      "header: prototype": headerWith('"prototype":1,'),
      "header: twice": headerWith('"office":"doluong",'),
      "header: a long number": headerWith(`"x":${"9".repeat(900_000)},`),
      "header: 10 MB": headerWith(`"x":${"9".repeat(10_000_000)},`),
      "header: half a pair": headerWith('"x":"\\ud800",'),
      "header: no UTF-8": put(
        "bundle.json",
        Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]),
      ),
      "header: a mark before": put("bundle.json", `\ufeff${JSON.stringify(header)}`),
      "header: nothing": put("bundle.json", ""),
      "header: null": put("bundle.json", "null"),
      "header: a list": put("bundle.json", "[]"),
      "header: two": put("bundle.json", `${JSON.stringify(header)}${JSON.stringify(header)}`),
      "header: no number": put("bundle.json", JSON.stringify({ ...header, from: "1" })),
      "receipt: depth": receipt(deep),
      "receipt: __proto__": receipt('{"__proto__":{"by":"doluong"}}'),
      "receipt: 64 KiB and one": receipt(`"${"x".repeat(65_535)}"`),
      "receipt: of nothing": receipt("{}"),
      "list: no list": zipOf(new Map([...good, ["manifest-sha256.txt", Buffer.from("x")]])),
      "line: depth 10,000": inValue(deep),
      "line: depth 33": inValue(`${"[".repeat(33)}${"]".repeat(33)}`),
      "line: 10 MB number": inValue("9".repeat(10_000_000)),
      "line: a long number": inValue("9".repeat(41)),
      "line: infinite": inValue("1e999"),
      "line: __proto__": edited((line) => line.replace("{", '{"__proto__":null,')),
      "line: __proto__ in a value": inValue('["person:x",{"__proto__":{"x":1}}]'),
      "line: constructor": edited((line) => line.replace("{", '{"constructor":1,')),
      "line: prototype": edited((line) => line.replace("{", '{"prototype":1,')),
      "line: twice": edited((line) => line.replace("{", '{"by":"c9",')),
      "line: twice, escaped": edited((line) => line.replace("{", '{"\\u0062y":"c9",')),
      "line: a field twice": inValue(`["${aPerson}","note","1","note","2"]`),
      "line: a field without a value": inValue(`["${aPerson}","note"]`),
      "line: seen of no field": inValue(`["${aPerson}","note","1",12]`),
      "line: a field that no object can have": inValue(`["${aPerson}","constructor","1"]`),
      "line: half a pair": inValue('"\\udc00"'),
      "line: unknown part": edited((line) => line.replace("{", '{"evil":1,')),
      "line: a text": withLines(lines.with(1, '"text"')),
      "line: a list": withLines(lines.with(1, "[]")),
      "line: withheld and more": withLines(lines.with(1, `{"withheld":"${"a".repeat(64)}","set":[]}`)),
      "line: withheld, spelt otherwise": withLines(lines.with(1, `{"withheld" :"${"a".repeat(64)}"}`)),
      "lines: no end": withLines(lines, ops.subarray(0, -1)),
      "lines: an empty one": withLines(lines, Buffer.concat([ops, Buffer.from("\n")])),
      "lines: none": withLines(lines, Buffer.alloc(0)),
      "lines: no UTF-8": withLines(lines, Buffer.concat([ops.subarray(0, -3), Buffer.from([0xff, 0x7d, 0x0a])])),
      "lines: UTF-16": withLines(lines, Buffer.from(ops.toString(), "utf16le")),
      "lines: one of 1 MiB and one": withLines(lines.with(1, JSON.stringify("x".repeat(mebibyte - 1)))),
      "lines: 8 MiB of line ends": withLines(
        lines,
        Buffer.concat([randomBytes(200_000), Buffer.alloc(8 * mebibyte, 10)]),
      ),
      "lines: one more than told": withLines(lines, Buffer.concat([ops, Buffer.from(`${lines[0]}\n`)])),
    };
    const many = Array.from({ length: 5_000 }, (_, i) => [sha256Hex(`${i}`), `${i}`] as const);
    const files: typeof cases = {
      "file: missing": withFiles([]),
      "file: under its name, of other bytes": withFiles([[fileName, "x"]]),
      "file: under another name": withFiles([["ab".repeat(32), aFile]]),
      "file: empty, under another name": withFiles(
        [
          [fileName, aFile],
          ["cd".repeat(32), ""],
        ],
        2,
      ),
      "file: that no line names": withFiles(
        [
          [fileName, aFile],
          [sha256Hex("x"), "x"],
        ],
        2,
      ),
      "file: 5,000 that no line names": withFiles([[fileName, aFile], ...many], 5_001),
      "file: more than told": withFiles([
        [fileName, aFile],
        [sha256Hex("x"), "x"],
      ]),
      "file: fewer than told": withFiles([[fileName, aFile]], 2),
      "file: in format 1": withFiles([[fileName, aFile]], 1, 1),
      "file: none told": withFiles([[fileName, aFile]], 0),
      "file: 20 MiB and one": withFiles([[fileName, Buffer.alloc(20 * mebibyte + 1)]]),
      "file: 19 MiB twice, of other bytes": withFiles(
        [
          [fileName, Buffer.alloc(19 * mebibyte)],
          ["ab".repeat(32), Buffer.alloc(19 * mebibyte)],
        ],
        2,
      ),
    };
    const taken = withFiles([[fileName, aFile]]);
    expect(await refusal(unpackerOf(weighed), taken.zip, taken.under)).toBe("TAKEN"); // the good one
    Object.assign(cases, files);
    const unpacker = unpackerOf(weighed);
    heaviest = 0;
    const steps = new Map<string, number>();
    for (const [name, made] of Object.entries(cases)) {
      const step = Buffer.isBuffer(made)
        ? await refusal(unpacker, made)
        : await refusal(unpacker, made.zip, made.under);
      expect(step, name).toMatch(/^(zip-|json-|header|line|ops-|counts|receipt|file-|bundle-altered)/);
      steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    unpacker.close();
    console.log(
      `${Object.keys(cases).length} contents, at most ${heaviest.toFixed(0)} MiB more`,
      Object.fromEntries(steps),
    );
    expect(steps.get("json-forbidden-key")).toBeGreaterThan(5);
    expect(steps.get("json-duplicate-key")).toBeGreaterThan(2);
    expect(steps.get("file-name")).toBeGreaterThan(2);
    expect(steps.get("file-unnamed")).toBe(3);
    expect(steps.get("json-too-deep")).toBeGreaterThan(2);
    expect(heaviest).toBeLessThan(256);
  });

  it("would get through JSON.parse: the control", () => {
    const pass = [
      '{"__proto__":{"x":1}}',
      '{"by":"c1","by":"c9"}',
      '"\\udc00"',
      "9".repeat(41),
      `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
    ];
    for (const text of pass) {
      expect(() => JSON.parse(text) as unknown).not.toThrow();
      expect(parseStrict(text).ok).toBe(false);
    }
  });
});

describe("a process that is overwhelmed", () => {
  const open = async (unpacker: Unpacker) => {
    const { bundle, signature } = await forged(workshop, header, lines);
    const machine = memoryMachine(
      new Map([
        ["/a.zip.age", bundle],
        ["/a.zip.age.minisig", signature],
      ]),
    );
    return openBundle(machine, unpacker, receiverOf(workshop.recipient, [workshop.sender]), "/a.zip.age");
  };
  const script = async (text: string) => {
    const path = join(folder, `${sha256Hex(text).slice(0, 12)}.mjs`);
    await writeFile(path, text);
    return path;
  };
  const heavy = { ok: false, problem: { kind: "bundle-too-heavy" } };

  it("is stopped by the watchdog, and the next bundle gets a new one", async () => {
    const spins = await script("process.on('message', () => { for (;;); });");
    let started = 0;
    const unpacker = unpackerOf(() => {
      started += 1;
      return startReadingChild(started === 1 ? spins : built.entry);
    }, 2_000);
    const start = performance.now();
    expect(await open(unpacker)).toEqual(heavy);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect((await open(unpacker)).ok).toBe(true);
    expect((await open(unpacker)).ok).toBe(true);
    expect(started).toBe(2); // the good one is used again
    unpacker.close();
  });

  it("may die: at once, at work, out of memory, or never have been there", async () => {
    const dying = [
      await script("process.exit(0)"),
      await script("process.on('message', () => process.exit(3))"),
      await script("process.on('message', () => { const all = []; for (;;) all.push(new Array(1e5).fill({})); })"),
      await script("throw new Error('no')"),
      join(folder, "not-there.mjs"),
    ];
    for (const entry of dying) {
      const unpacker = unpackerOf(() => startReadingChild(entry, 32));
      unpacker.warm();
      expect(await open(unpacker), entry).toEqual(heavy);
    }
  });

  it("is not believed: what it answers is checked against what was signed", async () => {
    const lies = (verdict: string) =>
      `process.on('message', (m) => { if (m.kind === 'piece') process.send({ kind: 'verdict', verdict: ${verdict} }); })`;
    const verdicts = [
      `{ ok: true, value: { header: null, receipts: [] } }`,
      `{ ok: true, value: { header: ${JSON.stringify(header)}, receipts: [] } }`, // without its lines
      `{ ok: true, value: { header: ${JSON.stringify({ ...header, to: 0, head: genesis, counts: { actions: 0, changes: 0, receipts: 0 } })}, receipts: [] } }`,
      `{ ok: true, value: { header: ${JSON.stringify(header)}, receipts: [{ by: 'x' }] } }`,
    ];
    for (const verdict of verdicts) {
      const entry = await script(lies(verdict));
      const unpacker = unpackerOf(() => startReadingChild(entry), 5_000);
      expect(await open(unpacker)).toEqual({ ok: false, problem: { kind: "bundle-hostile", step: "answer" } });
      unpacker.close();
    }
  });
});

const randomBytes = (length: number) => {
  const roll = dice(length);
  return Buffer.from(Uint8Array.from({ length }, () => roll(256)));
};
