import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import { ngheAnRecords } from "../../shared/domain/reference/nghe-an/records.ts";
import { aPerson, numbered } from "../fixtures/records.ts";
import { callMain, goTo, openNewOffice } from "./clerk.ts";
import { axeFindings, misfits, showAt, showIn, windows } from "./look-over.ts";

/** A province keeps the organisation: units of two orders, an act with preview and the way back, a code list. */
let folder: string;
let app: App;
const faults: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "organisation-"));
  const desk = await openNewOffice(folder, {
    officeName: "Ban Tổ chức Tỉnh ủy Nghệ An",
    office: "nghean",
    province: true,
    clerkName: "Trần Thị Thử",
    clerkRole: "Chuyên viên",
    passphrase: "năm con thuyền trên sông Lam",
  });
  app = desk.app;
}, 90_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const see = async (screen: string): Promise<void> => {
  await app.page.settle();
  for (const window of Object.keys(windows) as (keyof typeof windows)[]) {
    await showAt(app, window);
    faults.push(...(await misfits(app)).map((what) => `${screen}, ${window}: ${what}`));
    if (process.env.PICTURES !== undefined)
      await app.page.screenshot(join(process.env.PICTURES, `${screen} ${window.replace(/\W/g, "-")}.png`));
  }
  for (const scheme of ["light", "dark"] as const) {
    await showIn(app, scheme);
    faults.push(...(await axeFindings(app)).findings.map((what) => `${screen}, ${scheme}: ${what}`));
  }
  await showIn(app, "light");
  await showAt(app, "1366×768");
};
const button = (name: string | RegExp) => ({ role: "button", name });
const rowsShown = () => app.page.texts("[role=treeitem]");

describe("the organisation of a province", () => {
  it("begins with the units that come with the program, before the reform and since", async () => {
    const { page } = app;
    const communes = (["Xã Đô Lương", "Xã Bạch Ngọc"] as const).map((name) => unitNamed(name));
    const records: AnyRecord[] = communes.flatMap((unitId, n) => {
      const post = blankRecord("post", {
        id: numbered("post", n + 1),
        unitId,
        role: "T",
        title: n === 0 ? "Chủ tịch UBND Xã Đô Lương" : "Chủ tịch UBND Xã Bạch Ngọc",
        managingLevel: "BTVTU",
      });
      const step = blankRecord("assignment", {
        id: numbered("assignment", n + 1),
        personId: numbered("person", n + 1),
        unitId,
        postId: post.id,
        title: post.title,
        nature: "SUBSTANTIVE",
        from: "2025-07-01",
      });
      return [
        aPerson(n + 1, { birthName: n === 0 ? "Nguyễn Văn Thử" : "Lê Thị Mẫu", custodian: "nghean" }),
        post,
        step,
      ];
    });
    const saved = await callMain(app, "ledger.append", {
      purpose: "person.add",
      reason: "",
      audience: [],
      changes: records.flatMap((record) => describeChange(undefined, record) ?? []),
    });
    expect(saved.ok).toBe(true);

    await goTo(app, "Tổ chức");
    await page.click(button("Nạp danh mục đơn vị Nghệ An"));
    await page.waitFor({ text: /^Đã nạp \d+ bản ghi mới/ });
    await page.fill({ label: "Vào ngày" }, "30/06/2025");
    await page.waitFor({ text: /đơn vị vào ngày 30\/06\/2025/ });
    expect((await rowsShown()).length).toBe(21); // the province and its twenty units, branches closed
    expect((await rowsShown()).join()).toContain("Huyện Đô Lương");
    await page.fill({ label: "Vào ngày" }, "01/07/2025");
    await page.waitFor({ text: /đơn vị vào ngày 01\/07\/2025/ });
    expect((await rowsShown()).length).toBe(131);
    expect((await rowsShown()).join()).not.toContain("Huyện");
    await page.fill({ label: "Tìm đơn vị theo tên hoặc mã" }, "do luong");
    await page.waitUntil("document.querySelectorAll('[role=treeitem]').length === 1");
    await page.click("[role=treeitem]");
    await page.waitFor({ text: "Nguyễn Văn Thử" });
    await see("organisation");
  });

  it("takes a post and a weak place in the open, and follows the arrows", async () => {
    const { page } = app;
    await page.click(button("Thêm vị trí"));
    await page.fill({ label: /^Vị trí/ }, "Phó Chủ tịch UBND Xã Đô Lương");
    await page.choose({ label: "Vai trò" }, "Cấp phó");
    await page.fill({ label: "Số chỗ" }, "2");
    await see("organisation, post");
    await page.click(button("Lưu"));
    await page.waitFor({ text: "Còn trống 2" });
    await page.click(button("Thêm đặc điểm"));
    await page.choose({ label: "Đặc điểm" }, "Yếu kém");
    await page.choose({ label: "Lý do theo danh mục" }, "Thiếu cán bộ chủ chốt");
    await page.click(button("Lưu"));
    await page.waitFor({ text: "Yếu kém" });
    await page.fill({ label: "Tìm đơn vị theo tên hoặc mã" }, "");
    await page.waitUntil("document.querySelectorAll('[role=treeitem]').length === 131");
    await page.evaluate("document.querySelector('[role=tree]').focus()");
    await page.press("Home", "ArrowLeft");
    await page.waitUntil("document.querySelectorAll('[role=treeitem]').length === 1");
    await page.press("ArrowRight", "ArrowDown");
    expect(await page.evaluate("document.querySelector('[role=treeitem][aria-selected=true]').ariaLevel")).toBe("2");
  });

  it("shows what was known before the units were loaded", async () => {
    const { page } = app;
    await page.fill({ label: "Như đã biết đến ngày" }, "2020");
    await page.waitFor({ text: /Đang xem theo những gì đã ghi đến ngày 2020/ });
    await page.waitFor({ text: "Chưa có đơn vị nào vào ngày này." });
    await page.fill({ label: "Như đã biết đến ngày" }, "");
    await page.waitUntil("document.querySelectorAll('[role=treeitem]').length === 131");
  });

  it("tells a career as it is known, and as it was known by a day", async () => {
    const { page } = app;
    await page.fill({ label: "Tìm đơn vị theo tên hoặc mã" }, "do luong");
    await page.waitUntil("document.querySelectorAll('[role=treeitem]').length === 1");
    await page.click("[role=treeitem]");
    await page.click(button("Nguyễn Văn Thử"));
    await page.waitFor(".career-step");
    await page.click({ text: "Xem như đã biết đến một ngày" });
    await page.fill({ label: "Như đã biết đến ngày" }, "2020");
    await page.waitFor({ text: "Đến ngày đó chưa ghi gì về quá trình công tác." });
    await page.waitFor(".career-step", { gone: true });
    await see("career as known");
    await page.fill({ label: "Như đã biết đến ngày" }, "");
    await page.waitFor(".career-step");
    await goTo(app, "Tổ chức");
    await page.waitFor("[role=treeitem]");
  });

  it("carries out a merger after a preview, and takes it back", async () => {
    const { page } = app;
    await page.click(button("Sắp xếp tổ chức…"));
    await page.fill({ label: "Tên đợt sắp xếp" }, "Sáp nhập thử");
    await page.fill({ label: /^Có hiệu lực từ ngày/ }, "01/07/2027");
    await page.fill({ label: "Số quyết định" }, "1/NQ-THU");
    for (const name of ["Xã Đô Lương", "Xã Bạch Ngọc"]) {
      await page.fill({ label: "Thêm đơn vị vào bước này" }, name);
      await page.press("ArrowDown", "Enter");
      await page.waitFor(button(`Bỏ ${name}`));
    }
    await page.fill({ label: "Tên đơn vị mới" }, "Xã Đô Lương Lớn");
    await page.click({ role: "button", name: "Thêm bước" });
    await page.waitFor({ text: "Số liệu khớp: không ai bị sót." });
    expect((await page.texts(".act-sum tbody tr")).map((row) => row.split(/\s+/).slice(-4))).toEqual([
      ["131", "−2", "+1", "130"],
      ["3", "−3", "+2", "2"],
      ["2", "–", "–", "2"],
    ]);
    await page.waitFor({ text: "Giữ nguyên 0 chỗ đứng; chuyển 1; chưa bố trí 1." });
    await see("reorganisation");
    await page.click(button("Thực hiện"));
    await page.waitFor({ text: "Đã thực hiện và ghi thành một lần." });
    await page.click(button("Quay lại"));
    await page.fill({ label: "Vào ngày" }, "01/07/2027");
    await page.waitUntil("document.querySelectorAll('[role=treeitem]').length === 130");
    await goTo(app, "Tổ chức");
    await page.click(button("Sắp xếp tổ chức…"));
    await page.waitFor(button("Hoàn tác đợt sắp xếp vừa rồi"));
    await page.click(button("Hoàn tác đợt sắp xếp vừa rồi"));
    await page.waitFor({ text: "Đã hoàn tác: mọi thứ như trước." });
    await page.click(button("Quay lại"));
    await page.fill({ label: "Vào ngày" }, "01/07/2027");
    await page.waitUntil("document.querySelectorAll('[role=treeitem]').length === 131");
  });

  it("adds a code to a list and retires another", async () => {
    const { page } = app;
    await page.click(button("Danh mục mã…"));
    await page.choose({ label: "Danh mục" }, "Hình thức đào tạo");
    await page.click(button("Thêm mã"));
    await page.fill({ label: /^Mã/ }, "TRUC_TUYEN");
    await page.fill({ label: /^Tên(?! tiếng)/ }, "Trực tuyến");
    await page.click(button("Lưu"));
    await page.waitFor({ text: "Đã lưu mã TRUC_TUYEN." });
    await page.click(button("Sửa Chuyên tu"));
    await page.fill({ label: "Đến ngày" }, "30/06/2026");
    await page.click(button("Lưu"));
    await page.waitFor({ text: "… – 30/06/2026" });
    await see("code lists");
    expect(faults).toEqual([]);
  });
});

function unitNamed(name: string): RecordId<"unit"> {
  for (const record of ngheAnRecords())
    if ("name" in record && "unitId" in record && record.name === name) return record.unitId;
  throw new Error(name);
}
