import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import type { PackedBundle } from "../../electron/exchange/pack.ts";
import { sha256Hex } from "../../electron/exchange/sha256.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { encodeLine } from "../../shared/change/line.ts";
import { genesis, headsOf } from "../../shared/exchange/chain.ts";
import { madeOffice } from "../bench/made-office.ts";
import { consignment, packed, type TestOffice } from "../electron/exchange/offices.ts";
import { callMain, goTo, listsPeople, openNewOffice, reopen } from "./clerk.ts";
import { axeFindings, misfits, showAt, tabTo, windows } from "./look-over.ts";
import { admit, paperOffice } from "./peers.ts";

/** A province with a folder of bundles from six offices, in any order, some of them bad: one yes, then unattended. */
const passphrase = "năm con thuyền trên sông Lam";
const names = ["anson", "dason", "doluong", "luuson", "quychau", "tuongduong"];
const peopleEach = 40;
const peopleLater = 210;
let folder: string;
let app: App;
let userData: string;
const faults: string[] = [];
let laterBundle: PackedBundle; // of the first office, with more than the folder holds

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "queue-story-"));
  const office = { officeName: "Ban Tổ chức Tỉnh ủy Nghệ An", office: "nghean", province: true };
  ({ app, userData } = await openNewOffice(folder, {
    ...office,
    clerkName: "Nguyễn Thị Thử",
    clerkRole: "Văn thư",
    passphrase,
  }));
}, 90_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** An office's people, ten an action. */
function linesFrom({ peer }: TestOffice, seed: number, after = 0, count = peopleEach): readonly string[] {
  const { people } = madeOffice(seed, count, 0);
  return Array.from({ length: count / 10 }, (_, i) =>
    encodeLine({
      feed: peer.feed,
      number: after + i + 1,
      clerk: "c1",
      at: "2026-03-02T08:00",
      purpose: "workbook.import",
      reason: "",
      audience: [],
      changes: people
        .slice(i * 10, i * 10 + 10)
        .map((person) => describeChange(undefined, { ...person, custodian: peer.office })!),
    }),
  );
}

async function put(place: string, { fileName, bundle, signatureName, signature }: PackedBundle, as = fileName) {
  await writeFile(join(place, as), bundle);
  await writeFile(join(place, as === fileName ? signatureName : `${as}.minisig`), signature);
}

async function lookOver(screen: string): Promise<void> {
  for (const window of Object.keys(windows) as (keyof typeof windows)[]) {
    await showAt(app, window);
    faults.push(...(await misfits(app)).map((what) => `${screen}, ${window}: ${what}`));
    if (process.env.PICTURES !== undefined)
      await app.page.screenshot(join(process.env.PICTURES, `${screen} ${window.replaceAll(" ", "")}.png`));
  }
  await showAt(app, "1366×768");
  faults.push(...(await axeFindings(app)).findings.map((what) => `${screen}: ${what}`));
}

const scrolled = `document.querySelector("main")`;
const heading = { role: "heading", name: "Nhận nhiều gói" };
const outcomes = () => app.page.texts(".queue tbody td:last-child");

describe("a folder of bundles", () => {
  let stick: string;

  const englishToo = async (screen: string) => {
    await lookOver(screen);
    await app.page.click({ role: "button", name: "English", within: "header" });
    await lookOver(`${screen}, en`);
    await app.page.click({ role: "button", name: "Tiếng Việt", within: "header" });
  };

  it("is offered office by office, with what its signatures say, and nothing is taken yet", async () => {
    stick = join(folder, "KINGSTON");
    await mkdir(stick);
    const overview = await callMain(app, "exchange.overview", {});
    if (!overview.ok) throw new Error("no overview");
    for (const [i, name] of names.entries()) {
      const office = await paperOffice(folder, 300 + i, name);
      await admit(app, office.path, office.digits);
      const lines = linesFrom(office, i + 1);
      const send = (from: number, to: number, more: readonly string[] = []) => {
        const prevHead = headsOf(sha256Hex, genesis, lines.slice(0, from - 1)).at(-1) ?? genesis;
        const order = consignment(
          office,
          { ...office, peer: overview.value.own },
          [...lines.slice(from - 1, to), ...more],
          {
            serial: from,
            from,
            prevHead,
          },
        );
        return packed(office, order);
      };
      await put(stick, await send(3, 4));
      if (i === 0) laterBundle = await send(1, 4, linesFrom(office, 50, lines.length, peopleLater));
      const first = await send(1, 2);
      if (i === 1) first.bundle.set([first.bundle[700]! ^ 1], 700);
      await put(stick, first, i === 2 ? `Gói của ${name} (1).zip.age` : first.fileName);
    }
    const stranger = await paperOffice(folder, 400, "nguoila");
    await put(
      stick,
      await packed(stranger, consignment(stranger, { ...stranger, peer: overview.value.own }, linesFrom(stranger, 99))),
    );
    await goTo(app, "Trao đổi");
    await tabTo(app, "Nhận cả thư mục");
    expect(await app.page.evaluate(`${scrolled}.scrollTo(0, 9999), ${scrolled}.scrollTop > 100`)).toBe(true);
    app.answer(stick);
    await app.page.press("Enter");
    await app.page.waitFor(heading);
    expect(await app.page.evaluate(`${scrolled}.scrollTop`)).toBe(0); // what is to be agreed to stands there
    expect(await app.page.count(".queue tbody tr")).toBe(13);
    expect((await app.page.texts(".queue tbody tr"))[0]).toContain("Đảng ủy anson");
    expect((await app.page.texts("output.notice"))[0]).toContain("13 gói, theo chữ ký có 24 ghi chép mới");
    await englishToo("queue offered");
  });

  it("is taken after one yes; the stick may go and come back; bad ones are named; every sum closes", async () => {
    await rename(stick, `${stick}-away`);
    await app.page.click({ role: "button", name: "Nhận 13 gói" });
    await app.page.waitFor({ text: /^USB hoặc thư mục “KINGSTON” đã bị rút/ });
    await lookOver("queue stopped");
    await rename(`${stick}-away`, stick);
    await app.page.click({ role: "button", name: "Nhận 13 gói" });
    await app.page.waitFor(".closing-sum", { timeout: 60_000 });
    expect((await app.page.texts(".notice-what"))[0]).toMatch(
      /^Đã nhận 1[01] gói; 0 gói đã có từ trước; [23] gói không nhận được\.$/,
    );
    const [applied = 0, waiting = 0, held = 0, refused = 0, total = 0] = (await app.page.texts(".closing-sum dd")).map(
      (text) => Number(/\d+/.exec(text)?.[0]),
    );
    expect(applied + waiting + held + refused).toBe(total);
    expect(applied).toBeGreaterThanOrEqual(20);
    for (const said of await outcomes()) {
      const sum = /^(.*) = (\d+)$/.exec(said);
      if (sum === null) expect(said).toMatch(/^không nhận /);
      else expect((sum[1]?.match(/\d+/g) ?? []).reduce((all, part) => all + Number(part), 0)).toBe(Number(sum[2]));
    }
    expect((await outcomes()).filter((said) => said.startsWith("không nhận")).length).toBeGreaterThanOrEqual(2);
    await englishToo("queue done");
    await app.page.click({ role: "button", name: "Xong" });
    await goTo(app, "Cán bộ");
    await app.page.waitUntil(`Number(document.querySelector("[data-found]")?.dataset.found) === ${5 * peopleEach}`);
    expect(faults).toEqual([]);
  });

  it("that is watched is told of in the navigation, and offered once", async () => {
    const share = join(folder, "dung-chung");
    await mkdir(share);
    await goTo(app, "Trao đổi");
    app.answer(share);
    await app.page.click({ role: "button", name: "Chọn thư mục…" });
    await app.page.waitFor({ text: /^Đang theo dõi “dung-chung”/ });
    await put(share, laterBundle);
    await app.page.evaluate("window.dispatchEvent(new Event('focus'))"); // the clerk turns to the window again
    await app.page.waitFor({ text: /^Trong “dung-chung” có 1 gói mới/ });
    await app.page.waitFor({ css: ".shell-nav .nav-count" });
    await englishToo("offered in a watched folder");
    await app.page.click({ role: "button", name: "Xem gói" });
    await app.page.waitFor({ role: "heading", name: "Xem trước gói" }, { timeout: 30_000 });
    await app.page.click({ role: "button", name: `Xem ${peopleLater} tên` });
    await app.page.waitFor(".names");
    expect(await app.page.count(".names li")).toBe(200);
    await englishToo("names in a preview");
    await app.page.click({ role: "button", name: `Hiện thêm (còn ${peopleLater - 200} tên)` });
    await app.page.waitFor({ role: "button", name: /^Hiện thêm/ }, { gone: true });
    expect(await app.page.count(".names li")).toBe(peopleLater);
    await app.page.click({ role: "button", name: "Ẩn tên" });
    expect(await app.page.count(".names li")).toBe(0);
    await app.page.click({ role: "button", name: "Không nhận" });
    await app.page.waitFor({ text: /^Đang theo dõi “dung-chung”, xem lại mỗi phút. Không có gói mới/ });
    await rename(share, `${share}-away`);
    await app.page.evaluate("window.dispatchEvent(new Event('focus'))");
    await app.page.waitFor({ text: /^Hiện không mở được “dung-chung”/ });
    expect(faults).toEqual([]);
  });

  it("that was taken says so of each, and the register stays as it is", async () => {
    await goTo(app, "Trao đổi");
    app.answer(stick);
    await app.page.click({ role: "button", name: "Nhận cả thư mục" });
    await app.page.click({ role: "button", name: "Nhận 13 gói" });
    await app.page.waitFor(".closing-sum", { timeout: 60_000 });
    expect((await app.page.texts(".notice-what"))[0]).toContain("Đã nhận 0 gói; 10 gói đã có từ trước");
    await app.page.click({ role: "button", name: "Xong" });
    await listsPeople(app, 5 * peopleEach);
  });

  it("of which the taking was killed is found again after unlocking", async () => {
    await goTo(app, "Trao đổi");
    app.answer(stick);
    await app.page.click({ role: "button", name: "Nhận cả thư mục" });
    await app.page.waitFor(heading);
    await rename(stick, `${stick}-away`);
    await app.page.click({ role: "button", name: "Nhận 13 gói" });
    await app.page.waitFor({ text: /^USB hoặc thư mục “KINGSTON” đã bị rút/ });
    await app.kill();
    await rename(`${stick}-away`, stick);
    app = await reopen(userData, passphrase);
    await goTo(app, "Trao đổi");
    await app.page.waitFor(heading);
    await app.page.waitFor({ text: /^Lần nhận trước bị ngắt giữa chừng/ });
    await app.page.click({ role: "button", name: /^Nhận 13 gói/ });
    await app.page.waitFor(".closing-sum", { timeout: 60_000 });
    await app.page.click({ role: "button", name: "Xong" });
    await app.page.waitFor({ role: "button", name: "Nhận cả thư mục" });
    await goTo(app, "Cán bộ");
    await goTo(app, "Trao đổi");
    await app.page.waitFor({ role: "button", name: "Nhận cả thư mục" });
    expect(await app.page.count(heading)).toBe(0);
    await listsPeople(app, 5 * peopleEach);
    await app.close();
  });
});
