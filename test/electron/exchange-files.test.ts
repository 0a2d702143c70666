import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readContents } from "../../electron/exchange/read-contents.ts";
import { type Machine, realMachine } from "../../electron/machine.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { caps } from "../../shared/exchange/container.ts";
import { fileLine } from "./exchange/forge.ts";
import { consignment, packed, testOffice, unpackHere } from "./exchange/offices.ts";
import { jpeg, pdf } from "./pictures.ts";
import {
  allOf,
  carry,
  enrol,
  given,
  light,
  packFor,
  passphrase,
  recordsAt,
  type Seat,
  save,
  takeSeat,
} from "./seats.ts";

/** A file's portrait and scans on their way from one office to another, through the real handlers, stores and bundles. */
const machine = realMachine();
const newId = idMaker(machine.clock.millis(), machine.random(16));
let folder = "";
let district: Seat;
let other: Seat;
let province: Seat;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "files-"));
  province = await takeSeat(folder, "nghean", "province");
  district = await takeSeat(folder, "doluong", "district");
  other = await takeSeat(folder, "quychau", "district");
  for (const one of [district, other]) await enrol(province, one, folder);
});
afterAll(async () => {
  for (const seat of [province, district, other]) await seat.close();
  await rm(folder, { recursive: true, force: true });
});

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Keep these bytes at an office and attach them to a person in one action. */
async function attach(
  seat: Seat,
  personId: RecordId<"person">,
  bytes: Uint8Array<ArrayBuffer>,
  audience: string[] = [],
) {
  const { blob } = given(await seat.handlers["blob.put"]({ bytes, media: "image/jpeg" }));
  await name(seat, personId, blob, bytes.byteLength, audience);
  return blob;
}

async function name(seat: Seat, personId: RecordId<"person">, blob: string, bytes: number, audience: string[] = []) {
  const record = blankRecord("attachment", {
    id: newId("attachment"),
    personId,
    role: "SCAN",
    blob,
    media: "image/jpeg",
    bytes,
  });
  const change = describeChange(undefined, record);
  if (change === null) throw new Error("an empty record");
  await save(seat, { purpose: "attachment.add", audience, changes: [change] });
}

const readAt = (seat: Seat, blob: string) => seat.handlers["blob.read"]({ blob });
const absent = { ok: false, problem: { kind: "blob-absent" } };

describe("the files of a person", () => {
  const person = newId("person");
  const portrait = jpeg(472, 709, { fill: 60_000, seed: 1 });

  it("travel with the actions that name them, byte for byte, and again until they are confirmed", async () => {
    const scan = pdf(12, { more: "x".repeat(300_000) });
    district.path = join(folder, "quyet-dinh.pdf");
    await writeFile(district.path, scan);
    const kept = given(await district.handlers["scan.add"]({}));
    const blob = await attach(district, person, portrait);
    await name(district, person, kept?.blob ?? "", scan.byteLength);
    const lost = await packFor(district, "nghean", folder); // on a stick that nobody ever brought
    expect(lost.bytes).toBeGreaterThan(360_000);

    const { preview, taken } = await carry(district, province, "nghean", folder);
    expect(preview?.header.format).toBe(2);
    expect(preview?.header.counts.files).toBe(2);
    expect(taken.sum).toEqual({ applied: 2, waiting: 0, held: 0, refused: 0 });
    for (const attachment of allOf(await recordsAt(province), "attachment")) {
      const read = given(await readAt(province, attachment.blob));
      expect(hash(read.bytes)).toBe(attachment.blob);
    }
    expect(given(await readAt(province, blob))).toEqual({ bytes: portrait, media: "image/jpeg" });
    expect(given(await readAt(province, hash(scan)))).toEqual({ bytes: scan, media: "application/pdf" });

    await carry(province, district, "doluong", folder); // the receipt
    await save(district, {
      purpose: "person.edit",
      changes: [{ record: person, fields: { birthName: { saw: [], to: "Mẫu" } } }],
    });
    const next = await carry(district, province, "nghean", folder);
    expect(next.preview?.header.format).toBe(1);
    expect(next.preview?.header.counts.files).toBeUndefined();
    expect(next.packed.bytes).toBeLessThan(20_000);
  });

  it("stay with those whom the actions concern", async () => {
    const secret = jpeg(300, 400, { seed: 5 });
    const blob = await attach(province, person, secret, ["doluong"]);
    const elsewhere = await carry(province, other, "quychau", folder);
    expect(elsewhere.preview?.header.counts.files).toBeUndefined();
    expect(await readAt(other, blob)).toEqual(absent);
    await carry(province, district, "doluong", folder);
    expect(given(await readAt(district, blob)).bytes).toEqual(secret);
  });

  it("go on with the person: what one office took it sends to the next that it tells of them", async () => {
    expect(await readAt(other, hash(portrait))).toEqual(absent);
    await name(province, person, hash(portrait), portrait.byteLength, ["quychau"]);
    await carry(province, other, "quychau", folder);
    expect(given(await readAt(other, hash(portrait))).bytes).toEqual(portrait);
  });

  it("may be missing: the record comes, and says that its file has not; sent again it is there", async () => {
    const bytes = jpeg(300, 400, { seed: 6 });
    const blob = hash(bytes);
    await name(district, person, blob, bytes.byteLength);
    const first = await carry(district, province, "nghean", folder);
    expect(first.taken.sum.applied).toBeGreaterThan(0);
    expect(await readAt(province, blob)).toEqual(absent);
    await attach(district, person, bytes);
    await carry(district, province, "nghean", folder);
    expect(given(await readAt(province, blob)).bytes).toEqual(bytes);
  });

  it("that were damaged on the sender's disk hold nothing up", async () => {
    const blob = await attach(district, person, jpeg(300, 400, { seed: 7, fill: 5_000 }));
    const files = await blobFiles(district);
    for (const file of files) await writeFile(file, Buffer.alloc(40, 1));
    expect(await readAt(district, blob)).toEqual({ ok: false, problem: { kind: "blob-damaged" } });
    const sent = await carry(district, province, "nghean", folder);
    expect(sent.taken.sum.applied).toBeGreaterThan(0);
    expect(await readAt(province, blob)).toEqual(absent);
  });

  it("are no more in one action than one bundle can carry", async () => {
    const big = Array.from({ length: 3 }, (_, i) => jpeg(300, 400, { fill: 16 * 1_048_576, seed: 20 + i }));
    const blobs: string[] = [];
    for (const bytes of big)
      blobs.push(given(await district.handlers["blob.put"]({ bytes, media: "image/jpeg" })).blob);
    const named = (count: number) =>
      blobs.slice(0, count).map((blob) => ({
        record: newId("attachment"),
        fields: { blob: { saw: [], to: blob } },
      }));
    const draft = (count: number) => ({ purpose: "attachment.add", reason: "", audience: [], changes: named(count) });
    expect(await district.handlers["ledger.append"](draft(3))).toMatchObject({ problem: { kind: "file-too-large" } });
  });

  it("wait with their action for the next bundle where they find no room", async () => {
    const [sender, recipient] = [await testOffice(1, "doluong"), await testOffice(2, "nghean", "province")];
    const names = ["aa", "bb", "cc", "dd"].map((two) => two.repeat(32));
    const lines = names.map((blob, i) => fileLine(sender.peer.feed, i + 1, blob));
    const file = async () => new Uint8Array(19 * 1_048_576); // three of them are more than 56 MiB
    const first = await packed(sender, consignment(sender, recipient, lines, { file }));
    expect([first.header.to, first.header.counts.files]).toEqual([2, 2]);
    expect(first.bundle.byteLength).toBeLessThan(caps.bundle);
    const rest = { file, from: 3, prevHead: first.header.head };
    const lost = async (blob: string) => (blob === names[2] ? null : new Uint8Array(10));
    const second = await packed(sender, consignment(sender, recipient, lines.slice(2), { ...rest, file: lost }));
    expect([second.header.from, second.header.to, second.header.counts.files]).toEqual([3, 4, 1]);
  });

  it("are all there after the lock", async () => {
    given(await province.handlers["office.lock"]({}));
    given(await province.handlers["office.unlock"]({ secret: passphrase }));
    expect(given(await readAt(province, hash(portrait))).bytes).toEqual(portrait);
  });
});

describe("taking a bundle with files", () => {
  const person = newId("person");

  it("that is cut off before its frame leaves files that nothing names, and can be taken again", async () => {
    const disk = { full: false };
    const seat = await takeSeat(folder, "vinh", "province", withoutRoomForLines(disk));
    const sender = await takeSeat(folder, "yenthanh", "district");
    await enrol(seat, sender, folder);
    const bytes = jpeg(300, 400, { seed: 11 });
    const blob = await attach(sender, person, bytes);
    seat.path = (await packFor(sender, "vinh", folder)).path;
    const preview = given(await seat.handlers["bundle.open"]({}));
    expect(await readAt(seat, blob)).toEqual(absent); // looking takes nothing
    disk.full = true;
    const before = given(await seat.handlers["ledger.read"]({ after: 0, bytes: 1 })).head;
    const refused = await seat.handlers["bundle.accept"]({ token: preview?.token ?? "", weight: light });
    expect(refused).toEqual({ ok: false, problem: { kind: "disk-full" } });
    expect(given(await seat.handlers["ledger.read"]({ after: 0, bytes: 1 })).head).toEqual(before);
    expect(given(await readAt(seat, blob)).bytes).toEqual(bytes);
    disk.full = false;
    const taken = given(await seat.handlers["bundle.accept"]({ token: preview?.token ?? "", weight: light }));
    expect(taken.sum.applied).toBe(1);
    expect((await blobFiles(seat)).length).toBe(1);
    await seat.close();
    await sender.close();
  });

  it("believes neither places nor names that the reading process tells", async () => {
    const lie = { by: 0 };
    const liar = unpackHere(undefined, (...told) => {
      const read = readContents(...told);
      if (!read.ok) return read;
      return {
        ...read,
        value: { ...read.value, files: read.value.files.map((file) => ({ ...file, at: file.at + lie.by })) },
      };
    });
    const seat = await takeSeat(folder, "vinh", "province", realMachine(), liar);
    const sender = await takeSeat(folder, "yenthanh", "district");
    await enrol(seat, sender, folder);
    const blob = await attach(sender, person, jpeg(300, 400, { seed: 12 }));
    seat.path = (await packFor(sender, "vinh", folder)).path;
    const answer = { ok: false, problem: { kind: "bundle-hostile", step: "answer" } };
    lie.by = 1_000_000; // beyond the zip
    expect(await seat.handlers["bundle.open"]({})).toEqual(answer);
    lie.by = -3;
    const preview = given(await seat.handlers["bundle.open"]({}));
    expect(await seat.handlers["bundle.accept"]({ token: preview?.token ?? "", weight: light })).toEqual(answer);
    expect(await blobFiles(seat).catch(() => [])).toEqual([]);
    expect(allOf(await recordsAt(seat), "attachment")).toEqual([]);
    lie.by = 0; // the control
    const honest = given(await seat.handlers["bundle.open"]({}));
    given(await seat.handlers["bundle.accept"]({ token: honest?.token ?? "", weight: light }));
    expect((await readAt(seat, blob)).ok).toBe(true);
    await seat.close();
    await sender.close();
  });
});

/** A disk on which, when it is full, there is no room in the ledger's own files any more. */
function withoutRoomForLines(disk: { full: boolean }): Machine {
  const real = realMachine();
  return {
    ...real,
    files: {
      ...real.files,
      open: async (path, as) => {
        const file = await real.files.open(path, as);
        const write: typeof file.write = async (bytes, at) => {
          if (disk.full && path.endsWith(".seg")) throw Object.assign(new Error("full"), { code: "ENOSPC" });
          return file.write(bytes, at);
        };
        return { ...file, write };
      },
    },
  };
}

async function blobFiles(seat: Seat): Promise<readonly string[]> {
  const at = join(seat.dataFolder, "store", "g0001", "blobs");
  const found = await readdir(at, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
