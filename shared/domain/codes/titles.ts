import type { PostRole } from "../post.ts";
import type { Bloc, Level } from "../unit.ts";
import type { CodeEntry } from "./code-list.ts";
import { lastDistrictDay } from "./unit-codes.ts";

/** A title of the register: at which level and in which bloc it stands, and whether its holder leads. */
export interface Title extends CodeEntry {
  readonly level: Level;
  readonly bloc: Bloc;
  readonly role: PostRole | null; // null: no leading post
}

type Row = readonly [code: string, vi: string, en: string, role: PostRole | null, ...variants: string[]];

const rows = (level: Level, bloc: Bloc, titles: readonly Row[], dates: Pick<CodeEntry, "from" | "to"> = {}): Title[] =>
  titles.map(([code, vi, en, role, ...variants]) => ({ code, vi, en, variants, ...dates, level, bloc, role }));

/** Head and deputy of one body. */
const pair = (code: string, head: string, deputy: string, body: string, en: string): Row[] => [
  [`${code}_T`, `${head} ${body}`, `Head, ${en}`, "T"],
  [`${code}_P`, `${deputy} ${body}`, `Deputy head, ${en}`, "P"],
];

const district = { to: lastDistrictDay } as const;
const beforeReform = { to: lastDistrictDay } as const;
const sinceReform = { from: "2025-07-01" } as const;

const districtParty: readonly Row[] = [
  ["HU_BT", "Bí thư Huyện ủy", "District Party Secretary", "T", "Bí thư Thị ủy", "Bí thư Thành ủy"],
  [
    "HU_PBTTT",
    "Phó Bí thư Thường trực Huyện ủy",
    "Standing Deputy Secretary, district",
    "P",
    "Phó Bí thư Thường trực Thị ủy",
    "Phó Bí thư Thường trực Thành ủy",
  ],
  ["HU_PBT", "Phó Bí thư Huyện ủy", "Deputy Secretary, district", "P", "Phó Bí thư Thị ủy", "Phó Bí thư Thành ủy"],
  [
    "HU_UVBTV",
    "Ủy viên Ban Thường vụ Huyện ủy",
    "Member of the district Standing Committee",
    "M",
    "Ủy viên BTV Huyện ủy",
    "Ủy viên Ban Thường vụ Thị ủy",
    "Ủy viên Ban Thường vụ Thành ủy",
  ],
  [
    "HU_UV",
    "Huyện ủy viên",
    "Member of the district Party committee",
    "M",
    "Ủy viên BCH Đảng bộ huyện",
    "Thị ủy viên",
    "Thành ủy viên",
  ],
  ...pair("HU_BTC", "Trưởng Ban", "Phó Trưởng Ban", "Tổ chức Huyện ủy", "district Organisation Board"),
  ...pair("HU_BTG", "Trưởng Ban", "Phó Trưởng Ban", "Tuyên giáo Huyện ủy", "district Propaganda Board"),
  ...pair("HU_BDV", "Trưởng Ban", "Phó Trưởng Ban", "Dân vận Huyện ủy", "district Mass Mobilisation Board"),
  [
    "HU_UBKT_T",
    "Chủ nhiệm Ủy ban Kiểm tra Huyện ủy",
    "Chair, district Inspection Committee",
    "T",
    "Chủ nhiệm UBKT Huyện ủy",
  ],
  [
    "HU_UBKT_P",
    "Phó Chủ nhiệm Ủy ban Kiểm tra Huyện ủy",
    "Vice-chair, district Inspection Committee",
    "P",
    "Phó Chủ nhiệm UBKT Huyện ủy",
  ],
  ["HU_VP_T", "Chánh Văn phòng Huyện ủy", "Chief of Office, district Party committee", "T"],
  ["HU_VP_P", "Phó Chánh Văn phòng Huyện ủy", "Deputy chief of Office, district Party committee", "P"],
];

/** Divisions of a district People's Committee. */
const divisions: readonly (readonly [code: string, vi: string, en: string])[] = [
  ["TCKH", "Tài chính - Kế hoạch", "finance and planning"],
  ["NV", "Nội vụ", "home affairs"],
  ["LDTBXH", "Lao động - Thương binh và Xã hội", "labour"],
  ["TNMT", "Tài nguyên và Môi trường", "natural resources"],
  ["GDDT", "Giáo dục và Đào tạo", "education"],
  ["TP", "Tư pháp", "justice"],
  ["VHTT", "Văn hóa - Thông tin", "culture"],
  ["YT", "Y tế", "health"],
  ["NNPTNT", "Nông nghiệp và Phát triển nông thôn", "agriculture"],
  ["KTHT", "Kinh tế - Hạ tầng", "economy and infrastructure"],
  ["DT", "Dân tộc", "ethnic affairs"],
];

const districtState: readonly Row[] = [
  ["HDNDH_T", "Chủ tịch HĐND huyện", "Chair, district People's Council", "T"],
  ["HDNDH_P", "Phó Chủ tịch HĐND huyện", "Vice-chair, district People's Council", "P"],
  ["UBNDH_T", "Chủ tịch UBND huyện", "Chair, district People's Committee", "T", "Chủ tịch UBND thị xã"],
  ["UBNDH_P", "Phó Chủ tịch UBND huyện", "Vice-chair, district People's Committee", "P", "Phó Chủ tịch UBND thị xã"],
  ...divisions.flatMap(([code, vi, en]) =>
    pair(`PH_${code}`, "Trưởng phòng", "Phó Trưởng phòng", `${vi} huyện`, `district division of ${en}`),
  ),
  ["TTH_T", "Chánh Thanh tra huyện", "District chief inspector", "T"],
];

const districtFront: readonly Row[] = [
  ["MTH_T", "Chủ tịch UBMTTQ huyện", "Chair, district Front", "T", "Chủ tịch Ủy ban MTTQ huyện"],
  ["MTH_P", "Phó Chủ tịch UBMTTQ huyện", "Vice-chair, district Front", "P", "Phó Chủ tịch Ủy ban MTTQ huyện"],
  ["PNH_T", "Chủ tịch Hội LHPN huyện", "Chair, district Women's Union", "T", "Chủ tịch Hội Liên hiệp Phụ nữ huyện"],
  ["NDH_T", "Chủ tịch Hội Nông dân huyện", "Chair, district Farmers' Association", "T"],
  ["CCBH_T", "Chủ tịch Hội Cựu chiến binh huyện", "Chair, district Veterans", "T", "Chủ tịch Hội CCB huyện"],
  ["LDH_T", "Chủ tịch LĐLĐ huyện", "Chair, district Labour federation", "T", "Chủ tịch Liên đoàn Lao động huyện"],
  ["DTNH_T", "Bí thư Huyện đoàn", "Secretary, district Youth Union", "T"],
  ["DTNH_P", "Phó Bí thư Huyện đoàn", "Deputy secretary, district Youth Union", "P"],
];

const communeParty: readonly Row[] = [
  ["DU_BT", "Bí thư Đảng ủy xã", "Commune Party Secretary", "T", "Bí thư Đảng ủy phường", "Bí thư Đảng ủy thị trấn"],
  [
    "DU_PBTTT",
    "Phó Bí thư Thường trực Đảng ủy xã",
    "Standing Deputy Secretary, commune",
    "P",
    "Phó Bí thư Thường trực Đảng ủy phường",
    "Phó Bí thư Thường trực Đảng ủy thị trấn",
  ],
  [
    "DU_PBT",
    "Phó Bí thư Đảng ủy xã",
    "Deputy Secretary, commune",
    "P",
    "Phó Bí thư Đảng ủy phường",
    "Phó Bí thư Đảng ủy thị trấn",
  ],
];

const communeState: readonly Row[] = [
  ["HDNDX_T", "Chủ tịch HĐND xã", "Chair, commune People's Council", "T", "Chủ tịch HĐND phường"],
  ["HDNDX_P", "Phó Chủ tịch HĐND xã", "Vice-chair, commune People's Council", "P", "Phó Chủ tịch HĐND phường"],
  [
    "UBNDX_T",
    "Chủ tịch UBND xã",
    "Chair, commune People's Committee",
    "T",
    "Chủ tịch UBND phường",
    "Chủ tịch UBND thị trấn",
  ],
  [
    "UBNDX_P",
    "Phó Chủ tịch UBND xã",
    "Vice-chair, commune People's Committee",
    "P",
    "Phó Chủ tịch UBND phường",
    "Phó Chủ tịch UBND thị trấn",
  ],
];

const communeFront: readonly Row[] = [
  ["MTX_T", "Chủ tịch UBMTTQ xã", "Chair, commune Front", "T", "Chủ tịch UBMTTQ phường", "Chủ tịch Ủy ban MTTQ xã"],
  ["DTNX_T", "Bí thư Đoàn xã", "Secretary, commune Youth Union", "T", "Bí thư Đoàn phường"],
  ["PNX_T", "Chủ tịch Hội LHPN xã", "Chair, commune Women's Union", "T", "Chủ tịch Hội Phụ nữ xã"],
  ["NDX_T", "Chủ tịch Hội Nông dân xã", "Chair, commune Farmers' Association", "T"],
  ["CCBX_T", "Chủ tịch Hội Cựu chiến binh xã", "Chair, commune Veterans", "T", "Chủ tịch Hội CCB xã"],
];

const communeServants: readonly Row[] = [
  ["CCX_QS", "Chỉ huy trưởng quân sự xã", "Commune military commander", "M", "Chỉ huy trưởng Ban CHQS xã"],
  ["CCX_VPTK", "Công chức Văn phòng - Thống kê", "Commune office and statistics", "M"],
  ["CCX_DC", "Công chức Địa chính", "Commune land register", "M"],
  ["CCX_TCKT", "Công chức Tài chính - Kế toán", "Commune finance and accounts", "M"],
  ["CCX_TPHT", "Công chức Tư pháp - Hộ tịch", "Commune justice and civil register", "M"],
  ["CCX_VHXH", "Công chức Văn hóa - Xã hội", "Commune culture and society", "M"],
];

const newCommuneParty: readonly Row[] = [
  ["DU_BXDD_T", "Trưởng Ban Xây dựng Đảng", "Head, commune Party-building Board", "T"],
  ["DU_VP_T", "Chánh Văn phòng Đảng ủy", "Chief of Office, commune Party committee", "T"],
  [
    "DU_UBKT_T",
    "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy xã",
    "Chair, commune Inspection Committee",
    "T",
    "Chủ nhiệm UBKT Đảng ủy xã",
    "Chủ nhiệm UBKT Đảng ủy",
  ],
];

const newCommuneState: readonly Row[] = [
  ["PX_KT_T", "Trưởng phòng Kinh tế", "Head, commune division of economy", "T"],
  ["PX_VHXH_T", "Trưởng phòng Văn hóa - Xã hội", "Head, commune division of culture and society", "T"],
  ["VPX_T", "Chánh Văn phòng HĐND và UBND", "Chief of Office, commune Council and Committee", "T"],
  [
    "TTPVHCC_T",
    "Giám đốc Trung tâm Phục vụ hành chính công xã",
    "Director, commune public service centre",
    "T",
    "Giám đốc Trung tâm Phục vụ hành chính công",
  ],
];

/** The register of titles, as a seed: districts' until the reform, communes' before and since. Provinces' are not in it yet. */
export const titles: readonly Title[] = [
  ...rows("HUYEN", "DANG", districtParty, district),
  ...rows("HUYEN", "CHINH_QUYEN", districtState, district),
  ...rows("HUYEN", "MTTQ_DT", districtFront, district),
  ...rows(
    "HUYEN",
    "LLVT",
    [
      ["QSH_T", "Chỉ huy trưởng Ban CHQS huyện", "District military commander", "T"],
      ["CAH_T", "Trưởng Công an huyện", "District police chief", "T"],
    ],
    district,
  ),
  ...rows(
    "HUYEN",
    "NOI_CHINH",
    [
      ["TAH_T", "Chánh án TAND huyện", "District chief judge", "T"],
      ["VKSH_T", "Viện trưởng VKSND huyện", "District chief prosecutor", "T"],
    ],
    district,
  ),
  ...rows("XA", "DANG", communeParty),
  ...rows("XA", "CHINH_QUYEN", communeState),
  ...rows("XA", "MTTQ_DT", communeFront),
  ...rows("XA", "CHINH_QUYEN", communeServants, beforeReform),
  ...rows("XA", "DANG", newCommuneParty, sinceReform),
  ...rows("XA", "CHINH_QUYEN", newCommuneState, sinceReform),
  ...rows("XA", "CHINH_QUYEN", [["CV", "Chuyên viên", "Specialist", null]]),
];
