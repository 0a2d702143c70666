import type { TFunction } from "i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import type { PlanBoard } from "../state/planning.ts";

/** The plan of a term for a file: one line a person planned, titles in their order, as on paper. */
export function planningAsTable(
  board: PlanBoard,
  { unitName, officeName }: { readonly unitName: string; readonly officeName: string },
  t: TFunction<"planning">,
  leaves: (holder: PlanBoard["titles"][number]["holders"][number]) => string,
): LaidTable {
  const day = formatPartialDate(board.day);
  return {
    title: t("sheetTitle", { term: board.term || "…" }),
    above: [officeName.toLocaleUpperCase("vi"), t("sheetDay", { day })],
    columns: [
      { head: t("order"), width: 5 },
      { head: t("titleColumn"), width: 28 },
      { head: t("holderLeaves"), width: 26 },
      { head: t("name"), width: 24 },
      { head: t("birthYear"), width: 8 },
      { head: t("sex"), width: 6 },
      { head: t("present"), width: 28 },
      { head: t("approved"), width: 20 },
      { head: t("lastReview"), width: 12 },
    ],
    rows: board.titles.flatMap((title, at) =>
      title.lines.map(({ entry, decision, reviewed }, line) => {
        const person = board.people[entry.personId];
        const about =
          line > 0
            ? [null, null, null]
            : [
                at + 1,
                [title.title, title.unit].filter((part) => part !== "").join(", "),
                title.holders.map((holder) => `${holder.name}: ${leaves(holder)}`).join("; ") ||
                  (title.vacant > 0 ? t("vacant", { count: title.vacant }) : "–"),
              ];
        return [
          ...about,
          person?.name ?? "",
          person?.birthDate?.slice(0, 4) ?? "–",
          person?.sex == null ? "–" : t(`sexes.${person.sex}`),
          person?.post ?? "",
          [formatPartialDate(entry.from), decision].filter((part) => part !== "").join("; "),
          reviewed === null ? "–" : { date: reviewed },
        ];
      }),
    ),
    below: [t("footnote", { office: officeName, unit: unitName, day })],
    paper: "A4",
  };
}
