/**
 * Communes before the reform that are known by name, by the official code of their district.
 *
 * Complete for Đô Lương, Thanh Chương, Kỳ Sơn, Quỳ Châu and Hoàng Mai as of April 2023; of Anh Sơn and three other
 * districts only those that a source names. Of the 460 (412 from 01/12/2024) the others are not here: an office enters
 * them where its papers name them. Lists only grow, and only at their ends: a unit's id comes from its place.
 * `type` is null where the source does not tell a ward from a commune.
 */
export const oldCommunes: readonly {
  readonly district: string;
  readonly units: readonly (readonly [name: string, type: "xã" | "phường" | "thị trấn" | null])[];
}[] = [
  {
    district: "427", // Đô Lương
    units: [
      ["Đô Lương", "thị trấn"],
      ["Giang Sơn Đông", "xã"],
      ["Giang Sơn Tây", "xã"],
      ["Lam Sơn", "xã"],
      ["Bồi Sơn", "xã"],
      ["Hồng Sơn", "xã"],
      ["Bài Sơn", "xã"],
      ["Ngọc Sơn", "xã"],
      ["Bắc Sơn", "xã"],
      ["Tràng Sơn", "xã"],
      ["Thượng Sơn", "xã"],
      ["Hòa Sơn", "xã"],
      ["Đặng Sơn", "xã"],
      ["Đông Sơn", "xã"],
      ["Nam Sơn", "xã"],
      ["Lưu Sơn", "xã"],
      ["Yên Sơn", "xã"],
      ["Văn Sơn", "xã"],
      ["Đà Sơn", "xã"],
      ["Lạc Sơn", "xã"],
      ["Tân Sơn", "xã"],
      ["Thái Sơn", "xã"],
      ["Quang Sơn", "xã"],
      ["Thịnh Sơn", "xã"],
      ["Trung Sơn", "xã"],
      ["Xuân Sơn", "xã"],
      ["Minh Sơn", "xã"],
      ["Thuận Sơn", "xã"],
      ["Nhân Sơn", "xã"],
      ["Hiến Sơn", "xã"],
      ["Mỹ Sơn", "xã"],
      ["Trù Sơn", "xã"],
      ["Đại Sơn", "xã"],
    ],
  },
  {
    district: "428", // Thanh Chương
    units: [
      ["Thanh Chương", "thị trấn"],
      ["Cát Văn", "xã"],
      ["Thanh Nho", "xã"],
      ["Hạnh Lâm", "xã"],
      ["Thanh Sơn", "xã"],
      ["Thanh Hòa", "xã"],
      ["Phong Thịnh", "xã"],
      ["Thanh Phong", "xã"],
      ["Thanh Mỹ", "xã"],
      ["Thanh Tiên", "xã"],
      ["Thanh Liên", "xã"],
      ["Đại Đồng", "xã"],
      ["Thanh Đồng", "xã"],
      ["Thanh Ngọc", "xã"],
      ["Thanh Hương", "xã"],
      ["Ngọc Lâm", "xã"],
      ["Thanh Lĩnh", "xã"],
      ["Đồng Văn", "xã"],
      ["Ngọc Sơn", "xã"],
      ["Thanh Thịnh", "xã"],
      ["Thanh An", "xã"],
      ["Thanh Chi", "xã"],
      ["Xuân Tường", "xã"],
      ["Thanh Dương", "xã"],
      ["Thanh Lương", "xã"],
      ["Thanh Khê", "xã"],
      ["Võ Liệt", "xã"],
      ["Thanh Long", "xã"],
      ["Thanh Thủy", "xã"],
      ["Thanh Khai", "xã"],
      ["Thanh Yên", "xã"],
      ["Thanh Hà", "xã"],
      ["Thanh Giang", "xã"],
      ["Thanh Tùng", "xã"],
      ["Thanh Lâm", "xã"],
      ["Thanh Mai", "xã"],
      ["Thanh Xuân", "xã"],
      ["Thanh Đức", "xã"],
    ],
  },
  {
    district: "417", // Kỳ Sơn
    units: [
      ["Mường Xén", "thị trấn"],
      ["Mỹ Lý", "xã"],
      ["Bắc Lý", "xã"],
      ["Keng Đu", "xã"],
      ["Đoọc Mạy", "xã"],
      ["Huồi Tụ", "xã"],
      ["Mường Lống", "xã"],
      ["Na Loi", "xã"],
      ["Nậm Cắn", "xã"],
      ["Bảo Nam", "xã"],
      ["Phà Đánh", "xã"],
      ["Bảo Thắng", "xã"],
      ["Hữu Lập", "xã"],
      ["Tà Cạ", "xã"],
      ["Chiêu Lưu", "xã"],
      ["Mường Típ", "xã"],
      ["Hữu Kiệm", "xã"],
      ["Tây Sơn", "xã"],
      ["Mường Ải", "xã"],
      ["Na Ngoi", "xã"],
      ["Nậm Càn", "xã"],
    ],
  },
  {
    district: "416", // Quỳ Châu
    units: [
      ["Tân Lạc", "thị trấn"],
      ["Châu Bính", "xã"],
      ["Châu Thuận", "xã"],
      ["Châu Hội", "xã"],
      ["Châu Nga", "xã"],
      ["Châu Tiến", "xã"],
      ["Châu Hạnh", "xã"],
      ["Châu Thắng", "xã"],
      ["Châu Phong", "xã"],
      ["Châu Bình", "xã"],
      ["Châu Hoàn", "xã"],
      ["Diên Lãm", "xã"],
    ],
  },
  {
    district: "432", // Hoàng Mai
    units: [
      ["Quỳnh Vinh", null],
      ["Quỳnh Lộc", null],
      ["Quỳnh Thiện", null],
      ["Quỳnh Lập", null],
      ["Quỳnh Trang", null],
      ["Mai Hùng", null],
      ["Quỳnh Dị", null],
      ["Quỳnh Xuân", null],
      ["Quỳnh Phương", null],
      ["Quỳnh Liên", null],
    ],
  },
  {
    district: "424", // Anh Sơn
    units: [
      ["Kim Nhan", "thị trấn"],
      ["Đức Sơn", "xã"],
      ["Phúc Sơn", "xã"],
      ["Cao Sơn", "xã"],
      ["Khai Sơn", "xã"],
      ["Lĩnh Sơn", "xã"],
      ["Long Sơn", "xã"],
      ["Cẩm Sơn", "xã"],
      ["Hùng Sơn", "xã"],
      ["Tam Đỉnh", "xã"],
    ],
  },
  { district: "415", units: [["Đồng Văn", "xã"]] }, // Quế Phong
  { district: "423", units: [["Đồng Văn", "xã"]] }, // Tân Kỳ
  { district: "421", units: [["Ngọc Sơn", "xã"]] }, // Quỳnh Lưu
];
