import type { CodeList } from "./code-list.ts";

/** Religions as Party statistics number them, 0 for none; the others recognised carry letters. */
export const religions: CodeList = [
  { code: "0", vi: "Không", en: "None", variants: ["Lương", "Không tôn giáo"] },
  { code: "1", vi: "Phật giáo", en: "Buddhism", variants: ["Đạo Phật"] },
  { code: "2", vi: "Công giáo", en: "Catholicism", variants: ["Thiên Chúa", "Thiên Chúa giáo", "Đạo Thiên Chúa"] },
  { code: "3", vi: "Phật giáo Hòa Hảo", en: "Hòa Hảo Buddhism", variants: ["Hòa Hảo"] },
  { code: "4", vi: "Cao Đài", en: "Caodaism", variants: ["Đạo Cao Đài"] },
  { code: "5", vi: "Tin Lành", en: "Protestantism", variants: ["Đạo Tin Lành"] },
  { code: "6", vi: "Hồi giáo", en: "Islam", variants: ["Đạo Hồi"] },
  { code: "7", vi: "Đạo khác", en: "Other", variants: ["Tôn giáo khác"] },
  { code: "7A", vi: "Tứ Ân Hiếu Nghĩa", en: "Tứ Ân Hiếu Nghĩa" },
  { code: "7B", vi: "Bửu Sơn Kỳ Hương", en: "Bửu Sơn Kỳ Hương" },
  { code: "7C", vi: "Tịnh độ Cư sĩ Phật hội", en: "Pure Land Buddhist Home Practice" },
  { code: "7D", vi: "Minh Sư đạo", en: "Minh Sư" },
  { code: "7E", vi: "Minh Lý đạo", en: "Minh Lý" },
  { code: "7F", vi: "Bà-la-môn", en: "Brahmanism" },
  { code: "7G", vi: "Baha'i", en: "Baha'i" },
  { code: "7H", vi: "Cơ đốc Phục lâm", en: "Seventh-day Adventism" },
  { code: "7I", vi: "Mặc Môn", en: "Mormonism" },
];

/** Family class origin: those the form names, then the classes of the land reform that older files carry. */
export const familyOrigins: CodeList = [
  { code: "CONG_NHAN", vi: "Công nhân", en: "Worker" },
  { code: "NONG_DAN", vi: "Nông dân", en: "Peasant" },
  { code: "CAN_BO", vi: "Cán bộ", en: "Cadre" },
  { code: "CONG_CHUC", vi: "Công chức", en: "Civil servant" },
  { code: "TRI_THUC", vi: "Trí thức", en: "Intellectual" },
  { code: "QUAN_NHAN", vi: "Quân nhân", en: "Soldier" },
  { code: "DAN_NGHEO_THANH_THI", vi: "Dân nghèo thành thị", en: "Urban poor" },
  { code: "TIEU_THUONG", vi: "Tiểu thương", en: "Small trader" },
  { code: "TIEU_CHU", vi: "Tiểu chủ", en: "Small owner" },
  { code: "TU_SAN", vi: "Tư sản", en: "Bourgeois" },
  { code: "CO_NONG", vi: "Cố nông", en: "Landless peasant" },
  { code: "BAN_NONG", vi: "Bần nông", en: "Poor peasant" },
  { code: "TRUNG_NONG", vi: "Trung nông", en: "Middle peasant" },
  { code: "PHU_NONG", vi: "Phú nông", en: "Rich peasant" },
  { code: "DIA_CHU", vi: "Địa chủ", en: "Landlord" },
  { code: "KHAC", vi: "Khác", en: "Other" },
];

/** Blood groups; the Rh factor where it is known. */
export const bloodGroups: CodeList = ["O", "A", "B", "AB"].flatMap((group) => [
  { code: group, vi: group, en: group },
  { code: `${group}+`, vi: `${group}+`, en: `${group}+`, variants: [`${group} Rh+`, `${group} Rh(+)`] },
  { code: `${group}−`, vi: `${group}−`, en: `${group}−`, variants: [`${group}-`, `${group} Rh-`, `${group} Rh(-)`] },
]);

/** State of health in the words of form 2C/TCTW-98, then the newer scale. */
export const healthStates: CodeList = [
  { code: "TOT", vi: "Tốt", en: "Good", variants: ["Sức khỏe tốt"] },
  { code: "BINH_THUONG", vi: "Bình thường", en: "Normal", variants: ["Trung bình"] },
  { code: "YEU", vi: "Yếu", en: "Weak" },
  { code: "MAN_TINH", vi: "Có bệnh mãn tính", en: "Chronic illness", variants: ["Bệnh mãn tính", "Bệnh mạn tính"] },
  ...["I", "II", "III", "IV", "V"].map((grade, i) => ({
    code: `LOAI_${grade}`,
    vi: `Loại ${grade}`,
    en: `Grade ${grade}`,
    variants: [`Loại ${i + 1}`, `Sức khỏe loại ${grade}`],
  })),
];
