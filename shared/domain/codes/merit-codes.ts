import type { CodeEntry, CodeList } from "./code-list.ts";
import { lastDistrictDay } from "./unit-codes.ts";

/**
 * Ratings of quality. Those of today first; then values of older years, which files still carry.
 * The years of the older ones are as offices use them: the instruments themselves are not at hand.
 */
export const ratings: CodeList = [
  { code: "XS", vi: "Hoàn thành xuất sắc nhiệm vụ", en: "Excellent", variants: ["HTXSNV", "Xuất sắc"] },
  { code: "TOT", vi: "Hoàn thành tốt nhiệm vụ", en: "Good", variants: ["HTTNV", "Tốt"] },
  { code: "HT", vi: "Hoàn thành nhiệm vụ", en: "Completed", variants: ["HTNV"] },
  { code: "KHT", vi: "Không hoàn thành nhiệm vụ", en: "Not completed", variants: ["KHTNV"] },
  {
    code: "HCNL",
    vi: "Hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực",
    en: "Completed, with limits in ability",
    from: "2015-01-01",
    to: "2020-12-31",
  },
  {
    code: "DV_XS",
    vi: "Đủ tư cách hoàn thành xuất sắc nhiệm vụ",
    en: "Qualified member, excellent",
    to: "2017-12-31",
  },
  { code: "DV_TOT", vi: "Đủ tư cách hoàn thành tốt nhiệm vụ", en: "Qualified member, good", to: "2017-12-31" },
  { code: "DV_HT", vi: "Đủ tư cách hoàn thành nhiệm vụ", en: "Qualified member, completed", to: "2017-12-31" },
  {
    code: "DV_VP",
    vi: "Vi phạm tư cách",
    en: "Broke the membership rules",
    variants: ["Đảng viên vi phạm tư cách"],
    to: "2017-12-31",
  },
];

/** Whom a form of discipline can be used on. */
export type Disciplined = "MEMBER" | "PARTY_ORGANISATION" | "CADRE" | "CIVIL_SERVANT";

export interface DisciplineForm extends CodeEntry {
  readonly on: readonly Disciplined[];
}

/**
 * Forms of discipline, Party and State. Source: Decree 172/2025/NĐ-CP, in force since 01/07/2025, dropped two State forms.
 */
export const disciplineForms: readonly DisciplineForm[] = [
  {
    code: "KHIEN_TRACH",
    vi: "Khiển trách",
    en: "Reprimand",
    on: ["MEMBER", "PARTY_ORGANISATION", "CADRE", "CIVIL_SERVANT"],
  },
  { code: "CANH_CAO", vi: "Cảnh cáo", en: "Warning", on: ["MEMBER", "PARTY_ORGANISATION", "CADRE", "CIVIL_SERVANT"] },
  { code: "HA_BAC_LUONG", vi: "Hạ bậc lương", en: "Lower pay step", on: ["CIVIL_SERVANT"], to: lastDistrictDay },
  { code: "GIANG_CHUC", vi: "Giáng chức", en: "Demotion", on: ["CIVIL_SERVANT"], to: lastDistrictDay },
  { code: "CACH_CHUC", vi: "Cách chức", en: "Removal from post", on: ["MEMBER", "CADRE", "CIVIL_SERVANT"] },
  { code: "BAI_NHIEM", vi: "Bãi nhiệm", en: "Recall from an elected post", on: ["CADRE"] },
  { code: "BUOC_THOI_VIEC", vi: "Buộc thôi việc", en: "Dismissal from service", on: ["CIVIL_SERVANT"] },
  {
    code: "KHAI_TRU",
    vi: "Khai trừ",
    en: "Expulsion from the Party",
    variants: ["Khai trừ khỏi Đảng"],
    on: ["MEMBER"],
  },
  {
    code: "GIAI_TAN",
    vi: "Giải tán",
    en: "Dissolution",
    variants: ["Giải tán tổ chức đảng"],
    on: ["PARTY_ORGANISATION"],
  },
];

const classes = [
  ["1", "hạng Nhất", "first class"],
  ["2", "hạng Nhì", "second class"],
  ["3", "hạng Ba", "third class"],
] as const;

const orderOfClasses = (code: string, vi: string, en: string): CodeEntry[] =>
  classes.map(([number, rank, inEnglish]) => ({
    code: `${code}${number}`,
    vi: `Huân chương ${vi} ${rank}`,
    en: `${en} Order, ${inEnglish}`,
    variants: [`HC ${vi} ${rank}`],
  }));

/** Years of membership for which the Party badge is given. */
const badgeYears = [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

/** Rewards and emulation titles. */
export const rewards: CodeList = [
  { code: "HC_SAO_VANG", vi: "Huân chương Sao vàng", en: "Gold Star Order" },
  { code: "HC_HCM", vi: "Huân chương Hồ Chí Minh", en: "Ho Chi Minh Order" },
  ...orderOfClasses("HC_DL", "Độc lập", "Independence"),
  ...orderOfClasses("HC_QC", "Quân công", "Military Exploit"),
  ...orderOfClasses("HC_LD", "Lao động", "Labour"),
  ...orderOfClasses("HC_CC", "Chiến công", "Feat"),
  ...orderOfClasses("HC_KC", "Kháng chiến", "Resistance"),
  { code: "HUY_CHUONG", vi: "Huy chương", en: "Medal" },
  {
    code: "DANH_HIEU_NN",
    vi: "Danh hiệu vinh dự Nhà nước",
    en: "State honour title",
    variants: ["Danh hiệu Nhà nước"],
  },
  {
    code: "BK_TTG",
    vi: "Bằng khen của Thủ tướng Chính phủ",
    en: "Prime Minister's commendation",
    variants: ["Bằng khen Thủ tướng", "Bằng khen Thủ tướng Chính phủ"],
  },
  {
    code: "BK_BO",
    vi: "Bằng khen cấp bộ",
    en: "Ministry's commendation",
    variants: ["Bằng khen bộ, ngành", "Bằng khen của Bộ"],
  },
  {
    code: "BK_TINH",
    vi: "Bằng khen cấp tỉnh",
    en: "Province's commendation",
    variants: ["Bằng khen tỉnh", "Bằng khen UBND tỉnh", "Bằng khen của UBND tỉnh", "Bằng khen của Tỉnh ủy"],
  },
  { code: "GIAY_KHEN", vi: "Giấy khen", en: "Certificate of merit" },
  ...badgeYears.map((years) => ({
    code: `HHD${years}`,
    vi: `Huy hiệu ${years} năm tuổi Đảng`,
    en: `Party badge, ${years} years`,
    variants: [`Huy hiệu ${years} năm`, `Huy hiệu Đảng ${years} năm`],
  })),
  {
    code: "CSTD_TQ",
    vi: "Chiến sĩ thi đua toàn quốc",
    en: "Emulation fighter, national",
    variants: ["CSTĐ toàn quốc"],
  },
  {
    code: "CSTD_BT",
    vi: "Chiến sĩ thi đua cấp bộ, tỉnh",
    en: "Emulation fighter, ministry or province",
    variants: ["CSTĐ cấp tỉnh", "CSTĐ cấp bộ", "Chiến sĩ thi đua cấp tỉnh", "Chiến sĩ thi đua cấp bộ"],
  },
  {
    code: "CSTD_CS",
    vi: "Chiến sĩ thi đua cơ sở",
    en: "Emulation fighter, grassroots",
    variants: ["CSTĐ cơ sở", "CSTĐCS"],
  },
  { code: "LDTT", vi: "Lao động tiên tiến", en: "Advanced worker" },
];

/** State honour titles that form 2C/TCTW-98 names in item 20. */
export const honours: CodeList = [
  { code: "AHLD", vi: "Anh hùng Lao động", en: "Hero of Labour" },
  {
    code: "AHLLVT",
    vi: "Anh hùng Lực lượng vũ trang nhân dân",
    en: "Hero of the People's Armed Forces",
    variants: ["Anh hùng lực lượng vũ trang", "Anh hùng LLVT"],
  },
  ...[
    ["NHA_GIAO", "Nhà giáo", "Teacher"],
    ["THAY_THUOC", "Thầy thuốc", "Physician"],
    ["NGHE_SI", "Nghệ sĩ", "Artist"],
  ].flatMap(([code, vi, en]) => [
    { code: `${code}_ND`, vi: `${vi} Nhân dân`, en: `People's ${en}` },
    { code: `${code}_UT`, vi: `${vi} Ưu tú`, en: `${en} of Merit` },
  ]),
];
