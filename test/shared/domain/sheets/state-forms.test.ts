import { describe, expect, it } from "vitest";
import { missingFor } from "../../../../shared/domain/sheets/crosswalk.ts";
import { stateFormOn } from "../../../../shared/domain/sheets/form-on.ts";
import { makeSheet } from "../../../../shared/domain/sheets/make-sheet.ts";
import { aDossier, anOpenDossier, aSheetInput } from "../../../fixtures/dossier.ts";
import { fullDossier } from "../../../fixtures/full-dossier.ts";
import { anAssignment, aPerson, numbered } from "../../../fixtures/records.ts";
import { labelsOf, rowsAt, valueAt } from "./labels.ts";

/** Typed from the papers: numbers with the words behind them, and the columns of the tables. */
const papers = {
  "2c-2008": `
Mẫu 2C-BNV/2008|SƠ YẾU LÝ LỊCH CÁN BỘ, CÔNG CHỨC|Ảnh màu (4 x 6 cm)
1) Họ và tên khai sinh (viết chữ in hoa)|2) Tên gọi khác|3) Sinh ngày|Giới tính (nam, nữ)|4) Nơi sinh: Xã|Huyện|Tỉnh
5) Quê quán: Xã|6) Dân tộc|7) Tôn giáo|8) Nơi đăng ký hộ khẩu thường trú|9) Nơi ở hiện nay
10) Nghề nghiệp khi được tuyển dụng|11) Ngày tuyển dụng|Cơ quan tuyển dụng|12) Chức vụ (chức danh) hiện tại
13) Công việc chính được giao|14) Ngạch công chức (viên chức)|Mã ngạch|Bậc lương|Hệ số|Ngày hưởng|Phụ cấp chức vụ|Phụ cấp khác
15.1) Trình độ giáo dục phổ thông|15.2) Trình độ chuyên môn cao nhất|15.3) Lý luận chính trị|15.4) Quản lý nhà nước
15.5) Ngoại ngữ|15.6) Tin học|16) Ngày vào Đảng Cộng sản Việt Nam|Ngày chính thức|17) Ngày tham gia tổ chức chính trị - xã hội
18) Ngày nhập ngũ|Ngày xuất ngũ|Quân hàm cao nhất|19) Danh hiệu được phong tặng cao nhất|20) Sở trường công tác
21) Khen thưởng|22) Kỷ luật|23) Tình trạng sức khoẻ|Chiều cao|Cân nặng|Nhóm máu|24) Là thương binh hạng|Là con gia đình chính sách
25) Số chứng minh nhân dân|Ngày cấp|26) Số sổ BHXH
27) Đào tạo, bồi dưỡng về chuyên môn, nghiệp vụ, lý luận chính trị, ngoại ngữ, tin học
Tên trường|Chuyên ngành đào tạo, bồi dưỡng|Từ tháng, năm – đến tháng, năm|Hình thức đào tạo|Văn bằng, chứng chỉ, trình độ gì
28) Tóm tắt quá trình công tác|Từ tháng, năm đến tháng, năm|29) Đặc điểm lịch sử bản thân|30) Quan hệ gia đình
a) Về bản thân: Cha, Mẹ, Vợ (hoặc chồng), các con, anh chị em ruột|Mối quan hệ|Họ và tên|Năm sinh
b) Về bên vợ (hoặc chồng): Cha, Mẹ, anh chị em ruột|31) Diễn biến quá trình lương của cán bộ, công chức
Tháng/Năm|Mã ngạch/bậc|Hệ số lương|32) Nhận xét, đánh giá của cơ quan, đơn vị quản lý và sử dụng cán bộ, công chức
Người khai|Thủ trưởng cơ quan, đơn vị quản lý`,
  "tt06-2023": `
Cơ quan quản lý cán bộ, công chức, viên chức:|Cơ quan, đơn vị sử dụng cán bộ, công chức, viên chức:|SƠ YẾU LÝ LỊCH|Số hiệu:|Mã số định danh:|Ảnh màu (4 x 6 cm)
1) Họ và tên khai sinh (viết chữ in hoa)|Giới tính|2) Các tên gọi khác|3) Sinh ngày|4) Nơi sinh|5) Quê quán (xã, phường)|(huyện, quận)|(tỉnh, TP)
6) Dân tộc|7) Tôn giáo|8) Số CCCD|Ngày cấp|SĐT liên hệ|9) Số BHXH|Số thẻ BHYT|10) Nơi ở hiện nay|11) Thành phần gia đình xuất thân
12) Nghề nghiệp trước khi được tuyển dụng|13) Ngày được tuyển dụng lần đầu|Cơ quan, tổ chức, đơn vị tuyển dụng
14) Ngày vào cơ quan hiện đang công tác|15) Ngày vào Đảng Cộng sản Việt Nam|Ngày chính thức
16) Ngày tham gia tổ chức chính trị-xã hội đầu tiên|17) Ngày nhập ngũ|Ngày xuất ngũ|Quân hàm cao nhất|18) Đối tượng chính sách
19) Trình độ giáo dục phổ thông|20) Trình độ chuyên môn cao nhất|21) Học hàm|22) Danh hiệu nhà nước phong tặng
23) Chức vụ hiện tại|Ngày bổ nhiệm/ngày phê chuẩn|Ngày bổ nhiệm lại/phê chuẩn nhiệm kỳ tiếp theo|24) Được quy hoạch chức danh
25) Chức vụ kiêm nhiệm|26) Chức vụ Đảng hiện tại|27) Chức vụ Đảng kiêm nhiệm|28) Công việc chính được giao|29) Sở trường công tác|Công việc làm lâu nhất
30.1) Ngạch/chức danh nghề nghiệp|Mã số|Ngày bổ nhiệm ngạch|Bậc lương|Hệ số|Ngày hưởng|Phần trăm hưởng|Phụ cấp thâm niên vượt khung|Ngày hưởng PCTNVK
30.2) Phụ cấp chức vụ|Phụ cấp kiêm nhiệm|Phụ cấp khác|30.3) Vị trí việc làm|Lương theo mức tiền
31) Tình trạng sức khoẻ|Chiều cao|Cân nặng|Nhóm máu|32.1) Chuyên môn (từ trung cấp trở lên cả trong nước và nước ngoài)
Từ (tháng/năm)|Đến (tháng/năm)|Chuyên ngành đào tạo|Hình thức đào tạo|Văn bằng, trình độ|32.2) Lý luận chính trị|Văn bằng được cấp
32.3) Bồi dưỡng quản lý nhà nước/ chức danh nghề nghiệp/ nghiệp vụ chuyên ngành|32.4) Bồi dưỡng kiến thức an ninh, quốc phòng
32.5) Tin học|32.6) Ngoại ngữ/ tiếng dân tộc|Tên ngoại ngữ/tiếng dân tộc|Điểm số|33) Tóm tắt quá trình công tác
Đơn vị công tác (đảng, chính quyền, đoàn thể, tổ chức xã hội)|Chức danh/ chức vụ|34.2) Bản thân có làm việc cho chế độ cũ
Chức danh, chức vụ, đơn vị, địa điểm đã làm việc|34.3) Tham gia hoặc có quan hệ với các tổ chức chính trị, kinh tế, xã hội ... ở nước ngoài
Tên tổ chức, địa chỉ trụ sở, công việc đã làm|35.1) Thành tích thi đua, khen thưởng|Năm|Xếp loại chuyên môn|Xếp loại thi đua|Hình thức khen thưởng
35.2) Kỷ luật Đảng/hành chính|Hình thức|Hành vi vi phạm chính|Cơ quan quyết định
36.1) Về bản thân: Cha, Mẹ, Vợ (hoặc chồng), các con, anh chị em ruột|36.2) Cha, Mẹ, anh chị em ruột (bên vợ hoặc chồng)
37.1) Quá trình lương của bản thân|Mã số|Bậc lương|Hệ số lương|Tiền lương theo vị trí việc làm|37.2) Các loại phụ cấp khác
Loại phụ cấp|Phần trăm hưởng|Hệ số|Hình thức hưởng|Giá trị (đồng)|37.3) Nguồn thu nhập chính của gia đình hàng năm
38) Nhận xét, đánh giá của cơ quan, tổ chức, đơn vị sử dụng|Người khai|(Ký tên, ghi rõ họ tên)
Xác nhận của cơ quan, đơn vị quản lý cán bộ, công chức, viên chức|(Ký tên, đóng dấu)`,
} as const;

const labelsTyped = (form: keyof typeof papers): string[] => papers[form].trim().split(/[|\n]/);

/** The first label typed that does not stand on the sheet behind the one before it. */
function firstOutOfPlace(typed: readonly string[], labels: readonly string[]): string | null {
  let at = 0;
  for (const label of typed) {
    const found = labels.indexOf(label, at);
    if (found < 0) return label;
    at = found + 1;
  }
  return null;
}

describe("the two forms of the State", () => {
  for (const form of ["2c-2008", "tt06-2023"] as const) {
    const labels = labelsOf(makeSheet(form, aSheetInput(aDossier())));

    it(`have the words of the paper in its order: ${form}`, () => {
      expect(firstOutOfPlace(labelsTyped(form), labels)).toBeNull();
      expect(labels.map((label) => label.normalize("NFC"))).toEqual(labels);
    });

    it(`are told from a paper with a word changed or two items turned: ${form}`, () => {
      const changed = labels.map((label) => label.replace("Tôn giáo", "Tín ngưỡng"));
      expect(firstOutOfPlace(labelsTyped(form), changed)).toBe("7) Tôn giáo");
      const at = labels.indexOf("6) Dân tộc");
      const turned = [...labels.slice(0, at), labels[at + 1]!, labels[at]!, ...labels.slice(at + 2)];
      expect(firstOutOfPlace(labelsTyped(form), turned)).toBe("7) Tôn giáo");
    });

    it(`give every row as many cells as columns, and columns that fill the width: ${form}`, () => {
      for (const block of makeSheet(form, aSheetInput(fullDossier())).blocks) {
        if (block.kind !== "table") continue;
        expect(
          block.shares.reduce((sum, share) => sum + share, 0),
          block.no,
        ).toBeCloseTo(100, 9);
        for (const row of block.groups.flatMap(({ rows }) => rows)) expect(row).toHaveLength(block.shares.length);
      }
    });
  }

  const full = makeSheet("tt06-2023", aSheetInput(fullDossier(), { printDate: "2024-12-31" }));

  it("have unit and title in columns of their own where the form does", () => {
    expect(rowsAt(full, "33)").at(-2)).toEqual([
      "06/2015",
      "nay",
      "Đảng ủy xã Lưu Sơn, huyện Đô Lương",
      "Bí thư Đảng ủy xã (luân chuyển)",
    ]);
    expect(valueAt(full, "Chức vụ hiện tại")).toBe(
      "Bí thư Đảng ủy xã (luân chuyển), Đảng ủy xã Lưu Sơn, huyện Đô Lương",
    );
    expect(valueAt(full, "Chức vụ kiêm nhiệm")).toBe("Chủ tịch Hội đồng nhân dân xã, HĐND xã Lưu Sơn");
  });

  it("take a year's rating into the table of emulation, and of the written text what no row tells", () => {
    expect(rowsAt(full, "35.1)")).toEqual([
      ["2012", "", "Chiến sĩ thi đua cơ sở", "Bằng khen của UBND tỉnh"],
      ["2019", "", "", "Huân chương Lao động hạng Ba, QĐ 1204/QĐ-CTN ngày 19/7/2019"],
      ["2022", "Hoàn thành tốt nhiệm vụ", "", ""],
      ["2023", "Hoàn thành tốt nhiệm vụ", "", ""],
      ["2024", "Hoàn thành tốt nhiệm vụ", "", ""],
      ["", "", "", "Giấy khen của Chủ tịch UBND huyện các năm 2004, 2006, 2009"],
    ]);
    expect(rowsAt(full, "32.5)")).toEqual([["", "", "", "Ứng dụng CNTT cơ bản"]]);
  });

  it("print a plan only while it holds, and the name of a code where the file has no text", () => {
    expect(valueAt(full, "Được quy hoạch chức danh")).toBe("Phó Bí thư Huyện ủy (2020–2025)");
    const before = makeSheet("tt06-2023", aSheetInput(fullDossier(), { printDate: "2016-01-01" }));
    expect(valueAt(before, "Được quy hoạch chức danh")).toBe("");
    const person = aPerson(1, { ethnicity: { code: "06", text: "" } });
    const sheet = (codes: Parameters<typeof aSheetInput>[1]) =>
      makeSheet("2c-2008", aSheetInput(aDossier(person), codes));
    expect(valueAt(sheet({}), "Dân tộc")).toBe("Mường");
    const renamed = {
      id: numbered("code-record", 1),
      list: "ETHNIC",
      code: "06",
      vi: "Mường (mới)",
      en: "",
      from: null,
      to: null,
      replacedBy: "",
      withdrawn: false,
    };
    expect(valueAt(sheet({ codes: [renamed] }), "Dân tộc")).toBe("Mường (mới)");
  });

  it("follow one another by date", () => {
    expect(["2007-01-01", "2023-05-04", "2023-05-05"].map(stateFormOn)).toEqual(["2c-2008", "2c-2008", "tt06-2023"]);
  });
});

describe("what a file lacks for a form", () => {
  const fieldsOf = (missing: readonly { readonly kind: string; readonly field: string }[]) =>
    missing.map(({ kind, field }) => `${kind}.${field}`);

  it("is nothing but the portrait for a file in full, and what each form asks for a blank one", () => {
    for (const form of ["2c-98", "2c-2008", "tt06-2023"] as const)
      expect(fieldsOf(missingFor(form, fullDossier()))).toEqual(["attachment.blob"]);
    const blank = missingFor("2c-98", aDossier());
    expect(fieldsOf(blank)).toContain("person.birthName");
    expect(fieldsOf(blank)).toContain("relative.name");
    expect(fieldsOf(blank)).not.toContain("person.idIssuedOn");
    expect(fieldsOf(missingFor("2c-2008", aDossier()))).toContain("person.idIssuedOn");
    const numbers = blank.map(({ item }) => Number(item)).filter((item) => !Number.isNaN(item));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  it("takes rows for the text and the text for rows, and passes over what nobody handed in or what was withdrawn", () => {
    const posts = [anAssignment(1, 1, { title: "Bí thư" })];
    expect(fieldsOf(missingFor("2c-98", aDossier(undefined, { assignment: posts })))).not.toContain("person.positions");
    const withdrawn = posts.map((post) => ({ ...post, withdrawn: true }));
    const left = fieldsOf(missingFor("2c-98", aDossier(undefined, { assignment: withdrawn })));
    expect(left).toContain("person.positions");
    expect(left).toContain("assignment.title");
    const open = fieldsOf(missingFor("2c-98", anOpenDossier()));
    expect(open.filter((name) => /^(?:protected|relative|economy)\./.test(name))).toEqual([]);
  });
});
