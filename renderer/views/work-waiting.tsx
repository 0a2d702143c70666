import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { CheckedRule } from "../../shared/domain/rules/parameters.ts";
import { WarnIcon } from "../parts/icons.tsx";
import { Section } from "../parts/page.tsx";
import type { Go } from "../state/screen.ts";
import type { WaitingRow, Work } from "../state/work.ts";

const whys: readonly WaitingRow["why"][] = ["overdue", "coming", "step"];

/** Moves that wait for somebody, by why they wait, each with what is to be done and what is missing for it. */
export function WorkWaiting({ work, go }: { readonly work: Work; readonly go: Go }) {
  const { t } = useTranslation("work");
  const { waiting, warnings, onlyWarned, look } = work;
  const shown = onlyWarned ? waiting.filter(({ rotationId }) => warnings.has(rotationId)) : waiting;
  if (waiting.length === 0) return <p className="quiet">{t("waiting.none")}</p>;
  return (
    <>
      {(warnings.size > 0 || onlyWarned) && (
        <div className="notice notice-warn todo-warned">
          <WarnIcon />
          <span>{t("waiting.warned", { count: warnings.size })}</span>
          <button
            type="button"
            className="button button-small"
            aria-pressed={onlyWarned}
            onClick={() => look({ onlyWarned: !onlyWarned })}
          >
            {t("waiting.onlyWarned")}
          </button>
        </div>
      )}
      {whys.map((why) => {
        const rows = shown.filter((row) => row.why === why);
        return (
          rows.length > 0 && (
            <Section key={why} title={`${t(`waiting.${why}`)} (${rows.length})`}>
              <table className="table table-dense todo-table">
                <thead>
                  <tr>
                    <th scope="col" className="todo-who">
                      {t("waiting.whoCol")}
                    </th>
                    <th scope="col" className="todo-where">
                      {t("waiting.whereCol")}
                    </th>
                    <th scope="col">{t("waiting.whatCol")}</th>
                    {why === "step" && (
                      <th scope="col" className="todo-missing">
                        {t("waiting.missingCol")}
                      </th>
                    )}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <Line key={row.rotationId} row={row} rules={warnings.get(row.rotationId) ?? []} go={go} />
                  ))}
                </tbody>
              </table>
            </Section>
          )
        );
      })}
    </>
  );
}

function Line({
  row,
  rules,
  go,
}: {
  readonly row: WaitingRow;
  readonly rules: readonly CheckedRule[];
  readonly go: Go;
}) {
  const { t } = useTranslation("work");
  const { t: words } = useTranslation("rules");
  return (
    <tr data-move={row.rotationId} data-why={row.why}>
      <th scope="row" className="todo-who">
        <button
          type="button"
          className="link"
          aria-label={t("waiting.open", { name: row.name })}
          onClick={() => go("move", { rotationId: row.rotationId })}
        >
          {row.name}
        </button>
      </th>
      <td>
        {row.title}
        <div className="quiet">{row.unit}</div>
      </td>
      <td>
        {toDo(row, t)}
        {row.why === "overdue" ? (
          <div className="todo-late">{whenWords(row, t)}</div>
        ) : (
          <div className="quiet">{whenWords(row, t)}</div>
        )}
        {rules.length > 0 && (
          <div className="todo-warning">
            <WarnIcon />
            {t("waiting.warning", { rules: rules.map((rule) => words(`rule.${rule}.title`)).join("; ") })}
          </div>
        )}
      </td>
      {row.why === "step" && (
        <td>
          {row.missing.length === 0 ? (
            <span className="sign sign-good">{t("waiting.nothingMissing")}</span>
          ) : (
            missingWords(row, t)
          )}
        </td>
      )}
    </tr>
  );
}

function toDo({ why, step }: WaitingRow, t: TFunction<"work">): string {
  if (why === "overdue") return t("waiting.sayOutcome");
  if (why === "coming") return t("waiting.wait");
  return step === null ? "" : t(`step.${step}`);
}

function whenWords({ why, on }: WaitingRow, t: TFunction<"work">): string {
  const day = formatPartialDate(on);
  if (why === "overdue") return t("waiting.lateSince", { day });
  if (why === "coming") return on === null ? t("waiting.noStart") : t("waiting.startsOn", { day });
  return on === null ? "" : t("waiting.lastStep", { day });
}

/** What is missing in a few words: papers of the dossier as their number, the rest by name. */
export function missingWords({ missing }: Pick<WaitingRow, "missing">, t: TFunction<"work">): string {
  const papers = missing.filter(({ what }) => what === "dossier").length;
  const named = new Set(missing.flatMap(({ what }) => (what === "dossier" ? [] : [t(`missing.${what}`)])));
  return [...named, ...(papers > 0 ? [t("missing.papers", { count: papers })] : [])].join("; ");
}
