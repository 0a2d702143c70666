import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type FormName, formNames, type MissingField } from "../../shared/domain/sheets/crosswalk.ts";
import { CheckField } from "../parts/check-field.tsx";
import { useCommand } from "../parts/commands.ts";
import { DateField } from "../parts/date-field.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { Pages } from "../parts/pages.tsx";
import { PaperButtons } from "../parts/paper-buttons.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { ScreenProps } from "../state/screen.ts";
import { createSheet, type FormChoice, fileNames } from "../state/sheet.ts";
import { LineAhead } from "./line-ahead.tsx";
import { MarginsField } from "./margins-field.tsx";
import { SheetPaper } from "./sheet-paper.tsx";

/** The forms of one person as they will be printed: what is on screen is what is on paper. */
export function Sheet({ office, params, go, useScreen }: ScreenProps<"sheet">) {
  const { t } = useTranslation("sheet");
  const [useSheet] = useState(() => createSheet(office, params.personId));
  const { phase, choice, form, day, blank, paper, opened, shown, printed, problem, portrait } = useSheet();
  const { load, close, choose, setDay, setBlank, setPaper, print } = useSheet();
  const { back } = useScreen();
  useEffect(() => {
    void load();
    return close;
  }, [load, close]);
  useCommand("print", phase === "shown" ? () => void print() : null);
  return (
    <Page
      title={t("title")}
      detail={opened?.name}
      onBack={back}
      actions={
        <PaperButtons
          print={phase === "printing" ? t("printing") : t("print")}
          kinds={["pdf", "docx", "xlsx"]}
          disabled={phase !== "shown"}
          onSave={(kind) => void print(kind)}
        />
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {phase === "missing" && <EmptyState title={t("missing")} />}
      {phase === "opening" && <p className="quiet no-print">{t("opening")}</p>}
      {opened && shown && (
        <div className="print-desk">
          <Pages onSheets={(sheets) => sheets !== paper.sheets && setPaper({ sheets })}>
            <SheetPaper
              sheet={shown.sheet}
              portrait={blank ? null : portrait}
              narrow={paper.margins === "narrow"}
              label={t("paper", { name: blank ? t("blank") : opened.name })}
            />
          </Pages>
          <div className="no-print print-desk-side">
            {printed === "cancelled" && <Notice>{t("cancelled")}</Notice>}
            {printed !== null && printed !== "cancelled" && (
              <Notice tone="good">{t("saved", { file: printed.fileName, number: printed.number })}</Notice>
            )}
            <output className="print-desk-count">{t("sheets", { count: paper.sheets })}</output>
            <SelectField<FormChoice>
              label={t("form")}
              value={choice}
              options={choices.map((value) => ({ value, text: t(`forms.${value}`) }))}
              onChange={(value) => value && choose(value)}
            />
            <DateField
              label={t("day")}
              days
              required
              value={day}
              onChange={(value) => value?.length === 10 && setDay(value)}
            />
            <MarginsField paper={paper} onChange={setPaper} />
            <CheckField label={t("blank")} value={blank} onChange={setBlank} />
            <LineAhead paper={paper} file={`${fileNames[form]}.pdf`} onSay={(said) => setPaper({ said })} />
            {!blank && (
              <MissingList
                missing={shown.missing}
                toItem={({ kind, field }) =>
                  go("profile", { personId: params.personId, at: { kind, field, type: true } })
                }
              />
            )}
            <p className="quiet">{t(blank ? "notLogged" : "logged")}</p>
          </div>
        </div>
      )}
    </Page>
  );
}

const choices: readonly FormChoice[] = [...formNames, "state-by-date"] satisfies readonly (FormName | FormChoice)[];

/** What the form asks of everybody and the file does not say, with the item's number: each leads to its place in the file. */
function MissingList({
  missing,
  toItem,
}: {
  readonly missing: readonly MissingField[];
  readonly toItem: (field: MissingField) => void;
}) {
  const { t } = useTranslation("sheet");
  if (missing.length === 0) return <p className="quiet">{t("complete")}</p>;
  return (
    <details className="sheet-missing">
      <summary>{t("incomplete", { count: missing.length })}</summary>
      <p className="quiet">{t("toItem")}</p>
      <ul>
        {missing.map((each) => (
          <li key={`${each.kind} ${each.field}`}>
            <button type="button" className="link" onClick={() => toItem(each)}>
              <span className="sheet-missing-item">{each.item}</span> {t(`want.${each.kind}.${each.field}` as never)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
