import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { type CodeList, nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { degrees, politicalTheory } from "../../shared/domain/codes/education-codes.ts";
import { directions, moveKinds, moveOutcomes } from "../../shared/domain/codes/move-codes.ts";
import { stateManagement } from "../../shared/domain/codes/training-codes.ts";
import { blocs, levels, managingLevels } from "../../shared/domain/codes/unit-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { dossierList } from "../../shared/domain/rotations/dossier-list.ts";
import type { CountedRow } from "../../shared/domain/statistics/counted-sheet.ts";
import { dueKinds, dueNames } from "../../shared/domain/statistics/due-lists.ts";
import type { FilterName, MoveFilters } from "../../shared/domain/statistics/move-filters.ts";
import { ofPeriod, type ReportName, type ReportQuery } from "../../shared/domain/statistics/report-query.ts";
import { teamColumns, teamParts } from "../../shared/domain/statistics/team-columns.ts";
import { titleGroupNames } from "../../shared/domain/statistics/title-group.ts";
import type { ReportChoices } from "../state/reports.ts";
import type { Language } from "../text/index.ts";
import { useLanguage } from "./language.ts";

/** Names of what stands in reports, in the language on screen. */
export interface ReportWords {
  readonly t: TFunction<"reports">;
  readonly language: Language;
  readonly family: (name: string) => string;
  readonly column: (family: string, column: { readonly key: string; readonly vi: string }) => string;
  /** What a row is called: of lists with due dates by the list, else as it is on file. */
  readonly row: (report: ReportName, row: Pick<CountedRow, "label">) => string;
  readonly figure: (name: string) => string;
  readonly lineHead: (name: string) => string;
  /** A cell of a line, by the column it stands in. */
  readonly lineCell: (column: string, text: string, cells: readonly string[]) => string;
}

export function useReportWords(): ReportWords {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const [families, columns, figures, lines, dues] = [
    t("family", { returnObjects: true }),
    t("column", { returnObjects: true }),
    t("figure", { returnObjects: true }),
    t("line", { returnObjects: true }),
    t("due", { returnObjects: true }),
  ] as const satisfies readonly object[];
  const word = (words: object, key: string): string | null => {
    const found: unknown = Object.hasOwn(words, key) ? Reflect.get(words, key) : null;
    return typeof found === "string" ? found : null;
  };
  return {
    t,
    language,
    family: (name) => word(families, name) ?? name,
    column: (family, { key, vi }) => {
      if (key === "?") return family === "result" ? t("termUnknown") : t("unknown");
      if (key === "other") return t("other");
      if (teamFamilies.has(family)) return teamColumns.find(({ no }) => String(no) === key)?.[language] ?? vi;
      const list = codeLists[family];
      if (list !== undefined) return nameOfCode(list, key, language);
      const own: unknown = Object.hasOwn(columns, family) ? Reflect.get(columns, family) : null;
      return (typeof own === "object" && own !== null ? word(own, key) : null) ?? vi;
    },
    row: (report, { label }) => {
      const list = report === "R-5" ? dueKinds.find((kind) => dueNames[kind] === label) : undefined;
      return list === undefined ? label : t(`due.${list}`);
    },
    figure: (name) => word(figures, name) ?? name,
    lineHead: (name) => word(lines, name) ?? name,
    lineCell: (column, text, cells) => {
      if (column === "list") return word(dues, text) ?? text;
      if (column === "due") return text === "" ? t("dueNow") : formatPartialDate(text);
      if (column === "on") return formatPartialDate(text === "" ? null : text);
      if (column === "over") return text === "" ? "" : t("yes");
      if (column === "about" && cells[0] === "dossier") return nameOfCode(dossierList, text, language);
      return text;
    },
  };
}

/** Families of coded values, by the lists that name them. */
const codeLists: Readonly<Record<string, CodeList>> = {
  kind: moveKinds,
  direction: directions,
  level: levels,
  managing: managingLevels,
  degree: degrees,
  theory: politicalTheory,
  stateManagement,
};

const teamFamilies: ReadonlySet<string> = new Set(teamParts.map(([family]) => family));

/** One choice of a filter. */
export interface FilterOption {
  readonly value: string;
  readonly text: string;
}

/** What a filter may be set to. */
export function optionsOf(
  name: FilterName,
  { t, language, column }: ReportWords,
  choices: ReportChoices,
): readonly FilterOption[] {
  const coded = (list: CodeList): FilterOption[] => list.map((each) => ({ value: each.code, text: each[language] }));
  switch (name) {
    case "kind":
      return coded(moveKinds);
    case "direction":
      return [...coded(directions), { value: "?", text: t("unknown") }];
    case "level":
      return coded(levels);
    case "bloc":
      return coded(blocs);
    case "titles":
      return Object.entries(titleGroupNames).map(([value, text]) => ({ value, text }));
    case "managing":
      return coded(managingLevels);
    case "programmeId":
      return choices.programmes.map((each) => ({ value: each.id, text: each.number || each.name }));
    case "outcome":
      return coded(moveOutcomes);
    case "sex":
      return (["NU", "NAM"] as const).map((value) => ({ value, text: t(`sex.${value}`) }));
    case "age":
      return ["30", "40", "50", "60", "61"].map((key) => ({ value: key, text: column("age", { key, vi: key }) }));
    case "minority":
      return (["yes", "no"] as const).map((value) => ({ value, text: t(`minority.${value}`) }));
  }
}

/** The value of a filter as an option has it. */
export const optionValue = (filters: MoveFilters, name: FilterName): string | null => {
  const value = filters[name];
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
};

/** The filters in force in words: what the sheet says above its numbers and below them. */
export function filterWords(query: ReportQuery, words: ReportWords, choices: ReportChoices): string {
  const { t } = words;
  const said = (Object.keys(query.filters) as FilterName[]).flatMap((name) => {
    const value = optionValue(query.filters, name);
    if (value === null) return [];
    const text = optionsOf(name, words, choices).find((option) => option.value === value)?.text ?? value;
    return [`${t(`filter.${name}`)}: ${text}`];
  });
  if (["R-1", "R-2", "R-3", "flow"].includes(query.report)) said.unshift(t(`scope.${query.scope}`));
  if (query.report === "R-1") said.unshift(`${t("filter.rows")}: ${t(`rows.${query.rows}`)}`);
  return said.length === 0 ? t("filter.none") : t("filter.words", { words: said.join("; ") });
}

/** Period or day of a query in words. */
export const timeWords = ({ report, from, to, day }: ReportQuery, t: TFunction<"reports">): string =>
  ofPeriod(report)
    ? t("footPeriod", { from: formatPartialDate(from), to: formatPartialDate(to) })
    : t("footDay", { day: formatPartialDate(day) });
