import type { CodeList } from "../codes/code-list.ts";
import { degrees, politicalTheory } from "../codes/education-codes.ts";
import { ethnicGroups } from "../codes/ethnic-groups.ts";
import { assignmentNatures, directions, moveKinds, moveOutcomes, movePurposes } from "../codes/move-codes.ts";
import { sexes } from "../codes/person-codes.ts";
import { blocs, levels } from "../codes/unit-codes.ts";
import { type Column, choice, coded, coefficient, date, end, month, text, tick } from "./cells.ts";

const unitTrees: CodeList<"ADMINISTRATIVE" | "PARTY" | "BODY"> = [
  { code: "ADMINISTRATIVE", vi: "Hành chính", en: "Administrative" },
  { code: "PARTY", vi: "Đảng", en: "Party" },
  { code: "BODY", vi: "Cơ quan", en: "Body" },
];

/**
 * The fixed workbook: four sheets, headers in row 1, as docs/workbook-layout.md shows it to offices.
 * Codes ("Mã") bind the sheets together. Protected items of the file have no column: a workbook travels unsealed.
 */
export const layout = {
  units: {
    name: "Đơn vị",
    columns: {
      code: text("Mã đơn vị", 20, "value"),
      name: text("Tên đơn vị", 200, "value"),
      tree: choice("Hệ thống", unitTrees, "value"),
      type: text("Loại", 60),
      level: choice("Cấp", levels, "value"),
      bloc: choice("Khối", blocs, "column"),
      parent: text("Mã đơn vị cấp trên", 20, "column"),
      locality: text("Mã địa bàn", 20, "column"),
      from: date("Từ ngày"),
      to: date("Đến ngày"),
      document: text("Văn bản", 200),
    },
  },
  people: {
    name: "Cán bộ",
    columns: {
      cadreNumber: text("Mã cán bộ", 40, "value"),
      birthName: text("Họ và tên khai sinh", 120, "value"),
      sex: choice("Giới tính", sexes, "column"),
      otherNames: text("Các tên gọi khác", 400),
      committeeCurrent: text("Cấp ủy hiện tại", 400),
      committeeConcurrent: text("Cấp ủy kiêm", 400),
      positions: text("Chức vụ", 2000),
      positionAllowance: coefficient("Phụ cấp chức vụ"),
      birthDate: date("Ngày sinh", "column"),
      birthPlace: text("Nơi sinh", 400),
      nativeCommune: text("Quê quán: xã, phường", 400),
      nativeDistrict: text("Quê quán: huyện, quận", 400),
      nativeProvince: text("Quê quán: tỉnh, thành phố", 400),
      residence: text("Nơi ở hiện nay", 400),
      phone: text("Điện thoại", 40),
      ethnicity: coded("Dân tộc", ethnicGroups),
      recruitDate: date("Ngày được tuyển dụng"),
      recruitOrg: text("Cơ quan tuyển dụng", 400),
      currentOrgDate: date("Ngày vào cơ quan hiện nay"),
      revolutionDate: date("Ngày tham gia cách mạng"),
      partyJoinDate: date("Ngày vào Đảng"),
      partyOfficialDate: date("Ngày chính thức"),
      organisations: text("Ngày tham gia tổ chức chính trị, xã hội", 1000),
      enlistDate: date("Ngày nhập ngũ"),
      dischargeDate: date("Ngày xuất ngũ"),
      topRank: text("Quân hàm, chức vụ cao nhất", 400),
      generalEducation: text("Giáo dục phổ thông", 40),
      highestDegree: coded("Học hàm, học vị cao nhất", degrees),
      politicalTheory: coded("Lý luận chính trị", politicalTheory),
      foreignLanguages: text("Ngoại ngữ", 400),
      mainWork: text("Công tác chính đang làm", 400),
      rankName: text("Ngạch công chức", 120),
      rankCode: text("Mã số ngạch", 40),
      payStep: text("Bậc lương", 10),
      payCoefficient: coefficient("Hệ số lương"),
      payFrom: month("Hưởng lương từ tháng"),
      honours: text("Danh hiệu được phong", 1000),
      strengths: text("Sở trường công tác", 1000),
      longestJob: text("Công việc đã làm lâu nhất", 1000),
      rewards: text("Khen thưởng", 2000),
      discipline: text("Kỷ luật", 2000),
      idNumber: text("Số CMND, CCCD", 20),
      warInvalid: text("Thương binh loại", 120),
      martyrFamily: tick("Gia đình liệt sĩ"),
    },
  },
  career: {
    name: "Quá trình",
    columns: {
      person: text("Mã cán bộ", 40, "value"),
      from: date("Từ", "column"),
      to: end("Đến"),
      title: text("Chức danh, chức vụ", 300, "value"),
      unitText: text("Đơn vị công tác", 300, "column"),
      unit: text("Mã đơn vị", 20),
      nature: choice("Tính chất", assignmentNatures),
    },
  },
  moves: {
    name: "Luân chuyển",
    columns: {
      person: text("Mã cán bộ", 40, "value"),
      kind: choice("Hình thức", moveKinds, "value"),
      fromUnit: text("Mã đơn vị đi", 20, "column"),
      fromTitle: text("Chức danh nơi đi", 300, "column"),
      toUnit: text("Mã đơn vị đến", 20, "column"),
      toTitle: text("Chức danh nơi đến", 300, "value"),
      start: date("Từ ngày", "column"),
      plannedEnd: date("Dự kiến đến"),
      endedOn: date("Kết thúc"),
      purpose: choice("Mục đích", movePurposes),
      direction: choice("Hướng (nếu khác cách tính)", directions),
      directionReason: text("Lý do tính khác", 500),
      exchangeGroup: text("Nhóm hoán đổi", 60),
      programme: text("Đề án, kế hoạch", 120),
      decisionNumber: text("Số quyết định", 60),
      decisionDate: date("Ngày quyết định"),
      decisionIssuer: text("Cơ quan ban hành", 200),
      decisionSigner: text("Người ký", 120),
      outcome: choice("Kết quả", moveOutcomes),
      note: text("Ghi chú", 1000),
    },
  },
} as const;

export type SheetKey = keyof typeof layout;
type Columns<Key extends SheetKey> = (typeof layout)[Key]["columns"];

/** One row as read: null where the cell is blank or the column is not there. */
export type RowOf<Key extends SheetKey> = {
  readonly [Field in keyof Columns<Key>]: Columns<Key>[Field] extends Column<infer Value> ? Value | null : never;
};

/** A sheet's headers, in the order of the layout. */
export const headersOf = (key: SheetKey): string[] => Object.values(layout[key].columns).map((column) => column.header);

/** A row's cells as text, in the order of the layout; null is a blank cell. */
export function writeRow<Key extends SheetKey>(key: Key, row: RowOf<Key>): string[] {
  const columns: Readonly<Record<string, Column<unknown>>> = layout[key].columns;
  const values: Readonly<Record<string, unknown>> = row;
  return Object.entries(columns).map(([field, column]) => {
    const value = values[field] ?? null;
    return value === null ? "" : column.write(value);
  });
}
