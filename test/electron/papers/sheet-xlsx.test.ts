import { describe, expect, it } from "vitest";
import { paperText } from "../../../electron/papers/paper-text.ts";
import { sheetWorkbook } from "../../../electron/papers/sheet-xlsx.ts";
import { readWorkbookFile } from "../../../electron/workbook/workbook.ts";
import { type FormName, formNames } from "../../../shared/domain/sheets/crosswalk.ts";
import { makeSheet } from "../../../shared/domain/sheets/make-sheet.ts";
import type { Sheet } from "../../../shared/domain/sheets/sheet.ts";
import { must } from "../../bench/office.ts";
import { aDossier, aSheetInput } from "../../fixtures/dossier.ts";
import { fullDossier } from "../../fixtures/full-dossier.ts";
import { hostileHost, hostileTexts } from "../../fixtures/hostile-text.ts";
import { png } from "../pictures.ts";
import { outOfOrder, pdfTexts, wordsLost } from "./office-program.ts";
import { readWritten } from "./read-xlsx.ts";
import { holding, labelsOf, valuesOf, vietnameseLetters } from "./sheet-words.ts";

const sheets = Object.fromEntries(
  formNames.map((form) => [`${form}.xlsx`, makeSheet(form, aSheetInput(fullDossier()))]),
) as Record<`${FormName}.xlsx`, Sheet>;

/** Decimal commas are the reader's: LibreOffice writes a point here. */
const pointed = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => (/^\d+,\d+$/.test(text) ? text.replace(",", ".") : text));

/** Every cell as it stands, row by row: on a page LibreOffice draws them in an order of its own. */
async function cellsInOrder(bytes: Uint8Array): Promise<string> {
  const { sheets: read } = await must(readWorkbookFile("mau.xlsx", bytes));
  return read.flatMap(({ rows }) => rows.flat()).join(" ");
}

describe("a form as a workbook", () => {
  it("says in LibreOffice what the form says, in its order, on every form", async () => {
    const portrait = { bytes: png(200, 300), media: "image/png" } as const;
    const files: Record<string, Uint8Array> = {};
    for (const [name, sheet] of Object.entries(sheets)) files[name] = await sheetWorkbook(sheet, portrait);
    const texts = await pdfTexts(files);
    for (const [name, sheet] of Object.entries(sheets)) {
      const text = texts[name] ?? "";
      expect({ name, lost: wordsLost(text, pointed(valuesOf(sheet))) }).toEqual({ name, lost: [] });
      const cells = await cellsInOrder(files[name]!);
      expect({ name, missing: outOfOrder(cells, labelsOf(sheet)) }).toEqual({ name, missing: [] });
      const { formulas, links } = await readWritten(files[name]!);
      expect([formulas, links]).toEqual([[], []]);
    }
    const other = await pdfTexts({ "x.xlsx": await sheetWorkbook(makeSheet("2c-98", aSheetInput(aDossier())), null) });
    const cells = await cellsInOrder(files["2c-98.xlsx"]!);
    expect(outOfOrder(cells, labelsOf(sheets["2c-98.xlsx"]).toReversed()).length).toBeGreaterThan(10);
    expect(wordsLost(other["x.xlsx"]!, valuesOf(sheets["2c-98.xlsx"]))).toContain("KHÁNH");
  });

  it("makes real cells of days and decimal numbers only, and prints one page wide", async () => {
    const { parts, texts } = await readWritten(await sheetWorkbook(sheets["2c-98.xlsx"], null));
    const sheet = parts["xl/worksheets/sheet1.xml"]!;
    const numbers = [...sheet.matchAll(/<c r="[A-Z]+\d+"(?: s="\d+")?><v>([^<]*)</g)].map(([, value]) => Number(value));
    expect(numbers).toContain(35674); // 01/09/1997, the day of recruiting
    expect(numbers).toContain(5.08); // the coefficient of the pay
    expect(numbers.every((value) => value > 10_000 || !Number.isInteger(value))).toBe(true);
    expect(texts).toContain("040175001234"); // an identity number keeps its zero
    expect(texts).toContain("12/12");
    expect(sheet).toMatch(/fitToWidth="1"/);
    expect(parts["xl/workbook.xml"]).toMatch(/_xlnm\.Print_Area/);
  });

  it("holds hostile texts as texts, and every Vietnamese letter", async () => {
    const letters = vietnameseLetters();
    const typed = letters.flatMap((letter) => [`${letter}.`, `${letter}-`.normalize("NFD")]);
    const hostile = hostileTexts.map(({ text }) => text);
    const bytes = await sheetWorkbook(holding([...hostile, ...typed]), null);
    const { texts, formulas, links, unwritable, parts } = await readWritten(bytes);
    expect([formulas, links, unwritable]).toEqual([[], [], []]);
    expect(Object.entries(parts).filter(([name, xml]) => name.endsWith(".rels") && xml.includes(hostileHost))).toEqual(
      [],
    );
    const whole = new Set(texts);
    expect([...hostile, ...typed].filter((text) => !whole.has(paperText(text)))).toEqual([]);
    const pdf = (await pdfTexts({ "x.xlsx": bytes }))["x.xlsx"]!;
    expect(letters.filter((letter) => !pdf.includes(letter))).toEqual([]);
  });

  it("would see a formula and a link", async () => {
    const { writeXlsx } = await import("hucre/xlsx");
    const cells = new Map([
      ["0,0", { formula: "1+1", formulaResult: 2 }],
      ["0,1", { hyperlink: { target: `http://${hostileHost}/` } }],
    ]);
    const { formulas, links } = await readWritten(
      await writeXlsx({ sheets: [{ name: "S", rows: [[null, "a"]], cells }] }),
    );
    expect(formulas).toHaveLength(1);
    expect(links.length).toBeGreaterThan(0);
  });
});
