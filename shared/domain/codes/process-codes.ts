import type { CodeList } from "./code-list.ts";

/** What a personnel decision does. */
export const personnelActs: CodeList = [
  { code: "BO_NHIEM", vi: "Bổ nhiệm", en: "Appointment" },
  { code: "BO_NHIEM_LAI", vi: "Bổ nhiệm lại", en: "Re-appointment" },
  { code: "BAU", vi: "Bầu", en: "Election" },
  { code: "TAI_CU", vi: "Tái cử", en: "Re-election" },
  { code: "PHE_CHUAN", vi: "Phê chuẩn", en: "Approval" },
  { code: "CHI_DINH", vi: "Chỉ định", en: "Designation" },
  { code: "MIEN_NHIEM", vi: "Miễn nhiệm", en: "Relief from post" },
  { code: "CACH_CHUC", vi: "Cách chức", en: "Dismissal from post" },
  { code: "TU_CHUC", vi: "Từ chức", en: "Resignation" },
  { code: "CHO_THOI", vi: "Cho thôi giữ chức vụ", en: "Release from post" },
  { code: "TAM_DINH_CHI", vi: "Tạm đình chỉ công tác", en: "Suspension" },
  { code: "NGHI_HUU", vi: "Nghỉ hưu", en: "Retirement" },
  { code: "NGHI_HUU_SOM", vi: "Nghỉ hưu trước tuổi", en: "Early retirement" },
  { code: "THOI_VIEC", vi: "Thôi việc", en: "Leaving" },
  { code: "TINH_GIAN", vi: "Tinh giản biên chế", en: "Downsizing" },
];

/** Planning ("quy hoạch"): where a person stands. */
export const planStates: CodeList = [
  { code: "TRONG", vi: "Trong quy hoạch", en: "In the plan", variants: ["Được quy hoạch"] },
  { code: "DUA_RA", vi: "Đưa ra khỏi quy hoạch", en: "Taken out of the plan" },
  { code: "RA_SOAT", vi: "Rà soát", en: "Under review" },
];

/** Where a candidate comes from. */
export const candidateSources: CodeList = [
  { code: "TAI_CHO", vi: "Nguồn tại chỗ", en: "Local source", variants: ["Tại chỗ"] },
  { code: "NOI_KHAC", vi: "Nguồn từ nơi khác", en: "Outside source", variants: ["Nơi khác"] },
];

/** Marks of secrecy, highest first. */
export const secrecyMarks: CodeList = [
  { code: "TUYET_MAT", vi: "TUYỆT MẬT", en: "Absolute secret" },
  { code: "TOI_MAT", vi: "TỐI MẬT", en: "Top secret" },
  { code: "MAT", vi: "MẬT", en: "Secret" },
  { code: "NOI_BO", vi: "Lưu hành nội bộ", en: "Internal circulation only" },
];
