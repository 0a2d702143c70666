import { kindOf, type OfficeId, outsideProvince, type RecordId } from "./primitives.ts";
import { isRecordKind, type RecordKind } from "./record-kinds.ts";

/** How an office stands to a person's file. */
export const standings = ["custodian", "province", "other"] as const;
export type Standing = (typeof standings)[number];

/** How an office stands to a file. The stub of one that left the province is kept by the province's offices. */
export const standingOf = (office: OfficeId, isProvince: boolean, keeper: OfficeId | null): Standing =>
  office === keeper || (isProvince && keeper === outsideProvince) ? "custodian" : isProvince ? "province" : "other";

/** What an office's write to a field is: the value, or a proposal that an entitled office adopts or declines. */
export type Word = "writes" | "proposes";

/** Fields that are written by the same offices. */
export const fieldGroups = [
  "identity",
  "party", // admission to the Party
  "file", // training, pay, rewards, papers and all other items
  "restricted", // what stands in protected kinds
  "closing", // a file taken out as entered by mistake
  "posts", // posts held and moves
  "planning",
  "assessment",
  "discipline",
  "custody", // hand-overs of files: the receiving office's answer apart (CM-18)
  "joining", // of two files of one person
  "desk", // accepted findings, exceptions from rules
  "office-wide", // units, posts, codes, programmes, packs of rules: no person's file
] as const;
export type FieldGroup = (typeof fieldGroups)[number];

const keeperAlone = { custodian: "writes", province: "proposes", other: "proposes" } as const;
const keeperAndProvince = { custodian: "writes", province: "writes", other: "proposes" } as const;

/**
 * Who may write what in a person's file. One table for offices and province alike; a copy that people can read and correct
 * stands in docs/authority.csv, and a test holds the two together.
 *
 * The province decides on posts, plans, ratings and discipline of those it manages. The records do not say yet who manages whom,
 * so both may write there and the desk settles what differs.
 */
export const authorityTable: Readonly<Record<FieldGroup, Readonly<Record<Standing, Word>>>> = {
  identity: keeperAlone,
  party: keeperAlone,
  file: keeperAlone,
  restricted: keeperAlone,
  closing: keeperAlone,
  posts: keeperAndProvince,
  planning: keeperAndProvince,
  assessment: keeperAndProvince,
  discipline: keeperAndProvince,
  custody: { custodian: "proposes", province: "writes", other: "proposes" },
  joining: keeperAndProvince,
  desk: keeperAndProvince,
  "office-wide": { custodian: "writes", province: "writes", other: "writes" },
};

/**
 * When a second clerk has to confirm a write to a group: never, where it replaces a value, always, or where it takes a file from an
 * office without its answer and no closing says so by its rule (CM-20). A column of docs/authority.csv.
 */
export const secondWhen: Readonly<Record<FieldGroup, "never" | "changed" | "always" | "forced">> = {
  identity: "changed",
  party: "never",
  file: "never",
  restricted: "never",
  closing: "always",
  posts: "never",
  planning: "never",
  assessment: "never",
  discipline: "always",
  custody: "forced",
  joining: "always",
  desk: "never",
  "office-wide": "never",
};

const identity: ReadonlySet<string> = new Set([
  "cadreNumber",
  "birthName",
  "sex",
  "otherNames",
  "birthDate",
  "birthPlace",
  "birthCommune",
  "birthDistrict",
  "birthProvince",
  "nativeCommune",
  "nativeDistrict",
  "nativeProvince",
  "ethnicity",
  "idNumber",
  "idIssuedOn",
  "personalNumber",
]);
const party: ReadonlySet<string> = new Set(["partyJoinDate", "partyOfficialDate"]);

/** The group of a kind's fields, but for those of `person` that stand apart. */
const groupOfKind: Readonly<Record<RecordKind, FieldGroup>> = {
  person: "file",
  protected: "restricted",
  relative: "restricted",
  economy: "restricted",
  "foreign-tie": "restricted",
  "old-regime-service": "restricted",
  training: "file",
  membership: "file",
  "pay-step": "file",
  allowance: "file",
  reward: "file",
  attachment: "file",
  assignment: "posts",
  rotation: "posts",
  "procedure-step": "posts",
  "dossier-item": "posts",
  "plan-entry": "planning",
  "plan-review": "planning",
  "yearly-rating": "assessment",
  assessment: "assessment",
  "move-assessment": "assessment",
  "disciplinary-action": "discipline",
  "same-person": "joining",
  "accepted-finding": "desk",
  "rule-override": "desk",
  unit: "office-wide",
  "unit-version": "office-wide",
  "unit-trait": "office-wide",
  post: "office-wide",
  decision: "office-wide",
  reorganisation: "office-wide",
  succession: "office-wide",
  "code-record": "office-wide",
  programme: "office-wide",
  "programme-target": "office-wide",
  gap: "office-wide",
  "term-end": "office-wide",
  "rule-pack": "office-wide",
  "issued-report": "office-wide",
  handover: "custody",
  closing: "custody",
  confirmation: "office-wide", // who may answer is another question (CM-20)
};

/**
 * The group of each field of a record that belongs to a person's file.
 *
 * A kind that this version does not know is taken for a part of the file, so that an older program applies no more than a
 * newer one would.
 */
export function groupsOf(record: RecordId): (field: string) => FieldGroup {
  const kind = kindOf(record);
  const group = isRecordKind(kind) ? groupOfKind[kind] : "file";
  return kind === "person" ? groupInPerson : () => group;
}

function groupInPerson(field: string): FieldGroup {
  if (identity.has(field)) return "identity";
  if (party.has(field)) return "party";
  return field === "withdrawn" ? "closing" : "file";
}
