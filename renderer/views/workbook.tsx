import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { layout } from "../../shared/domain/workbook/layout.ts";
import { listField } from "../../shared/domain/workbook/list-fields.ts";
import type { CellProblem } from "../../shared/problem.ts";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page, Progress, Section } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";
import { createWorkbook, type ListPlan, type WorkbookPlan, type Workbook as WorkbookState } from "../state/workbook.ts";
import { whyWords } from "../text/workbook-sentence.ts";
import { useLanguage } from "./language.ts";
import { WorkbookColumns } from "./workbook-columns.tsx";
import { WorkbookLetters } from "./workbook-letters.tsx";
import { WorkbookRun } from "./workbook-run.tsx";

/** Import from a workbook: what it would do first, or which cells cannot be read. */
export function Workbook({ office, go }: ScreenProps<"workbook">) {
  const { t } = useTranslation("workbook");
  const language = useLanguage();
  const [useWorkbook] = useState(() => createWorkbook(office));
  const doing = useWorkbook();
  const { step, plan, bad, problem, cancelled, choose, importIt, book, list, listPlan, progress, imported } = doing;
  const { leave, begin } = doing;
  useEffect(() => {
    void begin();
    return leave;
  }, [begin, leave]);
  const busy = step === "reading" || step === "importing" || step === "checking";
  const nothingYet = plan === null && bad === null && list === null && step === "idle";
  return (
    <Page
      title={t("title")}
      detail={book?.fileName}
      actions={
        <>
          <button
            type="button"
            className={(plan === null && list === null) || step === "done" ? "button button-main" : "button"}
            disabled={busy}
            onClick={() => void choose()}
          >
            {plan === null && bad === null && list === null ? t("choose") : t("chooseOther")}
          </button>
          {plan !== null && plan.changes.length > 0 && step !== "done" && (
            <button type="button" className="button button-main" disabled={busy} onClick={() => void importIt()}>
              {t("import")}
            </button>
          )}
          {list !== null && <ListActions doing={doing} busy={busy} />}
        </>
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {cancelled && <Notice>{t("cancelled")}</Notice>}
      {(step === "reading" || step === "checking") && (
        <div className="workbook-progress">
          <Progress
            label={
              progress.total === 0
                ? t("reading")
                : t(step === "reading" ? "rowsRead" : "rowsChecked", { done: progress.done, total: progress.total })
            }
            done={progress.done}
            total={progress.total}
          />
          <button type="button" className="button" onClick={doing.stop}>
            {t("stop")}
          </button>
        </div>
      )}
      {step === "importing" && <Progress label={t("importing")} done={0} total={0} />}
      {step === "done" && plan && (
        <Notice tone="good">
          <p className="notice-what">{t("done", { file: plan.fileName })}</p>
          <div className="buttons">
            <button type="button" className="button" onClick={() => go("people", {})}>
              {t("toPeople")}
            </button>
          </div>
        </Notice>
      )}
      {(step === "done" || step === "idle") && imported && plan === null && (
        <Notice tone="good">
          <p className="notice-what">{t("importedRows", { count: imported.rows, file: imported.fileName })}</p>
          {doing.undone === null ? (
            <div className="buttons">
              <button type="button" className="button" onClick={() => go("people", {})}>
                {t("toPeople")}
              </button>
              <button type="button" className="button" onClick={() => void doing.undoIt()}>
                {t("undo")}
              </button>
            </div>
          ) : (
            <p>
              {t("undone", { records: doing.undone.records })}{" "}
              {doing.undone.kept.length > 0 && (
                <>
                  {t("undoneKept", { kept: doing.undone.kept.length })}{" "}
                  {doing.undone.kept
                    .slice(0, 50)
                    .map(({ name, field }) =>
                      [name, field === null ? "" : (listField(field)?.[language] ?? field)]
                        .filter((part) => part !== "")
                        .join(": "),
                    )
                    .join("; ")}
                </>
              )}
            </p>
          )}
        </Notice>
      )}
      {doing.copied !== null && <Notice tone="good">{t("copied", { file: doing.copied })}</Notice>}
      {bad && <BadCells cells={bad.cells} more={bad.more} />}
      {plan && step !== "reading" && <Plan plan={plan} done={step === "done"} />}
      {book && list && step === "columns" && <WorkbookColumns book={book} list={list} doing={doing} />}
      {list && step === "letters" && <WorkbookLetters list={list} doing={doing} />}
      {list && listPlan && (step === "planned" || step === "done") && (
        <>
          {step === "planned" && (
            <Notice>
              <p>{listPlan.changes.length === 0 ? t("nothingList") : t("unchangedYet")}</p>
              {leftOut(listPlan) > 0 && <p>{t("leftOut", { count: leftOut(listPlan) })}</p>}
            </Notice>
          )}
          {badCount(listPlan) > 0 && (
            <div className="buttons">
              <button
                type="button"
                className="button"
                disabled={busy}
                onClick={() => void doing.writeCopy((cell) => `${cell.header}: ${whyWords[language][cell.why]}`)}
              >
                {t("writeCopy")}
              </button>
            </div>
          )}
          {step === "planned" && (
            <WorkbookRun
              run={listPlan.run}
              list={list}
              choosePerson={(row, who) => void doing.choosePerson(row, who)}
            />
          )}
        </>
      )}
      {nothingYet && <HowTo />}
    </Page>
  );
}

const badCount = ({ run }: ListPlan): number => run.rows.filter(({ problems }) => problems.length > 0).length;
const leftOut = ({ run }: ListPlan): number =>
  run.rows.filter(({ outcome }) => outcome === "bad" || outcome === "ask").length;

/** The way on and back between the steps of a sender's list. */
function ListActions({ doing, busy }: { readonly doing: WorkbookState; readonly busy: boolean }) {
  const { t } = useTranslation("workbook");
  const { step, list, listPlan } = doing;
  if (list === null || step === "done") return null;
  const named = list.columns.some(({ field }) => field === "birthName");
  const letters = list.proposals.length > 0;
  const agreed = list.proposals.every(({ column }) => list.confirmed.has(column));
  return (
    <>
      {(step === "letters" || step === "planned") && (
        <button type="button" className="button" disabled={busy} onClick={() => doing.goTo("columns")}>
          {t("back")}
        </button>
      )}
      {step === "planned" && letters && (
        <button type="button" className="button" disabled={busy} onClick={() => doing.goTo("letters")}>
          {t("backLetters")}
        </button>
      )}
      {step === "columns" && letters && !agreed && (
        <button type="button" className="button button-main" disabled={!named} onClick={() => doing.goTo("letters")}>
          {t("toLetters")}
        </button>
      )}
      {((step === "columns" && agreed) || step === "letters") && (
        <button
          type="button"
          className="button button-main"
          disabled={busy || !named || !agreed}
          onClick={() => void doing.check()}
        >
          {t("toCheck")}
        </button>
      )}
      {step === "planned" && listPlan !== null && listPlan.changes.length > 0 && (
        <button type="button" className="button button-main" disabled={busy} onClick={() => void doing.importIt()}>
          {t("importRows", { count: listPlan.run.rows.filter(({ records }) => records.length > 0).length })}
        </button>
      )}
    </>
  );
}

const kinds = ["unit", "unit-version", "person", "assignment", "rotation", "decision"] as const;

function Plan({ plan, done }: { readonly plan: WorkbookPlan; readonly done: boolean }) {
  const { t } = useTranslation("workbook");
  const { counts, changes, fileName } = plan;
  return (
    <>
      {!done && (
        <Notice>
          <p>
            {t("file")}: <strong>{fileName}</strong>
          </p>
          <p>{changes.length === 0 ? t("nothing") : t("unchangedYet")}</p>
        </Notice>
      )}
      <Section title={t("found")}>
        <table className="table table-dense table-narrow">
          <thead>
            <tr>
              <th scope="col">{t("kind")}</th>
              <th scope="col" className="number">
                {t("created")}
              </th>
              <th scope="col" className="number">
                {t("changed")}
              </th>
              <th scope="col" className="number">
                {t("same")}
              </th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <th scope="row">{t(`kinds.${kind}`)}</th>
                <td className="number">{counts.created[kind] ?? 0}</td>
                <td className="number">{counts.changed[kind] ?? 0}</td>
                <td className="number">{counts.unchanged[kind] ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {counts.ignored.length > 0 && (
          <ul className="lines">
            {counts.ignored.map(({ sheet, header }) => (
              <li key={`${sheet} ${header}`}>{t("ignored", { sheet, header })}</li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function BadCells({ cells, more }: { readonly cells: readonly CellProblem[]; readonly more: number }) {
  const { t } = useTranslation("workbook");
  const language = useLanguage();
  return (
    <Section title={t("badTitle", { count: cells.length + more })}>
      <p>{t("badLead")}</p>
      <table className="table table-dense">
        <thead>
          <tr>
            <th scope="col">{t("sheet")}</th>
            <th scope="col">{t("cell")}</th>
            <th scope="col">{t("header")}</th>
            <th scope="col">{t("foundValue")}</th>
            <th scope="col">{t("why")}</th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <tr key={`${cell.sheet} ${cell.cell} ${cell.why}`}>
              <td>{cell.sheet}</td>
              <td>
                <strong>{cell.cell}</strong>
              </td>
              <td>{cell.header}</td>
              <td>{cell.found || <span className="quiet">{t("emptyCell")}</span>}</td>
              <td>{whyWords[language][cell.why]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="quiet">{t("badMore", { count: more })}</p>}
    </Section>
  );
}

/** What a workbook has to look like, from the layout that reads it. */
function HowTo() {
  const { t } = useTranslation("workbook");
  return (
    <>
      <p>{t("lead")}</p>
      <p>{t("lead2")}</p>
      <Section title={t("howTitle")}>
        <p className="quiet">{t("howSheets")}</p>
        <table className="table table-dense">
          <thead>
            <tr>
              <th scope="col">{t("sheet")}</th>
              <th scope="col">{t("howNeeded")}</th>
              <th scope="col">{t("howOther")}</th>
            </tr>
          </thead>
          <tbody>
            {Object.values(layout).map((sheet) => {
              const columns = Object.values(sheet.columns);
              const headers = (needed: boolean) =>
                columns
                  .filter((column) => (column.needed !== "none") === needed)
                  .map((column) => column.header)
                  .join(", ");
              return (
                <tr key={sheet.name}>
                  <th scope="row" className="nowrap">
                    {sheet.name}
                  </th>
                  <td>{headers(true)}</td>
                  <td className="quiet">{headers(false)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <p className="quiet">{t("howCodes")}</p>
      </Section>
    </>
  );
}
