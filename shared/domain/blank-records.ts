import type { Person } from "./person.ts";
import type { Coded, OfficeId, RecordId } from "./primitives.ts";
import type { Protected } from "./protected.ts";
import { siblingId } from "./record-kinds.ts";

const uncoded: Coded = { code: null, text: "" };

/** A file of which nothing is known yet. */
export const blankPerson = (id: RecordId<"person">, custodian: OfficeId): Person => ({
  id,
  custodian,
  cadreNumber: "",
  birthName: "",
  sex: null,
  otherNames: "",
  committeeCurrent: "",
  committeeConcurrent: "",
  positions: "",
  positionAllowance: "",
  birthDate: null,
  birthPlace: "",
  nativeCommune: "",
  nativeDistrict: "",
  nativeProvince: "",
  residence: "",
  phone: "",
  ethnicity: uncoded,
  recruitDate: null,
  recruitOrg: "",
  currentOrgDate: null,
  revolutionDate: null,
  partyJoinDate: null,
  partyOfficialDate: null,
  organisations: "",
  enlistDate: null,
  dischargeDate: null,
  topRank: "",
  generalEducation: "",
  highestDegree: uncoded,
  politicalTheory: uncoded,
  foreignLanguages: "",
  mainWork: "",
  rankName: "",
  rankCode: "",
  payStep: "",
  payCoefficient: "",
  payFrom: null,
  honours: "",
  strengths: "",
  longestJob: "",
  rewards: "",
  discipline: "",
  idNumber: "",
  warInvalid: "",
  martyrFamily: false,
  withdrawn: false,
});

/** The protected items of a person's file, none of them known yet. */
export const blankProtected = (personId: RecordId<"person">): Protected => ({
  id: siblingId(personId, "protected"),
  personId,
  religion: uncoded,
  familyOrigin: uncoded,
  priorOccupation: "",
  health: "",
  heightCm: null,
  weightKg: null,
  bloodGroup: "",
});
