import { describe, expect, it } from "vitest";
import { paperText } from "../../../electron/papers/paper-text.ts";
import { sheetDocument } from "../../../electron/papers/sheet-docx.ts";
import { type FormName, formNames } from "../../../shared/domain/sheets/crosswalk.ts";
import { makeSheet } from "../../../shared/domain/sheets/make-sheet.ts";
import type { Sheet } from "../../../shared/domain/sheets/sheet.ts";
import { SheetOnItsWay } from "../../../shared/domain/sheets/sheet-on-its-way.ts";
import { aDossier, aSheetInput } from "../../fixtures/dossier.ts";
import { fullDossier } from "../../fixtures/full-dossier.ts";
import { hostileHost, hostileTexts } from "../../fixtures/hostile-text.ts";
import { png } from "../pictures.ts";
import { outOfOrder, pdfTexts, wordsLost } from "./office-program.ts";
import { readDocx } from "./read-docx.ts";
import { holding, labelsOf, valuesOf, vietnameseLetters } from "./sheet-words.ts";

const made = "2026-11-23T08:30:00+07:00";
const sheets = Object.fromEntries(
  formNames.map((form) => [`${form}.docx`, makeSheet(form, aSheetInput(fullDossier()))]),
) as Record<`${FormName}.docx`, Sheet>;

/** Marks that do not stand in a PDF; letters that turn the order of others turn their own mark, too. */
const unseen = (pdf: string): readonly string[] =>
  hostileTexts
    .map(({ mark }) => mark)
    .filter((mark) => !pdf.includes(mark) && !pdf.includes(mark.split("").toReversed().join("")));

describe("a form as a Word file", () => {
  it("says in LibreOffice what the form says, in its order, on every form", async () => {
    const portrait = { bytes: png(200, 300), media: "image/png" } as const;
    const files = { ...sheets } as unknown as Record<string, Uint8Array>;
    for (const [name, sheet] of Object.entries(sheets)) files[name] = await sheetDocument(sheet, portrait, made);
    const texts = await pdfTexts(files);
    for (const [name, sheet] of Object.entries(sheets)) {
      const text = texts[name] ?? "";
      expect({ name, lost: wordsLost(text, valuesOf(sheet)) }).toEqual({ name, lost: [] });
      expect({ name, missing: outOfOrder(text, labelsOf(sheet)) }).toEqual({ name, missing: [] });
      expect(text).toContain(sheet.title);
    }
    // Another person's values and another order would be seen.
    const other = makeSheet("2c-98", aSheetInput(aDossier()));
    const values = valuesOf(sheets["2c-98.docx"]);
    expect(
      wordsLost((await pdfTexts({ "x.docx": await sheetDocument(other, null, made) }))["x.docx"]!, values),
    ).toContain("KHÁNH");
    expect(outOfOrder(texts["2c-98.docx"]!, labelsOf(sheets["2c-98.docx"]).toReversed()).length).toBeGreaterThan(10);
  });

  it("has tables whose heads repeat and whose rows stay whole, styles, a page number, Vietnamese and its title", async () => {
    const { parts, fields, links } = await readDocx(await sheetDocument(sheets["2c-98.docx"], null, made));
    const body = parts["word/document.xml"]!;
    const tables = sheets["2c-98.docx"].blocks.filter((block) => block.kind === "table");
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(tables.filter(({ heads }) => heads.length > 0).length);
    const rows = tables.flatMap(({ groups }) => groups.flatMap((group) => group.rows)).length;
    expect(body.match(/<w:cantSplit\/>/g)!.length).toBeGreaterThanOrEqual(rows);
    expect(body.match(/w:val="Heading1"/g)).toHaveLength(
      sheets["2c-98.docx"].blocks.filter(({ kind }) => kind === "heading").length,
    );
    expect(parts["word/styles.xml"]).toContain('w:lang w:val="vi-VN"');
    expect(parts["word/styles.xml"]).toContain('w:ascii="Times New Roman"');
    expect(parts["word/fontTable.xml"]).toContain("Tinos,Liberation Serif");
    expect(parts["docProps/core.xml"]).toContain("<dc:title>SƠ YẾU LÝ LỊCH (Mẫu 2C/TCTW-98)</dc:title>");
    expect(parts["docProps/core.xml"]).toContain(made);
    expect(fields).toEqual(["PAGE", "PAGE"]); // the first page's foot and every other's
    expect(links).toEqual([]);
  });

  it("puts the portrait whole into its box, and says so where there is none", async () => {
    const portrait = { bytes: png(300, 300), media: "image/png" } as const;
    const { parts } = await readDocx(await sheetDocument(sheets["2c-98.docx"], portrait, made));
    const [, width, height] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(parts["word/document.xml"]!)!;
    expect(width).toBe(height); // a square stays one
    expect(Number(width) / 36_000).toBeLessThan(40); // mm
    expect(Number(width) / 36_000).toBeGreaterThan(38);
    const without = await readDocx(await sheetDocument(sheets["2c-98.docx"], null, made));
    expect(without.paragraphs).toContain("Ảnh 4 x 6");
  });

  it("holds hostile texts as texts", async () => {
    const texts = hostileTexts.map(({ text }) => text);
    expect(texts.length).toBeGreaterThanOrEqual(500);
    const sheet = holding(texts);
    expect(SheetOnItsWay.safeParse(sheet).success).toBe(true);
    const bytes = await sheetDocument(sheet, null, made);
    const { parts, paragraphs, fields, links, unwritable } = await readDocx(bytes);
    expect(unwritable).toEqual([]);
    expect(fields).toEqual(["PAGE", "PAGE"]);
    expect(links).toEqual([]);
    expect(Object.entries(parts).filter(([name, xml]) => name.endsWith(".rels") && xml.includes(hostileHost))).toEqual(
      [],
    );
    const whole = new Set(paragraphs);
    expect(texts.filter((text) => !whole.has(paperText(text)))).toEqual([]); // each is a cell, letter by letter
    const pdf = (await pdfTexts({ "x.docx": bytes }))["x.docx"]!;
    expect(unseen(pdf)).toEqual([]);
  });

  it("would see a field, a link and a file that is no longer one", async () => {
    const { Document, ExternalHyperlink, Packer, Paragraph, SimpleField, TextRun } = await import("docx");
    const document = new Document({
      sections: [
        {
          children: [
            new Paragraph({
              children: [
                new SimpleField('INCLUDETEXT "x"'),
                new ExternalHyperlink({ link: `http://${hostileHost}/`, children: [new TextRun("a")] }),
              ],
            }),
          ],
        },
      ],
    });
    const { fields, links } = await readDocx(new Uint8Array(await Packer.toBuffer(document)));
    expect(fields).toHaveLength(1);
    expect(links.length).toBeGreaterThan(1);
    const body = { path: "word/document.xml", data: "<w:p><w:r><w:t>a\u0001b</w:t></w:r></w:p>" };
    const broken = new Uint8Array(await Packer.toBuffer(new Document({ sections: [] }), undefined, [body]));
    expect((await readDocx(broken)).unwritable).toEqual(["word/document.xml"]);
    expect(await pdfTexts({ "x.docx": new TextEncoder().encode("<w:document>") })).toEqual({ "x.docx": null });
  });

  it("carries every Vietnamese letter with every tone, typed in one piece or in several", async () => {
    const letters = vietnameseLetters();
    const sheet = holding(letters.flatMap((letter) => [`${letter}.`, `${letter}-`.normalize("NFD")]));
    const bytes = await sheetDocument(sheet, null, made);
    const { paragraphs } = await readDocx(bytes);
    const whole = new Set(paragraphs);
    expect(letters.filter((letter) => !whole.has(`${letter}.`) || !whole.has(`${letter}-`))).toEqual([]);
    const pdf = (await pdfTexts({ "x.docx": bytes }))["x.docx"]!;
    expect(letters.filter((letter) => !pdf.includes(letter))).toEqual([]);
  });
});
