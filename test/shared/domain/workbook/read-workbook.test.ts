import { describe, expect, it } from "vitest";
import { idMaker } from "../../../../shared/domain/new-id.ts";
import { kindOf } from "../../../../shared/domain/primitives.ts";
import { type AnyRecord, isRecordKind, type RecordOf, recordKinds } from "../../../../shared/domain/record-kinds.ts";
import { movesTable } from "../../../../shared/domain/statistics/moves.ts";
import type { RecordsOnFile, WorkbookContext } from "../../../../shared/domain/workbook/context.ts";
import { headersOf, layout, type SheetKey } from "../../../../shared/domain/workbook/layout.ts";
import { cellName, type WorkbookText } from "../../../../shared/domain/workbook/read-sheet.ts";
import { mostCellsNamed, readWorkbook } from "../../../../shared/domain/workbook/read-workbook.ts";
import type { CellProblem } from "../../../../shared/problem.ts";
import { seeded, suiteSeed } from "../../../fixtures/seeded.ts";
import { doLuongStory, type Story } from "../../../fixtures/story.ts";
import { storyWorkbook } from "../../../fixtures/story-workbook.ts";

const seed = suiteSeed(511);

const noneOnFile: RecordsOnFile = {
  persons: [],
  units: [],
  unitVersions: [],
  assignments: [],
  rotations: [],
  decisions: [],
};

let contexts = 0; // ids of one reading are not those of another

const contextOf = (onFile: RecordsOnFile = noneOnFile): WorkbookContext => ({
  onFile,
  custodian: "doluong",
  newId: idMaker(1_514_764_800_000, seeded(seed + contexts++).bytes(16)),
});

function ofKind<Kind extends AnyRecord["id"] extends `${infer K}:${string}` ? K : never>(
  kind: Kind,
  records: readonly AnyRecord[],
) {
  return records.filter(
    (record): record is Extract<AnyRecord, { id: `${Kind}:${string}` }> => kindOf(record.id) === kind,
  );
}

/** What is on file once a workbook's records have been taken. */
function taken(records: readonly AnyRecord[], before: RecordsOnFile = noneOnFile): RecordsOnFile {
  const merged = <Each extends { readonly id: string }>(old: readonly Each[], next: readonly Each[]): Each[] => [
    ...new Map([...old, ...next].map((record) => [record.id, record])).values(),
  ];
  return {
    persons: merged(before.persons, ofKind("person", records)),
    units: merged(before.units, ofKind("unit", records)),
    unitVersions: merged(before.unitVersions, ofKind("unit-version", records)),
    assignments: merged(before.assignments, ofKind("assignment", records)),
    rotations: merged(before.rotations, ofKind("rotation", records)),
    decisions: merged(before.decisions, ofKind("decision", records)),
  };
}

function read(workbook: WorkbookText, onFile: RecordsOnFile = noneOnFile) {
  const result = readWorkbook(workbook, contextOf(onFile));
  if (!result.ok) throw new Error(JSON.stringify(result.problem).slice(0, 2000));
  return result.value;
}

function cellsOf(workbook: WorkbookText, onFile: RecordsOnFile = noneOnFile): readonly CellProblem[] {
  const result = readWorkbook(workbook, contextOf(onFile));
  return !result.ok && result.problem.kind === "workbook-cells" ? result.problem.cells : [];
}

/** A workbook from a few cells: rows name their columns by header. */
const workbookOf = (sheets: Partial<Record<SheetKey, readonly Readonly<Record<string, string>>[]>>): WorkbookText => ({
  fileName: "thu.xlsx",
  sheets: (Object.keys(sheets) as SheetKey[]).map((key) => ({
    name: layout[key].name,
    rows: [headersOf(key), ...(sheets[key] ?? []).map((row) => headersOf(key).map((header) => row[header] ?? ""))],
  })),
});

const story: Story = doLuongStory(seed);
const workbook = storyWorkbook(story);

describe("a story handed in as a workbook", () => {
  const { records, counts } = read(workbook);
  const onFile = taken(records);

  it("gives a record of every kind it carries, each as its schema wants it", () => {
    expect(counts.created).toEqual({
      unit: story.units.length,
      "unit-version": story.unitVersions.length,
      person: story.persons.length,
      assignment: story.assignments.length,
      rotation: story.rotations.length,
      decision: story.decisions.length,
    });
    expect([counts.changed, counts.unchanged, counts.ignored]).toEqual([{}, {}, []]);
    for (const record of records) {
      const kind = kindOf(record.id);
      expect(isRecordKind(kind) && recordKinds[kind].safeParse(record).success, JSON.stringify(record)).toBe(true);
    }
  });

  it("gives the people back field for field", () => {
    const fields = ({ id: _id, ...rest }: RecordOf<"person">) => rest;
    expect(onFile.persons.map(fields)).toEqual(story.persons.map(fields));
  });

  it("gives the figures of the press through the statistics", () => {
    const early = movesTable(onFile, { from: "2013-01-01", to: "2015-12-31" });
    const late = movesTable(onFile, { from: "2017-01-01", to: "2017-12-31" });
    const { beforeCongress, atCongress } = early.arrangement;
    expect([early.rotation.length, early.pairs.length, late.rotation.length, late.pairs.length]).toEqual([6, 3, 4, 2]);
    expect([beforeCongress.people.length, beforeCongress.places.length]).toEqual([38, 14]);
    expect([atCongress.people.length, atCongress.places.length]).toEqual([94, 28]);
  });

  it("ties each step that a move begins to the move and its decision", () => {
    const tied = onFile.assignments.filter((step) => step.rotationId !== null);
    expect(tied.length).toBe(story.assignments.filter((step) => step.rotationId !== null).length);
    expect(tied.every((step) => step.decisionId !== null)).toBe(true);
  });

  it("changes nothing when read again, even in another order of sheets and with decomposed text", () => {
    const again = read(workbook, onFile);
    expect([again.records, again.counts.created, again.counts.changed]).toEqual([[], {}, {}]);
    expect(again.counts.unchanged).toEqual(counts.created);
    const turned = {
      ...workbook,
      sheets: workbook.sheets.toReversed().map(({ name, rows }) => ({
        name: name.normalize("NFD"),
        rows: rows.map((row) => row.map((cell) => ` ${cell.normalize("NFD")} `)),
      })),
    };
    expect(read(turned, onFile).records).toEqual([]);
  });

  it("is told from a reader that knows nobody again", () => {
    expect(read(workbook, { ...onFile, persons: [] }).counts.created.person).toBe(200);
    expect(read(workbook, { ...onFile, assignments: [] }).records.length).toBe(story.assignments.length);
  });

  it("changes what differs and nothing else; a blank cell empties no field, and nobody withdrawn comes back", () => {
    const [first, second] = onFile.persons;
    const number = first?.cadreNumber ?? "";
    const rows = [
      { "Mã cán bộ": number, "Họ và tên khai sinh": first?.birthName ?? "", "Điện thoại": "0238 000 000" },
      { "Mã cán bộ": second?.cadreNumber ?? "", "Họ và tên khai sinh": "Tên Khác" },
    ];
    const withdrawn = {
      ...onFile,
      persons: onFile.persons.map((each) => (each.id === second?.id ? { ...each, withdrawn: true } : each)),
    };
    const next = read(workbookOf({ people: rows }), withdrawn);
    expect(next.records).toEqual([{ ...first, phone: "0238 000 000" }]);
    expect([next.counts.changed, next.counts.unchanged]).toEqual([{ person: 1 }, { person: 1 }]);
  });
});

describe("people met again", () => {
  const named = (number: string, name: string, identity = "") => ({
    "Mã cán bộ": number,
    "Họ và tên khai sinh": name,
    "Số CMND, CCCD": identity,
  });
  const { persons } = taken(read(workbookOf({ people: [named("01", "Cao Thị An", "012345678")] })).records);
  const [an] = persons;

  it("keep leading zeros, and are known by their numbers", () => {
    expect([an?.cadreNumber, an?.idNumber]).toEqual(["01", "012345678"]);
    const unnumbered = { ...noneOnFile, persons: persons.map((each) => ({ ...each, cadreNumber: "" })) };
    const next = read(workbookOf({ people: [named("77", "Cao Thị An", "012345678")] }), unnumbered);
    expect(next.records).toEqual([{ ...an, cadreNumber: "77" }]);
  });

  it("are refused under a number that is somebody else's", () => {
    const onFile = { ...noneOnFile, persons };
    expect(
      cellsOf(workbookOf({ people: [named("02", "Vi Văn Bình", "012345678")] }), onFile).map((each) => [
        each.cell.replace(/\d/, ""),
        each.why,
      ]),
    ).toEqual([[cellName(headersOf("people").indexOf("Số CMND, CCCD"), 0).replace(/\d/, ""), "twice"]]);
  });
});

describe("units met again", () => {
  const unit = (code: string, name: string, from: string, to: string) => ({
    "Mã đơn vị": code,
    "Tên đơn vị": name,
    "Hệ thống": "Hành chính",
    Cấp: "Xã",
    "Từ ngày": from,
    "Đến ngày": to,
  });

  it("get a second version under one code, and another unit where the State reuses the code later", () => {
    const both = workbookOf({
      units: [unit("17662", "Xã Cũ", "", "31/12/2019"), unit("17662", "Xã Mới", "1/1/2020", "30/6/2025")],
    });
    const first = read(both);
    expect(first.counts.created).toEqual({ unit: 1, "unit-version": 2 });
    const onFile = taken(first.records);
    expect(read(both, onFile).records).toEqual([]);
    const reused = read(workbookOf({ units: [unit("17662", "Xã Khác", "1/7/2025", "")] }), onFile);
    expect(reused.counts.created).toEqual({ unit: 1, "unit-version": 1 });
    const step = (from: string) => ({
      "Mã cán bộ": "01",
      "Chức danh, chức vụ": "Bí thư",
      "Mã đơn vị": "17662",
      Từ: from,
    });
    const careers = read(
      workbookOf({
        units: [unit("17662", "Xã Khác", "1/7/2025", "")],
        people: [{ "Mã cán bộ": "01", "Họ và tên khai sinh": "Cao Thị An" }],
        career: [step("5/2018"), step("8/2025")],
      }),
      onFile,
    );
    const places = ofKind("assignment", careers.records).map((each) => each.unitText);
    expect(places).toEqual(["Xã Cũ", "Xã Khác"]);
  });

  it("are refused where periods under one code meet", () => {
    const both = workbookOf({ units: [unit("1", "Xã Cũ", "", "2020"), unit("1", "Xã Mới", "1/6/2020", "")] });
    expect(cellsOf(both).map((each) => [each.cell, each.why])).toEqual([["A3", "twice"]]);
  });
});

describe("a workbook that is not right", () => {
  const person = { "Mã cán bộ": "01", "Họ và tên khai sinh": "Cao Thị An" };

  /** One thing made wrong, and the cell that must be named for it. */
  const wrong: readonly (readonly [
    string,
    Parameters<typeof workbookOf>[0],
    readonly [SheetKey, string, number, CellProblem["why"]],
  ])[] = [
    [
      "a date with the month first",
      { people: [{ ...person, "Ngày sinh": "3/25/1985" }] },
      ["people", "Ngày sinh", 2, "not-a-date"],
    ],
    [
      "a two-digit year",
      { people: [{ ...person, "Ngày vào Đảng": "5/3/85" }] },
      ["people", "Ngày vào Đảng", 2, "not-a-date"],
    ],
    [
      "a year where a month is asked",
      { people: [{ ...person, "Hưởng lương từ tháng": "2016" }] },
      ["people", "Hưởng lương từ tháng", 2, "not-a-date"],
    ],
    ["a sex that is none", { people: [{ ...person, "Giới tính": "N" }] }, ["people", "Giới tính", 2, "not-in-list"]],
    [
      "no name",
      { people: [{ "Mã cán bộ": "01", "Giới tính": "Nam" }] },
      ["people", "Họ và tên khai sinh", 2, "missing"],
    ],
    ["a failed formula", { people: [{ ...person, "Nơi sinh": "#REF!" }] }, ["people", "Nơi sinh", 2, "missing"]],
    ["a formula without a value", { people: [{ ...person, "Nơi sinh": "=A1" }] }, ["people", "Nơi sinh", 2, "missing"]],
    [
      "a text too long",
      { people: [{ ...person, "Điện thoại": "0".repeat(41) }] },
      ["people", "Điện thoại", 2, "too-long"],
    ],
    [
      "one number in two rows",
      { people: [person, { ...person, "Họ và tên khai sinh": "Vi Văn Bình" }] },
      ["people", "Mã cán bộ", 3, "twice"],
    ],
    [
      "a step of nobody",
      { people: [person], career: [{ "Mã cán bộ": "02", "Chức danh, chức vụ": "Bí thư" }] },
      ["career", "Mã cán bộ", 2, "unknown-person"],
    ],
    [
      "a step nowhere",
      { people: [person], career: [{ "Mã cán bộ": "01", "Chức danh, chức vụ": "Bí thư", "Mã đơn vị": "X" }] },
      ["career", "Mã đơn vị", 2, "unknown-unit"],
    ],
    [
      "an end that is no date",
      { people: [person], career: [{ "Mã cán bộ": "01", "Chức danh, chức vụ": "Bí thư", Đến: "sau này" }] },
      ["career", "Đến", 2, "not-a-date"],
    ],
    [
      "a move of no kind",
      { people: [person], moves: [{ "Mã cán bộ": "01", "Hình thức": "Đi", "Chức danh nơi đến": "Bí thư" }] },
      ["moves", "Hình thức", 2, "not-in-list"],
    ],
    [
      "a move to nowhere",
      {
        people: [person],
        moves: [{ "Mã cán bộ": "01", "Hình thức": "Điều động", "Chức danh nơi đến": "Bí thư", "Mã đơn vị đến": "X" }],
      },
      ["moves", "Mã đơn vị đến", 2, "unknown-unit"],
    ],
    [
      "a direction without a reason",
      {
        people: [person],
        moves: [
          {
            "Mã cán bộ": "01",
            "Hình thức": "Điều động",
            "Chức danh nơi đến": "Bí thư",
            "Hướng (nếu khác cách tính)": "Từ trên xuống",
          },
        ],
      },
      ["moves", "Lý do tính khác", 2, "missing"],
    ],
    [
      "a decision without its number",
      {
        people: [person],
        moves: [
          { "Mã cán bộ": "01", "Hình thức": "Điều động", "Chức danh nơi đến": "Bí thư", "Ngày quyết định": "5/3/2015" },
        ],
      },
      ["moves", "Số quyết định", 2, "missing"],
    ],
    [
      "a unit below nothing",
      {
        units: [
          { "Mã đơn vị": "1", "Tên đơn vị": "Xã", "Hệ thống": "Hành chính", Cấp: "Xã", "Mã đơn vị cấp trên": "9" },
        ],
      },
      ["units", "Mã đơn vị cấp trên", 2, "unknown-unit"],
    ],
    [
      "a level that is none",
      { units: [{ "Mã đơn vị": "1", "Tên đơn vị": "Xã", "Hệ thống": "Hành chính", Cấp: "Làng" }] },
      ["units", "Cấp", 2, "not-in-list"],
    ],
  ];

  it.each(wrong)("names the cell of %s", (_what, sheets, [key, header, row, why]) => {
    const cell = cellName(headersOf(key).indexOf(header), row - 1);
    const found = Object.values(sheets[key]?.[row - 2] ?? {});
    const named = cellsOf(workbookOf(sheets));
    expect(named.map((each) => [each.sheet, each.cell, each.header, each.why])).toEqual([
      [layout[key].name, cell, header, why],
    ]);
    expect(named.every((each) => each.found === "" || found.includes(each.found))).toBe(true);
  });

  it("takes the same row once it is put right", () => {
    for (const sheets of [
      { people: [person] },
      { people: [person], career: [{ "Mã cán bộ": "01", "Chức danh, chức vụ": "Bí thư", Đến: "nay" }] },
    ]) {
      expect(cellsOf(workbookOf(sheets))).toEqual([]);
      expect(read(workbookOf(sheets)).records.length).toBeGreaterThan(0);
    }
  });

  it("says which columns a sheet lacks, and takes a workbook without any of the sheets for another's", () => {
    const rows = [["Mã cán bộ", "Họ tên", "Giới tính"]];
    expect(readWorkbook({ fileName: "a.xlsx", sheets: [{ name: "Cán bộ", rows }] }, contextOf())).toEqual({
      ok: false,
      problem: { kind: "workbook-columns", sheet: "Cán bộ", missing: ["Họ và tên khai sinh", "Ngày sinh"] },
    });
    const result = readWorkbook({ fileName: "a.xlsx", sheets: [{ name: "Sheet1", rows }] }, contextOf());
    expect(!result.ok && result.problem.kind === "workbook-columns" && result.problem.sheet).toBe("Cán bộ");
  });

  it("names a column that stands twice, and says which columns it passed over", () => {
    const headers = headersOf("people");
    const twice = {
      fileName: "a.xlsx",
      sheets: [
        {
          name: "Cán bộ",
          rows: [
            [...headers, "Ngày sinh"],
            ["01", "Cao Thị An"],
          ],
        },
      ],
    };
    expect(cellsOf(twice).map((each) => [each.header, each.why])).toEqual([["Ngày sinh", "twice"]]);
    const more = {
      fileName: "a.xlsx",
      sheets: [
        {
          name: "Cán bộ",
          rows: [
            [...headers, "Tôn giáo"],
            ["01", "Cao Thị An"],
          ],
        },
      ],
    };
    expect(read(more).counts.ignored).toEqual([{ sheet: "Cán bộ", header: "tôn giáo" }]);
  });

  it(`names ${mostCellsNamed} cells and counts the rest`, () => {
    const rows = Array.from({ length: mostCellsNamed + 20 }, (_, i) => ({
      ...person,
      "Mã cán bộ": `${i}`,
      "Ngày sinh": "?",
    }));
    const result = readWorkbook(workbookOf({ people: rows }), contextOf());
    expect(
      !result.ok && result.problem.kind === "workbook-cells" && [result.problem.cells.length, result.problem.more],
    ).toEqual([mostCellsNamed, 20]);
  });

  it("finds every one of 200 cells spoilt at random in the story's workbook", () => {
    const random = seeded(seed);
    let spoilt = 0;
    for (let round = 0; round < 20; round += 1) {
      const sheets = workbook.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => [...row]) }));
      const places = new Set<string>();
      while (places.size < 10) {
        const key = random.pick(["people", "career", "moves"] as const);
        const dates = Object.entries({
          people: ["Ngày sinh", "Ngày vào Đảng"],
          career: ["Từ"],
          moves: ["Từ ngày", "Ngày quyết định"],
        });
        const header = random.pick(dates.find(([name]) => name === key)?.[1] ?? []);
        const sheet = sheets.find((each) => each.name === layout[key].name)!;
        const [row, column] = [random.whole(1, sheet.rows.length - 1), headersOf(key).indexOf(header)];
        sheet.rows[row]![column] = random.pick(["31/2/2010", "2/30/2010", "12/5/85", "chưa rõ"]);
        places.add(`${sheet.name} ${cellName(column, row)}`);
      }
      const named = cellsOf({ ...workbook, sheets }).filter((each) => each.why === "not-a-date");
      expect([seed, round, new Set(named.map((each) => `${each.sheet} ${each.cell}`))]).toEqual([seed, round, places]);
      spoilt += places.size;
    }
    expect(spoilt).toBe(200);
  });
});
