import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { addPerson, callMain, goTo, openNewOffice, stateSum } from "./clerk.ts";
import { axeFindings, lookAllOver, misfits, showAt } from "./look-over.ts";
import { admit, preview, send, take, writeSheet } from "./peers.ts";

/** The sender's side: what became of each bundle, what is told when nothing comes back, and a bundle dropped onto the window. */
const passphrase = "năm con thuyền trên sông Lam";
const province = "Ban Tổ chức Tỉnh ủy Nghệ An";
const district = "Huyện ủy Đô Lương";
let stick: string;
let below: App;
let above: App;

beforeAll(async () => {
  stick = await mkdtemp(join(tmpdir(), "outbox-"));
  const open = async (officeName: string, office: string, isProvince: boolean) => {
    const clerk = { clerkName: `Văn thư ${office}`, clerkRole: "Văn thư", passphrase };
    return (await openNewOffice(stick, { officeName, office, ...clerk, province: isProvince })).app;
  };
  below = await open(district, "doluong", false);
  above = await open(province, "nghean", true);
  const [lower, upper] = [await writeSheet(below, stick), await writeSheet(above, stick)];
  await admit(above, lower.path, lower.digits);
  await admit(below, upper.path, upper.digits);
}, 240_000);

afterAll(async () => {
  await below?.kill();
  await above?.kill();
  await rm(stick, { recursive: true, force: true, maxRetries: 5 });
});

let first: string;
let second: string;

describe("the outbox of a district", () => {
  it("shows a bundle as sent until its receipt is here, and names what was in it", async () => {
    await addPerson(below, { birthName: "Đặng Thị Ngọc Ánh", residence: "Xóm 9, xã Lưu Sơn" });
    first = await send(below, province, stick);
    await addPerson(below, { birthName: "Trần Văn Dũng", residence: "Xóm 2, xã Đà Sơn" });
    second = await send(below, province, stick);
    await openOutbox(below, province);
    expect(await rows(below)).toEqual([
      expect.stringMatching(/^\d+ .* 1–2 đã gửi, chưa xác nhận sẽ tự đi lại trong gói sau Xem 2 ghi chép$/),
      expect.stringMatching(/^\d+ .* 1 đã gửi, chưa xác nhận nội dung đã đi lại trong gói số \d+ Xem 1 ghi chép$/),
    ]);
    await below.page.click({ css: "[data-bundle] button.link", nth: 0 });
    await below.page.waitFor(".outbox-actions li");
    expect(await below.page.texts(".outbox-actions li")).toEqual([
      "Số 1 Đặng Thị Ngọc Ánh (Hồ sơ)",
      "Số 2 Trần Văn Dũng (Hồ sơ)",
    ]);
    await look(below, "outbox-sent");
    await below.page.click({ role: "button", name: "English" });
    await below.page.waitFor({ role: "heading", name: "Outbox" });
    await look(below, "outbox-english");
    await below.page.click({ role: "button", name: "Tiếng Việt" });
  });

  it("says that receipts are kept from it after three bundles, on the exchange screen too, with the button that sends again", async () => {
    expect(await below.page.count("[data-problem=receipts-frozen]")).toBe(0);
    await goTo(below, "Cán bộ");
    await send(below, province, stick);
    await below.page.waitFor("[data-problem=receipts-frozen]");
    expect(
      await below.page.count({
        role: "button",
        name: `${province}: Gửi lại`,
        within: "[data-problem=receipts-frozen]",
      }),
    ).toBe(1);
    await look(below, "exchange-frozen");
  });

  it("lets the days until silence is red be set within bounds, and never to none", async () => {
    expect(await below.page.count("[data-problem=unconfirmed-long]")).toBe(0);
    await goTo(below, "Thiết lập");
    await below.page.fill({ label: /^Số ngày có ghi sổ/ }, "0");
    await below.page.press("Tab");
    await below.page.waitFor({ text: "Ghi một số từ 3 đến 60." });
    await below.page.fill({ label: /^Số ngày có ghi sổ/ }, "5");
    await look(below, "settings-days");
    const kept = await callMain(below, "kept.read", { name: "setting:unheard-days" });
    expect(kept).toEqual({ ok: true, value: { value: "5" } });
  });

  it("is taken as an overlap and as a repetition at the other end, each in its own words", async () => {
    await preview(above, first);
    expect(await take(above)).toMatchObject({ applied: 1, total: 1 });
    await preview(above, second);
    expect(await above.page.texts("[data-problem=bundle-overlaps]")).toEqual([
      expect.stringMatching(
        /^Gói này \(ghi chép 1–2\) gối lên phần đã nhận đến số 1, .* chỉ phần mới được ghi vào sổ\.$/,
      ),
    ]);
    await look(above, "overlap");
    expect(await take(above)).toMatchObject({ applied: 1, total: 1 });
    await goTo(above, "Cán bộ");
    await goTo(above, "Trao đổi");
    await above.page.click({ role: "button", name: "Nhận gói" });
    above.answer(second);
    await above.page.waitFor("[data-problem=bundle-already-taken]");
  });

  it("clears by the receipt alone", async () => {
    await openOutbox(below, province);
    expect((await rows(below)).join()).not.toContain("đã xác nhận");
    await goTo(below, "Cán bộ");
    await preview(below, await send(above, district, stick));
    await take(below);
    expect(await below.page.count("[data-problem=receipts-frozen]")).toBe(0);
    await openOutbox(below, province);
    expect(await rows(below)).toEqual([
      expect.stringMatching(/1–2 đã xác nhận 2 đã ghi vào sổ/),
      expect.stringMatching(/1–2 đã xác nhận 2 đã ghi vào sổ/),
      expect.stringMatching(/ 1 đã xác nhận 1 đã ghi vào sổ/),
    ]);
    await look(below, "outbox-confirmed");
  });
});

describe("an extract for somebody who may not see everything", () => {
  it("says its fields before it is made, is read at the other end with those alone, and is kept nowhere", async () => {
    const before = await stateSum(above);
    for (const [profile, absent] of [
      [/^Hạn chế/, ["Xóm 9", "Lưu Sơn", "Đà Sơn"]],
      [/^Chỉ thống kê/, ["Ngọc Ánh", "Trần Văn Dũng", "Xóm 9"]],
    ] as const) {
      const { page } = below;
      await goTo(below, "Trao đổi"); // from the outbox too
      await page.click({ role: "button", name: `Bản trích cho ${province}` });
      await page.choose({ label: "Nơi nhận được xem" }, profile);
      await page.waitFor({ text: "Bản trích sẽ có, và chỉ có:" });
      expect(await lookAllOver(below, `extract to make ${profile.source.slice(1)}`)).toEqual([]);
      await page.click({ role: "button", name: "Chọn nơi ghi bản trích" });
      below.answer(stick);
      await page.waitFor({ text: /^Đã ghi xong và đọc lại đúng/ }, { timeout: 30_000 });
      const file = (await page.texts({ css: "dialog dd", nth: 0 }))[0] ?? "";
      expect(file).toMatch(/\.trich\.age$/);
      await page.click({ role: "button", name: "Xong" });
      await goTo(above, "Trao đổi");
      await above.page.click({ role: "button", name: "Xem bản trích" });
      above.answer(join(stick, file));
      await above.page.waitFor({ role: "heading", name: `Bản trích của ${district}` });
      const [shown = ""] = await above.page.texts("dialog[open]");
      expect(shown.includes("Đặng Thị Ngọc Ánh")).toBe(profile.source.includes("Hạn"));
      for (const words of absent) expect(shown).not.toContain(words);
      expect(await lookAllOver(above, `extract read ${profile.source.slice(1)}`)).toEqual([]);
      await above.page.click({ role: "button", name: "Đóng", within: "dialog[open]", nth: 1 });
    }
    expect(await stateSum(above)).toEqual(before);
    await goTo(above, "Cán bộ");
  });
});

describe("a file dropped onto the window", () => {
  it("opens the preview of a bundle; the page sees no path and nothing is taken", async () => {
    await addPerson(below, { birthName: "Phạm Thị Hồng Nhung", residence: "Xóm 4, xã Lưu Sơn" });
    const bundle = await send(below, province, stick);
    const before = await stateSum(above);
    await goTo(above, "Cán bộ");
    await above.page.evaluate(
      "void (window.seen = [], document.addEventListener('bundles-dropped', (event) => seen.push(JSON.stringify(event.detail))))",
    );
    await drop(above, [`${bundle}.minisig`, bundle]);
    await above.page.waitFor({ role: "heading", name: "Xem trước gói" });
    expect(await above.page.evaluate("seen.join()")).toBe("1");
    await look(above, "dropped");
    await above.page.click({ role: "button", name: "Không nhận" });
    expect(await stateSum(above)).toEqual(before);
    await drop(above, [bundle]);
    await above.page.waitFor({ role: "heading", name: "Xem trước gói" });
    expect(await take(above)).toMatchObject({ applied: 1, total: 1 });
  });

  it("is said to be no bundle where it is none, and never takes the page's place", async () => {
    const page = join(stick, "trang.html");
    await writeFile(page, "<h1>Trang lạ</h1>");
    const where = await above.page.evaluate("location.href");
    await drop(above, [page]);
    await above.page.waitFor("[data-problem=not-a-bundle]");
    expect(await above.page.evaluate("location.href")).toBe(where);
    await above.page.click({ role: "button", name: "Đóng", within: "[data-problem=not-a-bundle]" });
    expect(await above.page.count("[data-problem=not-a-bundle]")).toBe(0);
  });

  it("is not believed when the page itself makes it up", async () => {
    await above.page.evaluate(
      `void (window.seen = [], (() => {
        const files = new DataTransfer();
        files.items.add(new File(["x"], "gia.zip.age"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
      })())`,
    );
    await above.page.settle();
    expect(await callMain(above, "offers.look", {})).toMatchObject({ ok: true, value: { named: 0 } });
  });
});

async function openOutbox(app: App, name: string): Promise<void> {
  await goTo(app, "Trao đổi");
  await app.page.click({ role: "button", name: `Mở hộp gửi: ${name}`, within: "td" });
  await app.page.waitFor({ role: "heading", name: "Hộp gửi" });
  await app.page.waitFor("[data-bundle]");
}

const rows = ({ page }: App) => page.texts("[data-bundle]");

/** Files as a hand drags them in from the file manager: real drag events of the browser. */
async function drop({ page }: App, files: readonly string[]): Promise<void> {
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"])
    await page.protocol("Input.dispatchDragEvent", { type, x: 600, y: 400, data });
}

/** Everything fits, axe finds nothing, at both sizes; a picture of each where one is wanted. */
async function look(app: App, name: string): Promise<void> {
  for (const size of ["1366×768 at 125 %", "1366×768"] as const) {
    await showAt(app, size);
    expect(await misfits(app), `${name} ${size}`).toEqual([]);
    const { PICTURES } = process.env;
    if (PICTURES === undefined) continue;
    await mkdir(PICTURES, { recursive: true });
    await app.page.screenshot(join(PICTURES, `${name} ${size.replaceAll(/[ %]/g, "")}.png`), { fullPage: true });
  }
  expect((await axeFindings(app)).findings, name).toEqual([]);
}
