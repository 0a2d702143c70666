import { useTranslation } from "react-i18next";
import { columnName } from "../../shared/domain/workbook/cell.ts";
import type { Letters } from "../../shared/domain/workbook/repair-sheet.ts";
import { Section } from "../parts/page.tsx";
import type { ListInHand, Workbook } from "../state/workbook.ts";

const choices: readonly Letters[] = ["proposed", "keep", "TCVN3", "VNI", "VISCII"];

/** Text of the old fonts, before and after; the clerk agrees column by column. */
export function WorkbookLetters({
  list,
  doing,
}: {
  readonly list: ListInHand;
  readonly doing: Pick<Workbook, "setLetters" | "confirmLetters">;
}) {
  const { t } = useTranslation("workbook");
  const open = list.proposals.filter(({ column }) => !list.confirmed.has(column));
  return (
    <Section
      title={t("lettersTitle")}
      aside={
        open.length > 0 && (
          <button
            type="button"
            className="button"
            onClick={() => {
              for (const { column } of open) doing.confirmLetters(column, true);
            }}
          >
            {t("agreeAll")}
          </button>
        )
      }
    >
      <p className="quiet">{t("lettersLead")}</p>
      <div className="table-scroll">
        <table className="table table-dense">
          <thead>
            <tr>
              <th scope="col">{t("column")}</th>
              <th scope="col">{t("lettersFrom")}</th>
              <th scope="col">{t("before")}</th>
              <th scope="col">{t("after")}</th>
              <th scope="col">{t("agreement")}</th>
            </tr>
          </thead>
          <tbody>
            {list.proposals.map((proposal) => {
              const { column, found, turned, unsure, lost, samples } = proposal;
              const head = list.columns.find((each) => each.column === column)?.path.join(" › ") ?? "";
              const said = list.letters.get(column) ?? "proposed";
              return (
                <tr key={column}>
                  <th scope="row">
                    {columnName(column)} <span className="quiet">{head}</span>
                  </th>
                  <td>
                    <select
                      aria-label={`${t("lettersFrom")}: ${columnName(column)}`}
                      value={said}
                      onChange={(event) => {
                        const next = choices.find((each) => each === event.target.value);
                        if (next !== undefined) doing.setLetters(column, next);
                      }}
                    >
                      {choices.map((each) => (
                        <option key={each} value={each}>
                          {each === "proposed" && found !== null
                            ? `${t("letters.proposed")}: ${found}`
                            : t(`letters.${each}`)}
                        </option>
                      ))}
                    </select>
                    <div className="quiet">
                      <div>{t("lettersTurned", { count: turned })}</div>
                      {unsure > 0 && <div>{t("lettersUnsure", { count: unsure })}</div>}
                    </div>
                    {lost.length > 0 && (
                      <div className="sign sign-bad">{t("lettersLost", { letters: lost.join(" ") })}</div>
                    )}
                  </td>
                  <td>
                    {samples.map(({ row, before }) => (
                      <div key={row}>{before.slice(0, 80)}</div>
                    ))}
                  </td>
                  <td>
                    {samples.map(({ row }) => (
                      <div key={row}>{shown(list, row, column).slice(0, 80)}</div>
                    ))}
                  </td>
                  <td>
                    <label className="workbook-agree">
                      <input
                        type="checkbox"
                        checked={list.confirmed.has(column)}
                        onChange={(event) => doing.confirmLetters(column, event.target.checked)}
                      />
                      {t("agree", { column: columnName(column) })}
                    </label>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function shown({ repaired }: ListInHand, row: number, column: number): string {
  const cell = repaired.cells[row]?.[column] ?? "";
  return typeof cell === "object" ? String(cell.value ?? "") : String(cell);
}
