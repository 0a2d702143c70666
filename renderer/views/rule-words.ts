import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { CodeList } from "../../shared/domain/codes/code-list.ts";
import { disciplineForms, ratings } from "../../shared/domain/codes/merit-codes.ts";
import { moveKinds, moveOutcomes, movePurposes } from "../../shared/domain/codes/move-codes.ts";
import { levels, managingLevels, postRoles } from "../../shared/domain/codes/unit-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { Json } from "../../shared/domain/primitives.ts";
import { dossierList } from "../../shared/domain/rotations/dossier-list.ts";
import type { ParameterKind } from "../../shared/domain/rules/parameter-kinds.ts";
import { type AppliesTo, type ParametersOf, type RuleId, TitleList } from "../../shared/domain/rules/parameters.ts";
import type { RuleSource } from "../../shared/domain/rules/rules-on.ts";
import { titleGroupNames, titleGroups } from "../../shared/domain/statistics/title-group.ts";

type T = TFunction<["packs", "rules"]>;

/** The lists whose codes a parameter of a kind holds. */
export const listOfKind: Partial<Record<ParameterKind, CodeList>> = {
  ratings,
  outcomes: moveOutcomes,
  roles: postRoles,
  discipline: disciplineForms,
};

/** The parts of what a rule applies to, with their codes. */
export const scopeLists: readonly { readonly part: keyof AppliesTo; readonly list: CodeList }[] = [
  { part: "kinds", list: moveKinds },
  { part: "purposes", list: movePurposes },
  { part: "levels", list: levels },
  { part: "roles", list: postRoles },
  { part: "managingLevels", list: managingLevels },
];

/** Rules, their parameters and sources in words. */
export function useRuleWords() {
  const { t, i18n } = useTranslation(["packs", "rules"]);
  const english = i18n.language === "en";
  const nameIn = (list: CodeList, code: string): string => {
    const entry = list.find((each) => each.code === code);
    return entry === undefined ? code : english ? entry.en : entry.vi;
  };
  const names = (list: CodeList, codes: Json): string =>
    texts(codes)
      .map((code) => nameIn(list, code))
      .join(", ") || t("none");
  return {
    nameIn,
    title: (rule: RuleId): string => titleOf(rule, t),
    severity: (severity: "W" | "I" | "auto" | "off"): string => t(`rules:severity.${severity}`),
    value: (kind: ParameterKind, value: Json): string => valueWords(kind, value, t, names),
    appliesTo: (scope: AppliesTo): string =>
      scopeLists
        .filter(({ part }) => (scope[part]?.length ?? 0) > 0)
        .map(({ part, list }) => `${t(`scope.${part}`)}: ${names(list, [...(scope[part] ?? [])])}`)
        .join("; ") || t("everyone"),
    source: ({ instrument, article, pack, version }: RuleSource): string =>
      t(article === "" ? "rules:sourceWithoutArticle" : "rules:source", {
        type: instrument.type,
        number: instrument.number,
        article,
        pack,
        version,
      }),
    period: (from: string | null, to: string | null): string =>
      from === null && to === null
        ? t("always")
        : `${formatPartialDate(from) || "…"} – ${formatPartialDate(to) || t("stillOpen")}`,
  };
}

export type RuleWords = ReturnType<typeof useRuleWords>;

function titleOf(rule: RuleId, t: T): string {
  return rule === "RETIREMENT" || rule === "LADDER" ? t(`table.${rule}`) : `${rule} – ${t(`rules:rule.${rule}.title`)}`;
}

function valueWords(kind: ParameterKind, value: Json, t: T, names: (list: CodeList, codes: Json) => string): string {
  if (value === null) return t("notSet");
  const list = listOfKind[kind];
  if (list !== undefined) return names(list, value);
  switch (kind) {
    case "months":
    case "days":
    case "years":
    case "people":
    case "titles":
    case "terms":
      return t(`unit.${kind}`, { number: Number(value) });
    case "percent":
      return t("unit.percent", { number: String(Number(value)).replace(".", ",") });
    case "year":
      return t("unit.year", { year: String(value as number) });
    case "words":
      return texts(value)
        .map((word) => `“${word}”`)
        .join(", ");
    case "title-list": {
      const read = TitleList.safeParse(value);
      if (!read.success) return "";
      const starts = read.data.starts.map((start) => `“${start}”`).join(", ");
      const groups = titleGroups
        .filter((group) => read.data.groups.includes(group))
        .map((each) => titleGroupNames[each]);
      return [...groups, ...(starts === "" ? [] : [t("startsWith", { starts })])].join("; ") || t("none");
    }
    case "discipline-months":
      return Object.entries(value as Readonly<Record<string, number>>)
        .map(([form, number]) => `${names(listOfKind.discipline!, [form])}: ${t("unit.months", { number })}`)
        .join("; ");
    case "paper":
      return names(dossierList, [value]);
    case "papers":
      return names(
        dossierList,
        (value as ParametersOf<"R13">["items"]).map(({ code }) => code),
      );
    case "ladder":
      return titleGroups
        .flatMap((group) => {
          const height = (value as ParametersOf<"LADDER">["steps"])[group];
          return height === undefined ? [] : [{ group, height }];
        })
        .toSorted((a, b) => b.height - a.height)
        .map(({ group, height }) => `${height} ${titleGroupNames[group]}`)
        .join("; ");
    default:
      return agesWords(value as ParametersOf<"RETIREMENT">["ages"]);
  }
}

/** First and last pair of a table of retirement ages, years and months for men and women. */
function agesWords(ages: ParametersOf<"RETIREMENT">["ages"]): string {
  const pair = ([men, women]: readonly [number, number]): string => `${yearsMonths(men)} / ${yearsMonths(women)}`;
  const [first, last] = [ages[0], ages.at(-1)];
  if (first === undefined || last === undefined) return "";
  return ages.length === 1 ? pair(first) : `${pair(first)} → ${pair(last)}`;
}
const yearsMonths = (months: number): string =>
  months % 12 === 0 ? String(months / 12) : `${Math.floor(months / 12)} + ${months % 12}/12`;

const texts = (value: Json): readonly string[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter((each) => typeof each === "string") : [];
