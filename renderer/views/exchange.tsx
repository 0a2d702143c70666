import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { createExchange } from "../state/exchange.ts";
import type { ScreenProps } from "../state/screen.ts";
import { ExchangeArrival, ExchangeReceived } from "./exchange-arrival.tsx";
import { ExchangeEnrolling } from "./exchange-enrolling.tsx";
import { ExchangeLeft } from "./exchange-left.tsx";
import { ExchangeOwn, ExchangeOwnSheet } from "./exchange-own.tsx";
import { ExchangePeers } from "./exchange-peers.tsx";
import { ExchangeSending } from "./exchange-sending.tsx";

/** Send, receive, enrol: where the office stands with each other office, and the next step. */
export function Exchange({ office, go }: ScreenProps<"exchange">) {
  const { t } = useTranslation("exchange");
  const [useExchange] = useState(() => createExchange(office));
  const exchange = useExchange();
  const { overview, busy, problem, arrival, refresh, follow } = exchange;
  useEffect(() => {
    void refresh();
    return follow();
  }, [refresh, follow]);

  if (arrival !== null) return <ExchangeArrival exchange={exchange} arrival={arrival} />;
  return (
    <Page
      title={t("title")}
      actions={
        <>
          <button type="button" className="button" onClick={() => void exchange.openEnrolment()}>
            {t("enrol.open")}
          </button>
          <button
            type="button"
            className="button button-main"
            title={t("receiveHint")}
            disabled={busy !== null || (overview?.peers.length ?? 0) === 0}
            onClick={() => void exchange.receive()}
          >
            {busy === "checking" ? t("checking") : t("receive")}
          </button>
        </>
      }
    >
      <div className="exchange no-print">
        {problem && <ProblemBanner problem={problem} />}
        {exchange.admitted && <Notice tone="good">{t("enrol.admitted", { name: exchange.admitted.name })}</Notice>}
        {exchange.received && (
          <ExchangeReceived exchange={exchange} received={exchange.received} toDesk={() => go("desk", {})} />
        )}
        {overview && (
          <>
            <ExchangePeers exchange={exchange} overview={overview} />
            <ExchangeOwn exchange={exchange} overview={overview} />
            <ExchangeLeft overview={overview} toRegister={() => go("custody", {})} />
          </>
        )}
      </div>
      {overview && <ExchangeOwnSheet overview={overview} />}
      {exchange.sending && (
        // Another key once it is packed: the keyboard then begins on the one button left.
        <ExchangeSending
          key={exchange.sending.step === "packed" ? "packed" : "sending"}
          exchange={exchange}
          sending={exchange.sending}
        />
      )}
      {exchange.enrolling && <ExchangeEnrolling exchange={exchange} enrolling={exchange.enrolling} />}
    </Page>
  );
}
