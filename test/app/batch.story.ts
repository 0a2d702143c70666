import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { pdfPages } from "../../electron/files/pdf-pages.ts";
import { manyFiles } from "../fixtures/many-files.ts";
import { paperUnits } from "../fixtures/paper-files.ts";
import { callMain, goTo, openNewOffice, reopen } from "./clerk.ts";
import { axeFindings, misfits, showAt } from "./look-over.ts";
import { keepPortrait, paperOffice, putOnFile } from "./paper-prints.ts";
import { factsOf, fontsOf, pageTexts } from "./pdf-look.ts";

/**
 * Nineteen people are printed to one file and to a folder, stopped, cut off by a power cut, and gone on with. Poppler then
 * finds each of them once, in the order of the list, each beginning on page 1.
 */
let folder: string;
let app: App;
let userData: string;

/** Given names that sort as they stand here; one has a portrait, one names a portrait that is not in the office. */
const names = "An Bình Cúc Dũng Đào Giang Hà Khánh Lan Minh Nga Oanh Phúc Quân Sơn Tâm Uyên Vinh Yến".split(" ");
const fullName = (index: number): string => `Lê Văn ${names[index]}`;
const noPhotoOf = 7;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "batch-"));
  ({ app, userData } = await openNewOffice(folder, paperOffice));
  const portrait = await keepPortrait(app);
  const portraitOf = (index: number) => (index === noPhotoOf ? "0f".repeat(32) : portrait);
  await putOnFile(app, [
    ...paperUnits,
    ...manyFiles(
      names.map((_, index) => fullName(index)),
      portraitOf,
    ),
  ]);
}, 180_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Open the screen with everybody of the list. */
async function chooseAll(): Promise<void> {
  await goTo(app, "Cán bộ");
  await app.page.click({ role: "button", name: "In lý lịch" });
  await app.page.waitFor({ role: "button", name: "Chọn nơi lưu và in" });
}

/** Who begins on which page, by the name at the head of the form; and the number at the foot of every page. */
async function read(pdf: string): Promise<{ readonly people: readonly string[]; readonly numbers: readonly number[] }> {
  const pages = await pageTexts(pdf);
  const people = pages.flatMap((page) => /khai sinh:\s*(.+?)\s*Nam/su.exec(page)?.[1] ?? []);
  return {
    people: people.map((name) => name.replaceAll(/\s+/g, " ").toUpperCase()),
    numbers: pages.map((page) => Number(/^\s*(\d+)\s*\n/.exec(page)?.[1])),
  };
}

const everybody = names.map((_, index) => fullName(index).toUpperCase());

/** 1, 2, 3, 1, 2, 3 … : as many beginnings as people, each followed by the next number. */
function numberedAnew(numbers: readonly number[], people: number): boolean {
  return (
    numbers.filter((number) => number === 1).length === people &&
    numbers.every((number, i) => number === 1 || number === (numbers[i - 1] ?? 0) + 1)
  );
}

const doneSoFar = () => app.page.evaluate<number>("Number(document.querySelector('dialog progress')?.value ?? 0)");

describe("forms of many people", () => {
  it("go into one file: stopped, gone on with, each there once and in order", async () => {
    const { page } = app;
    await chooseAll();
    const path = join(folder, "tat-ca.pdf");
    app.answer(path);
    await page.click({ role: "button", name: "Chọn nơi lưu và in" });
    await page.click({ role: "button", name: /^Dừng sau/ });
    const stopped = await page.waitFor({ text: /Đợt in chưa xong: \d+ \/ 19 người/ }, { timeout: 60_000 });
    const done = Number(/(\d+) \//.exec(stopped)?.[1]); // what was begun when it was stopped
    expect([8, 16]).toContain(done);
    expect(await readdir(folder)).not.toContain("tat-ca.pdf");
    expect(await page.texts(".notice")).toContainEqual(
      expect.stringMatching(new RegExp(`Trang của ${done} người .* giữ kín trong sổ`)),
    );
    await page.click({ role: "button", name: "In tiếp" });
    await page.waitFor({ text: /Đã lưu tat-ca\.pdf ở .*: 19 người/ }, { timeout: 60_000 });
    const { people, numbers } = await read(path);
    expect(people).toEqual(everybody);
    expect(numberedAnew(numbers, 19)).toBe(true);
    expect(numberedAnew(numbers.toReversed(), 19), "the control").toBe(false);
    expect(pdfPages(await readFile(path))).toBe(numbers.length);
    expect(await factsOf(path)).toMatchObject({
      title: "Sơ yếu lý lịch, mẫu 2C/TCTW-98",
      language: "vi",
      tagged: true,
      pages: numbers.length,
      size: "A4",
      links: 0,
      scripts: 0,
    });
    for (const font of await fontsOf(path))
      expect(font).toMatchObject({ name: expect.stringMatching(/^Tinos-/), embedded: true, unicode: true });
    const tags = execFileSync("pdfinfo", ["-struct", path], { encoding: "utf8", maxBuffer: 1e9 });
    expect(tags.match(/^ *H1\b/gm)).toHaveLength(19);
    const { lines } = await register();
    expect(lines.map(({ file, bytes }) => [file, bytes])).toEqual([
      ["so-yeu-ly-lich-2c-nhieu-nguoi.pdf", (await readFile(path)).byteLength],
    ]);
  }, 180_000);

  it("name whose photo is not there, and leave a list of who stands where", async () => {
    const { page } = app;
    await page.evaluate("document.querySelector('.batch-told').open = true, true");
    expect((await page.texts(".batch-told li")).join("\n")).toMatch(/8\. Lê Văn Khánh .*chưa có tệp ảnh/);
    const path = join(folder, "bang-ke.docx");
    app.answer(path);
    await page.click({ role: "button", name: "Word" });
    await page.waitFor({ text: /^Đã lưu bang-ke\.docx/ });
    const words = execFileSync("unzip", ["-p", path, "word/document.xml"], { encoding: "utf8" });
    for (const [index] of names.entries()) expect(words).toContain(fullName(index));
    await page.click({ role: "button", name: "Xong, đóng đợt in" });
    await page.waitFor({ role: "heading", name: "Cán bộ" });
  }, 60_000);

  it("go into a folder, one file each, and on from where the power was cut", async () => {
    await chooseAll();
    await app.page.choose({ label: "Lưu thành" }, /^Mỗi người/);
    await app.page.click({ text: "Ghi nơi nhận, độ mật, số bản…" });
    await app.page.fill({ label: /^Nơi nhận/ }, "Ban Tổ chức Tỉnh ủy");
    await app.page.choose({ label: "Độ mật" }, "Mật");
    const stick = join(folder, "usb");
    await mkdir(stick);
    app.answer(stick);
    await app.page.click({ role: "button", name: "Chọn nơi lưu và in" });
    for (const until = performance.now() + 60_000; (await doneSoFar()) < 5; )
      if (performance.now() > until) throw new Error("five people were never done");
    await app.kill();
    app = await reopen(userData, paperOffice.passphrase);
    expect((await app.page.waitFor(".notice-warn")).trim()).toMatch(
      /Còn một đợt in lý lịch chưa xong: \d+ \/ 19 người/,
    );
    await app.page.click({ role: "button", name: "Xem và in tiếp" });
    await app.page.waitFor({ role: "button", name: "In tiếp" });
    const own = join(stick, (await readdir(stick))[0] ?? "");
    for (const name of (await readdir(own)).filter((each) => each.endsWith(".pdf")))
      expect((await read(join(own, name))).people, "a final name stands for a whole file").toHaveLength(1);
    if (process.env.PICTURES !== undefined) await pictures("stopped");
    await app.page.click({ role: "button", name: "In tiếp" });
    await app.page.waitFor({ text: /^Đã lưu 19 tệp ở / }, { timeout: 60_000 });
    const files = (await readdir(own)).toSorted();
    expect(files, files.join("\n")).toHaveLength(19);
    const there = [];
    for (const name of files) {
      expect(name).toMatch(/^so-yeu-ly-lich-2c-\d{6}\.pdf$/);
      const { people, numbers } = await read(join(own, name));
      expect(numberedAnew(numbers, 1)).toBe(true);
      there.push(...people);
    }
    expect(there).toEqual(everybody);
    const { lines } = await register();
    for (const name of files)
      expect(lines.find(({ file, failed }) => file === name && !failed)).toMatchObject({
        number: Number(/(\d{6})/.exec(name)?.[1]),
        said: { to: "Ban Tổ chức Tỉnh ủy", mark: "secret" },
        clerkName: paperOffice.clerkName,
      });
    const faults: string[] = [];
    for (const window of ["1366×768 at 125 %", "1366×768"] as const) {
      await showAt(app, window);
      faults.push(...(await misfits(app)), ...(await axeFindings(app)).findings);
    }
    expect(faults).toEqual([]);
    if (process.env.PICTURES !== undefined) await pictures("done");
    await app.page.click({ role: "button", name: "Xong, đóng đợt in" });
  }, 180_000);

  it("stop where the stick is gone, say what is finished, and go on elsewhere", async () => {
    const { page } = app;
    await chooseAll();
    if (process.env.PICTURES !== undefined) await pictures("order");
    await page.choose({ label: "Lưu thành" }, /^Mỗi người/);
    const stick = join(folder, "rut-ra");
    await mkdir(stick);
    app.answer(stick);
    await page.click({ role: "button", name: "Chọn nơi lưu và in" });
    for (const until = performance.now() + 60_000; (await doneSoFar()) < 3; )
      if (performance.now() > until) throw new Error("three people were never done");
    const [own = ""] = await readdir(stick);
    const written = new Map<string, Buffer>();
    for (const name of await readdir(join(stick, own)))
      if (name.endsWith(".pdf")) written.set(name, await readFile(join(stick, own, name)));
    await rename(stick, join(folder, "da-rut"));
    expect((await page.waitFor("[role=alert]", { timeout: 60_000 })).trim()).toMatch(/bị rút hoặc không còn/);
    expect(await readdir(folder), "nothing arises where the stick was").not.toContain("rut-ra");
    expect((await page.texts(".notice")).join("\n")).toMatch(/Đã ghi xong \d+ tệp/);
    const elsewhere = join(folder, "noi-khac");
    await mkdir(elsewhere);
    app.answer(elsewhere);
    await page.click({ role: "button", name: "Chọn nơi khác và in tiếp" });
    await page.waitFor({ text: /^Đã lưu 19 tệp ở / }, { timeout: 60_000 });
    const [second = ""] = await readdir(elsewhere);
    const rest = [];
    for (const name of (await readdir(join(elsewhere, second))).toSorted())
      rest.push(...(await read(join(elsewhere, second, name))).people);
    expect(rest).toEqual(everybody.slice(everybody.length - rest.length));
    expect(written.size + rest.length).toBeGreaterThanOrEqual(19 - 3); // those that were written while the stick went
    await page.click({ role: "button", name: "Xong, đóng đợt in" });
  }, 180_000);
});

async function register() {
  const found = await callMain(app, "custody.register", { from: null, to: null, kinds: ["print"] });
  if (!found.ok) throw new Error(found.problem.kind);
  return found.value;
}

async function pictures(name: string): Promise<void> {
  for (const window of ["1366×768 at 125 %", "1366×768"] as const) {
    await showAt(app, window);
    await app.page.screenshot(join(process.env.PICTURES ?? "", `batch ${name} ${window.replaceAll(" ", "")}.png`));
  }
}
