import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { WarnIcon } from "../parts/icons.tsx";
import { Notice } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import type { Exchange, ForkOnScreen, Overview } from "../state/exchange.ts";
import { clockNote } from "./exchange-left.tsx";

/** Feeds under which two PCs write: both chains, and the question which PC goes on. Decided ones stay to be read. */
export function ExchangeForks({ exchange, overview }: { readonly exchange: Exchange; readonly overview: Overview }) {
  const { t } = useTranslation("exchange");
  const { forks, peers } = overview;
  if (forks.length === 0) return null;
  const nameOf = (office: string) => peers.find(({ peer }) => peer.office === office)?.peer.name ?? office;
  return (
    <Section title={t("fork.title")}>
      {forks.map((fork) =>
        fork.decision === null ? (
          <OpenFork key={fork.feed} exchange={exchange} fork={fork} name={nameOf(fork.office)} />
        ) : (
          <Notice key={fork.feed}>
            <p>
              {t(fork.decision.keeps === "held" ? "fork.decidedHeld" : "fork.decidedOther", {
                ...factsOf(fork),
                name: nameOf(fork.office),
              })}
            </p>
            <p>{t("fork.because", { reason: fork.decision.reason })}</p>
          </Notice>
        ),
      )}
    </Section>
  );
}

function OpenFork({
  exchange,
  fork,
  name,
}: {
  readonly exchange: Exchange;
  readonly fork: ForkOnScreen;
  readonly name: string;
}) {
  const { t } = useTranslation("exchange");
  const [keeps, setKeeps] = useState<"held" | "other" | null>(null);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const id = useId();
  const missing = keeps === null ? t("fork.needChoice") : reason.trim() === "" ? t("fork.needReason") : null;
  const decide = () => {
    setAsked(true);
    if (keeps !== null && reason.trim() !== "") void exchange.decide(fork.feed, keeps, reason.trim());
  };
  return (
    <form className="fork" action={decide} aria-label={`${t("fork.title")}: ${name}`}>
      <div className="notice notice-bad">
        <WarnIcon />
        <div className="notice-text">
          <p className="notice-what">{t("fork.what", { ...factsOf(fork), name })}</p>
          <p>{t("fork.todo")}</p>
        </div>
      </div>
      <dl className="facts">
        <dt>{t("fork.heldHead")}</dt>
        <dd className="fork-head">{inFours(fork.heads[0])}</dd>
        <dt>{t("fork.otherHead")}</dt>
        <dd className="fork-head">{inFours(fork.heads[1])}</dd>
      </dl>
      <fieldset className="fork-choice">
        <legend>{t("fork.ask")}</legend>
        {(["held", "other"] as const).map((which) => (
          <div key={which} className="fork-option">
            <input
              id={`${id}-${which}`}
              type="radio"
              name={`${id}-keeps`}
              aria-describedby={`${id}-${which}-means`}
              checked={keeps === which}
              onChange={() => setKeeps(which)}
            />
            <div>
              <label htmlFor={`${id}-${which}`}>
                <strong>{t(`fork.${which}`)}</strong>
              </label>
              <span id={`${id}-${which}-means`} className="waiting-todo">
                {t(`fork.${which}Means`)}
              </span>
            </div>
          </div>
        ))}
      </fieldset>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-reason`}>
          {t("fork.reason")}
        </label>
        <input
          id={`${id}-reason`}
          type="text"
          autoComplete="off"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {asked && missing !== null && (
        <p className="field-error" role="alert">
          {missing}
        </p>
      )}
      <div className="buttons">
        <button type="submit" className="button button-main">
          {t("fork.decide")}
        </button>
      </div>
    </form>
  );
}

const factsOf = ({ feed, at, heldUpTo, seen }: ForkOnScreen) => ({ feed, at, heldUpTo, seen: clockNote(seen) });

/** As much of a chain hash as is read out over the telephone: sixteen digits in fours. */
const inFours = (head: string): string => head.slice(0, 16).replace(/(.{4})(?=.)/g, "$1 ");
