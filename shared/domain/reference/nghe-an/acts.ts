import type { SuccessionKind } from "../../organisation.ts";
import type { IsoDate } from "../../primitives.ts";

/** Acts that changed the units of Nghệ An, oldest first. Their order never changes: ids come from it. */
export interface Act {
  readonly key: "2024" | "2025";
  readonly name: string;
  readonly kind: SuccessionKind | null; // null: several at once
  readonly effective: IsoDate; // first day of the new order
  readonly decision: {
    readonly number: string;
    readonly issuer: string;
    readonly date: IsoDate | null; // null: not known here
    readonly subject: string;
  };
  readonly note: string;
}

export const acts: readonly Act[] = [
  {
    key: "2024",
    name: "Sắp xếp đơn vị hành chính cấp huyện, cấp xã tỉnh Nghệ An giai đoạn 2023 - 2025",
    kind: "MERGE",
    effective: "2024-12-01",
    decision: {
      number: "1243/NQ-UBTVQH15",
      issuer: "Ủy ban Thường vụ Quốc hội",
      date: null,
      subject: "Sắp xếp đơn vị hành chính cấp huyện, cấp xã của tỉnh Nghệ An giai đoạn 2023 - 2025",
    },
    note: "21 còn 20 đơn vị cấp huyện; 460 còn 412 đơn vị cấp xã. Danh sách từng xã chưa có trong danh mục này.",
  },
  {
    key: "2025",
    name: "Sắp xếp đơn vị hành chính cấp xã tỉnh Nghệ An năm 2025, kết thúc cấp huyện",
    kind: null,
    effective: "2025-07-01",
    decision: {
      number: "1678/NQ-UBTVQH15",
      issuer: "Ủy ban Thường vụ Quốc hội",
      date: "2025-06-16",
      subject: "Sắp xếp các đơn vị hành chính cấp xã của tỉnh Nghệ An năm 2025",
    },
    note: "412 còn 130 đơn vị: 119 xã, 11 phường. Chưa đủ danh sách xã nào nhập vào xã nào.",
  },
];

/** Which old communes of district 424 became which new one, as far as the wording of the resolution is at hand. */
export const merges: readonly { readonly into: string; readonly district: string; readonly of: readonly string[] }[] = [
  { into: "17329", district: "424", of: ["Kim Nhan", "Đức Sơn", "Phúc Sơn"] },
  { into: "17380", district: "424", of: ["Cao Sơn", "Khai Sơn", "Lĩnh Sơn", "Long Sơn"] },
  { into: "17344", district: "424", of: ["Cẩm Sơn", "Hùng Sơn", "Tam Đỉnh"] },
];
