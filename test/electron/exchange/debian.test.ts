import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decrypted, encrypted, recipientOf } from "../../../electron/exchange/age.ts";
import { carriedFiles } from "../../../electron/exchange/attachments.ts";
import { putAllOnCarrier, putOnCarrier } from "../../../electron/exchange/carrier.ts";
import { signingKeyOf } from "../../../electron/exchange/enrol.ts";
import {
  commentFits,
  fileFits,
  prehash,
  prehashOf,
  publicKeyFile,
  publicKeyLine,
  readPublicKey,
  readSignature,
  signatureFile,
} from "../../../electron/exchange/minisign.ts";
import { sha256Hex } from "../../../electron/exchange/sha256.ts";
import { splitBundle } from "../../../electron/exchange/split.ts";
import { openBundle } from "../../../electron/exchange/unpack.ts";
import { realMachine } from "../../../electron/machine.ts";
import { receiptFor } from "../../../shared/exchange/receipt.ts";
import { aFile, fileLine, headerFor, partsOf, sealed, sealedParts, sealFor, zipOf } from "./forge.ts";
import { consignment, dice, linesOf, packed, receiverOf, type TestOffice, testOffice, unpackHere } from "./offices.ts";

const run = promisify(execFile);
const script = join(import.meta.dirname, "../../../docs/check-bundle.sh");
const machine = realMachine();
let folder: string;
let district: TestOffice;
let province: TestOffice;

/** The exit code and words of a command. */
async function outcome(command: string, ...args: readonly string[]) {
  try {
    const { stdout, stderr } = await run(command, args);
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "debian-"));
  district = await testOffice(1, "doluong");
  province = await testOffice(2, "nghean", "province");
  await writeFile(join(folder, "office.pub"), publicKeyFile(district.peer.signingKey));
  await writeFile(join(folder, "recipient.key"), `${province.keys.identity}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

describe("minisign", () => {
  it("accepts our public key and signature, and refuses one changed bit", async () => {
    const file = join(folder, "signed.bin");
    const bytes = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, i) => i));
    await writeFile(file, bytes);
    await writeFile(
      `${file}.minisig`,
      signatureFile(signingKeyOf(district.keys), await prehash([bytes.subarray(0, 7), bytes.subarray(7)]), "scb1 test"),
    );
    const good = await outcome("minisign", "-V", "-H", "-p", join(folder, "office.pub"), "-m", file);
    expect(good.said).toContain("scb1 test");
    expect(good.code).toBe(0);
    bytes[5000] = (bytes[5000] as number) ^ 1;
    await writeFile(file, bytes);
    expect((await outcome("minisign", "-V", "-p", join(folder, "office.pub"), "-m", file)).code).not.toBe(0);
  });

  it("makes keys and signatures that we read, and whose changed comment or file we refuse", async () => {
    const [pub, sec, file] = ["their.pub", "their.key", "their.bin"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    expect((await outcome("minisign", "-G", "-W", "-p", pub, "-s", sec)).code).toBe(0);
    const bytes = Buffer.from("một tệp ký bằng công cụ của Debian\n");
    await writeFile(file, bytes);
    expect((await outcome("minisign", "-S", "-H", "-s", sec, "-m", file, "-t", "from Debian")).code).toBe(0);
    const line = (await readFile(pub, "utf8")).split("\n")[1] as string;
    const key = readPublicKey(line);
    const signature = readSignature(await readFile(`${file}.minisig`, "utf8"));
    if (key === null || signature === null) throw new Error("not read");
    expect(await readFile(pub, "utf8")).toContain(key.keyId);
    expect(publicKeyFile(line)).toBe(await readFile(pub, "utf8"));
    expect(signature.comment).toBe("from Debian");
    expect(commentFits(key, signature)).toBe(true);
    expect(fileFits(key, signature, prehashOf(bytes))).toBe(true);
    expect(fileFits(key, signature, prehashOf(Buffer.concat([bytes, Buffer.from([0])])))).toBe(false);
    expect(commentFits(key, { ...signature, comment: "from Debiam" })).toBe(false);
  });

  it("shows a key's number without its leading zeros, as we do", () => {
    const line = publicKeyLine({ keyId: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 10), seed: new Uint8Array(32).fill(3) });
    expect(readPublicKey(line)?.keyId).toBe("A07060504030201");
    expect(publicKeyFile(line)).toBe(`untrusted comment: minisign public key A07060504030201\n${line}\n`);
  });

  it("has an older kind of signature, over the whole file, that we do not take", async () => {
    const [sec, file] = [join(folder, "their.key"), join(folder, "legacy.bin")];
    await writeFile(file, "legacy");
    await run("minisign", ["-S", "-l", "-s", sec, "-m", file]);
    expect(readSignature(await readFile(`${file}.minisig`, "utf8"))).toBeNull();
  });
});

describe("age", () => {
  it("opens what we seal and seals what we open", async () => {
    for (const length of [1, 65_535, 65_536, 65_537, 300_000]) {
      const bytes = Buffer.from(Uint8Array.from({ length }, (_, i) => i % 251));
      const [plain, shut, opened] = ["plain", "sealed", "opened"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      await writeFile(shut, await collected(encrypted(province.peer.recipientKey, [bytes])));
      await run("age", ["-d", "-i", join(folder, "recipient.key"), "-o", opened, shut]);
      expect((await readFile(opened)).equals(bytes)).toBe(true);

      await writeFile(plain, bytes);
      await run("age", ["-r", province.peer.recipientKey, "-o", shut, plain]);
      const back = await collected(decrypted(province.keys.identity, [await readFile(shut)]));
      expect(back.equals(bytes)).toBe(true);
    }
  });

  it("makes identities that we use", async () => {
    const { stdout } = await run("age-keygen", []);
    const identity = /AGE-SECRET-KEY-1\S+/.exec(stdout)?.[0] as string;
    expect(stdout).toContain(await recipientOf(identity));
  });
});

describe("a bundle of ours", () => {
  it("passes docs/check-bundle.sh with and without the recipient's key, and fails it with one bit changed", async () => {
    const lines = linesOf(district.peer.feed, 40, dice(3));
    const receipt = receiptFor("doluong", "nghean-abcd", { number: 3, head: "ab".repeat(32), serial: 2 }, noSum);
    const named = [...lines, fileLine(district.peer.feed, 41), fileLine(district.peer.feed, 42, "ab".repeat(32))];
    const fileOf = async (blob: string) => (blob === sha256Hex(aFile) ? aFile : null); // the other one is lost
    const bundle = await packed(
      district,
      consignment(district, province, named, { receipts: [receipt], file: fileOf }),
    );
    const put = await putOnCarrier(machine, folder, bundle);
    if (!put.ok) throw new Error(put.problem.kind);
    const { path } = put.value;
    const [pub, key] = [join(folder, "office.pub"), join(folder, "recipient.key")];

    const inside = await outcome("sh", script, path, pub, key);
    expect(inside.said).toContain("42 actions");
    expect(inside.said).toContain("1 files, as many as it says");
    expect(inside.said).not.toContain("FAIL");
    expect(inside.code).toBe(0);
    const outside = await outcome("sh", script, path, pub);
    expect(outside.said).toContain("not checked");
    expect(outside.code).toBe(0);

    let refused = 0;
    const roll = dice(4);
    for (const file of [path, `${path}.minisig`])
      for (let i = 0; i < 8; i += 1) {
        const good = await readFile(file);
        const bad = Buffer.from(good);
        const start = file === path ? 0 : good.indexOf("\n") + 1; // the first line of a signature is not signed
        const at = start + roll(bad.byteLength - start - 1);
        bad[at] = (bad[at] as number) ^ (1 << roll(8));
        await writeFile(file, bad);
        const { code, said } = await outcome("sh", script, path, pub, key);
        await writeFile(file, good);
        expect(said, `byte ${at} of ${file}`).toContain("FAIL");
        if (code !== 0) refused += 1;
      }
    expect(refused).toBe(16);
    expect((await outcome("sh", script, path, pub, key)).code).toBe(0);
  });

  it("cut into parts is joined by cat, each part is checked by minisign, and the script does both", async () => {
    const place = join(folder, "parts");
    await mkdir(place);
    const bundle = await packed(district, consignment(district, province, linesOf(district.peer.feed, 3000, dice(8))));
    const files = await splitBundle(signingKeyOf(district.keys), bundle, 10_000);
    if (!files.ok) throw new Error(files.problem.kind);
    expect(files.value.length).toBeGreaterThan(10); // so that names need two digits
    expect((await putAllOnCarrier(machine, place, files.value)).ok).toBe(true);
    const [pub, key] = [join(folder, "office.pub"), join(folder, "recipient.key")];
    const part = join(place, files.value[1]?.fileName ?? "");
    expect((await outcome("minisign", "-V", "-H", "-p", pub, "-m", part)).said).toContain("scb1 part n=2 ");

    const whole = join(folder, "by-hand.zip.age");
    await run("sh", ["-c", `cat "$1"/*.phan-*-tren-*.age > "$2"`, "sh", place, whole]);
    expect((await readFile(whole)).equals(bundle.bundle)).toBe(true);

    const checked = await outcome("sh", script, part, pub, key);
    expect(checked.said).toContain(`${files.value.length} parts of one bundle, joined`);
    expect(checked.said).toContain("3000 actions");
    expect(checked.code).toBe(0);
    const good = await readFile(part);
    const bad = Buffer.from(good);
    bad[77] = (bad[77] as number) ^ 1;
    await writeFile(part, bad);
    expect((await outcome("sh", script, part, pub, key)).said).toMatch(/FAIL {2}signature of part 2 of/);
    await writeFile(part, good);
    const third = join(place, files.value[2]?.fileName ?? "");
    await rm(third);
    expect((await outcome("sh", script, part, pub, key)).said).toMatch(/FAIL {2}part 3 of \d+ is there/);
    const other = await splitBundle(
      signingKeyOf(district.keys),
      await packed(district, consignment(district, province, linesOf(district.peer.feed, 3000, dice(8)))),
      10_000,
    );
    if (!other.ok) throw new Error(other.problem.kind);
    await writeFile(third, other.value[2]?.bytes ?? "");
    await writeFile(`${third}.minisig`, other.value[2]?.signature ?? "");
    expect((await outcome("sh", script, part, pub, key)).said).toMatch(
      /FAIL {2}part 3 of \d+ is (of the same bundle|in its place)/,
    );
  });

  it("without files passes it as well", async () => {
    const lines = linesOf(district.peer.feed, 3, dice(6));
    const put = await putOnCarrier(machine, folder, await packed(district, consignment(district, province, lines)));
    if (!put.ok) throw new Error(put.problem.kind);
    const key = join(folder, "recipient.key");
    const { code, said } = await outcome("sh", script, put.value.path, join(folder, "office.pub"), key);
    expect(said).toContain("no files");
    expect(code).toBe(0);
  });

  it.each([
    ["called by what is in it", "FAIL  each file is called", { ab: aFile }],
    ["named by an action", "FAIL  each file is named", { [sha256Hex("x")]: Buffer.from("x") }],
  ])("with a file that is not %s fails it, though everything is signed", async (_what, said, files) => {
    const workshop = { sender: district, recipient: province };
    const lines = [fileLine(district.peer.feed, 1)];
    const header = headerFor(workshop, lines, {});
    const parts = new Map(partsOf(header, lines));
    for (const [name, content] of Object.entries(files)) parts.set(`blobs/${name.padEnd(64, "0")}`, content);
    const seal = sealFor(header);
    const { bundle, signature } = await sealed(workshop, seal, zipOf(sealedParts(workshop, seal, parts)));
    const path = join(folder, "files.zip.age");
    await writeFile(path, bundle);
    await writeFile(`${path}.minisig`, signature);
    const checked = await outcome("sh", script, path, join(folder, "office.pub"), join(folder, "recipient.key"));
    expect(checked.said).toContain(said);
    expect(checked.code).toBe(1);
  });

  it("with two members swapped and both signatures made anew fails the script by its hashes", async () => {
    // The control: the script must look inside, not only at signatures.
    const there = join(folder, "forged");
    await mkdir(there);
    const { pub, bundle } = await bundleByHand(there, { break: "hash" });
    const { code, said } = await outcome("sh", script, bundle, pub, join(folder, "recipient.key"));
    expect(said).toContain("FAIL  hash of every member");
    expect(code).toBe(1);
  });
});

describe("a bundle put together with Debian's tools alone", () => {
  it("is read by us", async () => {
    const there = join(folder, "by-hand");
    await mkdir(there);
    const { pub, bundle, lines, peer } = await bundleByHand(there, {});
    const opened = await openBundle(machine, unpackHere(), receiverOf(province, [{ ...district, peer }]), bundle);
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
    expect(opened.value.lines.map(({ line }) => line)).toEqual(lines);
    expect(opened.value.lines.at(-1)?.number).toBe(lines.length);
    expect(opened.value.receipts).toHaveLength(1);
    const carried = [];
    for await (const { blob, bytes } of carriedFiles(
      province.keys.identity,
      await readFile(bundle),
      opened.value.files,
    ))
      carried.push([blob, Buffer.compare(bytes, aFile)]);
    expect(carried).toEqual([[sha256Hex(aFile), 0]]);
    expect((await outcome("sh", script, bundle, pub, join(folder, "recipient.key"))).code).toBe(0);
  });

  it("is refused when one hash in its list is wrong", async () => {
    const there = join(folder, "by-hand-wrong");
    await mkdir(there);
    const { bundle, peer } = await bundleByHand(there, { break: "hash" });
    const opened = await openBundle(machine, unpackHere(), receiverOf(province, [{ ...district, peer }]), bundle);
    expect(opened).toEqual({ ok: false, problem: { kind: "bundle-altered" } });
  });
});

const noSum = { applied: 0, waiting: 0, held: 0, refused: 0 };

/** Follow docs/bundle-format.md with `zip`, `sha256sum`, `minisign` and `age`; hashes of the chain by `sha256sum` too. */
async function bundleByHand(there: string, { break: broken }: { readonly break?: "hash" }) {
  const [pub, sec] = [join(there, "hand.pub"), join(there, "hand.key")];
  await run("minisign", ["-G", "-W", "-p", pub, "-s", sec]);
  const peer = { ...district.peer, signingKey: (await readFile(pub, "utf8")).split("\n")[1] as string };
  const lines = [...linesOf(peer.feed, 4, dice(5)), fileLine(peer.feed, 5)];
  const sum = async (bytes: Uint8Array) => {
    await writeFile(join(there, "hashed"), bytes);
    return (await run("sha256sum", [join(there, "hashed")])).stdout.slice(0, 64);
  };
  let head = "0".repeat(64);
  for (const line of lines) head = await sum(Buffer.from(head + (await sum(Buffer.from(line))), "hex"));
  const inside = join(there, "inside");
  await mkdir(join(inside, "ops"), { recursive: true });
  await mkdir(join(inside, "receipts"));
  await writeFile(join(inside, "ops/000001.jsonl"), `${lines.join("\n")}\n`);
  const receipt = Buffer.from(
    JSON.stringify({ by: "doluong", feed: "nghean-abcd", upTo: 0, head: "0".repeat(64), serial: 0, sum: noSum }),
  );
  const receiptFile = `receipts/${await sum(receipt)}.json`;
  await writeFile(join(inside, receiptFile), receipt);
  await writeFile(
    join(inside, "bundle.json"),
    JSON.stringify(
      {
        format: 2,
        suite: "age-x25519+minisign",
        schemaVersion: 1,
        minReader: 1,
        program: "0.1.0",
        office: "doluong",
        officeName: "Đảng ủy Đô Lương",
        feed: peer.feed,
        recipient: "nghean",
        serial: 1,
        from: 1,
        to: 5,
        prevHead: "0".repeat(64),
        head,
        counts: { actions: 5, changes: 18, receipts: 1, files: 1 },
        clerks: [],
        made: "2026-03-01T08:00:00+07:00",
      },
      null,
      1,
    ),
  );
  await mkdir(join(inside, "blobs"));
  const blob = `blobs/${await sum(aFile)}`;
  await writeFile(join(inside, blob), aFile);
  const packedUp = ["bundle.json", "ops/000001.jsonl", receiptFile];
  const listed = [blob, ...packedUp]; // in the order of names
  let manifest = (await run("sha256sum", listed, { cwd: inside })).stdout;
  if (broken === "hash") manifest = manifest.replace(/^.(?=.{65}bundle)/m, (digit) => (digit === "0" ? "1" : "0"));
  await writeFile(join(inside, "manifest-sha256.txt"), manifest);
  const seal = `scb1 bundle office=doluong feed=${peer.feed} from=1 to=5 head=${head.slice(0, 16)} rcpt=nghean`;
  await run("minisign", ["-S", "-H", "-s", sec, "-m", "manifest-sha256.txt", "-t", seal], { cwd: inside });
  await run(
    "zip",
    ["-q", "-X", "-D", "../bundle.zip", ...packedUp, "manifest-sha256.txt", "manifest-sha256.txt.minisig"],
    {
      cwd: inside,
    },
  );
  await run("zip", ["-q", "-0", "-X", "-D", "../bundle.zip", blob], { cwd: inside }); // files are stored
  const bundle = join(there, "anything.zip.age");
  await run("age", ["-r", province.peer.recipientKey, "-o", bundle, join(there, "bundle.zip")]);
  const bytes = (await readFile(bundle)).byteLength;
  await run("minisign", ["-S", "-H", "-s", sec, "-m", bundle, "-t", `${seal} bytes=${bytes}`]);
  await copyFile(bundle, `${bundle}.copy`);
  return { pub, bundle, lines, peer };
}

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
