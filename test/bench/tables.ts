import { tableDocument } from "../../electron/papers/table-docx.ts";
import { tableWorkbook } from "../../electron/workbook/write-table.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import { madeOffice } from "./made-office.ts";
import { median } from "./office.ts";

/** Milliseconds of a list of people, from its cells to the bytes of the file; beside it the same cells with no look at all. */
export interface TableFigures {
  readonly people: number;
  readonly columns: number;
  readonly runs: number;
  readonly workbook: number;
  readonly bare: number; // the library alone: no borders, no heights, no widths
  readonly document: number; // a Word file of 500 of them
  readonly mebibytes: number; // of the workbook
}

/** Trích ngang of so many people, every usual column: medians, ours and the library's own in turn. */
export async function measureTables(people = 5000, runs = 5): Promise<TableFigures> {
  const table = listOf(people);
  const short = { ...table, rows: table.rows.slice(0, 500) };
  const { writeXlsx } = await import("hucre/xlsx");
  const bareRows = table.rows.map((row) =>
    row.map((cell) => (typeof cell === "object" && cell !== null ? new Date(`${cell.date}T00:00:00Z`) : cell)),
  );
  const took: { workbook: number[]; bare: number[]; document: number[] } = { workbook: [], bare: [], document: [] };
  const timed = async (into: number[], work: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    const begun = performance.now();
    const bytes = await work();
    into.push(performance.now() - begun);
    return bytes;
  };
  let bytes = 0;
  for (let run = 0; run < runs; run += 1) {
    bytes = (await timed(took.workbook, () => tableWorkbook(table))).byteLength;
    await timed(took.bare, () => writeXlsx({ sheets: [{ name: "S", rows: bareRows }] }));
    await timed(took.document, () => tableDocument([short], "2026-11-23T08:00:00+07:00"));
  }
  return {
    people,
    columns: table.columns.length,
    runs,
    workbook: median(took.workbook),
    bare: median(took.bare),
    document: median(took.document),
    mebibytes: bytes / 1024 / 1024,
  };
}

export const tablesLines = (figures: TableFigures): readonly string[] => [
  `tables: trích ngang of ${figures.people} people in ${figures.columns} columns, median of ${figures.runs}`,
  `  workbook, from cells to bytes: ${(figures.workbook / 1000).toFixed(2)} s, ${figures.mebibytes.toFixed(1)} MiB`,
  `  the same cells without any look: ${(figures.bare / 1000).toFixed(2)} s, ratio ${(figures.workbook / figures.bare).toFixed(2)}`,
  `  a Word file of 500 of them: ${(figures.document / 1000).toFixed(2)} s`,
];

function listOf(people: number): LaidTable {
  const rows = madePeople(people);
  const column = (head: string, width: number, group?: string) => ({
    head,
    width,
    ...(group !== undefined && { group }),
  });
  return {
    title: "DANH SÁCH TRÍCH NGANG CÁN BỘ",
    above: ["Huyện ủy Đô Lương"],
    columns: [
      column("TT", 5),
      column("Họ và tên", 26),
      column("Nam", 14, "Ngày, tháng, năm sinh"),
      column("Nữ", 14, "Ngày, tháng, năm sinh"),
      column("Dân tộc", 13),
      column("Quê quán", 29),
      column("Chức vụ", 27),
      column("Đơn vị", 27),
      column("Dự bị", 14, "Ngày vào Đảng"),
      column("Chính thức", 14, "Ngày vào Đảng"),
      column("Văn hóa", 11, "Trình độ"),
      column("Chuyên môn", 17, "Trình độ"),
      column("Lý luận chính trị", 15, "Trình độ"),
      column("Ngoại ngữ", 15, "Trình độ"),
      column("Ngạch", 17),
      column("Hệ số", 10),
      column("Quy hoạch", 27),
      column("Xếp loại gần nhất", 25),
    ],
    rows,
    below: ["Cơ quan lập: Huyện ủy Đô Lương"],
    paper: "A3",
  };
}

/** Lines of invented people, as long as those of real lists. */
function madePeople(count: number): LaidTable["rows"] {
  const names = madeOffice(5, 200, 1).people.map(({ birthName }) => birthName);
  return Array.from({ length: count }, (_, n): LaidTable["rows"][number] => {
    const born = { date: `${1962 + (n % 38)}-0${1 + (n % 9)}-1${n % 9}` };
    return [
      n + 1,
      names[n % names.length] ?? "",
      n % 3 === 0 ? null : born,
      n % 3 === 0 ? born : null,
      n % 7 === 0 ? "Thái" : "Kinh",
      `Xã Lưu Sơn, huyện Đô Lương, tỉnh Nghệ An (${n % 90})`,
      n % 4 === 0 ? "Phó Chủ tịch Ủy ban nhân dân" : "Bí thư Đảng ủy",
      `Đảng ủy xã thứ ${n % 130}`,
      { date: `2001-05-1${n % 9}` },
      { date: `2002-05-1${n % 9}` },
      "12/12",
      "Đại học Luật",
      "Cao cấp",
      "Tiếng Anh B1",
      "Chuyên viên chính",
      4.4 + (n % 5) / 10,
      "Bí thư Đảng ủy xã (2025–2030)",
      "Hoàn thành tốt nhiệm vụ (2025)",
    ];
  });
}
