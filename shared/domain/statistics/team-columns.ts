/** How ages are told: completed years on the day, or the year of the day less the year of birth. */
export type AgeMeasure = "completed" | "year";

/** A column of the form: its number, and what it counts. */
export interface TeamColumn {
  readonly no: number; // 1 to 38, as printed
  readonly vi: string;
  readonly en: string;
}

/** A head over several columns. A column that no head of a row covers reaches up into that row. */
export interface TeamHead {
  readonly from: number; // number of its first column
  readonly to: number; // and of its last
  readonly vi: string;
  readonly en: string;
}

const column = (no: number, vi: string, en: string): TeamColumn => ({ no, vi, en });

/**
 * The columns of the State form of number and quality of a team, in the order printed ("TĐ": tương đương, equivalents).
 * Source: the form that came with Circular 11/2012/TT-BNV, as three public systems print it.
 */
export const teamColumns: readonly TeamColumn[] = [
  column(1, "Tổng số biên chế được giao", "Establishment"),
  column(2, "Tổng số hiện có", "Present"),
  column(3, "Nữ", "Women"),
  column(4, "Đảng viên", "Party members"),
  column(5, "Dân tộc thiểu số", "Ethnic minority"),
  column(6, "Tôn giáo", "Religion"),
  column(7, "Chuyên viên cao cấp & TĐ", "Senior specialist and equivalent"),
  column(8, "Chuyên viên chính & TĐ", "Principal specialist and equivalent"),
  column(9, "Chuyên viên & TĐ", "Specialist and equivalent"),
  column(10, "Cán sự & TĐ", "Clerical officer and equivalent"),
  column(11, "Nhân viên", "Staff"),
  column(12, "Tiến sĩ", "Doctor"),
  column(13, "Thạc sĩ", "Master"),
  column(14, "Đại học", "University"),
  column(15, "Cao đẳng", "College"),
  column(16, "Trung cấp", "Intermediate"),
  column(17, "Sơ cấp", "Elementary"),
  column(18, "Cử nhân", "Bachelor"),
  column(19, "Cao cấp", "Advanced"),
  column(20, "Trung cấp", "Intermediate"),
  column(21, "Sơ cấp", "Elementary"),
  column(22, "Trung cấp trở lên", "Intermediate or higher"),
  column(23, "Chứng chỉ", "Certificate"),
  column(24, "Đại học trở lên", "University or higher"),
  column(25, "Chứng chỉ (A, B, C)", "Certificate (A, B, C)"),
  column(26, "Đại học trở lên", "University or higher"),
  column(27, "Chứng chỉ", "Certificate"),
  column(28, "Chứng chỉ tiếng dân tộc", "Certificate of an ethnic language"),
  column(29, "Chuyên viên cao cấp & TĐ", "Senior specialist and equivalent"),
  column(30, "Chuyên viên chính & TĐ", "Principal specialist and equivalent"),
  column(31, "Chuyên viên & TĐ", "Specialist and equivalent"),
  column(32, "Từ 30 trở xuống", "30 or younger"),
  column(33, "Từ 31 đến 40", "31 to 40"),
  column(34, "Từ 41 đến 50", "41 to 50"),
  column(35, "Tổng số", "Total"),
  column(36, "Nữ từ 51 đến 55", "Women 51 to 55"),
  column(37, "Nam từ 56 đến 60", "Men 56 to 60"),
  column(38, "Trên tuổi nghỉ hưu", "Above retirement age"),
];

/** The two rows of heads over the columns, the upper one first. */
export const teamHeads: readonly [readonly TeamHead[], readonly TeamHead[]] = [
  [
    { from: 3, to: 6, vi: "Trong đó", en: "Of these" },
    { from: 7, to: 11, vi: "Chia theo ngạch", en: "By rank" },
    { from: 12, to: 31, vi: "Chia theo trình độ", en: "By qualification" },
    { from: 32, to: 38, vi: "Chia theo độ tuổi", en: "By age" },
  ],
  [
    { from: 12, to: 17, vi: "Chuyên môn", en: "Professional" },
    { from: 18, to: 21, vi: "Chính trị", en: "Political theory" },
    { from: 22, to: 23, vi: "Tin học", en: "Computing" },
    { from: 24, to: 25, vi: "Tiếng Anh", en: "English" },
    { from: 26, to: 27, vi: "Ngoại ngữ khác", en: "Other languages" },
    { from: 29, to: 31, vi: "Quản lý nhà nước", en: "State management" },
    { from: 35, to: 37, vi: "Từ 51 đến 60", en: "51 to 60" },
  ],
];

/** Columns into which everybody falls at most once; who falls into none stands in the row's `rest`. */
export const teamFamilies = {
  rank: [7, 8, 9, 10, 11],
  degree: [12, 13, 14, 15, 16, 17],
  theory: [18, 19, 20, 21],
  it: [22, 23],
  english: [24, 25],
  otherLanguage: [26, 27],
  stateManagement: [29, 30, 31],
  age: [32, 33, 34, 35, 38],
} as const satisfies Readonly<Record<string, readonly number[]>>;
export type TeamFamily = keyof typeof teamFamilies;

/** The columns of the State form as families of a sheet; each but `among` and `age` parts the people of a row, with those of whom nothing is known left out. */
export const teamParts: readonly (readonly [name: string, from: number, to: number])[] = [
  ["staff", 1, 2],
  ["among", 3, 6],
  ["rank", 7, 11],
  ["teamDegree", 12, 17],
  ["teamTheory", 18, 21],
  ["it", 22, 23],
  ["english", 24, 25],
  ["otherLanguage", 26, 27],
  ["minorityLanguage", 28, 28],
  ["teamStateManagement", 29, 31],
  ["teamAge", 32, 38],
];

/** What stands below the sheet, so that nobody has to guess how it was counted. */
export const teamNotes = {
  completed: {
    vi: "Tuổi tính theo số năm tròn đến ngày lập biểu.",
    en: "Age is counted in completed years on the day of the sheet.",
  },
  year: {
    vi: "Tuổi tính bằng năm lập biểu trừ năm sinh.",
    en: "Age is counted as the year of the sheet less the year of birth.",
  },
  religion: {
    vi: "Cột 6 để trống: tôn giáo là thông tin được bảo vệ, không đưa vào thống kê.",
    en: "Column 6 stays empty: religion is protected and never enters statistics.",
  },
  place: {
    vi: "Mỗi người được tính một lần, tại nơi giữ chức vụ chính thức mới nhất.",
    en: "Everybody is counted once, where their latest substantive post is.",
  },
  now: {
    vi: "Ngạch và trình độ theo hồ sơ hiện có.",
    en: "Ranks and qualifications are those on file now.",
  },
  age: {
    vi: "Người đã quá tuổi nghỉ hưu chỉ tính ở cột 38; người trên 60 chưa đến tuổi nghỉ hưu không thuộc cột nào.",
    en: "Who is above retirement age is in column 38 only; who is over 60 and below it is in no column.",
  },
} as const;
