import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Peer } from "../../shared/exchange/header.ts";
import type { StandingProblem } from "../../shared/problem.ts";
import { ProblemBanner } from "../parts/notice.tsx";
import type { Exchange, Overview } from "../state/exchange.ts";
import type { Go } from "../state/screen.ts";
import type { Unheard } from "../state/silence.ts";

/** Notices shown before the rest is folded away. */
const shownFirst = 4;

/** What stands between us and other offices: each in its own words, with the button that does what is said. */
export function ExchangeStanding({
  exchange,
  overview,
  silent,
  go,
  open,
}: {
  readonly exchange: Exchange;
  readonly overview: Pick<Overview, "peers">;
  readonly silent: readonly Unheard[];
  readonly go: Go;
  readonly open: ((peer: Peer) => void) | null; // its outbox; null: it is open
}) {
  const { t } = useTranslation(["outbox", "registry", "exchange"]);
  const [all, setAll] = useState(false);
  const told = [
    ...silent.flatMap(({ office, days, from }) => {
      const peer = overview.peers.find((each) => each.peer.office === office)?.peer;
      return peer === undefined ? [] : [{ peer, problem: { kind: "unconfirmed-long", days, from } as const }];
    }),
    ...overview.peers.flatMap(({ peer, standing }) => standing.map((problem) => ({ peer, problem }))),
  ];
  const shown = all ? told : told.slice(0, shownFirst);
  return (
    <>
      {shown.map(({ peer, problem }) => (
        <ProblemBanner key={`${peer.feed} ${problem.kind}`} problem={problem} about={peer.name}>
          <div className="buttons">
            {does(problem) === "send" && (
              <button
                type="button"
                className="button button-small"
                aria-label={`${peer.name}: ${t(sendWords(problem))}`}
                onClick={() => void exchange.send(peer)}
              >
                {t(sendWords(problem))}
              </button>
            )}
            {does(problem) === "registry" && (
              <button type="button" className="button button-small" onClick={() => go("registry", {})}>
                {t("exchange:registry")}
              </button>
            )}
            {does(problem) === "renew" && (
              <button type="button" className="button button-small" onClick={() => go("registry", {})}>
                {t("registry:renew")}
              </button>
            )}
            {open !== null && (
              <button
                type="button"
                className="button button-small"
                aria-label={t("openOf", { name: peer.name })}
                onClick={() => open(peer)}
              >
                {t("open")}
              </button>
            )}
          </div>
        </ProblemBanner>
      ))}
      {told.length > shown.length && (
        <div className="buttons">
          <button type="button" className="button button-small" onClick={() => setAll(true)}>
            {t("more", { count: told.length - shown.length })}
          </button>
        </div>
      )}
    </>
  );
}

const sendWords = ({ kind }: StandingProblem) =>
  kind === "receipt-missing" ? ("sendMissing" as const) : ("sendAgain" as const);

/** What a clerk can do here about it; null: it is done elsewhere, or over the telephone. */
function does({ kind }: StandingProblem): "send" | "registry" | "renew" | null {
  switch (kind) {
    case "receipt-missing":
    case "receipts-frozen":
    case "bundles-lost":
    case "unconfirmed-long":
      return "send";
    case "registry-frozen":
    case "registry-unheard":
      return "registry";
    case "receipt-left":
    case "receipt-beyond":
      return "renew";
    case "receipt-needs":
    case "receipt-fork":
    case "receipt-differs":
    case "bundle-overlaps":
      return null;
  }
}
