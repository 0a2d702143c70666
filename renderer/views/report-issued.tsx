import { useState } from "react";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { mostKeptItems } from "../../shared/domain/statistics/kept-report.ts";
import { ReportName } from "../../shared/domain/statistics/report-query.ts";
import type { PlaceInSheet } from "../../shared/domain/statistics/sheet-difference.ts";
import { EmptyState, Section } from "../parts/page.tsx";
import type { IssuedComparison, Reports } from "../state/reports.ts";
import type { Go } from "../state/screen.ts";
import { DifferenceTable } from "./report-difference.tsx";
import { Figures, ReportLines } from "./report-lines.tsx";
import { CountedRecords } from "./report-names.tsx";
import { PrintedSheet, ReportTable } from "./report-sheet.tsx";
import { type ReportWords, timeWords } from "./report-words.ts";

/** Reports as they were given out, the latest first. */
export function IssuedList({ reports, words }: { readonly reports: Reports; readonly words: ReportWords }) {
  const { t } = words;
  if (reports.issued.length === 0) return <EmptyState title={t("issued.title")} text={t("issued.none")} />;
  return (
    <Section title={t("issued.title")}>
      <div className="table-scroll">
        <table className="table table-dense">
          <thead>
            <tr>
              <th scope="col">{t("issued.date")}</th>
              <th scope="col">{t("issued.report")}</th>
              <th scope="col">{t("issued.time")}</th>
              <th scope="col">{t("issued.unit")}</th>
              <th scope="col">{t("issued.note")}</th>
              <th scope="col">{t("issued.head")}</th>
              <th scope="col" aria-label={t("issued.open")} />
            </tr>
          </thead>
          <tbody>
            {reports.issued.map((row) => (
              <tr key={row.id}>
                <td className="nowrap">{formatPartialDate(row.issuedOn)}</td>
                <td>{nameOf(row.report, words)}</td>
                <td>{row.query === null ? "" : timeWords(row.query, t)}</td>
                <td>{row.unit || t("issued.everything")}</td>
                <td>{row.note}</td>
                <td className="nowrap">{shortHead(row.head)}</td>
                <td>
                  <button
                    type="button"
                    className="link"
                    aria-label={t("issued.openOne", {
                      name: nameOf(row.report, words),
                      date: formatPartialDate(row.issuedOn),
                    })}
                    onClick={() => void reports.look(row.id)}
                  >
                    {t("issued.open")}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** One report as it was given out, and beside the same question asked of today's records. */
export function IssuedOne({
  reports,
  looked,
  words,
  officeName,
  go,
}: {
  readonly reports: Reports;
  readonly looked: IssuedComparison;
  readonly words: ReportWords;
  readonly officeName: string;
  readonly go: Go;
}) {
  const { t } = words;
  const { issued, kept, difference, items } = looked;
  const [beside, setBeside] = useState(false);
  const report = ReportName.options.find((name) => name === issued.report) ?? "ways";
  const keptIds = (row: string | null, column: { readonly family: string; readonly key: string } | null) => {
    const numbers = kept.sheet.families.flatMap(({ name, columns }) => columns.map(({ key }) => `${name} ${key}`));
    const place = column === null ? -1 : numbers.indexOf(`${column.family} ${column.key}`);
    const own = row === null ? -1 : kept.sheet.rows.findIndex(({ key }) => key === row);
    return (kept.items ?? [])
      .filter((item) => (row === null || item.row === own) && item.columns.includes(place))
      .map(({ id }) => id);
  };
  return (
    <>
      <div className="report-issued-head no-print">
        <button type="button" className="button" onClick={() => void reports.look("list")}>
          {t("issued.back")}
        </button>
        <fieldset className="report-tabs" aria-label={t("issued.title")}>
          {[false, true].map((each) => (
            <button
              key={String(each)}
              type="button"
              className="button"
              aria-pressed={beside === each}
              onClick={() => setBeside(each)}
            >
              {t(each ? "issued.beside" : "issued.asIssued")}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          className="button button-quiet"
          disabled={reports.saving}
          onClick={() => void reports.withdraw(issued.id)}
        >
          {t("issued.withdraw")}
        </button>
      </div>
      <article className="moves-paper" data-paper={reports.paper}>
        <header className="paper-text moves-head report-issued-title">
          <p className="moves-office print-only">{(issued.unit || officeName).toLocaleUpperCase("vi")}</p>
          <h2>{t(`sheetTitle.${report}`)}</h2>
          <p>
            <em>{issued.query === null ? "" : timeWords(issued.query, t)}</em>
          </p>
          {issued.note !== "" && <p>{issued.note}</p>}
        </header>
        {beside ? (
          <>
            <p>{difference.cells === 0 ? t("issued.same") : t("issued.differs", { count: difference.cells })}</p>
            <DifferenceTable difference={difference} shown={kept.shown} report={report} />
            {items === null ? (
              <p className="quiet">{t("issued.tooMany", { most: mostKeptItems })}</p>
            ) : (
              <Changes items={items} words={words} go={go} />
            )}
          </>
        ) : (
          <>
            <section className="section">
              {reports.printing ? (
                <PrintedSheet report={report} sheet={kept.sheet} shown={kept.shown} paper={reports.paper} />
              ) : (
                <ReportTable
                  report={report}
                  sheet={kept.sheet}
                  shown={kept.shown}
                  open={
                    kept.items === null
                      ? null
                      : (title, { row, column }) =>
                          void reports.open(title, {
                            of: "ids",
                            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ids of records, as they were kept
                            ids: keptIds(row, column) as readonly RecordId[],
                          })
                  }
                />
              )}
              <Figures figures={kept.figures} />
            </section>
            {kept.lines && <ReportLines lines={kept.lines} go={go} />}
          </>
        )}
        <p className="moves-foot quiet">
          {kept.filters}.{" "}
          {t("issued.stamp", { date: formatPartialDate(issued.issuedOn), head: shortHead(issued.head) })}
        </p>
      </article>
    </>
  );
}

function Changes({
  items: { added, removed, moved },
  words,
  go,
}: {
  readonly items: NonNullable<IssuedComparison["items"]>;
  readonly words: ReportWords;
  readonly go: Go;
}) {
  const { t } = words;
  const place = ({ row, family, column }: PlaceInSheet): string =>
    column === null ? row : `${row}: ${words.family(family)}, ${words.column(family, column)}`;
  return (
    <>
      {(
        [
          ["added", added],
          ["removed", removed],
        ] as const
      ).map(
        ([what, records]) =>
          records.length > 0 && (
            <Section key={what} title={`${t(`issued.${what}`)}: ${records.length}`}>
              <CountedRecords records={records} go={go} />
            </Section>
          ),
      )}
      {moved.length > 0 && (
        <Section title={`${t("issued.moved")}: ${moved.length}`}>
          <table className="table table-dense">
            <thead>
              <tr>
                <th scope="col">{t("line.person")}</th>
                <th scope="col">{t("issued.from")}</th>
                <th scope="col">{t("issued.to")}</th>
              </tr>
            </thead>
            <tbody>
              {moved.map(({ record, left, taken }) => (
                <tr key={record.id}>
                  <td>{record.name}</td>
                  <td>{left.map(place).join("; ")}</td>
                  <td>{taken.map(place).join("; ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </>
  );
}

const nameOf = (report: string, { t }: ReportWords): string => {
  const known = ReportName.options.find((name) => name === report);
  return known === undefined ? report : t(`name.${known}`);
};

/** An entry of the ledger: its number and the first digits of its tag. */
export const shortHead = (head: string): string => head.replace(/^(\d+) (\w{1,16})\w*$/, "$1 ($2)");
