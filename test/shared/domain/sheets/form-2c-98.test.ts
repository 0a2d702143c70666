import { describe, expect, it } from "vitest";
import { blankProtected } from "../../../../shared/domain/blank-records.ts";
import type { Dossier } from "../../../../shared/domain/sheets/crosswalk.ts";
import { sheet2c98 } from "../../../../shared/domain/sheets/form-2c-98.ts";
import type { Sheet } from "../../../../shared/domain/sheets/sheet.ts";
import { aDossier, anOpenDossier, aSheetInput } from "../../../fixtures/dossier.ts";
import { typedLabels } from "../../../fixtures/form-labels.ts";
import { fullDossier } from "../../../fixtures/full-dossier.ts";
import { anAssignment, aPerson, numbered } from "../../../fixtures/records.ts";
import { labelsOf, rowsAt, valueAt } from "./labels.ts";

const officeHeader = {
  province: "Nghệ An",
  parentUnit: "Huyện ủy Đô Lương",
  baseUnit: "Đảng ủy xã Lưu Sơn",
};

const formLabels = typedLabels["2c-98"];

const printed = (dossier: Dossier, printDate = "2018-01-01"): Sheet =>
  sheet2c98(aSheetInput(dossier, { printDate, officeHeader }));

const blank = printed(aDossier());

const tablesOf = (sheet: Sheet) => sheet.blocks.filter((block) => block.kind === "table");

describe("form 2C/TCTW-98", () => {
  it("has every label, hint, column and row group of the printed form, in its order", () => {
    expect(labelsOf(blank)).toEqual(formLabels);
    expect(formLabels.map((label) => label.normalize("NFC"))).toEqual(formLabels);
    const numbers = blank.blocks.map((block) => block.no).filter((no) => /^\d/.test(no));
    expect(numbers).toEqual(Array.from({ length: 31 }, (_, i) => `${i + 1})`));
  });

  it("is told from a form with two items in the wrong order or a word changed", () => {
    const turned = [...blank.blocks.slice(0, 2).toReversed(), ...blank.blocks.slice(2)];
    expect(labelsOf({ ...blank, blocks: turned })).not.toEqual(formLabels);
    expect(labelsOf({ ...blank, title: "SƠ YẾU LÍ LỊCH" })).not.toEqual(formLabels);
  });

  it("gives each table its proportions, and every row as many cells as columns", () => {
    const tables = tablesOf(blank);
    expect(tables.map((table) => table.shares.map((share) => Math.round(share)))).toEqual([
      [23, 26, 14, 14, 23],
      [17, 83],
      [9, 21, 8, 62],
      [9, 21, 8, 62],
      [20, 13, 13, 13, 13, 13, 13],
    ]);
    for (const table of tables) {
      expect(table.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 9);
      for (const row of table.groups.flatMap((group) => group.rows)) expect(row.length).toBe(table.shares.length);
    }
  });

  it("leaves a file of which nothing is known blank", () => {
    const values = blank.blocks.flatMap((block) =>
      block.kind === "item" ? block.parts.map((each) => each.value) : [],
    );
    expect(new Set(values)).toEqual(new Set(["", "… / … / …", "… / …"]));
  });

  const person = aPerson(1, {
    birthName: "Đặng Thị Ngọc Ẩn",
    sex: "NU",
    birthDate: "1965",
    partyJoinDate: "1988-05",
    partyOfficialDate: "1989-05-19",
    payFrom: "2016-03",
    idNumber: "000000123",
    martyrFamily: true,
  });
  const sealed = {
    ...blankProtected(numbered("person", 1)),
    religion: { code: "0", text: "Không" },
    heightCm: 158,
    weightKg: 51.5,
    bloodGroup: "O",
  };
  const assignments = [
    anAssignment(3, 1, { title: "Bí thư Đảng ủy", unitText: "Đảng ủy xã Lưu Sơn", from: "2015-06-01" }),
    anAssignment(4, 1, { title: "Chủ tịch HĐND xã Lưu Sơn", from: "2016-05", nature: "CONCURRENT" }),
    anAssignment(1, 1, { title: "Bí thư Đoàn xã", unitText: "xã Đà Sơn", from: "1990", to: "1998-08" }),
    anAssignment(2, 1, {
      title: "Phó Bí thư Đảng ủy xã Đà Sơn",
      unitText: "xã Đà Sơn",
      from: "1998-09",
      to: "2015-05-31",
    }),
    anAssignment(5, 1, { title: "Trưởng Ban Dân vận Huyện ủy", from: "2018-02-01" }),
    anAssignment(6, 1, { title: "Nhầm", from: "1999", withdrawn: true }),
  ];
  const sheet = printed(aDossier(person, { protected: sealed, assignment: assignments }));

  it("prints the name in capitals, and of dates what is known", () => {
    expect(valueAt(sheet, "Họ và tên khai sinh")).toBe("ĐẶNG THỊ NGỌC ẨN");
    expect(valueAt(sheet, "Nam, nữ")).toBe("Nữ");
    expect([valueAt(sheet, "Sinh ngày"), valueAt(sheet, "tháng"), valueAt(sheet, "năm")]).toEqual(["", "", "1965"]);
    expect(valueAt(sheet, "Ngày vào Đảng Cộng sản Việt Nam")).toBe("…/05/1988");
    expect(valueAt(sheet, "Ngày chính thức")).toBe("19/05/1989");
    expect(valueAt(sheet, "từ tháng")).toBe("03/2016");
    expect(valueAt(sheet, "Số chứng minh nhân dân")).toBe("000000123");
    expect(valueAt(sheet, "Gia đình liệt sĩ")).toBe("x");
  });

  it("prints protected items only where they are handed in", () => {
    expect(valueAt(sheet, "Tôn giáo")).toBe("Không");
    expect([valueAt(sheet, "Cao: 1m"), valueAt(sheet, "Cân nặng:"), valueAt(sheet, "Nhóm máu:")]).toEqual([
      "58",
      "51,5",
      "O",
    ]);
    const open = printed(anOpenDossier(person, { assignment: assignments }));
    expect([valueAt(open, "Tôn giáo"), valueAt(open, "Cao: 1m"), valueAt(open, "Nhóm máu:")]).toEqual(["", "", ""]);
  });

  it("composes item 3 from the posts of the day, or prints what the file says", () => {
    const label = "Chức vụ (Đảng, đoàn thể, Chính quyền, kể cả chức vụ kiêm nhiệm)";
    expect(valueAt(sheet, label)).toBe("Bí thư Đảng ủy, Đảng ủy xã Lưu Sơn; Chủ tịch HĐND xã Lưu Sơn (kiêm nhiệm)");
    const said = printed(aDossier({ ...person, positions: "Bí thư" }, { assignment: assignments }));
    expect(valueAt(said, label)).toBe("Bí thư");
    const earlier = printed(aDossier(person, { assignment: assignments }), "2010-01-01");
    expect(valueAt(earlier, label)).toBe("Phó Bí thư Đảng ủy xã Đà Sơn");
  });

  it("composes item 27 from the career, oldest first, with 'nay' for what goes on", () => {
    const rows = tablesOf(sheet)[1]
      ?.groups.flatMap((group) => group.rows)
      .filter((row) => row[0] !== "");
    expect(rows).toEqual([
      ["1990 - 08/1998", "Bí thư Đoàn xã, xã Đà Sơn"],
      ["09/1998 - 05/2015", "Phó Bí thư Đảng ủy xã Đà Sơn"],
      ["06/2015 - nay", "Bí thư Đảng ủy, Đảng ủy xã Lưu Sơn"],
      ["05/2016 - nay", "Chủ tịch HĐND xã Lưu Sơn"],
    ]);
    const earlier = printed(aDossier(person, { assignment: assignments }), "2010-01-01");
    const then = tablesOf(earlier)[1]
      ?.groups.flatMap((group) => group.rows)
      .filter((row) => row[0] !== "");
    expect(then?.at(-1)).toEqual(["09/1998 - nay", "Phó Bí thư Đảng ủy xã Đà Sơn"]);
  });

  it("turns the pay history across, 3/1993 and 4/1993 printed first, and goes on below when it outgrows the paper", () => {
    expect(rowsAt(printed(aDossier()), "31)")).toEqual([
      ["Tháng/năm:", "3/1993", "4/1993", "", "", "", ""],
      ["Ngạch/bậc:", "", "", "", "", "", ""],
      ["Hệ số lương:", "", "", "", "", "", ""],
    ]);
    const rows = rowsAt(printed(fullDossier(9)), "31)");
    expect(rows.map((row) => row[0])).toEqual([
      "Tháng/năm:",
      "Ngạch/bậc:",
      "Hệ số lương:",
      "Tháng/năm:",
      "Ngạch/bậc:",
      "Hệ số lương:",
    ]);
    expect(rows[0]).toEqual(["Tháng/năm:", "3/1993", "4/1993", "1/1998", "1/2001", "1/2004", "1/2007"]);
    expect(rows[2]).toEqual(["Hệ số lương:", "", "", "2,10", "2,43", "2,76", "3,09"]);
    expect(rows[4]).toEqual(["Ngạch/bậc:", "15a.201/5", "15a.201/6", "01.002/1", "01.002/2", "01.002/3", ""]);
    const old = { ...fullDossier(1)["pay-step"][0]!, from: "1993-04", rankCode: "15.113", step: "2" };
    expect(rowsAt(printed(aDossier(person, { "pay-step": [old] })), "31)")[1]).toEqual([
      "Ngạch/bậc:",
      "",
      "15.113/2",
      "",
      "",
      "",
      "",
    ]);
  });

  it("puts relatives under the labels the form has printed, and who fits none below", () => {
    const { relative = [] } = fullDossier();
    const cousin = {
      ...relative[0]!,
      id: numbered("relative", 90),
      relation: { code: null, text: "Chú" },
      name: "Nguyễn Văn Tám",
    };
    const table = tablesOf(printed(aDossier(person, { relative: [cousin, ...relative] })))[2];
    const named = table?.groups.map(({ label, rows }) => [
      label,
      rows.map((row) => row[1]).filter((name) => name !== ""),
    ]);
    expect(named).toEqual([
      ["Bố, mẹ", ["Nguyễn Văn Lương", "Trần Thị Sâm"]],
      ["Vợ", []],
      ["Chồng", ["Phan Đình Tuấn"]],
      ["Các con:", ["Phan Hà My", "Phan Đức Anh"]],
      ["Anh chị em ruột", ["Nguyễn Văn Sơn"]],
      ["", ["Nguyễn Văn Tám"]],
    ]);
    const abroad = "Có thân nhân (Bố, mẹ, vợ, chồng, con, anh chị em ruột) ở nước ngoài (làm gì, địa chỉ ...)?";
    expect(valueAt(printed(fullDossier()), abroad)).toBe("Em ruột Nguyễn Văn Sơn: Lao động tại Nhật Bản từ năm 2018.");
  });

  it("says rows first, then what the written text says besides, and nothing twice", () => {
    expect(valueAt(printed(fullDossier()), "Khen thưởng")).toBe(
      "Bằng khen của UBND tỉnh (2012); Huân chương Lao động hạng Ba (2019); Giấy khen của Chủ tịch UBND huyện các năm 2004, 2006, 2009",
    );
    const rewards = "Bằng khen";
    expect(valueAt(printed(aDossier({ ...person, rewards })), "Khen thưởng")).toBe("Bằng khen");
    const posts = { ...person, positions: "Phó Bí thư Đảng ủy", concurrentPositions: "Bí thư Đảng ủy" };
    const label = "Chức vụ (Đảng, đoàn thể, Chính quyền, kể cả chức vụ kiêm nhiệm)";
    expect(valueAt(printed(aDossier(posts)), label)).toBe("Phó Bí thư Đảng ủy; Bí thư Đảng ủy");
    const same = { ...person, positions: "Bí thư, Chủ tịch HĐND", concurrentPositions: "Chủ tịch HĐND" };
    expect(valueAt(printed(aDossier(same)), label)).toBe("Bí thư, Chủ tịch HĐND");
  });
});
