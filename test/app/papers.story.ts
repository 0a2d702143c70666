import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../build/chromium-host/drive.ts";
import { crosswalk, type FormName, formNames } from "../../shared/domain/sheets/crosswalk.ts";
import { makeSheet } from "../../shared/domain/sheets/make-sheet.ts";
import type { Sheet } from "../../shared/domain/sheets/sheet.ts";
import { aSheetInput } from "../fixtures/dossier.ts";
import { typedLabels } from "../fixtures/form-labels.ts";
import {
  type PaperFileName,
  paperDay,
  paperFile,
  paperFileNames,
  paperUnits,
  recordsOf,
} from "../fixtures/paper-files.ts";
import { openNewOffice } from "./clerk.ts";
import { chooseForm, keepPortrait, openSheet, paperOffice, printSheet, putOnFile } from "./paper-prints.ts";
import { factsOf, fontsOf, pageTexts, squeezed, wordsOf } from "./pdf-look.ts";
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
  await putOnFile(app, [...paperUnits, ...paperFileNames.flatMap((name) => recordsOf(paperFile(name, portrait)))]);
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

describe("nine papers", () => {
  for (const name of paperFileNames)
    it(`say every label and value once, in the form's order, on pages that cut nothing: ${name}`, {
      timeout: 240_000,
    }, async () => {
      await openSheet(app, sought[name], new RegExp(sought[name]));
      for (const form of formNames) {
        await chooseForm(app, form, "01/06/2026");
        const pdf = await printSheet(app, folder, `${name}-${form}`);
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
    const rule = (css: string) =>
      [
        `void document.styleSheets[0].insertRule(${JSON.stringify(css)}, document.styleSheets[0].cssRules.length)`,
        "document.styleSheets[0].deleteRule(document.styleSheets[0].cssRules.length - 1)",
      ] as const;
    expect(await faultsWith("cut", ...rule(".sheet-table tr { break-inside: auto !important }"))).toMatch(
      /cuts the row|instead of/,
    );
    expect(await faultsWith("headless", ...rule(".sheet-table thead { display: table-row-group !important }"))).toMatch(
      /without its heads/,
    );
    expect(await faultsWith("wide", ...rule(".sheet-table { width: 120% !important }"))).toMatch(/beyond the margins/);
    expect(await faultsWith("dense", ...rule(".sheet-table td { line-height: 5px !important }"))).toMatch(/stands on/);
    const values = 'document.querySelectorAll(".sheet-value")';
    const swap = `(() => { const [a, b] = [${values}[3], ${values}[8]]; const kept = a.textContent; a.textContent = b.textContent; b.textContent = kept; })()`;
    expect(await faultsWith("swapped", swap, swap)).toMatch(/instead of/);
    const gone = `void (globalThis.kept = ${values}[20].textContent, ${values}[20].textContent = "")`;
    expect(await faultsWith("gone", gone, `void (${values}[20].textContent = globalThis.kept)`)).toMatch(/instead of/);
  }, 240_000);
});
