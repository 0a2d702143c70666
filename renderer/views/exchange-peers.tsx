import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Peer } from "../../shared/exchange/header.ts";
import { FindInput } from "../parts/find-input.tsx";
import { useFirstOf } from "../parts/first-of-many.tsx";
import { matching } from "../parts/match.ts";
import { EmptyState, Section } from "../parts/page.tsx";
import { type Exchange, nextStep, type Overview, type PeerStanding, standingOf } from "../state/exchange.ts";

/** From how many offices on a list needs a search box. */
const many = 12;

/** Offices shown at a time: a province has up to five hundred. */
const shownAtOnce = 30;

/** Every office we exchange with: what it has confirmed, what waits, what to do next. */
export function ExchangePeers({
  exchange,
  overview,
  open,
}: {
  readonly exchange: Exchange;
  readonly overview: Overview;
  readonly open: (peer: Peer) => void; // its outbox
}) {
  const { t } = useTranslation("exchange");
  const [typed, setTyped] = useState("");
  const { first, more } = useFirstOf(shownAtOnce);
  const { peers } = overview;
  if (peers.length === 0)
    return (
      <div className="section">
        <EmptyState title={t("empty.title")} text={t("empty.lead")}>
          <ol className="steps">
            <li>{t("empty.step1")}</li>
            <li>{t("empty.step2")}</li>
            <li>{t("empty.step3")}</li>
          </ol>
        </EmptyState>
      </div>
    );
  const found = matching(peers, ({ peer }) => `${peer.name} ${peer.office}`, typed, peers.length);
  return (
    <Section
      title={t("peers")}
      aside={peers.length > many && <FindInput label={t("find")} value={typed} onChange={setTyped} />}
    >
      <p className="quiet">{t("intro")}</p>
      <table className="table peers">
        <thead>
          <tr>
            <th scope="col">{t("column.office")}</th>
            <th scope="col">{t("column.standing")}</th>
            <th scope="col">{t("column.held")}</th>
            <th scope="col">{t("column.next")}</th>
          </tr>
        </thead>
        <tbody>
          {first(found).map((standing) => (
            <PeerLine
              key={standing.peer.feed}
              standing={standing}
              last={overview.lastAction}
              isOneOfMany={peers.filter(({ peer }) => peer.office === standing.peer.office).length > 1}
              send={isOffered(exchange, standing) ? null : () => void exchange.send(standing.peer)}
              open={() => open(standing.peer)}
              extract={() => void exchange.send(standing.peer, "limited")}
            />
          ))}
        </tbody>
      </table>
      {more(found, (count) => t("morePeers", { count }))}
    </Section>
  );
}

/** Whether the notice about the bundle just taken already offers to send this office its receipt. */
const isOffered = ({ received }: Exchange, { peer, receiptDue }: PeerStanding): boolean =>
  receiptDue && received?.what === "taken" && received.sender.feed === peer.feed;

function PeerLine({
  standing,
  last,
  isOneOfMany,
  send,
  open,
  extract,
}: {
  readonly standing: PeerStanding;
  readonly last: number;
  readonly isOneOfMany: boolean; // the office has several PCs
  readonly send: (() => void) | null; // null: offered above
  readonly open: () => void;
  readonly extract: () => void;
}) {
  const { t } = useTranslation(["exchange", "outbox"]);
  const { peer, heldUpTo } = standing;
  const step = nextStep(standing, last);
  const label = {
    "send-receipt": t("sendReceipt"),
    send: t("send"),
    "send-registry": t("send"),
    "await-receipt": t("sendAgain"),
    nothing: null,
  }[step];
  return (
    <tr>
      <th scope="row" className="peer-name">
        {peer.name}
        <div className="quiet">{isOneOfMany ? t("machine", { feed: peer.feed }) : peer.office}</div>
      </th>
      <td>
        <StandingBar standing={standing} last={last} />
        <button type="button" className="link" aria-label={t("outbox:openOf", { name: peer.name })} onClick={open}>
          {t("outbox:open")}
        </button>{" "}
        <button type="button" className="link" aria-label={t("extract.sendTo", { name: peer.name })} onClick={extract}>
          {t("extract.send")}
        </button>
      </td>
      <td>{heldUpTo === 0 ? t("heldNone") : t("heldUpTo", { count: heldUpTo })}</td>
      <td>
        <div className="next-step">
          <span>{t(`next.${step}`)}</span>
          {label !== null && send !== null && (
            <button
              type="button"
              className={step === "await-receipt" ? "button button-small" : "button button-small button-main"}
              aria-label={
                step === "send" || step === "send-registry"
                  ? t("sendTo", { name: peer.name })
                  : `${label}: ${peer.name}`
              }
              onClick={send}
            >
              {label}
            </button>
          )}
        </div>
      </td>
    </tr>
  );
}

/** "Sent" and "confirmed" are two states: in words, and as a bar for the eye. */
export function StandingBar({ standing, last }: { readonly standing: PeerStanding; readonly last: number }) {
  const { t } = useTranslation("exchange");
  const { confirmed, unconfirmed, unsent } = standingOf(standing, last);
  const waiting =
    standing.peer.level === "province" ? ("standing.unconfirmedProvince" as const) : ("standing.unconfirmed" as const);
  return (
    <div className="standing">
      <svg className="standing-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className="standing-none" width="100" height="8" />
        <rect className="standing-sent" width={share(confirmed + unconfirmed, last)} height="8" />
        <rect className="standing-confirmed" width={share(confirmed, last)} height="8" />
      </svg>
      <div className="standing-words">
        <span className="standing-key-confirmed">{t("standing.confirmed", { count: confirmed })}</span>
        {unconfirmed > 0 && <span className="standing-key-sent">{t(waiting, { count: unconfirmed })}</span>}
        {unsent > 0 && <span className="standing-key-none">{t("standing.unsent", { count: unsent })}</span>}
      </div>
    </div>
  );
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
