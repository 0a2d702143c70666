import { z } from "zod";
import { paperKinds } from "../domain/papers/merge.ts";
import { MergeValuesOnTheirWay, OwnTemplate, TemplateId, TemplateRef } from "../domain/papers/own-template.ts";
import { SheetOnItsWay } from "../domain/sheets/sheet-on-its-way.ts";
import { FileKind } from "../domain/tables/file-kind.ts";
import { LaidTable } from "../domain/tables/laid-table.ts";
import { Delivery } from "../exchange/delivery.ts";
import { call, LeftFile, nothing, SuggestedName } from "./channel.ts";
import { Paper } from "./paper.ts";

export const paperChannels = {
  /** Print a paper to a PDF where the clerk chooses. Null: the clerk cancelled. */
  "page.print": call(
    z.strictObject({
      suggestedName: SuggestedName,
      landscape: z.boolean(),
      paper: Paper,
      said: Delivery.optional(), // where it goes, for the register
    }),
    LeftFile.nullable(),
  ),
  /** Ask where to keep a form, write it as a .docx or an .xlsx and read it back. Null: the clerk cancelled. */
  "sheet.save": call(
    z.strictObject({
      suggestedName: SuggestedName,
      as: FileKind,
      sheet: SheetOnItsWay,
      said: Delivery.optional(),
    }),
    LeftFile.nullable(),
  ),
  /** The office's own templates of decisions and letters. */
  "template.list": call(nothing, z.object({ templates: z.array(OwnTemplate) })),
  /** Choose a Word file, check it in its own process, and keep it sealed on this PC. Null: the clerk cancelled. */
  "template.add": call(
    z.strictObject({ paper: z.enum(paperKinds), replaces: TemplateId.nullable() }),
    z
      .object({ template: OwnTemplate, stripped: z.array(z.enum(["attached-template", "hyperlinks", "author"])) })
      .nullable(),
  ),
  "template.rename": call(z.strictObject({ id: TemplateId, name: z.string().trim().min(1).max(120) }), nothing),
  "template.remove": call(z.strictObject({ id: TemplateId }), nothing),
  /** Write a template where the clerk chooses, to be edited; entered in the register first. Null: the clerk cancelled. */
  "template.export": call(z.strictObject({ template: TemplateRef }), LeftFile.nullable()),
  /** Fill a template in its own process and write the paper where the clerk chooses; entered in the register first. */
  "paper.write": call(
    z.strictObject({
      template: TemplateRef,
      suggestedName: SuggestedName,
      values: MergeValuesOnTheirWay,
    }),
    LeftFile.nullable(),
  ),
  /** Ask where to keep tables, write them into one .docx or .xlsx and read it back. Null: the clerk cancelled. */
  "table.save": call(
    z.strictObject({
      suggestedName: SuggestedName,
      as: FileKind,
      tables: z.array(LaidTable).min(1).max(4),
      said: Delivery.optional(),
    }),
    LeftFile.nullable(),
  ),
} as const;
