import { useTranslation } from "react-i18next";
import type { Peer } from "../../shared/exchange/header.ts";
import { Section } from "../parts/page.tsx";
import type { Exchange, Overview, WaitingBundle } from "../state/exchange.ts";
import { clockNote } from "./exchange-left.tsx";

/** Bundles that are kept until they can be taken: what stands in the way of each, and what to do. */
export function ExchangeWaiting({ exchange, overview }: { readonly exchange: Exchange; readonly overview: Overview }) {
  const { t } = useTranslation("exchange");
  const { waiting, peers } = overview;
  if (waiting.length === 0) return null;
  const peerOf = (office: string) => peers.find(({ peer }) => peer.office === office)?.peer;
  return (
    <Section title={t("waiting.title")}>
      <p className="quiet">{t("waiting.lead")}</p>
      <table className="table waiting-bundles">
        <thead>
          <tr>
            <th scope="col">{t("waiting.office")}</th>
            <th scope="col">{t("waiting.numbers")}</th>
            <th scope="col">{t("waiting.came")}</th>
            <th scope="col">{t("waiting.state")}</th>
          </tr>
        </thead>
        <tbody>
          {waiting.map((each) => (
            <WaitingLine key={each.bundle} waiting={each} peer={peerOf(each.office)} exchange={exchange} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function WaitingLine({
  waiting: { bundle, office, from, to, at, standing },
  peer,
  exchange,
}: {
  readonly waiting: WaitingBundle;
  readonly peer: Peer | undefined; // undefined: it is none any more
  readonly exchange: Exchange;
}) {
  const { t } = useTranslation("exchange");
  const name = peer?.name ?? office;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="nowrap">
        {from}–{to}
      </td>
      <td className="nowrap">{clockNote(at)}</td>
      <td>
        <div className="next-step">
          <span>
            <strong>{t(standingKey(standing), standing)}</strong>
            {standing.state !== "ready" && <span className="waiting-todo">{t(`waiting.${standing.state}Todo`)}</span>}
          </span>
          {standing.state === "gap" && peer !== undefined && (
            <button
              type="button"
              className="button button-small"
              aria-label={`${name}: ${t("sendReceipt")}`}
              onClick={() => void exchange.send(peer)}
            >
              {t("sendReceipt")}
            </button>
          )}
          {standing.state === "ready" && (
            <button
              type="button"
              className="button button-small button-main"
              aria-label={t("waiting.reopenOf", { name, from, to })}
              disabled={exchange.busy !== null}
              onClick={() => void exchange.reopen(bundle)}
            >
              {t("waiting.reopen")}
            </button>
          )}
        </div>
      </td>
    </tr>
  );
}

const standingKey = (standing: WaitingBundle["standing"]) =>
  standing.state === "gap" && standing.from === standing.to
    ? ("waiting.gapOne" as const)
    : (`waiting.${standing.state}` as const);
