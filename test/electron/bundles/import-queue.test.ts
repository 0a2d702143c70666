import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sheetBytes, signingKeyOf } from "../../../electron/exchange/enrol.ts";
import { fingerprintOf } from "../../../electron/exchange/fingerprint.ts";
import type { PackedBundle } from "../../../electron/exchange/pack.ts";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import { splitBundle } from "../../../electron/exchange/split.ts";
import { makeHandlers } from "../../../electron/handlers.ts";
import { type Machine, realMachine } from "../../../electron/machine.ts";
import { templateWork } from "../../../electron/papers/template-work.ts";
import { genesis, headsOf } from "../../../shared/exchange/chain.ts";
import type { Peer } from "../../../shared/exchange/header.ts";
import type { ImportQueue } from "../../../shared/ipc/import-queue.ts";
import { consignment, dice, linesOf, packed, type TestOffice, testOffice, unpackHere } from "../exchange/offices.ts";
import { given, light, passphrase, type Seat, takeQueued, takeSeat } from "../seats.ts";
import { fastKdf } from "../store/fast-kdf.ts";

/** A province with one folder of bundles of many offices, in any order, some of them bad. */
let folder: string;
let province: Seat;
let me: Peer;
const offices: TestOffice[] = [];
let stranger: TestOffice;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "queue-"));
  for (const [i, name] of ["anson", "doluong", "quychau"].entries()) offices.push(await testOffice(100 + i, name));
  stranger = await testOffice(200, "nguoila");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A new province that has enrolled the three offices. */
beforeEach(async () => {
  province = await takeSeat(folder, "nghean", "province");
  me = given(await province.handlers["exchange.overview"]({})).own;
  for (const { peer } of offices) {
    province.path = join(folder, `${peer.office}.enrol.json`);
    await writeFile(province.path, sheetBytes(peer));
    const claim = given(await province.handlers["enrol.open"]({}));
    const digits = fingerprintOf(peer);
    const second = { name: "Người thứ hai", digits };
    given(await province.handlers["enrol.admit"]({ token: claim?.token ?? "", digits, second }));
  }
  return () => province.close();
});

const linesFrom = (office: TestOffice, count = 30) => linesOf(office.peer.feed, count, dice(7));

/** Actions `from` to `to` of an office's thirty. */
async function stretch(office: TestOffice, from: number, to: number, recipient: Peer = me): Promise<PackedBundle> {
  const lines = linesFrom(office);
  const prevHead = headsOf(sha256Hex, genesis, lines.slice(0, from - 1)).at(-1) ?? genesis;
  const order = consignment(office, { ...office, peer: recipient }, lines.slice(from - 1, to), {
    serial: from,
    from,
    prevHead,
  });
  return packed(office, order);
}

/** Put bundles into a new folder, under names that say nothing of their order. */
async function stickWith(bundles: readonly PackedBundle[], names = shuffledNames): Promise<string> {
  const stick = await mkdtemp(join(folder, "stick-"));
  for (const [i, { bundle, signature }] of bundles.entries()) {
    const name = `${names(i)}.zip.age`;
    await writeFile(join(stick, name), bundle);
    await writeFile(join(stick, `${name}.minisig`), signature);
  }
  return stick;
}
const shuffledNames = (i: number) => `goi-${(i * 7919) % 97}-${i}`;

async function choose(seat: Seat, stick: string): Promise<ImportQueue> {
  seat.path = stick;
  const queue = given(await seat.handlers["queue.choose"]({ from: "folder" }));
  if (queue === null) throw new Error("cancelled");
  return queue;
}

async function takeAll({ handlers }: Pick<Seat, "handlers">, { token, bundles }: ImportQueue, upTo = bundles.length) {
  const steps: Awaited<ReturnType<typeof takeQueued>>[] = [];
  for (let index = 0; index < upTo; index += 1) steps.push(await takeQueued(handlers, token, index));
  return steps;
}

const heldUpTo = async ({ handlers }: Pick<Seat, "handlers">) =>
  Object.fromEntries(
    given(await handlers["exchange.overview"]({})).peers.map((peer) => [peer.peer.office, peer.heldUpTo]),
  );

describe("a folder of bundles", () => {
  it("is taken office by office in the order of their feeds, whatever the files are called", async () => {
    const bundles: PackedBundle[] = [];
    for (const office of offices)
      for (const [from, to] of [
        [21, 30],
        [11, 20],
        [1, 10],
      ] as const)
        bundles.push(await stretch(office, from, to));
    const queue = await choose(province, await stickWith(bundles));
    expect(queue.bundles.map(({ feed, from, to, problem }) => [feed, from, to, problem])).toEqual(
      offices.flatMap(({ peer: { feed } }) => [
        [feed, 1, 10, null],
        [feed, 11, 20, null],
        [feed, 21, 30, null],
      ]),
    );
    expect(queue.bundles.map(({ fresh }) => fresh)).toEqual([10, 10, 10, 10, 10, 10, 10, 10, 10]);
    expect(JSON.stringify(queue)).not.toContain(folder);
    const steps = await takeAll(province, queue);
    for (const step of steps)
      expect(step).toMatchObject({
        became: "taken",
        sum: { applied: 10, waiting: 0, held: 0, refused: 0 },
        preview: { alreadyHeld: 0, header: { counts: { actions: 10 } } },
      });
    expect(await heldUpTo(province)).toEqual({ anson: 30, doluong: 30, quychau: 30 });
    given(await province.handlers["queue.close"]({ token: queue.token }));
    expect(given(await province.handlers["queue.unfinished"]({}))).toBeNull();
  });

  it("would not all be taken in the order of the files: the control", async () => {
    const [office] = offices as [TestOffice];
    const later = await stickWith([await stretch(office, 11, 20)]);
    province.path = join(later, (await readdir(later)).find((name) => name.endsWith(".age")) ?? "");
    expect(await province.handlers["bundle.open"]({})).toMatchObject({
      ok: false,
      problem: { kind: "bundle-out-of-turn" },
    });
  });

  it("closes a sum for each bundle, and counts what overlaps as held before", async () => {
    const [office] = offices as [TestOffice];
    const bundles = [await stretch(office, 1, 10), await stretch(office, 1, 25), await stretch(office, 1, 10)];
    const queue = await choose(province, await stickWith(bundles));
    expect(queue.bundles.map(({ fresh }) => fresh)).toEqual([10, 0, 15]);
    const steps = await takeAll(province, queue);
    expect(steps.map(({ became }) => became)).toEqual(["taken", "held", "taken"]);
    for (const step of steps)
      if (step.became === "taken") {
        const { applied, waiting, held, refused } = step.sum;
        const { alreadyHeld, header } = step.preview;
        expect(applied + waiting + held + refused + alreadyHeld).toBe(header.counts.actions);
      }
    expect(await heldUpTo(province)).toMatchObject({ anson: 25 });
  });

  it("names each bad bundle and takes all the others", async () => {
    const [first, second, third] = offices as [TestOffice, TestOffice, TestOffice];
    const good = [await stretch(first, 1, 10), await stretch(second, 1, 10), await stretch(third, 1, 10)];
    const altered = await stretch(second, 11, 20);
    altered.bundle.set([altered.bundle[900]! ^ 1], 900);
    const cut = await stretch(third, 11, 20);
    const bad = [
      altered,
      { ...cut, bundle: cut.bundle.subarray(0, 1000) },
      await stretch(first, 21, 30), // the one before it is missing
      await stretch(first, 11, 20, second.peer), // for another office
      await stretch(stranger, 1, 10),
    ];
    const stick = await stickWith([...bad, ...good]);
    await writeFile(join(stick, "khong-ky.zip.age"), good[0]!.bundle);
    await writeFile(join(stick, "thu.docx"), "not ours");
    await mkdir(join(stick, "thu-muc.zip.age"));
    const queue = await choose(province, stick);
    expect(queue.bundles).toHaveLength(10);
    const steps = await takeAll(province, queue);
    const kinds = steps.map((step) => (step.became === "refused" ? step.problem.kind : step.became)).toSorted();
    expect(kinds).toEqual(
      [
        "taken",
        "taken",
        "taken",
        "bundle-altered",
        "bundle-cut",
        "bundle-out-of-turn",
        "bundle-for-another-office",
        "bundle-foreign",
        "bundle-unsigned",
        "not-a-bundle",
      ].toSorted(),
    );
    expect(await heldUpTo(province)).toEqual({ anson: 10, doluong: 10, quychau: 10 });
  });

  it("takes each bundle that came in parts once, from any of them, and names the part that is missing", async () => {
    const [first, second] = offices as [TestOffice, TestOffice];
    const stick = await mkdtemp(join(folder, "parts-"));
    const cut = async (office: TestOffice, without?: number) => {
      const lines = linesOf(office.peer.feed, 1500, dice(7));
      const whole = await packed(office, consignment(office, { ...office, peer: me }, lines));
      const parts = await splitBundle(signingKeyOf(office.keys), whole, 15_000);
      for (const [i, { fileName, bytes, signature }] of given(parts).entries()) {
        if (i + 1 === without) continue;
        await writeFile(join(stick, fileName), bytes);
        await writeFile(join(stick, `${fileName}.minisig`), signature);
      }
      return given(parts).length;
    };
    const of = await cut(first);
    expect(of).toBeGreaterThan(3);
    await cut(second, 2);
    const queue = await choose(province, stick);
    expect(queue.bundles.map(({ sender, to, parts, problem }) => [sender, to, parts, problem])).toEqual([
      ["Đảng ủy anson", 1500, of, null],
      ["Đảng ủy doluong", 1500, of, { kind: "parts-missing", parts: [2], of }],
    ]);
    const steps = await takeAll(province, queue);
    expect(steps).toMatchObject([
      { became: "taken", sum: { applied: 1500 } },
      { became: "refused", problem: { kind: "parts-missing", parts: [2], of } },
    ]);
    expect(await heldUpTo(province)).toMatchObject({ anson: 1500, doluong: 0 });

    const names = (await readdir(stick)).filter((name) => name.includes("doluong") && name.endsWith(".age"));
    const chosen: Seat = Object.assign(province, { path: "chosen", paths: [join(stick, names.at(-1) ?? "")] });
    const one = given(await chosen.handlers["queue.choose"]({ from: "files" }));
    expect(one?.bundles).toHaveLength(1);
    await cut(second); // the missing part comes
    const preview = given(await chosen.handlers["bundle.open"]({ queued: { token: one?.token ?? "", index: 0 } }));
    expect(preview?.fresh).toBe(1500);
  });

  it("that is chosen as single files is the same queue, and one of them can be previewed by itself", async () => {
    const bundles = [await stretch(offices[1]!, 1, 10), await stretch(offices[0]!, 1, 10)];
    const stick = await stickWith(bundles);
    const names = (await readdir(stick)).filter((name) => name.endsWith(".age"));
    province.path = "chosen";
    const chosen: Seat = Object.assign(province, { paths: names.map((name) => join(stick, name)) });
    const queue = given(await chosen.handlers["queue.choose"]({ from: "files" }));
    expect(queue?.bundles.map(({ sender }) => sender)).toEqual(["Đảng ủy anson", "Đảng ủy doluong"]);
    const preview = given(await chosen.handlers["bundle.open"]({ queued: { token: queue?.token ?? "", index: 1 } }));
    expect(preview?.sender.office).toBe("doluong");
    expect(await chosen.handlers["bundle.open"]({ queued: { token: "t", index: 0 } })).toMatchObject({
      problem: { kind: "staging-gone" },
    });
    expect(await chosen.handlers["queue.take"]({ token: queue?.token ?? "", index: 2 })).toMatchObject({
      problem: { kind: "staging-gone" },
    });
    province.path = null;
    expect(given(await province.handlers["queue.choose"]({ from: "files" }))).toBeNull();
  });
});

describe("a queue that is cut off", () => {
  it("is found again at the next start, and nothing is taken twice", async () => {
    const bundles: PackedBundle[] = [];
    for (const office of offices) bundles.push(await stretch(office, 1, 10), await stretch(office, 11, 20));
    const queue = await choose(province, await stickWith(bundles));
    await takeAll(province, queue, 4);
    await province.close(); // as a crash leaves it: the queue was never closed

    const again = await reopened(province.dataFolder);
    const rest = given(await again.handlers["queue.unfinished"]({}));
    expect(rest?.bundles.map(({ fresh }) => fresh)).toEqual([0, 0, 0, 0, 10, 10]);
    const steps = await takeAll(again, rest!);
    expect(steps.map(({ became }) => became)).toEqual(["held", "held", "held", "held", "taken", "taken"]);
    expect(await heldUpTo(again)).toEqual({ anson: 20, doluong: 20, quychau: 20 });
    given(await again.handlers["queue.close"]({ token: rest?.token ?? "" }));
    expect(given(await again.handlers["queue.unfinished"]({}))).toBeNull();
    await again.close();
  });

  it("because the stick is pulled stops there, says which, and goes on once it is back", async () => {
    const stick = await stickWith([await stretch(offices[0]!, 1, 10), await stretch(offices[1]!, 1, 10)]);
    const queue = await choose(province, stick);
    await takeAll(province, queue, 1);
    const hidden = `${stick}-pulled`;
    await rename(stick, hidden);
    const stopped = await province.handlers["queue.take"]({ token: queue.token, index: 1 });
    expect(stopped).toEqual({ ok: false, problem: { kind: "carrier-gone", place: expect.stringContaining("stick-") } });
    await rename(hidden, stick);
    expect(await takeQueued(province.handlers, queue.token, 1)).toMatchObject({ became: "taken" });
  });

  it("because this PC's disk is full stops, and says so", async () => {
    const real = realMachine();
    let full = false;
    const machine: Machine = {
      ...real,
      files: {
        ...real.files,
        open: async (path, as) => {
          const file = await real.files.open(path, as);
          const noRoom = async () => Promise.reject(Object.assign(new Error("ENOSPC"), { code: "ENOSPC" }));
          return { ...file, write: (bytes, at) => (full ? noRoom() : file.write(bytes, at)) };
        },
      },
    };
    const stick = await stickWith([await stretch(offices[0]!, 1, 10), await stretch(offices[1]!, 1, 10)]);
    await province.close();
    const again = await reopened(province.dataFolder, machine);
    const queue = await choose(Object.assign(again, { path: stick }) as unknown as Seat, stick);
    await takeAll(again, queue, 1);
    full = true;
    const step = given(await again.handlers["queue.take"]({ token: queue.token, index: 1 }));
    const token = step.became === "checked" ? step.preview.token : "";
    expect(await again.handlers["bundle.accept"]({ token, weight: light })).toEqual({
      ok: false,
      problem: { kind: "disk-full" },
    });
    await again.close();
  });
});

/** The same data folder, opened by a new start of the program. */
async function reopened(dataFolder: string, machine: Machine = realMachine()) {
  const seat: { path: string | null } & Partial<ReturnType<typeof makeHandlers>> = { path: null };
  const ask = async () => seat.path;
  const shell = {
    dataFolder,
    version: "0.1.0",
    runtime: "test",
    unpackProcess: "",
    workbookProcess: "",
    templateProcess: "",
    askOpen: ask,
    askOpenMany: async () => (seat.path === null ? [] : [seat.path]),
    askSave: ask,
    askFolder: ask,
    namedBundles: () => [],
    printPaper: async () => ({ ok: false as const, problem: { kind: "print-failed" as const } }),
    reloadPage: () => undefined,
  };
  const made = makeHandlers({ shell, templates: templateWork, machine, unpacker: unpackHere(), kdf: fastKdf });
  given(await made.handlers["office.unlock"]({ secret: passphrase }));
  return Object.assign(seat, made);
}
