import { describe, expect, it } from "vitest";
import { suggestOfficeId } from "../../../renderer/services/suggest-office-id.ts";
import { OfficeId } from "../../../shared/domain/primitives.ts";

describe("suggestOfficeId", () => {
  it.each([
    ["Đảng ủy xã Lưu Sơn", "luuson"],
    ["Ban Tổ chức Huyện ủy Đô Lương", "doluong"],
    ["Ban Tổ chức Tỉnh ủy Nghệ An", "nghean"],
    ["Thị trấn Thanh Chương", "thanhchuong"],
    ["Đảng ủy phường Trường Vinh", "truongvinh"],
    ["Huyện ủy", "huyenuy"], // nothing but its kind: better than nothing
    ["  ", ""],
    ["7", ""],
  ])("%s → %s", (name, id) => {
    expect(suggestOfficeId(name)).toBe(id);
    if (id !== "") expect(OfficeId.safeParse(id).success).toBe(true);
  });

  it("never runs over the length of a code", () => {
    expect(OfficeId.safeParse(suggestOfficeId("Đảng ủy xã Phước Long Vĩnh Thạnh Hòa Bình")).success).toBe(true);
  });
});
