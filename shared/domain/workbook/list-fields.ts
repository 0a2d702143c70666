import type { CodeList } from "../codes/code-list.ts";
import { academicTitles, degrees, politicalTheory } from "../codes/education-codes.ts";
import { ethnicGroups } from "../codes/ethnic-groups.ts";
import type { Person } from "../person.ts";

/** How a column's cells are read. */
export type Reading =
  | { readonly as: "name" }
  | { readonly as: "text"; readonly most: number }
  | { readonly as: "date"; readonly birth?: true }
  | { readonly as: "month" }
  | { readonly as: "coded"; readonly list: CodeList }
  | { readonly as: "sex" }
  | { readonly as: "female" } // a cross says so
  | { readonly as: "tick" }
  | { readonly as: "identity" }
  | { readonly as: "number"; readonly most: number }
  | { readonly as: "native" } // commune, district, province in one cell
  | { readonly as: "nothing" }; // known, and on purpose not taken

/** What a column of a list of people may hold. */
export interface ListField {
  readonly key: string;
  readonly vi: string;
  readonly en: string;
  readonly reading: Reading;
  readonly person?: keyof Person;
  /** What lists call it: heads folded, a path from the top down as one text. */
  readonly names: readonly string[];
}

const field = (
  key: string,
  [vi, en]: readonly [string, string],
  reading: Reading,
  names: string,
  person?: keyof Person,
): ListField => ({ key, vi, en, reading, names: names.split("|"), ...(person && { person }) });
const own = (person: keyof Person, words: readonly [string, string], reading: Reading, names: string): ListField =>
  field(person, words, reading, names, person);
const text = (most = 400): Reading => ({ as: "text", most });
const date: Reading = { as: "date" };

/**
 * The columns that offices' lists have ("danh sách trích ngang" and its kin). Protected items are known by name so that they
 * are told apart from what nobody knows, and are not taken: a workbook travels unsealed.
 */
export const listFields: readonly ListField[] = [
  field("number", ["Số thứ tự (bỏ qua)", "Row number (passed over)"], { as: "nothing" }, "tt|stt|so tt|so thu tu|no"),
  own(
    "birthName",
    ["Họ và tên khai sinh", "Birth name"],
    { as: "name" },
    "ho va ten|ho ten|ho va ten khai sinh|ho ten khai sinh|ho va ten can bo|ten can bo|can bo|ho va ten dang vien|ho va ten nhan su|ho ten nhan su|full name|name",
  ),
  own("sex", ["Giới tính", "Sex"], { as: "sex" }, "gioi tinh|nam nu|gioi|phai|sex"),
  field("female", ["Nữ (đánh dấu x)", "Female (a cross)"], { as: "female" }, "nu|gioi tinh nu|can bo nu"),
  own(
    "birthDate",
    ["Ngày sinh", "Date of birth"],
    { as: "date", birth: true },
    "ngay sinh|ngay thang nam sinh|nam sinh|sinh ngay|ngay thang sinh|ngay thang nam sinh|thang nam sinh|date of birth",
  ),
  field(
    "birthMale",
    ["Ngày sinh: nam", "Date of birth: men"],
    { as: "date", birth: true },
    "ngay sinh nam|nam sinh nam|ngay thang nam sinh nam|ngay thang sinh nam|sinh nam|thang nam sinh nam|nam",
  ),
  field(
    "birthFemale",
    ["Ngày sinh: nữ", "Date of birth: women"],
    { as: "date", birth: true },
    "ngay sinh nu|nam sinh nu|ngay thang nam sinh nu|ngay thang sinh nu|sinh nu|thang nam sinh nu",
  ),
  own(
    "cadreNumber",
    ["Mã cán bộ", "Cadre number"],
    text(40),
    "ma can bo|so hieu can bo|so hieu can bo cong chuc|so hieu|ma cb|ma so can bo|ma nhan vien",
  ),
  own(
    "idNumber",
    ["Số CMND, CCCD", "Identity card number"],
    { as: "identity" },
    "so cmnd|so cccd|cmnd|cccd|so cmnd cccd|so can cuoc|so can cuoc cong dan|so chung minh|so chung minh nhan dan|chung minh nhan dan|can cuoc cong dan|so cmnd so cccd|so cmt|cmtnd",
  ),
  own(
    "personalNumber",
    ["Số định danh cá nhân", "Personal number"],
    { as: "identity" },
    "so dinh danh|so dinh danh ca nhan|ma dinh danh|ma so dinh danh|ma so dinh danh ca nhan",
  ),
  own(
    "otherNames",
    ["Các tên gọi khác", "Other names"],
    text(),
    "ten goi khac|cac ten goi khac|bi danh|ten thuong dung|ho va ten thuong dung|ten goi",
  ),
  own("birthPlace", ["Nơi sinh", "Place of birth"], text(), "noi sinh"),
  field("native", ["Quê quán", "Native place"], { as: "native" }, "que quan|nguyen quan|que"),
  own(
    "nativeCommune",
    ["Quê quán: xã, phường", "Native place: commune"],
    text(),
    "que quan xa|que quan xa phuong|que quan xa phuong thi tran|nguyen quan xa",
  ),
  own(
    "nativeDistrict",
    ["Quê quán: huyện, quận", "Native place: district"],
    text(),
    "que quan huyen|que quan huyen quan|que quan huyen thi|que quan huyen tp|nguyen quan huyen",
  ),
  own(
    "nativeProvince",
    ["Quê quán: tỉnh, thành phố", "Native place: province"],
    text(),
    "que quan tinh|que quan tinh thanh pho|que quan tinh tp|nguyen quan tinh",
  ),
  own(
    "residence",
    ["Nơi ở hiện nay", "Residence"],
    text(),
    "noi o|noi o hien nay|cho o hien nay|tru quan|noi o hien tai|dia chi",
  ),
  own(
    "permanentResidence",
    ["Hộ khẩu thường trú", "Permanent residence"],
    text(),
    "ho khau thuong tru|thuong tru|noi dang ky ho khau thuong tru|ho khau",
  ),
  own("phone", ["Điện thoại", "Telephone"], text(40), "dien thoai|so dien thoai|sdt|dt|di dong"),
  own("ethnicity", ["Dân tộc", "Ethnic group"], { as: "coded", list: ethnicGroups }, "dan toc"),
  own(
    "recruitDate",
    ["Ngày được tuyển dụng", "Recruited on"],
    date,
    "ngay tuyen dung|ngay duoc tuyen dung|tuyen dung ngay|ngay vao nganh|ngay vao lam viec|thoi gian tuyen dung|tuyen dung",
  ),
  own("recruitOrg", ["Cơ quan tuyển dụng", "Recruiting body"], text(), "co quan tuyen dung|don vi tuyen dung"),
  own(
    "currentOrgDate",
    ["Ngày vào cơ quan hiện nay", "At the present body since"],
    date,
    "ngay vao co quan|ngay vao co quan hien nay|ngay ve co quan",
  ),
  own(
    "revolutionDate",
    ["Ngày tham gia cách mạng", "Joined the revolution on"],
    date,
    "ngay tham gia cach mang|tham gia cach mang",
  ),
  own(
    "partyJoinDate",
    ["Ngày vào Đảng", "Joined the Party on"],
    date,
    "ngay vao dang|vao dang|ngay ket nap|ngay ket nap dang|ngay vao dang du bi|ngay vao dang csvn|ngay vao dang cong san viet nam|vao dang du bi|ngay thang nam vao dang|ngay thang vao dang|ngay vao dang cong san du bi|ngay thang nam vao dang du bi|ngay thang vao dang du bi|dang vien du bi|ngay vao dang ngay vao|nam vao dang|du bi|ngay vao dang csvn du bi",
  ),
  own(
    "partyOfficialDate",
    ["Ngày chính thức", "Full member since"],
    date,
    "ngay chinh thuc|ngay vao dang chinh thuc|chinh thuc|vao dang chinh thuc|ngay cong nhan chinh thuc|ngay thang nam vao dang chinh thuc|ngay thang vao dang chinh thuc|dang vien chinh thuc|ngay vao dang csvn chinh thuc",
  ),
  own(
    "organisations",
    ["Ngày tham gia tổ chức chính trị, xã hội", "Organisations joined"],
    text(1000),
    "ngay tham gia to chuc chinh tri xa hoi|to chuc chinh tri xa hoi",
  ),
  own("enlistDate", ["Ngày nhập ngũ", "Enlisted on"], date, "ngay nhap ngu|nhap ngu"),
  own("dischargeDate", ["Ngày xuất ngũ", "Discharged on"], date, "ngay xuat ngu|xuat ngu"),
  own(
    "topRank",
    ["Quân hàm, chức vụ cao nhất", "Highest military rank"],
    text(),
    "quan ham|quan ham chuc vu cao nhat|quan ham cao nhat",
  ),
  own(
    "generalEducation",
    ["Giáo dục phổ thông", "General education"],
    text(40),
    "giao duc pho thong|trinh do giao duc pho thong|van hoa|trinh do van hoa|hoc van|trinh do hoc van|trinh do pho thong|gdpt|pho thong",
  ),
  own(
    "highestDegree",
    ["Chuyên môn, học vị cao nhất", "Highest degree"],
    { as: "coded", list: degrees },
    "chuyen mon|trinh do chuyen mon|chuyen mon nghiep vu|trinh do chuyen mon nghiep vu|hoc vi|hoc ham hoc vi|hoc ham hoc vi cao nhat|trinh do chuyen mon cao nhat|trinh do dao tao|bang cap|trinh do",
  ),
  own("academicTitle", ["Học hàm", "Academic title"], { as: "coded", list: academicTitles }, "hoc ham"),
  own(
    "politicalTheory",
    ["Lý luận chính trị", "Political theory"],
    { as: "coded", list: politicalTheory },
    "ly luan chinh tri|trinh do ly luan chinh tri|llct|trinh do llct|chinh tri|trinh do chinh tri|ly luan",
  ),
  own(
    "stateManagement",
    ["Quản lý nhà nước", "State management"],
    { as: "coded", list: [] },
    "quan ly nha nuoc|qlnn|trinh do qlnn|trinh do quan ly nha nuoc",
  ),
  own("foreignLanguages", ["Ngoại ngữ", "Foreign languages"], text(), "ngoai ngu|trinh do ngoai ngu"),
  own("itSkill", ["Tin học", "Computer skill"], text(), "tin hoc|trinh do tin hoc"),
  own(
    "positions",
    ["Chức vụ, đơn vị công tác hiện nay (nguyên văn)", "Present posts and units, as written"],
    text(2000),
    "chuc vu don vi cong tac|chuc vu don vi cong tac hien nay|chuc vu don vi|chuc vu noi cong tac|chuc danh don vi cong tac|chuc vu don vi cong tac hien tai|chuc vu va don vi cong tac|chuc vu chuc danh don vi cong tac hien nay|chuc vu co quan cong tac|chuc vu noi cong tac hien nay",
  ),
  field(
    "title",
    ["Chức vụ hiện nay", "Present post"],
    text(300),
    "chuc vu|chuc vu hien nay|chuc danh|chuc vu chuc danh|chuc vu hien tai|chuc vu dang dam nhiem|chuc vu chinh quyen",
  ),
  field(
    "unit",
    ["Đơn vị công tác", "Unit"],
    text(300),
    "don vi|don vi cong tac|co quan|noi cong tac|co quan don vi|co quan cong tac|don vi cong tac hien nay|co quan don vi cong tac",
  ),
  field(
    "titleFrom",
    ["Giữ chức vụ từ", "In the post since"],
    date,
    "tu ngay|ngay bo nhiem|thoi gian giu chuc vu|giu chuc vu tu|thoi diem bo nhiem|ngay giu chuc vu|thoi gian bo nhiem",
  ),
  own(
    "committeeCurrent",
    ["Cấp ủy hiện tại", "Party committee"],
    text(),
    "cap uy hien tai|cap uy|chuc vu dang|chuc vu dang hien tai",
  ),
  own("committeeConcurrent", ["Cấp ủy kiêm", "Concurrent committee"], text(), "cap uy kiem"),
  own(
    "mainWork",
    ["Công tác chính đang làm", "Main work"],
    text(),
    "cong tac chinh|cong tac chinh dang lam|cong viec chinh|cong viec dang lam",
  ),
  own(
    "rankName",
    ["Ngạch công chức", "Rank"],
    text(120),
    "ngach|ngach cong chuc|ten ngach|ngach cong chuc vien chuc|ngach bac",
  ),
  own("rankCode", ["Mã số ngạch", "Rank code"], text(40), "ma ngach|ma so ngach"),
  own("payStep", ["Bậc lương", "Pay step"], { as: "number", most: 10 }, "bac|bac luong|luong bac"),
  own(
    "payCoefficient",
    ["Hệ số lương", "Pay coefficient"],
    { as: "number", most: 10 },
    "he so|he so luong|luong he so|hsl",
  ),
  own(
    "payFrom",
    ["Hưởng lương từ tháng", "Paid so since"],
    { as: "month" },
    "huong tu|huong luong tu thang|thoi diem huong|ngay huong|huong tu thang",
  ),
  own(
    "positionAllowance",
    ["Phụ cấp chức vụ", "Position allowance"],
    { as: "number", most: 10 },
    "phu cap chuc vu|pccv|phu cap",
  ),
  field(
    "planTitle",
    ["Chức danh quy hoạch", "Planned for"],
    text(300),
    "chuc danh quy hoach|quy hoach|quy hoach chuc danh|chuc danh duoc quy hoach",
  ),
  field("planTerm", ["Nhiệm kỳ quy hoạch", "Term planned for"], text(40), "nhiem ky|nhiem ky quy hoach"),
  own("strengths", ["Sở trường công tác", "Strengths"], text(1000), "so truong|so truong cong tac"),
  own("rewards", ["Khen thưởng", "Rewards"], text(2000), "khen thuong"),
  own("discipline", ["Kỷ luật", "Discipline"], text(2000), "ky luat"),
  own("honours", ["Danh hiệu được phong", "Honours"], text(1000), "danh hieu|danh hieu duoc phong"),
  own("warInvalid", ["Thương binh loại", "War invalid"], text(120), "thuong binh|thuong binh loai|thuong binh hang"),
  own("martyrFamily", ["Gia đình liệt sĩ", "Martyr's family"], { as: "tick" }, "gia dinh liet si|con liet si"),
  own(
    "socialInsurance",
    ["Số sổ BHXH", "Social insurance number"],
    text(40),
    "so bhxh|bhxh|so so bhxh|so bao hiem xa hoi|so so bao hiem xa hoi",
  ),
  own("managingBody", ["Cơ quan quản lý", "Managing body"], text(), "co quan quan ly|co quan quan ly can bo"),
  own("employingBody", ["Cơ quan sử dụng", "Employing body"], text(), "co quan su dung|don vi su dung"),
  field("religion", ["Tôn giáo (không lấy từ bảng)", "Religion (not taken)"], { as: "nothing" }, "ton giao"),
  field(
    "familyOrigin",
    ["Thành phần gia đình (không lấy từ bảng)", "Family origin (not taken)"],
    { as: "nothing" },
    "thanh phan|thanh phan gia dinh|thanh phan xuat than|gia dinh xuat than|thanh phan gia dinh xuat than",
  ),
  field(
    "health",
    ["Sức khỏe (không lấy từ bảng)", "Health (not taken)"],
    { as: "nothing" },
    "suc khoe|tinh trang suc khoe",
  ),
];

export const listField = (key: string): ListField | undefined => byKey.get(key);
const byKey = new Map(listFields.map((each) => [each.key, each]));

/** Heads by what they are called; a name that two fields share belongs to the first. */
export const fieldsByName: ReadonlyMap<string, ListField> = new Map(
  listFields.toReversed().flatMap((each) => each.names.map((name) => [name, each] as const)),
);
