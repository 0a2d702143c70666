import type { WebContents } from "electron";
import type { PrintProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";

/**
 * What the page shows under its print styles, as the bytes of a PDF: A4 unless the page's own `@page` says otherwise,
 * tagged, with an outline from the headings. Sizes and margins belong to print.css.
 */
export async function printPage(
  page: Pick<WebContents, "printToPDF">,
  { landscape }: { readonly landscape: boolean },
): Promise<Result<Uint8Array, PrintProblem>> {
  try {
    const pdf = await page.printToPDF({
      landscape,
      pageSize: "A4",
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
    return ok(new Uint8Array(pdf));
  } catch {
    return failed({ kind: "print-failed" });
  }
}
