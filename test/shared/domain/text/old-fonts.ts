/**
 * Unicode into the old encodings, for tests: written from the published tables in another way than the reader, letter by
 * letter for TCVN3 and by taking letters apart for VNI.
 */
const bytes = `àB5 ảB6 ãB7 áB8 ạB9 ăA8 ằBB ẳBC ẵBD ắBE ặC6 âA9 ầC7 ẩC8 ẫC9 ấCA ậCB đAE èCC ẻCE ẽCF éD0 ẹD1 êAA ềD2 ểD3 ễD4 ếD5 ệD6
ìD7 ỉD8 ĩDC íDD ịDE òDF ỏE1 õE2 óE3 ọE4 ôAB ồE5 ổE6 ỗE7 ốE8 ộE9 ơAC ờEA ởEB ỡEC ớED ợEE ùEF ủF1 ũF2 úF3 ụF4
ưAD ừF5 ửF6 ữF7 ứF8 ựF9 ỳFA ỷFB ỹFC ýFD ỵFE ĂA1 ÂA2 ÊA3 ÔA4 ƠA5 ƯA6 ĐA7`;
const tcvn3 = new Map(
  bytes.split(/\s+/).map((pair) => [pair.slice(0, -2), String.fromCharCode(Number.parseInt(pair.slice(-2), 16))]),
);

/** Text in TCVN3 as Windows shows its bytes. Capitals with a tone have no code: they come out as small letters. */
export const inTcvn3 = (text: string): string =>
  Array.from(text.normalize("NFC"), (letter) => tcvn3.get(letter) ?? tcvn3.get(letter.toLowerCase()) ?? letter).join(
    "",
  );

const vniTones: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plain: { "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï" },
  "\u0302": { "": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä" },
  "\u0306": { "": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë" },
};
const vniSingle: Readonly<Record<string, string>> = { í: "í", ì: "ì", ỉ: "æ", ĩ: "ó", ị: "ò", ỵ: "î", đ: "ñ" };

/** Text in VNI for Windows, marks after their letters. */
export const inVni = (text: string): string =>
  Array.from(text.normalize("NFC"), (letter) => {
    const small = letter.toLowerCase();
    const written = vniSmall(small);
    return small === letter ? written : written.toUpperCase();
  }).join("");

function vniSmall(letter: string): string {
  const single = vniSingle[letter];
  if (single !== undefined) return single;
  const [base = "", ...marks] = letter.normalize("NFD");
  const tone = marks.find((mark) => vniTones.plain?.[mark] !== undefined) ?? "";
  const shape = marks.find((mark) => mark !== tone) ?? "";
  if (shape === "\u031b") return (base === "o" ? "ô" : "ö") + (vniTones.plain?.[tone] ?? "");
  if (shape !== "") return base + (vniTones[shape]?.[tone] ?? "");
  return base + (vniTones.plain?.[tone] ?? "");
}

/** Invented papers in Unicode. */
export const paragraphs: readonly string[] = [
  "Đồng chí Nguyễn Văn Khảng, sinh ngày 05 tháng 3 năm 1965 tại xã Lưu Sơn, huyện Đô Lương, tỉnh Nghệ An; dân tộc Kinh.",
  "Quê quán: xã Thượng Sơn. Được kết nạp Đảng ngày 19/5/1988, chính thức ngày 19/5/1989 tại Chi bộ trường Trung học phổ thông.",
  "Trình độ chuyên môn: Đại học Luật, cử nhân kinh tế; lý luận chính trị: cao cấp; quản lý nhà nước: chuyên viên chính; ngoại ngữ: Anh B.",
  "Hiện giữ chức vụ Phó Chủ tịch Ủy ban nhân dân huyện, được điều động, luân chuyển giữ chức Bí thư Đảng ủy xã từ năm 2013.",
  "Khen thưởng: Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh; kỷ luật: không. Sức khỏe tốt, chữ viết rõ ràng, mẫu mực.",
  "Những người vắng mặt: Trần Thị Hằng, Phạm Quỳnh Trang, Hoàng Đức Thuỵ, Vũ Hữu Nghĩa, Lê Thị Nguyệt, Đặng Thị Ngọc Ánh.",
  "Kế hoạch luân chuyển cán bộ lãnh đạo, quản lý giai đoạn 2015–2020 đã được Ban Thường vụ thống nhất thực hiện nghiêm túc.",
  "Tập thể lãnh đạo nhận xét: phẩm chất đạo đức, lối sống trong sạch; ý thức tổ chức kỷ luật tốt; được quần chúng tín nhiệm.",
  "Gửi kèm: ảnh chụp, giấy khai sinh, bản sao văn bằng; đề nghị kiểm tra, bổ sung những mục còn thiếu, trả lại trước thứ Sáu.",
  "Thuở nhỏ theo gia đình sơ tán; xuất ngũ trở về quê, vừa làm ruộng vừa học bổ túc văn hóa, tiếp tục công tác ở hợp tác xã.",
];
