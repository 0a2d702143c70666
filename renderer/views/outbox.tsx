import { Fragment, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { isRecordKind } from "../../shared/domain/record-kinds.ts";
import type { Unsettled } from "../../shared/exchange/header.ts";
import { ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page, Section } from "../parts/page.tsx";
import { type Exchange, nextStep, type Overview, type PeerStanding } from "../state/exchange.ts";
import { type ActionNamed, createOutbox, type OutboxLine } from "../state/outbox.ts";
import type { ScreenProps } from "../state/screen.ts";
import { silenceOf } from "../state/silence.ts";
import { clockNote } from "./exchange-left.tsx";
import { StandingBar } from "./exchange-peers.tsx";
import { ExchangeStanding } from "./exchange-standing.tsx";

/** What was sent to one office, bundle by bundle, and what its receipts say became of it. */
export function Outbox({
  office,
  go,
  exchange,
  overview,
  standing,
  close,
}: Pick<ScreenProps<"exchange">, "office" | "go"> & {
  readonly exchange: Exchange;
  readonly overview: Overview;
  readonly standing: PeerStanding;
  readonly close: () => void;
}) {
  const { t } = useTranslation(["outbox", "exchange"]);
  const { peer } = standing;
  const [useOutbox] = useState(() => createOutbox(office, peer.office));
  const { found, open, named, problem, load, toggle } = useOutbox();
  const silent = silenceOf(office)().offices.filter((each) => each.office === peer.office);
  useEffect(() => {
    void load();
  }, [load]);
  const peers = overview.peers.filter((each) => each.peer.office === peer.office);
  const step = nextStep(standing, overview.lastAction);
  return (
    <Page
      title={t("title")}
      detail={peer.name}
      onBack={close}
      actions={
        step !== "nothing" && (
          <button type="button" className="button button-main" onClick={() => void exchange.send(peer)}>
            {t(step === "await-receipt" ? "sendAgain" : "send")}
          </button>
        )
      }
    >
      <div className="exchange">
        {problem && <ProblemBanner problem={problem} />}
        <ExchangeStanding exchange={exchange} overview={{ peers }} silent={silent} go={go} open={null} />
        <Section title={t("bundles")}>
          <StandingBar standing={standing} last={overview.lastAction} />
          <p className="quiet">{t("lead")}</p>
          {found?.lines.length === 0 && <EmptyState title={t("empty")} text={t("emptyText")} />}
          {found !== null && found.lines.length > 0 && (
            <table className="table outbox">
              <thead>
                <tr>
                  <th scope="col" className="number">
                    {t("number")}
                  </th>
                  <th scope="col">{t("sentAt")}</th>
                  <th scope="col" className="nowrap">
                    {t("range")}
                  </th>
                  <th scope="col">{t("became")}</th>
                  <th scope="col">{t("names")}</th>
                </tr>
              </thead>
              <tbody>
                {found.lines.map((line) => (
                  <Fragment key={line.number}>
                    <BundleRow line={line} open={open.has(line.number)} toggle={() => void toggle(line)} />
                    {open.has(line.number) && (
                      <tr>
                        <td colSpan={5}>
                          <Actions line={line} named={named[line.number] ?? []} />
                        </td>
                      </tr>
                    )}
                  </Fragment>
                ))}
              </tbody>
            </table>
          )}
          {found !== null && found.earlier > 0 && <p className="quiet">{t("earlier", { count: found.earlier })}</p>}
        </Section>
      </div>
    </Page>
  );
}

function BundleRow({
  line,
  open,
  toggle,
}: {
  readonly line: OutboxLine;
  readonly open: boolean;
  readonly toggle: () => void;
}) {
  const { t } = useTranslation("outbox");
  const { number, at, from, to, fate, sum, again } = line;
  const count = to - from + 1;
  const parts = (["applied", "waiting", "held", "refused", "unnamed", "unconfirmed"] as const).filter(
    (part) => sum[part] > 0 && !(part === "unconfirmed" && fate === "unconfirmed"),
  );
  return (
    <tr data-bundle={number} data-fate={fate}>
      <th scope="row" className="number">
        {number}
      </th>
      <td className="nowrap">{clockNote(at)}</td>
      <td className="nowrap">{count === 0 ? "–" : count === 1 ? from : `${from}–${to}`}</td>
      <td>
        <span className={`sign ${signs[fate]}`}>{t(`fate.${fate}`)}</span>{" "}
        {parts.length > 0 && <span>{parts.map((part) => t(`sum.${part}`, { count: sum[part] })).join(" · ")}</span>}
        {fate === "unconfirmed" && (
          <span className="quiet">{again === null ? t("goesAgain") : t("wentAgain", { number: again })}</span>
        )}
      </td>
      <td>
        {count > 0 && (
          <button
            type="button"
            className="link"
            aria-expanded={open}
            aria-label={open ? t("hideOf", { number }) : t("showOf", { number, count })}
            onClick={toggle}
          >
            {open ? t("hide") : t("show", { count })}
          </button>
        )}
      </td>
    </tr>
  );
}

const signs = {
  confirmed: "sign-good",
  partly: "sign-warn",
  unconfirmed: "sign-warn",
  "receipts-only": "",
} as const satisfies Record<OutboxLine["fate"], string>;

/** The actions of a bundle: those without effect there first, each with its reason and the names it is about. */
function Actions({ line, named }: { readonly line: OutboxLine; readonly named: readonly ActionNamed[] }) {
  const { t } = useTranslation(["outbox", "exchange"]);
  const held = new Map(line.unsettled.map((each) => [each.number, each]));
  const names = new Map(named.map((each) => [each.number, each]));
  const others = named.filter(({ number }) => !held.has(number));
  const rest = line.to - line.from + 1 - new Set([...held.keys(), ...names.keys()]).size;
  return (
    <ul className="outbox-actions">
      {line.unsettled.map((each) => (
        <li key={each.number}>
          <strong>{t("action", { number: each.number })}</strong>{" "}
          <span className="sign sign-warn">{stateWords(t, each)}</span> <Names action={names.get(each.number)} />
        </li>
      ))}
      {others.map((each) => (
        <li key={each.number}>
          <strong>{t("action", { number: each.number })}</strong> <Names action={each} />
        </li>
      ))}
      {rest > 0 && <li className="quiet">{t("rest", { count: rest })}</li>}
    </ul>
  );
}

type T = ReturnType<typeof useTranslation<["outbox", "exchange"]>>["t"];

/** Why an action has no effect there; a reason that a later program gives stands as it is. */
function stateWords(t: T, { state, why, for: other }: Unsettled): string {
  const says = state === "waiting" || state === "held" || state === "refused" ? t(`state.${state}`) : state;
  if (why === "waits-for" && other !== undefined) return `${says}: ${t("why.waits-for", other)}`;
  return `${says}: ${why === "not-entitled" || why === "malformed" ? t(`why.${why}`) : why}`;
}

function Names({ action }: { readonly action: ActionNamed | undefined }) {
  const { t } = useTranslation(["outbox", "exchange"]);
  if (action === undefined) return <span className="quiet">{t("unnamed")}</span>;
  const about = action.about.map(({ name, kinds }) => {
    const words = kinds.map((kind) => (isRecordKind(kind) ? t(`exchange:kinds.${kind}`) : kind)).join(", ");
    return name === "" ? words : `${name} (${words})`;
  });
  return (
    <span>
      {about.join("; ")}
      {action.more > 0 && ` ${t("moreRecords", { count: action.more })}`}
    </span>
  );
}
