import type { TFunction } from "i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { DueRow, Work, WorkBoard } from "../state/work.ts";

/** Who comes to the age of retirement is a list of its own name. */
export const dueTitle = (kind: Work["kind"], t: TFunction<"work">): string =>
  t(kind === "retires" ? "paper.retires" : "paper.due");

/** How far ahead, and what of it. */
export const dueScope = (range: Work["range"], kind: Work["kind"], t: TFunction<"work">): string =>
  [t(`paper.range.${range}`), kind === null ? t("anyKind") : t(`kind.${kind}`)].join(". ");

/** What falls due, by day, as on paper. */
export function dueAsTable(
  board: WorkBoard,
  { officeName, range, kind }: { readonly officeName: string } & Pick<Work, "range" | "kind">,
  t: TFunction<"work">,
  { what, days }: { readonly what: (row: DueRow) => string; readonly days: (row: DueRow) => string },
): LaidTable {
  const left = board.total > board.rows.length;
  return {
    title: dueTitle(kind, t),
    above: [
      officeName.toLocaleUpperCase("vi"),
      t("paper.day", { day: formatPartialDate(board.day) }),
      dueScope(range, kind, t),
    ],
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
