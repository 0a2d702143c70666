import { formatPartialDate } from "../../shared/domain/dates.ts";
import { ReportName } from "../../shared/domain/statistics/report-query.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { IssuedComparison, Paper } from "../state/reports.ts";
import { reportAsTables } from "./report-as-tables.ts";
import { shortHead } from "./report-issued.tsx";
import { type ReportWords, timeWords } from "./report-words.ts";

/** An issued report as it was issued, whatever the records say now. */
export function issuedAsTables(
  { issued, kept }: IssuedComparison,
  paper: Paper,
  officeName: string,
  words: ReportWords,
): readonly LaidTable[] {
  const { t } = words;
  const report = ReportName.options.find((name) => name === issued.report) ?? "ways";
  const time = issued.query === null ? "" : timeWords(issued.query, t);
  const stamp = t("issued.stamp", { date: formatPartialDate(issued.issuedOn), head: shortHead(issued.head) });
  return reportAsTables(
    {
      report,
      sheet: kept.sheet,
      figures: kept.figures,
      lines: kept.lines,
      shown: kept.shown,
      paper,
      above: [(issued.unit || officeName).toLocaleUpperCase("vi"), time, issued.note].filter((line) => line !== ""),
      foot: [`${kept.filters}. ${stamp}`],
    },
    words,
  );
}

/** Whether it is a table of numbers. */
export const isIssuedTable = (looking: IssuedComparison): boolean =>
  looking.issued.report !== "ways" && looking.issued.report !== "flow";
