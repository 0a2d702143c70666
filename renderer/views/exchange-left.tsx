import { useTranslation } from "react-i18next";
import { Section } from "../parts/page.tsx";
import type { Overview } from "../state/exchange.ts";
import { sizeInWords } from "./size.ts";

/** The register of what left the office, the newest first. */
export function ExchangeLeft({
  overview,
  toRegister,
}: {
  readonly overview: Overview;
  readonly toRegister: () => void;
}) {
  const { t } = useTranslation("exchange");
  const { left, peers } = overview;
  const nameOf = (office: string | null) =>
    peers.find(({ peer }) => peer.office === office)?.peer.name ?? office ?? "–";
  return (
    <Section
      title={t("left.title")}
      aside={
        <button type="button" className="button button-small" onClick={toRegister}>
          {t("left.register")}
        </button>
      }
    >
      {left.length === 0 ? (
        <p className="quiet">{t("left.empty")}</p>
      ) : (
        <div className="left-scroll">
          <table className="table table-dense">
            <thead>
              <tr>
                <th scope="col" className="number">
                  {t("left.number")}
                </th>
                <th scope="col">{t("left.at")}</th>
                <th scope="col">{t("left.what")}</th>
                <th scope="col">{t("left.file")}</th>
                <th scope="col">{t("left.recipient")}</th>
                <th scope="col" className="number">
                  {t("left.actions")}
                </th>
                <th scope="col" className="number">
                  {t("left.size")}
                </th>
              </tr>
            </thead>
            <tbody>
              {left.map((entry) => (
                <tr key={entry.number}>
                  <td className="number">{entry.number}</td>
                  <td className="nowrap">{clockNote(entry.at)}</td>
                  <td>{t(`left.kinds.${entry.what}`)}</td>
                  <td className="file-name">
                    {entry.file} {entry.failed && <span className="sign sign-bad">{t("left.failed")}</span>}
                  </td>
                  <td>{nameOf(entry.recipient)}</td>
                  <td className="number">{entry.actions || "–"}</td>
                  <td className="number nowrap">{sizeInWords(entry.bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

/** `2026-11-22T16:05` as offices write it: "22/11/2026 16:05". */
export const clockNote = (at: string): string => {
  const [day = "", time = ""] = at.split("T");
  return `${day.split("-").toReversed().join("/")} ${time.slice(0, 5)}`.trim();
};
