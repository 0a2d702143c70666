/** A district-level unit as of April 2023, with how many wards, townships and communes it had then. */
export interface District {
  readonly code: string;
  readonly name: string;
  readonly type: "thành phố" | "thị xã" | "huyện";
  readonly wards: number;
  readonly townships: number;
  readonly communes: number;
}

/** The 21 district-level units: a city, three towns, seventeen districts; 460 communes in all. */
export const districts: readonly District[] = [
  { code: "412", name: "Vinh", type: "thành phố", wards: 16, townships: 0, communes: 9 },
  { code: "413", name: "Cửa Lò", type: "thị xã", wards: 7, townships: 0, communes: 0 },
  { code: "414", name: "Thái Hòa", type: "thị xã", wards: 4, townships: 0, communes: 5 },
  { code: "415", name: "Quế Phong", type: "huyện", wards: 0, townships: 1, communes: 12 },
  { code: "416", name: "Quỳ Châu", type: "huyện", wards: 0, townships: 1, communes: 11 },
  { code: "417", name: "Kỳ Sơn", type: "huyện", wards: 0, townships: 1, communes: 20 },
  { code: "418", name: "Tương Dương", type: "huyện", wards: 0, townships: 1, communes: 16 },
  { code: "419", name: "Nghĩa Đàn", type: "huyện", wards: 0, townships: 1, communes: 22 },
  { code: "420", name: "Quỳ Hợp", type: "huyện", wards: 0, townships: 1, communes: 20 },
  { code: "421", name: "Quỳnh Lưu", type: "huyện", wards: 0, townships: 1, communes: 32 },
  { code: "422", name: "Con Cuông", type: "huyện", wards: 0, townships: 1, communes: 12 },
  { code: "423", name: "Tân Kỳ", type: "huyện", wards: 0, townships: 1, communes: 21 },
  { code: "424", name: "Anh Sơn", type: "huyện", wards: 0, townships: 1, communes: 20 },
  { code: "425", name: "Diễn Châu", type: "huyện", wards: 0, townships: 1, communes: 36 },
  { code: "426", name: "Yên Thành", type: "huyện", wards: 0, townships: 1, communes: 38 },
  { code: "427", name: "Đô Lương", type: "huyện", wards: 0, townships: 1, communes: 32 },
  { code: "428", name: "Thanh Chương", type: "huyện", wards: 0, townships: 1, communes: 37 },
  { code: "429", name: "Nghi Lộc", type: "huyện", wards: 0, townships: 1, communes: 28 },
  { code: "430", name: "Nam Đàn", type: "huyện", wards: 0, townships: 1, communes: 18 },
  { code: "431", name: "Hưng Nguyên", type: "huyện", wards: 0, townships: 1, communes: 17 },
  { code: "432", name: "Hoàng Mai", type: "thị xã", wards: 5, townships: 0, communes: 5 },
];
