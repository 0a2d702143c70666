import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decrypted } from "../../../electron/exchange/age.ts";
import type { SignedFile } from "../../../electron/exchange/carrier.ts";
import { signingKeyOf } from "../../../electron/exchange/enrol.ts";
import { packExtract } from "../../../electron/exchange/pack-extract.ts";
import { inflated, readDirectory } from "../../../electron/exchange/zip-read.ts";
import { type ExtractWords, extractTables } from "../../../renderer/services/extracts.ts";
import { encodeLine } from "../../../shared/change/line.ts";
import type { ExtractProfile } from "../../../shared/exchange/extract.ts";
import { shapesOf } from "../../app/leak-search.ts";
import { anAssignment, aPerson } from "../../fixtures/records.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { officeAtWork } from "../../renderer/services/office-at-work.ts";
import { enrol, given, type Seat, takeSeat } from "../seats.ts";
import { consignment, packed, type TestOffice, testOffice } from "./offices.ts";

/** Every text field of a person that no extract names holds a word that occurs nowhere else. */
const seed = suiteSeed(2611);
const shown: ReadonlySet<string> = new Set([
  "id",
  "birthName",
  "birthDate",
  "sex",
  "partyJoinDate",
  "highestDegree",
  "politicalTheory",
  "stateManagement",
  "custodian",
]);
const blank = aPerson(1);
const hidden = Object.entries(blank)
  .filter(([field, value]) => value === "" && !shown.has(field))
  .map(([field], i) => [field, `Chimhoàngyến${String(i).padStart(3, "0")}`] as const);
const person = aPerson(1, {
  birthName: "Nguyễn Thị Minh Châu",
  sex: "NU",
  birthDate: "1985-03-05",
  ...Object.fromEntries(hidden),
});
const words: ExtractWords = {
  title: "Danh sách",
  above: [],
  number: "TT",
  name: "Họ và tên",
  column: (column) => column,
  group: (group) => group,
  men: "Nam",
  women: "Nữ",
  sexUnknown: "?",
  value: (_, value) => (value === null ? "" : value.text || value.code),
  field: "Tiêu chí",
  found: "Giá trị",
  people: "Số người",
  womenAmong: "Nữ",
  countsTitle: "SỐ LIỆU",
  all: "Tổng số",
  unknown: "(chưa rõ)",
};
let sender: TestOffice;
let recipient: TestOffice;
let folder: string;

beforeAll(async () => {
  [sender, recipient] = [await testOffice(51, "doluong"), await testOffice(52, "vinh")];
  folder = await mkdtemp(join(tmpdir(), "extract-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function sealed(profile: Exclude<ExtractProfile, "file">): Promise<SignedFile> {
  const { office } = await officeAtWork(seed, [
    person,
    anAssignment(1, 1, { title: "Bí thư Đảng ủy xã", from: "2020" }),
  ]);
  const tables = await extractTables(office.data, profile, words);
  return packExtract(
    signingKeyOf(sender.keys),
    {
      kind: "so-can-bo-extract-1",
      profile,
      office: "doluong",
      officeName: "Đảng ủy doluong",
      feed: sender.peer.feed,
      number: 1,
      recipient: "vinh",
      made: "2026-11-23T08:00:00+07:00",
      tables: [...(tables ?? [])],
    },
    [recipient.peer.recipientKey],
  );
}

/** Everything that an opened file holds: the zip, and each member once it is inflated. */
async function allBytes(file: Uint8Array): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of decrypted(recipient.keys.identity, [file])) pieces.push(piece);
  const zip = Buffer.concat(pieces);
  const members = readDirectory(zip);
  if (!members.ok) throw new Error(members.problem);
  return Buffer.concat([zip, ...members.value.map((member) => given(inflated(member)))]);
}

const leaksIn = (bytes: Buffer, secrets: readonly string[]): readonly string[] =>
  secrets.flatMap((secret) =>
    shapesOf(secret)
      .filter((needle) => bytes.includes(needle.bytes))
      .map(({ shape }) => `${secret}: ${shape}`),
  );

describe(`an extract, seed ${seed}`, () => {
  const secrets = hidden.map(([, secret]) => secret);

  it("limited: holds the fields that were listed, and no other's value in any spelling or encoding", async () => {
    expect(secrets.length).toBeGreaterThan(15);
    const bytes = await allBytes((await sealed("limited")).bytes);
    expect(bytes.includes(person.birthName)).toBe(true);
    expect(bytes.includes("Bí thư Đảng ủy xã")).toBe(true);
    expect(leaksIn(bytes, secrets)).toEqual([]);
  });

  it("statistics: holds numbers and nobody's name", async () => {
    const bytes = await allBytes((await sealed("statistics")).bytes);
    expect(bytes.includes("Tổng số")).toBe(true);
    expect(leaksIn(bytes, [...secrets, person.birthName, "Bí thư Đảng ủy xã", "1985-03-05"])).toEqual([]);
  });

  it("differs from a bundle, in which every one of them is found: the control", async () => {
    const fields = Object.fromEntries(hidden.map(([field, to]) => [field, { saw: [], to }]));
    const line = encodeLine({
      feed: sender.peer.feed,
      number: 1,
      clerk: "c1",
      at: "2026-11-23T08:00",
      purpose: "person.add",
      reason: "",
      audience: [],
      changes: [{ record: person.id, fields }],
    });
    const { bundle } = await packed(sender, consignment(sender, recipient, [line]));
    const found = new Set(leaksIn(await allBytes(bundle), secrets).map((leak) => leak.split(":")[0]));
    expect(found.size).toBe(secrets.length);
  });
});

describe("an extract between offices", () => {
  let below: Seat;
  let above: Seat;
  const tables = [
    {
      title: "Danh sách",
      above: [],
      columns: [{ head: "Họ tên", width: 20 }],
      rows: [["Lê An"]],
      below: [],
      paper: "A4" as const,
    },
  ];

  beforeAll(async () => {
    below = await takeSeat(folder, "doluong", "district");
    above = await takeSeat(folder, "nghean", "province");
    await enrol(below, above, folder);
  });
  afterAll(async () => {
    await below.close();
    await above.close();
  });

  const send = async () => {
    below.path = folder;
    return given(await below.handlers["extract.pack"]({ recipient: "nghean", profile: "limited", tables }));
  };

  it("has its line with the profile in the register, and counts for nothing as sent", async () => {
    const left = await send();
    const register = given(await below.handlers["custody.register"]({ from: null, to: null, kinds: ["extract"] }));
    expect(register.lines).toMatchObject([
      { what: "extract", profile: "limited", file: left?.fileName, recipient: "nghean" },
    ]);
    expect(given(await below.handlers["exchange.overview"]({})).peers[0]?.sentUpTo).toBe(0);
  });

  it("opens to be read and leaves no entry in the reader's ledger", async () => {
    const left = await send();
    const before = given(await above.handlers["ledger.read"]({ after: 0, bytes: 1_000_000 })).head;
    above.path = join(folder, left?.fileName ?? "");
    expect(given(await above.handlers["extract.open"]({}))).toMatchObject({
      office: "doluong",
      profile: "limited",
      tables,
    });
    expect(given(await above.handlers["ledger.read"]({ after: 0, bytes: 1_000_000 })).head).toEqual(before);
  });

  it("is no bundle under any name, and no bundle is an extract", async () => {
    const { bytes, signature } = await sealedOnDisk();
    above.path = join(folder, "doi-ten.zip.age");
    await writeFile(above.path, bytes);
    await writeFile(`${above.path}.minisig`, signature);
    expect(await above.handlers["bundle.open"]({})).toMatchObject({ problem: { kind: "bundle-is-extract" } });
    const held = given(await above.handlers["exchange.overview"]({})).peers[0]?.heldUpTo;
    expect(held).toBe(0);
    above.path = join(folder, "goi.zip.age");
    expect(await above.handlers["extract.open"]({})).toMatchObject({ problem: { kind: "not-an-extract" } });
  });

  it("is refused with one bit changed, and where it is cut", async () => {
    const { bytes, signature } = await sealedOnDisk();
    above.path = join(folder, "hong.trich.age");
    await writeFile(`${above.path}.minisig`, signature);
    const bad = Buffer.from(bytes);
    bad[400] = (bad[400] ?? 0) ^ 1;
    await writeFile(above.path, bad);
    expect(await above.handlers["extract.open"]({})).toMatchObject({ problem: { kind: "bundle-altered" } });
    await writeFile(above.path, bytes.subarray(0, 500));
    expect(await above.handlers["extract.open"]({})).toMatchObject({ problem: { kind: "bundle-cut" } });
  });

  /** What `below` packs, read from the folder. */
  async function sealedOnDisk() {
    const left = await send();
    const path = join(folder, left?.fileName ?? "");
    return { bytes: await readFile(path), signature: await readFile(`${path}.minisig`) };
  }
});
