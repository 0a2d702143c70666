import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type App, type Launch, launchApp } from "../../build/chromium-host/drive.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import type { Channel, ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Result } from "../../shared/result.ts";
import { madeOffice } from "../bench/made-office.ts";

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
  const app = await start(userData, launch);
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

/** Start the program in a data folder, up to its first screen. */
export function start(userData: string, launch: Partial<Launch> = {}): Promise<App> {
  const other = process.env.SO_CAN_BO_BUILD; // a folder with package.json and out/: stories on another build than this project's
  const appRoot = other === undefined ? {} : { appRoot: other };
  return launchApp({ userData, windowSize: { width: 1366, height: 768 }, ...appRoot, ...launch });
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
  const app = await start(userData, launch);
  // A kill may come before the browser has kept which language was chosen last.
  await app.page.click({ role: "button", name: "Tiếng Việt" });
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

/** Fields of the cadre form by the names of their inputs: what to type into each. */
export type Typed = Readonly<Record<string, string>>;
const fieldNamed = (name: string) => ({ css: `[name="${name}"]` });

/** Type into the form that is open. */
export async function typeInto({ page }: App, fields: Typed): Promise<void> {
  for (const [name, text] of Object.entries(fields)) await page.fill(fieldNamed(name), text);
}

/** Add one cadre by the form; ends on the new file's screen. */
export async function addPerson(app: App, fields: Typed & { readonly birthName: string }): Promise<void> {
  const { page } = app;
  await goTo(app, "Cán bộ");
  await page.click({ role: "button", name: "Thêm cán bộ" });
  await typeInto(app, fields);
  await page.click({ role: "button", name: "Lưu hồ sơ mới" });
  await page.waitFor({ role: "heading", name: fields.birthName });
  await page.waitFor({ role: "button", name: "Sửa hồ sơ" });
}

/** Find a cadre by a text that fits only one, and open the file. */
export async function openPerson(app: App, searched: string, name: string | RegExp = searched): Promise<void> {
  const { page } = app;
  await goTo(app, "Cán bộ");
  await page.fill({ role: "searchbox" }, searched);
  await page.waitFor({ text: "Tìm thấy 1 người" });
  await page.click({ css: "tbody tr" });
  await page.waitFor({ role: "heading", name });
}

/** Change fields of the file that is open, and save. */
export async function editPerson(app: App, fields: Typed): Promise<void> {
  const { page } = app;
  await page.click({ role: "button", name: "Sửa hồ sơ" });
  await typeInto(app, fields);
  await page.click({ role: "button", name: "Lưu" });
  await page.waitFor({ role: "button", name: "Sửa hồ sơ" });
}

/** What a field of the open file shows. */
export const shownIn = async ({ page }: App, field: string): Promise<string> =>
  (await page.texts(`[data-field="${field}"] .fact-value`))[0] ?? "";

/** Rows of a field's history, newest first, as the screen shows them; the dialog is closed again. */
export async function historyOf({ page }: App, field: string): Promise<readonly (readonly string[])[]> {
  await page.click(`[data-field="${field}"] .fact-history`);
  await page.waitFor("dialog[open] tbody tr");
  const rows = await page.evaluate<string[][]>(
    "[...document.querySelectorAll('dialog[open] tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText))",
  );
  await page.press("Escape");
  await page.waitFor("dialog[open]", { gone: true });
  return rows;
}

/** Until the list of everybody says that there are so many people: what it said before stands there until it has asked again. */
export async function listsPeople(app: App, people: number): Promise<void> {
  await goTo(app, "Cán bộ");
  await app.page.fill({ role: "searchbox" }, "").catch(() => undefined); // an empty register has none
  const said = people.toLocaleString("vi").replaceAll(".", "\\.");
  await app.page.waitUntil(`/^\\s*${said} người/.test(document.querySelector("[data-found]")?.innerText ?? "")`);
}

/** The sum over all records, as the settings show it. */
export async function stateSum(app: App): Promise<{ readonly records: number; readonly hash: string }> {
  const { page } = app;
  await goTo(app, "Thiết lập");
  await page.click({ role: "button", name: "Tính" });
  await page.waitFor({ role: "button", name: "Tính" }, { gone: true });
  const after = (term: string) =>
    `[...document.querySelectorAll('dt')].find((dt) => dt.innerText === ${JSON.stringify(term)}).nextElementSibling.innerText`;
  await page.waitUntil(`${after("Số bản ghi")} !== ""`);
  return {
    records: Number(await page.evaluate(after("Số bản ghi"))),
    hash: await page.evaluate<string>(after("Tổng kiểm tra của sổ")),
  };
}

/** A call as the page itself makes it, past its screens. */
export const callMain = <C extends Channel>({ page }: App, channel: C, request: RequestOf<C>) =>
  page.evaluate<Result<ReplyOf<C>, Problem>>(`window.bridge.invoke("${channel}", ${JSON.stringify(request)})`);

/** Close the register, as when leaving the room. */
export async function lock({ page }: App): Promise<void> {
  await page.click({ role: "button", name: "Khóa" });
  await page.waitFor({ role: "heading", name: "Mở sổ" });
}

/** The problem on screen: what happened, and what to do. */
export async function complaint({ page }: App): Promise<{ readonly kind: string; readonly said: string }> {
  await page.waitFor("[role=alert]");
  const kind = await page.evaluate<string>(
    "document.querySelector('[role=alert]').dataset.problem ?? document.querySelector('[role=alert]').className",
  );
  return { kind, said: (await page.texts("[role=alert]"))[0] ?? "" };
}

/** Many invented people at once, past the screens: in actions of 200 records. They show after the next unlocking. */
export async function addManyPeople(app: App, seed: number, count: number, historyRows = 3): Promise<number> {
  const { people, assignments, units } = madeOffice(seed, count, historyRows);
  const standing = await callMain(app, "exchange.overview", {});
  if (!standing.ok) throw new Error(standing.problem.kind);
  const custodian = standing.value.own.office; // an office makes files of its own only
  const all = [
    ...units.flatMap((unit) => [{ id: unit.unitId, tree: "PARTY" as const, withdrawn: false }, unit]),
    ...people.map((person) => ({ ...person, custodian })),
    ...assignments,
  ];
  let records = 0;
  for (let from = 0; from < all.length; from += 200) {
    const changes = all
      .slice(from, from + 200)
      .map((record) => describeChange(undefined, record))
      .filter((change) => change !== null);
    const saved = await callMain(app, "ledger.append", { purpose: "person.add", reason: "", audience: [], changes });
    if (!saved.ok) throw new Error(saved.problem.kind);
    records += changes.length;
  }
  return records;
}

/** Import a workbook through its screen; answers what the screen counted, as rows of text. */
export async function importWorkbook(app: App, path: string): Promise<readonly string[]> {
  const { page } = app;
  await goTo(app, /^Nhập từ Excel/);
  await page.click({ role: "button", name: "Chọn tệp Excel…" });
  app.answer(path);
  await page.waitFor({ role: "heading", name: "Sẽ nhập" });
  const rows = await page.texts("#main tbody tr");
  await page.click({ role: "button", name: "Nhập", within: "#main" });
  await page.waitFor({ text: /^Đã nhập / }, { timeout: 30_000 });
  return rows;
}

/** A move, as its form asks for it. */
export interface Move {
  readonly who: string;
  readonly unit: string;
  readonly post: string;
  readonly decision: string;
  readonly signed: string;
  readonly start: string;
}

/** Record a move by the form; answers what the screen says has changed. */
export async function recordMove(app: App, move: Move): Promise<string> {
  const { page } = app;
  const main = { role: "region", name: "Nơi đến" };
  await goTo(app, "Luân chuyển");
  await page.click({ role: "button", name: "Ghi luân chuyển mới" });
  await page.fill({ label: /^Cán bộ/ }, move.who);
  await page.click({ role: "option", name: new RegExp(`^${move.who}`) });
  await page.fill({ label: /^Đơn vị/, within: main }, move.unit);
  await page.click({ role: "option", name: new RegExp(`^${move.unit}`) });
  await page.fill({ label: /^Chức vụ/, within: main }, move.post);
  await page.fill({ label: /^Số, ký hiệu/ }, move.decision);
  await page.fill({ label: /^Ngày ký/ }, move.signed);
  await page.fill({ label: /^Nhận nhiệm vụ từ/ }, move.start);
  await page.click({ role: "button", name: "Lưu lần luân chuyển" });
  return page.waitFor({ css: ".notice-good" });
}
