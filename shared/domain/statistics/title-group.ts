import { foldLoosely, foldVietnamese } from "../fold.ts";

/** Groups of titles that tables of moves tell apart. */
export const titleGroups = [
  "BI_THU",
  "PHO_BI_THU",
  "CHU_TICH_HDND",
  "CHU_TICH_UBND",
  "PHO_CHU_TICH",
  "TRUONG_PHONG_BAN",
  "PHO_PHONG_BAN",
  "DOAN_THE",
  "UY_VIEN",
  "KHAC",
] as const;
export type TitleGroup = (typeof titleGroups)[number];

export const titleGroupNames: Readonly<Record<TitleGroup, string>> = {
  BI_THU: "Bí thư",
  PHO_BI_THU: "Phó Bí thư",
  CHU_TICH_HDND: "Chủ tịch HĐND",
  CHU_TICH_UBND: "Chủ tịch UBND",
  PHO_CHU_TICH: "Phó Chủ tịch HĐND, UBND",
  TRUONG_PHONG_BAN: "Trưởng phòng, ban",
  PHO_PHONG_BAN: "Phó phòng, ban",
  DOAN_THE: "Mặt trận, đoàn thể",
  UY_VIEN: "Ủy viên",
  KHAC: "Chức danh khác",
};

/**
 * The group of a title as written on paper.
 *
 * Where one person holds several titles, the first of this order decides: secretary, chair of the People's Committee,
 * deputy secretary, chair of the council, then the rest as written. So "Phó Bí thư Đảng ủy, Chủ tịch UBND xã" counts
 * as a chair of the People's Committee, who is usually a deputy secretary as well.
 */
export function titleGroup(title: string): TitleGroup {
  const groups = parts(title).map(groupOfPart);
  const first = precedence.find((group) => groups.includes(group));
  return first ?? groups.find((group) => group !== "KHAC") ?? "KHAC";
}

/** What two legs of an exchange must share: the group, or the very words where the title fits no group. */
export const titleKey = (title: string): string => {
  const group = titleGroup(title);
  return group === "KHAC" || group === "UY_VIEN" || group === "DOAN_THE" ? foldLoosely(title) : group;
};

const precedence: readonly TitleGroup[] = ["BI_THU", "CHU_TICH_UBND", "PHO_BI_THU", "CHU_TICH_HDND"];

const parts = (title: string): string[] =>
  foldVietnamese(title)
    .replace(/[.]/g, " ")
    .split(/[,;/]| [-–] | kiem | dong thoi | va (?=chu tich|pho|bi thu|truong|uy vien)/)
    .map((part) => part.replace(/^\s*(?:q |quyen |phu trach )?/, "").trim());

/** Youth Union and Party cells have secretaries too, who are not the committee's. */
const ofAnother = "(?:ban chap hanh )?(?:doan|chi doan|huyen doan|thi doan|thanh doan|tinh doan|xa doan)\\b";
const front =
  /^(?:pho )?(?:chu tich|truong ban|chu nhiem)(?: thuong truc)? (?:uy ban )?(?:ub)?(?:mttq|mat tran|hoi (?!dong)|lien doan|cong doan|ldld)/;

const shapes: readonly (readonly [RegExp, TitleGroup])[] = [
  [new RegExp(`^(?:pho )?bi thu(?: thuong truc)? ${ofAnother}`), "DOAN_THE"],
  [/^(?:pho )?bi thu (?:chi bo|dang doan)\b/, "KHAC"],
  [/^pho bi thu\b/, "PHO_BI_THU"],
  [/^bi thu\b/, "BI_THU"],
  [front, "DOAN_THE"],
  [/^pho chu tich(?: thuong truc)? (?:hdnd|hoi dong nhan dan|ubnd|uy ban nhan dan)\b/, "PHO_CHU_TICH"],
  [/^chu tich (?:hdnd|hoi dong nhan dan)\b/, "CHU_TICH_HDND"],
  [/^chu tich (?:ubnd|uy ban nhan dan)\b/, "CHU_TICH_UBND"],
  [/^(?:pho truong|pho chanh|pho chu nhiem|pho giam doc|pho phong|pho ban)\b/, "PHO_PHONG_BAN"],
  [/^(?:truong phong|truong ban|chanh van phong|chanh thanh tra|chu nhiem|giam doc)\b/, "TRUONG_PHONG_BAN"],
  [/^(?:uy vien|huyen uy vien|thi uy vien|thanh uy vien|dang uy vien|tinh uy vien)\b/, "UY_VIEN"],
];

const groupOfPart = (part: string): TitleGroup => shapes.find(([shape]) => shape.test(part))?.[1] ?? "KHAC";
