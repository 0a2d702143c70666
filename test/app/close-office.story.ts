import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { addManyPeople, addPerson, goTo, listsPeople, openNewOffice } from "./clerk.ts";
import { axeFindings, misfits, showAt, windows } from "./look-over.ts";
import { admit, receive, send, writeSheet } from "./peers.ts";

/** Three programs: the province closes one district; another, and the province itself, go on with its files. */
const passphrase = "năm con thuyền trên sông Lam";
const offices = [
  { name: "Huyện ủy Đô Lương", office: "doluong", province: false },
  { name: "Ban Thường vụ Đảng ủy xã Bạch Ngọc và xã Lam Sơn", office: "bachngoc", province: false },
  { name: "Ban Tổ chức Tỉnh ủy Nghệ An", office: "nghean", province: true },
] as const;
const many = 30;
const alone = "Lò Thị Chưa Giữ Chức"; // no post, so no unit places her

let stick: string;
let [closed, successor, above]: App[] = [];

beforeAll(async () => {
  stick = await mkdtemp(join(tmpdir(), "close-office-"));
  const apps: App[] = [];
  for (const { name, office, province } of offices) {
    const made = { officeName: name, office, clerkName: `Văn thư ${office}`, clerkRole: "Văn thư", passphrase };
    apps.push((await openNewOffice(stick, { ...made, province })).app);
  }
  [closed, successor, above] = apps;
}, 180_000);

afterAll(async () => {
  for (const app of [closed, successor, above]) await app?.kill();
  await rm(stick, { recursive: true, force: true, maxRetries: 5 });
});

const both = ["English", "Tiếng Việt"];

/** Everything fits and axe finds nothing, in the languages asked for at both sizes; a picture of each where one is wanted. */
async function lookOver(app: App, what: string, languages: readonly string[] = ["Tiếng Việt"]): Promise<void> {
  for (const language of languages) {
    if (languages.length > 1) await app.page.click({ role: "button", name: language, within: "header" });
    for (const size of Object.keys(windows) as (keyof typeof windows)[]) {
      await showAt(app, size);
      expect([...(await misfits(app)), ...(await axeFindings(app)).findings], `${what}, ${size}`).toEqual([]);
      if (process.env.PICTURES !== undefined)
        await app.page.screenshot(
          join(process.env.PICTURES, `closing ${what} ${language.slice(0, 2)} ${size.replaceAll(/[ %]/g, "")}.png`),
        );
    }
  }
  await showAt(app, "1366×768");
}

/** Selects whose chosen name is wider than their box: drawn beside it in the same letters, and measured. */
const namesCut = `[...document.querySelectorAll(".closing td select")].filter((select) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = getComputedStyle(select).font;
  const { paddingLeft, paddingRight } = getComputedStyle(select);
  const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - 16;
  return pen.measureText(select.selectedOptions[0].text).width > room;
}).length`;

describe("an office that ends, through the screens", () => {
  it("is closed at the province: who goes on, where each unit goes, and who is left", async () => {
    const [first, second, top] = [closed!, successor!, above!];
    const sheet = await writeSheet(top, stick);
    for (const district of [first, second]) {
      const own = await writeSheet(district, stick);
      await admit(top, own.path, own.digits);
      await admit(district, sheet.path, sheet.digits);
    }
    await addManyPeople(first, 5, many);
    await addPerson(first, { birthName: alone });
    await receive(top, await send(first, offices[2].name, stick));
    const { page } = top;
    await goTo(top, "Trao đổi");
    await page.click({ role: "button", name: "Đăng bạ khóa" });
    await page.click({ role: "button", name: `Kết thúc hoạt động: ${offices[0].name}` });
    await page.waitFor({ role: "heading", name: `Kết thúc hoạt động: ${offices[0].name}` });
    const sign = { role: "button", name: "Ký kết thúc" };
    for (const { name } of [offices[1], offices[2]]) {
      await page.fill({ label: /^Thêm cơ quan tiếp nhận/ }, name);
      await page.click({ role: "option", name: new RegExp(`^${name}`) });
      await page.waitFor({ role: "button", name: `Bỏ ${name}` });
    }
    await lookOver(top, "begun");
    await page.fill({ label: /^Số quyết định/ }, "30-NQ/TU");
    await page.fill({ label: /^Lý do/ }, "Sắp xếp tổ chức bộ máy");
    await page.choose({ label: "Tất cả dòng chưa chọn", nth: 0 }, offices[1].name);
    await page.waitFor({ text: /^Còn 1 hồ sơ chưa có nơi nhận/ });
    expect(await page.count({ css: "button.button-danger:disabled" })).toBe(1); // one person is left whom no unit places
    await page.choose({ label: `Nơi nhận: ${alone}` }, offices[2].name);
    await page.waitFor({ text: "Mọi hồ sơ đã có nơi nhận." });
    await showAt(top, "1366×768 at 125 %");
    const cut = await top.page.evaluate<number>(namesCut);
    expect(cut, "names cut in their selects").toBe(0);
    await lookOver(top, "ready", both);
    await page.click(sign);
    await page.waitFor({ text: new RegExp(`^Đã kết thúc hoạt động của ${offices[0].name}: ${many + 1} hồ sơ`) });
    await lookOver(top, "done");
  }, 300_000);

  it("goes on at its successor, whose desk says so in one place", async () => {
    const [second, top] = [successor!, above!];
    await receive(second, await send(top, offices[1].name, stick));
    await listsPeople(second, many);
    await goTo(second, /^Bàn việc/);
    expect(await second.page.waitFor("[data-closing]")).toContain(`Tiếp nhận ${many} hồ sơ của ${offices[0].name}`);
    expect(await second.page.count("[data-handover]")).toBe(0);
    await lookOver(second, "desk", both);
  }, 300_000);

  it("is told on every screen of the closed office itself", async () => {
    const [first, top] = [closed!, above!];
    await receive(first, await send(top, offices[0].name, stick));
    await goTo(first, "Cán bộ");
    expect(await first.page.waitFor("[data-own-closing]")).toContain("30-NQ/TU");
    await listsPeople(first, many + 1); // still read
    await first.page.waitFor({ text: "Đã kết thúc: không thêm cán bộ" });
    expect(await first.page.count({ role: "button", name: "Thêm cán bộ" })).toBe(0);
    await lookOver(first, "closed", both);
  }, 300_000);
});
