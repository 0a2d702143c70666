import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { basisOf, type Programme } from "../../shared/domain/rotations/programme.ts";
import { Section } from "../parts/page.tsx";

/** The paper of a programme, to be read. */
export function ProgrammeFacts({ programme }: { readonly programme: Programme }) {
  const { t } = useTranslation("programmes");
  const basis = basisOf(programme);
  const period = `${formatPartialDate(programme.from) || "…"} – ${formatPartialDate(programme.to) || "…"}`;
  return (
    <div className="no-print">
      <Section title={t("paper")}>
        <dl className="facts programme-facts">
          <dt>{t("name")}</dt>
          <dd>{programme.name || "–"}</dd>
          <dt>{t("number")}</dt>
          <dd>
            {[programme.number, formatPartialDate(programme.date), programme.issuer]
              .filter((part) => part !== "")
              .join(", ") || "–"}
          </dd>
          <dt>{t("column.period")}</dt>
          <dd>{period}</dd>
          <dt>{t("basis")}</dt>
          <dd>
            {basis.length === 0 ? (
              t("basisNone")
            ) : (
              <ol className="programme-basis">
                {basis.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            )}
          </dd>
          {programme.note !== "" && (
            <>
              <dt>{t("note")}</dt>
              <dd className="programme-note">{programme.note}</dd>
            </>
          )}
        </dl>
      </Section>
    </div>
  );
}
