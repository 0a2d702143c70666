import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { addPerson, complaint, type Desk, goTo, lock, openNewOffice, openPerson } from "./clerk.ts";
import { axeFindings, misfits, showAt } from "./look-over.ts";

/** Several clerks on one PC: the key keeper adds one, who chooses a passphrase of their own and works with it. */
const [first, own] = ["mật khẩu trao tận tay", "mật khẩu của riêng tôi"];
const keeper = {
  officeName: "Đảng ủy xã Lưu Sơn",
  office: "luuson",
  clerkName: "Nguyễn Thị Thử",
  clerkRole: "Văn thư",
  passphrase: "năm con thuyền trên sông Lam",
};

let folder: string;
let desk: Desk;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "clerks-"));
});
afterAll(async () => {
  await desk?.app.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A picture of the screen as it is, where `PICTURES` names a folder. */
async function lookAt({ page }: App, what: string): Promise<void> {
  if (process.env.PICTURES === undefined) return;
  await page.settle();
  await page.screenshot(join(process.env.PICTURES, `clerks ${what}.png`));
}

const button = (name: string | RegExp) => ({ role: "button", name });
const list = "table[aria-label='Cán bộ dùng máy'] tbody tr";

/** Open the register as a clerk, by number. */
async function unlockAs(number: number, secret: string): Promise<void> {
  const { page } = desk.app;
  await page.choose({ label: /^Ai mở sổ/ }, `Cán bộ số ${number}`);
  await page.fill({ css: "[name=secret]" }, secret);
  await page.click(button("Mở sổ"));
}

describe("several clerks on one PC", () => {
  it("are added by the key keeper, with duties and a first passphrase", async () => {
    desk = await openNewOffice(folder, keeper);
    const { app } = desk;
    const { page } = app;
    await goTo(app, "Thiết lập");
    await page.waitFor(list); // once it is there nothing below it moves any more
    await page.click(button("Thêm người…"));
    await page.fill({ css: "dialog [name=name]" }, "Trần Văn Mẫu");
    await page.fill({ css: "dialog [name=role]" }, "Chuyên viên");
    await page.fill({ css: "dialog [name=passphrase]" }, first);
    await page.fill({ css: "dialog [name=again]" }, first);
    await lookAt(app, "add-a-clerk");
    await page.click({ role: "button", name: "Lưu", within: "dialog" });
    await page.waitUntil(`document.querySelectorAll(${JSON.stringify(list)}).length === 2`);
    expect((await page.texts(list))[1]).toMatch(/2\s+Trần Văn Mẫu, Chuyên viên\s+Nhập liệu\s+chờ đổi lần đầu/);
    await lookAt(app, "clerks");
  });

  it("are asked for by number, and choose a passphrase of their own before anything else", async () => {
    const { app } = desk;
    const { page } = app;
    await lock(app);
    await lookAt(app, "unlock");
    await unlockAs(2, "mật khẩu nào đó khác");
    expect((await complaint(app)).kind).toBe("wrong-passphrase");
    await unlockAs(2, first);
    await page.waitFor({ role: "heading", name: "Đặt cụm mật khẩu của riêng bạn" }, { timeout: 60_000 });
    await lookAt(app, "own-passphrase");
    await page.fill({ css: "[name=passphrase]" }, first);
    await page.fill({ css: "[name=again]" }, first);
    await page.click(button("Đổi và vào sổ"));
    expect((await complaint(app)).kind).toBe("passphrase-unchanged");
    await page.fill({ css: "[name=passphrase]" }, own);
    await page.fill({ css: "[name=again]" }, own);
    await page.click(button("Đổi và vào sổ"));
    await page.waitFor({ role: "heading", name: "Cán bộ" }, { timeout: 60_000 });
    expect((await page.texts(".shell-clerk"))[0]).toBe("Trần Văn Mẫu (Nhập liệu)");
  });

  it("change their own passphrase, and see who works there without being able to change it", async () => {
    const { app } = desk;
    const { page } = app;
    await goTo(app, "Thiết lập");
    await page.waitFor({ css: list });
    expect(await page.count(button("Thêm người…"))).toBe(0);
    await page.click(button("Đổi mật khẩu của tôi…"));
    await page.fill({ css: "dialog [name=old]" }, first);
    await page.fill({ css: "dialog [name=passphrase]" }, `${own} mới`);
    await page.fill({ css: "dialog [name=again]" }, `${own} mới`);
    await page.click({ role: "button", name: "Lưu", within: "dialog" });
    expect((await complaint(app)).kind).toBe("wrong-passphrase");
    await page.fill({ css: "dialog [name=old]" }, own);
    await page.click({ role: "button", name: "Lưu", within: "dialog" });
    await page.waitFor({ text: /^Đã đổi\. Từ lần mở sổ sau/ });
    await lookAt(app, "settings-of-a-clerk");
    await lock(app);
    await unlockAs(1, `${own} mới`); // a wrong number only takes longer
    await page.waitFor({ role: "heading", name: "Cán bộ" }, { timeout: 60_000 });
    expect((await page.texts(".shell-clerk"))[0]).toBe("Trần Văn Mẫu (Nhập liệu)");
  });

  it("enter what is weighty, which waits for a second clerk and then stands in the file", async () => {
    const { app } = desk;
    const { page } = app;
    await addPerson(app, { birthName: "Lê Văn Thuận", birthDate: "05/03/1985" });
    await page.click({ css: '[data-table="disciplinary-action"]' });
    await page.waitFor(".row-form");
    await page.type("2024");
    await page.press("Tab", "Tab", "Tab"); // to the breach
    await page.type("Vi phạm quy định về quản lý hồ sơ");
    await page.press("Control+S");
    await page.waitFor({ role: "button", name: "Sửa hồ sơ" });
    await page.waitUntil('/chờ người thứ hai/.test(document.querySelector(".shell-saved").innerText)');
    await page.waitFor({ text: /^1 thay đổi chờ người thứ hai xác nhận/ });
    expect(await page.count({ text: /quản lý hồ sơ/ })).toBe(0); // not in the file yet
    await lookAt(app, "file-that-waits");
    await goTo(app, /^Bàn việc/);
    await page.waitFor({ role: "heading", name: "Chờ người thứ hai xác nhận" });
    expect(await page.count(button("Xác nhận"))).toBe(0); // entering is not confirming
    await lookAt(app, "desk-of-the-writer");

    await lock(app);
    await unlockAs(1, keeper.passphrase);
    await page.waitFor({ role: "heading", name: "Cán bộ" }, { timeout: 60_000 });
    await goTo(app, /^Bàn việc/);
    await page.waitFor(button("Xác nhận"));
    expect((await page.texts("[data-proposal]"))[0]).toMatch(
      /Lê Văn Thuận[\s\S]*Kỷ luật[\s\S]*Trần Văn Mẫu[\s\S]*quản lý hồ sơ/,
    );
    for (const window of ["1366×768 at 125 %", "1366×768"] as const) {
      await showAt(app, window);
      expect(await misfits(app)).toEqual([]);
      expect((await axeFindings(app)).findings).toEqual([]);
      await lookAt(app, `desk-of-the-second ${window.replaceAll(" ", "")}`);
    }
    await page.click(button("Xác nhận"));
    await page.waitFor({ text: "Đã xác nhận. Thay đổi đã vào hồ sơ." });
    await openPerson(app, "Lê Văn Thuận");
    await page.waitFor({ text: /quản lý hồ sơ/ });
    expect(await page.count({ text: /chờ người thứ hai/ })).toBe(0);
  });

  it("are all told in English too", async () => {
    const { app } = desk;
    const { page } = app;
    await page.click(button("English"));
    await goTo(app, "Settings");
    await page.waitFor({ css: "table[aria-label='Clerks on this PC'] tbody tr" });
    for (const window of ["1366×768 at 125 %", "1366×768"] as const) {
      await showAt(app, window);
      expect(await misfits(app)).toEqual([]);
      expect((await axeFindings(app)).findings).toEqual([]);
      await lookAt(app, `in-English ${window.replaceAll(" ", "")}`);
    }
  });
});
