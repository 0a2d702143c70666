import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  allOf,
  carry,
  enrol,
  given,
  packFor,
  passphrase,
  recordsAt,
  type Seat,
  save,
  seatAt,
  takeSeat,
} from "../seats.ts";
import { handOver, makeRoots, openEdition, overviewOf, person, publish, registryOf, said } from "../trust.ts";

/** Keys that are changed, through main's own channels and real stores: a province, its keepers, three districts, one of them with a copied disk. T14, second part. */
let folder: string;
let province: Seat;
let district: Seat;
let other: Seat;
let copied: Seat; // whose disk is copied
let roots: string[];
const inFolder = async (name: string) => {
  await mkdir(join(folder, name), { recursive: true });
  return join(folder, name);
};
const signingKeyOf = async (seat: Seat) => (await overviewOf(seat)).own.signingKey;
/** Trust the edition in force at an office. */
async function follow(seat: Seat): Promise<void> {
  const opened = given(await openEdition(seat, await handOver(province, await inFolder("handed"))));
  if (opened?.taken === false)
    given(await seat.handlers["registry.admit"]({ digits: (await registryOf(province)).held!.rootDigits }));
}
/** The file in which a PC asks for other keys. */
async function askAt(seat: Seat): Promise<{ readonly path: string; readonly fingerprint: string }> {
  seat.path = await inFolder("asked");
  const asked = given(await seat.handlers["keys.change"]({}));
  return { path: join(folder, "asked", asked?.fileName ?? ""), fingerprint: asked?.fingerprint ?? "" };
}
async function openAt(seat: Seat, path: string) {
  seat.path = path;
  return seat.handlers["keys.open"]({});
}
const namesAt = async (seat: Seat) => allOf(await recordsAt(seat), "person").map(({ birthName }) => birthName);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keys-"));
  province = await takeSeat(folder, "nghean", "province");
  district = await takeSeat(folder, "doluong", "district");
  other = await takeSeat(folder, "quychau", "district");
  copied = await takeSeat(folder, "conuong", "district");
  for (const one of [district, other, copied]) await enrol(province, one, folder);
  roots = await makeRoots(province, await inFolder("sticks"));
}, 60_000);
afterAll(async () => {
  for (const seat of [province, district, other, copied]) await seat.close();
  await rm(folder, { recursive: true });
});

describe("a change of keys", () => {
  it("waits for a registry that names the PC", async () => {
    expect(said(await district.handlers["keys.change"]({}))).toBe("registry-none");
    expect(said(await openAt(district, folder))).toBe("province-only");
    expect(said(await openAt(province, folder))).toBe("registry-none");
    const late = await takeSeat(folder, "kyson", "district");
    await publish(province, [roots[0]!, roots[1]!]);
    for (const seat of [district, other, copied, late]) await follow(seat);
    expect(said(await late.handlers["keys.change"]({}))).toBe("own-key-unpublished");
    await late.close();
  });

  it("is asked for in a file that both keys sign, and leaves the old key in force", async () => {
    await save(district, person("Lò Văn Một"));
    await carry(district, province, "nghean", folder);
    const before = await signingKeyOf(district);
    const asked = await askAt(district);
    expect((await registryOf(district)).ahead).toBe(asked.fingerprint);
    expect((await askAt(district)).fingerprint).toBe(asked.fingerprint); // asking again makes no further keys
    expect(await signingKeyOf(district)).toBe(before);
    await save(district, person("Lò Văn Hai"));
    await carry(district, province, "nghean", folder);
    const { lines } = given(
      await district.handlers["custody.register"]({ from: null, to: null, kinds: ["enrolment"] }),
    );
    expect(lines.map(({ file }) => file)).toContain(asked.path.split("/").at(-1));
  });

  it("is refused with a sentence of its own at each wrong step, and nothing changes by it", async () => {
    const { path, fingerprint } = await askAt(district);
    const text = await readFile(path, "utf8");
    const sheet = JSON.parse(text) as Record<string, string> & { signatures: { former: string; next: string } };
    const stranger = JSON.parse(await readFile((await askAt(other)).path, "utf8")) as typeof sheet;
    const attempt = async (name: string, content: unknown) => {
      const at = join(folder, `${name}.json`);
      await writeFile(at, typeof content === "string" ? content : JSON.stringify(content));
      return said(await openAt(province, at));
    };
    let tried = 0;
    const none = "not-a-key-change";
    const bad = "key-change-unsigned";
    for (const [name, content, expected] of [
      ["cut", text.slice(0, 200), none],
      ["long", `${text}${" ".repeat(20_000)}`, none],
      ["another kind", { ...sheet, kind: "so-can-bo-enrolment-1" }, none],
      ["one more field", { ...sheet, office2: "x" }, none],
      ["a feed of another office", { ...sheet, feed: stranger.feed! }, none],
      ["no recipient", { ...sheet, recipientKey: "age1xyz" }, none],
      ["another recipient", { ...sheet, recipientKey: stranger.recipientKey! }, bad],
      ["another new key", { ...sheet, signingKey: stranger.signingKey! }, bad],
      ["another former key", { ...sheet, former: stranger.former! }, bad],
      ["the former key twice", { ...sheet, signingKey: sheet.former! }, bad],
      [
        "signatures exchanged",
        { ...sheet, signatures: { former: sheet.signatures.next, next: sheet.signatures.former } },
        bad,
      ],
      [
        "one signature twice",
        { ...sheet, signatures: { former: sheet.signatures.next, next: sheet.signatures.next } },
        bad,
      ],
      ["no signatures", { ...sheet, signatures: { former: "", next: "" } }, bad],
      ["another's signatures", { ...sheet, signatures: stranger.signatures }, bad],
      ["another level", { ...sheet, level: "province" }, bad],
    ] as const) {
      expect([name, await attempt(name, content)]).toEqual([name, expected]);
      tried += 1;
    }
    expect(tried).toBe(15);
    const claim = given(await openAt(province, path));
    const slip = fingerprint.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
    expect(said(await province.handlers["keys.admit"]({ token: claim?.token ?? "", digits: slip }))).toBe(
      "fingerprint-differs",
    );
    expect(said(await province.handlers["keys.admit"]({ token: "other", digits: fingerprint }))).toBe("staging-gone");
    expect((await registryOf(province)).next).toBeNull();
  });

  it("is named by two of three keepers; the edition reaches the PC sealed for its new key, and older bundles still open", async () => {
    const before = await signingKeyOf(district);
    const { path, fingerprint } = await askAt(district);
    await save(province, person("Lò Thị Gửi Trước", "doluong"));
    const older = await packFor(province, "doluong", await inFolder("older")); // sealed for the old key
    const claim = given(await openAt(province, path));
    expect(claim?.peer).toMatchObject({ office: "doluong", name: "Văn phòng doluong" });
    given(await province.handlers["keys.admit"]({ token: claim?.token ?? "", digits: fingerprint }));
    expect((await registryOf(province)).offices.flatMap(({ feeds }) => feeds)).toContainEqual(
      expect.objectContaining({ feed: claim?.peer.feed, state: "changing", upTo: 2 }),
    );
    expect(said(await openAt(province, path))).toBe("key-change-known");
    expect(said(await province.handlers["registry.publish"]({}))).toBe("registry-unsigned");
    await publish(province, [roots[1]!, roots[2]!]);
    expect(said(await openAt(province, path))).toBe("key-change-known");

    // beyond position 2 the old key no longer speaks, whoever holds it
    await save(district, person("Lò Văn Ba"));
    const late = await packFor(district, "nghean", await inFolder("late"));
    province.path = late.path;
    expect(await province.handlers["bundle.open"]({})).toMatchObject({
      ok: false,
      problem: { kind: "bundle-key-ended", upTo: 2, found: 3 },
    });

    await carry(province, district, "doluong", folder); // brings the edition
    expect(await signingKeyOf(district)).not.toBe(before);
    expect((await overviewOf(district)).fingerprint).toBe(fingerprint);
    expect((await registryOf(district)).ahead).toBeNull();
    district.path = older.path;
    expect(said(await district.handlers["bundle.open"]({}))).toBe("bundle-already-taken"); // opened, read, and known
    await carry(district, province, "nghean", folder);
    expect(await namesAt(province)).toEqual(expect.arrayContaining(["Lò Văn Một", "Lò Văn Hai", "Lò Văn Ba"]));
  });

  it("is the same after the PC was started again, and can be done once more", async () => {
    const { dataFolder } = district;
    const key = await signingKeyOf(district);
    await district.close();
    district = Object.assign(seatAt(dataFolder), { opened: district.opened });
    given(await district.handlers["office.unlock"]({ secret: passphrase }));
    expect(await signingKeyOf(district)).toBe(key);
    const asked = await askAt(district);
    const claim = given(await openAt(province, asked.path));
    given(await province.handlers["keys.admit"]({ token: claim?.token ?? "", digits: asked.fingerprint }));
    await publish(province, [roots[0]!, roots[2]!]);
    await follow(district);
    expect((await overviewOf(district)).fingerprint).toBe(asked.fingerprint);
    await save(district, person("Lò Văn Bốn"));
    await carry(district, province, "nghean", folder);
    expect(await namesAt(province)).toContain("Lò Văn Bốn");
  });
});

describe("whoever still has an old key", () => {
  it("brings nothing beyond its last action: a copy of the disk from before the change, at the province and back at work", async () => {
    const copy = join(folder, "stolen");
    const { dataFolder, opened } = copied;
    await save(copied, person("Vi Văn Một", "conuong"));
    await carry(copied, province, "nghean", folder);
    await copied.close();
    await cp(dataFolder, copy, { recursive: true });
    const thief = Object.assign(seatAt(copy), { opened });
    copied = Object.assign(seatAt(dataFolder), { opened });
    for (const seat of [thief, copied]) given(await seat.handlers["office.unlock"]({ secret: passphrase }));
    // Control: before the change the same false action would be taken.
    await save(thief, person("Vi Kẻ Gian", "conuong"));
    const lie = await packFor(thief, "nghean", await inFolder("false"));
    province.path = lie.path;
    const preview = given(await province.handlers["bundle.open"]({}));
    given(await province.handlers["bundle.discard"]({ token: preview?.token ?? "" }));

    const asked = await askAt(copied);
    const claim = given(await openAt(province, asked.path));
    given(await province.handlers["keys.admit"]({ token: claim?.token ?? "", digits: asked.fingerprint }));
    await publish(province, [roots[0]!, roots[1]!]);
    province.path = lie.path;
    expect(said(await province.handlers["bundle.open"]({}))).toBe("bundle-key-ended");
    expect(await namesAt(province)).not.toContain("Vi Kẻ Gian");
    // The copy asks for keys of its own, signed by the old key: no longer the one in force.
    const theirs = await askAt(thief);
    expect(said(await openAt(province, theirs.path))).toBe("key-change-other");

    // The copy as an honest backup: it learns of keys that it does not have, and goes on under a new identity.
    await follow(thief);
    expect(await registryOf(thief)).toMatchObject({ ownStrange: true, ownEnd: null });
    expect(said(await thief.handlers["bundle.pack"]({ recipient: "nghean" }))).toBe("own-key-strange");
    expect(said(await thief.handlers["keys.change"]({}))).toBe("own-key-strange");
    expect(given(await thief.handlers["identity.renew"]({})).reissued).toBeGreaterThan(0);
    given(await thief.handlers["office.unlock"]({ secret: passphrase }));
    expect((await registryOf(thief)).ownStrange).toBe(false);
    await enrol(province, thief, folder);
    await carry(thief, province, "nghean", folder);
    await thief.close();

    await follow(copied);
    await save(copied, person("Vi Văn Hai", "conuong"));
    await carry(copied, province, "nghean", folder);
    expect(await namesAt(province)).toContain("Vi Văn Hai");
  });

  it("asks in vain once the PC's key is revoked", async () => {
    const asked = await askAt(district);
    const { own, lastAction } = await overviewOf(district);
    given(await province.handlers["registry.revoke"]({ feed: own.feed, number: lastAction, why: "mất máy" }));
    expect(said(await openAt(province, asked.path))).toBe("feed-ended");
    await publish(province, [roots[0]!, roots[1]!]);
    expect(said(await openAt(province, asked.path))).toBe("feed-ended");
    await follow(district);
    expect(said(await district.handlers["keys.change"]({}))).toBe("own-key-ended");
  });
});

describe("the province's own keys", () => {
  it("need no file; offices that lag are sent bundles that they can check until they hold the edition", async () => {
    await carry(province, other, "quychau", folder);
    await save(other, person("Vi Thị Một", "quychau"));
    await carry(other, province, "nghean", folder); // its receipt says which edition it holds
    const before = await signingKeyOf(province);
    expect(given(await province.handlers["keys.change"]({}))?.fileName).toBeNull();
    expect((await registryOf(province)).next).toMatchObject({ news: 1, ready: false });
    await publish(province, [roots[0]!, roots[2]!]);
    const after = await signingKeyOf(province);
    expect(after).not.toBe(before);
    await save(province, person("Vi Thị Gửi Sau", "quychau"));
    const { preview } = await carry(province, other, "quychau", folder); // by the old key, with the edition that names the new
    expect(preview?.sender.signingKey).toBe(before);
    expect((await overviewOf(other)).peers.find(({ peer }) => peer.office === "nghean")?.peer.signingKey).toBe(after);
    await carry(other, province, "nghean", folder);
    await save(province, person("Vi Thị Gửi Nữa", "quychau"));
    expect((await carry(province, other, "quychau", folder)).preview?.sender.signingKey).toBe(after);
    expect(await namesAt(other)).toEqual(expect.arrayContaining(["Vi Thị Gửi Sau", "Vi Thị Gửi Nữa"]));
  });
});

describe("a revocation from before a change of keys", () => {
  it("is refused with the number from which it can be, for what an edition fixed stays; the next edition can be published", async () => {
    await save(other, person("Vi Thị Trước", "quychau"));
    await carry(other, province, "nghean", folder);
    const { own, lastAction } = await overviewOf(other);
    const asked = await askAt(other);
    const { token } = given(await openAt(province, asked.path))!;
    given(await province.handlers["keys.admit"]({ token, digits: asked.fingerprint }));
    await publish(province, [roots[0]!, roots[1]!]);
    const revokeAt = (number: number) =>
      province.handlers["registry.revoke"]({ feed: own.feed, number, why: "mất máy" });
    expect(await revokeAt(lastAction - 1)).toEqual({
      ok: false,
      problem: { kind: "revoked-before-key", feed: own.feed, upTo: lastAction },
    });
    const { version } = (await registryOf(province)).held!;
    given(await revokeAt(lastAction));
    expect(await publish(province, [roots[0]!, roots[1]!])).toBe(version + 1);
  });
});
