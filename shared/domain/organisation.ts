import { z } from "zod";
import { line, PartialDate, recordId } from "./primitives.ts";

/** What a place or body is besides its level and bloc; `WEAK` needs a reason. */
export const Trait = z.enum(["BORDER", "MOUNTAINOUS", "DIFFICULT", "ISLAND", "KEY", "WEAK"]);
export type Trait = z.infer<typeof Trait>;

/** A trait of a unit from one day to another. */
export const UnitTrait = z.object({
  id: recordId("unit-trait"),
  unitId: recordId("unit"),
  trait: Trait,
  reason: line(500), // why it is weak, from a list or as written
  evidence: line(500), // document, rating, inspection conclusion
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  withdrawn: z.boolean(),
});
export type UnitTrait = z.infer<typeof UnitTrait>;

/** How a unit went over into another. */
export const SuccessionKind = z.enum(["MERGE", "SPLIT", "RENAME", "DISSOLVE", "LEVEL"]);
export type SuccessionKind = z.infer<typeof SuccessionKind>;

/** One act of re-organisation: the paper behind every change it made. */
export const Reorganisation = z.object({
  id: recordId("reorganisation"),
  name: line(300), // "Sắp xếp đơn vị hành chính cấp xã 2025"
  kind: SuccessionKind.nullable(), // null: several at once
  effective: PartialDate.nullable(), // first day of the new order
  decisionId: recordId("decision").nullable(),
  note: line(1000),
  withdrawn: z.boolean(),
});
export type Reorganisation = z.infer<typeof Reorganisation>;

/** From which unit to which one, by which act. A dissolved unit without a heir has no link. */
export const Succession = z.object({
  id: recordId("succession"),
  fromUnitId: recordId("unit"),
  toUnitId: recordId("unit"),
  kind: SuccessionKind,
  part: z.boolean(), // only a part of the old unit went there ("một phần")
  date: PartialDate.nullable(), // first day of the new order
  reorganisationId: recordId("reorganisation").nullable(),
  withdrawn: z.boolean(),
});
export type Succession = z.infer<typeof Succession>;

/** A code of a list, added or changed by the province; a code is never reused, a retired one stays valid for old facts. */
export const CodeRecord = z.object({
  id: recordId("code-record"),
  list: line(40), // name of the list: see codes/all-lists.ts
  code: line(40),
  vi: line(200),
  en: line(200),
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  replacedBy: line(40), // the code that stands for it afterwards; "" where none
  withdrawn: z.boolean(),
});
export type CodeRecord = z.infer<typeof CodeRecord>;

/**
 * Two files about one person. Both ids keep working, also in bundles that come later; `kept` is the file that is shown.
 * Withdrawing this record takes the two apart again.
 */
export const SamePerson = z.object({
  id: recordId("same-person"),
  personId: recordId("person"), // kept
  otherId: recordId("person"), // shown as part of the kept one
  same: z.boolean(), // false: looked at, and they are two people
  reason: line(500),
  withdrawn: z.boolean(),
});
export type SamePerson = z.infer<typeof SamePerson>;
