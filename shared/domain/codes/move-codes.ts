import type { AssignmentNature } from "../assignment.ts";
import type { Direction, MoveKind, MoveOutcome, MovePurpose } from "../rotation.ts";
import type { CodeList } from "./code-list.ts";

export const moveKinds: CodeList<MoveKind> = [
  { code: "LUAN_CHUYEN", vi: "Luân chuyển", en: "Rotation" },
  { code: "HOAN_DOI", vi: "Luân chuyển cặp (hoán đổi)", en: "Swap leg", variants: ["Hoán đổi", "Luân chuyển cặp"] },
  { code: "DIEU_DONG", vi: "Điều động", en: "Transfer" },
  { code: "BIET_PHAI", vi: "Biệt phái", en: "Secondment" },
  { code: "TANG_CUONG", vi: "Tăng cường", en: "Reinforcement" },
  {
    code: "SAP_XEP",
    vi: "Bố trí, sắp xếp trong nhiệm kỳ",
    en: "Arrangement in term",
    variants: ["Bố trí, sắp xếp", "Sắp xếp", "Bố trí, sắp xếp lại", "Sắp xếp, bố trí lại"],
  },
  {
    code: "SAP_XEP_DAI_HOI",
    vi: "Bố trí, sắp xếp tại đại hội",
    en: "Arrangement at congress",
    variants: ["Sắp xếp tại đại hội", "Sắp xếp đại hội"],
  },
];

export const directions: CodeList<Direction> = [
  { code: "TOP_DOWN", vi: "Từ trên xuống", en: "From a higher to a lower level" },
  { code: "BOTTOM_UP", vi: "Từ dưới lên", en: "From a lower to a higher level" },
  {
    code: "HORIZ_TERRITORY",
    vi: "Ngang giữa các địa bàn",
    en: "Horizontal, other locality",
    variants: ["Luân chuyển ngang giữa các xã", "Luân chuyển ngang giữa các huyện"],
  },
  {
    code: "HORIZ_BLOC",
    vi: "Ngang giữa các khối",
    en: "Horizontal, other bloc",
    variants: ["Luân chuyển ngang giữa các khối"],
  },
  { code: "HORIZ_MIXED", vi: "Ngang, khác địa bàn và khác khối", en: "Horizontal, other locality and bloc" },
  { code: "INTERNAL", vi: "Trong nội bộ cơ quan", en: "Inside one body" },
];

export const movePurposes: CodeList<MovePurpose> = [
  {
    code: "DAO_TAO",
    vi: "Đào tạo, bồi dưỡng cán bộ trong quy hoạch",
    en: "Training a planned cadre",
    variants: ["Đào tạo, bồi dưỡng", "Đào tạo"],
  },
  {
    code: "KHONG_DIA_PHUONG",
    vi: "Bố trí không là người địa phương",
    en: "Not a local person",
    variants: ["Không là người địa phương"],
  },
  {
    code: "QUA_2_NHIEM_KY",
    vi: "Không giữ chức vụ quá hai nhiệm kỳ liên tiếp",
    en: "Two-term limit",
    variants: ["Quá hai nhiệm kỳ", "Quá 2 nhiệm kỳ"],
  },
  {
    code: "TANG_CUONG",
    vi: "Tăng cường cho nơi yếu, khó khăn",
    en: "Reinforcing a weak unit",
    variants: ["Tăng cường"],
  },
  { code: "CHUYEN_DOI_VI_TRI", vi: "Chuyển đổi vị trí công tác", en: "Periodic change of position" },
  { code: "SAP_XEP_BO_MAY", vi: "Sắp xếp tổ chức bộ máy", en: "Re-organisation", variants: ["Sắp xếp bộ máy"] },
  { code: "KHAC", vi: "Khác", en: "Other" },
];

export const moveOutcomes: CodeList<MoveOutcome> = [
  { code: "ONGOING", vi: "Đang luân chuyển", en: "In progress" },
  { code: "EXTENDED", vi: "Kéo dài thời gian", en: "Extended" },
  { code: "HIGHER", vi: "Bố trí chức vụ cao hơn", en: "Placed in a higher post", variants: ["Cao hơn"] },
  { code: "EQUAL", vi: "Bố trí chức vụ tương đương", en: "Equivalent post", variants: ["Tương đương"] },
  { code: "RETURN", vi: "Trở lại đơn vị cũ", en: "Back to the sending body", variants: ["Trở lại"] },
  { code: "STAY", vi: "Ở lại, ổn định nơi đến", en: "Stays at the destination", variants: ["Ở lại"] },
  { code: "NEXT", vi: "Tiếp tục luân chuyển", en: "Rotated on" },
  { code: "LOWER", vi: "Bố trí chức vụ thấp hơn", en: "Lower post", variants: ["Thấp hơn"] },
  { code: "RECALL", vi: "Rút về trước thời hạn", en: "Recalled early", variants: ["Rút về"] },
  { code: "RETIRE", vi: "Nghỉ hưu", en: "Retired" },
  { code: "LEAVE", vi: "Thôi việc", en: "Left" },
  { code: "DEATH", vi: "Từ trần", en: "Died" },
  { code: "DISCIPLINE", vi: "Bị kỷ luật", en: "Disciplined", variants: ["Kỷ luật"] },
];

export const assignmentNatures: CodeList<AssignmentNature> = [
  { code: "SUBSTANTIVE", vi: "Chính thức", en: "Substantive" },
  { code: "CONCURRENT", vi: "Kiêm nhiệm", en: "Concurrent", variants: ["Kiêm"] },
  { code: "ACTING", vi: "Quyền, phụ trách", en: "Acting", variants: ["Quyền", "Phụ trách", "Q"] },
];
