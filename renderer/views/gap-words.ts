import type { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { RuleSource } from "../../shared/domain/rules/rules-on.ts";
import type { GapRow } from "../state/gaps.ts";

type T = ReturnType<typeof useTranslation<"gaps">>["t"];
type Cause = GapRow["causes"][number];

/** The causes of a gap by their days, those without one last. */
export const causesByDay = (causes: readonly Cause[]): readonly Cause[] =>
  causes.toSorted((a, b) => ((a.on ?? "9") < (b.on ?? "9") ? -1 : (a.on ?? "9") > (b.on ?? "9") ? 1 : 0));

/** Why, in one sentence. A day that is not exact is said to the month, as being about it. */
export function causeSentence({ why, on, about, person, text }: Cause, t: T): string {
  const said = dayWords(on, about, t);
  const who = person === "" ? t("somebody") : person;
  const also = text === "" ? "" : `: ${text}`;
  if (why === "no-holder") {
    if (on === null) return t("cause.no-holder-undated");
    return person === "" ? t("cause.no-holder", { day: said }) : t("cause.no-holder-since", { person, day: said });
  }
  if (why === "weak") return (on === null ? t("cause.weak-undated") : t("cause.weak", { day: said })) + also;
  if (why === "by-hand") return (on === null ? t("cause.by-hand-undated") : t("cause.by-hand", { day: said })) + also;
  if (why === "term-ends") return t("cause.term-ends", { day: said });
  return t(`cause.${why}`, { person: who, day: said });
}

/** A day, or the month that it is about; words for one that is not known. */
export function dayWords(on: string | null, about: boolean, t: T): string {
  if (on === null) return t("unknownDay");
  return about ? t("about", { day: formatPartialDate(on.slice(0, 7)) }) : formatPartialDate(on);
}

/** The first day of a gap, with "about" where every cause that gives this day is not exact. */
export function dueWords({ due, causes }: Pick<GapRow, "due" | "causes">, t: T): string {
  const giving = causes.filter(({ on }) => on === due);
  return dayWords(due, giving.length > 0 && giving.every(({ about }) => about), t);
}

/** A gap's name on buttons: the post and its unit, or the unit. */
export function placeWords({ title, unit }: Pick<GapRow, "title" | "unit">, t: T): string {
  const words = [title, unit].filter((part) => part !== "");
  return words.length === 0 ? t("noPlace") : words.join(", ");
}

/** The paper a rule stands in. */
export const sourceWords = ({ instrument, article, pack }: RuleSource, t: T): string =>
  t("terms.source", { type: instrument.type, number: instrument.number || pack, article });
