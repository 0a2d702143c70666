import { describe, expect, it } from "vitest";
import { openBook } from "../../../electron/workbook/book-in-process.ts";
import { readWorkbookFile } from "../../../electron/workbook/workbook.ts";
import { tableWorkbook } from "../../../electron/workbook/write-table.ts";
import { type LaidTable, LaidTable as Schema, type TableCell } from "../../../shared/domain/tables/laid-table.ts";
import { must } from "../../bench/office.ts";

const tableOf = (rows: readonly (readonly TableCell[])[], columns = 4): LaidTable =>
  Schema.parse({
    title: "Danh sách trích ngang",
    above: ["Huyện ủy Đô Lương, ngày 22/11/2026"],
    columns: Array.from({ length: columns }, (_, i) => ({ head: `Cột ${i + 1}`, width: 12 })),
    rows,
    below: ["Người lập biểu"],
    paper: "A4",
  });

/** Every cell of the sheet as the program's own reader of senders' files sees it. */
const cellsOf = async (bytes: Uint8Array) => {
  const book = await openBook("bang.xlsx", bytes);
  const opened = await must(Promise.resolve(book.opened));
  return book.rows({ sheet: 0, from: 0, to: opened.sheets[0]!.rows });
};
const isFormula = (cell: unknown): boolean => typeof cell === "object" && cell !== null && "formula" in cell;

const hostile = [
  "=1+1",
  "+cmd|' /C calc'!A0",
  "-2+3",
  "@SUM(A1:A9)",
  '=HYPERLINK("http://example.invalid")',
  "\t=1",
  "\r=1",
  "<script>alert(1)</script>",
  "]]>",
  "&amp;",
  "_x0041_",
  "'=1",
  "１＝２",
];
const vowels = "a ă â e ê i o ô ơ u ư y".split(" ");
const tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const letters = vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize("NFC"))).concat("đ");

describe("a table as a workbook", () => {
  it("keeps words, numbers and dates as what they are", async () => {
    const bytes = await tableWorkbook(
      tableOf([
        ["007", 4.98, { date: "1985-03-05" }, { date: "1985-03" }],
        [null, 0, { date: "1899-12-31" }, { date: "1985" }],
      ]),
    );
    const read = await must(readWorkbookFile("bang.xlsx", bytes));
    expect(read.sheets[0]!.rows.slice(4, 6)).toEqual([
      ["007", "4.98", "1985-03-05", "03/1985"],
      ["", "0", "31/12/1899", "1985"],
    ]);
    const [first] = (await cellsOf(bytes)).slice(4);
    expect(first?.[2]).toMatchObject({ kind: "date" }); // a real day of the calendar, no text that looks like one
    expect(read.sheets[0]!.rows[0]?.[0]).toBe("Danh sách trích ngang");
    expect(read.sheets[0]!.rows.at(-1)?.[0]).toBe("Người lập biểu");
  });

  it("makes no formula of any value, wherever it stands", async () => {
    const table = tableOf(hostile.map((text) => [text, text, text, text]));
    const bytes = await tableWorkbook({ ...table, title: "=1+1", above: ["=2"], below: ["@x"] });
    const cells = await cellsOf(bytes);
    expect(cells.flat().filter(isFormula)).toEqual([]);
    const back = cells.slice(4, 4 + hostile.length).map((row) => row[0]);
    expect(back.map((cell) => (typeof cell === "object" && cell !== null ? cell.value : cell))).toEqual(
      hostile.map((text) => text.replace("\r", "\n")),
    ); // a lone return is the end of a line
  });

  it("would see a formula: a workbook that has one", async () => {
    const { writeXlsx } = await import("hucre/xlsx");
    const cells = new Map([["0,0", { formula: "1+1", formulaResult: 2 }]]);
    const bytes = await writeXlsx({ sheets: [{ name: "S", rows: [[null, "a"]], cells }] });
    expect((await cellsOf(bytes)).flat().filter(isFormula)).toHaveLength(1);
  });

  it("carries every Vietnamese letter, composed", async () => {
    const all = [...letters, ...letters.map((letter) => letter.toLocaleUpperCase("vi"))];
    const bytes = await tableWorkbook(
      tableOf(
        all.map((letter) => [letter, letter.normalize("NFD")]),
        2,
      ),
    );
    const rows = (await must(readWorkbookFile("bang.xlsx", bytes))).sheets[0]!.rows.slice(4, 4 + all.length);
    expect(rows.map(([one]) => one)).toEqual(all);
    expect(rows.map(([, other]) => other)).toEqual(all);
  });

  it("takes a row that is too short or too long as the columns say", async () => {
    const bytes = await tableWorkbook({ ...tableOf([], 2), rows: [["a"], ["b", "c", "d"]] });
    const rows = (await must(readWorkbookFile("bang.xlsx", bytes))).sheets[0]!.rows.slice(4, 6);
    expect(rows.map((row) => row.filter((text) => text !== ""))).toEqual([["a"], ["b", "c"]]);
  });
});
