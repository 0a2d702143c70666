import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { isRecordKind } from "../../shared/domain/record-kinds.ts";
import { whyStopped } from "../../shared/exchange/brake.ts";
import type { Sum } from "../../shared/exchange/header.ts";
import { useFirstOf } from "../parts/first-of-many.tsx";
import { WarnIcon } from "../parts/icons.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page, Progress, Section } from "../parts/page.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { Arrival, ArrivingPerson, Exchange, Received } from "../state/exchange.ts";
import { sentence } from "../text/sentence.ts";
import { useFieldName } from "./desk-value.tsx";
import { ClosingSum } from "./exchange-sum.tsx";
import { shownTime } from "./profile-labels.ts";

/** A bundle that was checked and not taken yet: what it would change, by unit and kind, with names on click. */
export function ExchangeArrival({
  exchange,
  arrival,
  taken,
}: {
  readonly exchange: Exchange;
  readonly arrival: Arrival;
  readonly taken: (sum: Sum, alreadyHeld: number) => void; // once it is in the ledger
}) {
  const { t } = useTranslation("exchange");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const { preview, plan } = arrival;
  const { header, sender } = preview;
  const accepting = exchange.busy === "accepting";
  const waited = preview.following.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const conflicts = plan.groups.reduce((all, group) => all + group.conflicts, 0);
  const stopped = whyStopped(plan.weight);
  const accept = async () => {
    if (stopped !== null && reason.trim() === "") return setMissing(true);
    const sum = await exchange.accept(stopped === null ? "" : reason);
    if (sum !== null) taken(sum, preview.alreadyHeld);
  };
  return (
    <Page
      title={t("preview.title")}
      detail={t("preview.from", { name: sender.name })}
      actions={
        <>
          <button type="button" className="button" disabled={accepting} onClick={() => void exchange.discard()}>
            {t("preview.discard")}
          </button>
          <button type="button" className="button button-main" disabled={accepting} onClick={() => void accept()}>
            {t(stopped === null ? "preview.accept" : "brake.accept")}
          </button>
        </>
      }
    >
      {exchange.problem && <ProblemBanner problem={exchange.problem} />}
      {accepting && <Progress label={t("preview.accepting")} done={0} total={0} />}
      {stopped !== null && (
        <div className="notice notice-bad" role="alert" data-brake="">
          <WarnIcon />
          <div className="notice-text">
            <p className="notice-what">{t("brake.what")}</p>
            {stopped.much && <p>{t("brake.much", plan.weight)}</p>}
            {stopped.holds && <p>{t("brake.holds", plan.weight)}</p>}
            <p>{t("brake.look", { name: sender.name })}</p>
            <TextField
              label={t("brake.reason")}
              required
              maxLength={500}
              error={missing ? t("brake.needReason") : null}
              value={reason}
              onChange={(next) => {
                setReason(next);
                setMissing(false);
              }}
            />
          </div>
        </div>
      )}
      <Notice>
        <p>{t("preview.facts", { file: preview.fileName, serial: header.serial, made: shownTime(header.made) })}</p>
        <p>
          {[
            t("preview.actions", { count: header.counts.actions }),
            t("preview.new", { count: preview.fresh - waited }),
            t("preview.already", { count: preview.alreadyHeld }),
          ].join(" · ")}
        </p>
        <p>
          <strong>{t("preview.nothingYet")}</strong>
        </p>
      </Notice>
      {preview.following.length > 0 && (
        <Notice tone="good">
          {t("preview.following", {
            count: preview.following.length,
            numbers: preview.following.map(({ from, to }) => `${from}–${to}`).join(", "),
          })}
        </Notice>
      )}
      {preview.alreadyHeld > 0 && preview.fresh > waited && <Overlap preview={preview} />}
      {conflicts > 0 && <Notice tone="warn">{t("preview.conflictsToCome", { count: conflicts })}</Notice>}
      {plan.waiting > 0 && <Notice tone="warn">{t("preview.waiting", { count: plan.waiting })}</Notice>}
      {plan.groups.length === 0 ? (
        <Notice>{t("preview.noChanges")}</Notice>
      ) : (
        <Groups exchange={exchange} arrival={arrival} />
      )}
      {preview.receipts.length > 0 && (
        <Section title={t("preview.receipts")}>
          <ul className="lines">
            {preview.receipts.map((receipt) => (
              <li key={`${receipt.by} ${receipt.feed}`}>
                {t("preview.receipt", {
                  name: receipt.by === sender.office ? sender.name : receipt.by,
                  feed: receipt.feed,
                  count: receipt.upTo,
                })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

/** The beginning of the bundle is held already, and is the same. */
function Overlap({ preview: { header, alreadyHeld } }: { readonly preview: Arrival["preview"] }) {
  const { i18n } = useTranslation();
  const { from, to } = header;
  const overlap = { kind: "bundle-overlaps", from, to, upTo: from + alreadyHeld - 1 } as const;
  const { what, kept, todo } = sentence(overlap, i18n.language === "en" ? "en" : "vi");
  return (
    <Notice>
      <p data-problem={overlap.kind}>
        {what} {kept} {todo}
      </p>
    </Notice>
  );
}

/** Units a page lays out between two frames. */
const groupsAtOnce = 100;

function Groups({ exchange, arrival }: { readonly exchange: Exchange; readonly arrival: Arrival }) {
  const { t } = useTranslation("exchange");
  const { first, more } = useFirstOf(groupsAtOnce);
  const groups = arrival.plan.groups;
  const kindName = (kind: string) => (isRecordKind(kind) ? t(`kinds.${kind}`) : kind);
  const sum = (key: "created" | "changed" | "conflicts") => groups.reduce((all, group) => all + group[key], 0);
  return (
    <div className="section">
      <table className="table table-dense">
        <thead>
          <tr>
            <th scope="col">{t("preview.unit")}</th>
            <th scope="col">{t("preview.kind")}</th>
            <th scope="col" className="number">
              {t("preview.created")}
            </th>
            <th scope="col" className="number">
              {t("preview.changed")}
            </th>
            <th scope="col" className="number">
              {t("preview.conflicts")}
            </th>
            <th scope="col">{t("preview.people")}</th>
          </tr>
        </thead>
        <tbody>
          {first(groups).map((group, place) => {
            const people = exchange.arriving.get(place);
            return (
              <Fragment key={`${group.unit} ${group.kind}`}>
                <tr>
                  <td>{group.unit || t("preview.noUnit")}</td>
                  <td>{kindName(group.kind)}</td>
                  <td className="number">{group.created}</td>
                  <td className="number">{group.changed}</td>
                  <td className="number">{group.conflicts}</td>
                  <td>
                    {group.people > 0 && (
                      <button
                        type="button"
                        className="link"
                        aria-expanded={people !== undefined}
                        onClick={() => (people ? exchange.hideNames(place) : void exchange.showNames(place))}
                      >
                        {people ? t("preview.hideNames") : t("preview.showNames", { count: group.people })}
                      </button>
                    )}
                  </td>
                </tr>
                {people && (
                  <tr>
                    <td colSpan={6}>
                      <Names kind={group.kind} people={people} />
                      {people.length < group.people && (
                        <button
                          type="button"
                          className="button button-quiet"
                          onClick={() => void exchange.showNames(place)}
                        >
                          {t("preview.moreNames", { count: group.people - people.length })}
                        </button>
                      )}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t("preview.total")}
            </th>
            <td className="number">{sum("created")}</td>
            <td className="number">{sum("changed")}</td>
            <td className="number">{sum("conflicts")}</td>
            <td className="number" aria-hidden="true">
              {" "}
            </td>
          </tr>
        </tfoot>
      </table>
      {more(groups, (count) => t("preview.moreGroups", { count }))}
    </div>
  );
}

/** Who changes, and what of each. */
function Names({ kind, people }: { readonly kind: string; readonly people: readonly ArrivingPerson[] }) {
  const { t } = useTranslation("exchange");
  const fieldName = useFieldName();
  return (
    <ul className="names">
      {people.map(({ id, name, created, changed, conflicts, fields }) => (
        <li key={id}>
          <span className="person-name">{name}</span>{" "}
          <span className="quiet">
            {[
              created > 0 && t("preview.personNew"),
              changed > 0 && t("preview.personChanged", { count: changed }),
              conflicts > 0 && t("preview.personConflicts", { count: conflicts }),
              fields.length > 0 &&
                t("preview.fields", { fields: fields.map((field) => fieldName(`${kind}:`, field)).join(", ") }),
            ]
              .filter((part) => part !== false)
              .join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What became of the bundle: a sum that closes, and the next step. */
export function ExchangeReceived({
  exchange,
  received,
  toDesk,
}: {
  readonly exchange: Exchange;
  readonly received: Received;
  readonly toDesk: () => void;
}) {
  const { t } = useTranslation(["exchange", "common"]);
  if (received.what === "discarded") return <Notice>{t("sum.discarded")}</Notice>;
  const { sender, sum, conflicts, confirmedUpTo } = received;
  const due = exchange.overview?.peers.find(({ peer }) => peer.feed === sender.feed)?.receiptDue ?? false;
  return (
    <Notice tone="good">
      <p className="notice-what">{t("sum.title", { name: sender.name })}</p>
      <ClosingSum sum={sum} />
      {confirmedUpTo !== null && <p>{t("sum.confirmed", { name: sender.name, count: confirmedUpTo })}</p>}
      {due && <p>{t("sum.next")}</p>}
      <div className="buttons">
        {due && (
          <button
            type="button"
            className="button button-main"
            aria-label={`${t("sendReceipt")}: ${sender.name}`}
            onClick={() => void exchange.send(sender)}
          >
            {t("sendReceipt")}
          </button>
        )}
        {conflicts > 0 && (
          <button type="button" className="button" onClick={toDesk}>
            {t("sum.desk")}
          </button>
        )}
        <button type="button" className="button" onClick={exchange.closeReceived}>
          {due ? t("sum.later") : t("common:button.close")}
        </button>
      </div>
    </Notice>
  );
}
