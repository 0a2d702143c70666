import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "../../build/chromium-host/drive.ts";
import type { Target } from "../../build/chromium-host/target.ts";
import { publicKeyFile } from "../../electron/exchange/minisign.ts";
import { realMachine } from "../../electron/machine.ts";
import { openOffice } from "../../electron/office.ts";
import { unlockStore } from "../../electron/store/store.ts";
import { writeWorkbookFile } from "../../electron/workbook/workbook.ts";
import { doLuongStory } from "../fixtures/story.ts";
import { storyWorkbook } from "../fixtures/story-workbook.ts";
import { type Desk, goTo, openNewOffice, unlock } from "./clerk.ts";
import { type DemoStep, demoPage } from "./demo-page.ts";
import { typeAgain } from "./peers.ts";
import { countedMoves, readTables } from "./read-moves-table.ts";

const seed = 20_150_401;
const passphrases = { doluong: "năm con thuyền trên sông Lam", nghean: "bảy ngọn núi phía tây xứ Nghệ" };

/** What the figures of the press report come to; the demo counts them on screen and compares. */
const reported = [
  { period: "2013–2015", rotated: 6, pairs: 3, before: "38 / 14", atCongress: "94 / 28" },
  { period: "2017", rotated: 4, pairs: 2, before: "0 / 0", atCongress: "0 / 0" },
] as const;

/**
 * The main job, through the real screens of two running programs; evidence in `out`.
 *
 * @returns whether every sum closed and every figure was right
 */
export async function runDemo(out: string, checkScript: string, say: (line: string) => void): Promise<boolean> {
  await rm(out, { recursive: true, force: true });
  const stick = join(out, "usb");
  await mkdir(stick, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), "so-can-bo-demo-"));
  const steps: DemoStep[] = [];
  const step = (title: string, facts: readonly string[], pictures: readonly string[] = [], good = true) => {
    steps.push({ title, facts, pictures, good });
    say(`${good ? "ok    " : "WRONG "} ${steps.length}. ${title}`);
    for (const fact of facts) say(`        ${fact}`);
  };
  const desks: Desk[] = [];
  try {
    // 1. Two offices, enrolled with each other by digits typed from the other's screen.
    const district = await openNewOffice(folder, {
      officeName: "Huyện ủy Đô Lương",
      office: "doluong",
      clerkName: "Chuyên viên huyện",
      clerkRole: "Ban Tổ chức Huyện ủy",
      passphrase: passphrases.doluong,
    });
    desks.push(district);
    const province = await openNewOffice(folder, {
      officeName: "Ban Tổ chức Tỉnh ủy Nghệ An",
      office: "nghean",
      province: true,
      clerkName: "Chuyên viên tỉnh",
      clerkRole: "Ban Tổ chức Tỉnh ủy",
      passphrase: passphrases.nghean,
    });
    desks.push(province);
    const shown = pictures(out);
    await writeSheet(district.app, stick);
    await writeSheet(province.app, stick);
    await shown(district.app, "01-district-card");
    await admit(province.app, stick, district.app);
    await admit(district.app, stick, province.app);
    await shown(province.app, "01-province-enrolled");
    step("Huyện đăng ký với tỉnh bằng dấu nhận dạng gõ từ tờ phiếu", [], ["01-district-card", "01-province-enrolled"]);

    // 2. A workbook of made-up people.
    const story = doLuongStory(seed);
    const workbook = join(out, "doluong.xlsx");
    await writeFile(workbook, await writeWorkbookFile(storyWorkbook(story)));
    const { page } = district.app;
    await goTo(district.app, /^Nhập từ Excel/);
    district.app.answer(workbook);
    await page.click({ role: "button", name: "Chọn tệp Excel…" });
    await page.waitFor({ role: "button", name: "Nhập" }, { timeout: 60_000 });
    await shown(district.app, "02-workbook");
    await page.click({ role: "button", name: "Nhập" });
    await page.waitFor({ text: /^Đã nhập / }, { timeout: 60_000 });
    await goTo(district.app, "Cán bộ");
    await page.waitFor({ text: `${story.persons.length} người` });
    await shown(district.app, "02-people");
    step(
      `Nhập bảng tính: ${story.persons.length} người, ${story.rotations.length} lần luân chuyển, điều động, sắp xếp`,
      ["Người trong bảng là hư cấu."],
      ["02-workbook", "02-people"],
    );

    // 3. One rotation on the form.
    const person = await recordRotation(district.app, shown);
    step(`Ghi một lần luân chuyển trên biểu mẫu`, [`Đã lưu cho: ${person}`], ["03-rotation", "03-rotation-saved"]);

    // 4. The sealed bundle, onto the stick.
    const sent = await send(district.app, stick, "Ban Tổ chức Tỉnh ủy Nghệ An", shown, "04-sent");
    const bundle = join(stick, sent.file);
    step(
      `Đóng gói gửi tỉnh: ${sent.file}`,
      [sent.standing],
      ["04-sent", "04-unconfirmed"],
      sent.standing.includes("chưa được tỉnh xác nhận"),
    );

    // 5. A third party's check. The recipient's key is the province's own: it is read by whoever knows its passphrase.
    const report = await checkBundle(checkScript, bundle, folder, province, stick);
    await writeFile(join(out, "check-bundle.txt"), report);
    step(
      "Kiểm tra gói chỉ bằng minisign, age, unzip, sha256sum",
      report.trim().split("\n"),
      [],
      !report.includes("FAIL"),
    );

    // 6. The province looks, takes, answers.
    const taken = await receive(province.app, bundle, shown, "06-preview", "06-taken");
    const back = await send(province.app, stick, "Huyện ủy Đô Lương", shown, "06-receipt");
    step(
      "Tỉnh xem trước, nhận gói và gửi biên nhận",
      [taken.sum, `Biên nhận: ${back.file}`],
      ["06-preview", "06-taken", "06-receipt"],
      taken.closes,
    );

    // 7. The receipt clears the outbox.
    const answered = await receive(
      district.app,
      join(stick, back.file),
      shown,
      "07-receipt-preview",
      "07-receipt-taken",
    );
    await goTo(district.app, "Trao đổi");
    const standing = await page.waitFor({ role: "table" });
    await shown(district.app, "07-confirmed");
    step(
      "Huyện nhận biên nhận, hàng đợi gửi đã sạch",
      [answered.sum],
      ["07-receipt-preview", "07-confirmed"],
      answered.closes && standing.includes("Đã được xác nhận đủ"),
    );

    // 8. Papers.
    const profile = await printProfile(district.app, person, join(out, "ly-lich-2c.pdf"), shown);
    step("In lý lịch 2C/TCTW-98", [profile], ["08-profile", "08-sheet"]);
    for (const expected of reported) {
      const counted = await printMoves(district.app, expected.period, out, shown);
      const { period, ...figures } = expected;
      const right = Object.entries(figures).every(
        ([name, figure]) => String(counted[name as keyof typeof counted]) === String(figure),
      );
      step(
        `Biểu luân chuyển ${period}`,
        [
          `luân chuyển giữa các xã ${counted.rotated} = ${counted.pairs} cặp hoán đổi; sắp xếp trước đại hội ${counted.before} (người / đơn vị), tại đại hội ${counted.atCongress}`,
        ],
        [`08-moves-${slug(period)}`],
        right,
      );
    }
    for (const { app } of desks.splice(0)) await app.close();
  } finally {
    for (const { app } of desks) await app.kill();
  }
  await writeFile(join(out, "index.html"), demoPage(steps, await evidence(out)));
  const good = steps.filter((one) => one.good).length;
  say(`${good} of ${steps.length} steps are right; look at ${join(out, "index.html")}`);
  return good === steps.length;
}

type Show = (app: App, name: string) => Promise<void>;

const pictures =
  (out: string): Show =>
  async ({ page }, name) => {
    await page.settle();
    await page.screenshot(join(out, `${name}.png`));
  };

const slug = (period: string) => period.replace(/\D+/g, "-");

async function writeSheet(app: App, stick: string): Promise<void> {
  await goTo(app, "Trao đổi");
  app.answer(stick);
  await app.page.click({ role: "button", name: "Ghi phiếu đăng ký" });
  await app.page.waitFor({ text: /^Đã ghi tệp / });
}

async function admit(host: App, stick: string, guest: App): Promise<void> {
  const digits = /(\d{5}\s+){5}\d{5}/.exec(await guest.page.evaluate<string>("document.body.innerText"))?.[0] ?? "";
  const feed = /Số máy\s+(\S+)/.exec(await guest.page.evaluate<string>("document.body.innerText"))?.[1] ?? "";
  host.answer(join(stick, `${feed}.enrol.json`));
  await host.page.click({ role: "button", name: "Nhận phiếu đăng ký" });
  await host.page.fill({ label: "Các chữ số trên tờ phiếu" }, digits);
  await host.page.click({ role: "button", name: "Đăng ký cơ quan này" });
  await typeAgain(host, digits);
}

/** A secretary of one commune goes to another one, from the list of moves. */
async function recordRotation(app: App, shown: Show): Promise<string> {
  const { page } = app;
  await goTo(app, "Luân chuyển");
  await page.click({ role: "button", name: "Ghi luân chuyển mới" });
  const name = await pick(app, { label: /^Cán bộ/ }, "bi thu dang uy", /Bí thư Đảng ủy/);
  await pick(app, { label: /^Đơn vị/, nth: 1 }, "dang uy xa tru son", /Đảng ủy xã Trù Sơn/);
  await page.fill({ label: /^Chức vụ/, nth: 1 }, "Bí thư Đảng ủy xã");
  await page.fill({ label: /^Số, ký hiệu/ }, "214-QĐ/HU");
  await page.fill({ label: /^Cơ quan ban hành/ }, "Ban Thường vụ Huyện ủy Đô Lương");
  await page.fill({ label: /^Ngày ký/ }, "20/2/2018");
  await page.fill({ label: /^Nhận nhiệm vụ từ/ }, "01/03/2018");
  await page.fill({ label: /^Dự kiến đến/ }, "01/03/2021");
  await page.fill({ label: /^Theo đề án/ }, "05-ĐA/HU");
  await shown(app, "03-rotation");
  await page.click({ role: "button", name: "Lưu lần luân chuyển" });
  await page.waitFor({ text: `Đã ghi lần luân chuyển của ${name}.` });
  await shown(app, "03-rotation-saved");
  return name;
}

/** Type into a field with suggestions, wait until they are those of what was typed, take the first. @returns what stands there then */
async function pick({ page }: App, field: Target, typed: string, suggestion: RegExp): Promise<string> {
  await page.fill(field, typed);
  await page.waitFor({ role: "option", name: suggestion, nth: 0 });
  await page.press("ArrowDown", "Enter");
  await page.waitFor({ role: "option" }, { gone: true });
  for (let tries = 0; ; tries += 1) {
    const value = await page.value(field);
    if (value !== typed) return value;
    if (tries === 50) throw new Error(`nothing was taken for ${typed}`);
    await page.settle();
  }
}

async function send(app: App, stick: string, to: string, shown: Show, picture: string) {
  const { page } = app;
  await goTo(app, "Trao đổi");
  await page.click({
    role: "button",
    name: new RegExp(`^(Gửi cho|Gửi biên nhận:|Gửi lại:) ${to}$`),
    within: "#main", // a receipt that is due is offered above the table
    nth: 0,
  });
  app.answer(stick);
  await page.click({ role: "button", name: "Chọn nơi ghi và đóng gói" });
  await page.waitFor({ text: /^Đã ghi xong và đọc lại đúng/ }, { timeout: 60_000 });
  await shown(app, picture);
  const text = await page.evaluate<string>("document.querySelector('dialog[open]').innerText");
  const file = /\S+\.zip\.age/.exec(text)?.[0] ?? "";
  await page.click({ role: "button", name: "Xong" });
  const standing = (await page.texts({ css: "table .standing, table td" })).join(" ");
  await shown(app, "04-unconfirmed");
  return { file, standing: /chưa được (tỉnh )?xác nhận \d+/.exec(standing)?.[0] ?? "đã xác nhận" };
}

async function receive(app: App, bundle: string, shown: Show, before: string, after: string) {
  const { page } = app;
  await goTo(app, "Trao đổi");
  app.answer(bundle);
  await page.click({ role: "button", name: "Nhận gói" });
  await page.waitFor({ role: "heading", name: "Xem trước gói" }, { timeout: 60_000 });
  await shown(app, before);
  await page.click({ role: "button", name: "Nhận" });
  await page.waitFor({ text: /^Đã nhận gói của / }, { timeout: 60_000 });
  await shown(app, after);
  const numbers = (await page.texts("main .notice dd")).map((text) => Number(text.replace(/\D/g, "")));
  const [total, ...parts] = numbers.toReversed();
  const closes = numbers.length === 5 && total === parts.reduce((all, part) => all + part, 0);
  const [applied, waiting, held, refused] = numbers;
  return { sum: `đã ghi ${applied} + chờ ${waiting} + đã có ${held} + từ chối ${refused} = ${total}`, closes };
}

/** The shell script's words. The recipient's key lies in the province's store: its clerk locks the program and opens it for the check. */
async function checkBundle(script: string, bundle: string, folder: string, { app, userData }: Desk, stick: string) {
  await app.page.click({ role: "button", name: "Khóa" });
  await app.page.waitFor({ role: "button", name: "Mở sổ" });
  const machine = realMachine();
  const store = await unlockStore(machine, join(userData, "store"), passphrases.nghean);
  if (!store.ok) throw new Error(store.problem.kind);
  const office = await openOffice(machine, store.value);
  if (!office.ok) throw new Error(office.problem.kind);
  await store.value.close();
  const feed = (await readdir(stick)).find((name) => name.startsWith("doluong-") && name.endsWith(".enrol.json")) ?? "";
  const { signingKey } = JSON.parse(await readFile(join(stick, feed), "utf8")) as { readonly signingKey: string };
  const [officeKey, ownKey] = [join(folder, "doluong.pub"), join(folder, "nghean.key")];
  await writeFile(officeKey, publicKeyFile(signingKey));
  await writeFile(ownKey, `${office.value.keys.identity}\n`, { mode: 0o600 });
  let report: string;
  try {
    report = execFileSync("sh", [script, bundle, officeKey, ownKey], { encoding: "utf8" });
  } catch (error) {
    report = `FAIL ${String((error as { stdout?: string }).stdout)}`;
  }
  await rm(ownKey);
  await unlock(app, passphrases.nghean);
  return report;
}

async function printProfile(app: App, name: string, path: string, shown: Show): Promise<string> {
  const { page } = app;
  await goTo(app, "Cán bộ");
  await page.fill({ role: "searchbox" }, name);
  await page.waitFor({ text: /^Tìm thấy \d+ người/ });
  await page.click({ css: "tbody .people-name", nth: 0 }); // whoever bears just this name stands first
  await page.waitFor({ role: "heading", name });
  await page.waitFor({ role: "button", name: "In lý lịch" });
  await shown(app, "08-profile");
  await page.click({ role: "button", name: "In lý lịch" });
  await page.waitFor({ role: "button", name: "In / Lưu PDF" });
  await page.settle();
  await shown(app, "08-sheet");
  app.answer(path);
  await page.click({ role: "button", name: "In / Lưu PDF" });
  return page.waitFor({ text: /^Đã lưu .*\.pdf/ }, { timeout: 60_000 });
}

async function printMoves(app: App, period: string, out: string, shown: Show) {
  const { page } = app;
  await goTo(app, "Biểu thống kê");
  await page.click({ role: "button", name: period });
  await page.waitFor("article[aria-busy=false]");
  await page.settle();
  await shown(app, `08-moves-${slug(period)}`);
  const counted = countedMoves(await page.evaluate(readTables));
  app.answer(join(out, `bieu-luan-chuyen-${slug(period)}.pdf`));
  await page.click({ role: "button", name: "In / Lưu PDF" });
  await page.waitFor({ text: /^Đã lưu .*\.pdf/ }, { timeout: 60_000 });
  return counted;
}

/** Name and size of all that the demo leaves. */
async function evidence(out: string) {
  const names = [...(await readdir(out)), ...(await readdir(join(out, "usb"))).map((name) => `usb/${name}`)];
  const files = await Promise.all(names.map(async (name) => ({ name, found: await stat(join(out, name)) })));
  return files.filter(({ found }) => found.isFile()).map(({ name, found }) => ({ name, bytes: found.size }));
}
