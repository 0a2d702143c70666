import { z } from "zod";
import { BlobId } from "../dossier.ts";
import { line } from "../primitives.ts";
import { formNames } from "./crosswalk.ts";
import type { Sheet } from "./sheet.ts";

// A form on its way to whatever writes it: what any honest one holds, and no more.

const words = z.string().max(32_000);

const Part = z.strictObject({
  label: line(1000),
  value: words,
  after: line(1000),
  hint: line(1000),
  box: z.boolean(),
  short: z.boolean(),
  bare: z.boolean(),
  colon: z.boolean(),
});

const Block = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("item"),
    no: line(20),
    parts: z.array(Part).min(1).max(40),
    lines: z.number().int().min(1).max(10),
  }),
  z.strictObject({ kind: z.literal("heading"), no: line(20), title: line(500) }),
  z.strictObject({
    kind: z.literal("table"),
    no: line(20),
    label: line(1000),
    heads: z.array(line(1000)).max(20),
    shares: z.array(z.number().positive().max(100)).min(1).max(20),
    groups: z.array(z.strictObject({ label: line(500), rows: z.array(z.array(words).max(20)).max(3000) })).max(1000),
    note: line(2000),
  }),
]);

/** A form as the page hands it to main. A field of `Sheet` that is not here does not compile. */
export const SheetOnItsWay: z.ZodType<Sheet, Sheet> = z.strictObject({
  form: z.enum(formNames),
  code: line(200),
  title: line(200),
  header: z.array(Part).max(10),
  numbers: z.array(Part).max(10),
  photo: line(100),
  portrait: BlobId.nullable(),
  besidePhoto: z.number().int().min(0).max(100),
  blocks: z.array(Block).max(500),
  signatures: z
    .array(z.strictObject({ place: line(300), role: line(300), text: line(1000), note: line(300) }))
    .min(1)
    .max(6),
});
