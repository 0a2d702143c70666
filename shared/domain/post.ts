import { z } from "zod";
import { line, PartialDate, recordId } from "./primitives.ts";

/** Head ("cấp trưởng"), deputy ("cấp phó") or member. */
export const PostRole = z.enum(["T", "P", "M"]);
export type PostRole = z.infer<typeof PostRole>;

/** Managing level ("diện quản lý"). */
export const ManagingLevel = z.enum(["BCT", "BBT", "BTVTU", "BTVHU", "BTVDU", "CQ"]);
export type ManagingLevel = z.infer<typeof ManagingLevel>;

/** A place in a unit's establishment; it exists without a holder. */
export const Post = z.object({
  id: recordId("post"),
  unitId: recordId("unit"),
  title: line(200), // "Bí thư Đảng ủy xã"
  role: PostRole,
  managingLevel: ManagingLevel.nullable(),
  places: z.number().int().min(1).max(999).nullable(), // establishment number; null: one
  requirements: line(1000),
  nonLocal: z.boolean(), // its holder must not be a local
  from: PartialDate.nullable(),
  to: PartialDate.nullable(),
  withdrawn: z.boolean(),
});
export type Post = z.infer<typeof Post>;
