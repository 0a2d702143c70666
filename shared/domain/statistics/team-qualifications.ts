import type { CodeList } from "../codes/code-list.ts";
import { codeOf } from "../codes/code-list.ts";
import { degrees, politicalTheory } from "../codes/education-codes.ts";
import { ranks } from "../codes/rank-codes.ts";
import { stateManagement } from "../codes/training-codes.ts";
import type { Training } from "../dossier.ts";
import { foldVietnamese } from "../fold.ts";
import type { Person } from "../person.ts";
import type { Coded } from "../primitives.ts";

/** What the form of number and quality reads of a file; nothing protected is among it. */
export type TeamPerson = Pick<
  Person,
  | "sex"
  | "birthDate"
  | "ethnicity"
  | "partyJoinDate"
  | "rankCode"
  | "rankName"
  | "highestDegree"
  | "politicalTheory"
  | "stateManagement"
  | "foreignLanguages"
  | "itSkill"
>;

/**
 * The column of a rank (7 to 11), or null where it is none of these and no equivalent.
 *
 * The five ranks of administration by code or name; ranks of other branches by how their name ends: "… cao cấp",
 * "… chính", "… trung cấp", "…viên" (Kế toán viên chính, Thanh tra viên).
 */
export function rankColumn({ rankCode, rankName }: Pick<Person, "rankCode" | "rankName">): number | null {
  const place = ranks.findIndex(({ code }) => code === rankCode.trim());
  if (place >= 0) return 7 + place;
  const name = foldVietnamese(rankName).replace(/ \(.*$/, "");
  if (name === "") return null;
  const named = ranks.findIndex(({ vi }) => foldVietnamese(vi) === name);
  if (named >= 0) return 7 + named;
  if (/\bhang\b/.test(name)) return null; // public employees are graded by class, not by these ranks
  if (name.endsWith(" cao cap")) return 7;
  if (name.endsWith(" chinh")) return 8;
  if (name.endsWith(" trung cap")) return 10;
  return name.startsWith("nhan vien") ? 11 : name.endsWith("vien") ? 9 : null;
}

/** Of the doctors of a speciality, level II counts with doctors and level I with masters. */
const degreeColumns: Readonly<Record<string, number>> = {
  TSKH: 12,
  TS: 12,
  CK2: 12,
  CK1: 13,
  THS: 13,
  DH: 14,
  CD: 15,
  TC: 16,
  SC: 17,
};
const theoryColumns: Readonly<Record<string, number>> = { CN: 18, CC: 19, TC: 20, SC: 21 };
const managementColumns: Readonly<Record<string, number>> = { CVCC: 29, CVC: 30, CV: 31 };

export const degreeColumn = ({ highestDegree }: Pick<Person, "highestDegree">): number | null =>
  columnOf(degreeColumns, degrees, highestDegree);
export const theoryColumn = (person: Pick<Person, "politicalTheory">): number | null =>
  columnOf(theoryColumns, politicalTheory, person.politicalTheory);
export const managementColumn = (person: Pick<Person, "stateManagement">): number | null =>
  columnOf(managementColumns, stateManagement, person.stateManagement);

/** Column 22 or 23, the higher of what the item and the rows of training say. */
export function itColumn({ itSkill }: Pick<Person, "itSkill">, rows: readonly Training[]): number | null {
  const said = [itSkill, ...rows.filter(({ kind }) => kind === "TIN_HOC").map((row) => `${row.diploma} ${row.major}`)];
  const levels = said.map(foldVietnamese).filter((text) => !isNothing(text));
  if (levels.length === 0) return null;
  return levels.some((text) => /\b(trung cap|cao dang)\b/.test(text) || degreeWords.test(text)) ? 22 : 23;
}

/** Columns of languages: English (24, 25), others (26, 27), ethnic ones (28); in each the higher one. */
export function languageColumns(
  { foreignLanguages }: Pick<Person, "foreignLanguages">,
  rows: readonly Training[],
): readonly number[] {
  const said = [
    ...foreignLanguages.split(/[;,/+&]|\bvà\b/u),
    ...rows.filter(({ kind }) => kind === "NGOAI_NGU").map((row) => `${row.major} ${row.diploma}`),
  ]
    .map(foldVietnamese)
    .filter((text) => !isNothing(text));
  const found = new Set<number>();
  for (const text of said) {
    const degree = degreeWords.test(text);
    if (ethnicLanguage.test(text)) found.add(28);
    else if (/\b(anh|english|toeic|toefl|ielts)\b/.test(text)) found.add(degree ? 24 : 25);
    else if (otherLanguage.test(text)) found.add(degree ? 26 : 27);
    // A bare level ("B1", "Chứng chỉ B") names no language: offices mean English.
    else if (/^(?:(?:chung chi|trinh do|bac) ?)?(?:[a-d][12]?|[1-6](?:\/6)?)$/.test(text)) found.add(25);
    else found.add(degree ? 26 : 27);
  }
  if (found.has(24)) found.delete(25);
  if (found.has(26)) found.delete(27);
  return [...found];
}

/** A degree in the thing itself, not a certificate. */
const degreeWords = /\b(dai hoc|cu nhan|ky su|thac si|tien si|tren dai hoc)\b/;
const otherLanguage = /\b(nga|phap|trung|hoa|lao|duc|nhat|han|thai lan|khmer|campuchia|tay ban nha)\b/;
const ethnicLanguage =
  /\bdan toc\b|\bh'?mong\b|\bmong\b|\bkho[- ]?mu\b|\bo ?du\b|\btieng (?:thai(?! lan)|tho|tay|nung|muong|dao)\b|^thai(?! lan)\b/;

/** Blank, a dash, "không", "chưa qua". */
const isNothing = (folded: string): boolean => /^(?:[-–.…\s]*|khong(?: co| biet)?|chua.*|0)$/.test(folded);

const columnOf = (columns: Readonly<Record<string, number>>, list: CodeList, { code, text }: Coded): number | null =>
  columns[code ?? codeOf(list, text) ?? ""] ?? null;
