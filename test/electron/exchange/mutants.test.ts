import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { CarriedFile } from "../../../electron/exchange/attachments.ts";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import { openBundle } from "../../../electron/exchange/unpack.ts";
import type { Unpacker } from "../../../electron/exchange/unpacker.ts";
import { genesis, headsOf } from "../../../shared/exchange/chain.ts";
import { receiptFor } from "../../../shared/exchange/receipt.ts";
import { builtProcess } from "./built-process.ts";
import { aFile, fileLine, forged, headerFor } from "./forge.ts";
import { memoryMachine } from "./memory-machine.ts";
import { inPlace, layers, type Material, type Mutant, unnamedFile } from "./mutants.ts";
import { dice, linesOf, receiverOf, testOffice, unpackHere } from "./offices.ts";

const seed = Number(process.env.SEED ?? 20_260_301);
const count = Number(process.env.MUTANTS ?? 2_000);
/** In the order of reading. A mutant counts for each step that began with it. */
const steps = [
  "name",
  "outer-signature",
  "recipient",
  "contents",
  "directory",
  "inner-signature",
  "manifest",
  "header",
  "receipts",
  "lines",
  "chain",
  "files",
  "position",
];
let material: Material;
const held = 6; // lines the receiver has

beforeAll(async () => {
  const [sender, recipient, stranger] = await Promise.all([
    testOffice(seed, "doluong"),
    testOffice(seed + 1, "nghean", "province"),
    testOffice(seed + 2, "khac"),
  ]);
  const all = [...linesOf(sender.peer.feed, 11, dice(seed)), fileLine(sender.peer.feed, 12)];
  const lines = all.slice(held);
  const receipts = [
    receiptFor(
      sender.peer.office,
      recipient.peer.feed,
      { number: 3, head: "ab".repeat(32), serial: 2 },
      { applied: 3, waiting: 0, held: 0, refused: 0 },
    ),
  ];
  const workshop = { sender, recipient };
  const prevHead = headsOf(sha256Hex, genesis, all.slice(0, held)).at(-1) as string;
  const header = headerFor(workshop, lines, { from: held + 1, prevHead, receipts: 1, serial: 2 });
  const parts = { ...workshop, stranger, all, header, lines, receipts };
  const good = await forged(workshop, header, lines, receipts);
  const other = await inPlace({ ...parts, good, other: good }, 1, held, { serial: 1 });
  material = { ...parts, good, other };
});

/** Mutants of all layers by their shares, the same ones for the same seed. */
async function* mutants(total: number, of?: string): AsyncGenerator<Mutant> {
  for (const { layer, share, makers } of layers) {
    if (of !== undefined && of !== layer) continue;
    const names = Object.keys(makers);
    for (let i = 0; i < Math.ceil((total * share) / 100); i += 1) {
      const name = names[i % names.length] as string;
      const roll = dice(seed ^ (layer.length * 7919 + i * 104_729));
      yield {
        name: `${layer}: ${name} #${i}`,
        forged: await (makers[name] as NonNullable<(typeof makers)[string]>)(material, roll),
      };
    }
  }
}

const path = "/stick/gói tháng 3.zip.age";

/** What reading it gave, its time, and what it wrote: nothing, ever. */
async function read(
  { forged: { bundle, signature } }: Mutant,
  unpacker: Unpacker,
  open: typeof openBundle,
  reached?: (step: string) => void,
) {
  const machine = memoryMachine(
    new Map([
      [path, bundle],
      [`${path}.minisig`, signature],
    ]),
  );
  const start = performance.now();
  const receiver = receiverOf(material.recipient, [material.sender], material.all.slice(0, held));
  const result = await open(machine, unpacker, receiver, path, reached);
  return { result, millis: performance.now() - start, writes: machine.writes() };
}

describe(`bundles that were tampered with (seed ${seed})`, () => {
  it("takes the good one, so that what refuses the others is what was done to them", async () => {
    const { result } = await read({ name: "good", forged: material.good }, unpackHere(), openBundle);
    expect(result.ok && result.value.lines.map(({ line }) => line)).toEqual(material.lines);
    expect(result.ok && result.value.receipts).toEqual(material.receipts);
    expect(result.ok && result.value.files).toMatchObject([{ blob: sha256Hex(aFile), bytes: aFile.byteLength }]);
  });

  it(`refuses ${count} of them, at every step, within ten seconds each, and writes nothing`, async () => {
    const began = new Map(steps.map((step) => [step, 0]));
    const kinds = new Map<string, number>();
    const accepted: string[] = [];
    let same = 0; // what no signature covers was changed: remarks, times in the zip
    let slowest = 0;
    let written = 0;
    let total = 0;
    for await (const mutant of mutants(count)) {
      const reached = new Set<string>();
      const note = (step: string) => void reached.add(step);
      const { result, millis, writes } = await read(mutant, unpackHere(note), openBundle, note);
      total += 1;
      slowest = Math.max(slowest, millis);
      written += writes;
      for (const step of reached) began.set(step, (began.get(step) ?? 0) + 1);
      if (result.ok) {
        if (tellsTheSame(result.value)) same += 1;
        else accepted.push(mutant.name);
      } else kinds.set(result.problem.kind, (kinds.get(result.problem.kind) ?? 0) + 1);
    }
    console.log(
      `${total} mutants, slowest ${slowest.toFixed(0)} ms`,
      Object.fromEntries(began),
      Object.fromEntries(kinds),
      { same },
    );
    expect(accepted).toEqual([]);
    expect(same).toBeLessThan(total / 100);
    expect(slowest).toBeLessThan(10_000);
    expect(written).toBe(0);
    for (const step of steps) expect(began.get(step), step).toBeGreaterThanOrEqual(0.3 * total);
    for (const kind of [
      "bundle-altered",
      "bundle-cut",
      "bundle-foreign",
      "bundle-for-another-office",
      "bundle-newer",
      "bundle-hostile",
      "bundle-forked",
      "bundle-out-of-turn",
      "bundle-already-taken",
      "not-a-bundle",
    ])
      expect(kinds.get(kind), kind).toBeGreaterThan(0);
  });

  function tellsTheSame(opened: {
    readonly files: readonly CarriedFile[];
    readonly lines: readonly { line: string }[];
    readonly receipts: unknown;
    readonly header: unknown;
  }) {
    const told = [opened.lines.map(({ line }) => line), opened.receipts, opened.header];
    const files = opened.files.map(({ blob }) => blob).join();
    return (
      files === sha256Hex(aFile) &&
      JSON.stringify(told) === JSON.stringify([material.lines, material.receipts, material.header])
    );
  }
});

describe("the same through the real process", () => {
  let built: Awaited<ReturnType<typeof builtProcess>>;
  beforeAll(async () => {
    built = await builtProcess();
  });
  afterAll(() => built.remove());

  it("gives the same verdict on a sample, and on the good one after each", async () => {
    const unpacker = built.unpacker();
    let compared = 0;
    for await (const mutant of mutants(36)) {
      unpacker.warm();
      const here = await read(mutant, unpackHere(), openBundle);
      const there = await read(mutant, unpacker, openBundle);
      expect(there.result, mutant.name).toEqual(here.result);
      compared += 1;
    }
    const good = await read({ name: "good", forged: material.good }, unpacker, openBundle);
    expect(good.result.ok).toBe(true);
    expect(compared).toBeGreaterThanOrEqual(36);
    unpacker.close();
  });
});

describe("a reader with a check taken out is caught", () => {
  afterEach(() => {
    vi.doUnmock("../../../electron/exchange/attachments.ts");
    vi.doUnmock("../../../electron/exchange/minisign.ts");
    vi.doUnmock("../../../shared/exchange/arrival.ts");
    vi.doUnmock("../../../shared/strict-json.ts");
    vi.doUnmock("../../../shared/exchange/chain.ts");
    vi.resetModules();
  });

  /** Names of mutants that a reader made of the modules as they are mocked now takes. */
  async function takenByBroken(layer: string): Promise<string> {
    vi.resetModules();
    const broken = await import("../../../electron/exchange/unpack.ts");
    const contents = await import("../../../electron/exchange/read-contents.ts");
    const taken = new Set<string>();
    for await (const mutant of mutants(400, layer)) {
      const { result } = await read(mutant, unpackHere(undefined, contents.readContents), broken.openBundle).catch(
        () => ({ result: { ok: false as const } }),
      );
      if (result.ok) taken.add(mutant.name.replace(/ #\d+$/, ""));
    }
    return [...taken].join("\n");
  }

  it("without the signatures over files", async () => {
    vi.doMock("../../../electron/exchange/minisign.ts", async (original) => ({
      ...(await original<object>()),
      fileFits: () => true,
    }));
    expect(await takenByBroken("sealed again")).toContain("receipt put in unsigned");
  });

  it("without the position in the feed", async () => {
    vi.doMock("../../../shared/exchange/arrival.ts", async (original) => ({
      ...(await original<object>()),
      arrivalOf: (_header: unknown, lines: readonly string[]) => ({ ok: true, value: { lines, alreadyHeld: 0 } }),
    }));
    const taken = await takenByBroken("position");
    for (const name of ["already taken", "gap", "fork in what is held", "fork with more behind", "fork just before"])
      expect(taken).toContain(name);
  });

  it("with a lenient JSON parser", async () => {
    vi.doMock("../../../shared/strict-json.ts", () => ({
      parseStrict: (text: string) => ({ ok: true, value: JSON.parse(text) as unknown }),
    }));
    expect(await takenByBroken("lines")).toContain("hostile line, chain made anew");
  });

  it("without asking whether a line names each file", async () => {
    vi.doMock("../../../electron/exchange/attachments.ts", async (original) => ({
      ...(await original<object>()),
      filesNamed: () => [sha256Hex(aFile), sha256Hex(unnamedFile)],
    }));
    expect(await takenByBroken("listed again")).toBe("listed again: file that no line names");
  });

  it("without the chain", async () => {
    vi.doMock("../../../shared/exchange/chain.ts", async (original) => ({
      ...(await original<object>()),
      headAfter: (_sha256: unknown, _head: string, _line: string) => material.header.head,
      headsOver: (_sha256: unknown, _prevHead: string, lines: readonly string[]) =>
        lines.map(() => material.header.head),
    }));
    expect(await takenByBroken("lines")).toContain("value edited");
  });
});
