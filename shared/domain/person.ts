import { z } from "zod";
import { Coded, IsoMonth, line, OfficeId, outsideProvince, PartialDate, recordId } from "./primitives.ts";

export const Sex = z.enum(["NAM", "NU"]);
export type Sex = z.infer<typeof Sex>;

/**
 * A cadre's file: the single items of the three CV forms, without the protected ones (protected.ts) and the tables
 * (dossier.ts). Empty text is "", an unknown date or number is null. Behind each field: its item on form 2C/TCTW-98; below
 * those the fields that only the later forms have, with their items on 2C-BNV/2008 and Circular 06/2023.
 */
export const Person = z.object({
  id: recordId("person"),
  custodian: OfficeId, // the one office that keeps this file
  cadreNumber: line(40), // "Số hiệu cán bộ, công chức"
  birthName: line(120), // 1
  sex: Sex.nullable(), // 1
  otherNames: line(), // 2
  committeeCurrent: line(), // 3
  committeeConcurrent: line(), // 3
  positions: line(2000), // 3, as written; "" lets the form compose it from the assignments
  positionAllowance: line(10), // 3, coefficient, e.g. "0,25"
  birthDate: PartialDate.nullable(), // 4
  birthPlace: line(), // 5
  nativeCommune: line(), // 6
  nativeDistrict: line(), // 6
  nativeProvince: line(), // 6
  residence: line(), // 7
  phone: line(40), // 7
  ethnicity: Coded, // 8
  recruitDate: PartialDate.nullable(), // 12
  recruitOrg: line(), // 12
  currentOrgDate: PartialDate.nullable(), // 13
  revolutionDate: PartialDate.nullable(), // 13
  partyJoinDate: PartialDate.nullable(), // 14
  partyOfficialDate: PartialDate.nullable(), // 14
  organisations: line(1000), // 15, as written
  enlistDate: PartialDate.nullable(), // 16
  dischargeDate: PartialDate.nullable(), // 16
  topRank: line(), // 16
  generalEducation: line(40), // 17, e.g. "12/12"
  highestDegree: Coded, // 17
  politicalTheory: Coded, // 17
  foreignLanguages: line(), // 17
  mainWork: line(), // 18
  rankName: line(120), // 19
  rankCode: line(40), // 19
  payStep: line(10), // 19
  payCoefficient: line(10), // 19, e.g. "4,32"
  payFrom: IsoMonth.nullable(), // 19
  honours: line(1000), // 20
  strengths: line(1000), // 21
  longestJob: line(1000), // 21
  rewards: line(2000), // 22, as written
  discipline: line(2000), // 23, as written
  idNumber: line(20), // 25, text: leading zeros count
  warInvalid: line(120), // 25
  martyrFamily: z.boolean(), // 25
  managingBody: line(), // head of the form: "Cơ quan quản lý"
  employingBody: line(), // head of the form: "Cơ quan, đơn vị sử dụng"
  personalNumber: line(20), // head of the form: "Mã số định danh", 12 digits; a key to match by, never an identity
  birthCommune: line(), // 4, – : the three parts of the birth place, where a file has them apart
  birthDistrict: line(), // 4, –
  birthProvince: line(), // 4, –
  permanentResidence: line(), // 8, –
  idIssuedOn: PartialDate.nullable(), // 25, 8
  socialInsurance: line(40), // 26, 9
  healthInsurance: line(40), // –, 9
  policyCategory: line(), // 24, 18
  academicTitle: Coded, // –, 21
  stateManagement: Coded, // 15.4, 32.3
  itSkill: line(), // 15.6, 32.5
  appointedOn: PartialDate.nullable(), // –, 23
  reappointedOn: PartialDate.nullable(), // –, 23
  concurrentPositions: line(1000), // –, 25, as written; "" lets the form compose it from the assignments
  rankAppointedOn: PartialDate.nullable(), // –, 30.1
  payPercent: line(10), // –, 30.1
  senioritySupplement: line(10), // –, 30.1, per cent beyond the last step
  senioritySupplementFrom: IsoMonth.nullable(), // –, 30.1
  concurrentAllowance: line(40), // –, 30.2
  otherAllowance: line(120), // 14, 30.2
  jobPosition: line(200), // –, 30.3
  jobPositionCode: line(40), // –, 30.3
  jobPositionStep: line(10), // –, 30.3
  jobPositionPay: line(40), // –, 30.3, đồng a month, as written
  jobPositionPayFrom: IsoMonth.nullable(), // –, 30.3
  jobPositionPercent: line(10), // –, 30.3
  jobPositionSupplement: line(10), // –, 30.3
  jobPositionSupplementFrom: IsoMonth.nullable(), // –, 30.3
  withdrawn: z.boolean(), // entered by mistake; kept, not shown in lists
});
export type Person = z.infer<typeof Person>;

/** Whether lists, candidates and checks have a file: it was not entered by mistake, and has not left the province. */
export const isListed = ({ withdrawn, custodian }: { readonly withdrawn?: unknown; readonly custodian?: unknown }) =>
  withdrawn !== true && custodian !== outsideProvince;
