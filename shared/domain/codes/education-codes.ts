import type { CodeList } from "./code-list.ts";

/** General schooling: grades of the ten-year system (the North until 1981) and the twelve-year one; BT: complementary. */
export const generalEducation: CodeList = [10, 12].flatMap((system) =>
  ["", "BT"].flatMap((complementary) =>
    Array.from({ length: system }, (_, i) => {
      const grade = `${system - i}/${system}`;
      return {
        code: grade + complementary,
        vi: complementary === "" ? grade : `${grade} (bổ túc)`,
        en: complementary === "" ? `grade ${grade}` : `grade ${grade}, complementary`,
        variants: complementary === "" ? [`Lớp ${grade}`] : [`${grade} BT`, `BT ${grade}`, `${grade} bổ túc`],
      };
    }),
  ),
);

/** Degrees, highest first. */
export const degrees: CodeList = [
  { code: "TSKH", vi: "Tiến sĩ khoa học", en: "Doctor of Science" },
  { code: "TS", vi: "Tiến sĩ", en: "Doctor (PhD)", variants: ["Phó tiến sĩ", "PTS"] },
  {
    code: "CK2",
    vi: "Bác sĩ chuyên khoa II",
    en: "Specialist doctor II",
    variants: ["Chuyên khoa II", "Chuyên khoa 2", "Bác sĩ chuyên khoa 2", "CKII", "BSCKII"],
  },
  {
    code: "CK1",
    vi: "Bác sĩ chuyên khoa I",
    en: "Specialist doctor I",
    variants: ["Chuyên khoa I", "Chuyên khoa 1", "Bác sĩ chuyên khoa 1", "CKI", "BSCKI"],
  },
  { code: "THS", vi: "Thạc sĩ", en: "Master" },
  {
    code: "DH",
    vi: "Đại học",
    en: "University degree",
    variants: ["Cử nhân", "Kỹ sư", "Bác sĩ", "Dược sĩ", "Luật sư", "Kiến trúc sư"],
  },
  { code: "CD", vi: "Cao đẳng", en: "College" },
  { code: "TC", vi: "Trung cấp", en: "Intermediate", variants: ["Trung học chuyên nghiệp", "THCN"] },
  { code: "SC", vi: "Sơ cấp", en: "Elementary" },
  { code: "KHONG", vi: "Chưa qua đào tạo", en: "Untrained", variants: ["Chưa đào tạo"] },
];

/** Academic titles. */
export const academicTitles: CodeList = [
  { code: "GS", vi: "Giáo sư", en: "Professor" },
  { code: "PGS", vi: "Phó giáo sư", en: "Associate professor" },
];

/** Political theory, highest first. */
export const politicalTheory: CodeList = [
  { code: "CN", vi: "Cử nhân", en: "Bachelor", variants: ["Đại học", "Cử nhân chính trị"] },
  { code: "CC", vi: "Cao cấp", en: "Advanced", variants: ["Cao cấp lý luận", "Cao cấp LLCT"] },
  { code: "TC", vi: "Trung cấp", en: "Intermediate", variants: ["Trung cấp lý luận", "Trung cấp LLCT"] },
  { code: "SC", vi: "Sơ cấp", en: "Elementary", variants: ["Sơ cấp lý luận"] },
  { code: "0", vi: "Chưa qua", en: "None", variants: ["Chưa qua đào tạo", "Chưa học"] },
];
