import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { officeText } from "../electron/papers/office-text.ts";
import { paragraph, wordMade } from "../electron/papers/word-made.ts";
import { aMove, aPerson, numbered } from "../fixtures/records.ts";
import { callMain, complaint, goTo, lock, openNewOffice, unlock } from "./clerk.ts";
import { axeFindings, misfits } from "./look-over.ts";

/** From a decided move to a Word file on the disk, by a shipped template and by the office's own. */
const passphrase = "năm con thuyền trên sông Lam";
const pictures = process.env.PICTURES ?? join(import.meta.dirname, "../../out/move-papers");
let folder: string;
let app: App;
const faults: string[] = [];

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  folder = await mkdtemp(join(tmpdir(), "move-papers-"));
  const desk = await openNewOffice(folder, {
    officeName: "Huyện ủy Đô Lương",
    office: "doluong",
    clerkName: "Trần Thị Thử",
    clerkRole: "Chuyên viên",
    passphrase,
  });
  app = desk.app;
  const records = [
    aPerson(1, { birthName: "Trần Thị Mẫu", sex: "NU", birthDate: "1985-03-05", nativeProvince: "Nghệ An" }),
    blankRecord("decision", {
      id: numbered("decision", 1),
      number: "127-QĐ/HU",
      issuer: "Ban Thường vụ Huyện ủy",
      date: "2025-09-25",
      signer: "Lê Văn Thử",
    }),
    aMove(1, 1, {
      fromTitle: "Phó Trưởng Ban Tổ chức Huyện ủy",
      toTitle: "Bí thư Đảng ủy xã Lưu Sơn",
      start: "2025-10-01",
      plannedEnd: "2028-09-30",
      decisionId: numbered("decision", 1),
      state: "ACTIVE",
    }),
  ];
  const changes = records.flatMap((record) => describeChange(undefined, record) ?? []);
  const saved = await callMain(app, "ledger.append", { purpose: "person.add", reason: "", audience: [], changes });
  if (!saved.ok) throw new Error(saved.problem.kind);
  await lock(app);
  await unlock(app, passphrase);
}, 120_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const see = async (screen: string): Promise<void> => {
  await app.page.settle();
  faults.push(...(await misfits(app)).map((what) => `${screen}: ${what}`));
  faults.push(...(await axeFindings(app)).findings.map((what) => `${screen}: ${what}`));
  await app.page.screenshot(join(pictures, `${screen}.png`));
};
const button = (name: string | RegExp) => ({ role: "button", name });
const openPaper = async (): Promise<void> => {
  await goTo(app, /^Luân chuyển/);
  await app.page.click({ role: "button", name: /Trần Thị Mẫu/, within: "#main" });
  await app.page.click(button("Soạn văn bản…"));
  await app.page.waitFor("[data-value=ho_va_ten]");
};
/** Save by the button, and what LibreOffice shows of the file, in one line. */
const saved = async (name: string): Promise<string> => {
  const path = join(folder, name);
  await app.page.click(button("Lưu tệp Word…"));
  app.answer(path);
  await app.page.waitFor({ text: /^Đã ghi / }, { timeout: 60_000 });
  const text = await officeText({ paper: new Uint8Array(await readFile(path)) });
  return (text.paper ?? "").replace(/\s+/g, " ");
};

describe("a paper about a decided move", () => {
  it("says what goes in and what stays blank, and leaves as a Word file with the right values in their places", async () => {
    const { page } = app;
    await openPaper();
    await page.waitFor("[data-blanks]");
    await page.fill({ label: "Cơ quan cấp trên" }, "Đảng bộ tỉnh Nghệ An");
    await page.fill({ label: "Địa danh" }, "Đô Lương");
    await page.fill({ label: /^Thẩm quyền ký/ }, "T/M BAN THƯỜNG VỤ");
    await page.fill({ label: "Chức vụ người ký" }, "BÍ THƯ");
    await see("soan-van-ban");
    const text = await saved("quyet-dinh.docx");
    expect(text).toContain("ĐẢNG BỘ TỈNH NGHỆ AN ĐẢNG CỘNG SẢN VIỆT NAM");
    expect(text).toContain("Số 127-QĐ/HU");
    expect(text).toContain("Đô Lương, ngày 25 tháng 9 năm 2025");
    expect(text).toContain(
      "Luân chuyển đồng chí Trần Thị Mẫu, sinh ngày 05/03/1985, Phó Trưởng Ban Tổ chức Huyện ủy, đến nhận nhiệm vụ, giữ chức vụ Bí thư Đảng ủy xã Lưu Sơn, kể từ ngày 01 tháng 10 năm 2025. Thời hạn: 03 năm.",
    );
    expect(text.indexOf("Lê Văn Thử")).toBeGreaterThan(text.indexOf("T/M BAN THƯỜNG VỤ BÍ THƯ"));
    await see("da-luu");
  });

  it("is refused a template with an unknown field, by a sentence that names it, and takes it once corrected", async () => {
    const { page } = app;
    await page.click(button("Mẫu văn bản…"));
    await page.waitFor("[data-field='{ho_va_ten}']");
    const path = join(folder, "mau-rieng.docx");
    await writeFile(path, await wordMade(paragraph("Cử đồng chí {ho_va_tn} đến {noi_den}")));
    await page.click(button("Đưa mẫu vào…"));
    app.answer(path);
    const said = await complaint(app);
    expect(said.kind).toBe("template-faults");
    expect(said.said).toContain("Trường {ho_va_tn} không có; có phải {ho_va_ten}?");
    await see("mau-hong");
    await writeFile(path, await wordMade(paragraph("Cử đồng chí {ho_va_ten} đến {noi_den}")));
    await page.click(button("Đưa mẫu vào…"));
    app.answer(path);
    await page.waitFor({ text: /^Đã nhận mẫu/ }, { timeout: 30_000 });
    await page.click(button("Chép {ho_va_ten}"));
    await page.waitFor({ text: "Đã chép {ho_va_ten}." });
    await see("mau-cua-co-quan");
  });

  it("is made from that template too, and the template can be renamed and removed", async () => {
    const { page } = app;
    await openPaper();
    await page.choose({ label: "Mẫu" }, "Mẫu của cơ quan: mau-rieng");
    expect(await saved("theo-mau-rieng.docx")).toContain("Cử đồng chí Trần Thị Mẫu đến Bí thư Đảng ủy xã Lưu Sơn");
    await page.click(button("Mẫu văn bản…"));
    await page.click(button("Đổi tên mẫu: mau-rieng"));
    await page.fill({ label: "Tên mẫu", within: "dialog[open]" }, "Quyết định cử đi");
    await page.click({ role: "button", name: "Đổi tên", within: "dialog[open]" });
    await page.waitFor(button("Bỏ mẫu: Quyết định cử đi"));
    await page.click(button("Bỏ mẫu: Quyết định cử đi"));
    await page.waitFor({ text: "Chưa có mẫu nào của cơ quan." });
    expect(faults).toEqual([]);
  });
});
