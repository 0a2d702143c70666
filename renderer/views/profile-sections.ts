import type { CodeList } from "../../shared/domain/codes/code-list.ts";
import { degrees, politicalTheory } from "../../shared/domain/codes/education-codes.ts";
import { ethnicGroups } from "../../shared/domain/codes/ethnic-groups.ts";
import { familyOrigins, religions } from "../../shared/domain/codes/protected-codes.ts";
import type { Person } from "../../shared/domain/person.ts";
import type { Protected } from "../../shared/domain/protected.ts";
import type { profile } from "../text/vi/profile.ts";

/** Fields of a record that hold a kind of value. */
type FieldsOf<Kept, Value> = { [Field in keyof Kept]: Kept[Field] extends Value ? Field : never }[keyof Kept];

/** How a field is shown and typed. `item` is its number on form 2C/TCTW-98; null: above the items. */
type Shown<Kept> =
  | { readonly as: "text" | "area"; readonly field: FieldsOf<Kept, string>; readonly max: number }
  | { readonly as: "date" | "month"; readonly field: FieldsOf<Kept, string | null> }
  | { readonly as: "coded"; readonly field: FieldsOf<Kept, { text: string }>; readonly codes: CodeList }
  | {
      readonly as: "number";
      readonly field: FieldsOf<Kept, number | null>;
      readonly least: number;
      readonly most: number;
      readonly whole: boolean;
    }
  | { readonly as: "sex"; readonly field: FieldsOf<Kept, "NAM" | "NU" | null> }
  | { readonly as: "check"; readonly field: FieldsOf<Kept, boolean> };

export type FieldName = keyof (typeof profile)["field"];
export type HintName = keyof (typeof profile)["hint"];
export type FieldSpec<Kept extends Person | Protected = Person> = Shown<Kept> & {
  readonly item: number | null;
  readonly field: FieldName;
  readonly hint?: HintName;
  readonly wide?: true;
  readonly required?: true;
};

export interface ProfileSection {
  readonly name: Exclude<keyof (typeof profile)["section"], "protected" | "career" | "rotations">;
  readonly fields: readonly FieldSpec[];
}

/** Items 1 to 25 in the order of the form, without the restricted ones. */
export const sections: readonly ProfileSection[] = [
  {
    name: "identity",
    fields: [
      { item: null, field: "cadreNumber", as: "text", max: 40 },
      { item: 1, field: "birthName", as: "text", max: 120, required: true },
      { item: 1, field: "sex", as: "sex" },
      { item: 2, field: "otherNames", as: "text", max: 400 },
      { item: 3, field: "committeeCurrent", as: "text", max: 400 },
      { item: 3, field: "committeeConcurrent", as: "text", max: 400 },
      { item: 3, field: "positions", as: "area", max: 2000, wide: true },
      { item: 3, field: "positionAllowance", as: "text", max: 10 },
      { item: 4, field: "birthDate", as: "date" },
      { item: 5, field: "birthPlace", as: "text", max: 400 },
    ],
  },
  {
    name: "origin",
    fields: [
      { item: 6, field: "nativeCommune", as: "text", max: 400 },
      { item: 6, field: "nativeDistrict", as: "text", max: 400 },
      { item: 6, field: "nativeProvince", as: "text", max: 400 },
      { item: 7, field: "residence", as: "text", max: 400, wide: true },
      { item: 7, field: "phone", as: "text", max: 40 },
      { item: 8, field: "ethnicity", as: "coded", codes: ethnicGroups },
    ],
  },
  {
    name: "recruitment",
    fields: [
      { item: 12, field: "recruitDate", as: "date" },
      { item: 12, field: "recruitOrg", as: "text", max: 400 },
      { item: 13, field: "currentOrgDate", as: "date" },
      { item: 13, field: "revolutionDate", as: "date" },
      { item: 14, field: "partyJoinDate", as: "date" },
      { item: 14, field: "partyOfficialDate", as: "date" },
      { item: 15, field: "organisations", as: "area", max: 1000, hint: "organisations", wide: true },
      { item: 16, field: "enlistDate", as: "date" },
      { item: 16, field: "dischargeDate", as: "date" },
      { item: 16, field: "topRank", as: "text", max: 400 },
    ],
  },
  {
    name: "education",
    fields: [
      { item: 17, field: "generalEducation", as: "text", max: 40, hint: "generalEducation" },
      { item: 17, field: "highestDegree", as: "coded", codes: degrees, hint: "highestDegree" },
      { item: 17, field: "politicalTheory", as: "coded", codes: politicalTheory, hint: "politicalTheory" },
      { item: 17, field: "foreignLanguages", as: "text", max: 400, hint: "foreignLanguages" },
    ],
  },
  {
    name: "work",
    fields: [
      { item: 18, field: "mainWork", as: "text", max: 400, wide: true },
      { item: 19, field: "rankName", as: "text", max: 120 },
      { item: 19, field: "rankCode", as: "text", max: 40 },
      { item: 19, field: "payStep", as: "text", max: 10 },
      { item: 19, field: "payCoefficient", as: "text", max: 10 },
      { item: 19, field: "payFrom", as: "month" },
    ],
  },
  {
    name: "merits",
    fields: [
      { item: 20, field: "honours", as: "area", max: 1000, hint: "honours", wide: true },
      { item: 21, field: "strengths", as: "area", max: 1000 },
      { item: 21, field: "longestJob", as: "area", max: 1000 },
      { item: 22, field: "rewards", as: "area", max: 2000, hint: "rewards", wide: true },
      { item: 23, field: "discipline", as: "area", max: 2000, wide: true },
    ],
  },
  {
    name: "papers",
    fields: [
      { item: 25, field: "idNumber", as: "text", max: 20 },
      { item: 25, field: "warInvalid", as: "text", max: 120 },
      { item: 25, field: "martyrFamily", as: "check" },
    ],
  },
];

/** Items 9, 10, 11 and 24. */
export const restrictedFields: readonly FieldSpec<Protected>[] = [
  { item: 9, field: "religion", as: "coded", codes: religions },
  { item: 10, field: "familyOrigin", as: "coded", codes: familyOrigins, hint: "familyOrigin", wide: true },
  { item: 11, field: "priorOccupation", as: "text", max: 400, hint: "priorOccupation", wide: true },
  { item: 24, field: "health", as: "text", max: 400, hint: "health", wide: true },
  { item: 24, field: "heightCm", as: "number", least: 50, most: 250, whole: true },
  { item: 24, field: "weightKg", as: "number", least: 20, most: 300, whole: false },
  { item: 24, field: "bloodGroup", as: "text", max: 10 },
];
