import { z } from "zod";
import { line } from "../primitives.ts";
import { paperKinds } from "./merge.ts";
import { shippedIds } from "./shipped.ts";

const FieldName = z.string().max(60);

/** Names of fields and lists that a template asks for. */
export const Used = z.object({
  fields: z.array(FieldName).max(2000),
  lists: z.array(z.object({ name: FieldName, fields: z.array(FieldName).max(2000) })).max(100),
});

export const TemplateId = z.string().regex(/^[0-9a-f]{16}$/);

/** A template of the office's own: kept sealed on this PC, never sent. */
export const OwnTemplate = z.object({
  id: TemplateId,
  name: line(120),
  paper: z.enum(paperKinds),
  keptAt: z.string().max(40), // local clock note
  bytes: z.number().int().min(1),
  used: Used, // as it was when it was brought in: a field may be gone since
});
export type OwnTemplate = z.infer<typeof OwnTemplate>;

/** Most templates of its own that an office keeps. */
export const mostTemplates = 100;

/** One that comes with the program, or one of the office's own. */
export const TemplateRef = z.union([
  z.strictObject({ shipped: z.enum(shippedIds) }),
  z.strictObject({ own: TemplateId }),
]);
export type TemplateRef = z.infer<typeof TemplateRef>;

const Row = z.record(FieldName, z.string().max(8000));

/** Values as they cross to main. */
export const MergeValuesOnTheirWay = z.strictObject({
  fields: Row,
  lists: z.record(FieldName, z.array(Row).max(500)),
});
