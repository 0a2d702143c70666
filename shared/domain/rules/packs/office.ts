import type { Instrument } from "../rule-pack.ts";
import { builtInPack, packRule } from "./pack-rule.ts";

// What offices do without one instrument of their own to name, and what single provinces have ruled.

const decree170: Instrument = {
  number: "170/2025/NĐ-CP",
  type: "Nghị định",
  issuer: "Chính phủ",
  issuedOn: "2025-06-30",
  effectiveFrom: "2025-07-01",
  effectiveTo: null,
  replaces: [],
  level: "TW",
};

/** The papers a file is decided on, by their codes on the dossier list and by how scans of them are titled. */
export const dossierItems = [
  { code: "TO_TRINH", names: ["Tờ trình"] },
  { code: "SYLL", names: ["Sơ yếu lý lịch", "Lý lịch"] },
  { code: "KIEM_DIEM", names: ["Bản tự kiểm điểm", "Tự kiểm điểm", "Bản kiểm điểm"] },
  { code: "NHAN_XET", names: ["Nhận xét, đánh giá", "Nhận xét đánh giá", "Bản nhận xét"] },
  { code: "BIEN_BAN", names: ["Biên bản", "Phiếu lấy ý kiến"] },
  { code: "CU_TRU", names: ["Nhận xét nơi cư trú", "Nhận xét của chi ủy nơi cư trú"] },
  { code: "TAI_SAN", names: ["Bản kê khai tài sản", "Kê khai tài sản"] },
  { code: "VAN_BANG", names: ["Bằng", "Chứng chỉ", "Bản sao văn bằng"] },
  { code: "CHINH_TRI", names: ["Kết luận về tiêu chuẩn chính trị", "Kết luận tiêu chuẩn chính trị"] },
  { code: "SUC_KHOE", names: ["Giấy khám sức khỏe", "Giấy chứng nhận sức khỏe"] },
];

const file = { kinds: ["LUAN_CHUYEN" as const, "HOAN_DOI" as const] };

/** The file of a rotation, as civil servants have it: it equals an appointment's. */
export const dossier170 = builtInPack(decree170, [
  packRule(
    "R12",
    "Điều 47",
    "W",
    { months: 6, item: "SUC_KHOE", documents: ["Giấy khám sức khỏe", "Giấy chứng nhận sức khỏe"] },
    { appliesTo: file },
  ),
  packRule("R13", "Điều 47", "W", { items: dossierItems }, { appliesTo: file }),
]);

const practice: Instrument = {
  number: "",
  type: "Thông lệ",
  issuer: "",
  issuedOn: null,
  effectiveFrom: null,
  effectiveTo: null,
  replaces: [],
  level: "CQ",
};

/** No instrument orders these: how exchanges are counted, and how titles of one level compare until the list of titles is loaded. */
export const officePractice = builtInPack(
  practice,
  [
    packRule("R27", "", "W", {}, { appliesTo: file }),
    packRule("LADDER", "", "auto", {
      steps: {
        BI_THU: 6,
        CHU_TICH_UBND: 5,
        CHU_TICH_HDND: 5,
        PHO_BI_THU: 5,
        PHO_CHU_TICH: 4,
        TRUONG_PHONG_BAN: 4,
        PHO_PHONG_BAN: 3,
      },
    }),
  ],
  { name: "Thông lệ" },
);

/** The rule on deputies exists in one province only: switched off until another lays a pack over it. */
export const localVariants = builtInPack(
  {
    number: "646-QĐ/TU",
    type: "Quy định",
    issuer: "Tỉnh ủy Hải Dương",
    issuedOn: null,
    effectiveFrom: "2023-01-01",
    effectiveTo: null,
    replaces: [],
    level: "TINH",
  },
  [packRule("R07", "", "off", { months: 120 })],
);
