import type { UsedFields } from "./blanks.ts";
import type { PaperKind } from "./merge.ts";

/** Whose lay-out: the Party's (Guideline 36-HD/VPTW) or the State's (Decree 30/2020/NĐ-CP, annex I). */
export type PaperLayout = "PARTY" | "STATE";

/** One paragraph of a template's body; the lay-out says how each looks. */
export interface TemplatePart {
  readonly as:
    | "type" // "QUYẾT ĐỊNH"
    | "summary" // what it is about
    | "to" // "Kính gửi: …"
    | "basis" // what it rests on
    | "resolves" // "BAN THƯỜNG VỤ QUYẾT ĐỊNH"
    | "heading"
    | "body"
    | "item" // a line of a list
    | "mark"; // the beginning or end of a repeated part, alone in its paragraph
  readonly text: string;
  readonly lead?: string; // bold, before the text: "Điều 1."
}

export const shippedIds = [
  "quyet-dinh-dang",
  "to-trinh-dang",
  "nhan-xet-dang",
  "quyet-dinh-nha-nuoc",
  "to-trinh-nha-nuoc",
  "nhan-xet-nha-nuoc",
] as const;
export type ShippedId = (typeof shippedIds)[number];

/** A template that comes with the program: what it says; how it looks follows from its lay-out. */
export interface ShippedTemplate {
  readonly paper: PaperKind;
  readonly layout: PaperLayout;
  readonly parts: readonly TemplatePart[];
  /** Pages with a table of the people, where the paper is about several. */
  readonly annex: boolean;
}

/** Fields of the heading and the end, which every lay-out has. */
const frame: readonly TemplatePart[] = [
  "co_quan_cap_tren",
  "co_quan_ban_hanh",
  "so_ky_hieu",
  "dia_danh",
  "ngay_thang_nam",
  "tham_quyen_ky",
  "chuc_vu_nguoi_ky",
  "nguoi_ky",
]
  .map((name): TemplatePart => ({ as: "body", text: `{${name}}` }))
  .concat({ as: "item", text: "{#noi_nhan}{dong_noi_nhan}{/noi_nhan}" });

/** Columns of the table of people: head, what stands in a row, share of the width in per cent. */
export const annexColumns: readonly (readonly [head: string, cell: string, share: number])[] = [
  ["TT", "{stt}", 6],
  ["Họ và tên", "{ho_va_ten}", 18],
  ["Ngày sinh", "{ngay_sinh}", 15],
  ["Chức vụ, đơn vị hiện nay", "{noi_di}", 21],
  ["Chức vụ, đơn vị nơi đến", "{noi_den}", 21],
  ["Thời gian", "Từ {ngay_nhan_nhiem_vu}; thời hạn {thoi_han}", 19],
];
export const annexTitle = "Danh sách cán bộ {hinh_thuc_thuong}";
export const annexOf = "(kèm theo Quyết định số {so_ky_hieu}, {ngay_thang_nam})";

const type = (text: string): TemplatePart => ({ as: "type", text });
const summary = (text: string): TemplatePart => ({ as: "summary", text });
const basis = (text: string): TemplatePart => ({ as: "basis", text });
const heading = (text: string): TemplatePart => ({ as: "heading", text });
const body = (text: string, lead?: string): TemplatePart => ({ as: "body", text, ...(lead !== undefined && { lead }) });
const item = (text: string): TemplatePart => ({ as: "item", text });
const mark = (text: string): TemplatePart => ({ as: "mark", text });
const only = (condition: string, ...parts: readonly TemplatePart[]): readonly TemplatePart[] => [
  mark(`{#${condition}}`),
  ...parts,
  mark(`{/${condition}}`),
];

/** How each lay-out speaks of a person, and of the body that has its say. */
const words = {
  PARTY: { one: "đồng chí", many: "đồng chí", One: "Đồng chí", signs: "{co_quan_ban_hanh}" },
  STATE: { one: "{ong_ba}", many: "ông, bà", One: "Ông (bà)", signs: "{chuc_vu_nguoi_ky}" },
} as const;

const decision = (layout: PaperLayout): ShippedTemplate => {
  const { one, many, signs } = words[layout];
  return {
    paper: "DECISION",
    layout,
    annex: true,
    parts: [
      type("Quyết định"),
      summary(`${layout === "PARTY" ? "v" : "V"}ề việc {hinh_thuc_thuong} cán bộ`),
      ...(layout === "PARTY"
        ? [basis("Căn cứ Điều lệ Đảng Cộng sản Việt Nam;"), basis("Căn cứ Quy chế làm việc của {co_quan_ban_hanh};")]
        : [basis("Căn cứ chức năng, nhiệm vụ, quyền hạn của {co_quan_ban_hanh};")]),
      ...only("can_cu", basis("Căn cứ {van_ban};")),
      basis("Theo đề nghị tại Tờ trình số {to_trinh}, {ngay_to_trinh},"),
      { as: "resolves", text: layout === "PARTY" ? `${signs} quyết định` : "Quyết định:" },
      ...only(
        "mot_nguoi",
        body(
          `{hinh_thuc} ${one} {ho_va_ten}, sinh ngày {ngay_sinh}, {noi_di}, đến nhận nhiệm vụ, giữ chức vụ {noi_den}, kể từ {ngay_nhan_nhiem_vu}. Thời hạn: {thoi_han}.`,
          "Điều 1.",
        ),
        body(
          `${layout === "PARTY" ? "Đồng chí {ho_va_ten}" : "Cán bộ có tên tại Điều 1"} có trách nhiệm bàn giao công việc nơi đi, thực hiện nhiệm vụ, quyền hạn nơi đến và được hưởng các chế độ, chính sách theo quy định hiện hành.`,
          "Điều 2.",
        ),
      ),
      ...only(
        "nhieu_nguoi",
        body(
          `{hinh_thuc} {so_nguoi} ${many} có tên trong danh sách kèm theo đến nhận nhiệm vụ tại đơn vị mới.`,
          "Điều 1.",
        ),
        body(
          `Các ${many} có tên tại Điều 1 có trách nhiệm bàn giao công việc nơi đi, thực hiện nhiệm vụ, quyền hạn nơi đến và được hưởng các chế độ, chính sách theo quy định hiện hành.`,
          "Điều 2.",
        ),
      ),
      body(
        `Các cơ quan, đơn vị liên quan và ${many} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.`,
        "Điều 3.",
      ),
    ],
  };
};

const proposal = (layout: PaperLayout): ShippedTemplate => {
  const { One } = words[layout];
  return {
    paper: "PROPOSAL",
    layout,
    annex: false,
    parts: [
      type("Tờ trình"),
      summary(`${layout === "PARTY" ? "v" : "V"}ề việc {hinh_thuc_thuong} cán bộ`),
      { as: "to", text: "Kính gửi: {kinh_gui}" },
      ...only("can_cu", item("Căn cứ {van_ban};")),
      item("Thực hiện {ke_hoach};"),
      body("{co_quan_ban_hanh} kính trình {kinh_gui} xem xét, quyết định việc {hinh_thuc_thuong} cán bộ như sau:"),
      heading("1. Nhân sự"),
      mark("{#danh_sach}"),
      item(
        `${One} {ho_va_ten}, sinh ngày {ngay_sinh}, {noi_di}; đến giữ chức vụ {noi_den}, từ {ngay_nhan_nhiem_vu}, thời hạn {thoi_han}.`,
      ),
      mark("{/danh_sach}"),
      heading("2. Mục đích"),
      body("{muc_dich}."),
      heading("3. Quá trình chuẩn bị"),
      item("Đề xuất nhân sự: {van_ban_de_xuat};"),
      item("Thẩm định: {van_ban_tham_dinh};"),
      item("Cơ quan đã cho ý kiến: {co_quan_y_kien};"),
      item("Trao đổi với nơi đi, nơi đến và gặp cán bộ: {bien_ban}."),
      body("Kính trình {kinh_gui} xem xét, quyết định."),
    ],
  };
};

const assessment = (layout: PaperLayout): ShippedTemplate => {
  const { one } = words[layout];
  return {
    paper: "ASSESSMENT",
    layout,
    annex: false,
    parts: [
      type("Nhận xét, đánh giá"),
      summary(`đối với ${one} {ho_va_ten}`),
      heading("1. Sơ lược về cán bộ"),
      item("Họ và tên: {ho_va_ten}; ngày sinh: {ngay_sinh}; giới tính: {gioi_tinh}; dân tộc: {dan_toc}."),
      item("Quê quán: {que_quan}."),
      item("Ngày vào Đảng: {ngay_vao_dang}; ngày chính thức: {ngay_chinh_thuc}."),
      item("Trình độ chuyên môn: {trinh_do}; lý luận chính trị: {ly_luan_chinh_tri}."),
      item("Chức vụ hiện nay: {chuc_vu_hien_nay}."),
      heading("2. Nhiệm vụ luân chuyển"),
      body("{hinh_thuc} từ {noi_di} đến {noi_den}, từ {ngay_nhan_nhiem_vu}, thời hạn {thoi_han}."),
      heading("3. Nhận xét, đánh giá năm {nam_danh_gia}"),
      body("{noi_dung_danh_gia}"),
      body("Xếp loại: {xep_loai}."),
      heading("4. Xếp loại chất lượng các năm"),
      ...only("xep_loai_cac_nam", item("Năm {nam}: {xep_loai_nam}.")),
      mark("{^xep_loai_cac_nam}"),
      item("Năm ………: …………………"),
      mark("{/xep_loai_cac_nam}"),
    ],
  };
};

/** The templates that come with the program. */
export const shippedTemplates: Readonly<Record<ShippedId, ShippedTemplate>> = {
  "quyet-dinh-dang": decision("PARTY"),
  "to-trinh-dang": proposal("PARTY"),
  "nhan-xet-dang": assessment("PARTY"),
  "quyet-dinh-nha-nuoc": decision("STATE"),
  "to-trinh-nha-nuoc": proposal("STATE"),
  "nhan-xet-nha-nuoc": assessment("STATE"),
};

/** What a shipped template asks for, in the order of the paper. */
export function fieldsOfShipped(id: ShippedId): UsedFields {
  const { parts, annex } = shippedTemplates[id];
  const ofAnnex: readonly TemplatePart[] = annex
    ? [
        mark(`{#nhieu_nguoi}${annexTitle}${annexOf}{#danh_sach}`),
        ...annexColumns.map(([, cell]) => item(cell)),
        mark("{/danh_sach}{/nhieu_nguoi}"),
      ]
    : [];
  return fieldsIn([...frame, ...parts, ...ofAnnex].map(({ text }) => text).join("\n"));
}

/** Names between the braces of a well-formed text. A field inside two lists counts for the inner one. */
export function fieldsIn(text: string): UsedFields {
  const fields = new Set<string>();
  const lists = new Map<string, Set<string>>();
  const open: string[] = [];
  for (const [, sign, name = ""] of text.matchAll(/\{([#^/]?)([^{}]*)\}/g)) {
    if (sign === "#" || sign === "^") {
      open.push(name);
      lists.set(name, lists.get(name) ?? new Set());
    } else if (sign === "/") open.pop();
    else (lists.get(open.at(-1) ?? "") ?? fields).add(name);
  }
  return { fields: [...fields], lists: [...lists].map(([name, inside]) => ({ name, fields: [...inside] })) };
}
