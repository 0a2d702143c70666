import { isPartialDate } from "../../shared/domain/primitives.ts";
import type { CountedRow, CountedSheet } from "../../shared/domain/statistics/counted-sheet.ts";
import type { Figure, ReportLines } from "../../shared/domain/statistics/kept-report.ts";
import type { ReportName } from "../../shared/domain/statistics/report-query.ts";
import type { LaidTable, TableCell } from "../../shared/domain/tables/laid-table.ts";
import type { Paper } from "../state/reports.ts";
import { headsOf } from "./report-sheet.tsx";
import type { ReportWords } from "./report-words.ts";

/** A report as it is shown, and what stands around it. */
export interface ReportToLay {
  readonly report: ReportName;
  readonly sheet: CountedSheet;
  readonly shown: readonly string[]; // families of columns
  readonly figures: readonly Figure[];
  readonly lines: ReportLines | null;
  readonly paper: Paper;
  readonly above: readonly string[]; // office, time, filters
  readonly foot: readonly string[];
}

/** The numbers with their total, and where the report tells them one by one, the lines behind. */
export function reportAsTables(laid: ReportToLay, words: ReportWords): readonly LaidTable[] {
  const { report, lines, paper, above, foot } = laid;
  const { t } = words;
  const title = t(`sheetTitle.${report}`);
  const around = { title, above: above.map((line) => line.slice(0, 300)), paper };
  const counted = countedTable(laid, words);
  const numbers: LaidTable = {
    ...around,
    name: report,
    paper: counted.columns.length > widestOnA4 ? "A3" : paper,
    ...counted,
    below: [
      ...laid.figures.map(({ name, count }) => `${words.figure(name)}: ${count}`),
      ...foot.map((line) => line.slice(0, 500)),
    ].slice(0, 10),
    signed: [
      { role: t("signed.maker"), note: t("signed.note") },
      { role: t("signed.head"), note: t("signed.stamp") },
    ],
  };
  if (lines === null || lines.rows.length === 0) return [numbers];
  const left = lines.of > lines.rows.length ? [t("linesLeft", { shown: lines.rows.length, count: lines.of })] : [];
  return [
    numbers,
    {
      ...around,
      name: t("lines"),
      columns: [
        { head: t("no"), width: 5 },
        ...lines.columns.map((column) => ({ head: words.lineHead(column), width: narrow.has(column) ? 12 : 26 })),
      ],
      rows: lines.rows.map(({ cells }, n) => [
        n + 1,
        ...lines.columns.map((column, place) => cellOf(column, cells[place] ?? "", cells, words)),
      ]),
      below: [...left, ...foot.map((line) => line.slice(0, 500))].slice(0, 10),
    },
  ];
}

/** Columns of numbers that can still be read on A4 lying down. */
const widestOnA4 = 24;

/** A day is a real one, a number a number; all else in the words of the screen. */
function cellOf(column: string, text: string, cells: readonly string[], words: ReportWords): TableCell {
  if ((column === "due" || column === "on") && isPartialDate(text)) return { date: text };
  return countedColumns.has(column) && /^\d{1,9}$/.test(text) ? Number(text) : words.lineCell(column, text, cells);
}

const countedColumns: ReadonlySet<string> = new Set(["planned", "incumbents", "rotated", "appointed"]);
const narrow: ReadonlySet<string> = new Set(["due", "on", "over", "planned", "incumbents", "ratio", "rotated"]);

/** Heads by family over their columns, a row a line, the whole below: counted by itself, so that it shows whether it closes. */
function countedTable({ report, sheet, shown }: ReportToLay, words: ReportWords) {
  const { t } = words;
  const numbered = report === "R-6"; // its columns have the numbers of the State's form
  const heads = headsOf(sheet, shown);
  const line = (row: CountedRow, first: TableCell, label: string): TableCell[] => [
    first,
    label,
    ...(numbered ? [] : [row.total]),
    ...heads.flatMap(({ family, columns }) => columns.map(({ place }) => row.cells[family]?.[place] ?? null)),
  ];
  return {
    columns: [
      { head: t("no"), width: 5, ...(numbered && { mark: "A" }) },
      { head: t(`rowHead.${report}`), width: 28, ...(numbered && { mark: "B" }) },
      ...(numbered ? [] : [{ head: t("total"), width: 8 }]),
      ...heads.flatMap(({ family, columns }) =>
        columns.map((column) => ({
          head: words.column(family, column).slice(0, 200),
          width: numbered ? 6 : 9,
          group: words.family(family),
          ...(numbered && { mark: column.key }),
        })),
      ),
    ],
    rows: sheet.rows.map((row, n) => line(row, n + 1, row.label)),
    totals: [line(sheet.whole, null, t("whole"))],
  };
}
