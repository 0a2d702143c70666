import { z } from "zod";
import { Coded, line, recordId } from "./primitives.ts";

/**
 * What the form asks for and nothing but the form and its own screen may use: items 9, 10, 11 and 24 of 2C/TCTW-98.
 * A record of its own, so that search, filters, rules and statistics cannot be handed it by accident.
 * Its id carries the same UUID as the person's.
 */
export const Protected = z.object({
  id: recordId("protected"),
  personId: recordId("person"),
  religion: Coded, // 9
  familyOrigin: Coded, // 10
  priorOccupation: line(), // 11
  health: line(), // 24
  heightCm: z.number().int().min(50).max(250).nullable(), // 24
  weightKg: z.number().min(20).max(300).nullable(), // 24
  bloodGroup: line(10), // 24
});
export type Protected = z.infer<typeof Protected>;
