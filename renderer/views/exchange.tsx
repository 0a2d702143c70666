import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Peer, Sum } from "../../shared/exchange/header.ts";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { bundleOffersOf, countOffers } from "../state/bundle-offers.ts";
import { createExchange } from "../state/exchange.ts";
import { importingOf } from "../state/import-queue.ts";
import type { ScreenProps } from "../state/screen.ts";
import { serverOf } from "../state/server.ts";
import { silenceOf } from "../state/silence.ts";
import { ExchangeArrival, ExchangeReceived } from "./exchange-arrival.tsx";
import { ExchangeEnrolling } from "./exchange-enrolling.tsx";
import { ExtractShown } from "./exchange-extract.tsx";
import { ExchangeForks } from "./exchange-forks.tsx";
import { ExchangeLeft } from "./exchange-left.tsx";
import { ExchangeOffers } from "./exchange-offers.tsx";
import { ExchangeOwn, ExchangeOwnSheet } from "./exchange-own.tsx";
import { ExchangePeers } from "./exchange-peers.tsx";
import { ExchangeQueue } from "./exchange-queue.tsx";
import { ExchangeSending } from "./exchange-sending.tsx";
import { ExchangeServer } from "./exchange-server.tsx";
import { ExchangeStanding } from "./exchange-standing.tsx";
import { ExchangeTaken } from "./exchange-taken.tsx";
import { ExchangeWaiting } from "./exchange-waiting.tsx";
import { FloodAlarm } from "./flood-alarm.tsx";
import { Outbox } from "./outbox.tsx";

/** Send, receive, enrol: where the office stands with each other office, and the next step. */
export function Exchange({ office, params, go }: ScreenProps<"exchange">) {
  const { t } = useTranslation(["exchange", "registry"]);
  const [useExchange] = useState(() => createExchange(office));
  // An outbox is shown until somebody comes to this screen anew, by its name in the navigation too.
  const [opened, setOpened] = useState<{ readonly peer: Peer; readonly since: typeof params } | null>(null);
  const outboxOf = opened?.since === params ? opened.peer : null;
  const openOutbox = (peer: Peer) => setOpened({ peer, since: params });
  const { offices: silent, load: loadSilent } = silenceOf(office)();
  const exchange = useExchange();
  const importing = importingOf(office)();
  const bundleOffers = bundleOffersOf(office)();
  const [looking, setLooking] = useState<number | null>(null); // line of the queue that a person looks at by itself
  const { overview, busy, problem, arrival, refresh, follow } = exchange;
  useEffect(() => {
    void refresh();
    return follow();
  }, [refresh, follow]);
  useEffect(() => {
    if (overview !== null) void loadSilent();
  }, [loadSilent, overview]);
  const { queue, findUnfinished } = importing;
  useEffect(() => {
    if (queue === null) void findUnfinished();
  }, [queue, findUnfinished]);
  const { choose } = importing;
  const { look: lookForOffers } = bundleOffers;
  const { receive: previewOne } = exchange;
  const receive = useCallback(
    async (from: "files" | "named" | "watched" | "server") => {
      const chosen = await choose(from);
      void lookForOffers();
      if (chosen?.bundles.length === 1) await previewOne({ token: chosen.token, index: 0 });
    },
    [choose, lookForOffers, previewOne],
  );

  const { dropped, seeToDropped } = bundleOffers;
  const isFree = busy === null && arrival === null && queue === null && (overview?.peers.length ?? 0) > 0;
  useEffect(() => {
    if (dropped !== "bundles" || !isFree) return;
    seeToDropped();
    void receive("named");
  }, [dropped, isFree, seeToDropped, receive]);

  if (arrival !== null) {
    const taken = (sum: Sum, alreadyHeld: number) => {
      if (looking !== null && queue !== null) void importing.decided(looking, sum, alreadyHeld);
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
  const sending = exchange.sending && (
    // Another key once it is packed: the keyboard then begins on the one button left.
    <ExchangeSending
      key={exchange.sending.step === "packed" ? "packed" : "sending"}
      exchange={exchange}
      sending={exchange.sending}
      office={office}
    />
  );
  const outbox = overview?.peers.find(({ peer }) => peer.feed === outboxOf?.feed);
  if (overview !== null && outbox !== undefined)
    return (
      <>
        <Outbox
          key={overview.left[0]?.number}
          office={office}
          go={go}
          exchange={exchange}
          overview={overview}
          standing={outbox}
          close={() => setOpened(null)}
        />
        {sending}
      </>
    );
  const offered = (
    <>
      <ExchangeServer
        useServer={serverOf(office)}
        fresh={bundleOffers.offers?.server ?? 0}
        arrived={() => void lookForOffers()}
        show={() => void receive("server")}
      />
      <ExchangeOffers bundleOffers={bundleOffers} show={(from) => void receive(from)} />
    </>
  );
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
          <button type="button" className="button" disabled={!mayReceive} onClick={() => void exchange.openExtract()}>
            {t("extract.open")}
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
            <ExchangeStanding exchange={exchange} overview={overview} silent={silent} go={go} open={openOutbox} />
            <ExchangeForks exchange={exchange} overview={overview} />
            <ExchangeWaiting exchange={exchange} overview={overview} />
            <ExchangePeers exchange={exchange} overview={overview} open={openOutbox} />
            {!pressing && overview.peers.length > 0 && offered}
            <ExchangeTaken office={office} overview={overview} />
            <ExchangeOwn exchange={exchange} overview={overview} />
            <ExchangeLeft overview={overview} toRegister={() => go("custody", {})} />
          </>
        )}
      </div>
      {overview && <ExchangeOwnSheet overview={overview} />}
      {sending}
      {exchange.extract && <ExtractShown extract={exchange.extract} close={exchange.closeExtract} />}
      {exchange.enrolling && <ExchangeEnrolling exchange={exchange} enrolling={exchange.enrolling} />}
    </Page>
  );
}
