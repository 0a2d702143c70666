import { z } from "zod";
import { line, PartialDate, recordId } from "../primitives.ts";
import { Direction } from "../rotation.ts";
import { titleGroups } from "../statistics/title-group.ts";

/** A rotation programme ("đề án luân chuyển") and the papers it rests on. */
export const Programme = z.object({
  id: recordId("programme"),
  number: line(60), // "05-ĐA/HU", as on the paper
  name: line(300),
  date: PartialDate.nullable(),
  issuer: line(200),
  basis: line(4000), // legal basis, one instrument a line, the highest first: "65-QĐ/TW", "14-NQ/TU"
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  note: line(1000),
  withdrawn: z.boolean(),
});
export type Programme = z.infer<typeof Programme>;

/** How many moves a programme is to bring; each part that is null excludes nothing. */
export const ProgrammeTarget = z.object({
  id: recordId("programme-target"),
  programmeId: recordId("programme"),
  direction: Direction.nullable(),
  group: z.enum(titleGroups).nullable(), // group of the titles taken
  unitId: recordId("unit").nullable(), // the place reached, or what lies above it
  number: z.number().int().min(0).max(9999).nullable(),
  note: line(500),
  withdrawn: z.boolean(),
});
export type ProgrammeTarget = z.infer<typeof ProgrammeTarget>;

/** The instruments a programme rests on, highest first. */
export const basisOf = ({ basis }: Pick<Programme, "basis">): readonly string[] =>
  basis
    .split("\n")
    .map((each) => each.trim())
    .filter((each) => each !== "");
