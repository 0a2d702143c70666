import { useEffect, useState } from "react";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { ofPeriod, type ReportName, type ReportQuery } from "../../shared/domain/statistics/report-query.ts";
import { useCommand } from "../parts/commands.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { PaperButtons } from "../parts/paper-buttons.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import { type CountedReport, createReports, type Reports } from "../state/reports.ts";
import type { Go, ScreenProps } from "../state/screen.ts";
import { FlowMap } from "./flow-map.tsx";
import { isIssuedTable, issuedAsTables } from "./issued-as-tables.ts";
import { MovesTables } from "./moves-tables.tsx";
import { reportAsTables } from "./report-as-tables.ts";
import { FamilyBars, TrendBars } from "./report-charts.tsx";
import { ReportBar, ReportChoice } from "./report-choice.tsx";
import { IssuedList, IssuedOne } from "./report-issued.tsx";
import { Figures, ReportLines } from "./report-lines.tsx";
import { ReportNames } from "./report-names.tsx";
import { PrintedSheet, ReportTable } from "./report-sheet.tsx";
import { filterWords, type ReportWords, timeWords, useReportWords } from "./report-words.ts";
import { useTableFiles } from "./table-files.tsx";

/** Statistics: every report on one screen, with one choice of period, unit and filters; each number opens its names. */
export function Moves({ office, go }: ScreenProps<"moves">) {
  const words = useReportWords();
  const { t } = words;
  const [useReports] = useState(() => createReports(office));
  const reports = useReports();
  const [keeping, setKeeping] = useState(false);
  const { answer, query, looking, opened, choices, load, follow } = reports;
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  const filters = query === null ? "" : filterWords(query, words, choices);
  const printable = looking === null ? answer !== null : typeof looking === "object";
  useCommand("print", printable ? () => void reports.print(filters) : null);
  const issued = typeof looking === "object" ? looking : null;
  const files = useTableFiles(office, "bieu-luan-chuyen", () => {
    if (issued !== null) return issuedAsTables(issued, reports.paper, office.opened.officeName, words);
    return answer === null || query === null ? [] : layReport({ reports, query, answer, words, office, filters });
  });
  const table =
    issued === null
      ? looking === null && answer !== null && query !== null && isCounted(query.report)
      : isIssuedTable(issued);
  return (
    <Page
      title={t("screen")}
      actions={
        <>
          <PaperChoice reports={reports} words={words} />
          {looking === null && (
            <button
              type="button"
              className="button"
              disabled={answer === null || reports.saving}
              onClick={() => setKeeping(true)}
            >
              {t("issued.keep")}
            </button>
          )}
          <PaperButtons
            print={t("print")}
            kinds={["pdf"]}
            disabled={!printable || reports.printing}
            onSave={() => void reports.print(filters)}
          />
          {files.buttons(!table)}
        </>
      }
    >
      <div className="report-screen">
        <ReportBar reports={reports} words={words} />
        <div className="report-main">
          <Said reports={reports} words={words} />
          {files.notice}
          {looking === null && <ReportChoice key={reports.report} reports={reports} words={words} />}
          {looking === null && reports.badPeriod && <p className="field-error">{t("badPeriod")}</p>}
          {looking === null && answer !== null && query !== null && (
            <Sheet reports={reports} words={words} officeName={office.opened.officeName} go={go} filters={filters} />
          )}
          {looking === "list" && <IssuedList reports={reports} words={words} />}
          {looking === "unreadable" && <Notice tone="warn">{t("issued.unreadable")}</Notice>}
          {looking !== null && typeof looking === "object" && (
            <IssuedOne reports={reports} looked={looking} words={words} officeName={office.opened.officeName} go={go} />
          )}
        </div>
      </div>
      {opened && <ReportNames title={opened.title} records={opened.records} close={reports.close} go={go} />}
      {keeping && (
        <KeepDialog
          words={words}
          close={() => setKeeping(false)}
          keep={async (note) => {
            setKeeping(false);
            await reports.keep(filters, note);
          }}
        />
      )}
    </Page>
  );
}

/** Reports that are a table of numbers; the others are pictures and small tables of their own. */
const isCounted = (report: ReportName): boolean => report !== "ways" && report !== "flow";

function layReport({
  reports: { unit, shown, paper, today },
  query,
  answer: { sheet, figures, lines, head },
  words,
  office,
  filters,
}: {
  readonly reports: Reports;
  readonly query: ReportQuery;
  readonly answer: CountedReport;
  readonly words: ReportWords;
  readonly office: ScreenProps<"moves">["office"];
  readonly filters: string;
}) {
  const { t } = words;
  const { report } = query;
  const { officeName } = office.opened;
  const foot = t("footnote", {
    office: officeName,
    unit: unit?.name ?? t("issued.everything"),
    time: timeWords(query, t),
    filters,
    today: formatPartialDate(today),
    head,
  });
  const above = [
    (unit?.name ?? officeName).toLocaleUpperCase("vi"),
    timeWords(query, t),
    ...(filters === t("filter.none") ? [] : [filters]),
  ];
  const rule = report === "R-6" ? [t("team")] : report === "R-7" ? [t("planning")] : [];
  return reportAsTables(
    { report, sheet, figures, lines, shown: shown[report], paper, above, foot: [...rule, foot] },
    words,
  );
}

/** What came of printing and keeping. */
function Said({ reports, words: { t } }: { readonly reports: Reports; readonly words: ReportWords }) {
  const { problem, printed, kept, saving } = reports;
  return (
    <div className="report-said no-print">
      {problem && <ProblemBanner problem={problem} />}
      {printed === "cancelled" && <Notice>{t("cancelled")}</Notice>}
      {printed !== null && printed !== "cancelled" && (
        <Notice tone="good">{t("saved", { file: printed.fileName, number: printed.number })}</Notice>
      )}
      {kept && (
        <Notice tone="good">
          {t(kept.undone ? "issued.undone" : "issued.kept")}{" "}
          <button type="button" className="link" disabled={saving} onClick={() => void reports.undo()}>
            {t(kept.undone ? "issued.redo" : "issued.undo")}
          </button>
        </Notice>
      )}
    </div>
  );
}

function PaperChoice({ reports, words: { t } }: { readonly reports: Reports; readonly words: ReportWords }) {
  return (
    <div className="report-paper-choice">
      <SelectField
        label={t("paper")}
        value={reports.paper}
        options={(["A4", "A3"] as const).map((value) => ({ value, text: value }))}
        onChange={(value) => value && reports.onPaper(value)}
      />
    </div>
  );
}

/** One report: its picture, its numbers, its lines, and what they rest on. */
function Sheet({
  reports,
  words,
  officeName,
  go,
  filters,
}: {
  readonly reports: Reports;
  readonly words: ReportWords;
  readonly officeName: string;
  readonly go: Go;
  readonly filters: string;
}) {
  const { t } = words;
  const { answer, query, unit, printing, paper, open } = reports;
  if (answer === null || query === null) return null;
  const { report } = query;
  const { sheet, table, flow, lines, figures, trend, undecided } = answer;
  const shown = reports.shown[report];
  const withSheet = report !== "ways" && report !== "flow";
  return (
    <article className="moves-paper" data-paper={paper} data-report={report} aria-busy={reports.counting}>
      <header className="print-only paper-text moves-head">
        <p className="moves-office">{(unit?.name ?? officeName).toLocaleUpperCase("vi")}</p>
        <h1>{t(`sheetTitle.${report}`)}</h1>
        <p>
          <em>
            {ofPeriod(report)
              ? t("period", { from: formatPartialDate(query.from), to: formatPartialDate(query.to) })
              : t("onDay", { day: formatPartialDate(query.day) })}
          </em>
        </p>
        {filters !== t("filter.none") && <p>{filters}</p>}
      </header>
      {table && <MovesTables table={table} open={({ title, ids }) => void open(title, { of: "ids", ids })} />}
      {flow && <FlowMap flow={flow} open={(title, from, to) => void open(title, { of: "flow", from, to })} />}
      {withSheet && (
        <section className="section report-section">
          <div className="section-head no-print">
            <h2>{t(`name.${report}`)}</h2>
            <Columns reports={reports} words={words} />
          </div>
          {sheet.whole.total === 0 && sheet.rows.length === 0 ? (
            <p className="quiet">{t("nothing")}</p>
          ) : printing ? (
            <PrintedSheet report={report} sheet={sheet} shown={shown} paper={paper} />
          ) : (
            <ReportTable
              report={report}
              sheet={sheet}
              shown={shown}
              open={(title, at) => void open(title, { of: "cell", at })}
            />
          )}
          <Figures figures={figures} />
          {undecided > 0 && (
            <p>
              {t("undecided")}:{" "}
              <button
                type="button"
                className="link moves-count"
                onClick={() => void open(t("undecided"), { of: "undecided" })}
              >
                {undecided}
              </button>
            </p>
          )}
        </section>
      )}
      <Charts report={report} reports={reports} words={words} />
      {trend && <TrendBars trend={trend} />}
      {lines && <ReportLines lines={lines} go={go} />}
      {report === "R-6" && <p className="quiet">{t("team")}</p>}
      {report === "R-7" && <p className="quiet">{t("planning")}</p>}
      <p className="moves-foot quiet">
        {t("footnote", {
          office: officeName,
          unit: unit?.name ?? t("issued.everything"),
          time: timeWords(query, t),
          filters,
          today: formatPartialDate(reports.today),
          head: answer.head,
        })}{" "}
        {ofPeriod(report) && t("rule")}
      </p>
    </article>
  );
}

/** Pictures where a look says more than a table. */
function Charts({
  report,
  reports: { answer },
  words: { t },
}: {
  readonly report: ReportName;
  readonly reports: Reports;
  readonly words: ReportWords;
}) {
  if (answer === null) return null;
  const { sheet } = answer;
  switch (report) {
    case "R-2":
      return <FamilyBars sheet={sheet} family="result" title={t("chart.result")} />;
    case "R-3":
      return (
        <div className="moves-two">
          <FamilyBars sheet={sheet} family="age" title={t("chart.age")} />
          <FamilyBars sheet={sheet} family="sex" title={t("chart.sex")} />
        </div>
      );
    case "R-6":
      return (
        <FamilyBars
          sheet={sheet}
          family="teamAge"
          title={t("chart.ageNow")}
          only={["32", "33", "34", "35", "38"]}
          named={{ "35": t("column.age.60") }}
        />
      );
    case "R-7":
      return (
        <div className="moves-two">
          <FamilyBars sheet={sheet} family="age" title={t("chart.ageNow")} />
          <FamilyBars sheet={sheet} family="sex" title={t("chart.sex")} />
        </div>
      );
    default:
      return null;
  }
}

/** Which columns stand on the sheet. */
function Columns({ reports, words }: { readonly reports: Reports; readonly words: ReportWords }) {
  const { answer, report, shown, showFamily } = reports;
  if (answer === null || answer.sheet.families.length < 2) return null;
  return (
    <fieldset className="report-columns">
      <legend className="field-label">{words.t("columns")}</legend>
      {answer.sheet.families.map(({ name }) => {
        const on = shown[report].includes(name);
        return (
          <button
            key={name}
            type="button"
            className="button button-small"
            aria-pressed={on}
            onClick={() => showFamily(name, !on)}
          >
            {words.family(name)}
          </button>
        );
      })}
    </fieldset>
  );
}

/** To whom a report was given, before it is kept. */
function KeepDialog({
  words: { t },
  close,
  keep,
}: {
  readonly words: ReportWords;
  readonly close: () => void;
  readonly keep: (note: string) => Promise<void>;
}) {
  const [note, setNote] = useState("");
  return (
    <Dialog
      title={t("issued.keep")}
      onClose={close}
      footer={
        <button type="button" className="button button-main" onClick={() => void keep(note.trim())}>
          {t("issued.keep")}
        </button>
      }
    >
      <TextField
        label={t("issued.note")}
        hint={t("issued.noteHint")}
        value={note}
        onChange={setNote}
        maxLength={1000}
      />
    </Dialog>
  );
}
