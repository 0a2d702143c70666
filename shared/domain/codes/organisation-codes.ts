import type { SuccessionKind, Trait } from "../organisation.ts";
import type { CodeList } from "./code-list.ts";
import { lastDistrictDay } from "./unit-codes.ts";

/** Kinds of territory and body, as a unit's `type` has them. */
export const unitTypes: CodeList = [
  { code: "TINH", vi: "tỉnh", en: "province" },
  { code: "TP_TW", vi: "thành phố trực thuộc trung ương", en: "centrally-run city" },
  { code: "HUYEN", vi: "huyện", en: "rural district", to: lastDistrictDay },
  { code: "QUAN", vi: "quận", en: "urban district", to: lastDistrictDay },
  { code: "THI_XA", vi: "thị xã", en: "town", to: lastDistrictDay },
  { code: "TP_TINH", vi: "thành phố thuộc tỉnh", en: "provincial city", variants: ["thành phố"], to: lastDistrictDay },
  { code: "XA", vi: "xã", en: "commune" },
  { code: "PHUONG", vi: "phường", en: "ward" },
  { code: "THI_TRAN", vi: "thị trấn", en: "township", to: lastDistrictDay },
  { code: "DAC_KHU", vi: "đặc khu", en: "special zone", from: "2025-07-01" },
  { code: "THON", vi: "thôn", en: "village" },
  { code: "XOM", vi: "xóm", en: "hamlet" },
  { code: "BAN", vi: "bản", en: "mountain village" },
  { code: "KHOI", vi: "khối", en: "urban block" },
  { code: "TDP", vi: "tổ dân phố", en: "residential group" },
  { code: "DANG_BO", vi: "đảng bộ", en: "Party organisation" },
  { code: "DANG_BO_CS", vi: "đảng bộ cơ sở", en: "grassroots Party organisation" },
  { code: "CHI_BO", vi: "chi bộ", en: "Party cell" },
  { code: "CHI_BO_CS", vi: "chi bộ cơ sở", en: "grassroots Party cell" },
  { code: "CO_QUAN", vi: "cơ quan", en: "agency" },
  { code: "PHONG_BAN", vi: "phòng, ban", en: "division or board", variants: ["phòng"] },
  { code: "SO_NGANH", vi: "sở, ban, ngành", en: "provincial department", variants: ["sở", "ngành"] },
  { code: "DOAN_THE", vi: "đoàn thể", en: "mass organisation" },
  { code: "DON_VI_SN", vi: "đơn vị sự nghiệp", en: "public service unit" },
  { code: "TT_CHINH_TRI", vi: "trung tâm chính trị", en: "political training centre" },
  { code: "TRUONG", vi: "trường", en: "school" },
];

/** Bodies that stand at several levels, as papers shorten them. */
export const bodies: CodeList = [
  { code: "BCH", vi: "Ban Chấp hành", en: "Executive Committee" },
  { code: "BTV", vi: "Ban Thường vụ", en: "Standing Committee" },
  { code: "TT", vi: "Thường trực", en: "Permanent members" },
  { code: "BTC", vi: "Ban Tổ chức", en: "Organisation Board" },
  { code: "BTG", vi: "Ban Tuyên giáo", en: "Propaganda and Education Board", to: "2025-06-30" },
  { code: "BDV", vi: "Ban Dân vận", en: "Mass Mobilisation Board", to: "2025-06-30" },
  {
    code: "BTGDV",
    vi: "Ban Tuyên giáo và Dân vận",
    en: "Propaganda, Education and Mass Mobilisation Board",
    from: "2025-01-01",
  },
  { code: "UBKT", vi: "Ủy ban Kiểm tra", en: "Inspection Committee" },
  { code: "BNC", vi: "Ban Nội chính", en: "Internal Affairs Board" },
  { code: "VP", vi: "Văn phòng cấp ủy", en: "Office of the Party committee" },
  { code: "BXDD", vi: "Ban Xây dựng Đảng", en: "Party-building Board", from: "2025-07-01" },
  { code: "TTCT", vi: "Trung tâm chính trị", en: "Political training centre" },
  { code: "HDND", vi: "Hội đồng nhân dân", en: "People's Council", variants: ["HĐND"] },
  { code: "UBND", vi: "Ủy ban nhân dân", en: "People's Committee" },
  { code: "MTTQ", vi: "Mặt trận Tổ quốc", en: "Fatherland Front", variants: ["UBMTTQ"] },
  { code: "LDLD", vi: "Liên đoàn Lao động", en: "Labour federation", variants: ["Công đoàn", "LĐLĐ"] },
  { code: "HND", vi: "Hội Nông dân", en: "Farmers' Association" },
  { code: "HPN", vi: "Hội Liên hiệp Phụ nữ", en: "Women's Union", variants: ["Hội LHPN"] },
  { code: "DTN", vi: "Đoàn TNCS Hồ Chí Minh", en: "Ho Chi Minh Communist Youth Union", variants: ["ĐTN"] },
  { code: "HCCB", vi: "Hội Cựu chiến binh", en: "Veterans' Association", variants: ["Hội CCB"] },
];

/** Traits of a place or body. */
export const traits: CodeList<Trait> = [
  { code: "BORDER", vi: "Biên giới", en: "Border" },
  { code: "MOUNTAINOUS", vi: "Miền núi", en: "Mountainous", variants: ["Vùng cao"] },
  { code: "DIFFICULT", vi: "Khó khăn", en: "Difficult", variants: ["Đặc biệt khó khăn"] },
  { code: "ISLAND", vi: "Hải đảo", en: "Island" },
  { code: "KEY", vi: "Trọng điểm", en: "Key place" },
  { code: "WEAK", vi: "Yếu kém", en: "Weak", variants: ["Yếu"] },
];

/** Why a place or body counts as weak; offices may write their own reason beside these. */
export const weakReasons: CodeList = [
  { code: "MAT_DOAN_KET", vi: "Mất đoàn kết nội bộ", en: "Discord inside" },
  { code: "KHT_NHIEM_VU", vi: "Không hoàn thành nhiệm vụ", en: "Tasks not completed" },
  { code: "KY_LUAT", vi: "Tập thể hoặc cán bộ chủ chốt bị kỷ luật", en: "Body or key cadres disciplined" },
  { code: "THIEU_CAN_BO", vi: "Thiếu cán bộ chủ chốt", en: "Key cadres missing" },
  { code: "KHIEU_KIEN", vi: "Khiếu kiện đông người, kéo dài", en: "Long complaints by many" },
  { code: "AN_NINH", vi: "Phức tạp về an ninh, trật tự", en: "Difficult security situation" },
  { code: "KINH_TE", vi: "Kinh tế - xã hội chậm phát triển", en: "Slow economic and social development" },
  { code: "KHAC", vi: "Lý do khác", en: "Other reason" },
];

export const successionKinds: CodeList<SuccessionKind> = [
  { code: "MERGE", vi: "Sáp nhập, hợp nhất", en: "Merger", variants: ["Sáp nhập", "Hợp nhất"] },
  { code: "SPLIT", vi: "Chia, tách", en: "Split", variants: ["Chia tách", "Tách", "Chia"] },
  { code: "RENAME", vi: "Đổi tên", en: "Renaming" },
  { code: "DISSOLVE", vi: "Giải thể", en: "Dissolution", variants: ["Kết thúc hoạt động"] },
  { code: "LEVEL", vi: "Nâng, hạ hoặc bỏ cấp", en: "Change of level", variants: ["Nâng cấp", "Hạ cấp", "Bỏ cấp"] },
];
