import { Fragment, type ReactNode } from "react";
import type { CellAt, CountedRow, CountedSheet } from "../../shared/domain/statistics/counted-sheet.ts";
import type { ReportName } from "../../shared/domain/statistics/report-query.ts";
import type { Paper } from "../state/reports.ts";
import { type ReportWords, useReportWords } from "./report-words.ts";

/** Columns of one family that stand side by side. */
interface Head {
  readonly family: string;
  readonly columns: readonly { readonly key: string; readonly vi: string; readonly place: number }[];
}

export type OpenCell = (title: string, at: CellAt) => void;

/** A sheet on screen: one table that scrolls sideways. `open` null: numbers only. */
export function ReportTable({
  report,
  sheet,
  shown,
  open,
}: {
  readonly report: ReportName;
  readonly sheet: CountedSheet;
  readonly shown: readonly string[];
  readonly open: OpenCell | null;
}) {
  const { t } = useReportWords();
  return (
    <ScrollBox label={t(`name.${report}`)}>
      <SheetTable report={report} sheet={sheet} heads={headsOf(sheet, shown)} open={open} />
    </ScrollBox>
  );
}

// oxlint-disable jsx-a11y/no-noninteractive-tabindex -- as below
/** A table that scrolls inside itself, also with the arrow keys. */
export function ScrollBox({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
    <section className="table-scroll report-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
// oxlint-enable jsx-a11y/no-noninteractive-tabindex

/** Columns that fit beside the first ones, by the width of the paper. */
const columnsOn: Readonly<Record<Paper, number>> = { A4: 13, A3: 22 };

/** The same sheet on paper: columns that do not fit go on in a further part, which repeats the first columns. */
export function PrintedSheet({
  report,
  sheet,
  shown,
  paper,
}: {
  readonly report: ReportName;
  readonly sheet: CountedSheet;
  readonly shown: readonly string[];
  readonly paper: Paper;
}) {
  const { t } = useReportWords();
  const parts = partsOf(headsOf(sheet, shown), columnsOn[paper]);
  return parts.map((heads, n) => (
    <div className="report-part" key={heads[0]?.columns[0]?.key ?? "none"}>
      {parts.length > 1 && <p className="report-part-name">{t("part", { part: n + 1, parts: parts.length })}</p>}
      <SheetTable report={report} sheet={sheet} heads={heads} open={null} />
    </div>
  ));
}

function SheetTable({
  report,
  sheet,
  heads,
  open,
}: {
  readonly report: ReportName;
  readonly sheet: CountedSheet;
  readonly heads: readonly Head[];
  readonly open: OpenCell | null;
}) {
  const words = useReportWords();
  const { t } = words;
  const numbered = report === "R-6";
  const line = (row: CountedRow, whole: boolean, number: number) => (
    <tr key={row.key}>
      <td className="number report-no">{whole ? "" : number}</td>
      <th scope="row">{whole ? t("whole") : words.row(report, row)}</th>
      {!numbered && (
        <td className="number report-total">
          <Count
            count={row.total}
            title={whole ? t("total") : words.row(report, row)}
            open={open}
            at={{ row: whole ? null : row.key, column: null }}
          />
        </td>
      )}
      {heads.map(({ family, columns }) =>
        columns.map((column, n) => (
          <td className={n === 0 ? "number report-first" : "number"} key={`${family} ${column.key}`}>
            <Count
              count={row.cells[family]?.[column.place] ?? null}
              title={`${whole ? t("whole") : words.row(report, row)}: ${words.column(family, column)}`}
              open={open}
              at={{ row: whole ? null : row.key, column: { family, key: column.key } }}
            />
          </td>
        )),
      )}
    </tr>
  );
  return (
    <table className="table table-dense report-table">
      <thead>
        <SheetHead words={words} report={report} heads={heads} numbered={numbered} />
      </thead>
      <tbody>{sheet.rows.map((row, n) => line(row, false, n + 1))}</tbody>
      <tfoot>{line(sheet.whole, true, 0)}</tfoot>
    </table>
  );
}

function SheetHead({
  words,
  report,
  heads,
  numbered,
}: {
  readonly words: ReportWords;
  readonly report: ReportName;
  readonly heads: readonly Head[];
  readonly numbered: boolean;
}) {
  const { t } = words;
  return (
    <>
      <tr>
        <th scope="col" rowSpan={2} className="number report-no">
          {t("no")}
        </th>
        <th scope="col" rowSpan={2} className="report-label">
          {t(`rowHead.${report}`)}
        </th>
        {!numbered && (
          <th scope="col" rowSpan={2} className="number">
            {t("total")}
          </th>
        )}
        {heads.map(({ family, columns }) => (
          <th
            scope="colgroup"
            colSpan={columns.length}
            className="report-family"
            key={`${family} ${columns[0]?.key ?? ""}`}
          >
            {words.family(family)}
          </th>
        ))}
      </tr>
      <tr>
        {heads.map(({ family, columns }) =>
          columns.map((column, n) => (
            <th
              scope="col"
              className={n === 0 ? "number report-column report-first" : "number report-column"}
              key={`${family} ${column.key}`}
            >
              {words.column(family, column)}
            </th>
          )),
        )}
      </tr>
      {numbered && (
        <tr className="report-numbers">
          <td className="number report-no">A</td>
          <td>B</td>
          {heads.map(({ family, columns }) => (
            <Fragment key={family}>
              {columns.map(({ key }) => (
                <td className="number" key={key}>
                  {key}
                </td>
              ))}
            </Fragment>
          ))}
        </tr>
      )}
    </>
  );
}

/** A number that opens the names behind it; nought is only a number, and what is not told stays empty. */
function Count({
  count,
  title,
  open,
  at,
}: {
  readonly count: number | null;
  readonly title: string;
  readonly open: OpenCell | null;
  readonly at: CellAt;
}) {
  const { t } = useReportWords();
  if (count === null) return <span className="moves-nought">–</span>;
  if (count === 0) return <span className="moves-nought">0</span>;
  if (open === null) return count;
  return (
    <button
      type="button"
      className="link moves-count"
      aria-label={t("names.open", { count, title })}
      onClick={() => open(title, at)}
    >
      {count}
    </button>
  );
}

/**
 * The columns that stand on a sheet: of the families shown, in the order of the sheet. "Other" and "not known" stand there
 * where somebody is in them.
 */
export function headsOf(sheet: CountedSheet, shown: readonly string[]): readonly Head[] {
  return sheet.families
    .filter(({ name }) => shown.includes(name))
    .map(({ name, columns }) => ({
      family: name,
      columns: columns
        .map((column, place) => ({ ...column, place }))
        .filter(({ key, place }) => (key !== "?" && key !== "other") || (sheet.whole.cells[name]?.[place] ?? 0) > 0),
    }))
    .filter(({ columns }) => columns.length > 0);
}

/** Parts of so many columns at most. A family stays whole where it fits into a part at all. */
export function partsOf(heads: readonly Head[], most: number): readonly (readonly Head[])[] {
  const parts: Head[][] = [];
  let room = 0;
  for (const head of heads) {
    for (let from = 0; from < head.columns.length; ) {
      const left = head.columns.length - from;
      if (parts.length === 0 || room === 0 || (left > room && left <= most)) {
        parts.push([]);
        room = most;
      }
      const columns = head.columns.slice(from, from + room);
      parts.at(-1)!.push({ ...head, columns });
      room -= columns.length;
      from += columns.length;
    }
  }
  return parts.length === 0 ? [[]] : parts;
}
