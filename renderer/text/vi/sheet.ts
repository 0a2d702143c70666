/** Around a printed sheet. The sheet's own words are the official form's and stand with it, in Vietnamese only. */
export const sheet = {
  title: "Sơ yếu lý lịch 2C/TCTW-98",
  print: "In / Lưu PDF",
  printing: "Đang lập bản in…",
  logged: "Lần mở và lần in này được ghi vào sổ, vì bản in có các mục hạn chế.",
  saved: "Đã lưu {{file}} (số {{number}} trong sổ gửi).",
  cancelled: "Chưa chọn nơi lưu. Chưa in gì.",
  missing: "Không có hồ sơ này trong sổ.",
  opening: "Đang mở hồ sơ…",
  paper: "Bản in: {{name}}",
};
