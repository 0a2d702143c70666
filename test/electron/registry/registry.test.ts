import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { carry, enrol, given, light, packFor, type Seat, save, takeSeat } from "../seats.ts";
import { handOver, makeRoots, openEdition, overviewOf, person, publish, registryOf, said, sign } from "../trust.ts";

/** A province, its three keepers and two districts, through main's own channels. T14, first part. */
const run = promisify(execFile);
let folder: string;
let province: Seat;
let district: Seat;
let other: Seat;
let keys: string[];
const inFolder = async (name: string) => {
  await mkdir(join(folder, name), { recursive: true });
  return join(folder, name);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "registry-"));
  province = await takeSeat(folder, "nghean", "province");
  district = await takeSeat(folder, "doluong", "district");
  other = await takeSeat(folder, "quychau", "district");
  for (const one of [district, other]) await enrol(province, one, folder);
}, 60_000);
afterAll(async () => {
  for (const seat of [province, district, other]) await seat.close();
  await rm(folder, { recursive: true });
});

describe("enrolment at the province", () => {
  it("asks for a second person, who is not the first and types the same digits", async () => {
    const late = await takeSeat(folder, "kyson", "district");
    late.path = folder;
    given(await late.handlers["enrol.request"]({}));
    const { own, fingerprint } = await overviewOf(late);
    const attempt = async (digits: string, second?: { name: string; digits: string }) => {
      province.path = join(folder, `${own.feed}.enrol.json`);
      const claim = given(await province.handlers["enrol.open"]({}));
      return province.handlers["enrol.admit"]({ token: claim?.token ?? "", digits, second });
    };
    const slip = fingerprint.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
    expect(said(await attempt(fingerprint))).toBe("second-person-needed");
    expect(said(await attempt(fingerprint, { name: " người  THỬ", digits: fingerprint }))).toBe("second-person-needed");
    expect(await attempt(fingerprint, { name: "Người thứ hai", digits: slip })).toEqual({
      ok: false,
      problem: { kind: "fingerprint-differs", typed: slip, found: fingerprint },
    });
    expect(said(await attempt(slip, { name: "Người thứ hai", digits: fingerprint }))).toBe("fingerprint-differs");
    expect((await overviewOf(province)).peers).toHaveLength(2);
    expect(said(await attempt(fingerprint, { name: "Người thứ hai", digits: fingerprint }))).toBe("taken");
    const { entries } = given(await province.handlers["ledger.read"]({ after: 0, bytes: 4_000_000 }));
    const noted = entries.map(({ entry }) => entry).findLast((entry) => entry.entry === "peer");
    expect(noted).toMatchObject({ clerk: "c1", second: "Người thứ hai", peer: { office: "kyson" } });
    await late.close();
  });
});

describe("the registry", () => {
  it("needs three root keys, and two signatures of them", async () => {
    expect(said(await province.handlers["registry.sign"]({ passphrase: "x" }))).toBe("roots-missing");
    keys = await makeRoots(province, await inFolder("sticks"));
    const next = (await registryOf(province)).next;
    expect(next).toMatchObject({ version: 1, ready: false });
    expect(next?.roots.map(({ signed }) => signed)).toEqual([false, false, false]);
    expect(said(await province.handlers["registry.publish"]({}))).toBe("registry-unsigned");
    expect(said(await sign(province, keys[0]!, "sai mật khẩu rồi"))).toBe("wrong-passphrase");
    given(await sign(province, keys[0]!));
    expect(said(await province.handlers["registry.publish"]({}))).toBe("registry-unsigned");
    given(await sign(province, keys[0]!)); // the same keeper twice is one signature
    expect(said(await province.handlers["registry.publish"]({}))).toBe("registry-unsigned");
    given(await sign(province, keys[2]!));
    expect(given(await province.handlers["registry.publish"]({})).version).toBe(1);
    expect((await registryOf(province)).next).toBeNull();
    expect(said(await sign(province, keys[1]!))).toBe("registry-nothing-new");
  });

  it("is checked by Debian's minisign with each keeper's public key, and by one changed bit it fails", async () => {
    const out = await inFolder("handed");
    const edition = await handOver(province, out);
    const ids = (await registryOf(province)).roots.map(({ keyId }) => keyId.toLowerCase());
    const verify = (id: string, file = edition) =>
      run("minisign", ["-V", "-p", join(out, `root-${id}.pub`), "-m", file, "-x", `${edition}.${id}.minisig`]);
    const { stdout } = await verify(ids[0]!);
    expect(stdout).toContain("scb1 registry version=1");
    await verify(ids[2]!);
    const changed = join(out, "changed.json");
    await writeFile(changed, (await readFile(edition, "utf8")).replace("Văn phòng", "Văn phong"));
    await expect(verify(ids[0]!, changed)).rejects.toThrow(/Signature verification failed|Command failed/);
  });

  it("is trusted by an office only after the digits of its roots, and then names its peers", async () => {
    const edition = await handOver(province, await inFolder("handed"));
    expect(given(await openEdition(district, edition))).toEqual({ version: 1, taken: false });
    expect((await registryOf(district)).held).toBeNull();
    const { rootDigits } = (await registryOf(province)).held!;
    expect(said(await district.handlers["registry.admit"]({ digits: "00000 ".repeat(6) }))).toBe("fingerprint-differs");
    expect(given(await district.handlers["registry.admit"]({ digits: rootDigits }))).toEqual({ version: 1 });
    expect((await registryOf(district)).held).toEqual({ version: 1, rootDigits });
    expect((await overviewOf(district)).peers.map(({ peer }) => peer.office)).toEqual(["nghean"]);
  });

  it("rides in a bundle until the office has said that it holds it; older readers are asked for no more than they need", async () => {
    const before = await packFor(province, "quychau", folder);
    expect(before.actions).toBe(0);
    other.path = before.path;
    const preview = given(await other.handlers["bundle.open"]({}));
    expect(preview?.header).toMatchObject({ format: 3, counts: { editions: 1 } });
    given(await other.handlers["bundle.accept"]({ token: preview?.token ?? "", weight: light }));
    expect((await registryOf(other)).offered).toEqual({ version: 1 });
    const { rootDigits } = (await registryOf(province)).held!;
    given(await other.handlers["registry.admit"]({ digits: rootDigits }));
    await carry(other, province, "nghean", folder);
    expect(given(await province.handlers["bundle.measure"]({ recipient: "quychau" })).editions).toBe(0);
    await save(province, person("Lò Thị Sau", "quychau"));
    const after = await carry(province, other, "quychau", folder);
    expect(after.preview?.header.format).toBe(1);
  });

  it("never goes back, never leaves its chain, and never takes one root for two", async () => {
    const old = await inFolder("old");
    await cp(await inFolder("handed"), old, { recursive: true });
    const third = await takeSeat(folder, "doluong", "district"); // another PC of the same office
    await enrol(province, third, folder);
    expect(await publish(province, [keys[1]!, keys[2]!])).toBe(2);
    const out = await inFolder("handed");
    const edition = await handOver(province, out);
    // one signature of the two is taken away
    const short = await inFolder("short");
    const ids = (await registryOf(province)).roots.map(({ keyId }) => keyId.toLowerCase());
    await copyFile(edition, join(short, "registry-000002.json"));
    await copyFile(`${edition}.${ids[1]}.minisig`, join(short, `registry-000002.json.${ids[1]}.minisig`));
    expect(await openEdition(district, join(short, "registry-000002.json"))).toEqual({
      ok: false,
      problem: { kind: "registry-unsigned", found: 1, needs: 2 },
    });
    await copyFile(`${edition}.${ids[1]}.minisig`, join(short, `registry-000002.json.${ids[2]}.minisig`)); // the same one under another's name
    expect(said(await openEdition(district, join(short, "registry-000002.json")))).toBe("registry-unsigned");
    expect(given(await openEdition(district, edition))).toEqual({ version: 2, taken: true });
    expect(said(await openEdition(district, edition))).toBe("registry-known");
    expect(await openEdition(district, join(old, "registry-000001.json"))).toEqual({
      ok: false,
      problem: { kind: "registry-older", held: 2, found: 1 },
    });
    // the office's other PC is now its peer without anybody typing digits
    expect((await overviewOf(district)).peers.map(({ peer }) => peer.office)).toEqual(["nghean", "doluong"]);
    await third.close();
  });

  it("fills a gap from the files beside, and says which one is missing", async () => {
    const edition = await handOver(province, await inFolder("handed"));
    const lone = await inFolder("lone");
    const extra = await takeSeat(folder, "quychau", "district");
    await enrol(province, extra, folder);
    expect(await publish(province, [keys[0]!, keys[1]!])).toBe(3);
    const newest = await handOver(province, await inFolder("handed"));
    expect(newest).not.toBe(edition);
    await copyFile(newest, join(lone, "registry-000003.json"));
    expect(await openEdition(other, join(lone, "registry-000003.json"))).toEqual({
      ok: false,
      problem: { kind: "registry-gap", held: 1, found: 3 },
    });
    expect(given(await openEdition(other, newest))).toEqual({ version: 3, taken: true });
    await extra.close();
  });

  it("follows a change of roots only where the old ones signed too", async () => {
    const lost = (await registryOf(province)).roots[0]!;
    province.path = await inFolder("sticks");
    const made = given(
      await province.handlers["registry.root"]({
        holder: "Phạm Giữ Bốn",
        passphrase: "sáu hạt thóc trên sân",
        instead: lost.keyId,
      }),
    );
    const fresh = join(folder, "sticks", made?.fileName ?? "");
    given(await sign(province, fresh));
    given(await sign(province, keys[1]!));
    expect(said(await province.handlers["registry.publish"]({}))).toBe("registry-unsigned"); // two of the new, one of the old
    given(await sign(province, keys[2]!));
    expect(given(await province.handlers["registry.publish"]({})).version).toBe(4);
    const edition = await handOver(province, await inFolder("handed"));
    expect(given(await openEdition(other, edition))).toEqual({ version: 4, taken: true });
    expect((await registryOf(other)).held?.rootDigits).toBe((await registryOf(province)).held?.rootDigits);
    expect(said(await sign(province, keys[0]!))).toBe("registry-nothing-new");
  });
});

describe("a revoked key", () => {
  it("holds up to its action: what it signs beyond is not taken, and the office is told to take a new identity", async () => {
    await save(district, person("Lò Văn Một"));
    await carry(district, province, "nghean", folder);
    const { own } = await overviewOf(district);
    await save(district, person("Lò Văn Kẻ Gian"));
    const beyond = await packFor(district, "nghean", folder);
    expect(said(await province.handlers["registry.revoke"]({ feed: own.feed, number: 5, why: "mất máy" }))).toBe(
      "bundle-out-of-turn",
    );
    given(await province.handlers["registry.revoke"]({ feed: own.feed, number: 1, why: "mất máy" }));
    expect(said(await sign(province, keys[0]!))).toBe("root-key-strange"); // it was replaced
    expect(await publish(province, [keys[1]!, keys[2]!])).toBe(5);
    province.path = beyond.path;
    expect(await province.handlers["bundle.open"]({})).toEqual({
      ok: false,
      problem: { kind: "bundle-key-ended", feed: own.feed, upTo: 1, found: 2 },
    });
    expect((await overviewOf(province)).peers.map(({ peer }) => peer.feed)).not.toContain(own.feed);
    given(await openEdition(district, await handOver(province, await inFolder("handed"))));
    expect((await registryOf(district)).ownEnd).toBe(1);
    expect(said(await district.handlers["bundle.pack"]({ recipient: "nghean" }))).toBe("own-key-ended");
    await save(district, person("Lò Văn Hai")); // the register itself goes on
  });
});
