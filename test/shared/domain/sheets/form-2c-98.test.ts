import { describe, expect, it } from "vitest";
import { blankProtected } from "../../../../shared/domain/blank-records.ts";
import type { Dossier } from "../../../../shared/domain/sheets/crosswalk.ts";
import { sheet2c98 } from "../../../../shared/domain/sheets/form-2c-98.ts";
import type { Sheet } from "../../../../shared/domain/sheets/sheet.ts";
import { aDossier, anOpenDossier, aSheetInput } from "../../../fixtures/dossier.ts";
import { fullDossier } from "../../../fixtures/full-dossier.ts";
import { anAssignment, aPerson, numbered } from "../../../fixtures/records.ts";
import { labelsOf, rowsAt, valueAt } from "./labels.ts";

const officeHeader = {
  province: "Nghệ An",
  parentUnit: "Huyện ủy Đô Lương",
  baseUnit: "Đảng ủy xã Lưu Sơn",
};

/** Typed from the printed form, top to bottom: everything that is there before anybody writes on it. */
const formLabels = `
Tỉnh:
Đơn vị trực thuộc:
Đơn vị cơ sở:
Mẫu 2C/TCTW-98
SƠ YẾU LÝ LỊCH
Số hiệu cán bộ, công chức
Ảnh 4 x 6
1) Họ và tên khai sinh
Nam, nữ
2) Các tên gọi khác
3) Cấp ủy hiện tại
Cấp ủy kiêm
Chức vụ (Đảng, đoàn thể, Chính quyền, kể cả chức vụ kiêm nhiệm)
Phụ cấp chức vụ
4) Sinh ngày
tháng
năm
5) Nơi sinh
6) Quê quán (xã, phường)
(huyện, quận)
(tỉnh, TP)
7) Nơi ở hiện nay (Xã, huyện, tỉnh hoặc số nhà, đường phố, TP)
đ/thoại
8) Dân tộc (Kinh, Tày, Mông, Ê đê...)
9) Tôn giáo
10) Thành phần gia đình xuất thân
(Ghi là công nhân, nông dân, cán bộ, công chức, trí thức, quân nhân, dân nghèo thành thị, tiểu thương, tiểu chủ, tư sản ...)
11) Nghề nghiệp bản thân trước khi được tuyển dụng
(Ghi nghề được đào tạo hoặc công nhân (thợ gì), làm ruộng, buôn bán, học sinh, ...)
12) Ngày được tuyển dụng
Vào cơ quan nào, ở đâu
13) Ngày vào cơ quan hiện đang công tác
Ngày tham gia cách mạng
14) Ngày vào Đảng Cộng sản Việt Nam
Ngày chính thức
15) Ngày tham gia các tổ chức chính trị, xã hội
(Ngày vào Đoàn TNCSHCM, Công đoàn, Hội …)
16) Ngày nhập ngũ
Ngày xuất ngũ
Quân hàm, chức vụ cao nhất (năm)
17) Trình độ học vấn: Giáo dục phổ thông
(Lớp mấy)
Học hàm, học vị cao nhất
(GS, PGS, TS, PTS, Thạc sĩ, Cử nhân, Kỹ sư ... năm nào, chuyên ngành gì)
- Lý luận chính trị
(Cử nhân, Cao cấp, Trung cấp, Sơ cấp)
- Ngoại ngữ
(Anh (A/B/C/D) Nga (A/B/C/D) Pháp (A/B/C/D) ...)
18) Công tác chính đang làm
19) Ngạch công chức
(mã số:
Bậc lương
hệ số
từ tháng
20) Danh hiệu được phong (năm nào)
(Anh hùng lao động, anh hùng lực lượng vũ trang, nhà giáo, thầy thuốc, nghệ sĩ nhân dân, ưu tú)
21) Sở trường công tác
Công việc đã làm lâu nhất
22) Khen thưởng
(Huân, huy chương, năm nào)
23) Kỷ luật (Đảng, Chính quyền, Đoàn thể, Cấp quyết định, năm nào, lý do, hình thức, ...)
24) Tình trạng sức khỏe
(tốt, bình thường, yếu hoặc có bệnh mãn tính gì)
Cao: 1m
Cân nặng:
Nhóm máu:
25) Số chứng minh nhân dân
Thương binh loại
Gia đình liệt sĩ
26) ĐÀO TẠO, BỒI DƯỠNG VỀ CHUYÊN MÔN, NGHIỆP VỤ, LÝ LUẬN CHÍNH TRỊ, NGOẠI NGỮ
Tên trường
Ngành học hoặc tên lớp học
Thời gian học
Hình thức học
Văn bằng, chứng chỉ, trình độ gì
Ghi chú: Hình thức học: Chính quy, tại chức, chuyên tu, bồi dưỡng .../ Văn bằng: Tiến sĩ, Phó tiến sĩ, Thạc sĩ, Cử nhân, Kỹ sư ...
27) TÓM TẮT QUÁ TRÌNH CÔNG TÁC
Từ tháng, năm đến tháng, năm
Chức danh, chức vụ, đơn vị công tác (Đảng, Chính quyền, Đoàn thể)
28) ĐẶC ĐIỂM LỊCH SỬ BẢN THÂN
a) Khai rõ: bị bắt, bị tù (từ ngày tháng năm nào đến ngày tháng năm nào, ở đâu), đã khai báo cho ai, những vấn đề gì
b) Bản thân có làm việc trong chế độ cũ (Cơ quan, đơn vị nào, địa điểm, chức danh, chức vụ, thời gian làm việc ...)
29) QUAN HỆ VỚI NƯỚC NGOÀI
Tham gia hoặc có quan hệ với các tổ chức chính trị, kinh tế, xã hội nào ở nước ngoài (làm gì, tổ chức nào, đặt trụ sở ở đâu...?)
Có thân nhân (Bố, mẹ, vợ, chồng, con, anh chị em ruột) ở nước ngoài (làm gì, địa chỉ ...)?
30) QUAN HỆ GIA ĐÌNH
a) Về bản thân: Bố, Mẹ, Vợ (chồng), các con, anh chị em ruột
Quan hệ
Họ và tên
Năm sinh
Quê quán, nghề nghiệp, chức danh, chức vụ, đơn vị, công tác, học tập, nơi ở (trong, ngoài nước); thành viên các tổ chức chính trị-xã hội ...
Bố, mẹ
Vợ
Chồng
Các con:
Anh chị em ruột
b) Bố, Mẹ, anh chị em ruột (bên vợ hoặc chồng)
Quan hệ
Họ và tên
Năm sinh
Quê quán, nghề nghiệp, chức danh, chức vụ, đơn vị, công tác, học tập, nơi ở (trong, ngoài nước); thành viên các tổ chức chính trị-xã hội ...
Bố, mẹ
Anh chị em ruột
31) HOÀN CẢNH KINH TẾ GIA ĐÌNH
Quá trình lương của bản thân
Tháng/năm:
3/1993
4/1993
Ngạch/bậc:
Hệ số lương:
Nguồn thu nhập chính của gia đình (hàng năm): + lương
+ Các nguồn khác
Nhà ở: + Được cấp, được thuê, loại nhà:
tổng diện tích sử dụng:
+ Nhà tự mua, tự xây, loại nhà:
tổng diện tích sử dụng:
Đất ở: + Đất được cấp:
+ Đất tự mua:
Đất sản xuất, kinh doanh: (Tổng diện tích đất được cấp, tự mua, tự khai phá ...)
Người khai
Tôi xin cam đoan những lời khai trên đây là đúng sự thật
(Ký tên)
Ngày … tháng … năm …
Xác nhận của cơ quan quản lý`
  .trim()
  .split("\n");

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
