import { describe, expect, it } from "vitest";
import { paperText } from "../../../electron/papers/paper-text.ts";
import { tableDocument } from "../../../electron/papers/table-docx.ts";
import { tableWorkbook } from "../../../electron/workbook/write-table.ts";
import { LaidTable, type TableCell } from "../../../shared/domain/tables/laid-table.ts";
import { hostileTexts } from "../../fixtures/hostile-text.ts";
import { pdfTexts, wordsLost } from "./office-program.ts";
import { readDocx } from "./read-docx.ts";
import { readWritten } from "./read-xlsx.ts";
import { vietnameseLetters } from "./sheet-words.ts";

const made = "2026-11-23T08:30:00+07:00";

/** A list as offices send it: two columns of birth under one head, a total, a footnote, who signs. */
const listOf = (rows: readonly (readonly TableCell[])[], patch: Partial<LaidTable> = {}): LaidTable =>
  LaidTable.parse({
    title: "DANH SÁCH TRÍCH NGANG CÁN BỘ",
    above: ["HUYỆN ỦY ĐÔ LƯƠNG", "Ngày 23/11/2026"],
    columns: [
      { head: "TT", width: 5, mark: "A" },
      { head: "Họ và tên", width: 26, mark: "B" },
      { head: "Nam", width: 11, group: "Ngày, tháng, năm sinh", mark: "1" },
      { head: "Nữ", width: 11, group: "Ngày, tháng, năm sinh", mark: "2" },
      { head: "Chức vụ", width: 30, mark: "3" },
      { head: "Hệ số", width: 9, mark: "4" },
    ],
    rows,
    totals: [[null, "Tổng số", 3, 2, null, null]],
    below: ["Cơ quan lập: Huyện ủy Đô Lương. Dữ liệu: ghi chép số 17."],
    signed: [
      { role: "Người lập biểu", note: "(Ký, ghi rõ họ tên)" },
      { role: "Thủ trưởng cơ quan", note: "(Ký tên, đóng dấu)" },
    ],
    paper: "A4",
    ...patch,
  });

const people = Array.from({ length: 120 }, (_, n): TableCell[] => {
  const born = { date: `19${60 + (n % 30)}-03-05` };
  return [
    n + 1,
    `Nguyễn Văn Mẫu ${n}`,
    n % 2 === 0 ? born : null,
    n % 2 === 0 ? null : born,
    "Bí thư Đảng ủy xã",
    4.98,
  ];
});

describe("a list as a Word file and as a workbook", () => {
  it("says the same in both as LibreOffice shows them, heads on every page, totals, footnote and signatures", async () => {
    const table = listOf(people);
    const word = (await pdfTexts({ "x.docx": await tableDocument([table], made) }))["x.docx"]!;
    const book = (await pdfTexts({ "x.xlsx": await tableWorkbook(table) }))["x.xlsx"]!;
    const said = (decimal: string) => [
      table.title,
      ...table.above,
      ...table.columns.map(({ head }) => head),
      ...people.flatMap((row) => row.map((cell) => wordOf(cell, decimal))),
      "Tổng số",
      ...table.below,
      "Người lập biểu Thủ trưởng cơ quan",
    ];
    expect(wordsLost(word, said(","))).toEqual([]);
    expect(wordsLost(book, said("."))).toEqual([]);
    for (const text of [word, book]) {
      const pages = text.split("\f").filter((page) => page.includes("Mẫu")); // pages with somebody on them
      expect(pages.length).toBeGreaterThan(2);
      for (const page of pages) expect(page.replace(/\s+/g, " ")).toContain("Ngày, tháng, năm sinh");
    }
    expect(wordsLost(word, ["Người khác"])).toEqual(["khác"]); // somebody who is not on the list would be missed
  });

  it("joins heads over their columns and keeps real days and numbers", async () => {
    const { parts, formulas } = await readWritten(await tableWorkbook(listOf(people.slice(0, 3))));
    const sheet = parts["xl/worksheets/sheet1.xml"]!;
    expect(formulas).toEqual([]);
    for (const merged of ["C5:D5", "A5:A6", "F5:F6"]) expect(sheet).toContain(`ref="${merged}"`);
    expect(sheet).toMatch(/<pageSetup[^>]*orientation="landscape"/);
    expect(parts["xl/workbook.xml"]).toContain("'Danh sách'!$5:$7<"); // without quotes a name with a blank is no reference
    const upright = await readWritten(
      await tableWorkbook(listOf([], { upright: true }), listOf([], { name: "a/b:c" })),
    );
    expect(upright.parts["xl/worksheets/sheet1.xml"]).toMatch(/<pageSetup[^>]*orientation="portrait"/);
    expect(upright.parts["xl/workbook.xml"]).toContain('name="a b c 2"');
    const word = await readDocx(await tableDocument([listOf(people.slice(0, 3))], made));
    expect(word.parts["word/document.xml"]!.match(/<w:tblHeader\/>/g)).toHaveLength(3); // groups, heads, marks
    expect(word.parts["word/document.xml"]).toContain('w:orient="landscape"');
    expect(word.parts["word/document.xml"]).toContain('<w:gridSpan w:val="2"/>');
  });

  it("holds hostile texts and every Vietnamese letter as texts, wherever they stand", async () => {
    const letters = vietnameseLetters().flatMap((letter) => [`${letter}.`, `${letter}-`.normalize("NFD")]);
    const texts = [...hostileTexts.map(({ text }) => text), ...letters];
    const [first = "", second = ""] = texts;
    const table = listOf(
      texts.map((text) => [null, text]),
      { title: first.slice(0, 300), above: [second.slice(0, 300)], below: [first], name: second.slice(0, 30) },
    );
    const word = await readDocx(await tableDocument([table, table], made));
    expect([word.fields, word.links, word.unwritable]).toEqual([["PAGE", "PAGE"], [], []]);
    const book = await readWritten(await tableWorkbook(table, table));
    expect([book.formulas, book.links, book.unwritable]).toEqual([[], [], []]);
    for (const whole of [new Set(word.paragraphs), new Set(book.texts)])
      expect(texts.filter((text) => !whole.has(paperText(text)))).toEqual([]);
  });
});

function wordOf(cell: TableCell, decimal: string): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return String(cell).replace(".", decimal);
  return cell.date.split("-").toReversed().join("/");
}
