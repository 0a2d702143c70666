/** Who might fill an opening, and why; exchanges between places. */
export const suggestions = {
  title: "Gợi ý nhân sự",
  exchangesTitle: "Tìm phương án hoán đổi",
};
