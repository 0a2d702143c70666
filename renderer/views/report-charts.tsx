import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { directions } from "../../shared/domain/codes/move-codes.ts";
import type { CountedSheet } from "../../shared/domain/statistics/counted-sheet.ts";
import type { Trend } from "../state/reports.ts";
import { useReportWords } from "./report-words.ts";

/** The whole of a sheet by one family, as bars with their numbers. Columns with nobody are left out. */
export function FamilyBars({
  sheet,
  family,
  title,
  only,
  named = {},
}: {
  readonly sheet: CountedSheet;
  readonly family: string;
  readonly title: string;
  readonly only?: readonly string[]; // keys of columns; all unless said
  readonly named?: Readonly<Record<string, string>>; // by key, where a column's own name needs the head above it
}) {
  const words = useReportWords();
  const columns = sheet.families.find(({ name }) => name === family)?.columns ?? [];
  const bars = columns
    .map((column, place) => ({ column, count: sheet.whole.cells[family]?.[place] ?? 0 }))
    .filter(({ column, count }) => count > 0 && (only === undefined || only.includes(column.key)));
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const all = Math.max(1, sheet.whole.total);
  if (bars.length === 0) return null;
  return (
    <figure className="bars">
      <figcaption>{title}</figcaption>
      <ul>
        {bars.map(({ column, count }) => (
          <li key={column.key}>
            <span className="bars-label">{named[column.key] ?? words.column(family, column)}</span>
            <span className="bars-track" aria-hidden="true">
              <span style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <span className="bars-count">
              {count} <small>({Math.round((count / all) * 100)} %)</small>
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** Moves by year, one row of bars a direction: a table whose cells hold a bar under their number. */
export function TrendBars({ trend }: { readonly trend: Trend }) {
  const { t, language } = useReportWords();
  const rows = trend.rows.filter(({ counts }) => counts.some((count) => count > 0));
  const most = Math.max(1, ...rows.flatMap(({ counts }) => counts));
  if (rows.length === 0) return null;
  return (
    <figure className="bars">
      <figcaption id="trend-title">{t("chart.byYear")}</figcaption>
      <div className="table-scroll">
        <table className="trend" aria-labelledby="trend-title">
          <thead>
            <tr>
              <th scope="col">{t("filter.direction")}</th>
              {trend.years.map((year) => (
                <th scope="col" key={year}>
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ direction, counts }) => (
              <tr key={direction ?? "?"}>
                <th scope="row">{direction === null ? t("unknown") : nameOfCode(directions, direction, language)}</th>
                {counts.map((count, n) => (
                  <td key={trend.years[n]}>
                    <span>{count === 0 ? "·" : count}</span>
                    {count > 0 && (
                      <span className="trend-bar" aria-hidden="true" style={{ height: `${(count / most) * 40}px` }} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
