import type { ReportName } from "../../shared/domain/statistics/report-query.ts";
import type {
  CellDifference,
  RowDifference,
  SheetDifference,
} from "../../shared/domain/statistics/sheet-difference.ts";
import { ScrollBox } from "./report-sheet.tsx";
import { useReportWords } from "./report-words.ts";

/** Two counts of one report in one table: what was said, and below it what is said now where that differs. */
export function DifferenceTable({
  difference,
  shown,
  report,
}: {
  readonly difference: SheetDifference;
  readonly shown: readonly string[];
  readonly report: ReportName;
}) {
  const words = useReportWords();
  const { t } = words;
  const heads = difference.families
    .filter(({ name }) => shown.includes(name))
    .map(({ name, columns }) => ({
      family: name,
      columns: columns
        .map((column, place) => ({ ...column, place }))
        .filter(({ place }) => {
          const { was, is } = difference.whole.cells[name]?.[place] ?? { was: 0, is: 0 };
          return (was ?? 0) + (is ?? 0) > 0;
        }),
    }))
    .filter(({ columns }) => columns.length > 0);
  const line = (row: RowDifference, label: string) => (
    <tr key={row.key}>
      <th scope="row">{label}</th>
      <Cell of={row.total} />
      {heads.map(({ family, columns }) =>
        columns.map((column) => (
          <Cell key={`${family} ${column.key}`} of={row.cells[family]?.[column.place] ?? { was: null, is: null }} />
        )),
      )}
    </tr>
  );
  return (
    <section className="section">
      <ScrollBox label={t(`name.${report}`)}>
        <table className="table table-dense report-table">
          <thead>
            <tr>
              <th scope="col" rowSpan={2} className="report-label">
                {t(`rowHead.${report}`)}
              </th>
              <th scope="col" rowSpan={2} className="number">
                {t("total")}
              </th>
              {heads.map(({ family, columns }) => (
                <th scope="colgroup" colSpan={columns.length} className="report-family" key={family}>
                  {words.family(family)}
                </th>
              ))}
            </tr>
            <tr>
              {heads.map(({ family, columns }) =>
                columns.map((column) => (
                  <th scope="col" className="number report-column" key={`${family} ${column.key}`}>
                    {words.column(family, column)}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>{difference.rows.map((row) => line(row, words.row(report, row)))}</tbody>
          <tfoot>{line(difference.whole, t("whole"))}</tfoot>
        </table>
      </ScrollBox>
    </section>
  );
}

function Cell({ of: { was, is } }: { readonly of: CellDifference }) {
  const { t } = useReportWords();
  const step = (is ?? 0) - (was ?? 0);
  if (step === 0) return <td className="number">{was ?? is ?? "–"}</td>;
  const signed = step > 0 ? `+${step}` : `−${-step}`;
  return (
    <td className="number report-differs">
      <span>
        <span className="only-read">{t("issued.was", { count: was ?? 0 })}, </span>
        <span aria-hidden="true">{was ?? 0}</span>
      </span>
      <strong>{t("issued.is", { count: is ?? 0, difference: signed })}</strong>
    </td>
  );
}
