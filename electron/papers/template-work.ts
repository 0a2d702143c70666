import { printedValues } from "../../shared/domain/papers/blanks.ts";
import type { MergeValues } from "../../shared/domain/papers/merge.ts";
import { type ShippedId, shippedTemplates } from "../../shared/domain/papers/shipped.ts";
import type { TemplateProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { type CheckedTemplate, checkTemplate } from "./check-template.ts";
import { compile } from "./compile.ts";
import { layTemplate } from "./lay-template.ts";
import { openWordFile } from "./word-file.ts";
import { wordZip } from "./word-zip.ts";

/** A template that comes with the program, or the bytes of the office's own. */
export type TemplateGiven = { readonly shipped: ShippedId } | { readonly bytes: Uint8Array };

/** What is done with templates: all of it where what others made may be opened. */
export interface TemplateWork {
  /** Look at a file that is brought in. */
  check(bytes: Uint8Array): Promise<Result<CheckedTemplate, TemplateProblem>>;
  /** A shipped template as a file. The same bytes every time. */
  lay(shipped: ShippedId): Promise<Result<Uint8Array, TemplateProblem>>;
  /** Put values in. What is not known is dotted. */
  fill(template: TemplateGiven, values: MergeValues): Promise<Result<Uint8Array, TemplateProblem>>;
}

/** The work itself, in this very process. */
export const templateWork: TemplateWork = {
  check: checkTemplate,
  lay: async (shipped) => {
    const opened = await openWordFile(await layTemplate(shippedTemplates[shipped]));
    return opened.ok ? ok(await wordZip(opened.value.parts)) : opened;
  },
  fill: async (template, values) => {
    const bytes = "bytes" in template ? template.bytes : await layTemplate(shippedTemplates[template.shipped]);
    const opened = await openWordFile(bytes);
    if (!opened.ok) return opened;
    const { stumbles, render } = compile(opened.value.parts);
    if (stumbles.length > 0) return failed({ kind: "template-damaged" }); // it had none when it was brought in
    const { fields, lists } = printedValues(values);
    return ok(await wordZip(render({ ...fields, ...lists })));
  },
};
