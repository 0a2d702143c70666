import { useTranslation } from "react-i18next";
import { Notice } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import { type Exchange, inFives, type Overview } from "../state/exchange.ts";

/** This office as others see it: its fingerprint, its enrolment file and the sheet to stamp. */
export function ExchangeOwn({ exchange, overview }: { readonly exchange: Exchange; readonly overview: Overview }) {
  const { t } = useTranslation("exchange");
  const { own, fingerprint } = overview;
  return (
    <Section
      title={t("own.title")}
      aside={
        <div className="buttons">
          <button type="button" className="button button-small" onClick={() => void exchange.writeEnrolment()}>
            {t("own.request")}
          </button>
          <button type="button" className="button button-small" onClick={() => void exchange.printSheet()}>
            {t("own.print")}
          </button>
        </div>
      }
    >
      {exchange.written && <Notice tone="good">{t("own.written", { file: exchange.written })}</Notice>}
      <dl className="facts">
        <dt>{t("own.office")}</dt>
        <dd>{own.name}</dd>
        <dt>{t("own.code")}</dt>
        <dd>
          {own.office} · {t("own.feed")} {own.feed}
        </dd>
        <dt>{t("own.registry")}</dt>
        <dd>
          {overview.registry === null ? t("own.noRegistry") : t("own.registryNumber", { count: overview.registry })}
        </dd>
        <dt>{t("own.fingerprint")}</dt>
        <dd>
          <Fingerprint digits={fingerprint} />
        </dd>
      </dl>
      <p className="quiet">{t("own.why")}</p>
    </Section>
  );
}

/** The paper that is signed and stamped: printed instead of the screen. */
export function ExchangeOwnSheet({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation("exchange");
  const { own, fingerprint } = overview;
  return (
    <article className="print-only paper-text enrol-sheet" aria-hidden="true">
      <h1>{t("own.sheetTitle")}</h1>
      <p>{t("own.sheetLead")}</p>
      <Fingerprint digits={fingerprint} />
      <dl className="facts">
        <dt>{t("own.office")}</dt>
        <dd>{own.name}</dd>
        <dt>{t("own.code")}</dt>
        <dd>{own.office}</dd>
        <dt>{t("own.feed")}</dt>
        <dd>{own.feed}</dd>
        <dt>{t("own.signingKey")}</dt>
        <dd className="key-text">{own.signingKey}</dd>
        <dt>{t("own.recipientKey")}</dt>
        <dd className="key-text">{own.recipientKey}</dd>
      </dl>
      <div className="enrol-signature">
        <p>
          <em>{t("own.date")}</em>
        </p>
        <p>
          <strong>{t("own.signer")}</strong>
        </p>
        <p>
          <em>{t("own.sign")}</em>
        </p>
      </div>
    </article>
  );
}

/** Six groups of five digits, large enough to be read over a telephone. */
export function Fingerprint({ digits }: { readonly digits: string }) {
  return (
    <span className="fingerprint">
      {inFives(digits).map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group's place is its identity
        <span key={index}>{group}</span>
      ))}
    </span>
  );
}
