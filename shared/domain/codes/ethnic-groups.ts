import type { CodeEntry, CodeList } from "./code-list.ts";

const group = (code: string, vi: string, ...variants: string[]): CodeEntry => ({ code, vi, en: vi, variants });

/**
 * The ethnic groups, codes 01 to 55 of the General Statistics list.
 * Lists of Party members swap 11 and 12 and number the last ones differently, so a bare number is never matched.
 */
export const ethnicGroups: CodeList = [
  group("01", "Kinh", "Việt"),
  group("02", "Tày"),
  group("03", "Thái", "Thái Đen", "Thái Trắng"),
  group("04", "Hoa", "Hán"),
  group("05", "Khơ-me", "Khmer"),
  group("06", "Mường"),
  group("07", "Nùng"),
  group("08", "HMông", "Mông", "Mèo"),
  group("09", "Dao"),
  group("10", "Gia-rai", "Jrai", "Gia Lai"),
  group("11", "Ngái"),
  group("12", "Ê-đê", "Rađê"),
  group("13", "Ba-na", "Bahnar"),
  group("14", "Xơ-đăng", "Sedang"),
  group("15", "Sán Chay", "Cao Lan", "Sán Chỉ"),
  group("16", "Cơ-ho", "K'Ho"),
  group("17", "Chăm", "Chàm"),
  group("18", "Sán Dìu"),
  group("19", "Hrê"),
  group("20", "Mnông"),
  group("21", "Ra-glai"),
  group("22", "Xtiêng", "S'tiêng"),
  group("23", "Bru-Vân Kiều", "Vân Kiều", "Bru"),
  group("24", "Thổ"),
  group("25", "Giáy"),
  group("26", "Cơ-tu", "Katu"),
  group("27", "Gié-Triêng", "Gié"),
  group("28", "Mạ"),
  group("29", "Khơ-mú", "Khmu"),
  group("30", "Co", "Cor"),
  group("31", "Tà-ôi"),
  group("32", "Chơ-ro"),
  group("33", "Kháng"),
  group("34", "Xinh-mun"),
  group("35", "Hà Nhì"),
  group("36", "Chu-ru"),
  group("37", "Lào"),
  group("38", "La Chí"),
  group("39", "La Ha"),
  group("40", "Phù Lá"),
  group("41", "La Hủ"),
  group("42", "Lự"),
  group("43", "Lô Lô"),
  group("44", "Chứt"),
  group("45", "Mảng"),
  group("46", "Pà Thẻn"),
  group("47", "Cơ Lao"),
  group("48", "Cống"),
  group("49", "Bố Y"),
  group("50", "Si La"),
  group("51", "Pu Péo"),
  group("52", "Brâu"),
  group("53", "Ơ Đu"),
  group("54", "Rơ-măm"),
  { code: "55", vi: "Người nước ngoài", en: "Foreigner", variants: ["Quốc tịch gốc nước ngoài"] },
];

/** Statistics count every group but the Kinh as a minority; some reports leave out the Hoa too. */
export const isEthnicMinority = (code: string | null, withoutHoa = false): boolean =>
  code !== null && code !== "01" && code !== "55" && !(withoutHoa && code === "04");
