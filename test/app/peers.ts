import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { App } from "../../build/chromium-host/drive.ts";
import { sheetBytes, sheetName } from "../../electron/exchange/enrol.ts";
import { fingerprintOf } from "../../electron/exchange/fingerprint.ts";
import type { Sum } from "../../shared/exchange/header.ts";
import { type TestOffice, testOffice } from "../electron/exchange/offices.ts";
import { goTo } from "./clerk.ts";

/** Exchange as clerks do it: sheets with digits, bundles in a folder that stands for the stick. */

/** Write this office's enrolment file into the folder. Answers its path and the digits of the stamped sheet. */
export async function writeSheet(
  app: App,
  folder: string,
): Promise<{ readonly path: string; readonly digits: string }> {
  const { page } = app;
  await goTo(app, "Trao đổi");
  await page.click({ role: "button", name: "Ghi phiếu đăng ký" });
  app.answer(folder);
  const said = await page.waitFor({ text: /^Đã ghi tệp \S+\.enrol\.json/ });
  const file = /\S+\.enrol\.json/.exec(said)?.[0] ?? "";
  return { path: join(folder, file), digits: (await page.texts(".fingerprint")).at(0) ?? "" };
}

/** An office that has no screens here: it is played by its keys. Its enrolment file lies in the folder. */
export async function paperOffice(
  folder: string,
  seed: number,
  office: string,
  level: "district" | "province" = "district",
) {
  const made: TestOffice = await testOffice(seed, office, level);
  const path = join(folder, sheetName(made.peer));
  await writeFile(path, sheetBytes(made.peer));
  return { ...made, path, digits: fingerprintOf(made.peer) };
}

/** Open an enrolment file and type digits; the dialog stays open where they differ. */
export async function typeDigits(app: App, path: string, digits: string): Promise<void> {
  const { page } = app;
  await goTo(app, "Trao đổi");
  await page.click({ role: "button", name: "Nhận phiếu đăng ký" });
  app.answer(path);
  await page.waitFor({ role: "heading", name: "Đăng ký một cơ quan" });
  await page.fill({ label: /^Các chữ số trên tờ phiếu/ }, digits);
  await page.click({ role: "button", name: "Đăng ký cơ quan này" });
}

/** The button of an office's line that begins a sending, whatever the next step is called. */
export const sendTo = (name: string) => ({ role: "button", name: new RegExp(`^Gửi.*[: ]${name}$`) });

export async function admit(app: App, path: string, digits: string): Promise<void> {
  await typeDigits(app, path, digits);
  await typeAgain(app, digits);
}

/** At a province a second person types the digits again; elsewhere the office is admitted already. */
export async function typeAgain({ page }: App, digits: string): Promise<void> {
  const said = await page.waitFor({ text: /^(Đã đăng ký |Mời người thứ hai)/ });
  if (said.startsWith("Đã đăng ký ")) return;
  await page.fill({ label: /^Họ tên người thứ hai/ }, "Người Gõ Lại");
  await page.fill({ label: /^Các chữ số trên tờ phiếu, người thứ hai gõ/ }, digits);
  await page.click({ role: "button", name: "Đăng ký cơ quan này" });
  await page.waitFor({ text: /^Đã đăng ký / });
}

/** Send to an office, as far as the dialog that tells the file's name. Answers its path. */
export async function send(app: App, name: string, folder: string): Promise<string> {
  const { page } = app;
  await goTo(app, "Trao đổi");
  await page.click(sendTo(name));
  await page.click({ role: "button", name: "Chọn nơi ghi và đóng gói" });
  app.answer(folder);
  await page.waitFor({ text: /^Đã ghi xong và đọc lại đúng/ }, { timeout: 30_000 });
  const file = (await page.texts({ css: "dialog dd", nth: 0 }))[0] ?? "";
  await page.click({ role: "button", name: "Xong" });
  return join(folder, file);
}

/** Choose a bundle, as far as its preview. */
export async function preview(app: App, path: string): Promise<void> {
  const { page } = app;
  await goTo(app, "Trao đổi");
  await page.click({ role: "button", name: "Nhận gói" });
  app.answer(path);
  await page.waitFor({ role: "heading", name: "Xem trước gói" }, { timeout: 30_000 });
}

/** Take what is previewed, with a reason where it changes much of what is held; answers the sum, which must close. */
export async function take({ page }: App): Promise<Sum & { readonly total: number }> {
  const asked = (await page.count({ role: "button", name: "Đồng ý và nhận" })) > 0;
  if (asked) await page.fill({ label: /^Lý do vẫn nhận/ }, "Đã hỏi nơi gửi");
  await page.click({ role: "button", name: asked ? "Đồng ý và nhận" : "Nhận" });
  await page.waitFor(".closing-sum");
  const [applied = 0, waiting = 0, held = 0, refused = 0, total = 0] = (await page.texts(".closing-sum dd")).map(
    (text) => Number(/\d+/.exec(text)?.[0]),
  );
  if (applied + waiting + held + refused !== total)
    throw new Error(`the sum does not close: ${[applied, waiting, held, refused, total].join(" ")}`);
  return { applied, waiting, held, refused, total };
}

export async function receive(app: App, path: string) {
  await preview(app, path);
  return take(app);
}
