import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { goTo, importWorkbook, listsPeople, openNewOffice } from "./clerk.ts";
import { axeFindings, misfits, showAt, windows } from "./look-over.ts";
import { admit, preview, sendTo, take, writeSheet } from "./peers.ts";
import { smallOffice, workbookOnDisk } from "./workbook-on-disk.ts";

/** A district whose mailbox takes only small letters: its bundle goes in parts and comes together at the province. */
const passphrase = "năm con thuyền trên sông Lam";
const district = { officeName: "Huyện ủy Đô Lương", office: "doluong" };
const province = { officeName: "Ban Tổ chức Tỉnh ủy Nghệ An", office: "nghean" };
const family = ["Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Hồ"];
const given = ["An", "Bình", "Cường", "Dũng", "Giang", "Hải", "Khánh", "Lâm", "Minh", "Nam", "Phúc"];
let folder: string;
let below: App;
let above: App;
const faults: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parts-"));
  const who = { clerkName: "Nguyễn Thị Thử", clerkRole: "Văn thư", passphrase };
  below = (await openNewOffice(folder, { ...district, ...who, province: false })).app;
  above = (await openNewOffice(folder, { ...province, ...who, province: true })).app;
}, 120_000);
afterAll(async () => {
  await below?.kill();
  await above?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function lookOver(app: App, screen: string): Promise<void> {
  for (const window of Object.keys(windows) as (keyof typeof windows)[]) {
    await showAt(app, window);
    faults.push(...(await misfits(app)).map((what) => `${screen}, ${window}: ${what}`));
    if (process.env.PICTURES !== undefined)
      await app.page.screenshot(join(process.env.PICTURES, `${screen} ${window.replaceAll(" ", "")}.png`));
  }
  await showAt(app, "1366×768");
  faults.push(...(await axeFindings(app)).findings.map((what) => `${screen}: ${what}`));
}

const inEnglish = async (app: App, screen: string) => {
  await app.page.click({ role: "button", name: "English", within: "header" });
  await lookOver(app, screen);
  await app.page.click({ role: "button", name: "Tiếng Việt", within: "header" });
};

describe("a bundle that goes by mail", () => {
  let mails: string;
  let inbox: string;
  let parts: readonly string[];

  it("is cut to the size the clerk chooses, each part named and signed", async () => {
    const [lower, upper] = [await writeSheet(below, folder), await writeSheet(above, folder)];
    await admit(above, lower.path, lower.digits);
    await admit(below, upper.path, upper.digits);
    const people = Array.from(
      { length: 480 },
      (_, i) => `${family[i % 7]} Văn ${given[i % 11]} ${given[(i * 5) % 11]}`,
    );
    await importWorkbook(below, await workbookOnDisk(join(folder, "so.xlsx"), smallOffice(people)));
    mails = join(folder, "thu-di");
    await mkdir(mails);
    const { page } = below;
    await goTo(below, "Trao đổi");
    await page.click(sendTo(province.officeName));
    await page.waitFor({ label: "Chia để gửi thư điện tử" });
    await page.choose({ label: "Chia để gửi thư điện tử" }, "Cỡ khác…");
    await page.fill({ label: "Cỡ mỗi phần (MB)" }, "0,01");
    await lookOver(below, "parts choice");
    await page.click({ role: "button", name: "Chọn nơi ghi và đóng gói" });
    below.answer(mails);
    await page.waitFor({ text: /^Đã ghi xong và đọc lại đúng/ }, { timeout: 30_000 });
    parts = await page.texts(".part-names li");
    expect(parts.length).toBeGreaterThan(1);
    await lookOver(below, "parts made");
    expect((await readdir(mails)).toSorted()).toEqual(parts.flatMap((part) => [part, `${part}.minisig`]).toSorted());
    expect(parts[1]).toMatch(/\.phan-0?2-tren-\d+\.age$/);
    await page.click({ role: "button", name: "Xong" });
    await page.click({ role: "button", name: "Mở sổ giao nhận" });
    await page.waitFor({ text: new RegExp(`\\(${parts.length} phần\\)`) });
  });

  it("is refused while a part is missing, which is named, and taken when it has come", async () => {
    inbox = join(folder, "thu-den");
    await mkdir(inbox);
    const late = parts[1] ?? "";
    for (const part of parts.toReversed())
      if (part !== late)
        for (const name of [part, `${part}.minisig`]) await rename(join(mails, name), join(inbox, name));
    await goTo(above, /^Trao đổi/);
    await above.page.click({ role: "button", name: "Nhận gói" });
    above.answer(join(inbox, parts[0] ?? ""));
    const said = await above.page.waitFor({ text: new RegExp(`còn thiếu phần 2 trên ${parts.length}`) });
    expect(said).toContain("Chưa nhận gì");
    await lookOver(above, "parts missing");
    await inEnglish(above, "parts missing, en");
    await listsPeople(above, 0);

    await goTo(above, /^Trao đổi/);
    await above.page.click({ role: "button", name: "Chọn thư mục…" });
    above.answer(inbox);
    await above.page.waitFor({ text: new RegExp(`còn thiếu phần 2 trên ${parts.length}`) });
    for (const name of [late, `${late}.minisig`]) await rename(join(mails, name), join(inbox, name));
    await preview(above, join(inbox, parts.at(-1) ?? ""));
    const sum = await take(above);
    expect(sum.applied).toBe(sum.total);
    await listsPeople(above, 480);
  });

  it("leaves no screen cramped and none that a reader of screens stumbles over", () => {
    expect(faults).toEqual([]);
  });
});
