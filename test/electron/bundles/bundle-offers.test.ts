import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundlesNamed } from "../../../electron/bundles/bundle-offers.ts";
import { sheetBytes, signingKeyOf } from "../../../electron/exchange/enrol.ts";
import { fingerprintOf } from "../../../electron/exchange/fingerprint.ts";
import type { PackedBundle } from "../../../electron/exchange/pack.ts";
import { splitBundle } from "../../../electron/exchange/split.ts";
import type { Peer } from "../../../shared/exchange/header.ts";
import { partCaps } from "../../../shared/exchange/parts.ts";
import { consignment, dice, linesOf, packed, type TestOffice, testOffice } from "../exchange/offices.ts";
import { given, type Seat, takeQueued, takeSeat } from "../seats.ts";

/** Bundles that nobody chose: opened in the file manager, or come to a folder that is watched. */
let folder: string;
let province: Seat;
let district: TestOffice;
let me: Peer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "offers-"));
  province = await takeSeat(folder, "nghean", "province");
  me = given(await province.handlers["exchange.overview"]({})).own;
  district = await testOffice(31, "doluong");
  province.path = join(folder, "doluong.enrol.json");
  await writeFile(province.path, sheetBytes(district.peer));
  const claim = given(await province.handlers["enrol.open"]({}));
  const digits = fingerprintOf(district.peer);
  const second = { name: "Người thứ hai", digits };
  given(await province.handlers["enrol.admit"]({ token: claim?.token ?? "", digits, second }));
});
afterAll(async () => {
  await province.close();
  await rm(folder, { recursive: true, force: true });
});

const bundleUpTo = (to: number, recipient = me, from: TestOffice = district): Promise<PackedBundle> =>
  packed(
    from,
    consignment(from, { ...from, peer: recipient }, linesOf(from.peer.feed, 30, dice(7)).slice(0, to), { serial: to }),
  );

const look = async () => given(await province.handlers["offers.look"]({}));

describe("a folder that is watched", () => {
  let share: string;
  const put = async ({ bundle, signature }: PackedBundle, name: string) => {
    await writeFile(join(share, name), bundle);
    await writeFile(join(share, `${name}.minisig`), signature);
  };

  it("offers what is new, whole and for us, once, and takes nothing by itself", async () => {
    share = join(folder, "dung-chung");
    await mkdir(share);
    province.path = share;
    expect(await look()).toEqual({ named: 0, server: 0, watched: null });
    expect(given(await province.handlers["watch.choose"]({}))).toEqual({ place: "dung-chung" });
    const nothing = { named: 0, server: 0, watched: { place: "dung-chung", gone: false, fresh: 0, incomplete: [] } };
    expect(await look()).toEqual(nothing);

    const whole = await bundleUpTo(10);
    await put({ ...whole, bundle: whole.bundle.subarray(0, 800) }, "dang-chep.zip.age"); // still being copied
    await put(await bundleUpTo(5, district.peer), "cua-noi-khac.zip.age");
    await put(await bundleUpTo(5, me, await testOffice(32, "nguoila")), "la.zip.age");
    await writeFile(join(share, "thu.docx"), "not ours");
    expect(await look()).toEqual(nothing);
    await put(whole, "dang-chep.zip.age");
    expect((await look()).watched).toMatchObject({ fresh: 1 });

    province.path = null; // no dialog is asked for
    const queue = given(await province.handlers["queue.choose"]({ from: "watched" }));
    expect(queue?.bundles).toMatchObject([{ fileName: "dang-chep.zip.age", fresh: 10, problem: null }]);
    expect(JSON.stringify([queue, await look()])).not.toContain(folder);
    expect(await look()).toEqual(nothing); // offered once, though it was not taken
    expect(given(await province.handlers["exchange.overview"]({})).peers[0]?.heldUpTo).toBe(0);
    const step = await takeQueued(province.handlers, queue?.token ?? "", 0);
    expect(step).toMatchObject({ became: "taken", sum: { applied: 10 } });
  });

  it("offers the next bundle under the same name, and none whose content is held", async () => {
    await put(await bundleUpTo(20), "dang-chep.zip.age");
    expect((await look()).watched?.fresh).toBe(1);
    await put(await bundleUpTo(8), "dang-chep.zip.age");
    expect((await look()).watched?.fresh).toBe(0);
  });

  it("names the part that is still missing, and offers the bundle when the last one is there", async () => {
    const whole = await bundleUpTo(30);
    const parts = given(await splitBundle(signingKeyOf(district.keys), whole, partCaps.least / 10));
    expect(parts.length).toBeGreaterThan(2);
    const before = (await look()).watched?.fresh ?? 0;
    const drop = async ({ fileName, bytes, signature }: (typeof parts)[number]) => {
      await writeFile(join(share, fileName), bytes);
      await writeFile(join(share, `${fileName}.minisig`), signature);
    };
    const [first, ...rest] = parts as [(typeof parts)[number], ...(typeof parts)[number][]];
    for (const part of rest.toReversed()) await drop(part);
    const missing = { sender: "Đảng ủy doluong", from: 1, to: 30, of: parts.length, missing: [1] };
    expect((await look()).watched).toMatchObject({ fresh: before, incomplete: [missing] });
    await drop(first);
    expect((await look()).watched).toMatchObject({ fresh: before + 1, incomplete: [] });
    const queue = given(await province.handlers["queue.choose"]({ from: "watched" }));
    expect(queue?.bundles).toMatchObject([{ to: 30, parts: parts.length, problem: null }]);
    expect((await look()).watched).toMatchObject({ fresh: 0, incomplete: [] });
  });

  it("may be gone for a while, and is told so without a problem", async () => {
    await rename(share, `${share}-away`);
    expect((await look()).watched).toEqual({ place: "dung-chung", gone: true, fresh: 0, incomplete: [] });
    await rename(`${share}-away`, share);
    expect((await look()).watched?.gone).toBe(false);
    given(await province.handlers["watch.stop"]({}));
    expect((await look()).watched).toBeNull();
  });
});

describe("files named in the program's arguments", () => {
  it("are bundles by their names, or nothing", () => {
    const argv = [
      "--inspect",
      "goi.zip.age",
      "/media/usb/Gói của Đô Lương (1).zip.age",
      "thu.docx",
      "--x.zip.age",
      ".",
      "",
    ];
    expect(bundlesNamed(argv, "/home/clerk")).toEqual([
      "/home/clerk/goi.zip.age",
      "/media/usb/Gói của Đô Lương (1).zip.age",
    ]);
  });

  it("are offered, looked at when the clerk says so, and offered no more", async () => {
    const path = join(folder, "mo-tu-ngoai.zip.age");
    const { bundle, signature } = await bundleUpTo(30);
    await writeFile(path, bundle);
    await writeFile(`${path}.minisig`, signature);
    province.named = [path];
    expect(await look()).toEqual({ named: 1, server: 0, watched: null });
    const queue = given(await province.handlers["queue.choose"]({ from: "named" }));
    expect(queue?.bundles).toMatchObject([{ fileName: "mo-tu-ngoai.zip.age", fresh: 20 }]);
    expect(await look()).toEqual({ named: 0, server: 0, watched: null });
    const preview = given(await province.handlers["bundle.open"]({ queued: { token: queue?.token ?? "", index: 0 } }));
    expect(preview?.lines).toHaveLength(20);
  });
});
