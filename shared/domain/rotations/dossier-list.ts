import type { CodeList } from "../codes/code-list.ts";
import type { Rotation } from "../rotation.ts";
import type { DossierItem } from "./procedure-step.ts";

/**
 * Papers of the dossier of a rotated cadre.
 * Source: the usual list of Party offices, and for civil servants Decision 727/QĐ-BNV (an appointment file).
 */
export const dossierList: CodeList = [
  { code: "TO_TRINH", vi: "Tờ trình", en: "Proposal" },
  { code: "SYLL", vi: "Sơ yếu lý lịch mẫu 2C/TCTW-98, xác nhận trong 6 tháng", en: "CV, confirmed within 6 months" },
  { code: "KIEM_DIEM", vi: "Bản tự kiểm điểm 3 năm công tác gần nhất", en: "Self-criticism of the last 3 years" },
  { code: "NHAN_XET", vi: "Nhận xét, đánh giá của cấp ủy, tập thể lãnh đạo", en: "Assessment by the committee" },
  { code: "BIEN_BAN", vi: "Biên bản, phiếu lấy ý kiến", en: "Minutes and slips of opinion" },
  { code: "CU_TRU", vi: "Nhận xét của chi ủy nơi cư trú", en: "Comment of the cell where the cadre lives" },
  { code: "TAI_SAN", vi: "Bản kê khai tài sản, thu nhập", en: "Declaration of assets and income" },
  { code: "VAN_BANG", vi: "Bản sao văn bằng, chứng chỉ", en: "Copies of diplomas and certificates" },
  { code: "CHINH_TRI", vi: "Kết luận về tiêu chuẩn chính trị", en: "Conclusion on political standards" },
  { code: "SUC_KHOE", vi: "Giấy khám sức khỏe trong 6 tháng", en: "Health certificate, not older than 6 months" },
];

/** Papers that are neither there nor said to be needless for a reason. */
export const missingItems = (move: Pick<Rotation, "id">, dossier: readonly DossierItem[]): readonly string[] => {
  const own = dossier.filter((each) => each.rotationId === move.id && !each.withdrawn);
  return dossierList
    .map(({ code }) => code)
    .filter((code) => !own.some((each) => each.item === code && (each.present || each.note.trim() !== "")));
};
