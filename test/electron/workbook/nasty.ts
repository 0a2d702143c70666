import { inTcvn3, inVni } from "../../shared/domain/text/old-fonts.ts";
import { numbered, type RawBook, type RawCell, type RawSheet, rawXlsx, sheetXml, styled, zipOf } from "./raw-xlsx.ts";

/** One nastiness, and what must come of it. */
export interface Nasty {
  readonly name: string;
  readonly fileName?: string;
  readonly bytes: () => Promise<Uint8Array> | Uint8Array;
  /** Refused whole, by which word. */
  readonly refused?: string;
  /** Every bad cell: "D3 not-a-date". */
  readonly bad?: readonly string[];
  /** Names of the rows that are taken, in order, with birth dates. */
  readonly taken?: readonly string[];
  readonly passed?: number;
}

const heads: readonly RawCell[] = [
  "TT",
  "Họ và tên",
  "Giới tính",
  "Ngày sinh",
  "Quê quán",
  "Ngày vào Đảng",
  "Hệ số lương",
  "Số CCCD",
];
const good: readonly RawCell[] = [
  1,
  "Nguyễn Văn Khảng",
  "Nam",
  "15/03/1965",
  "xã Lưu Sơn, huyện Đô Lương, tỉnh Nghệ An",
  "19/5/1988",
  "4,32",
  "040065000123",
];
const goodTaken = "Nguyễn Văn Khảng 1965-03-15";

/** The good row with some cells otherwise. */
const row = (cells: Readonly<Record<number, RawCell>>): RawCell[] =>
  ["2", "Trần Thị Hằng", "Nữ", "20/11/1970", "xã Thượng Sơn", "3/2/1995", "3.66", null].map((cell, i) =>
    i in cells ? (cells[i] ?? null) : cell,
  );
const sheet = (rows: readonly (readonly RawCell[])[], more: Partial<RawSheet> = {}): RawSheet => ({
  rows: [heads, good, ...rows],
  ...more,
});
const book =
  (rows: readonly (readonly RawCell[])[], more: Partial<RawSheet> = {}, rest: Partial<RawBook> = {}) =>
  () =>
    rawXlsx({ sheets: [sheet(rows, more)], ...rest });
const one = (
  name: string,
  cells: Readonly<Record<number, RawCell>>,
  bad: readonly string[],
  birth = "1970-11-20",
): Nasty => ({
  name,
  bytes: book([row(cells)]),
  bad,
  taken: bad.length > 0 ? [goodTaken] : [goodTaken, `Trần Thị Hằng ${birth}`],
});

const ole = (mark: string): Uint8Array => {
  const bytes = Buffer.alloc(2048);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  Buffer.from(mark, "utf16le").copy(bytes, 1024);
  return new Uint8Array(bytes);
};
const formula = (inner: string, value = ""): RawCell => ({
  xml: `<c r="REF"${/^[A-Z#]/i.test(value) ? ' t="str"' : ""}><f>${inner}</f>${value === "" ? "" : `<v>${value}</v>`}</c>`,
});
const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export const nasties: readonly Nasty[] = [
  // Dates
  one("a day that does not exist", { 3: "31/02/1970" }, ["D3 no-such-day"]),
  one("29 February of a year without one", { 3: "29/02/1971" }, ["D3 no-such-day"]),
  one("words where a date belongs", { 3: "không rõ" }, ["D3 not-a-date"]),
  one("a day without a year", { 5: "3/2" }, ["F3 not-a-date"]),
  one("a two-digit year of a birth", { 3: "20/11/70" }, [], "1970-11-20"),
  one("a two-digit year beyond this one", { 5: "3.2.95" }, []),
  one("a year only", { 3: 1970 }, [], "1970"),
  one("a year only, as text with spaces", { 3: " 1970 " }, [], "1970"),
  one("month and year", { 3: "11/1970" }, [], "1970-11"),
  one("month and year with two digits", { 3: "11/70" }, [], "1970-11"),
  one("a date typed as a number lost its zero: 3.199", { 5: 3.199 }, ["F3 not-a-date"]),
  one("a date cell", { 3: numbered(1, 25892) }, [], "1970-11-20"),
  one("a date cell that shows month and year", { 3: numbered(2, 25892) }, [], "1970-11"),
  one("a count of days without a format", { 3: 25892 }, [], "1970-11-20"),
  one("a count of days as text", { 3: "25892" }, [], "1970-11-20"),
  one("29/02/1900, which never was", { 5: numbered(1, 60) }, ["F3 no-such-day"]),
  one("a negative count of days", { 5: numbered(1, -5) }, ["F3 no-such-day"]),
  one("a count of days beyond all years", { 5: numbered(1, 9_999_999) }, ["F3 no-such-day"]),
  {
    name: "the count of days from 1904",
    bytes: book([row({ 3: numbered(1, 24430) })], {}, { date1904: true }),
    bad: [],
    taken: [goodTaken, "Trần Thị Hằng 1970-11-20"],
  },
  one("a birth in the future", { 3: "20/11/2070" }, ["D3 out-of-range"]),
  one("a birth two hundred years ago", { 3: "20/11/1870" }, ["D3 out-of-range"]),
  one("month before day in a column of days first", { 3: "11/20/1970" }, ["D3 month-first"]),
  {
    name: "a whole column month first",
    bytes: () =>
      rawXlsx({
        sheets: [
          {
            rows: [
              heads,
              row({ 3: "03/15/1965", 1: "Lê A" }),
              row({ 3: "11/20/1970" }),
              row({ 3: "04/05/1972", 1: "Lê B" }),
            ],
          },
        ],
      }),
    bad: [],
    taken: ["Lê A 1965-03-15", "Trần Thị Hằng 1970-11-20", "Lê B 1972-04-05"],
  },
  one("an apostrophe before a date", { 3: "'20/11/1970" }, []),
  one("date and time as text", { 3: "1970-11-20 00:00:00" }, []),
  one("day and month in words", { 3: "ngày 20 tháng 11 năm 1970" }, []),
  // Numbers
  one("an identity number that lost its zero", { 7: 40170000123 }, []),
  one("an identity number that lost a digit elsewhere", { 7: 40065000123 }, ["H3 zeros-lost"]),
  one("an identity number of eight digits", { 7: "12345678" }, ["H3 zeros-lost"]),
  one("an identity number of seven digits", { 7: 1234567 }, ["H3 not-an-identity-number"]),
  one("an identity number with letters", { 7: "0401700x0123" }, ["H3 not-an-identity-number"]),
  one("an identity number in a format of zeros", { 7: numbered(3, 40170000123) }, []),
  one("an identity number with spaces and dots", { 7: "040 170.000 123" }, []),
  one("words where a number belongs", { 6: "bậc 3" }, ["G3 not-a-number"]),
  one("a number as text with a comma", { 6: "3,66" }, []),
  one("a floating-point number", { 6: 3.6599999999999997 }, []),
  // Names and codes
  one("no name", { 1: null }, ["B3 missing"]),
  one("a number for a name", { 1: 12345 }, ["B3 not-a-name"]),
  one("a name of one letter", { 1: "A" }, ["B3 not-a-name"]),
  one("a name in capitals", { 1: "TRẦN THỊ HẰNG" }, []),
  one("a name in decomposed letters, with line breaks and spaces", { 1: " Trần\n Thị   Hằng ".normalize("NFD") }, []),
  one("letters without width in a name", { 1: "Trần\u200b Thị\ufeff Hằng" }, []),
  one("a sex that is none", { 2: "khác" }, ["C3 not-in-list"]),
  one("a name too long", { 1: `Trần ${"Thị ".repeat(40)}` }, ["B3 too-long"]),
  one("several bad cells in one row", { 1: 7, 3: "32/13/1970", 6: "x" }, [
    "B3 not-a-name",
    "D3 no-such-day",
    "G3 not-a-number",
  ]),
  {
    name: "the same person twice",
    bytes: book([row({}), row({})]),
    bad: ["B4 twice"],
    taken: [goodTaken, "Trần Thị Hằng 1970-11-20"],
  },
  // Formulas and errors
  one("a formula with its value", { 6: formula("1.66+2", "3.66") }, []),
  one("a formula without a value", { 3: formula("TODAY()") }, ["D3 formula-failed"]),
  one("a failed formula", { 3: { xml: '<c r="REF" t="e"><f>X!A1</f><v>#REF!</v></c>' } }, ["D3 formula-failed"]),
  one("a number that is none", { 6: { xml: '<c r="REF"><v>1e999</v></c>' } }, ["G3 formula-failed"]),
  // Old fonts
  one("a name in TCVN3 without a font", { 1: inTcvn3("Trần Thị Hằng") }, []),
  one("a name in a TCVN3 font", { 1: styled(4, inTcvn3("Trần Thị Hằng")) }, []),
  one("a name in a capital font", { 1: styled(5, inTcvn3("trần thị hằng")) }, []),
  one("a name in a VNI font", { 1: styled(6, inVni("Trần Thị Hằng")) }, []),
  one("a letter of an old font that is lost", { 1: styled(4, inTcvn3("Trần Thị H").concat("?ng")) }, [
    "B3 letters-lost",
  ]),
  one("Unicode under an old font", { 1: styled(4, "Trần Thị Hằng") }, []),
  // Layout
  {
    name: "heads over three rows, merged, with men's and women's dates, numbers of columns, groups and a sum",
    bytes: () =>
      rawXlsx({
        sheets: [
          {
            rows: [
              ["DANH SÁCH TRÍCH NGANG"],
              [],
              ["TT", "Họ và tên", "Ngày, tháng, năm sinh", null, "Ngày vào Đảng", null, "Trình độ"],
              [null, null, "Nam", "Nữ", "Dự bị", "Chính thức", "Chuyên môn", "LLCT"],
              [1, 2, 3, 4, 5, 6, 7, 8],
              ["I", "KHỐI ĐẢNG"],
              [1, "Lê Văn A", "1/2/1960", null, "3/2/1980", "3/2/1981", "Đại học", "Cao cấp"],
              [2, "Lê Thị B", null, "5/6/1970", null, null, "Thạc sĩ", null],
              ["II", "KHỐI CHÍNH QUYỀN"],
              [3, "Lê Thị C", "1/1/1970", "5/6/1970"],
              [null, "Tổng cộng: 3"],
              [null, null, null, null, null, "Ngày 1 tháng 3 năm 2015"],
            ],
            merged: ["A1:H1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:H3"],
          },
        ],
      }),
    bad: ["D10 both-sexes"],
    taken: ["Lê Văn A 1960-02-01", "Lê Thị B 1970-06-05"],
    passed: 5,
  },
  {
    name: "heads repeated on a new page",
    bytes: book([heads, row({})]),
    bad: [],
    taken: [goodTaken, "Trần Thị Hằng 1970-11-20"],
    passed: 1,
  },
  {
    name: "hidden rows",
    bytes: book([row({ 3: "x" })], { hiddenRows: [2] }),
    bad: ["D3 not-a-date"],
    taken: [goodTaken],
  },
  {
    name: "rows out of order",
    bytes: () =>
      rawXlsx({
        sheets: [sheet([row({ 3: "x" })])],
        parts: {
          "xl/worksheets/sheet1.xml": sheetXml(sheet([row({ 3: "x" })])).replace(
            /(<row r="2".*?<\/row>)(<row r="3".*?<\/row>)/,
            "$2$1",
          ),
        },
      }),
    bad: ["D3 not-a-date"],
    taken: [goodTaken],
  },
  {
    name: "cells and rows without addresses",
    bytes: () =>
      rawXlsx({
        sheets: [],
        bookXml: bookOf("Sheet1"),
        rels: sheetRel(1),
        parts: { "xl/worksheets/sheet1.xml": noAddresses() },
      }),
    bad: [],
    taken: ["Lê Văn A 1960-02-01"],
  },
  {
    name: "a prefix on every element",
    bytes: () =>
      rawXlsx({
        sheets: [],
        bookXml: bookOf("Sheet1"),
        rels: sheetRel(1),
        parts: { "xl/worksheets/sheet1.xml": prefixed() },
      }),
    bad: [],
    taken: ["Lê Văn A 1960-02-01"],
  },
  {
    name: "a list on the second sheet, a hidden first",
    bytes: () => rawXlsx({ sheets: [{ rows: [["ghi chú"]], name: "Bìa" }, sheet([row({ 3: "x" })])] }),
    bad: ["D3 not-a-date"],
    taken: [goodTaken],
  },
  {
    name: "a merged cell over several rows",
    bytes: book([row({ 4: null }), row({ 1: "Lê B", 4: null })], { merged: ["E2:E4"] }),
    bad: [],
    taken: [goodTaken, "Trần Thị Hằng 1970-11-20", "Lê B 1970-11-20"],
  },
  {
    name: "a separated text file",
    fileName: "a.csv",
    bytes: () => new TextEncoder().encode('TT;Họ và tên;Ngày sinh\n1;"Lê; Văn A";1/2/1960\n2;Lê B;x\n'),
    bad: ["C3 not-a-date"],
    taken: ["Lê; Văn A 1960-02-01"],
  },
  {
    name: "a separated text file in TCVN3 bytes",
    fileName: "a.csv",
    bytes: () =>
      new Uint8Array(
        Buffer.from(
          `TT,${inTcvn3("Họ và tên")},${inTcvn3("Ngày sinh")}\n1,${inTcvn3("Lê Văn Hằng")},1/2/1960\n2,${inTcvn3("Nguyễn Thị Đào")},1/2/1961\n`,
          "latin1",
        ),
      ),
    bad: [],
    taken: ["Lê Văn Hằng 1960-02-01", "Nguyễn Thị Đào 1961-02-01"],
  },
  // Files
  {
    name: "macros",
    fileName: "a.xlsm",
    bytes: book([row({})], {}, { parts: { "xl/vbaProject.bin": "x" } }),
    bad: [],
    taken: [goodTaken, "Trần Thị Hằng 1970-11-20"],
  },
  {
    name: "links to other files",
    bytes: book(
      [row({})],
      {},
      { rels: `<Relationship Id="rId99" Type="${relation}/externalLink" Target="externalLinks/externalLink1.xml"/>` },
    ),
    bad: [],
    taken: [goodTaken, "Trần Thị Hằng 1970-11-20"],
  },
  { name: "an old .xls", fileName: "a.xls", bytes: () => ole("Workbook"), refused: "workbook-old" },
  { name: "a password", bytes: () => ole("EncryptedPackage"), refused: "workbook-locked" },
  {
    name: "an .ods",
    fileName: "a.ods",
    bytes: () => zipStored("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    refused: "workbook-old",
  },
  {
    name: "a web page called .xls",
    fileName: "a.xls",
    bytes: () => new TextEncoder().encode("<html><table></table></html>"),
    refused: "workbook-old",
  },
  { name: "an empty file", bytes: () => new Uint8Array(0), refused: "not-a-workbook" },
  {
    name: "a picture",
    bytes: () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    refused: "not-a-workbook",
  },
  { name: "a zip without a workbook", bytes: () => zipOf({ "a.txt": "a" }), refused: "not-a-workbook" },
  { name: "the end missing", bytes: async () => (await book([row({})])()).slice(0, -40), refused: "workbook-cut" },
  { name: "half of it missing", bytes: async () => half(await book([row({})])()), refused: "workbook-cut" },
  {
    name: "a document type with entities",
    bytes: () =>
      rawXlsx({
        sheets: [],
        bookXml: bookOf("Sheet1"),
        rels: sheetRel(1),
        parts: { "xl/worksheets/sheet1.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>' },
      }),
    refused: "not-a-workbook",
  },
  {
    name: "a sheet cut inside a tag",
    bytes: () =>
      rawXlsx({
        sheets: [],
        bookXml: bookOf("Sheet1"),
        rels: sheetRel(1),
        parts: { "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row r="1"><c r="A1' },
      }),
    refused: "not-a-workbook",
  },
  {
    name: "a text that is not in the table of texts",
    bytes: book([row({ 1: { xml: '<c r="REF" t="s"><v>99</v></c>' } })]),
    refused: "not-a-workbook",
  },
  {
    name: "a sheet without its part",
    bytes: () => rawXlsx({ sheets: [], bookXml: bookOf("Sheet1"), rels: sheetRel(7) }),
    refused: "not-a-workbook",
  },
  {
    name: "a bomb of one sheet",
    bytes: () =>
      rawXlsx({
        sheets: [],
        bookXml: bookOf("Sheet1"),
        rels: sheetRel(1),
        parts: { "xl/worksheets/sheet1.xml": Buffer.alloc(300 * 1024 * 1024, " ") },
      }),
    refused: "workbook-too-large",
  },
  {
    name: "a cell in the last column",
    bytes: book([row({ 7: { xml: '<c r="XFD3"><v>1</v></c>' } })]),
    refused: "workbook-too-large",
  },
  {
    name: "a row beyond the last",
    bytes: book(
      [],
      { after: "", before: "" },
      {
        parts: {
          "xl/worksheets/sheet1.xml":
            '<worksheet><sheetData><row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData></worksheet>',
        },
      },
    ),
    refused: "workbook-too-large",
  },
  {
    name: "a text of ten million letters",
    bytes: book([row({ 1: "a".repeat(10_000_000) })]),
    bad: ["B3 too-long"],
    taken: [goodTaken],
  },
];

function bookOf(name: string): string {
  return `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}
function sheetRel(number: number): string {
  return `<Relationship Id="rId1" Type="${relation}/worksheet" Target="/xl/worksheets/sheet${number}.xml"/>`;
}
const words = (cells: readonly string[], p = ""): string =>
  `<${p}row>${cells.map((cell) => `<${p}c t="inlineStr"><${p}is><${p}t>${cell}</${p}t></${p}is></${p}c>`).join("")}</${p}row>`;
function noAddresses(): string {
  return `<worksheet><sheetData>${words(["Họ và tên", "Ngày sinh"])}${words(["Lê Văn A", "1/2/1960"])}</sheetData></worksheet>`;
}
function prefixed(): string {
  return `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${words(["Họ và tên", "Ngày sinh"], "x:")}${words(["Lê Văn A", "1/2/1960"], "x:")}</x:sheetData></x:worksheet>`;
}
const half = (bytes: Uint8Array): Uint8Array => bytes.slice(0, bytes.length / 2);

/** A zip of one stored member, written by hand: the first bytes are what matters. */
function zipStored(name: string, content: string): Uint8Array {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt32LE(content.length, 18);
  return new Uint8Array(Buffer.concat([header, Buffer.from(name + content)]));
}
