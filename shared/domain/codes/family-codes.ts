import type { CodeList } from "./code-list.ts";

/** Relatives as the family tables name them. A text without a side ("Bố") means one's own. */
export const relations: CodeList = [
  { code: "BO", vi: "Bố đẻ", en: "Father", variants: ["Bố", "Cha", "Cha đẻ", "Ba"] },
  { code: "ME", vi: "Mẹ đẻ", en: "Mother", variants: ["Mẹ", "Má"] },
  { code: "VO", vi: "Vợ", en: "Wife" },
  { code: "CHONG", vi: "Chồng", en: "Husband" },
  { code: "CON", vi: "Con", en: "Child", variants: ["Con đẻ", "Con trai", "Con gái"] },
  { code: "ANH", vi: "Anh ruột", en: "Elder brother", variants: ["Anh", "Anh trai"] },
  { code: "CHI", vi: "Chị ruột", en: "Elder sister", variants: ["Chị", "Chị gái"] },
  { code: "EM", vi: "Em ruột", en: "Younger sibling", variants: ["Em", "Em trai", "Em gái"] },
  { code: "BO_VO", vi: "Bố vợ", en: "Wife's father", variants: ["Cha vợ"] },
  { code: "ME_VO", vi: "Mẹ vợ", en: "Wife's mother" },
  { code: "BO_CHONG", vi: "Bố chồng", en: "Husband's father", variants: ["Cha chồng"] },
  { code: "ME_CHONG", vi: "Mẹ chồng", en: "Husband's mother" },
  { code: "ANH_VO", vi: "Anh vợ", en: "Wife's elder brother", variants: ["Anh ruột vợ"] },
  { code: "CHI_VO", vi: "Chị vợ", en: "Wife's elder sister", variants: ["Chị ruột vợ"] },
  { code: "EM_VO", vi: "Em vợ", en: "Wife's younger sibling", variants: ["Em ruột vợ"] },
  { code: "ANH_CHONG", vi: "Anh chồng", en: "Husband's elder brother", variants: ["Anh ruột chồng"] },
  { code: "CHI_CHONG", vi: "Chị chồng", en: "Husband's elder sister", variants: ["Chị ruột chồng"] },
  { code: "EM_CHONG", vi: "Em chồng", en: "Husband's younger sibling", variants: ["Em ruột chồng"] },
  { code: "BO_NUOI", vi: "Bố nuôi", en: "Foster father", variants: ["Cha nuôi"] },
  { code: "ME_NUOI", vi: "Mẹ nuôi", en: "Foster mother" },
  { code: "CON_NUOI", vi: "Con nuôi", en: "Foster child" },
  { code: "ONG_NOI", vi: "Ông nội", en: "Father's father" },
  { code: "BA_NOI", vi: "Bà nội", en: "Father's mother" },
  { code: "ONG_NGOAI", vi: "Ông ngoại", en: "Mother's father" },
  { code: "BA_NGOAI", vi: "Bà ngoại", en: "Mother's mother" },
];

export const maritalStates: CodeList = [
  { code: "DOC_THAN", vi: "Độc thân", en: "Single", variants: ["Chưa kết hôn", "Chưa có gia đình"] },
  { code: "KET_HON", vi: "Kết hôn", en: "Married", variants: ["Đã kết hôn", "Có gia đình"] },
  { code: "LY_HON", vi: "Ly hôn", en: "Divorced", variants: ["Đã ly hôn"] },
  { code: "GOA", vi: "Góa", en: "Widowed", variants: ["Goá vợ", "Goá chồng"] },
];

/** "Đối tượng chính sách": policy categories. */
export const policyCategories: CodeList = [
  ...[1, 2, 3, 4].map((rank) => ({
    code: `TB${rank}`,
    vi: `Thương binh hạng ${rank}/4`,
    en: `War invalid, class ${rank}/4`,
    variants: [`Thương binh ${rank}/4`, `TB ${rank}/4`],
  })),
  { code: "BENH_BINH", vi: "Bệnh binh", en: "Sick soldier" },
  { code: "CON_TB", vi: "Con thương binh", en: "Child of a war invalid" },
  { code: "CON_LS", vi: "Con liệt sĩ", en: "Child of a martyr" },
  {
    code: "DA_CAM",
    vi: "Người nhiễm chất độc da cam Dioxin",
    en: "Exposed to Agent Orange (dioxin)",
    variants: ["Nhiễm chất độc da cam", "Người nhiễm chất độc da cam", "Người nhiễm chất độc da cam (Dioxin)"],
  },
];
