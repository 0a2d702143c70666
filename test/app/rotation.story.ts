import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { move } from "../../renderer/text/vi/move.ts";
import { packs } from "../../renderer/text/vi/packs.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { rotationOffice } from "../fixtures/rotation-office.ts";
import { callMain, goTo, lock, openNewOffice, unlock } from "./clerk.ts";
import { axeFindings, misfits } from "./look-over.ts";

/**
 * From a weak commune to a closed gap: the gap is found, a programme is set up, candidates are weighed, one is proposed
 * and goes through the five steps to a decision; the gap closes by itself; assessment, outcome and report follow.
 */
const passphrase = "năm con thuyền trên sông Lam";
const made = rotationOffice("nghean");
const { weak, vacant } = made;
const pictures = process.env.PICTURES ?? join(import.meta.dirname, "../../out/rotation");
let folder: string;
let app: App;
let taken = 0;
const faults: string[] = [];

beforeAll(async () => {
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), "rotation-"));
  const desk = await openNewOffice(folder, {
    officeName: "Ban Tổ chức Tỉnh ủy Nghệ An",
    office: "nghean",
    province: true,
    clerkName: "Trần Thị Thử",
    clerkRole: "Chuyên viên",
    passphrase,
  });
  app = desk.app;
  for (let from = 0; from < made.records.length; from += 200) {
    const changes = made.records.slice(from, from + 200).flatMap((record) => describeChange(undefined, record) ?? []);
    const saved = await callMain(app, "ledger.append", { purpose: "person.add", reason: "", audience: [], changes });
    if (!saved.ok) throw new Error(saved.problem.kind);
  }
  await lock(app);
  await unlock(app, passphrase);
}, 120_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const see = async (screen: string): Promise<void> => {
  await app.page.settle();
  taken += 1;
  faults.push(...(await misfits(app)).map((what) => `${screen}: ${what}`));
  faults.push(...(await axeFindings(app)).findings.map((what) => `${screen}: ${what}`));
  await app.page.screenshot(join(pictures, `${String(taken).padStart(2, "0")}-${screen}.png`));
};
const button = (name: string | RegExp) => ({ role: "button", name });
const inDialog = (name: string | RegExp) => ({ role: "button", name, within: "dialog[open]" });
const closed = () => app.page.waitFor("dialog[open]", { gone: true });
const pick = async (label: string | RegExp, text: string, within?: string): Promise<void> => {
  await app.page.fill({ label, ...(within === undefined ? {} : { within }) }, text);
  await app.page.click({ role: "option", name: new RegExp(`^${text}`) });
};
/** Until a tab of the board of places counts that many: they are counted anew after a form has gone. */
const counts = async (tab: string, places: number): Promise<void> => {
  await goTo(app, /^Vị trí cần cán bộ/);
  await app.page.waitUntil(`document.querySelector('[data-tab="${tab}"]')?.dataset.count === "${places}"`);
};
const afterwards = move.acts.afterStays;
let name = ""; // of whoever is proposed

describe("a rotation from its reason to its result", () => {
  it("finds the vacancy by itself, and keeps why the place is weak", async () => {
    const { page } = app;
    await counts("VACANT", 1);
    await page.waitFor({ text: new RegExp(`^${vacant.title}`) });
    await see("dang-khuyet");
    await page.click(button("Ghi nhận nơi yếu"));
    await pick("Đơn vị", weak.name, "dialog[open]");
    await page.fill({ label: "Yếu từ ngày", within: "dialog[open]" }, "01/09/2025");
    await page.choose({ label: "Lý do theo danh mục" }, "Thiếu cán bộ chủ chốt");
    await page.fill({ label: "Căn cứ" }, "Báo cáo kiểm tra số 12-BC/UBKTTU");
    await page.choose({ label: "Mức độ" }, "Cao");
    await page.fill({ label: "Người phụ trách" }, "Phòng Tổ chức cán bộ");
    await see("ghi-noi-yeu");
    await page.click(inDialog("Lưu"));
    await closed();
    await counts("WEAK", 1);
    await page.click('[data-tab="WEAK"]');
    await page.waitFor({ text: new RegExp(weak.name) });
    await see("noi-yeu");
  });

  it("sets up a programme with a target for that place", async () => {
    const { page } = app;
    await goTo(app, /^Đề án/);
    await page.click(button("Thêm đề án, kế hoạch"));
    await page.fill({ label: "Tên đề án, kế hoạch" }, "Luân chuyển cán bộ về các xã khó khăn");
    await page.fill({ label: "Số, ký hiệu" }, "15-ĐA/TU");
    await page.fill({ label: "Thực hiện từ" }, "2025");
    await page.fill({ label: "Đến" }, "2030");
    await page.click(button("Thêm căn cứ"));
    await page.fill({ label: "Căn cứ thứ 1" }, "65-QĐ/TW");
    await page.press("Escape");
    await see("de-an");
    await page.click(button("Lưu"));
    await page.click(button("Thêm chỉ tiêu"));
    await page.choose({ label: "Hướng" }, "Từ trên xuống");
    await page.choose({ label: "Nhóm chức danh" }, "Bí thư");
    await pick("Nơi đến", weak.name);
    await page.fill({ label: "Số lượt" }, "1");
    await page.click(button("Lưu chỉ tiêu"));
    await page.waitFor(button("Gợi ý cho chỉ tiêu này"));
    await see("chi-tieu");
  });

  it("lays candidates before the clerk, each with every rule, and says why somebody is not there", async () => {
    const { page } = app;
    await page.click(button("Gợi ý cho chỉ tiêu này"));
    await page.choose({ label: "Vị trí trong biên chế" }, `${vacant.title} (còn trống)`);
    await page.fill({ label: "Nhận nhiệm vụ từ" }, "01/10/2025");
    await page.choose({ label: "Mục đích" }, "Tăng cường cho nơi yếu, khó khăn");
    await page.waitFor(".candidate");
    await see("goi-y");
    [name = ""] = await page.texts(".candidate-name");
    expect(name).not.toBe("");
    await page.click({ css: ".candidate-name", nth: 0 });
    await page.waitFor(".candidate-rules > li");
    const results = await page.evaluate<string[]>(
      "[...document.querySelectorAll('.candidate-rules > li')].map((line) => line.dataset.result)",
    );
    expect(results.length).toBeGreaterThan(5);
    await page.waitFor({ role: "heading", name: "Nếu người này đi" });
    await see("mot-nguoi");
    await page.click(button(`Đề xuất luân chuyển ${name}`));
    await page.waitFor({ role: "heading", name: "Hồ sơ luân chuyển" });
    await see("de-xuat");
  });

  it("goes through the five steps; what is missing is said and asks for a reason", async () => {
    const { page } = app;
    const steps: readonly (readonly [string, string])[] = [
      ["Đề xuất chủ trương", "Kế hoạch 21-KH/TU, 05/08/2025"],
      ["Đề xuất nhân sự", "Danh sách kèm Tờ trình 33-TTr/BTC"],
      ["Chuẩn bị nhân sự", "Báo cáo thẩm định 40-BC/BTC"],
      ["Trao đổi, gặp gỡ", "Biên bản 12/09/2025"],
    ];
    for (const [step, document] of steps) {
      await page.click(button(`Hoàn thành bước: ${step}`));
      await page.fill({ label: "Ngày", within: "dialog[open]" }, "12/09/2025");
      await page.fill({ label: "Văn bản", within: "dialog[open]" }, document);
      await page.fill({ label: "Cơ quan, người thực hiện", within: "dialog[open]" }, "Ban Tổ chức Tỉnh ủy");
      if (step === "Chuẩn bị nhân sự") await see("mot-buoc");
      await page.click(inDialog("Hoàn thành bước"));
      await closed();
    }
    await page.waitFor('[data-step="DECIDE"][data-state="current"]');
    await page.waitFor({ text: /Hồ sơ còn thiếu/ });
    await see("nam-buoc");
  });

  it("decides, says beforehand what changes, and the gap closes by itself", async () => {
    const { page } = app;
    await page.click({ css: '[data-step="DECIDE"] .button' });
    await page.fill({ label: "Số, ký hiệu", within: "dialog[open]" }, "127-QĐ/TU");
    await page.fill({ label: "Cơ quan ban hành", within: "dialog[open]" }, "Ban Thường vụ Tỉnh ủy");
    await page.fill({ label: "Ngày ký", within: "dialog[open]" }, "25/09/2025");
    await page.fill({ label: /^Lý do/, within: "dialog[open]" }, "Hồ sơ giấy đã đủ, lưu tại phòng");
    await page.waitFor({ text: /kết thúc 30\/09\/2025/ });
    await see("quyet-dinh");
    await page.click(inDialog("Lưu quyết định"));
    await closed();
    await page.waitFor({ text: "Quyết định này đã thay đổi" });
    await see("da-quyet-dinh");
    await counts("VACANT", 1); // the post left is open now, the one that was open is filled
    expect((await page.texts("#main tbody tr")).join()).not.toContain(vacant.title);
    await see("tu-dong-dong");
  });

  it("is assessed, ends with an outcome, and the place is weak no more", async () => {
    const { page } = app;
    await goTo(app, /^Luân chuyển/);
    await page.click({ role: "button", name: new RegExp(name), within: "#main" });
    await page.click(button("Thêm đánh giá năm"));
    await page.fill({ label: "Năm", within: "dialog[open]" }, "2025");
    await page.choose({ label: "Xếp loại" }, "Hoàn thành tốt nhiệm vụ");
    await page.fill({ label: "Nơi đánh giá" }, weak.name);
    await page.click(inDialog("Lưu"));
    await closed();
    await page.click(button("Kết thúc"));
    await page.fill({ label: /^Ngày cuối/ }, "31/10/2026");
    await page.choose({ label: "Kết quả", within: "dialog[open]" }, "Ở lại, ổn định nơi đến");
    await page.choose({ label: "Sau đó" }, afterwards);
    await see("ket-thuc");
    await page.click(inDialog("Lưu kết thúc"));
    await closed();
    await see("da-ket-thuc");
    await goTo(app, /^Vị trí cần cán bộ/);
    await page.click('[data-tab="WEAK"]');
    await page.click({ role: "button", name: new RegExp(`^Xem .*${weak.name}`) });
    await page.click(button(/^Không còn yếu/));
    await page.fill({ label: /^Lý do/, within: "dialog[open]" }, "Đã có bí thư, xếp loại khá");
    await page.click({ css: "dialog[open] .button-main" });
    await closed();
    await counts("WEAK", 0);
    await see("khong-con-yeu");
  });

  it("counts it: the programme's target, and the report of results", async () => {
    const { page } = app;
    await goTo(app, /^Đề án/);
    await page.waitFor({ text: /1 trên 1 chỉ tiêu/ });
    await see("de-an-ket-qua");
    await goTo(app, /^Biểu thống kê/);
    await page.click(button(/Kết quả sau luân chuyển/));
    await page.fill({ label: "Từ ngày" }, "2025");
    await page.fill({ label: "Đến ngày" }, "2026");
    await see("r-2");
    await page.click(button(/Sơ đồ luân chuyển/));
    await see("so-do");
    await goTo(app, /^Việc cần làm/);
    await see("viec-can-lam");
  });

  it("shows every screen of it whole, and open to everybody", async () => {
    const { page } = app;
    await goTo(app, /^Vị trí cần cán bộ/);
    await page.click('[data-tab="VACANT"]');
    await page.click({ css: "#main tbody tr .button" });
    await page.waitFor(".candidate");
    await page.click(button("Tìm phương án hoán đổi"));
    await page.click({ role: "checkbox", name: "Kể cả phương án còn cảnh báo chưa đạt" });
    await page.click(button("Tìm phương án"));
    await page.waitFor({ text: /người đang giữ chức$/ });
    await see("hoan-doi");
    await goTo(app, /^Thiết lập/);
    await page.click(button(packs.open));
    await page.waitFor({ text: "65-QĐ/TW" });
    await see("bo-quy-dinh");
    await goTo(app, /^Quy hoạch/);
    await page.waitFor("#main table");
    await see("quy-hoach");
    expect(faults).toEqual([]);
  });
});
