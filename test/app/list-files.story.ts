import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { reports } from "../../renderer/text/vi/reports.ts";
import { work } from "../../renderer/text/vi/work.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { readDocx } from "../electron/papers/read-docx.ts";
import { readWritten } from "../electron/papers/read-xlsx.ts";
import { rotationOffice } from "../fixtures/rotation-office.ts";
import { callMain, goTo, lock, openNewOffice, unlock } from "./clerk.ts";
import { axeFindings, misfits } from "./look-over.ts";

/** Every list that can leave leaves as a Word file and as a workbook, from the buttons on its screen; each has its number in the register. */
const passphrase = "chín bến đò ngang dọc sông Giăng";
const made = rotationOffice("nghean");

let folder: string;
let app: App;
let numbers = 0;
const faults: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "list-files-"));
  ({ app } = await openNewOffice(folder, {
    officeName: "Ban Tổ chức Tỉnh ủy Nghệ An",
    office: "nghean",
    province: true,
    clerkName: "Trần Thị Thử",
    clerkRole: "Chuyên viên",
    passphrase,
  }));
  for (let from = 0; from < made.records.length; from += 200) {
    const changes = made.records.slice(from, from + 200).flatMap((record) => describeChange(undefined, record) ?? []);
    const saved = await callMain(app, "ledger.append", { purpose: "person.add", reason: "", audience: [], changes });
    if (!saved.ok) throw new Error(saved.problem.kind);
  }
  await lock(app);
  await unlock(app, passphrase);
}, 120_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Press a button of the screen and read what was written. */
async function leave(name: "Word" | "Excel", file: string): Promise<Uint8Array> {
  const { page } = app;
  numbers += 1;
  app.answer(join(folder, file));
  await page.click({ role: "button", name });
  await page.waitFor(
    { text: new RegExp(`^Đã lưu ${file.replace(".", "\\.")} \\(số ${numbers} `) },
    { timeout: 60_000 },
  );
  if (process.env.PICTURES !== undefined) await copyFile(join(folder, file), join(process.env.PICTURES, file));
  return new Uint8Array(await readFile(join(folder, file)));
}

/** Both files of the screen that is open: the same words in both, nothing in them but text. */
async function both(name: string): Promise<{ readonly word: readonly string[]; readonly book: readonly string[] }> {
  const { page } = app;
  await page.settle();
  const word = await readDocx(await leave("Word", `${name}.docx`));
  const book = await readWritten(await leave("Excel", `${name}.xlsx`));
  expect([word.links, word.unwritable, book.links, book.unwritable, book.formulas]).toEqual([[], [], [], [], []]);
  const said = new Set(word.paragraphs);
  expect(book.texts.filter((text) => text !== "" && !said.has(text))).toEqual([]);
  faults.push(...(await misfits(app)).map((what) => `${name}: ${what}`));
  faults.push(...(await axeFindings(app)).findings.map((what) => `${name}: ${what}`));
  if (process.env.PICTURES !== undefined) await page.screenshot(join(process.env.PICTURES, `${name}.png`));
  return { word: word.paragraphs, book: book.texts };
}

describe("lists that leave as files", () => {
  it("are the list of people, men and women in columns of their own", async () => {
    await goTo(app, "Cán bộ");
    await app.page.waitFor("tbody tr");
    const { book } = await both("trich-ngang");
    expect(book.slice(0, 8)).toContain("DANH SÁCH TRÍCH NGANG CÁN BỘ");
    expect(book).toContain("Ngày, tháng, năm sinh");
    for (const person of made.records.filter((record) => record.id.startsWith("person:")))
      expect(book).toContain((person as { birthName?: string }).birthName);
  });

  it("are the reports of numbers, with the whole below and the footnote", async () => {
    const { page } = app;
    await goTo(app, /^Biểu thống kê/);
    for (const report of ["R-1", "R-2", "R-3", "R-5", "R-6", "R-7"] as const) {
      await page.click({ role: "button", name: new RegExp(`${reports.name[report]}$`), within: ".report-bar" });
      await page.waitFor(`[data-report="${report}"]`);
      const { book, word } = await both(report.toLowerCase());
      expect(book).toContain(reports.sheetTitle[report]);
      expect(book).toContain(reports.whole);
      expect(
        word.some((text) => text.startsWith("Cơ quan lập: Ban Tổ chức") && /Dữ liệu: ghi chép số \d+/.test(text)),
      ).toBe(true);
    }
  });

  it("are the plan, the work that falls due", async () => {
    const { page } = app;
    await goTo(app, /^Việc cần làm/);
    await page.click({ role: "button", name: new RegExp(`^${work.tab.due}`), within: "#main" });
    await both("viec-den-han");
    await goTo(app, /^Quy hoạch/);
    await page.waitFor("#main table");
    await both("quy-hoach");
    expect(faults).toEqual([]);
  });
});
