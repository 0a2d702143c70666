import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { PlanBoard } from "../state/planning.ts";
import { useLeavesWords } from "./planning-table.tsx";

/** The plan of a term as a sheet of paper, A4 across: one line a person planned, titles in their order. */
export function PlanningPaper({
  board,
  unitName,
  officeName,
}: {
  readonly board: PlanBoard;
  readonly unitName: string;
  readonly officeName: string;
}) {
  const { t } = useTranslation("planning");
  const leaves = useLeavesWords();
  return (
    <article className="print-only rotation-paper rotation-paper-wide">
      <header>
        <p className="rotation-paper-office">{officeName.toLocaleUpperCase("vi")}</p>
        <h1>{t("sheetTitle", { term: board.term || "…" })}</h1>
        <p>
          <em>{t("sheetDay", { day: formatPartialDate(board.day) })}</em>
        </p>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("order")}</th>
            <th scope="col">{t("titleColumn")}</th>
            <th scope="col">{t("holderLeaves")}</th>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("birthYear")}</th>
            <th scope="col">{t("sex")}</th>
            <th scope="col">{t("present")}</th>
            <th scope="col">{t("approved")}</th>
            <th scope="col">{t("lastReview")}</th>
          </tr>
        </thead>
        {board.titles.map((title, at) => (
          <tbody key={title.key}>
            {title.lines.map(({ entry, decision, reviewed }, line) => {
              const person = board.people[entry.personId];
              return (
                <tr key={entry.id}>
                  {line === 0 && (
                    <>
                      <td rowSpan={title.lines.length} className="number">
                        {at + 1}
                      </td>
                      <td rowSpan={title.lines.length}>
                        {[title.title, title.unit].filter((part) => part !== "").join(", ")}
                      </td>
                      <td rowSpan={title.lines.length}>
                        {title.holders.map((holder) => `${holder.name}: ${leaves(holder)}`).join("; ") ||
                          (title.vacant > 0 ? t("vacant", { count: title.vacant }) : "–")}
                      </td>
                    </>
                  )}
                  <td className="nowrap">{person?.name}</td>
                  <td>{person?.birthDate?.slice(0, 4) ?? "–"}</td>
                  <td>{person?.sex == null ? "–" : t(`sexes.${person.sex}`)}</td>
                  <td>{person?.post}</td>
                  <td>{[formatPartialDate(entry.from), decision].filter((part) => part !== "").join("; ")}</td>
                  <td>{formatPartialDate(reviewed) || "–"}</td>
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
      <p className="rotation-paper-foot">
        {t("footnote", { office: officeName, unit: unitName, day: formatPartialDate(board.day) })}
      </p>
    </article>
  );
}
