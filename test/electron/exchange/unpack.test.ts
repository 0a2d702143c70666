import { beforeAll, describe, expect, it } from "vitest";
import { encrypted, plainSize } from "../../../electron/exchange/age.ts";
import { signingKeyOf } from "../../../electron/exchange/enrol.ts";
import { prehashOf, publicKeyLine, signatureFile } from "../../../electron/exchange/minisign.ts";
import { type PackedBundle, packBundle } from "../../../electron/exchange/pack.ts";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import { type OpenStep, openBundle, type Receiver } from "../../../electron/exchange/unpack.ts";
import { zipped } from "../../../electron/exchange/zip-write.ts";
import { genesis, headsOf } from "../../../shared/exchange/chain.ts";
import { caps } from "../../../shared/exchange/container.ts";
import type { Receipt } from "../../../shared/exchange/header.ts";
import { forged, headerFor, sealFor, signedOutside } from "./forge.ts";
import { memoryMachine } from "./memory-machine.ts";
import { consignment, dice, linesOf, packed, receiverOf, type TestOffice, testOffice, unpackHere } from "./offices.ts";

let district: TestOffice;
let province: TestOffice;
let lines: readonly string[];

beforeAll(async () => {
  district = await testOffice(41, "doluong");
  province = await testOffice(42, "nghean", "province");
  lines = linesOf(district.peer.feed, 20, dice(43));
});

async function open(
  { bundle, signature }: Pick<PackedBundle, "bundle"> & { readonly signature: Uint8Array | null },
  receiver: Receiver = receiverOf(province, [district]),
  name = "goi.zip.age",
) {
  const steps: OpenStep[] = [];
  const files = new Map<string, Uint8Array>([[`/${name}`, bundle]]);
  if (signature !== null) files.set(`/${name}.minisig`, signature);
  const machine = memoryMachine(files);
  const result = await openBundle(machine, unpackHere(), receiver, `/${name}`, (step) => steps.push(step));
  expect(machine.writes()).toBe(0);
  return { result, steps, problem: result.ok ? null : result.problem };
}

const receipt = (): Receipt => ({
  by: "doluong",
  feed: province.peer.feed,
  upTo: 7,
  head: "ab".repeat(32),
  serial: 3,
  sum: { applied: 7, waiting: 0, held: 0, refused: 0 },
});

describe("openBundle", () => {
  it("gives what was packed: lines by number, receipts, sender, header with fields it does not know", async () => {
    const { result, steps } = await open(
      await packed(district, consignment(district, province, lines, { receipts: [receipt()] })),
    );
    if (!result.ok) throw new Error(result.problem.kind);
    expect(result.value.lines.map(({ line }) => line)).toEqual(lines);
    expect(result.value.lines.map(({ number }) => number)).toEqual(lines.map((_, i) => i + 1));
    expect(result.value.receipts).toEqual([receipt()]);
    expect(result.value.sender).toEqual(district.peer);
    expect(result.value.header.counts).toEqual({ actions: 20, changes: 80, receipts: 1 });
    expect(steps).toEqual(["name", "outer-signature", "recipient", "contents", "position"]);

    const workshop = { sender: district, recipient: province };
    const header = { ...headerFor(workshop, lines, {}), later: { kept: ["as", 1, "is"] } };
    const other = await open(await forged(workshop, header, lines, [{ ...receipt(), more: null }].slice(0, 0)));
    expect(other.result.ok && other.result.value.header.later).toEqual({ kept: ["as", 1, "is"] });
  });

  it("goes on where the last bundle ended, and skips what overlaps", async () => {
    const heads = [genesis, ...headsOf(sha256Hex, genesis, lines)];
    const part = (from: number, to: number, serial: number) =>
      packed(
        district,
        consignment(district, province, lines.slice(from - 1, to), {
          from,
          serial,
          prevHead: heads[from - 1] as string,
        }),
      );
    const holds8 = receiverOf(province, [district], lines.slice(0, 8));
    const on = await open(await part(9, 20, 2), holds8);
    expect(on.result.ok && on.result.value.lines.length).toBe(12);
    const overlap = await open(await part(4, 20, 2), holds8);
    expect(overlap.result.ok && [overlap.result.value.lines[0]?.number, overlap.result.value.alreadyHeld]).toEqual([
      9, 5,
    ]);
    expect((await open(await part(4, 8, 1), holds8)).problem).toEqual({ kind: "bundle-already-taken", from: 4, to: 8 });
    expect((await open(await part(12, 20, 2), holds8)).problem).toEqual({
      kind: "bundle-out-of-turn",
      expected: 9,
      found: 12,
    });
    const later = await open(
      await packed(
        district,
        consignment(district, province, [], {
          from: 9,
          serial: 5,
          prevHead: heads[8] as string,
          receipts: [receipt()],
        }),
      ),
      holds8,
    );
    expect(later.result.ok && [later.result.value.lines.length, later.result.value.receipts.length]).toEqual([0, 1]);
  });

  it("takes lines that are withheld from us, and the chain still closes", async () => {
    const hash = (line: string) => sha256Hex(line);
    const shown = lines.map((line, i) => (i % 3 === 1 ? JSON.stringify({ withheld: hash(line), depth: i + 2 }) : line));
    const bundle = await packed(district, consignment(district, province, shown));
    const full = await packed(district, consignment(district, province, lines));
    expect(bundle.header.head).toBe(full.header.head);
    expect(bundle.header.counts.changes).toBeLessThan(full.header.counts.changes);
    const { result } = await open(bundle);
    expect(result.ok && result.value.lines.map(({ line }) => line)).toEqual(shown);
  });

  it("is not taken in by names, and says what is missing beside it", async () => {
    const bundle = await packed(district, consignment(district, province, lines));
    expect((await open(bundle, undefined, "goi.zip")).problem).toEqual({ kind: "not-a-bundle" });
    expect((await open({ ...bundle, bundle: Buffer.from("PK\u0003\u0004 some other file") })).problem).toEqual({
      kind: "not-a-bundle",
    });
    expect((await open({ ...bundle, signature: null })).problem).toEqual({ kind: "bundle-unsigned" });
    expect((await open(bundle, undefined, "Gói tháng 3 (1).zip.age")).result.ok).toBe(true);
    const machine = memoryMachine(new Map());
    expect(await openBundle(machine, unpackHere(), receiverOf(province, [district]), "/x.zip.age")).toEqual({
      ok: false,
      problem: { kind: "carrier-gone", place: "/" },
    });
  });

  it("tells a cut file from an altered one, at any length", async () => {
    const bundle = await packed(district, consignment(district, province, lines));
    for (const length of [0, 1, 21, 22, 23, 1000, bundle.bundle.byteLength - 1])
      expect((await open({ ...bundle, bundle: bundle.bundle.subarray(0, length) })).problem).toEqual({
        kind: "bundle-cut",
      });
    const longer = Buffer.concat([bundle.bundle, Buffer.from([0])]);
    expect((await open({ ...bundle, bundle: longer })).problem).toEqual({ kind: "bundle-altered" });
  });

  it("refuses strangers by their key, and what is for another office before it decrypts anything", async () => {
    const stranger = await testOffice(44, "khac");
    const foreign = await open(
      await packed(
        stranger,
        consignment(
          stranger,
          province,
          lines.map((line) => line),
        ),
      ),
    );
    expect(foreign.problem?.kind).toBe("bundle-foreign");
    expect(foreign.problem?.kind === "bundle-foreign" && foreign.problem.keyId).toMatch(/^[0-9A-F]{1,16}$/);
    expect(foreign.steps).toEqual(["name", "outer-signature"]);
    const elsewhere = await open(await packed(district, consignment(district, stranger, lines)));
    expect(elsewhere.problem).toEqual({ kind: "bundle-for-another-office", addressee: "khac" });
    expect(elsewhere.steps).toEqual(["name", "outer-signature", "recipient"]);
  });

  it("is not confused by a second key of the same id", async () => {
    const { keyId } = signingKeyOf(district.keys);
    const twin = await testOffice(45, "khac");
    const twinKey = { keyId, seed: signingKeyOf(twin.keys).seed };
    const twinPeer = { ...twin, peer: { ...twin.peer, signingKey: publicKeyLine(twinKey) } };
    const bundle = await packed(district, consignment(district, province, lines));
    const receiver = receiverOf(province, [district]);
    const both = { ...receiver, peers: [twinPeer.peer, district.peer] };
    expect((await open(bundle, both)).result.ok).toBe(true);
    expect((await open(bundle, { ...receiver, peers: [twinPeer.peer] })).problem).toEqual({ kind: "bundle-altered" });
  });

  it("does not let an enrolled office speak for another's feed", async () => {
    const other = await testOffice(46, "thanhchuong");
    const posing = { keys: other.keys, peer: { ...district.peer, signingKey: other.peer.signingKey } };
    const bundle = await packed(posing, consignment(posing, province, lines));
    expect((await open(bundle, receiverOf(province, [other, district]))).problem).toEqual({
      kind: "bundle-hostile",
      step: "feed",
    });
  });

  it("says that a later program is needed: by the seal, the header's format, suite or least reader", async () => {
    const bundle = await packed(district, consignment(district, province, lines));
    const key = signingKeyOf(district.keys);
    const later = signatureFile(key, prehashOf(bundle.bundle), "scb2 bundle of whatever kind");
    expect((await open({ ...bundle, signature: Buffer.from(later) })).problem).toEqual({
      kind: "container-newer",
      needs: "scb2",
    });
    const workshop = { sender: district, recipient: province };
    for (const more of [{ format: 4 }, { minReader: 4 }, { suite: "age-hybrid+minisign" as "age-x25519+minisign" }]) {
      const header = { ...headerFor(workshop, lines, {}), program: "3.2.0", ...more };
      expect((await open(await forged(workshop, header, lines))).problem).toEqual({
        kind: "bundle-newer",
        needs: "3.2.0",
      });
    }
  });

  it("says when a bundle was sealed for a key that is not ours any more", async () => {
    const former = await testOffice(47, "nghean", "province");
    const bundle = await packed(district, consignment(district, former, lines));
    expect((await open(bundle)).problem).toEqual({ kind: "bundle-hostile", step: "age-key" });
  });

  it("refuses an age header that goes on for ever", async () => {
    const header = headerFor({ sender: district, recipient: province }, lines, {});
    const long = Buffer.from(`age-encryption.org/v1\n${"-> X25519 abc\nabc\n".repeat(10_000)}`);
    const { problem } = await open(signedOutside(district, sealFor(header), long));
    expect(problem).toEqual({ kind: "bundle-hostile", step: "age" });
  });
});

describe("packBundle", () => {
  it("says so when there is nothing to send", async () => {
    const key = signingKeyOf(district.keys);
    expect(await packBundle(key, consignment(district, province, []))).toEqual({
      ok: false,
      problem: { kind: "nothing-to-send" },
    });
  });

  it("carries a receipt once, even if it is given twice", async () => {
    const bundle = await packed(district, consignment(district, province, [], { receipts: [receipt(), receipt()] }));
    expect(bundle.header.counts.receipts).toBe(1);
    expect(bundle.header.to).toBe(0);
    expect(bundle.fileName).toBe("doluong-k3f7_000001-000000_nghean.zip.age");
    expect((await open(bundle)).result.ok).toBe(true);
  });

  it("never packs a line that its readers would refuse", async () => {
    for (const line of [
      "{}",
      '{"__proto__":1}',
      `${lines[0]} `.replace(" ", "\n"),
      (lines[0] as string).replace("c1", "\ud800"),
      JSON.stringify("x".repeat(caps.line)),
    ])
      await expect(packed(district, consignment(district, province, [line])), line.slice(0, 40)).rejects.toThrow(
        RangeError,
      );
  });

  it("splits many lines into members and stops before a reader's caps", async () => {
    const value = dice(48);
    const long = (i: number) =>
      JSON.stringify({
        by: "c1",
        at: "2026-03-01T08:00",
        act: "person.edit",
        set: [
          [
            `person:0199aaaa-bbbb-7ccc-8ddd-${String(i).padStart(12, "0")}`,
            {
              note: Array.from({ length: 6_000 }, () => "0123456789abcdefghijklmnopqrstuv"[value(32)])
                .join("")
                .repeat(10),
            },
          ],
        ],
      });
    const many = Array.from({ length: 100 }, (_, i) => long(i));
    function* endless() {
      for (let i = 0; i < 20; i += 1) yield* many;
    }
    const bundle = await packed(district, consignment(district, province, [], { lines: endless() }));
    expect(bundle.header.to).toBeLessThan(2_000);
    expect(bundle.header.to).toBeGreaterThan(900);
    expect(bundle.bundle.byteLength).toBeLessThan(caps.bundle);
    const { result } = await open(bundle);
    expect(result.ok && result.value.lines.length).toBe(bundle.header.to);
  });

  it("zips the same members to the same bytes", () => {
    const member = { name: "bundle.json", crc: 1, size: 3, deflated: false, bytes: Buffer.from("abc") };
    const once = Buffer.concat([...zipped([member])]);
    expect(Buffer.concat([...zipped([member])]).equals(once)).toBe(true);
  });
});

describe("plainSize", () => {
  it("is the length of what age opens, for every length around its pieces", async () => {
    for (const length of [1, 100, 65_535, 65_536, 65_537, 131_072, 131_073]) {
      const pieces: Uint8Array[] = [];
      for await (const piece of encrypted(province.peer.recipientKey, [Buffer.alloc(length)])) pieces.push(piece);
      expect(plainSize(Buffer.concat(pieces))).toBe(length);
    }
  });
});
