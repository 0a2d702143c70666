import { useTranslation } from "react-i18next";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import type { BundleOffers } from "../state/bundle-offers.ts";

/** What was opened from outside, and the folder that is watched: offered, and taken only when the clerk says so. */
export function ExchangeOffers({
  bundleOffers,
  show,
}: {
  readonly bundleOffers: BundleOffers;
  readonly show: (from: "named" | "watched") => void;
}) {
  const { t } = useTranslation("exchange");
  const { offers, problem } = bundleOffers;
  if (offers === null) return null;
  const { named, watched } = offers;
  return (
    <>
      {named > 0 && (
        <Notice>
          <p>{t("offers.named", { count: named })}</p>
          <div className="buttons">
            <button type="button" className="button button-main" onClick={() => show("named")}>
              {t("offers.look")}
            </button>
          </div>
        </Notice>
      )}
      <Section
        title={t("offers.watched")}
        aside={
          <div className="buttons">
            {watched !== null && (
              <button type="button" className="button button-small" onClick={() => void bundleOffers.unwatch()}>
                {t("offers.stop")}
              </button>
            )}
            <button type="button" className="button button-small" onClick={() => void bundleOffers.watch()}>
              {watched === null ? t("offers.choose") : t("offers.chooseOther")}
            </button>
          </div>
        }
      >
        {problem && <ProblemBanner problem={problem} />}
        {watched?.incomplete.map(({ sender, from, of, missing }) => (
          <Notice key={`${sender} ${from}`}>
            {t("parts.incomplete", { name: sender, missing: missing.join(", "), of })}
          </Notice>
        ))}
        <div className="next-step">
          <p className={watched !== null && watched.fresh > 0 ? undefined : "quiet"}>
            {watched === null
              ? t("offers.none")
              : watched.gone
                ? t("offers.gone", { place: watched.place })
                : watched.fresh === 0
                  ? t("offers.nothing", { place: watched.place })
                  : t("offers.fresh", { place: watched.place, count: watched.fresh })}
          </p>
          {watched !== null && watched.fresh > 0 && (
            <button type="button" className="button button-small button-main" onClick={() => show("watched")}>
              {t("offers.look")}
            </button>
          )}
        </div>
      </Section>
    </>
  );
}
