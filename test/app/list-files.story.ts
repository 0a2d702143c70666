import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { planning } from "../../renderer/text/vi/planning.ts";
import { reports } from "../../renderer/text/vi/reports.ts";
import { rotation } from "../../renderer/text/vi/rotation.ts";
import { work } from "../../renderer/text/vi/work.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { readDocx } from "../electron/papers/read-docx.ts";
import { readWritten } from "../electron/papers/read-xlsx.ts";
import { aMove } from "../fixtures/records.ts";
import { rotationOffice } from "../fixtures/rotation-office.ts";
import { callMain, goTo, lock, openNewOffice, unlock } from "./clerk.ts";
import { axeFindings, misfits, showAt } from "./look-over.ts";
import { factsOf, fontsOf, pageTexts, squeezed, wordsOf } from "./pdf-look.ts";

/** Every list that can leave leaves as a Word file and as a workbook, from the buttons on its screen; each has its number in the register. */
const passphrase = "chín bến đò ngang dọc sông Giăng";
const made = rotationOffice("nghean");
const people = made.records.filter(({ id }) => id.startsWith("person:"));
const moves = people.slice(0, 40).map(({ id }, n) => ({
  ...aMove(n + 1, 1, {
    fromTitle: "Phó Trưởng Ban Tổ chức",
    toTitle: `Phó Bí thư Đảng ủy xã thứ ${n + 1}`,
    start: `20${10 + (n % 15)}-03-01`,
    endedOn: `20${13 + (n % 15)}-03-01`,
    outcome: "HIGHER" as const,
  }),
  personId: id as RecordId<"person">,
}));

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
  const records = [...made.records, ...moves];
  for (let from = 0; from < records.length; from += 200) {
    const changes = records.slice(from, from + 200).flatMap((record) => describeChange(undefined, record) ?? []);
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

/** The list is shown page by page; what is there is what is saved. */
const saveList = () => app.page.click({ role: "button", name: "In / Lưu PDF", within: "dialog" });

/** The screen's list as a PDF, by the button with this name: title, language, tags, lying down, heads on every page of it. */
async function printed(
  button: string | RegExp,
  name: string,
  title: string | RegExp,
  head: string,
  before: () => Promise<void> = async () => {},
) {
  const { page } = app;
  numbers += 1;
  const path = join(folder, `${name}.pdf`);
  app.answer(path);
  await page.click({ role: "button", name: button });
  await before();
  await page.waitFor({ text: new RegExp(`^Đã lưu ${name}\\.pdf \\(số ${numbers} `) }, { timeout: 60_000 });
  if (process.env.PICTURES !== undefined) await copyFile(path, join(process.env.PICTURES, `${name}.pdf`));
  const [facts, fonts, pages, words] = [
    await factsOf(path),
    await fontsOf(path),
    await pageTexts(path),
    await wordsOf(path),
  ];
  expect(facts).toMatchObject({
    title: expect.stringMatching(title),
    language: "vi",
    tagged: true,
    links: 0,
    scripts: 0,
  });
  expect(fonts.filter(({ embedded, unicode }) => !embedded || !unicode)).toEqual([]);
  for (const [at, text] of pages.entries())
    if (/^\s*\d+\s/m.test(text) && at < pages.length - 1)
      expect(squeezed(text), `page ${at + 1}`).toContain(squeezed(head));
  expect(words.filter(({ left, top }) => left < 30 || top < 20)).toEqual([]);
  return { ...facts, text: squeezed(pages.join("")) };
}

describe("lists that leave as files", () => {
  it("are the list of people, men and women in columns of their own", async () => {
    await goTo(app, "Cán bộ");
    await app.page.waitFor("tbody tr");
    const { book } = await both("trich-ngang");
    const pdf = await printed("PDF", "trich-ngang", /^DANH SÁCH TRÍCH NGANG CÁN BỘ$/, "Họ và tên", saveList);
    for (const person of people)
      expect(pdf.text).toContain(squeezed((person as { birthName?: string }).birthName ?? ""));
    expect(await app.page.evaluate("document.querySelector('.table-paper')"), "the paper is gone again").toBeNull();
    expect(book.slice(0, 8)).toContain("DANH SÁCH TRÍCH NGANG CÁN BỘ");
    expect(book).toContain("Ngày, tháng, năm sinh");
    for (const person of people) expect(book).toContain((person as { birthName?: string }).birthName);
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
    await printed(work.print, "viec-den-han", work.paper.due, work.due.what);
    await goTo(app, /^Quy hoạch/);
    await page.waitFor("#main table");
    await both("quy-hoach");
    await printed(planning.print, "quy-hoach", /^QUY HOẠCH CÁN BỘ/, planning.name);
    expect(faults).toEqual([]);
  });

  it("are seen page by page before they are printed, on A4 or A3, with wide or narrow margins", async () => {
    const { page } = app;
    await goTo(app, "Cán bộ");
    await page.waitFor("tbody tr");
    const counts: number[] = [];
    for (const [size, margins] of [
      [/^A4/, "Bình thường"],
      [/^A4/, "Hẹp"],
      [/^A3/, "Bình thường"],
      [/^A3/, "Hẹp"],
    ] as const) {
      const name = `xem-truoc-${counts.length}`;
      let shown = "";
      const pdf = await printed("PDF", name, /^DANH SÁCH TRÍCH NGANG CÁN BỘ$/, "Họ và tên", async () => {
        await page.choose({ label: "Khổ giấy" }, size);
        await page.choose({ label: "Lề" }, margins);
        await page.settle();
        shown = (await page.texts(".print-desk-count"))[0] ?? "";
        if (counts.length === 0) {
          for (const window of ["1366×768 at 125 %", "1366×768"] as const) {
            await showAt(app, window);
            faults.push(...(await misfits(app)), ...(await axeFindings(app)).findings);
            if (process.env.PICTURES !== undefined)
              await page.screenshot(join(process.env.PICTURES, `list preview ${window.replaceAll(" ", "")}.png`));
          }
        }
        await saveList();
      });
      counts.push(pdf.pages);
      expect(shown, name).toBe(`${pdf.pages} trang`);
      expect(pdf.size, name).toMatch(size);
      for (const person of people) // no row is cut
        expect(
          pdf.text.split(squeezed((person as { birthName?: string }).birthName ?? "")).length,
          name,
        ).toBeGreaterThan(1);
    }
    const [a4 = 0, narrowA4 = 0, a3 = 0, narrowA3 = 0] = counts;
    expect([narrowA4 <= a4, a3 < a4, narrowA3 <= a3]).toEqual([true, true, true]);
    expect(faults).toEqual([]);
  }, 240_000);

  it("are the register of moves, as it is narrowed", async () => {
    const { page } = app;
    await goTo(app, "Luân chuyển");
    await page.waitFor("#main tbody tr");
    const { book } = await both("luan-chuyen");
    expect(book).toContain(rotation.paper.title);
    for (const { toTitle } of moves) expect(book).toContain(toTitle);
    const pdf = await printed("PDF", "luan-chuyen", rotation.paper.title, rotation.column.person, saveList);
    for (const { toTitle } of moves) expect(pdf.text).toContain(squeezed(toTitle));
    expect(pdf.pages).toBeGreaterThan(1);
    expect(pdf.text).toContain(squeezed(`Ban Tổ chức Tỉnh ủy Nghệ An, lập ngày`));
    await page.fill({ role: "searchbox" }, "không có ai tên như thế");
    await page.waitFor({ text: rotation.listNoneText });
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('.page-actions button')].filter(({ disabled }) => disabled).length",
      ),
    ).toBe(3);
    expect(faults).toEqual([]);
  });

  it("are a report as it was issued, and the delivery book with its own line", async () => {
    const { page } = app;
    await goTo(app, /^Biểu thống kê/);
    await page.click({ role: "button", name: new RegExp(`${reports.name["R-6"]}$`), within: ".report-bar" });
    await page.waitFor('[data-report="R-6"]');
    await page.click({ role: "button", name: reports.issued.keep });
    await page.click({ role: "button", name: reports.issued.keep, within: "dialog" });
    await page.waitFor({ text: new RegExp(`^${reports.issued.kept}`) });
    await page.click({ role: "button", name: new RegExp(`^${reports.issued.title}`) });
    await page.click({ role: "button", name: /^Xem / });
    await page.waitFor(".report-issued-head");
    const { word } = await both("da-bao-cao");
    expect(word.some((text) => /Biểu lập ngày .* ghi chép số/.test(text))).toBe(true);
    // The same report, printed: every row of the screen's table stands in it, whole.
    const rows = await page.evaluate<readonly string[]>(
      "[...document.querySelectorAll('.moves-paper tbody th')].map((row) => row.textContent)",
    );
    expect(rows.length).toBeGreaterThan(1);
    const pdf = await printed(/^In/, "bieu-da-giu", /./, "");
    for (const row of rows) expect(pdf.text).toContain(squeezed(row));
    expect(pdf.text).toContain(squeezed("ghi chép số"));
    await goTo(app, /^Trao đổi/);
    await page.click({ role: "button", name: /sổ giao nhận/i });
    await page.waitFor(".custody-table");
    for (const [name, file] of [
      ["Word", "so-giao-nhan.docx"],
      ["Excel", "so-giao-nhan.xlsx"],
    ] as const) {
      const before = numbers; // the file that leaves now is the next line
      const bytes = await leave(name, file);
      const said = name === "Word" ? (await readDocx(bytes)).paragraphs : (await readWritten(bytes)).texts;
      for (const text of ["SỔ GIAO NHẬN TÀI LIỆU", "Người nhận (ký, ghi rõ họ tên)", `Cộng: ${before} dòng.`])
        expect(said).toContain(text);
    }
    await page.waitFor({ text: `${numbers} dòng` });
    expect(faults).toEqual([]);
  });
});
