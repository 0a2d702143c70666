import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { filtersSet, type ListLook } from "../../shared/domain/people-columns.ts";
import { type ListWords, layPeople, today } from "../state/people-export.ts";
import type { OpenOffice } from "../state/session.ts";
import { useLanguage } from "./language.ts";
import { listValueText } from "./people-value.ts";
import { useTableFiles } from "./table-files.tsx";

/** Everything that exporting the list needs: buttons to show, and what came of it. */
export function usePeopleExport(office: OpenOffice, text: string, look: ListLook) {
  const words = useListWords(office, text.trim() !== "" || filtersSet(look.filters).length > 0);
  return useTableFiles(office, "danh-sach-trich-ngang", () => layPeople(office, text, look, words()));
}

/** The words of the list of people as a table. */
export function useListWords(office: OpenOffice, narrowed: boolean): () => ListWords {
  const { t } = useTranslation("people");
  const language = useLanguage();
  return () => ({
    title: t("export.sheet"),
    above: [
      t("export.about", { office: office.opened.officeName, day: formatPartialDate(today()) }),
      ...(narrowed ? [t("export.narrowed")] : []),
    ],
    number: t("export.number"),
    name: t("column.name"),
    column: (column) => t(`column.${column}`),
    group: (group) => t(`export.group.${group}`),
    men: t("export.men"),
    women: t("export.women"),
    sexUnknown: t("export.sexUnknown"),
    value: (column, value) => listValueText(column, value, language),
  });
}
