import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { crosswalk, type FormName, formNames } from "../../shared/domain/sheets/crosswalk.ts";
import { makeSheet } from "../../shared/domain/sheets/make-sheet.ts";
import type { Sheet } from "../../shared/domain/sheets/sheet.ts";
import { vietnameseLetters } from "../electron/papers/sheet-words.ts";
import { aDossier, aSheetInput } from "../fixtures/dossier.ts";
import { typedLabels } from "../fixtures/form-labels.ts";
import {
  marked,
  markedFiles,
  markedName,
  markedRecords,
  nameOfField,
  withoutWords,
} from "../fixtures/marked-dossier.ts";
import {
  type PaperFileName,
  paperDay,
  paperFile,
  paperFileNames,
  paperUnits,
  recordsOf,
} from "../fixtures/paper-files.ts";
import { anAssignment, aPerson } from "../fixtures/records.ts";
import { againstApproved, approve } from "./approved-pages.ts";
import { openNewOffice } from "./clerk.ts";
import { tabTo } from "./look-over.ts";
import { chooseForm, keepPortrait, openSheet, paperOffice, printSheet, putOnFile } from "./paper-prints.ts";
import { factsOf, fontsOf, missingGlyphs, pageTexts, squeezed, wordsOf } from "./pdf-look.ts";
import { misplaced, readAgainst, wantedText } from "./printed-text.ts";

/**
 * Three cadres on each of the three forms: one of whom little is known, one as most are, one who outgrows every blank. The
 * nine papers are printed by the program and read by Poppler, letter for letter.
 */
let folder: string;
let app: App;
let portrait: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "papers-"));
  ({ app } = await openNewOffice(folder, paperOffice));
  portrait = await keepPortrait(app);
  await putOnFile(app, [
    ...paperUnits,
    ...paperFileNames.flatMap((name) => recordsOf(paperFile(name, portrait))),
    ...markedFiles.flatMap(markedRecords),
    ...recordsOf(lettersFile),
  ]);
}, 180_000);
afterAll(async () => {
  await app?.kill();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const sought: Readonly<Record<PaperFileName, string>> = {
  sparse: "Lô Văn Xuân",
  typical: "Nguyễn Thị Khánh Hòa",
  overflowing: "Tường Công Huyền",
};

/** Of the approved pages: enough to see every word of most papers, and every line of the longest. */
const dotsPerInch: Readonly<Record<PaperFileName, number>> = { sparse: 60, typical: 60, overflowing: 36 };

/** What stands above the form: the units of the post where they are on file, else the office. */
const heads = {
  typical: { province: "Nghệ An", parentUnit: "Huyện ủy Đô Lương", baseUnit: "Đảng ủy xã Lưu Sơn" },
  other: { province: "", parentUnit: "Huyện ủy Đô Lương", baseUnit: "" },
};

const sheetOf = (name: PaperFileName, form: FormName): Sheet =>
  makeSheet(
    form,
    aSheetInput(paperFile(name, portrait), {
      printDate: paperDay,
      officeHeader: name === "typical" ? heads.typical : heads.other,
    }),
  );

/** Every letter with every tone twice, whole in one column and taken to pieces in the other. */
const lettersFile = aDossier(aPerson(8001, { birthName: "Lò Văn Chữ" }), {
  assignment: Array.from({ length: 15 }, (_, row) => {
    const ten = vietnameseLetters().slice(10 * row, 10 * row + 10);
    const twice = ten.map((letter) => letter + letter).join(" ");
    return anAssignment(8001 + row, 8001, { title: twice, unitText: twice.normalize("NFD"), from: `${2001 + row}` });
  }),
});

const titles: Readonly<Record<FormName, string>> = {
  "2c-98": "Sơ yếu lý lịch, mẫu 2C/TCTW-98",
  "2c-2008": "Sơ yếu lý lịch cán bộ, công chức, mẫu 2C-BNV/2008",
  "tt06-2023": "Sơ yếu lý lịch, Thông tư 06/2023/TT-BNV",
};

/** What gives way to what is written: the words in the box for the portrait, a birth place as one text, a second metre. */
const changing = /^(?:Ảnh.*|4\) Nơi sinh: Xã|Huyện|Tỉnh|Cao: 1m)$/;

/** The first label that does not stand behind the one before it. */
function firstOutOfOrder(labels: readonly string[], text: string): string | null {
  let at = 0;
  for (const label of labels) {
    const found = text.indexOf(squeezed(label), at);
    if (found < 0) return label;
    at = found + squeezed(label).length;
  }
  return null;
}

/** Protected values that the form has no item for and that stand on the paper. */
function leaked(name: PaperFileName, form: FormName, text: string): readonly string[] {
  const dossier = paperFile(name, portrait);
  return crosswalk.flatMap(({ kind, field, items }) => {
    if (items[form] !== null || (kind !== "protected" && kind !== "economy")) return [];
    const value = (dossier[kind] as Readonly<Record<string, unknown>> | undefined)?.[field];
    const said = typeof value === "string" ? value : ((value as { text?: string } | undefined)?.text ?? "");
    return said.length > 8 && text.includes(squeezed(said)) ? [`${kind}.${field}`] : [];
  });
}

/** Text of a PDF's pages without their numbers. */
const textOf = async (pdf: string): Promise<string> =>
  (await pageTexts(pdf)).map((page) => page.replace(/^\s*\d+\s/, "")).join("\n");

/** Rows of the crosswalk that the papers of a form do not keep to: how often each file's paper says the field's mark. */
function notAsInCrosswalk(form: FormName, texts: readonly string[]): readonly string[] {
  return crosswalk.flatMap((row) => {
    const mark = marked.get(nameOfField(row));
    if (mark === undefined) return [];
    const times = texts.map((text) => text.match(mark.printed)?.length ?? 0);
    return Math.max(...times) === (row.items[form] === null ? 0 : 1)
      ? []
      : [`${nameOfField(row)}: ${times.join(", ")}`];
  });
}

describe("nine papers", () => {
  for (const name of paperFileNames)
    it(`say every label and value once, in the form's order, on pages that cut nothing: ${name}`, {
      timeout: 400_000,
    }, async () => {
      await openSheet(app, sought[name], new RegExp(sought[name]));
      for (const form of formNames) {
        await chooseForm(app, form, "01/06/2026");
        const pdf = await printSheet(app, folder, `${name}-${form}`);
        if (process.env.PICTURES !== undefined) await copyFile(pdf, join(process.env.PICTURES, `${name}-${form}.pdf`));
        const pages = await pageTexts(pdf);
        const { faults, headsAgain } = readAgainst(pages, wantedText(sheetOf(name, form)));
        expect(faults, form).toEqual([]);
        if (name === "overflowing") expect(headsAgain, form).toBeGreaterThan(5);
        const text = squeezed(pages.map((page) => page.replace(/^\s*\d+\s/, "")).join(""));
        const labels = typedLabels[form].filter((label) => name === "sparse" || !changing.test(label));
        const above = labels.findIndex((label) => label.startsWith("1)"));
        expect(firstOutOfOrder(labels.slice(above), text), form).toBeNull();
        for (const label of labels.slice(0, above)) expect(text, form).toContain(squeezed(label));
        expect(misplaced(await wordsOf(pdf)), form).toEqual([]);
        expect(leaked(name, form, text), form).toEqual([]);
        const fonts = await fontsOf(pdf);
        expect(fonts.length, form).toBeGreaterThan(2);
        for (const font of fonts)
          expect(font, form).toEqual({
            name: expect.stringMatching(/^Tinos-/),
            embedded: true,
            subset: true,
            unicode: true,
          });
        const most = { sparse: 5, typical: 5, overflowing: 40 }[name];
        const facts = await factsOf(pdf);
        expect(facts, form).toEqual({
          title: titles[form],
          language: "vi",
          tagged: true,
          pages: pages.length,
          size: "A4",
          links: 0,
          scripts: 0,
        });
        expect(pages.length, form).toBeLessThanOrEqual(most);
        await approve(pdf, `${name}-${form}`, dotsPerInch[name]);
        const approved = await againstApproved(pdf, `${name}-${form}`, dotsPerInch[name]);
        expect(approved.faults, form).toEqual([]);
        expect(approved.squares, form).toBeGreaterThan(pages.length * 500);
      }
    });

  it("are told from papers on which something is wrong", async () => {
    await openSheet(app, sought.overflowing, new RegExp(sought.overflowing));
    await chooseForm(app, "2c-98", "01/06/2026");
    const wanted = wantedText(sheetOf("overflowing", "2c-98"));
    const faultsWith = async (name: string, breakIt: string, mendIt: string) => {
      await app.page.evaluate(breakIt);
      const pdf = await printSheet(app, folder, name);
      await app.page.evaluate(mendIt);
      return [...readAgainst(await pageTexts(pdf), wanted).faults, ...misplaced(await wordsOf(pdf))].join("\n");
    };
    // On the elements themselves: these go to the window that prints.
    const styled = (css: string, property: string, value: string) =>
      [
        `document.querySelectorAll("article ${css}").forEach((each) => each.style.setProperty("${property}", "${value}", "important"))`,
        `document.querySelectorAll("article ${css}").forEach((each) => each.style.removeProperty("${property}"))`,
      ] as const;
    expect(await faultsWith("cut", ...styled(".sheet-table tr", "break-inside", "auto"))).toMatch(
      /cuts the row|instead of/,
    );
    expect(await faultsWith("headless", ...styled(".sheet-table thead", "display", "table-row-group"))).toMatch(
      /without its heads/,
    );
    expect(await faultsWith("wide", ...styled(".sheet-table", "width", "120%"))).toMatch(/beyond the margins/);
    expect(await faultsWith("dense", ...styled(".sheet-table td", "line-height", "5px"))).toMatch(/stands on/);
    const values = 'document.querySelectorAll(".sheet-value")';
    const swap = `(() => { const [a, b] = [${values}[3], ${values}[8]]; const kept = a.textContent; a.textContent = b.textContent; b.textContent = kept; })()`;
    expect(await faultsWith("swapped", swap, swap)).toMatch(/instead of/);
    const gone = `void (globalThis.kept = ${values}[20].textContent, ${values}[20].textContent = "")`;
    expect(await faultsWith("gone", gone, `void (${values}[20].textContent = globalThis.kept)`)).toMatch(/instead of/);
  }, 240_000);

  it("are told from approved pages by a label that moved and by the border of one cell", async () => {
    await openSheet(app, sought.typical, new RegExp(sought.typical));
    await chooseForm(app, "2c-98", "01/06/2026");
    const faultsWith = async (name: string, selector: string, style: string) => {
      await app.page.evaluate(
        `document.querySelector(${JSON.stringify(selector)}).style.cssText = ${JSON.stringify(style)}`,
      );
      const pdf = await printSheet(app, folder, name);
      await app.page.evaluate(`document.querySelector(${JSON.stringify(selector)}).style.cssText = ""`);
      return (await againstApproved(pdf, "typical-2c-98", dotsPerInch.typical)).faults;
    };
    const label = ".sheet-item:nth-of-type(5) .sheet-label";
    const cell = "tbody tr:nth-child(3) > td:nth-child(2)";
    expect(await faultsWith("as-approved", label, "color: #000")).toEqual([]);
    expect(await faultsWith("moved", label, "position: relative; left: 3mm")).not.toEqual([]);
    expect(await faultsWith("without-border", cell, "border-bottom-color: #fff; border-right-color: #fff")).not.toEqual(
      [],
    );
  }, 120_000);
});

describe("every field of the crosswalk", () => {
  it("stands once on the papers that have it and nowhere on the others; one that is left out is missed", async () => {
    expect(marked.size + withoutWords.length).toBe(crosswalk.length);
    const papers = new Map<FormName, string[]>(formNames.map((form) => [form, []]));
    for (const file of markedFiles) {
      await openSheet(app, markedName(file), new RegExp(markedName(file), "i"));
      for (const form of formNames) {
        await chooseForm(app, form, "01/06/2026");
        papers.get(form)?.push(await textOf(await printSheet(app, folder, `marked-${file}-${form}`)));
      }
    }
    for (const [form, texts] of papers) expect(notAsInCrosswalk(form, texts), form).toEqual([]);
    // A field that no paper has, and one that a paper says twice.
    const [rows = "", texts = ""] = papers.get("tt06-2023") ?? [];
    const mark = marked.get("person.otherNames")?.word ?? "";
    const without = [rows, texts].map((text) => text.replaceAll(mark, ""));
    expect(notAsInCrosswalk("tt06-2023", without)).toEqual(["person.otherNames: 0, 0"]);
    expect(notAsInCrosswalk("tt06-2023", [rows, `${texts} ${mark}`])).toEqual(["person.otherNames: 1, 2"]);
    await app.page.evaluate(
      `[...document.querySelectorAll(".sheet-value")].find(({ textContent }) => textContent === "${mark}").textContent = ""`,
    );
    const gone = await textOf(await printSheet(app, folder, "marked-gone"));
    expect(notAsInCrosswalk("tt06-2023", [gone]).map((line) => line.split(":")[0])).toContain("person.otherNames");
  }, 240_000);
});

describe("every Vietnamese letter", () => {
  it("is printed as it is, typed in one piece or in several, by letters that the paper carries with it", async () => {
    await openSheet(app, "Lò Văn Chữ", /Lò Văn Chữ/);
    await chooseForm(app, "2c-98", "01/06/2026");
    const looked = await lookAt(await printSheet(app, folder, "letters"));
    expect(looked).toEqual({ lost: [], others: [], missing: 0 });
    // By a font that the paper does not bring.
    await app.page.evaluate(`document.querySelector("article").style.setProperty("font-family", "Liberation Serif")`);
    await app.page.settle();
    expect((await lookAt(await printSheet(app, folder, "letters-poor"))).others).not.toEqual([]);
  }, 120_000);
});

/** What a paper of the letters says, and by which fonts. */
async function lookAt(pdf: string) {
  const text = squeezed(await textOf(pdf));
  const letters = vietnameseLetters();
  expect(letters).toHaveLength(146);
  const { missing, shown } = await missingGlyphs(pdf);
  expect(shown).toBeGreaterThan(2_000);
  const fonts = await fontsOf(pdf);
  return {
    lost: letters.filter((letter) => text.split(`${letter}${letter}`).length - 1 < 2), // whole, and from its parts
    others: fonts.filter(({ name, embedded }) => !embedded || !name.startsWith("Tinos-")).map(({ name }) => name),
    missing,
  };
}

describe("what is missing for a form", () => {
  it("leads to its place in the file, by a click or by keys, and is gone when it is filled in", async () => {
    const { page } = app;
    await openSheet(app, sought.sparse, new RegExp(sought.sparse));
    await chooseForm(app, "tt06-2023", "01/06/2026");
    const listed = async () => {
      await page.click({ css: ".sheet-missing > summary" });
      return page.texts(".sheet-missing li");
    };
    const before = await listed();
    expect(before).toContain("8 Điện thoại");
    const keyboardAt = () =>
      page.evaluate<string>(
        "document.activeElement?.name || document.activeElement?.closest('.file-part')?.dataset.part || ''",
      );
    await page.click({ role: "button", name: "8 Điện thoại" });
    await page.waitUntil("document.activeElement?.name === 'phone'");
    await page.type("0912 000 111");
    await page.click({ role: "button", name: "Lưu" });
    await page.waitFor({ role: "button", name: "Sửa hồ sơ" });
    await page.click({ role: "button", name: "Quay lại" });
    await page.waitFor("article.paper-tt06-2023"); // the form that was chosen
    expect(before.filter((line) => line !== "8 Điện thoại")).toEqual(await listed());
    // By keys: a row of a table, and what lies behind a door.
    for (const [item, part] of [
      [/^32 /, "training"],
      [/^36 /, "family"],
    ] as const) {
      await tabTo(app, item);
      await page.press("Enter");
      await page.waitFor({ role: "button", name: "Sửa hồ sơ" });
      await page.settle();
      expect(await keyboardAt()).toBe(part);
      await page.click({ role: "button", name: "Quay lại" });
      await page.waitFor("article.paper-tt06-2023");
      await listed();
    }
  }, 120_000);
});
