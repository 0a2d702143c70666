import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { foldLoosely } from "../../shared/domain/fold.ts";
import { isDecided } from "../../shared/domain/rotations/procedure.ts";
import { Section } from "../parts/page.tsx";
import type { MoveFile } from "../state/move.ts";
import type { Pictures } from "../state/photo.ts";
import type { Go } from "../state/screen.ts";
import { placeWords } from "./move-head.tsx";
import { ScanWays } from "./profile-scan.tsx";

/** The paper behind a move, its scan, and everything that it changed. */
export function MoveDecision({
  file,
  go,
  pictures,
  decide,
}: {
  readonly file: MoveFile;
  readonly go: Go;
  readonly pictures: Pictures;
  readonly decide: () => void;
}) {
  const { t } = useTranslation("move");
  const { decision, caused, move } = file;
  if (decision === null)
    return (
      <Section title={t("decision.title")}>
        <div className="buttons">
          <p className="quiet">{t("decision.none")}</p>
          {!isDecided(move) && move.state !== "CANCELLED" && (
            <button type="button" className="button button-small" onClick={decide}>
              {t("decision.decide")}
            </button>
          )}
        </div>
      </Section>
    );
  const scans = file.attachments.filter(
    ({ number, date }) =>
      number !== "" && foldLoosely(number) === foldLoosely(decision.number) && date === decision.date,
  );
  return (
    <Section title={t("decision.title")}>
      <p>
        <strong>{t("decision.paper", { number: decision.number || "–" })}</strong>
        {[decision.issuer, formatPartialDate(decision.date), decision.signer, decision.subject]
          .filter((part) => part !== "")
          .map((part) => ` · ${part}`)}
      </p>
      {scans.map((scan) => (
        <ScanWays key={scan.id} pictures={pictures} attachment={scan} />
      ))}
      {caused !== null && (
        <div className="move-caused">
          <h3>{t("decision.changed")}</h3>
          <ul className="lines">
            {caused.moves.map((each) => (
              <li key={each.move.id}>
                {each.move.id === move.id ? (
                  <strong>{each.name}</strong>
                ) : (
                  <button type="button" className="link" onClick={() => go("move", { rotationId: each.move.id })}>
                    {each.name}
                  </button>
                )}
                {": "}
                {placeWords(each.from) || "–"} → {placeWords(each.to) || "–"}
              </li>
            ))}
            {caused.ended.map((step) => (
              <li key={step.id}>
                {caused.names[step.personId]}: “{[step.title, step.unitText].filter(Boolean).join(", ")}”{" "}
                {t("decision.ended", { date: formatPartialDate(step.to) || "…" })}
              </li>
            ))}
            {caused.begun.map((step) => (
              <li key={step.id}>
                {caused.names[step.personId]}: “{[step.title, step.unitText].filter(Boolean).join(", ")}”{" "}
                {t("decision.begun", { date: formatPartialDate(step.from) || "…" })}
              </li>
            ))}
          </ul>
          {caused.begun.length + caused.ended.length === 0 && <p className="quiet">{t("decision.nothing")}</p>}
        </div>
      )}
    </Section>
  );
}
