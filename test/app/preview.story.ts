import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { pdfPages } from "../../electron/files/pdf-pages.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import type { AnyRecord } from "../../shared/domain/record-kinds.ts";
import { fullDossier } from "../fixtures/full-dossier.ts";
import { callMain, lock, openNewOffice, openPerson, unlock } from "./clerk.ts";
import { axeFindings, misfits, showAt } from "./look-over.ts";

/**
 * The pages on the screen are those of the PDF: as many, each beginning with the same line, for each form, filled in and blank.
 * The screen lays pages out as columns, so what is compared here is what the printer's own breaks made.
 */
const passphrase = "chín bậc thềm đá ở Đền Quả Sơn";
let folder: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "preview-"));
  const office = { officeName: "Huyện ủy Đô Lương", office: "doluong", clerkName: "Trần Thị Lệ", clerkRole: "Văn thư" };
  ({ app } = await openNewOffice(folder, { ...office, passphrase }));
  const { person, ...rows } = fullDossier();
  const records: AnyRecord[] = [person, ...Object.values(rows).flat()];
  const changes = records.map((record) => describeChange(undefined, record)).filter((change) => change !== null);
  const saved = await callMain(app, "ledger.append", { purpose: "person.add", reason: "", audience: [], changes });
  if (!saved.ok) throw new Error(saved.problem.kind);
  await lock(app);
  await unlock(app, passphrase);
  await openPerson(app, "Khánh Hòa", /Nguyễn Thị Khánh Hòa/);
  await app.page.click({ role: "button", name: "In lý lịch" });
  await app.page.waitFor("article");
}, 120_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The first line of each page on the screen, without blanks. */
const shownPages = () =>
  app.page.evaluate<readonly string[]>(`(() => {
    const sheets = [...document.querySelectorAll(".pages-sheet")].map((sheet) => sheet.getBoundingClientRect());
    const lines = sheets.map(() => []);
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node; (node = walker.nextNode()); )
      for (let at = 0; at < node.length; at += 1) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        for (const box of range.getClientRects()) {
          const middle = (box.top + box.bottom) / 2;
          const sheet = sheets.findIndex(({ top, bottom }) => middle > top && middle < bottom);
          if (sheet < 0 || box.width === 0) continue;
          lines[sheet].push({ middle, left: box.left, letter: node.data[at] });
        }
      }
    return lines.map((letters) => {
      const first = Math.min(...letters.map(({ middle }) => middle));
      return letters.filter(({ middle }) => middle < first + 5).sort((a, b) => a.left - b.left).map(({ letter }) => letter).join("").replace(/\\s/g, "");
    });
  })()`);

/** The same of a PDF. */
async function printedPages(name: string): Promise<readonly string[]> {
  const path = join(folder, `${name}.pdf`);
  app.answer(path);
  await app.page.click({ role: "button", name: /^In \/ Lưu PDF/ });
  await app.page.waitFor({ text: new RegExp(`^Đã lưu ${name}\\.pdf`) }, { timeout: 60_000 });
  const pages = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
  expect(pdfPages(await readFile(path))).toBe(pages.length);
  const heads = await app.page.evaluate<string>(
    "[...document.querySelectorAll('article thead')].map((head) => head.innerText).join(' ')",
  );
  return pages.map((text) => firstLine(text, heads.replace(/\s/g, "")));
}

/** A table's heads stand again on its next page; where the screen repeats them, no text says so. */
const firstLine = (text: string, heads: string): string =>
  text
    .split("\n")
    .find(
      (line) =>
        line.trim() !== "" &&
        !line
          .trim()
          .split(/\s+/)
          .every((part) => heads.includes(part)),
    )
    ?.replace(/\s/g, "") ?? "";

const forms = [/^2C\/TCTW-98/, /^2C-BNV/, /^Mẫu hợp nhất/];

describe("the print preview", () => {
  it("breaks every form where the PDF does", async () => {
    const { page } = app;
    for (const [at, form] of forms.entries()) {
      await page.choose({ label: "Mẫu in" }, form);
      await page.settle();
      const shown = await shownPages();
      const printed = await printedPages(`to-${at}`);
      expect(shown, String(form)).toEqual(printed);
      expect(await page.texts(".print-desk-count")).toEqual([`${printed.length} trang`]);
    }
  });

  it("would be found out if it broke elsewhere: the control", async () => {
    const right = await shownPages();
    await app.page.evaluate(`document.querySelector(".pages-stack").style.setProperty("--room-height", "255mm")`);
    await app.page.settle();
    expect(await shownPages()).not.toEqual(right);
    await app.page.evaluate(`document.querySelector(".pages-stack").style.setProperty("--room-height", "269mm")`);
  });

  it("says the line beforehand, writes it, and prints a form with nobody on it", async () => {
    const { page } = app;
    await page.click({ text: "Ghi nơi nhận, độ mật, số bản…" });
    await page.fill({ label: /^Nơi nhận/ }, "Ban Tổ chức Tỉnh ủy");
    await page.choose({ label: "Độ mật" }, "Mật");
    await page.fill({ label: /^Số bản/ }, "3");
    const said = (await page.texts(".print-desk-line"))[0] ?? "";
    expect(said).toMatch(/^Số 4 · so-yeu-ly-lich-hop-nhat\.pdf\s+Ban Tổ chức Tỉnh ủy · Mật · 3 bản$/);
    const faults: string[] = [];
    for (const window of ["1366×768 at 125 %", "1366×768"] as const) {
      await showAt(app, window);
      const { findings } = await axeFindings(app);
      faults.push(...(await misfits(app)), ...findings);
      if (process.env.PICTURES !== undefined)
        await page.screenshot(join(process.env.PICTURES, `preview ${window.replaceAll(" ", "")}.png`));
    }
    expect(faults).toEqual([]);
    await printedPages("da-ghi");
    await page.click({ label: /^Mẫu trắng/ });
    await page.settle();
    expect(await page.evaluate("document.querySelector('article').innerText")).not.toMatch(/KHÁNH HÒA|Khánh Hòa/);
    const blank = await shownPages();
    expect(blank).toEqual(await printedPages("trang"));
    const read = await callMain(app, "custody.register", { from: null, to: null, kinds: ["print"] });
    if (!read.ok) throw new Error(read.problem.kind);
    expect(read.value.lines.at(-2)).toMatchObject({
      number: 4,
      said: { to: "Ban Tổ chức Tỉnh ủy", mark: "secret", copies: 3 },
    });
    const ledger = await callMain(app, "ledger.read", { after: 0, bytes: 16_000_000 });
    if (!ledger.ok) throw new Error(ledger.problem.kind);
    const printed = ledger.value.entries.filter(({ entry }) => entry.entry === "access" && entry.why === "printed");
    expect(printed, "the blank form shows nobody").toHaveLength(4);
  });
});
