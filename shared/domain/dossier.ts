import { z } from "zod";
import { Coded, IsoDate, IsoMonth, line, PartialDate, recordId } from "./primitives.ts";

// The tables of the three CV forms, one kind of record a table, one record a row. A form's item numbers stand behind each
// kind in the order 2C/TCTW-98, 2C-BNV/2008, Circular 06/2023; "–" where the form has no such item.
// Tables that nothing but the forms may read stand in protected.ts.

/** What a row of the training table is about; the third form has a table for each (32.1 to 32.6). */
export const TrainingKind = z.enum(["CHUYEN_MON", "LY_LUAN", "QLNN", "QPAN", "TIN_HOC", "NGOAI_NGU", "KHAC"]);
export type TrainingKind = z.infer<typeof TrainingKind>;

/** Training and courses: 26, 27, 32.1–32.6. */
export const Training = z.object({
  id: recordId("training"),
  personId: recordId("person"),
  kind: TrainingKind.nullable(), // null: not told apart, as in a file taken over from the first form
  school: line(300),
  major: line(300), // major or class; for languages the language
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  mode: Coded, // TRAIN_MODE
  diploma: line(300), // diploma, certificate or level, as written
  score: line(40), // 32.6
  withdrawn: z.boolean(),
});
export type Training = z.infer<typeof Training>;

/** Membership of socio-political organisations: 15, 17, 16. */
export const Membership = z.object({
  id: recordId("membership"),
  personId: recordId("person"),
  organisation: line(300), // "Đoàn TNCS Hồ Chí Minh"
  role: line(300), // what was done there (17)
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  withdrawn: z.boolean(),
});
export type Membership = z.infer<typeof Membership>;

/** A step of the pay history: 31, 31, 37.1. The forms that print it across pivot these rows. */
export const PayStep = z.object({
  id: recordId("pay-step"),
  personId: recordId("person"),
  from: IsoMonth.nullable(),
  to: IsoMonth.nullable(),
  rankCode: line(40),
  step: line(20),
  coefficient: line(10), // "4,32"
  positionPay: line(40), // đồng, by job position, as written (37.1)
  withdrawn: z.boolean(),
});
export type PayStep = z.infer<typeof PayStep>;

/** An allowance over a period: –, –, 37.2. */
export const Allowance = z.object({
  id: recordId("allowance"),
  personId: recordId("person"),
  from: IsoMonth.nullable(),
  to: IsoMonth.nullable(),
  allowance: line(200), // which
  percent: line(10),
  coefficient: line(10),
  manner: line(120), // "Hình thức hưởng"
  amount: line(40), // đồng, as written
  withdrawn: z.boolean(),
});
export type Allowance = z.infer<typeof Allowance>;

/** Emulation and rewards: 22, 21, 35.1. */
export const Reward = z.object({
  id: recordId("reward"),
  personId: recordId("person"),
  year: PartialDate.nullable(),
  reward: Coded, // REWARD
  professionalRating: line(200), // "Xếp loại chuyên môn" (35.1)
  emulationRating: line(200), // "Xếp loại thi đua" (35.1)
  decisionText: line(200), // number, date and issuer, as written
  withdrawn: z.boolean(),
});
export type Reward = z.infer<typeof Reward>;

/** Disciplinary action: 23, 22, 35.2. */
export const DisciplinaryAction = z.object({
  id: recordId("disciplinary-action"),
  personId: recordId("person"),
  side: z.enum(["DANG", "CHINH_QUYEN", "DOAN_THE"]).nullable(), // which body's: Party, State, mass organisation
  form: Coded, // DISCIPLINE
  from: PartialDate.nullable(), // in force from
  to: PartialDate.nullable(),
  breach: line(500),
  issuer: line(200), // "Cấp quyết định"
  withdrawn: z.boolean(),
});
export type DisciplinaryAction = z.infer<typeof DisciplinaryAction>;

/** The yearly rating of quality; lists print the last three. */
export const YearlyRating = z.object({
  id: recordId("yearly-rating"),
  personId: recordId("person"),
  year: PartialDate.nullable(), // a year
  rating: Coded, // RATING
  issuer: line(200),
  note: line(500),
  withdrawn: z.boolean(),
});
export type YearlyRating = z.infer<typeof YearlyRating>;

/** A written assessment by the managing body: –, 32, 38. The latest is printed. */
export const Assessment = z.object({
  id: recordId("assessment"),
  personId: recordId("person"),
  date: PartialDate.nullable(),
  issuer: line(200),
  text: line(4000),
  withdrawn: z.boolean(),
});
export type Assessment = z.infer<typeof Assessment>;

/** A title a person is planned for ("quy hoạch"): –, –, 24. */
export const PlanEntry = z.object({
  id: recordId("plan-entry"),
  personId: recordId("person"),
  title: line(300), // as written
  postId: recordId("post").nullable(),
  term: line(40), // "2025–2030"
  from: PartialDate.nullable(), // approved
  to: PartialDate.nullable(), // taken out, or the term's end
  decisionId: recordId("decision").nullable(),
  note: line(500),
  withdrawn: z.boolean(),
});
export type PlanEntry = z.infer<typeof PlanEntry>;

/** Names a file kept beside the records by what is in it: 64 hex digits (see electron/store/blobs.ts). */
export const BlobId = z.string().regex(/^[0-9a-f]{64}$/);
export type BlobId = z.infer<typeof BlobId>;

/** The portrait or a scanned document of a file. The bytes are a sealed blob; this says what they are. */
export const Attachment = z.object({
  id: recordId("attachment"),
  personId: recordId("person"),
  role: z.enum(["PHOTO", "SCAN"]),
  blob: BlobId,
  media: z.enum(["image/jpeg", "image/png", "application/pdf"]),
  bytes: z.number().int().min(1),
  kind: line(120), // kind of document: "Quyết định", "Bằng tốt nghiệp"
  number: line(60),
  date: PartialDate.nullable(),
  issuer: line(200),
  pages: z.number().int().min(1).max(9999).nullable(),
  addedOn: IsoDate.nullable(),
  withdrawn: z.boolean(),
});
export type Attachment = z.infer<typeof Attachment>;
