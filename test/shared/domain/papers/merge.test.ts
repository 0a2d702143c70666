import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { blankValues, printedValues, vanishedFields } from "../../../../shared/domain/papers/blanks.ts";
import {
  fieldNamed,
  listNamed,
  listOfField,
  nearestName,
  paperFields,
  paperLists,
  personFields,
} from "../../../../shared/domain/papers/fields.ts";
import { mergeValues, termInWords } from "../../../../shared/domain/papers/merge.ts";
import { plainText } from "../../../../shared/domain/papers/plain-text.ts";
import { fieldsIn, fieldsOfShipped, shippedIds, shippedTemplates } from "../../../../shared/domain/papers/shipped.ts";
import { protectedKinds, recordKinds } from "../../../../shared/domain/record-kinds.ts";
import { numbered } from "../../../fixtures/records.ts";
import { aMovedPerson, paperRecords } from "./records.ts";

describe("the fields of a paper", () => {
  it("have each one name, and one value in what is merged", () => {
    const names = [...paperFields, ...paperLists.flatMap(({ fields }) => fields)].map(({ name }) => name);
    expect(names.length).toBeGreaterThan(50);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    const { fields, lists } = mergeValues(paperRecords());
    expect(Object.keys(fields).toSorted()).toEqual(paperFields.map(({ name }) => name).toSorted());
    expect(Object.keys(lists).toSorted()).toEqual(paperLists.map(({ name }) => name).toSorted());
    const [person] = lists.danh_sach ?? [];
    expect(Object.keys(person ?? {}).toSorted()).toEqual(["stt", ...personFields.map(({ name }) => name)].toSorted());
  });

  it("take nothing from a protected record, whose fields are not even named alike", () => {
    const taken = new Set(Object.keys(mergeValues(paperRecords()).fields));
    for (const kind of protectedKinds)
      for (const field of Object.keys(recordKinds[kind].shape)) expect(taken).not.toContain(field);
    const held = Object.keys(paperRecords());
    expect(held.filter((name) => (protectedKinds as readonly string[]).includes(name))).toEqual([]);
    for (const word of ["ton_giao", "thanh_phan", "suc_khoe", "gia_dinh", "nuoc_ngoai", "lich_su"])
      expect(paperFields.filter(({ name }) => name.includes(word))).toEqual([]);
  });

  it("name what was most likely meant, and nothing where nothing is near", () => {
    expect(nearestName("ho_va_tn")).toBe("ho_va_ten");
    expect(nearestName("Họ và tên")).toBe("ho_va_ten");
    expect(nearestName("ngaysinh")).toBe("ngay_sinh");
    expect(nearestName("danhsach")).toBe("danh_sach");
    expect(nearestName("xyzzy")).toBeNull();
    expect(nearestName("")).toBeNull();
    expect(listOfField("stt")).toBe("danh_sach");
    expect(listOfField("ho_va_ten")).toBeNull();
  });
});

describe("mergeValues", () => {
  it("says a decided move as the paper has it", () => {
    const { fields, lists } = mergeValues(paperRecords());
    expect(fields).toMatchObject({
      co_quan_ban_hanh: "Ban Thường vụ Tỉnh ủy",
      so_ky_hieu: "127-QĐ/TU",
      ngay_thang_nam: "ngày 25 tháng 9 năm 2025",
      ho_va_ten: "Trần Thị Mẫu",
      ong_ba: "bà",
      ngay_sinh: "05/03/1985",
      que_quan: "Lưu Sơn, Nghệ An",
      dan_toc: "Thái",
      hinh_thuc_thuong: "luân chuyển",
      noi_di: "Phó Trưởng Ban Tổ chức, Tỉnh ủy Nghệ An",
      noi_den: "Bí thư Đảng ủy xã Bạch Ngọc",
      ngay_nhan_nhiem_vu: "ngày 01 tháng 10 năm 2025",
      thoi_han: "03 năm",
      nguoi_ky: "Lê Văn Thử",
      to_trinh: "33-TTr/BTC",
      ke_hoach: "Kế hoạch 21-KH/TU",
      xep_loai: "",
    });
    expect(lists.can_cu).toEqual([{ van_ban: "Quy định 65-QĐ/TW" }, { van_ban: "Nghị quyết 14-NQ/TU" }]);
    expect(lists.noi_nhan).toHaveLength(2);
    expect([lists.mot_nguoi?.length, lists.nhieu_nguoi?.length]).toEqual([1, 0]);
  });

  it("lists several people of one decision, each with their own values", () => {
    const people = [aMovedPerson(1, "Trần Thị Mẫu"), aMovedPerson(2, "Lô Văn Thử", { kind: "HOAN_DOI" })] as const;
    const { fields, lists } = mergeValues(paperRecords({ people: [people[0], people[1]] }));
    expect(fields.so_nguoi).toBe("02");
    expect(lists.danh_sach?.map(({ stt, ho_va_ten, hinh_thuc }) => [stt, ho_va_ten, hinh_thuc])).toEqual([
      ["1", "Trần Thị Mẫu", "Luân chuyển"],
      ["2", "Lô Văn Thử", "Luân chuyển"],
    ]);
    expect([lists.mot_nguoi?.length, lists.nhieu_nguoi?.length]).toEqual([0, 1]);
  });

  it("takes the number of a proposal from the dossier, its body from the letterhead or the office", () => {
    const { fields } = mergeValues(paperRecords({ paper: "PROPOSAL", date: "2025-09" }));
    expect(fields.so_ky_hieu).toBe("33-TTr/BTC");
    expect(fields.co_quan_ban_hanh).toBe("Ban Tổ chức Tỉnh ủy Nghệ An");
    expect(fields.ngay_thang_nam).toBe("ngày …… tháng 9 năm 2025");
    expect(fields.nguoi_ky).toBe("");
  });

  it("says the last assessment and the years rated, oldest first; what was withdrawn is not said", () => {
    const rating = (n: number, year: string, withdrawn = false) =>
      blankRecord("yearly-rating", {
        id: numbered("yearly-rating", n),
        personId: numbered("person", 1),
        year,
        rating: { code: "TOT", text: "" },
        withdrawn,
      });
    const { lists } = mergeValues(
      paperRecords({ ratings: [rating(1, "2024"), rating(2, "2022"), rating(3, "2023", true)] }),
    );
    expect(lists.xep_loai_cac_nam).toEqual([
      { nam: "2022", xep_loai_nam: "Hoàn thành tốt nhiệm vụ" },
      { nam: "2024", xep_loai_nam: "Hoàn thành tốt nhiệm vụ" },
    ]);
  });

  it.each([
    ["2025-10-01", "2028-09-30", "03 năm"],
    ["2025-10-01", "2027-03-31", "18 tháng"],
    ["2025-10-01", "2027-03-30", ""],
    ["2025-10", "2028-09-30", ""],
    [null, "2028-09-30", ""],
    ["2028-10-01", "2028-09-30", ""],
  ])("counts a term from %s to %s as %j", (from, to, term) => {
    expect(termInWords(from, to)).toBe(term);
  });
});

describe("what is not known", () => {
  it("is a dotted blank on the paper and is listed before, once each, with the row where there are several", () => {
    const people = [aMovedPerson(1, "Trần Thị Mẫu"), aMovedPerson(2, "Lô Văn Thử", { start: null })] as const;
    const values = mergeValues(paperRecords({ people: [people[0], people[1]] }));
    const used = fieldsIn("{ho_va_ten} {xep_loai} {xep_loai} {#danh_sach}{stt}{ngay_nhan_nhiem_vu}{/danh_sach}");
    expect(blankValues(used, values)).toEqual([
      { name: "xep_loai", row: null },
      { name: "ngay_nhan_nhiem_vu", row: 2 },
    ]);
    const printed = printedValues(values);
    expect(printed.fields.xep_loai).toMatch(/^[… ]+$/);
    expect(printed.lists.danh_sach?.[1]?.ngay_nhan_nhiem_vu).toBe("ngày …… tháng …… năm ………");
  });

  it("says by name what an old template asks for and this version has not", () => {
    const used = fieldsIn("{ho_va_ten}{bi_danh}{#danh_sach}{so_cu}{/danh_sach}");
    expect(vanishedFields(used, (name) => fieldNamed(name) !== null || listNamed(name) !== null)).toEqual([
      "bi_danh",
      "so_cu",
    ]);
  });
});

describe("plainText", () => {
  it("leaves words as they are, and no sign that hides, turns or breaks", () => {
    expect(plainText("Nguyê\u0303n Va\u0306n A\u202e123\u0000\u0007 <b> & {x} =1+1")).toBe(
      "Nguyễn Văn A123 <b> & {x} =1+1",
    );
    expect(plainText("a\r\nb\tc\ud800\uffff\u200f")).toBe("a\nb c");
    expect(plainText("👍🏽")).toBe("👍🏽");
  });
});

describe("the shipped templates", () => {
  it.each(shippedIds)("%s names only fields and lists that there are, each in its place", (id) => {
    const { fields, lists } = fieldsOfShipped(id);
    expect(fields.length).toBeGreaterThan(8);
    for (const name of fields) expect([name, fieldNamed(name) !== null, listOfField(name)]).toEqual([name, true, null]);
    for (const { name, fields: inside } of lists) {
      expect([name, listNamed(name) !== null]).toEqual([name, true]);
      for (const each of inside) expect([null, name]).toContain(listOfField(each));
    }
  });

  it("are each paper in either lay-out", () => {
    const made = Object.values(shippedTemplates).map(({ paper, layout }) => `${paper} ${layout}`);
    expect(new Set(made).size).toBe(6);
  });
});
