import { describe, expect, it } from "vitest";
import type { Person } from "../../../../shared/domain/person.ts";
import type { RecordKind } from "../../../../shared/domain/record-kinds.ts";
import { type Cell, dayOfSerial, type SheetCells } from "../../../../shared/domain/workbook/cell.ts";
import { findHeads } from "../../../../shared/domain/workbook/heads.ts";
import { headsPrint, proposeColumns } from "../../../../shared/domain/workbook/list-columns.ts";
import { type DryRun, type ListContext, readList } from "../../../../shared/domain/workbook/read-list.ts";
import { proposeLetters, repairSheet } from "../../../../shared/domain/workbook/repair-sheet.ts";
import { inVni } from "../text/old-fonts.ts";

let made = 0;
const none: ListContext = {
  persons: [],
  assignments: [],
  plans: [],
  unitVersions: [],
  custodian: "doluong",
  today: "2026-03-01",
  newId: <Kind extends RecordKind>(kind: Kind) => {
    made += 1;
    return `${kind}:0190f3c2-5b7a-7c31-9a2e-${String(made).padStart(12, "0")}` as const;
  },
};

const sheetOf = (cells: readonly (readonly Cell[])[]): SheetCells => ({
  name: "Tờ 1",
  rows: cells.length,
  columns: Math.max(...cells.map((row) => row.length)),
  hidden: false,
  merged: [],
  hiddenRows: [],
  hiddenColumns: [],
  formulas: 0,
  links: 0,
  cells,
});

function run(
  cells: readonly (readonly Cell[])[],
  context = none,
  chosen: ReadonlyMap<number, Person["id"] | "new"> = new Map(),
): DryRun {
  const sheet = sheetOf(cells);
  const repaired = repairSheet(sheet, proposeLetters(sheet), new Map());
  const heads = findHeads(repaired, false);
  if (heads === null) throw new Error("no heads");
  const reading = readList(
    repaired,
    { heads, columns: proposeColumns(repaired, heads, false), date1904: false, chosen },
    context,
  );
  for (let step = reading.next(); ; step = reading.next()) if (step.done === true) return step.value;
}

/** What the office holds once a dry run was imported. */
function onceImported(result: DryRun, context = none): ListContext {
  const records = result.rows.flatMap((row) => row.records);
  const of = <Record_>(kind: string) => records.filter(({ id }) => id.startsWith(`${kind}:`)) as unknown as Record_[];
  const fresh = of<Person>("person");
  return {
    ...context,
    persons: [...context.persons.filter(({ id }) => !fresh.some((each) => each.id === id)), ...fresh],
    assignments: [...context.assignments, ...of<ListContext["assignments"][number]>("assignment")],
    plans: [...context.plans, ...of<ListContext["plans"][number]>("plan-entry")],
  };
}

const heads = ["Họ và tên", "Ngày sinh", "Quê quán", "Chức vụ", "Đơn vị", "Chức danh quy hoạch", "Số CCCD", "Dân tộc"];
const list: readonly (readonly Cell[])[] = [
  heads,
  [
    "Nguyễn Văn An",
    "15/3/1965",
    "xã Lưu Sơn, huyện Đô Lương, tỉnh Nghệ An",
    "Trưởng ban",
    "Ban Tổ chức",
    "Bí thư",
    "040065000123",
    "kinh",
  ],
  ["NGUYỄN VĂN BA", "1970", "xã Đà Sơn", "Chuyên viên", null, null, null, "Thái"],
  ["Lê Thị Cúc", "8/1980", null, null, null, null, null, "người Mỹ"],
];

describe("a list read against what is on file", () => {
  it("is new the first time and nothing the second", () => {
    const first = run(list);
    expect(first.rows.map(({ outcome }) => outcome)).toEqual(["new", "new", "new"]);
    expect(first.notes).toMatchObject([
      { note: "capitals", count: 1, cells: ["A3"] },
      { note: "not-in-list", count: 1, cells: ["H4"] },
    ]);
    const held = onceImported(first);
    expect(held.persons[0]).toMatchObject({
      birthName: "Nguyễn Văn An",
      nativeCommune: "xã Lưu Sơn",
      nativeDistrict: "huyện Đô Lương",
      nativeProvince: "tỉnh Nghệ An",
      idNumber: "040065000123",
      birthDate: "1965-03-15",
    });
    expect(held.assignments).toHaveLength(2);
    const second = run(list, held);
    expect(second.rows.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged", "unchanged"]);
    expect(second.rows.flatMap(({ records }) => records)).toEqual([]);
    // A reader that knows nobody again is caught by the same look.
    expect(run(list, { ...held, persons: [] }).rows.map(({ outcome }) => outcome)).not.toEqual([
      "unchanged",
      "unchanged",
      "unchanged",
    ]);
  });

  it("changes only what differs, and never what is known more exactly", () => {
    const held = onceImported(run(list));
    const [person] = held.persons;
    if (person === undefined) throw new Error("nobody");
    const next = run([heads, ["Nguyễn Văn An", "1965", null, null, null, null, "040065000123", "Tày"]], held);
    expect(next.rows[0]).toMatchObject({ outcome: "changed", differences: [{ field: "ethnicity" }] });
    expect(onceImported(next, held).persons.find(({ id }) => id === person.id)).toMatchObject({
      birthDate: "1965-03-15",
    });
  });

  it("asks the clerk where more than one might be meant", () => {
    const held = onceImported(run(list));
    const rows = [
      ["Họ và tên", "Ngày sinh"],
      ["Nguyễn Văn Ba", "2/9/1970"],
    ];
    const asked = run(rows, held);
    expect(asked.rows[0]).toMatchObject({ outcome: "ask", records: [] });
    const [among] = asked.rows[0]?.among ?? [];
    if (among === undefined) throw new Error("nobody");
    expect(run(rows, held, new Map([[1, among.id]])).rows[0]).toMatchObject({ outcome: "changed", person: among.id });
    expect(run(rows, held, new Map([[1, "new"]])).rows[0]).toMatchObject({ outcome: "new" });
    // A number under another name is never taken on its own.
    expect(
      run(
        [
          ["Họ và tên", "Số CCCD"],
          ["Vũ Văn Đức", "040065000123"],
        ],
        held,
      ).rows[0]?.outcome,
    ).toBe("ask");
    // Another native place, the same name and day: two people, perhaps.
    const twin = run(
      [
        ["Họ và tên", "Ngày sinh", "Quê quán"],
        ["Nguyễn Văn An", "15/3/1965", "xã Bài Sơn, huyện Đô Lương, tỉnh Nghệ An"],
      ],
      held,
    );
    expect(twin.rows[0]?.outcome).toBe("ask");
  });

  it("leaves withdrawn people withdrawn", () => {
    const held = onceImported(run(list));
    const gone = { ...held, persons: held.persons.map((person) => ({ ...person, withdrawn: true })) };
    expect(run(list, gone).rows.map(({ outcome }) => outcome)).toEqual(["withdrawn", "withdrawn", "withdrawn"]);
  });

  it("is the same in VNI and decomposed letters", () => {
    const held = onceImported(run(list));
    for (const write of [inVni, (text: string) => text.normalize("NFD")]) {
      const written = list.map((row) => row.map((cell) => (typeof cell === "string" ? write(cell) : cell)));
      expect(run(written, held).rows.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged", "unchanged"]);
    }
  });

  it("knows a sender's list by its heads alone", () => {
    const columns = (rows: readonly (readonly Cell[])[]) =>
      proposeColumns(sheetOf(rows), { first: 0, count: 1 }, false);
    expect(headsPrint(columns(list))).toBe(headsPrint(columns([heads, ["Ai khác"]])));
    expect(headsPrint(columns(list))).not.toContain("An");
    expect(headsPrint(columns(list))).not.toBe(headsPrint(columns([heads.slice(1), ["x"]])));
  });
});

describe("dayOfSerial", () => {
  it("counts as spreadsheets do, with their old mistake", () => {
    const days = [1, 59, 60, 61, 25892, 36526, 45000].map((serial) => dayOfSerial(serial, false));
    expect(days).toEqual(["1900-01-01", "1900-02-28", null, "1900-03-01", "1970-11-20", "2000-01-01", "2023-03-15"]);
    expect([0, 24430].map((serial) => dayOfSerial(serial, true))).toEqual(["1904-01-01", "1970-11-20"]);
    let [year, month, day] = [1900, 3, 1];
    for (let serial = 61; serial < 109_000; serial += 1) {
      const expected = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      if (dayOfSerial(serial, false) !== expected) throw new Error(`${serial}: ${expected}`);
      const next = new Date(Date.UTC(year, month - 1, day + 1));
      [year, month, day] = [next.getUTCFullYear(), next.getUTCMonth() + 1, next.getUTCDate()];
    }
  });
});
