import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Sum } from "../../shared/exchange/header.ts";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { bundleOffersOf, countOffers } from "../state/bundle-offers.ts";
import { createExchange } from "../state/exchange.ts";
import { importingOf } from "../state/import-queue.ts";
import type { ScreenProps } from "../state/screen.ts";
import { ExchangeArrival, ExchangeReceived } from "./exchange-arrival.tsx";
import { ExchangeEnrolling } from "./exchange-enrolling.tsx";
import { ExchangeForks } from "./exchange-forks.tsx";
import { ExchangeLeft } from "./exchange-left.tsx";
import { ExchangeOffers } from "./exchange-offers.tsx";
import { ExchangeOwn, ExchangeOwnSheet } from "./exchange-own.tsx";
import { ExchangePeers } from "./exchange-peers.tsx";
import { ExchangeQueue } from "./exchange-queue.tsx";
import { ExchangeSending } from "./exchange-sending.tsx";
import { ExchangeWaiting } from "./exchange-waiting.tsx";
import { FloodAlarm } from "./flood-alarm.tsx";

/** Send, receive, enrol: where the office stands with each other office, and the next step. */
export function Exchange({ office, go }: ScreenProps<"exchange">) {
  const { t } = useTranslation(["exchange", "registry"]);
  const [useExchange] = useState(() => createExchange(office));
  const exchange = useExchange();
  const importing = importingOf(office)();
  const bundleOffers = bundleOffersOf(office)();
  const [looking, setLooking] = useState<number | null>(null); // line of the queue that a person looks at by itself
  const { overview, busy, problem, arrival, refresh, follow } = exchange;
  useEffect(() => {
    void refresh();
    return follow();
  }, [refresh, follow]);
  const { queue, findUnfinished } = importing;
  useEffect(() => {
    if (queue === null) void findUnfinished();
  }, [queue, findUnfinished]);
  const receive = async (from: "files" | "named" | "watched") => {
    setLooking(null);
    const chosen = await importing.choose(from);
    void bundleOffers.look();
    if (chosen?.bundles.length === 1) await exchange.receive({ token: chosen.token, index: 0 });
  };

  if (arrival !== null) {
    const taken = (sum: Sum, alreadyHeld: number) => {
      if (looking !== null) void importing.decided(looking, sum, alreadyHeld);
    };
    return <ExchangeArrival exchange={exchange} arrival={arrival} taken={taken} />;
  }
  if (queue !== null) {
    const look = (index: number) => {
      setLooking(index);
      void exchange.receive({ token: queue.token, index });
    };
    return (
      <ExchangeQueue importing={importing} problem={problem} busy={busy} look={look} toDesk={() => go("desk", {})} />
    );
  }
  const offered = <ExchangeOffers bundleOffers={bundleOffers} show={(from) => void receive(from)} />;
  const pressing = countOffers(bundleOffers.offers) > 0;
  const mayReceive = busy === null && (overview?.peers.length ?? 0) > 0;
  return (
    <Page
      title={t("title")}
      actions={
        <>
          <button type="button" className="button" onClick={() => go("registry", {})}>
            {t("registry")}
          </button>
          <button type="button" className="button" onClick={() => void exchange.openEnrolment()}>
            {t("enrol.open")}
          </button>
          <button
            type="button"
            className="button"
            title={t("queue.folderHint")}
            disabled={!mayReceive}
            onClick={() => void importing.choose("folder")}
          >
            {t("queue.folder")}
          </button>
          <button
            type="button"
            className="button button-main"
            title={t("receiveHint")}
            disabled={!mayReceive}
            onClick={() => void receive("files")}
          >
            {busy === "checking" ? t("checking") : t("receive")}
          </button>
        </>
      }
    >
      <div className="exchange no-print">
        {problem && <ProblemBanner problem={problem} />}
        {overview?.rebuild && (
          <Notice tone="warn">
            <p>{t("registry:rebuild")}</p>
            <div className="buttons">
              <button type="button" className="button button-small" onClick={() => go("registry", {})}>
                {t("registry")}
              </button>
            </div>
          </Notice>
        )}
        {importing.problem && <ProblemBanner problem={importing.problem} />}
        {exchange.admitted && <Notice tone="good">{t("enrol.admitted", { name: exchange.admitted.name })}</Notice>}
        {exchange.received && (
          <ExchangeReceived exchange={exchange} received={exchange.received} toDesk={() => go("desk", {})} />
        )}
        <FloodAlarm office={office} go={go} at="exchange" />
        {pressing && offered}
        {overview && (
          <>
            <ExchangeForks exchange={exchange} overview={overview} />
            <ExchangeWaiting exchange={exchange} overview={overview} />
            <ExchangePeers exchange={exchange} overview={overview} />
            {!pressing && overview.peers.length > 0 && offered}
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
