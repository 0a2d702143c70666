import type { TrainingKind } from "../dossier.ts";
import type { CodeList } from "./code-list.ts";

/** What a row of training is about: tables 32.1 to 32.6 of the unified form. */
export const trainingKinds: CodeList<TrainingKind> = [
  { code: "CHUYEN_MON", vi: "Chuyên môn", en: "Professional", variants: ["Chuyên môn, nghiệp vụ"] },
  { code: "LY_LUAN", vi: "Lý luận chính trị", en: "Political theory", variants: ["LLCT"] },
  { code: "QLNN", vi: "Quản lý nhà nước", en: "State management" },
  { code: "QPAN", vi: "Quốc phòng, an ninh", en: "Defence and security", variants: ["An ninh, quốc phòng"] },
  { code: "TIN_HOC", vi: "Tin học", en: "Computing" },
  { code: "NGOAI_NGU", vi: "Ngoại ngữ, tiếng dân tộc", en: "Languages", variants: ["Ngoại ngữ", "Tiếng dân tộc"] },
  { code: "KHAC", vi: "Khác", en: "Other" },
];

/** "Hình thức đào tạo": modes of study. */
export const trainingModes: CodeList = [
  { code: "CHINH_QUY", vi: "Chính quy", en: "Full-time", variants: ["CQ", "Dài hạn"] },
  {
    code: "VLVH",
    vi: "Vừa làm vừa học",
    en: "In-service",
    variants: ["Vừa học vừa làm", "VHVL"],
  },
  { code: "TAI_CHUC", vi: "Tại chức", en: "In-service (older name)" },
  { code: "CHUYEN_TU", vi: "Chuyên tu", en: "Upgrading" },
  { code: "TU_XA", vi: "Từ xa", en: "Distance learning", variants: ["Đào tạo từ xa"] },
  { code: "TAP_TRUNG", vi: "Tập trung", en: "Concentrated" },
  { code: "KHONG_TAP_TRUNG", vi: "Không tập trung", en: "Not concentrated", variants: ["KTT"] },
  { code: "BOI_DUONG", vi: "Bồi dưỡng", en: "Short course", variants: ["Lớp bồi dưỡng", "Ngắn hạn"] },
  { code: "LIEN_THONG", vi: "Liên thông", en: "Transfer programme" },
];

/** Training in State management, highest first. */
export const stateManagement: CodeList = [
  { code: "CVCC", vi: "Chuyên viên cao cấp", en: "Senior specialist" },
  { code: "CVC", vi: "Chuyên viên chính", en: "Principal specialist" },
  { code: "CV", vi: "Chuyên viên", en: "Specialist" },
  { code: "CS", vi: "Cán sự", en: "Clerical officer" },
  { code: "0", vi: "Chưa qua", en: "None", variants: ["Chưa qua bồi dưỡng", "Chưa học"] },
];

/** Training in defence and security by target group, 1 the highest. */
export const defenceSecurity: CodeList = [1, 2, 3, 4].map((group) => ({
  code: String(group),
  vi: `Đối tượng ${group}`,
  en: `Target group ${group}`,
  variants: [`QPAN đối tượng ${group}`, `ĐT ${group}`],
}));

/** Foreign languages and the languages of the ethnic groups that files name. */
export const languages: CodeList = [
  ["ANH", "Tiếng Anh", "English", "Anh", "Anh văn"],
  ["NGA", "Tiếng Nga", "Russian", "Nga", "Nga văn"],
  ["PHAP", "Tiếng Pháp", "French", "Pháp", "Pháp văn"],
  ["TRUNG", "Tiếng Trung", "Chinese", "Trung", "Trung Quốc", "Hoa văn", "Trung văn"],
  ["LAO", "Tiếng Lào", "Lao", "Lào"],
  ["DUC", "Tiếng Đức", "German", "Đức"],
  ["NHAT", "Tiếng Nhật", "Japanese", "Nhật"],
  ["HAN", "Tiếng Hàn", "Korean", "Hàn", "Hàn Quốc"],
  ["THAI_LAN", "Tiếng Thái Lan", "Thai (Thailand)"],
  ["DT_THAI", "Tiếng dân tộc Thái", "Tai (ethnic group)", "Tiếng Thái"],
  ["DT_HMONG", "Tiếng HMông", "Hmong", "Tiếng Mông", "Tiếng dân tộc HMông", "Tiếng dân tộc Mông"],
  ["DT_KHOMU", "Tiếng Khơ-mú", "Khmu", "Tiếng dân tộc Khơ-mú"],
  ["DT_THO", "Tiếng Thổ", "Tho", "Tiếng dân tộc Thổ"],
  ["DT_ODU", "Tiếng Ơ Đu", "O Du", "Tiếng dân tộc Ơ Đu"],
  ["KHAC", "Ngôn ngữ khác", "Other language", "Khác"],
].map(([code = "", vi = "", en = "", ...variants]) => ({ code, vi, en, variants }));

/** Levels of a language: letters of old certificates, the European scale, the six national steps. */
export const languageLevels: CodeList = [
  ...["A", "B", "C", "D"].map((code) => ({
    code,
    vi: `Chứng chỉ ${code}`,
    en: `Certificate ${code}`,
    variants: [`Trình độ ${code}`],
  })),
  ...["A1", "A2", "B1", "B2", "C1", "C2"].map((code) => ({ code, vi: `Trình độ ${code}`, en: `Level ${code}` })),
  ...[1, 2, 3, 4, 5, 6].map((step) => ({
    code: `BAC${step}`,
    vi: `Bậc ${step}/6`,
    en: `Step ${step} of 6`,
    variants: [`Bậc ${step}`],
  })),
  {
    code: "DH",
    vi: "Đại học ngoại ngữ",
    en: "Degree in a language",
    variants: ["Cử nhân ngoại ngữ", "Đại học", "Cử nhân"],
  },
];

/** Skills with computers: letters of old certificates, then the two levels of the present scheme. */
export const itLevels: CodeList = [
  ...["A", "B", "C"].map((code) => ({
    code,
    vi: `Chứng chỉ ${code}`,
    en: `Certificate ${code}`,
    variants: [`Trình độ ${code}`, `Tin học ${code}`],
  })),
  {
    code: "CO_BAN",
    vi: "Ứng dụng CNTT cơ bản",
    en: "Basic use of IT",
    variants: ["Ứng dụng công nghệ thông tin cơ bản", "Tin học cơ bản"],
  },
  {
    code: "NANG_CAO",
    vi: "Ứng dụng CNTT nâng cao",
    en: "Advanced use of IT",
    variants: ["Ứng dụng công nghệ thông tin nâng cao", "Tin học nâng cao"],
  },
  {
    code: "TC",
    vi: "Trung cấp tin học trở lên",
    en: "Intermediate degree in IT or higher",
    variants: ["Trung cấp trở lên"],
  },
];
