import type { TFunction } from "i18next";
import type { QualityIssue } from "../../shared/domain/quality.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { SheetToFill } from "../state/missing-sheets.ts";

/** What people are asked for, all of them in one table with room for the answers. */
export function missingAsTable(
  sheets: readonly SheetToFill[],
  { form, day }: { readonly form: string; readonly day: string },
  t: TFunction<"quality">,
  whatOf: (issue: QualityIssue) => string,
  asked: (issues: readonly QualityIssue[]) => readonly QualityIssue[],
): LaidTable {
  return {
    title: t("sheets.paperTitle"),
    above: [t("sheets.paperForm", { form, day })],
    columns: [
      { head: t("sheets.paperCode"), width: 12 },
      { head: t("sheets.name"), width: 24 },
      { head: t("sheets.birth"), width: 12 },
      { head: t("sheets.post"), width: 32 },
      { head: t("sheets.item"), width: 8 },
      { head: t("sheets.what"), width: 36 },
      { head: t("sheets.answer"), width: 34 },
    ],
    rows: sheets.flatMap((sheet) =>
      asked(sheet.issues).map((issue) => [
        sheet.code,
        sheet.name,
        sheet.birthDate === null ? null : { date: sheet.birthDate },
        [sheet.title, sheet.unit].filter((part) => part !== "").join(", "),
        issue.item,
        whatOf(issue),
        null,
      ]),
    ),
    below: [t("sheets.back")],
    paper: "A4",
  };
}
