import type { RecordId } from "../../shared/domain/primitives.ts";
import type { Figure, ReportLines as Lines } from "../../shared/domain/statistics/kept-report.ts";
import type { Go } from "../state/screen.ts";
import { useReportWords } from "./report-words.ts";

/** Numbers that stand beside a sheet. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  const words = useReportWords();
  if (figures.length === 0) return null;
  return (
    <dl className="report-figures">
      {figures.map(({ name, count }) => (
        <div key={name}>
          <dt>{words.figure(name)}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Lines of words under a sheet; a name leads to the move or to the file. */
export function ReportLines({ lines, go }: { readonly lines: Lines; readonly go: Go | null }) {
  const words = useReportWords();
  const { t } = words;
  if (lines.rows.length === 0) return null;
  const follow = (id: string, personId: string | null): (() => void) | null => {
    if (go === null) return null;
    // oxlint-disable typescript/no-unsafe-type-assertion -- ids say their kinds
    if (id.startsWith("rotation:")) return () => go("move", { rotationId: id as RecordId<"rotation"> });
    if (personId !== null) return () => go("profile", { personId: personId as RecordId<"person"> });
    // oxlint-enable typescript/no-unsafe-type-assertion
    return null;
  };
  return (
    <section className="section report-lines">
      <h2>{t("lines")}</h2>
      <div className="table-scroll">
        <table className="table table-dense report-lines-table">
          <thead>
            <tr>
              <th scope="col" className="number report-no">
                {t("no")}
              </th>
              {lines.columns.map((column) => (
                <th scope="col" key={column} className={numbers.has(column) ? "number" : undefined}>
                  {words.lineHead(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.rows.map(({ id, personId, cells }, n) => {
              const onClick = follow(id, personId);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: one move may have several lines that say the same
                <tr key={n}>
                  <td className="number report-no">{n + 1}</td>
                  {lines.columns.map((column, place) => {
                    const text = words.lineCell(column, cells[place] ?? "", cells);
                    return (
                      <td key={column} className={numbers.has(column) ? "number" : undefined}>
                        {column === "person" && onClick !== null && text !== "" ? (
                          <button type="button" className="link" onClick={onClick}>
                            {text}
                          </button>
                        ) : (
                          text
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {lines.of > lines.rows.length && (
        <p className="quiet">{t("linesLeft", { shown: lines.rows.length, count: lines.of })}</p>
      )}
    </section>
  );
}

const numbers: ReadonlySet<string> = new Set(["planned", "incumbents", "ratio", "rotated", "appointed"]);
