import type { TFunction } from "i18next";
import { memo, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { QualityIssue } from "../../shared/domain/quality.ts";
import { useCommand } from "../parts/commands.ts";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { PaperButtons } from "../parts/paper-buttons.tsx";
import { createMissingSheets, type SheetToFill } from "../state/missing-sheets.ts";
import type { ScreenProps } from "../state/screen.ts";
import { missingAsTable } from "./missing-as-table.ts";
import { fieldName } from "./quality-words.ts";
import { useTableFiles } from "./table-files.tsx";

/** The sheets on which people are asked for what their files lack: what is on screen is what is on paper. */
export function MissingSheets({ office, params, useScreen }: ScreenProps<"missing-sheets">) {
  const { t } = useTranslation("quality");
  const [useSheets] = useState(() => createMissingSheets(office, params));
  const { form, day, sheets, making, left, printing, printed, problem, load, stop, print } = useSheets();
  const { back } = useScreen();
  useEffect(() => {
    void load();
    return stop;
  }, [load, stop]);
  const ready = sheets !== null && sheets.length > 0 && !making && !printing;
  const { t: words } = useTranslation(["profile", "common"]);
  const files = useTableFiles(office, "phieu-bo-sung", () => {
    const around = { form: t(`forms.${form}`), day: formatPartialDate(day) };
    return [missingAsTable(sheets ?? [], around, t, (issue) => whatOf(issue, t, words), asked)];
  });
  useCommand("print", ready ? () => void print() : null);
  return (
    <Page
      title={t("sheets.title")}
      detail={making ? t("sheets.making") : sheets && t("sheets.count", { count: sheets.length })}
      onBack={back}
      actions={
        <>
          <PaperButtons print={t("sheets.print")} kinds={["pdf"]} disabled={!ready} onSave={() => void print()} />
          {files.buttons(!ready)}
        </>
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {!making && sheets?.length === 0 && <EmptyState title={t("sheets.none")} />}
      {files.notice}
      <div className="no-print sheet-says">
        {left > 0 && !making && <Notice tone="warn">{t("sheets.left", { count: sheets?.length ?? 0, left })}</Notice>}
        {printed === "cancelled" && <Notice>{t("sheets.cancelled")}</Notice>}
        {printed !== null && printed !== "cancelled" && (
          <Notice tone="good">{t("sheets.saved", { file: printed.fileName, number: printed.number })}</Notice>
        )}
      </div>
      {sheets?.map((sheet) => (
        <Paper key={sheet.personId} sheet={sheet} form={t(`forms.${form}`)} day={formatPartialDate(day)} />
      ))}
    </Page>
  );
}

const Paper = memo(function Paper({
  sheet,
  form,
  day,
}: {
  readonly sheet: SheetToFill;
  readonly form: string;
  readonly day: string;
}) {
  const { t } = useTranslation("quality");
  const { t: words } = useTranslation(["profile", "common"]);
  return (
    <article className="paper paper-text missing-paper" aria-label={`${t("sheets.title")} ${sheet.code}`}>
      <div className="missing-code">
        {t("sheets.paperCode")}: <b>{sheet.code}</b>
      </div>
      <h2>{t("sheets.paperTitle")}</h2>
      <p className="missing-form">{t("sheets.paperForm", { form, day })}</p>
      <p>
        {t("sheets.name")}: <b>{sheet.name}</b>
        {sheet.birthDate !== null && ` · ${t("sheets.birth")}: ${formatPartialDate(sheet.birthDate)}`}
      </p>
      <p>
        {t("sheets.post")}: {[sheet.title, sheet.unit].filter((part) => part !== "").join(", ")}
      </p>
      <table className="missing-table">
        <thead>
          <tr>
            <th scope="col">{t("sheets.item")}</th>
            <th scope="col">{t("sheets.what")}</th>
            <th scope="col">{t("sheets.answer")}</th>
          </tr>
        </thead>
        <tbody>
          {asked(sheet.issues).map((issue) => (
            <tr key={`${issue.kind} ${issue.field} ${issue.reason} ${issue.record ?? ""}`}>
              <td>{issue.item}</td>
              <td>{whatOf(issue, t, words)}</td>
              <td aria-label={t("sheets.answer")} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="missing-signed">{t("sheets.signed")}</p>
      <p className="missing-back">{t("sheets.back")}</p>
    </article>
  );
});

/** What is asked for, in the words of the file. */
function whatOf(issue: QualityIssue, t: TFunction<"quality">, words: Parameters<typeof fieldName>[1]): string {
  if (issue.reason === "finding") return t("sheets.finding");
  const name = fieldName(issue, words, t("portrait"));
  return issue.reason === "missing" ? name : `${name} (${t("sheets.check")})`;
}

/** Findings are one line: what does not agree is talked over, not written on paper. */
function asked(issues: readonly QualityIssue[]): readonly QualityIssue[] {
  const findings = issues.filter(({ reason }) => reason === "finding");
  return [...issues.filter(({ reason }) => reason !== "finding"), ...findings.slice(0, 1)];
}
