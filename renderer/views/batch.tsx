import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formNames } from "../../shared/domain/sheets/crosswalk.ts";
import { useCommand } from "../parts/commands.ts";
import { DateField } from "../parts/date-field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page, Progress, Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { type Batch as BatchState, batchFileName, createBatch, mostInBatch } from "../state/batch.ts";
import type { ScreenProps } from "../state/screen.ts";
import { BatchPapers } from "./batch-papers.tsx";
import { BatchSaid } from "./batch-said.tsx";
import { useLanguage } from "./language.ts";
import { LineAhead } from "./line-ahead.tsx";

const noPeople: readonly never[] = [];

/** The forms of many people: chosen in the list, printed one after the other, gone on with where they were cut off. */
export function Batch({ office, params, go, useScreen }: ScreenProps<"batch">) {
  const { t } = useTranslation("batch");
  const [useBatch] = useState(() => createBatch(office, params.people ?? noPeople));
  const state = useBatch();
  const { phase, standing, problem, onPaper, load, begin, ready, drop } = state;
  const { back } = useScreen();
  useEffect(() => {
    void load();
  }, [load]);
  useCommand("print", phase === "choosing" && state.people.length > 0 ? () => void begin() : null);
  const done = standing?.progress.next ?? 0;
  const total = standing?.order.people.length ?? state.people.length;
  return (
    <Page title={t("title")} detail={phase !== "looking" && total > 0 && t("people", { count: total })} onBack={back}>
      {problem && <ProblemBanner problem={problem} />}
      {phase === "choosing" && state.people.length === 0 && (
        <EmptyState title={t("nobody")} text={t("nobodyText")}>
          <button type="button" className="button button-main" onClick={() => go("people", {})}>
            {t("toPeople")}
          </button>
        </EmptyState>
      )}
      {phase === "choosing" && state.people.length > 0 && <Order state={state} />}
      {phase === "stopped" && standing !== null && (
        <Section title={t("stoppedTitle", { done, total })}>
          <BatchSaid office={office} state={state} standing={standing} go={go} />
          <div className="buttons">
            <button type="button" className="button button-main" onClick={() => void state.goOn()}>
              {t("goOn")}
            </button>
            <button type="button" className="button" onClick={() => void state.otherPlace()}>
              {t("otherPlace")}
            </button>
            <button type="button" className="button button-quiet" title={t("dropHint")} onClick={() => void drop()}>
              {t("drop")}
            </button>
          </div>
        </Section>
      )}
      {phase === "done" && standing !== null && (
        <>
          <BatchSaid office={office} state={state} standing={standing} go={go} />
          <div className="buttons">
            <button
              type="button"
              className="button button-main"
              onClick={() => void drop().then(() => state.people.length === 0 || back())}
            >
              {t("close")}
            </button>
          </div>
        </>
      )}
      {(phase === "printing" || phase === "joining") && standing !== null && (
        <>
          <Dialog
            title={t("printing")}
            onClose={state.stop}
            footer={
              <button
                type="button"
                className="button"
                disabled={phase === "joining" || state.stopping}
                onClick={state.stop}
              >
                {t(state.stopping ? "stopping" : "stop")}
              </button>
            }
          >
            <Progress
              label={phase === "joining" ? t("joining") : t("of", { done, total })}
              done={phase === "joining" ? 0 : done}
              total={phase === "joining" ? 0 : total}
            />
          </Dialog>
          <BatchPapers stretches={onPaper} onReady={ready} />
        </>
      )}
    </Page>
  );
}

/** What is chosen before it begins, and the line it will leave in the register. */
function Order({ state }: { readonly state: BatchState }) {
  const { t } = useTranslation(["batch", "sheet"]);
  const language = useLanguage();
  const { form, day, as, paper, left, cancelled, choose, setPaper, begin } = state;
  const name = batchFileName(form, as);
  const file =
    as === "one" || paper.next === null ? `${name}.pdf` : `${name}-${String(paper.next).padStart(6, "0")}.pdf`;
  return (
    <div className="batch-order">
      {cancelled && <Notice>{t("cancelled")}</Notice>}
      {left > 0 && (
        <Notice tone="warn">
          {t("left", { count: left, most: new Intl.NumberFormat(language).format(mostInBatch) })}
        </Notice>
      )}
      <SelectField
        label={t("sheet:form")}
        value={form}
        options={formNames.map((value) => ({ value, text: t(`sheet:forms.${value}`) }))}
        onChange={(value) => value && choose({ form: value })}
      />
      <DateField
        label={t("sheet:day")}
        days
        required
        value={day}
        onChange={(value) => value?.length === 10 && choose({ day: value })}
      />
      <SelectField
        label={t("as")}
        value={as}
        options={(["one", "each"] as const).map((value) => ({ value, text: t(`ways.${value}`) }))}
        onChange={(value) => value && choose({ as: value })}
      />
      <p className="quiet">{t("pages")}</p>
      {as === "each" && <p className="quiet">{t("names")}</p>}
      <LineAhead paper={paper} file={file} onSay={(said) => setPaper({ said })} />
      {as === "each" && <p className="quiet">{t("perFile")}</p>}
      <p className="quiet">{t("logged")}</p>
      <div className="buttons">
        <button type="button" className="button button-main" onClick={() => void begin()}>
          {t("begin")}
        </button>
      </div>
    </div>
  );
}
