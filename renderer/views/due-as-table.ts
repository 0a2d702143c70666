import type { TFunction } from "i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { DueRow, WorkBoard } from "../state/work.ts";

/** What falls due, by day, as on paper. */
export function dueAsTable(
  board: WorkBoard,
  officeName: string,
  t: TFunction<"work">,
  { what, days }: { readonly what: (row: DueRow) => string; readonly days: (row: DueRow) => string },
): LaidTable {
  const left = board.total > board.rows.length;
  return {
    title: t("paper.due"),
    above: [officeName.toLocaleUpperCase("vi"), t("detail", { day: formatPartialDate(board.day) })],
    columns: [
      { head: t("due.number"), width: 5 },
      { head: t("due.day"), width: 12 },
      { head: t("due.how"), width: 18 },
      { head: t("due.what"), width: 30 },
      { head: t("due.who"), width: 26 },
      { head: t("due.where"), width: 48 },
    ],
    rows: board.rows.map((row, n) => [
      n + 1,
      { date: row.due },
      days(row),
      what(row),
      row.name,
      [row.title, row.unit].filter((part) => part !== "").join(", "),
    ]),
    below: left ? [t("due.shown", { shown: board.rows.length, count: board.total })] : [],
    paper: "A4",
  };
}
