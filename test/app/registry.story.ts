import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { callMain, goTo, openNewOffice, unlock } from "./clerk.ts";
import { axeFindings, misfits, showAt, type windows } from "./look-over.ts";
import { admit, paperOffice, typeDigits, writeSheet } from "./peers.ts";

/** A province makes its root keys, publishes the registry of keys, an office trusts it by digits from paper and changes its own. */
const passphrase = "năm con thuyền trên sông Lam";
const keepers = ["Nguyễn Giữ Một", "Trần Giữ Hai", "Lê Giữ Ba"];
let stick: string;
let below: App;
let above: App;

beforeAll(async () => {
  stick = await mkdtemp(join(tmpdir(), "registry-"));
  const open = async (officeName: string, office: string, province: boolean) =>
    (
      await openNewOffice(stick, {
        officeName,
        office,
        clerkName: `Văn thư ${office}`,
        clerkRole: "Văn thư",
        passphrase,
        province,
      })
    ).app;
  below = await open("Đảng ủy xã Lưu Sơn", "luuson", false);
  above = await open("Ban Tổ chức Tỉnh ủy Nghệ An", "nghean", true);
}, 120_000);

afterAll(async () => {
  await below?.kill();
  await above?.kill();
  await rm(stick, { recursive: true, force: true, maxRetries: 5 });
});

const toRegistry = async (app: App) => {
  await goTo(app, "Trao đổi");
  await app.page.click({ role: "button", name: "Đăng bạ khóa" });
  await app.page.waitFor({ role: "heading", name: "Đăng bạ khóa" });
};

async function ownOf(app: App) {
  const overview = await callMain(app, "exchange.overview", {});
  if (!overview.ok) throw new Error(overview.problem.kind);
  return overview.value.own;
}

/** Sound for axe-core and fitting, in both languages and both window sizes. */
async function lookOver(app: App, what: string): Promise<void> {
  for (const [language, window] of [
    ["English", "1366×768 at 125 %"],
    ["Tiếng Việt", "1366×768"],
  ] as const) {
    await showAt(app, window satisfies keyof typeof windows);
    const covered = await app.page.evaluate<boolean>("document.querySelector('dialog[open]') !== null");
    if (!covered) await app.page.click({ role: "button", name: language, within: "header" });
    await app.page.settle();
    await app.page.evaluate("Promise.all(document.getAnimations().map((change) => change.finished)).then(() => true)"); // colours fade over
    if (process.env.PICTURES !== undefined)
      await app.page.screenshot(join(process.env.PICTURES, `registry ${what} ${language}.png`));
    expect((await axeFindings(app)).findings, `${what}, ${language}`).toEqual([]);
    expect(await misfits(app), `${what}, ${language}`).toEqual([]);
  }
}

/** Keepers sign the next edition, each from their own stick. */
async function signBy(holders: readonly string[]): Promise<void> {
  const { page } = above;
  for (const [nth, holder] of holders.entries()) {
    await page.click({ role: "button", name: "Ký" });
    await page.fill({ label: /^Cụm mật khẩu của người giữ/ }, `${holder} cụm riêng`);
    const [file = ""] = await readdir(join(stick, holder));
    above.answer(join(stick, holder, file));
    await page.click({ role: "button", name: "Chọn tệp khóa và ký" });
    await page.waitFor({ css: ".registry-keepers .sign-good", nth }, { timeout: 60_000 });
  }
}

describe("the registry of keys, through its screens", () => {
  it("an office is enrolled by two people", async () => {
    const sheet = await writeSheet(below, stick);
    await typeDigits(above, sheet.path, sheet.digits);
    await above.page.waitFor({ text: "Mời người thứ hai gõ lại từ tờ phiếu." });
    await lookOver(above, "second person");
    expect(await above.page.isEnabled({ role: "button", name: "Đăng ký cơ quan này" })).toBe(false); // no name yet
    await above.page.fill({ label: /^Họ tên người thứ hai/ }, "Văn thư nghean"); // the first one's own name
    await above.page.fill({ label: /^Các chữ số trên tờ phiếu, người thứ hai gõ/ }, sheet.digits);
    await above.page.click({ role: "button", name: "Đăng ký cơ quan này" });
    await above.page.waitFor({ text: /^Ở tỉnh phải có hai người cùng gõ/ });
    await above.page.press("Escape");
    await admit(above, sheet.path, sheet.digits);
    const third = await paperOffice(stick, 77, "quychau");
    await admit(above, third.path, third.digits);
    const upper = await writeSheet(above, stick);
    await admit(below, upper.path, upper.digits);
  }, 120_000);

  it("three keepers make their keys, two sign, and the province publishes", async () => {
    const { page } = above;
    await toRegistry(above);
    await lookOver(above, "before keys");
    for (const holder of keepers) {
      await page.click({ role: "button", name: "Lập khóa gốc" });
      await page.fill({ label: /^Họ tên người giữ/ }, holder);
      await page.fill({ label: /^Cụm mật khẩu của người giữ/ }, `${holder} cụm riêng`);
      await page.fill({ label: /^Gõ lại cụm mật khẩu/ }, `${holder} cụm riêng`);
      await mkdir(join(stick, holder), { recursive: true });
      above.answer(join(stick, holder));
      if (holder === keepers[0]) await lookOver(above, "making a key");
      await page.click({ role: "button", name: "Chọn USB và ghi khóa" });
      await page.waitFor({ text: /^Đã ghi khóa gốc khoa-goc-/ }, { timeout: 60_000 });
    }
    expect(await page.isEnabled({ role: "button", name: "Công bố" })).toBe(false);
    await signBy(keepers.slice(1));
    await lookOver(above, "signed by two");
    await page.click({ role: "button", name: "Công bố" });
    await page.waitFor({ text: /^Đăng bạ số 1 đã có hiệu lực ở tỉnh/ });
    await lookOver(above, "published");
  }, 240_000);

  it("the office trusts it by the digits of the province's paper, and then follows it", async () => {
    const handed = join(stick, "handed");
    await mkdir(handed);
    above.answer(handed);
    await above.page.click({ role: "button", name: "Ghi ra tệp" });
    await above.page.waitFor({ text: /^Đã ghi registry-000001\.json/ });
    const digits = (await above.page.texts(".fingerprint"))[0] ?? "";
    await toRegistry(below);
    below.answer(join(handed, "registry-000001.json"));
    await below.page.click({ role: "button", name: "Mở tệp đăng bạ" });
    await below.page.fill({ label: /^Các chữ số trên văn bản của tỉnh/ }, "1".repeat(30));
    await below.page.click({ role: "button", name: "Tin đăng bạ này" });
    await below.page.waitFor({ text: "Chữ số không khớp. Chưa tin đăng bạ nào." });
    await lookOver(below, "digits differ");
    await below.page.fill({ label: /^Các chữ số trên văn bản của tỉnh/ }, digits);
    await below.page.click({ role: "button", name: "Tin đăng bạ này" });
    await below.page.waitFor({ text: "Đã nhận đăng bạ số 1." });
    await lookOver(below, "at the office");
  }, 120_000);

  it("the office's keys are changed step by step, and the province's own with the same edition", async () => {
    const [page, upper] = [below.page, above.page];
    const before = await ownOf(below);
    const asked = join(stick, "asked");
    await mkdir(asked);
    below.answer(asked);
    await page.click({ role: "button", name: "Đổi khóa" });
    await page.waitFor({ text: /^Đã ghi luuson-.*doi-khoa\.json/ });
    await page.waitFor({ text: "Khóa mới đã lập, chưa có hiệu lực. Dấu nhận dạng của khóa mới:" });
    await lookOver(below, "keys asked for");
    const overview = await callMain(below, "registry.overview", {});
    const digits = (overview.ok && overview.value.ahead) || "";
    above.answer(join(asked, `${before.feed}.doi-khoa.json`));
    await upper.click({ role: "button", name: "Mở phiếu đổi khóa" });
    await upper.fill({ label: /^Các chữ số cơ quan đọc/ }, "1".repeat(30));
    await upper.click({ role: "button", name: "Đổi khóa từ bản kế tiếp" });
    await upper.waitFor({ text: "Chữ số không khớp. Chưa đổi khóa nào." });
    await lookOver(above, "keys differ");
    await upper.fill({ label: /^Các chữ số cơ quan đọc/ }, digits);
    await upper.click({ role: "button", name: "Đổi khóa từ bản kế tiếp" });
    await upper.waitFor({ text: /^Khóa mới của máy luuson-.* đã vào bản sắp công bố/ });
    await upper.click({ role: "button", name: "Đổi khóa" });
    await upper.waitFor({ text: "Khóa mới của máy này sẽ có hiệu lực khi công bố bản kế tiếp." });
    await lookOver(above, "keys to come");
    await signBy(keepers.slice(1));
    await upper.click({ role: "button", name: "Công bố" });
    await upper.waitFor({ text: /^Đăng bạ số 2 đã có hiệu lực ở tỉnh/ });
    const handed = join(stick, "handed");
    above.answer(handed);
    await upper.click({ role: "button", name: "Ghi ra tệp" });
    await upper.waitFor({ text: /^Đã ghi registry-000002\.json/ });
    below.answer(join(handed, "registry-000002.json"));
    await page.click({ role: "button", name: "Mở tệp đăng bạ" });
    await page.waitFor({ text: "Đã nhận đăng bạ số 2." });
    await lookOver(below, "keys changed");
    const after = await ownOf(below);
    expect([after.feed, after.signingKey === before.signingKey]).toEqual([before.feed, false]);
  }, 120_000);

  it("a PC takes a new identity in one step, and asks for the passphrase", async () => {
    const { page } = below;
    await page.click({ role: "button", name: "Lập căn cước mới" });
    await page.waitFor({ role: "heading", name: "Lập căn cước mới cho máy này" });
    await lookOver(below, "new identity");
    const { feed } = await ownOf(below);
    await page.click({ role: "button", name: "Lập căn cước mới", within: "dialog" });
    await unlock(below, passphrase);
    const after = await ownOf(below);
    expect(after.feed).not.toBe(feed);
    expect(after.office).toBe("luuson");
  }, 120_000);

  it("a key is revoked up to a save, from the next edition on", async () => {
    const { page } = above;
    await page.click({ role: "button", name: /^Thu hồi: quychau-/ });
    await page.waitFor({ role: "heading", name: /^Thu hồi khóa của máy quychau-/ });
    await page.fill({ label: /^Lý do/ }, "Mất máy, chánh văn phòng báo qua điện thoại");
    await lookOver(above, "revoking");
    await page.click({ role: "button", name: "Thu hồi từ bản kế tiếp" });
    await page.waitFor({ text: "sẽ thu hồi sau số 0" });
    await page.waitFor({ text: "Bản sắp công bố: số 3" });
    await lookOver(above, "revoked next");
  }, 60_000);
});
