import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type App, type Launch, launchApp } from "../../build/chromium-host/drive.ts";

/** What a clerk does at the screen, step by step, in the words that stand there. */
export interface Desk {
  readonly app: App;
  readonly userData: string;
  readonly recoveryKey: string;
}

export interface NewOffice {
  readonly officeName: string;
  readonly office: string;
  readonly province?: boolean;
  readonly clerkName: string;
  readonly clerkRole: string;
  readonly passphrase: string;
}

/** Start the program in a new data folder and make an office, up to the people list. */
export async function openNewOffice(folder: string, office: NewOffice, launch: Partial<Launch> = {}): Promise<Desk> {
  const userData = join(folder, office.office);
  await mkdir(userData, { recursive: true });
  const app = await launchApp({ userData, windowSize: { width: 1366, height: 768 }, ...launch });
  const { page } = app;
  await page.fill({ label: /^Tên cơ quan/ }, office.officeName);
  await page.fill({ label: /^Mã cơ quan/ }, office.office);
  if (office.province === true) await page.choose({ label: "Cấp" }, "Tỉnh");
  await page.fill({ label: /^Họ và tên người dùng/ }, office.clerkName);
  await page.fill({ label: /^Chức danh/ }, office.clerkRole);
  await page.fill({ label: /^Cụm mật khẩu/ }, office.passphrase);
  await page.fill({ label: /^Nhập lại/ }, office.passphrase);
  await page.click({ role: "button", name: "Tạo sổ" });
  const recoveryKey = await typeBackRecoveryKey(app);
  await page.waitFor({ role: "heading", name: "Cán bộ" });
  return { app, userData, recoveryKey };
}

/** Copy the two groups that are asked for from the screen, as from the printed sheet. */
async function typeBackRecoveryKey({ page }: App): Promise<string> {
  await page.waitFor({ role: "heading", name: "Mã khôi phục" }, { timeout: 60_000 });
  const groups = await page.texts(".recovery-key li span");
  const labels = await page.texts({ css: "label" });
  for (const label of labels) {
    const number = /Nhóm thứ (\d+)/.exec(label)?.[1];
    if (number !== undefined)
      await page.fill({ label: new RegExp(`Nhóm thứ ${number}\\b`) }, groups[Number(number) - 1] ?? "");
  }
  await page.click({ role: "button", name: "Đã cất mã, vào sổ" });
  return groups.join("-");
}

/** Start the program again in a data folder that has an office, and open it. */
export async function reopen(userData: string, secret: string, launch: Partial<Launch> = {}): Promise<App> {
  const app = await launchApp({ userData, windowSize: { width: 1366, height: 768 }, ...launch });
  await unlock(app, secret);
  return app;
}

export async function unlock({ page }: App, secret: string): Promise<void> {
  await page.fill({ label: /^Cụm mật khẩu/ }, secret);
  await page.click({ role: "button", name: "Mở sổ" });
  await page.waitFor({ role: "heading", name: "Cán bộ" }, { timeout: 60_000 });
}

/** Go to a screen by its name in the navigation. */
export const goTo = ({ page }: App, name: string | RegExp) =>
  page.click({ role: "button", name, within: { role: "navigation" } });
