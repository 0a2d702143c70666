import type { ManagingLevel, PostRole } from "../post.ts";
import type { Bloc, Level } from "../unit.ts";
import type { CodeList } from "./code-list.ts";

/** The last day on which there was a district level anywhere in the country. */
export const lastDistrictDay = "2025-06-30";

export const levels: CodeList<Level> = [
  { code: "TW", vi: "Trung ương", en: "Central", variants: ["Cấp trung ương"] },
  { code: "TINH", vi: "Tỉnh", en: "Province", variants: ["Cấp tỉnh", "Thành phố trực thuộc trung ương"] },
  { code: "HUYEN", vi: "Huyện", en: "District", variants: ["Cấp huyện"], to: lastDistrictDay },
  { code: "XA", vi: "Xã", en: "Commune", variants: ["Cấp xã", "Cơ sở", "Cấp cơ sở"] },
];

export const blocs: CodeList<Bloc> = [
  { code: "DANG", vi: "Khối Đảng", en: "Party", variants: ["Đảng"] },
  { code: "CHINH_QUYEN", vi: "Khối chính quyền", en: "Government", variants: ["Chính quyền"] },
  {
    code: "MTTQ_DT",
    vi: "Khối Mặt trận và đoàn thể",
    en: "Fatherland Front and mass organisations",
    variants: ["Mặt trận và đoàn thể", "Mặt trận, đoàn thể", "MTTQ, đoàn thể", "Đoàn thể", "Khối dân"],
  },
  { code: "NOI_CHINH", vi: "Khối nội chính", en: "Internal affairs", variants: ["Nội chính", "Tư pháp"] },
  { code: "LLVT", vi: "Lực lượng vũ trang", en: "Armed forces" },
  { code: "SU_NGHIEP", vi: "Đơn vị sự nghiệp", en: "Public service units", variants: ["Sự nghiệp", "Khối sự nghiệp"] },
  { code: "NGANH_DOC", vi: "Ngành dọc", en: "Vertically managed sectors", variants: ["Khối ngành dọc"] },
];

export const postRoles: CodeList<PostRole> = [
  { code: "T", vi: "Cấp trưởng", en: "Head" },
  { code: "P", vi: "Cấp phó", en: "Deputy" },
  { code: "M", vi: "Ủy viên", en: "Member", variants: ["Thành viên"] },
];

export const managingLevels: CodeList<ManagingLevel> = [
  { code: "BCT", vi: "Diện Bộ Chính trị quản lý", en: "Managed by the Politburo", variants: ["Bộ Chính trị"] },
  { code: "BBT", vi: "Diện Ban Bí thư quản lý", en: "Managed by the Secretariat", variants: ["Ban Bí thư"] },
  {
    code: "BTVTU",
    vi: "Diện Ban Thường vụ Tỉnh ủy quản lý",
    en: "Managed by the provincial Standing Committee",
    variants: ["Ban Thường vụ Tỉnh ủy"],
  },
  {
    code: "BTVHU",
    vi: "Diện Ban Thường vụ Huyện ủy quản lý",
    en: "Managed by the district Standing Committee",
    variants: ["Ban Thường vụ Huyện ủy"],
    to: lastDistrictDay,
  },
  {
    code: "BTVDU",
    vi: "Diện Ban Thường vụ Đảng ủy quản lý",
    en: "Managed by the commune or agency Standing Committee",
    variants: ["Ban Thường vụ Đảng ủy"],
  },
  {
    code: "CQ",
    vi: "Diện lãnh đạo cơ quan, đơn vị quản lý",
    en: "Managed by the head of the body",
    variants: ["Lãnh đạo cơ quan, đơn vị"],
  },
];
