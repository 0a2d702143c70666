import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { callMain, goTo, openNewOffice } from "./clerk.ts";
import { axeFindings, misfits, showAt } from "./look-over.ts";

/** What left the office stands in the register, takes what is said of it, and is printed as the delivery book. */
let folder: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "custody-"));
  ({ app } = await openNewOffice(folder, {
    officeName: "Huyện ủy Đô Lương",
    office: "doluong",
    clerkName: "Trần Thị Lệ",
    clerkRole: "Văn thư",
    passphrase: "chín bậc thềm đá ở Đền Quả Sơn",
  }));
}, 120_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const table = {
  title: "",
  above: [],
  columns: [{ head: "TT", width: 5 }],
  rows: [[1]],
  below: [],
  paper: "A4",
} as const;

describe("the custody register", () => {
  it("is filled in, filtered and printed, every line on the paper with its number", async () => {
    const { page } = app;
    for (let i = 1; i <= 45; i += 1) {
      app.answer(join(folder, `bang-${i}.xlsx`));
      const saved = await callMain(app, "table.save", {
        suggestedName: "danh-sach",
        as: "xlsx",
        tables: [structuredClone(table) as never],
      });
      expect(saved.ok).toBe(true);
    }
    await goTo(app, "Trao đổi");
    await page.click({ role: "button", name: "Mở sổ giao nhận" });
    await page.waitFor({ role: "heading", name: "Sổ giao nhận" });
    await page.click({ role: "button", name: "Ghi thêm cho số 45" });
    await page.fill({ label: /^Nơi nhận/ }, "Ban Tổ chức Tỉnh ủy");
    await page.fill({ label: /^Mục đích/ }, "Báo cáo quý IV");
    await page.choose({ label: "Gửi bằng" }, "Bản giấy");
    await page.choose({ label: "Độ mật" }, "Mật");
    await page.fill({ label: /^Số bản/ }, "2");
    const faults: string[] = [];
    let looks = 0;
    const lookOver = async () => {
      for (const window of ["1366×768 at 125 %", "1366×768"] as const) {
        await showAt(app, window);
        const { findings, passed } = await axeFindings(app);
        expect(passed).toBeGreaterThan(10);
        faults.push(...(await misfits(app)), ...findings);
      }
      const pictures = process.env.PICTURES;
      if (pictures !== undefined) await page.screenshot(join(pictures, `custody-${looks}.png`));
      looks += 1;
    };
    await lookOver();
    await page.click({ role: "button", name: "Lưu" });
    await page.waitFor("dialog[open]", { gone: true });
    expect((await page.texts("tbody tr"))[0]).toMatch(
      /Mật\s+Ban Tổ chức Tỉnh ủy\s+Bản giấy\s+Báo cáo quý IV\s+2\s+Trần Thị Lệ/,
    );
    await lookOver();
    await page.choose({ label: "Loại" }, "Gói dữ liệu");
    await page.waitFor({ text: "Không có dòng nào trong khoảng này." });
    await page.choose({ label: "Loại" }, "(mọi loại)");
    await page.waitFor("tbody tr");
    const path = join(process.env.PICTURES ?? folder, "so-giao-nhan.pdf");
    app.answer(path);
    await page.click({ role: "button", name: /^In sổ/ });
    await page.waitFor({ text: /^Đã lưu so-giao-nhan\.pdf \(số 46/ }, { timeout: 60_000 });
    const said = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
    const pages = said.split("\f").slice(0, -1);
    expect(pages.length).toBeGreaterThan(1);
    for (const [at, text] of pages.entries()) {
      expect(text).toContain(`Trang ${at + 1}/${pages.length}`);
      expect(text, "the heads stand on every page with lines").toMatch(/Nơi nhận|THỦ TRƯỞNG CƠ QUAN/);
    }
    const numbers = pages.flatMap((text) =>
      [...text.matchAll(/^\s*(\d+)\s+\d\d\/\d\d\/\d{4}/gm)].map(([, no]) => Number(no)),
    );
    expect(numbers).toEqual(Array.from({ length: 45 }, (_, i) => i + 1));
    expect(said).toContain("HUYỆN ỦY ĐÔ LƯƠNG");
    expect(faults).toEqual([]);
  });
});
