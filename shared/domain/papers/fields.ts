import { foldVietnamese } from "../fold.ts";

/** Where a field's value comes from. */
export type FieldSource =
  | "letterhead" // what the office says of itself, once for all its papers
  | "paper" // the paper that is being made
  | "decision"
  | "person"
  | "move"
  | "procedure" // papers of the five steps and of the dossier
  | "programme"
  | "assessment";

/** How a field without a value stands on the paper: dots that somebody fills in by hand. */
export type BlankShape = "word" | "line" | "date" | "number";

/** A field of a template: its name between braces, what it is called, an example, its source. */
export interface PaperField {
  readonly name: string; // small letters without marks, digits, underscores
  readonly vi: string;
  readonly en: string;
  readonly sample: string;
  readonly from: FieldSource;
  readonly blank: BlankShape;
}

/** A part of a template that is repeated for each of several, or stands only where a condition is met. */
export interface PaperList {
  readonly name: string;
  readonly vi: string;
  readonly en: string;
  readonly fields: readonly PaperField[]; // that mean something inside only; others go on meaning what they mean outside
}

const field = (
  from: FieldSource,
  name: string,
  vi: string,
  en: string,
  sample: string,
  blank: BlankShape = "word",
): PaperField => ({ name, vi, en, sample, from, blank });

/** What the paper says of itself. */
const ofPaper: readonly PaperField[] = [
  field("letterhead", "co_quan_cap_tren", "Cơ quan cấp trên", "Superior body", "Đảng bộ tỉnh Nghệ An", "line"),
  field("letterhead", "co_quan_ban_hanh", "Cơ quan ban hành", "Issuing body", "Huyện ủy Đô Lương", "line"),
  field("letterhead", "dia_danh", "Địa danh", "Place", "Đô Lương"),
  field("paper", "so_ky_hieu", "Số, ký hiệu của văn bản này", "Number of this paper", "127-QĐ/HU", "number"),
  field(
    "paper",
    "ngay_thang_nam",
    "Ngày của văn bản này, viết bằng chữ",
    "Date of this paper, in words",
    "ngày 25 tháng 9 năm 2025",
    "date",
  ),
  field("paper", "ngay_van_ban", "Ngày của văn bản này, viết số", "Date of this paper, in figures", "25/09/2025"),
  field("paper", "so_nguoi", "Số người của văn bản này", "Number of people", "02", "number"),
  field("letterhead", "kinh_gui", "Nơi kính gửi", "Addressee", "Ban Thường vụ Huyện ủy", "line"),
  field("letterhead", "tham_quyen_ky", "Thẩm quyền ký", "Authority to sign", "T/M BAN THƯỜNG VỤ", "word"),
  field("letterhead", "chuc_vu_nguoi_ky", "Chức vụ người ký", "Signer's post", "BÍ THƯ"),
  field("letterhead", "nguoi_ky", "Người ký", "Signer", "Nguyễn Văn Mẫu"),
];

const ofDecision: readonly PaperField[] = [
  field("decision", "so_quyet_dinh", "Số quyết định", "Decision number", "127-QĐ/HU", "number"),
  field(
    "decision",
    "ngay_quyet_dinh",
    "Ngày ký quyết định",
    "Date of the decision",
    "ngày 25 tháng 9 năm 2025",
    "date",
  ),
  field("decision", "co_quan_quyet_dinh", "Cơ quan quyết định", "Deciding body", "Ban Thường vụ Huyện ủy", "line"),
  field(
    "decision",
    "trich_yeu",
    "Trích yếu quyết định",
    "Subject of the decision",
    "về việc luân chuyển cán bộ",
    "line",
  ),
];

const ofProcedure: readonly PaperField[] = [
  field("procedure", "to_trinh", "Tờ trình", "Proposal", "33-TTr/BTC", "line"),
  field("procedure", "ngay_to_trinh", "Ngày tờ trình", "Date of the proposal", "ngày 10 tháng 9 năm 2025", "date"),
  field("procedure", "ke_hoach", "Kế hoạch luân chuyển", "Rotation plan", "Kế hoạch 21-KH/HU", "line"),
  field(
    "procedure",
    "van_ban_de_xuat",
    "Danh sách đề xuất nhân sự",
    "List of proposals",
    "Tờ trình 33-TTr/BTC",
    "line",
  ),
  field("procedure", "van_ban_tham_dinh", "Văn bản thẩm định", "Verification", "Báo cáo 40-BC/BTC", "line"),
  field("procedure", "co_quan_y_kien", "Cơ quan đã cho ý kiến", "Bodies consulted", "Ủy ban Kiểm tra Huyện ủy", "line"),
  field(
    "procedure",
    "bien_ban",
    "Biên bản trao đổi, gặp gỡ",
    "Minutes of the talk",
    "Biên bản ngày 12/09/2025",
    "line",
  ),
  field("programme", "de_an", "Số, ký hiệu đề án", "Programme number", "05-ĐA/HU"),
  field("programme", "ten_de_an", "Tên đề án", "Programme", "Luân chuyển cán bộ giai đoạn 2025–2030", "line"),
];

/** Of one person and one move: of whoever the paper is about, and of each in the list of people. */
const ofPerson: readonly PaperField[] = [
  field("person", "ho_va_ten", "Họ và tên", "Full name", "Trần Thị Mẫu", "line"),
  field("person", "ong_ba", "Ông hoặc bà", "Mr or Mrs", "bà"),
  field("person", "ngay_sinh", "Ngày sinh", "Date of birth", "05/03/1985"),
  field("person", "gioi_tinh", "Giới tính", "Sex", "Nữ"),
  field("person", "dan_toc", "Dân tộc", "Ethnic group", "Kinh"),
  field("person", "que_quan", "Quê quán", "Native place", "Lưu Sơn, Đô Lương, Nghệ An", "line"),
  field("person", "ngay_vao_dang", "Ngày vào Đảng", "Joined the Party", "19/05/2010"),
  field("person", "ngay_chinh_thuc", "Ngày chính thức", "Full member since", "19/05/2011"),
  field("person", "trinh_do", "Trình độ chuyên môn cao nhất", "Highest degree", "Thạc sĩ", "word"),
  field("person", "ly_luan_chinh_tri", "Lý luận chính trị", "Political theory", "Cao cấp", "word"),
  field("person", "so_hieu_can_bo", "Số hiệu cán bộ", "Cadre number", "0123"),
  field(
    "person",
    "chuc_vu_hien_nay",
    "Chức vụ hiện nay",
    "Present posts",
    "Phó Trưởng Ban Tổ chức, Huyện ủy Đô Lương",
    "line",
  ),
  field("move", "hinh_thuc", "Hình thức (viết hoa đầu)", "Kind of move", "Luân chuyển"),
  field("move", "hinh_thuc_thuong", "Hình thức (viết thường)", "Kind of move, small letters", "luân chuyển"),
  field("move", "chuc_vu_cu", "Chức vụ nơi đi", "Post left", "Phó Trưởng Ban Tổ chức", "line"),
  field("move", "don_vi_cu", "Đơn vị nơi đi", "Body left", "Huyện ủy Đô Lương", "line"),
  field(
    "move",
    "noi_di",
    "Chức vụ và đơn vị nơi đi",
    "Post and body left",
    "Phó Trưởng Ban Tổ chức, Huyện ủy Đô Lương",
    "line",
  ),
  field("move", "chuc_vu_moi", "Chức vụ nơi đến", "Post taken", "Bí thư Đảng ủy", "line"),
  field("move", "don_vi_moi", "Đơn vị nơi đến", "Body reached", "Đảng ủy xã Lưu Sơn", "line"),
  field("move", "noi_den", "Chức vụ và đơn vị nơi đến", "Post and body reached", "Bí thư, Đảng ủy xã Lưu Sơn", "line"),
  field("move", "ngay_nhan_nhiem_vu", "Nhận nhiệm vụ từ", "First day", "ngày 01 tháng 10 năm 2025", "date"),
  field("move", "ngay_het_han", "Dự kiến đến", "Last planned day", "ngày 30 tháng 9 năm 2028", "date"),
  field("move", "thoi_han", "Thời hạn", "Term", "03 năm"),
  field("move", "muc_dich", "Mục đích", "Purpose", "Đào tạo, bồi dưỡng", "line"),
  field("move", "huong", "Hướng luân chuyển", "Direction", "Từ trên xuống", "word"),
];

const ofAssessment: readonly PaperField[] = [
  field("assessment", "nam_danh_gia", "Năm đánh giá gần nhất", "Year last assessed", "2026", "number"),
  field("assessment", "xep_loai", "Xếp loại gần nhất", "Last rating", "Hoàn thành tốt nhiệm vụ", "line"),
  field("assessment", "noi_danh_gia", "Nơi đánh giá", "Assessed by", "Đảng ủy xã Lưu Sơn", "line"),
  field("assessment", "ngay_danh_gia", "Ngày đánh giá", "Date of the assessment", "31/12/2026"),
  field("assessment", "noi_dung_danh_gia", "Nội dung nhận xét", "Text of the assessment", "Nắm chắc địa bàn…", "line"),
];

/** Every field that stands by itself. Protected items of a file are none of them, and have no way to be. */
export const paperFields: readonly PaperField[] = [
  ...ofPaper,
  ...ofDecision,
  ...ofProcedure,
  ...ofPerson,
  ...ofAssessment,
];

/** Fields that each person of a list has; the same names as outside, where they mean the person whose move it is. */
export const personFields: readonly PaperField[] = ofPerson;

/** Every part that is repeated or conditional: `{#name}` … `{/name}`. */
export const paperLists: readonly PaperList[] = [
  {
    name: "danh_sach",
    vi: "Từng người trong danh sách",
    en: "Each person of the list",
    fields: [field("paper", "stt", "Số thứ tự", "Number in the list", "1", "number")],
  },
  { name: "mot_nguoi", vi: "Chỉ khi văn bản có một người", en: "Only for one person", fields: [] },
  { name: "nhieu_nguoi", vi: "Chỉ khi văn bản có nhiều người", en: "Only for several people", fields: [] },
  {
    name: "can_cu",
    vi: "Từng căn cứ của đề án",
    en: "Each instrument of the programme",
    fields: [field("programme", "van_ban", "Văn bản căn cứ", "Instrument", "Quy định 65-QĐ/TW", "line")],
  },
  {
    name: "xep_loai_cac_nam",
    vi: "Từng năm đã xếp loại",
    en: "Each year rated",
    fields: [
      field("assessment", "nam", "Năm", "Year", "2024", "number"),
      field("assessment", "xep_loai_nam", "Xếp loại năm đó", "Rating of that year", "Hoàn thành tốt nhiệm vụ", "line"),
    ],
  },
  {
    name: "noi_nhan",
    vi: "Từng dòng nơi nhận",
    en: "Each line of recipients",
    fields: [field("letterhead", "dong_noi_nhan", "Một dòng nơi nhận", "A recipient", "Như Điều 3", "line")],
  },
];

const fieldsByName = new Map(
  [...paperFields, ...paperLists.flatMap(({ fields }) => fields)].map((each) => [each.name, each]),
);
const listsByName = new Map(paperLists.map((list) => [list.name, list]));

export const fieldNamed = (name: string): PaperField | null => fieldsByName.get(name) ?? null;
export const listNamed = (name: string): PaperList | null => listsByName.get(name) ?? null;

/** The list inside which alone a field means something; null: it stands by itself. */
export const listOfField = (name: string): string | null =>
  paperLists.find(({ fields }) => fields.some((each) => each.name === name))?.name ?? null;

/**
 * The field or list whose name somebody most likely meant, or null where none is near.
 *
 * Names are compared without marks, capitals and what parts words, also with what a field is called: "Họ và tên" and
 * "ho_va_tn" both give `ho_va_ten`. At most a third of the letters may differ.
 */
export function nearestName(written: string): string | null {
  const wanted = bare(written);
  if (wanted === "") return null;
  let best: { readonly name: string; readonly off: number } | null = null;
  for (const { name, vi } of [...fieldsByName.values(), ...paperLists]) {
    const off = Math.min(lettersOff(wanted, bare(name)), lettersOff(wanted, bare(vi)));
    if (off <= Math.floor(wanted.length / 3) && (best === null || off < best.off)) best = { name, off };
  }
  return best?.name ?? null;
}

const bare = (text: string): string => foldVietnamese(text.slice(0, 80)).replace(/[^a-z0-9]/g, "");

/** Letters to put in, take out or change to make one text the other. */
function lettersOff(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (before[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      row.push(Math.min(changed, (before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = row;
  }
  return before[other.length] ?? 0;
}
