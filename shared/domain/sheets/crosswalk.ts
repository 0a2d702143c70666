import { emptyValue } from "../blank-records.ts";
import type { Json } from "../primitives.ts";
import type { RecordKind, RecordOf } from "../record-kinds.ts";

/** The three CV forms: 2C/TCTW-98 (Party), 2C-BNV/2008 (State), and the unified form of Circular 06/2023/TT-BNV. */
export const formNames = ["2c-98", "2c-2008", "tt06-2023"] as const;
export type FormName = (typeof formNames)[number];

/** Tables of a file that a form prints and everybody may read; protected ones beside them. */
export const openTables = [
  "assignment",
  "training",
  "membership",
  "pay-step",
  "allowance",
  "reward",
  "disciplinary-action",
  "yearly-rating",
  "assessment",
  "plan-entry",
  "attachment",
] as const;
export const protectedTables = ["old-regime-service", "foreign-tie", "relative"] as const;
export type PrintedOpenTable = (typeof openTables)[number];
export type PrintedProtectedTable = (typeof protectedTables)[number];
export type PrintedKind = "person" | "protected" | "economy" | PrintedOpenTable | PrintedProtectedTable;

/** One person's records that are not protected, by kind; withdrawn rows may be among them and are not printed. */
export type OpenDossier = { readonly person: RecordOf<"person"> } & {
  readonly [Kind in PrintedOpenTable]: readonly RecordOf<Kind>[];
};
/** The protected ones. Whoever reads them has noted the access in the ledger first. */
export type SealedDossier = {
  readonly protected: RecordOf<"protected">;
  readonly economy: RecordOf<"economy">;
} & { readonly [Kind in PrintedProtectedTable]: readonly RecordOf<Kind>[] };
/** One person's records by kind; the protected ones are absent where nobody asked for them. */
export type Dossier = OpenDossier & Partial<SealedDossier>;

/** Where each form prints a field: item numbers as on paper, "–" between two; null: the form has no such item. */
export interface CrosswalkRow {
  readonly kind: PrintedKind;
  readonly field: string;
  readonly items: Readonly<Record<FormName, string | null>>;
}

type Items = readonly [old: string | null, state: string | null, unified: string | null];
type Fields<Kind extends RecordKind> = Partial<Record<keyof RecordOf<Kind> & string, Items>>;

/** "đầu": above the items; "ảnh": the box for the portrait. */
const printed: { readonly [Kind in PrintedKind]: Fields<Kind> } = {
  person: {
    cadreNumber: ["đầu", "đầu", "đầu"],
    managingBody: [null, "đầu", "đầu"],
    employingBody: [null, "đầu", "đầu"],
    personalNumber: [null, null, "đầu"],
    birthName: ["1", "1", "1"],
    sex: ["1", "3", "1"],
    otherNames: ["2", "2", "2"],
    committeeCurrent: ["3", "12", "26"],
    committeeConcurrent: ["3", "12", "27"],
    positions: ["3", "12", "23"],
    concurrentPositions: ["3", "12", "25"],
    appointedOn: [null, null, "23"],
    reappointedOn: [null, null, "23"],
    positionAllowance: ["3", "14", "30.2"],
    concurrentAllowance: [null, null, "30.2"],
    otherAllowance: [null, "14", "30.2"],
    birthDate: ["4", "3", "3"],
    birthPlace: ["5", "4", "4"],
    birthCommune: ["5", "4", "4"],
    birthDistrict: ["5", "4", "4"],
    birthProvince: ["5", "4", "4"],
    nativeCommune: ["6", "5", "5"],
    nativeDistrict: ["6", "5", "5"],
    nativeProvince: ["6", "5", "5"],
    permanentResidence: [null, "8", null],
    residence: ["7", "9", "10"],
    phone: ["7", null, "8"],
    ethnicity: ["8", "6", "6"],
    recruitDate: ["12", "11", "13"],
    recruitOrg: ["12", "11", "13"],
    currentOrgDate: ["13", null, "14"],
    revolutionDate: ["13", null, null],
    partyJoinDate: ["14", "16", "15"],
    partyOfficialDate: ["14", "16", "15"],
    organisations: ["15", "17", "16"],
    enlistDate: ["16", "18", "17"],
    dischargeDate: ["16", "18", "17"],
    topRank: ["16", "18", "17"],
    generalEducation: ["17", "15.1", "19"],
    highestDegree: ["17", "15.2", "20"],
    academicTitle: ["17", null, "21"],
    politicalTheory: ["17", "15.3", "32.2"],
    stateManagement: [null, "15.4", "32.3"],
    foreignLanguages: ["17", "15.5", "32.6"],
    itSkill: [null, "15.6", "32.5"],
    mainWork: ["18", "13", "28"],
    rankName: ["19", "14", "30.1"],
    rankCode: ["19", "14", "30.1"],
    payStep: ["19", "14", "30.1"],
    payCoefficient: ["19", "14", "30.1"],
    payFrom: ["19", "14", "30.1"],
    rankAppointedOn: [null, null, "30.1"],
    payPercent: [null, null, "30.1"],
    senioritySupplement: [null, null, "30.1"],
    senioritySupplementFrom: [null, null, "30.1"],
    jobPosition: [null, null, "30.3"],
    jobPositionCode: [null, null, "30.3"],
    jobPositionStep: [null, null, "30.3"],
    jobPositionPay: [null, null, "30.3"],
    jobPositionPayFrom: [null, null, "30.3"],
    jobPositionPercent: [null, null, "30.3"],
    jobPositionSupplement: [null, null, "30.3"],
    jobPositionSupplementFrom: [null, null, "30.3"],
    honours: ["20", "19", "22"],
    strengths: ["21", "20", "29"],
    longestJob: ["21", null, "29"],
    rewards: ["22", "21", "35.1"],
    discipline: ["23", "22", "35.2"],
    idNumber: ["25", "25", "8"],
    idIssuedOn: [null, "25", "8"],
    socialInsurance: [null, "26", "9"],
    healthInsurance: [null, null, "9"],
    warInvalid: ["25", "24", "18"],
    martyrFamily: ["25", "24", "18"],
    policyCategory: [null, "24", "18"],
  },
  protected: {
    religion: ["9", "7", "7"],
    familyOrigin: ["10", null, "11"],
    priorOccupation: ["11", "10", "12"],
    health: ["24", "23", "31"],
    heightCm: ["24", "23", "31"],
    weightKg: ["24", "23", "31"],
    bloodGroup: ["24", "23", "31"],
    arrests: ["28", "29", "34.1"],
    oldRegime: ["28", "29", "34.2"],
    foreignOrganisations: ["29", "29", "34.3"],
    relativesAbroad: ["29", "29", null],
  },
  assignment: {
    title: ["27", "28", "33"],
    unitText: ["27", "28", "33"],
    nature: ["3", "12", "25"], // a concurrent post says so, or stands apart
    from: ["27", "28", "33"],
    to: ["27", "28", "33"],
  },
  training: {
    kind: [null, null, "32"], // which of the tables 32.1 to 32.6
    school: ["26", "27", "32"],
    major: ["26", "27", "32"],
    from: ["26", "27", "32"],
    to: ["26", "27", "32"],
    mode: ["26", "27", "32"], // 32.1 and 32.2
    diploma: ["26", "27", "32"],
    score: [null, null, "32.6"],
  },
  membership: {
    organisation: ["15", "17", "16"],
    role: [null, "17", null],
    from: ["15", "17", "16"],
  },
  "pay-step": {
    from: ["31", "31", "37.1"],
    to: [null, null, "37.1"],
    rankCode: ["31", "31", "37.1"],
    step: ["31", "31", "37.1"],
    coefficient: ["31", "31", "37.1"],
    positionPay: [null, null, "37.1"],
  },
  allowance: {
    from: [null, null, "37.2"],
    to: [null, null, "37.2"],
    allowance: [null, null, "37.2"],
    percent: [null, null, "37.2"],
    coefficient: [null, null, "37.2"],
    manner: [null, null, "37.2"],
    amount: [null, null, "37.2"],
  },
  reward: {
    year: ["22", "21", "35.1"],
    reward: ["22", "21", "35.1"],
    professionalRating: [null, null, "35.1"],
    emulationRating: [null, null, "35.1"],
    decisionText: [null, null, "35.1"],
  },
  "yearly-rating": {
    year: [null, null, "35.1"],
    rating: [null, null, "35.1"],
  },
  "disciplinary-action": {
    side: ["23", "22", "35.2"],
    form: ["23", "22", "35.2"],
    from: ["23", "22", "35.2"],
    to: [null, null, "35.2"],
    breach: ["23", null, "35.2"],
    issuer: ["23", null, "35.2"],
  },
  assessment: { text: [null, "32", "38"] },
  "plan-entry": { title: [null, null, "24"], term: [null, null, "24"] },
  attachment: { role: ["ảnh", "ảnh", "ảnh"], blob: ["ảnh", "ảnh", "ảnh"] },
  "old-regime-service": {
    from: ["28", "29", "34.2"],
    to: ["28", "29", "34.2"],
    work: ["28", "29", "34.2"],
  },
  "foreign-tie": {
    from: ["29", "29", "34.3"],
    to: ["29", "29", "34.3"],
    organisation: ["29", "29", "34.3"],
  },
  relative: {
    side: ["30", "30", "36"], // which of the two tables
    relation: ["30", "30", "36"],
    name: ["30", "30", "36"],
    birthYear: ["30", "30", "36"],
    details: ["30", "30", "36"],
    abroad: ["29", "29", null], // named under relatives abroad too
  },
  economy: {
    salaryIncome: ["31", null, "37.3"],
    otherIncome: ["31", null, "37.3"],
    grantedHouse: ["31", null, "37.3"],
    grantedHouseArea: ["31", null, "37.3"],
    ownHouse: ["31", null, "37.3"],
    ownHouseArea: ["31", null, "37.3"],
    houseCertificate: [null, null, "37.3"],
    grantedLandArea: ["31", null, "37.3"],
    boughtLandArea: ["31", null, "37.3"],
    landCertificate: [null, null, "37.3"],
    productionLand: ["31", null, "37.3"],
  },
};

/** Fields of printed kinds that stand on no form, with the reason; a test holds both lists against the schemas. */
export const notPrinted: Readonly<Record<string, string>> = {
  "*.id": "names the record",
  "*.personId": "names the file",
  "*.withdrawn": "a withdrawn row is not printed at all",
  "person.custodian": "who keeps the file, not what it says",
  "assignment.unitId": "the form prints the unit as written",
  "assignment.postId": "the form prints the title as written",
  "assignment.decisionId": "no form asks for the decision",
  "assignment.rotationId": "no form asks for the move",
  "membership.to": "the forms ask for the day of joining",
  "yearly-rating.issuer": "no column",
  "yearly-rating.note": "no column",
  "assessment.date": "decides which one is printed",
  "assessment.issuer": "the form is signed by who assessed",
  "plan-entry.postId": "the form prints the title as written",
  "plan-entry.from": "no form asks for it",
  "plan-entry.to": "decides whether the entry is printed",
  "plan-entry.decisionId": "no form asks for it",
  "plan-entry.note": "the office's own",
  "attachment.media": "how the bytes are kept",
  "attachment.bytes": "how the bytes are kept",
  "attachment.kind": "of a scan: the list of documents, not the form",
  "attachment.number": "of a scan",
  "attachment.date": "of a scan",
  "attachment.issuer": "of a scan",
  "attachment.pages": "of a scan",
  "attachment.addedOn": "decides which portrait is printed",
};

/** Every field that any of the three forms prints, once. */
export const crosswalk: readonly CrosswalkRow[] = Object.entries(printed).flatMap(([kind, fields]) =>
  Object.entries<Items>(fields).map(([field, [old, state, unified]]) => ({
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys of a record over the printed kinds
    kind: kind as PrintedKind,
    field,
    items: { "2c-98": old, "2c-2008": state, "tt06-2023": unified },
  })),
);

/** A field that a form prints and of which the file says nothing. */
export interface MissingField {
  readonly kind: PrintedKind;
  readonly field: string; // of a table without a row: its first column
  readonly item: string;
}

/**
 * What a form asks of everybody and the file does not say, in the form's order.
 *
 * Left out is what is blank for many people by right: other names, military service, honours, discipline … A text as
 * written and the rows of its table stand for each other. Protected fields are looked at only where they were handed in.
 */
export function missingFor(form: FormName, dossier: Dossier): readonly MissingField[] {
  const missing: MissingField[] = [];
  for (const { kind, field, items } of crosswalk) {
    const item = items[form];
    const expects = expected[kind]?.[field];
    if (item === null || expects === undefined) continue;
    const said = saysAnything(dossier, kind, field);
    if (said === null || said || expects.some(([other, its]) => saysAnything(dossier, other, its) === true)) continue;
    missing.push({ kind, field, item });
  }
  return missing.toSorted((a, b) => order(a.item) - order(b.item));
}

/** Fields that every file should have; behind each, what may stand for it. */
const expected: Partial<Record<PrintedKind, Readonly<Record<string, readonly (readonly [PrintedKind, string])[]>>>> = {
  person: {
    ...Object.fromEntries(
      [
        "cadreNumber",
        "managingBody",
        "employingBody",
        "personalNumber",
        "birthName",
        "sex",
        "birthDate",
        "nativeCommune",
        "nativeProvince",
        "permanentResidence",
        "residence",
        "phone",
        "ethnicity",
        "recruitDate",
        "recruitOrg",
        "currentOrgDate",
        "partyJoinDate",
        "partyOfficialDate",
        "generalEducation",
        "highestDegree",
        "politicalTheory",
        "mainWork",
        "rankName",
        "rankCode",
        "rankAppointedOn",
        "payStep",
        "payCoefficient",
        "payFrom",
        "strengths",
        "idNumber",
        "idIssuedOn",
        "socialInsurance",
        "healthInsurance",
      ].map((field) => [field, []]),
    ),
    birthPlace: [
      ["person", "birthCommune"],
      ["person", "birthProvince"],
    ],
    positions: [["assignment", "title"]],
    organisations: [["membership", "organisation"]],
  },
  assignment: { title: [] },
  training: { school: [["training", "diploma"]] },
  "pay-step": { coefficient: [["pay-step", "positionPay"]] },
  attachment: { blob: [] },
  protected: {
    religion: [],
    familyOrigin: [],
    priorOccupation: [],
    health: [],
    heightCm: [],
    weightKg: [],
    bloodGroup: [],
  },
  relative: { name: [] },
  economy: { salaryIncome: [["economy", "otherIncome"]], ownHouse: [["economy", "grantedHouse"]] },
};

/** Whether a field, or any row of a table in it, says something; null where the records were not handed in. */
function saysAnything(dossier: Dossier, kind: PrintedKind, field: string): boolean | null {
  const held: unknown = dossier[kind];
  if (held === undefined) return null;
  const records = (Array.isArray(held) ? held : [held]) as readonly Readonly<Record<string, Json>>[];
  return records.some(
    (record) =>
      record.withdrawn !== true &&
      !(kind === "attachment" && record.role !== "PHOTO") &&
      !isEmpty(record[field] ?? null, emptyValue(kind, field)),
  );
}

const isEmpty = (value: Json, empty: Json | undefined): boolean =>
  value === null || value === empty || JSON.stringify(value) === '{"code":null,"text":""}';

/** "đầu" and "ảnh" first, then by number: 32.2 after 32.1. */
function order(item: string): number {
  const [number, part] = item.split(".").map(Number);
  return number === undefined || Number.isNaN(number) ? 0 : number * 100 + (part ?? 0);
}
