import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { useCommand } from "../parts/commands.ts";
import { CountedTabs } from "../parts/counted-tabs.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { PaperButtons } from "../parts/paper-buttons.tsx";
import type { ScreenProps } from "../state/screen.ts";
import { openWork, type WorkBoard, type Work as WorkState, type WorkTab } from "../state/work.ts";
import { dueAsTable, dueScope, dueTitle } from "./due-as-table.ts";
import { useTableFiles } from "./table-files.tsx";
import { dueWords, WorkDue } from "./work-due.tsx";
import { WorkStates } from "./work-states.tsx";
import { WorkWaiting } from "./work-waiting.tsx";

/** Work in hand: what waits for somebody, what falls due, and where every move stands. */
export function Work({ office, go }: ScreenProps<"work">) {
  const { t } = useTranslation("work");
  const [useWork] = useState(() => openWork(office));
  const work = useWork();
  const { board, tab, range, kind, printing, printed, problem, load, follow, print } = work;
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  const empty = board !== null && isEmpty(board);
  const ready = board !== null && !empty && !printing;
  useCommand("print", ready ? () => void print() : null);
  const files = useTableFiles(office, "viec-den-han", async () => [
    dueAsTable(await work.whole(), { officeName: office.opened.officeName, range, kind }, t, dueWords(t)),
  ]);
  const day = board === null ? "" : formatPartialDate(board.day);
  return (
    <Page
      title={t("title")}
      detail={board && t("detail", { day })}
      actions={
        <>
          <PaperButtons print={t("print")} kinds={["pdf"]} quiet disabled={!ready} onSave={() => void print()} />
          {tab === "due" && files.buttons(!ready)}
        </>
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {printed === "cancelled" && <Notice>{t("cancelled")}</Notice>}
      {printed !== null && printed !== "cancelled" && (
        <Notice tone="good">{t("printed", { file: printed.fileName, number: printed.number })}</Notice>
      )}
      {files.notice}
      {board === null && <p className="quiet">{t("looking")}</p>}
      {empty && (
        <EmptyState title={t("empty.title")} text={t("empty.text")}>
          <button type="button" className="button button-main" onClick={() => go("gaps", {})}>
            {t("empty.gaps")}
          </button>
          <button type="button" className="button" onClick={() => go("organisation", {})}>
            {t("empty.organisation")}
          </button>
        </EmptyState>
      )}
      {board !== null && !empty && (
        <>
          <Tabs work={work} board={board} />
          <article className="todo-paper">
            <header className="print-only paper-text todo-head">
              <p className="todo-office">{office.opened.officeName.toLocaleUpperCase("vi")}</p>
              <h1>{tab === "due" ? dueTitle(kind, t) : t(`paper.${tab}`)}</h1>
              <p>
                <em>{t("paper.day", { day })}</em>
              </p>
              {tab === "due" && <p>{dueScope(range, kind, t)}</p>}
            </header>
            {tab === "waiting" && <WorkWaiting work={work} go={go} />}
            {tab === "due" && <WorkDue work={work} board={board} go={go} />}
            {tab === "states" && <WorkStates work={work} board={board} go={go} />}
            <p className="print-only todo-foot">{t("paper.foot", { office: office.opened.officeName, day })}</p>
          </article>
        </>
      )}
    </Page>
  );
}

const tabs: readonly WorkTab[] = ["waiting", "due", "states"];

/** The three lists. */
function Tabs({ work: { tab, look }, board }: { readonly work: WorkState; readonly board: WorkBoard }) {
  const { t } = useTranslation("work");
  const counts: Readonly<Record<WorkTab, number>> = {
    waiting: board.waiting,
    due: board.ranges.overdue + board.ranges["30"],
    states: movesOf(board),
  };
  return (
    <CountedTabs
      className="gaps-tabs todo-tabs no-print"
      label={t("tabs")}
      shown={tab}
      show={(next) => look({ tab: next })}
      tabs={tabs.map((key) => ({ key, name: t(`tab.${key}`), count: counts[key], says: t(`explain.${key}`) }))}
    />
  );
}

const movesOf = ({ states }: WorkBoard): number => Object.values(states).reduce((sum, count) => sum + count, 0);

const isEmpty = (board: WorkBoard): boolean =>
  movesOf(board) === 0 && Object.values(board.ranges).every((count) => count === 0);
