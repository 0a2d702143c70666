import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { filtersSet, type ListLook } from "../../shared/domain/people-columns.ts";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { createPeopleExport, type ListWords } from "../state/people-export.ts";
import type { OpenOffice } from "../state/session.ts";
import { useLanguage } from "./language.ts";
import { listValueText } from "./people-value.ts";

/** Everything that exporting the list needs: a button to show, and what came of it. */
export function usePeopleExport(office: OpenOffice, text: string, look: ListLook) {
  const { t } = useTranslation("people");
  const language = useLanguage();
  const [useExport] = useState(() => createPeopleExport(office));
  const { state, most, day, problem, save } = useExport();
  const words: ListWords = {
    title: t("export.sheet"),
    above: [
      t("export.about", { office: office.opened.officeName, day: formatPartialDate(day) }),
      ...(text.trim() === "" && filtersSet(look.filters).length === 0 ? [] : [t("export.narrowed")]),
    ],
    number: t("export.number"),
    name: t("column.name"),
    column: (column) => t(`column.${column}`),
    value: (column, value) => listValueText(column, value, language),
  };
  const button = (
    <button
      type="button"
      className="button"
      disabled={state === "working"}
      onClick={() => void save(text, look, words)}
    >
      {state === "working" ? t("export.working") : t("export.button")}
    </button>
  );
  const notice = (
    <>
      {problem && <ProblemBanner problem={problem} />}
      {state === "cancelled" && <Notice>{t("export.cancelled")}</Notice>}
      {state === "too-many" && (
        <Notice tone="warn">{t("export.tooMany", { most: new Intl.NumberFormat(language).format(most) })}</Notice>
      )}
      {typeof state === "object" && (
        <Notice tone="good">{t("export.saved", { file: state.fileName, number: state.number })}</Notice>
      )}
    </>
  );
  return { button, notice };
}
