import { sexes } from "../../shared/domain/codes/person-codes.ts";
import type { profile } from "../text/vi/profile.ts";
import { type FieldSpec, fieldsOf, isRestricted } from "./profile-fields.ts";
import { type TableSpec, tables } from "./profile-tables.ts";

export type SectionName = keyof (typeof profile)["section"];

/** A part of a file: single fields, and tables below them. Restricted ones show nothing until their opening is noted. */
export interface ProfileSection {
  readonly name: SectionName;
  readonly items: string; // numbers on form 2C/TCTW-98, as the index shows them
  readonly fields: readonly FieldSpec[];
  readonly tables: readonly TableSpec[];
  readonly restricted: boolean;
}

const section = (
  name: SectionName,
  items: string,
  fields: readonly FieldSpec[],
  ...kinds: readonly (keyof typeof tables)[]
): ProfileSection => ({
  name,
  items,
  fields,
  tables: kinds.map((kind) => tables[kind]),
  restricted: [...fields, ...kinds.map((kind) => tables[kind])].some(({ kind }) => isRestricted(kind)),
});

/** The whole file in the order of form 2C/TCTW-98; what only the later forms ask for stands where it belongs. */
export const sections: readonly ProfileSection[] = [
  section(
    "identity",
    "1–5",
    fieldsOf("person", [
      { field: "birthName", as: "text", max: 120, required: true },
      { field: "sex", as: "choice", codes: sexes, empty: true },
      { field: "otherNames", as: "text", max: 400 },
      { field: "cadreNumber", as: "text", max: 40 },
      { field: "personalNumber", as: "text", max: 20 },
      { field: "managingBody", as: "text", max: 400 },
      { field: "employingBody", as: "text", max: 400 },
      { field: "committeeCurrent", as: "text", max: 400 },
      { field: "committeeConcurrent", as: "text", max: 400 },
      { field: "positions", as: "area", max: 2000, wide: true },
      { field: "concurrentPositions", as: "area", max: 1000, wide: true },
      { field: "appointedOn", as: "date" },
      { field: "reappointedOn", as: "date" },
      { field: "positionAllowance", as: "text", max: 10 },
      { field: "birthDate", as: "date" },
      { field: "birthPlace", as: "text", max: 400 },
      { field: "birthCommune", as: "text", max: 400 },
      { field: "birthDistrict", as: "text", max: 400 },
      { field: "birthProvince", as: "text", max: 400 },
    ]),
  ),
  section(
    "origin",
    "6–8",
    fieldsOf("person", [
      { field: "nativeCommune", as: "text", max: 400 },
      { field: "nativeDistrict", as: "text", max: 400 },
      { field: "nativeProvince", as: "text", max: 400 },
      { field: "residence", as: "text", max: 400, wide: true },
      { field: "phone", as: "text", max: 40 },
      { field: "permanentResidence", as: "text", max: 400 },
      { field: "ethnicity", as: "coded", list: "ETHNIC" },
    ]),
  ),
  section(
    "protected",
    "9–11, 24",
    fieldsOf("protected", [
      { field: "religion", as: "coded", list: "RELIGION" },
      { field: "familyOrigin", as: "coded", list: "FAMILY_ORIGIN", hint: "familyOrigin", wide: true },
      { field: "priorOccupation", as: "text", max: 400, hint: "priorOccupation", wide: true },
      { field: "health", as: "text", max: 400, hint: "health", wide: true },
      { field: "heightCm", as: "number", least: 50, most: 250, whole: true },
      { field: "weightKg", as: "number", least: 20, most: 300, whole: false },
      { field: "bloodGroup", as: "text", max: 10 },
    ]),
  ),
  section(
    "recruitment",
    "12–16",
    fieldsOf("person", [
      { field: "recruitDate", as: "date" },
      { field: "recruitOrg", as: "text", max: 400 },
      { field: "currentOrgDate", as: "date" },
      { field: "revolutionDate", as: "date" },
      { field: "partyJoinDate", as: "date" },
      { field: "partyOfficialDate", as: "date" },
      { field: "enlistDate", as: "date" },
      { field: "dischargeDate", as: "date" },
      { field: "topRank", as: "text", max: 400 },
      { field: "organisations", as: "area", max: 1000, hint: "organisations", wide: true },
    ]),
    "membership",
  ),
  section(
    "education",
    "17",
    fieldsOf("person", [
      { field: "generalEducation", as: "text", max: 40, hint: "generalEducation" },
      { field: "highestDegree", as: "coded", list: "DEGREE", hint: "highestDegree" },
      { field: "academicTitle", as: "coded", list: "ACADEMIC_TITLE" },
      { field: "politicalTheory", as: "coded", list: "POL_THEORY", hint: "politicalTheory" },
      { field: "stateManagement", as: "coded", list: "STATE_MGMT" },
      { field: "foreignLanguages", as: "text", max: 400, hint: "foreignLanguages" },
      { field: "itSkill", as: "text", max: 400 },
    ]),
  ),
  section(
    "work",
    "18–19",
    fieldsOf("person", [
      { field: "mainWork", as: "text", max: 400, wide: true },
      { field: "rankName", as: "text", max: 120 },
      { field: "rankCode", as: "text", max: 40 },
      { field: "rankAppointedOn", as: "date" },
      { field: "payStep", as: "text", max: 10 },
      { field: "payCoefficient", as: "text", max: 10 },
      { field: "payFrom", as: "month" },
      { field: "payPercent", as: "text", max: 10 },
      { field: "senioritySupplement", as: "text", max: 10 },
      { field: "senioritySupplementFrom", as: "month" },
      { field: "concurrentAllowance", as: "text", max: 40 },
      { field: "otherAllowance", as: "text", max: 120 },
      { field: "jobPosition", as: "text", max: 200 },
      { field: "jobPositionCode", as: "text", max: 40 },
      { field: "jobPositionStep", as: "text", max: 10 },
      { field: "jobPositionPay", as: "text", max: 40 },
      { field: "jobPositionPayFrom", as: "month" },
      { field: "jobPositionPercent", as: "text", max: 10 },
      { field: "jobPositionSupplement", as: "text", max: 10 },
      { field: "jobPositionSupplementFrom", as: "month" },
    ]),
  ),
  section(
    "merits",
    "20–23",
    fieldsOf("person", [
      { field: "honours", as: "area", max: 1000, hint: "honours", wide: true },
      { field: "strengths", as: "area", max: 1000 },
      { field: "longestJob", as: "area", max: 1000 },
      { field: "rewards", as: "area", max: 2000, hint: "rewards", wide: true },
      { field: "discipline", as: "area", max: 2000, wide: true },
    ]),
    "reward",
    "disciplinary-action",
    "yearly-rating",
  ),
  section(
    "papers",
    "25",
    fieldsOf("person", [
      { field: "idNumber", as: "text", max: 20 },
      { field: "idIssuedOn", as: "date" },
      { field: "socialInsurance", as: "text", max: 40 },
      { field: "healthInsurance", as: "text", max: 40 },
      { field: "warInvalid", as: "text", max: 120 },
      { field: "policyCategory", as: "text", max: 400 },
      { field: "martyrFamily", as: "check" },
    ]),
  ),
  section("training", "26", [], "training"),
  section("career", "27", [], "assignment"),
  section("plan", "24/2023", [], "plan-entry"),
  section("rotations", "", []),
  section(
    "past",
    "28–29",
    fieldsOf("protected", [
      { field: "arrests", as: "area", max: 4000, wide: true },
      { field: "oldRegime", as: "area", max: 4000, wide: true },
      { field: "foreignOrganisations", as: "area", max: 4000, wide: true },
      { field: "relativesAbroad", as: "area", max: 4000, wide: true },
    ]),
    "old-regime-service",
    "foreign-tie",
  ),
  section("family", "30", [], "relativeOwn", "relativeSpouse"),
  section("pay", "31", [], "pay-step", "allowance"),
  section(
    "economy",
    "31",
    fieldsOf("economy", [
      { field: "salaryIncome", as: "text", max: 120 },
      { field: "otherIncome", as: "text", max: 120 },
      { field: "grantedHouse", as: "text", max: 120 },
      { field: "grantedHouseArea", as: "text", max: 20 },
      { field: "ownHouse", as: "text", max: 120 },
      { field: "ownHouseArea", as: "text", max: 20 },
      { field: "houseCertificate", as: "text", max: 200 },
      { field: "grantedLandArea", as: "text", max: 20 },
      { field: "boughtLandArea", as: "text", max: 20 },
      { field: "landCertificate", as: "text", max: 200 },
      { field: "productionLand", as: "text", max: 400, wide: true },
    ]),
  ),
  section("assessment", "32/2008", [], "assessment"),
  section("scans", "", [], "attachment"),
];

const byField = new Map<string, { readonly spec: FieldSpec; readonly section: SectionName }>();
for (const { name, fields, tables: own } of sections)
  for (const spec of [...fields, ...own.flatMap(({ columns }) => columns)])
    if (!byField.has(`${spec.kind}.${spec.field}`)) byField.set(`${spec.kind}.${spec.field}`, { spec, section: name });

/** How the file shows a field of a kind; undefined where it does not. */
export const fieldSpec = (kind: string, field: string): FieldSpec | undefined => byField.get(`${kind}.${field}`)?.spec;

/** Where in the file a field stands; null where nowhere. */
export const sectionOf = (kind: string, field: string): SectionName | null =>
  byField.get(`${kind}.${field}`)?.section ?? (kind === "attachment" ? "scans" : null);
