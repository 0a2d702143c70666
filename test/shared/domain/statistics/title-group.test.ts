import { describe, expect, it } from "vitest";
import { titleGroup, titleKey } from "../../../../shared/domain/statistics/title-group.ts";

describe("titleGroup", () => {
  it.each([
    ["Bí thư Đảng ủy xã Lưu Sơn", "BI_THU"],
    ["BÍ THƯ ĐẢNG UỶ", "BI_THU"],
    ["Bí thư Huyện ủy", "BI_THU"],
    ["Q. Bí thư Đảng ủy xã", "BI_THU"],
    ["Bí thư Đảng ủy, Chủ tịch HĐND xã", "BI_THU"],
    ["Bí thư Đảng ủy kiêm Chủ tịch UBND xã", "BI_THU"],
    ["Phó Bí thư Đảng ủy xã", "PHO_BI_THU"],
    ["Phó Bí thư Thường trực Đảng ủy", "PHO_BI_THU"],
    ["Phó Bí thư Đảng ủy, Chủ tịch UBND xã", "CHU_TICH_UBND"],
    ["Phó Bí thư - Chủ tịch UBND xã Châu Nga", "CHU_TICH_UBND"],
    ["Phó Bí thư Đảng ủy, Chủ tịch HĐND xã", "PHO_BI_THU"],
    ["Chủ tịch UBND xã Lam Sơn", "CHU_TICH_UBND"],
    ["Chủ tịch Ủy ban nhân dân xã", "CHU_TICH_UBND"],
    ["Chủ tịch HĐND huyện", "CHU_TICH_HDND"],
    ["Chủ tịch Hội đồng nhân dân xã", "CHU_TICH_HDND"],
    ["Phó Chủ tịch UBND xã", "PHO_CHU_TICH"],
    ["Phó Chủ tịch Thường trực UBND huyện", "PHO_CHU_TICH"],
    ["Trưởng phòng Tài chính - Kế hoạch huyện", "TRUONG_PHONG_BAN"],
    ["Trưởng Ban Tổ chức Huyện ủy", "TRUONG_PHONG_BAN"],
    ["Chánh Văn phòng Huyện ủy", "TRUONG_PHONG_BAN"],
    ["Chủ nhiệm UBKT Huyện ủy", "TRUONG_PHONG_BAN"],
    ["Phó Trưởng phòng Lao động - Thương binh và Xã hội", "PHO_PHONG_BAN"],
    ["Phó Chánh Văn phòng Huyện ủy", "PHO_PHONG_BAN"],
    ["Chủ tịch Hội LHPN huyện", "DOAN_THE"],
    ["Phó Chủ tịch Hội Nông dân huyện", "DOAN_THE"],
    ["Chủ tịch UBMTTQ xã", "DOAN_THE"],
    ["Bí thư Đoàn xã", "DOAN_THE"],
    ["Bí thư Huyện đoàn", "DOAN_THE"],
    ["Bí thư Chi bộ xóm 3", "KHAC"],
    ["Huyện ủy viên, Trưởng phòng Nội vụ", "UY_VIEN"],
    ["Công chức Văn phòng - Thống kê", "KHAC"],
    ["Nguyên Bí thư Đảng ủy", "KHAC"],
    ["", "KHAC"],
  ])("%s", (title, group) => {
    expect(titleGroup(title)).toBe(group);
  });

  it("keeps apart titles that fit no group, whatever their marks", () => {
    expect(titleKey("Kế toán")).toBe(titleKey("KẾ TOÁN"));
    expect(titleKey("Kế toán")).not.toBe(titleKey("Địa chính"));
    expect(titleKey("Bí thư Đảng ủy xã Lưu Sơn")).toBe(titleKey("Bí thư Đảng ủy xã Đà Sơn"));
  });
});
