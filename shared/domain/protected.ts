import { z } from "zod";
import { Coded, line, PartialDate, recordId } from "./primitives.ts";

// What the forms ask for and nothing but the forms and their own screens may use. Records of their own kinds, so that
// search, filters, rules, suggestions and statistics cannot be handed them by accident. Item numbers of the three CV forms
// stand behind the fields in the order 2C/TCTW-98, 2C-BNV/2008, Circular 06/2023.

/** One a person; its id carries the same UUID as the person's. */
export const Protected = z.object({
  id: recordId("protected"),
  personId: recordId("person"),
  religion: Coded, // 9, 7, 7
  familyOrigin: Coded, // 10, –, 11
  priorOccupation: line(), // 11, 10, 12
  health: line(), // 24, 23, 31
  heightCm: z.number().int().min(50).max(250).nullable(), // 24, 23, 31
  weightKg: z.number().min(20).max(300).nullable(), // 24, 23, 31
  bloodGroup: line(10), // 24, 23, 31
  arrests: line(4000), // 28a, 29a, 34.1
  oldRegime: line(4000), // 28b, 29a, – : as written; rows of 34.2 are records of their own
  foreignOrganisations: line(4000), // 29, 29b, – : as written; rows of 34.3 are records of their own
  relativesAbroad: line(4000), // 29, 29c, –
});
export type Protected = z.infer<typeof Protected>;

/** Work for the former regime: 28b, 29a, 34.2. */
export const OldRegimeService = z.object({
  id: recordId("old-regime-service"),
  personId: recordId("person"),
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  work: line(500), // title, post, unit, place
  withdrawn: z.boolean(),
});
export type OldRegimeService = z.infer<typeof OldRegimeService>;

/** Work for or relations with organisations abroad: 29, 29b, 34.3. */
export const ForeignTie = z.object({
  id: recordId("foreign-tie"),
  personId: recordId("person"),
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  organisation: line(500), // name, seat, work done
  withdrawn: z.boolean(),
});
export type ForeignTie = z.infer<typeof ForeignTie>;

/** A relative: 30, 30, 36. */
export const Relative = z.object({
  id: recordId("relative"),
  personId: recordId("person"),
  side: z.enum(["OWN", "SPOUSE"]), // a) the person's own, b) the spouse's
  relation: Coded, // RELATION
  name: line(120),
  birthYear: line(20), // as written: "1950", "đã mất"
  details: line(1000), // native place, occupation, post, unit, residence, memberships
  abroad: z.boolean(), // lives abroad (29, 29c)
  withdrawn: z.boolean(),
});
export type Relative = z.infer<typeof Relative>;

/** The family's economy, one a person, same UUID: 31, –, 37.3. Money and areas as written. */
export const Economy = z.object({
  id: recordId("economy"),
  personId: recordId("person"),
  salaryIncome: line(120),
  otherIncome: line(120),
  grantedHouse: line(120), // kind of house granted or rented
  grantedHouseArea: line(20), // m2
  ownHouse: line(120), // kind of house bought or built
  ownHouseArea: line(20), // m2
  houseCertificate: line(200), // 37.3
  grantedLandArea: line(20), // m2
  boughtLandArea: line(20), // m2
  landCertificate: line(200), // 37.3
  productionLand: line(400),
});
export type Economy = z.infer<typeof Economy>;
