import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { workbookCaps } from "../../../electron/workbook/book-in-process.ts";
import { readWorkbookFile, writeWorkbookFile } from "../../../electron/workbook/workbook.ts";
import { failed } from "../../../shared/result.ts";
import { doLuongStory } from "../../fixtures/story.ts";
import { storyWorkbook } from "../../fixtures/story-workbook.ts";

const bytesOf = (zip: ZipFile): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on("data", (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on("error", reject);
    zip.outputStream.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    zip.end();
  });

async function rowsOf(bytes: Uint8Array): Promise<string[][]> {
  const read = await readWorkbookFile("a.xlsx", bytes);
  return read.ok ? (read.value.sheets[0]?.rows ?? []) : [[read.problem.kind]];
}

const day = (year: number, month: number, date: number): Date => new Date(Date.UTC(year, month - 1, date));

describe("readWorkbookFile", () => {
  it("gives dates as exactly as they are shown, numbers plain, zeros kept", async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: "Cán bộ",
          rows: [["số", "tháng", "ngày", "năm", "tính", "chưa tính", "hệ số", "chữ", "có", "lớn", "trống"]],
          cells: new Map([
            ["1,0", { value: 12345678, style: { numFmt: "000000000" } }],
            ["1,1", { value: day(1985, 3, 1), style: { numFmt: "mm/yyyy" } }],
            ["1,2", { value: day(1985, 3, 5), style: { numFmt: 'dd"/"mm"/"yyyy' } }],
            ["1,3", { value: day(1985, 1, 1), style: { numFmt: "yyyy" } }],
            ["1,4", { value: null, formula: "A2+1", formulaResult: 7 }],
            ["1,5", { value: null, formula: "A2+1" }],
            ["1,6", { value: 0.1 + 0.2 }],
            ["1,7", { value: " 00123 " }],
            ["1,8", { value: true }],
            ["1,9", { value: 40_085_001_234 }],
          ]),
        },
      ],
    });
    const shown = "012345678|1985-03|1985-03-05|1985|7|=A2+1|0.3| 00123 |TRUE|40085001234";
    expect((await rowsOf(bytes))[1]?.join("|")).toBe(shown);
  });

  it("gives a written workbook back cell for cell, however large the story", async () => {
    const workbook = storyWorkbook(doLuongStory(7));
    const read = await readWorkbookFile(workbook.fileName, await writeWorkbookFile(workbook));
    const trimmed = workbook.sheets.map(({ name, rows }) => ({
      name,
      rows: rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== "") + 1)),
    }));
    expect(read).toEqual({ ok: true, value: { fileName: workbook.fileName, sheets: trimmed } });
    expect(trimmed.map((sheet) => sheet.rows.length > 100)).toEqual([true, true, true, true]);
  });

  it("keeps composed and decomposed Vietnamese as the file has it", async () => {
    const words = ["Đặng Thị Ẩn", "Đặng Thị Ẩn".normalize("NFD")];
    const bytes = await writeWorkbookFile({ fileName: "a.xlsx", sheets: [{ name: "Tờ", rows: [words] }] });
    expect(await rowsOf(bytes)).toEqual([words]);
  });

  it("refuses what is no .xlsx, by its bytes and whatever its name", async () => {
    const xls = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(600).fill(0)]);
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from("hello"), "hello.txt");
    const good = await writeWorkbookFile({ fileName: "a.xlsx", sheets: [{ name: "Tờ", rows: [["a"]] }] });
    const old = { kind: "workbook-old", format: "xls" };
    const files = [
      [new Uint8Array(0), { kind: "not-a-workbook" }],
      [new TextEncoder().encode("Họ và tên;Ngày sinh"), { kind: "not-a-workbook" }],
      [xls, old],
      [await bytesOf(zip), { kind: "not-a-workbook" }],
      [good.slice(0, good.length - 30), { kind: "workbook-cut" }],
      [good.slice(0, 100), { kind: "workbook-cut" }],
    ] as const;
    for (const [bytes, problem] of files) {
      expect(await readWorkbookFile("can-bo.xlsx", bytes)).toEqual({ ok: false, problem });
    }
  });

  it("refuses what is too large: in bytes, unpacked, in rows and in columns", async () => {
    const tooLarge = failed({ kind: "workbook-too-large" });
    const rows = Array.from({ length: 12 }, (_, i) => [`dòng ${i}`, "b", "c"]);
    const bytes = await writeWorkbookFile({ fileName: "a.xlsx", sheets: [{ name: "Tờ", rows }] });
    const readWith = (caps: Partial<Record<keyof typeof workbookCaps, number>>) =>
      readWorkbookFile("a.xlsx", bytes, { ...workbookCaps, ...caps });
    expect((await readWith({})).ok).toBe(true);
    expect(await readWith({ fileBytes: bytes.length - 1 })).toEqual(tooLarge);
    expect(await readWith({ unpackedBytes: 1000 })).toEqual(tooLarge);
    expect(await readWith({ rows: 11 })).toEqual(tooLarge);
    expect(await readWith({ columns: 2 })).toEqual(tooLarge);
    expect((await readWith({ rows: 12, columns: 3 })).ok).toBe(true);
  });

  it("stops unpacking a bomb at the cap", async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.alloc(24_000_000, " "), "xl/workbook.xml");
    const bytes = await bytesOf(zip);
    expect(bytes.length).toBeLessThan(100_000);
    const caps = { ...workbookCaps, unpackedBytes: 20_000_000 };
    expect(await readWorkbookFile("bom.xlsx", bytes, caps)).toEqual(failed({ kind: "workbook-too-large" }));
    expect(await readWorkbookFile("bom.xlsx", bytes)).toEqual(failed({ kind: "not-a-workbook" })); // below the usual cap
  });
});
