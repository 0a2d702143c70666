import { z } from "zod";
import { ManagingLevel } from "../post.ts";
import { IsoDate, line } from "../primitives.ts";

/**
 * Who a person was on the first day of a move, as statistics count it: written once when the move is decided and never
 * worked out anew. Null: not known then.
 */
export const StartFacts = z.object({
  on: IsoDate,
  sex: z.enum(["NAM", "NU"]).nullable(),
  ageLeast: z.number().int().min(0).max(200).nullable(), // completed years; two bounds where the birth date is incomplete
  ageMost: z.number().int().min(0).max(200).nullable(),
  minority: z.boolean().nullable(), // of an ethnic minority
  planned: z.boolean().nullable(), // in the plan ("quy hoạch") for any title
  plannedTitle: line(300),
  nonLocal: z.boolean().nullable(), // native of another place than the one reached
  managingLevel: ManagingLevel.nullable(), // the highest of the posts held before
  rating: line(40).nullable(), // code of the last yearly rating
});
export type StartFacts = z.infer<typeof StartFacts>;
