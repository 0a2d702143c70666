import { useState } from "react";
import { useTranslation } from "react-i18next";
import { kindOf } from "../../shared/domain/primitives.ts";
import { isProtectedKind, isRecordKind } from "../../shared/domain/record-kinds.ts";
import { useFirstOf } from "../parts/first-of-many.tsx";
import { Form } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { DeskBulk } from "../state/desk-bulk.ts";
import { type ProposalOnDesk, type Proposals, proposalKey } from "../state/proposals.ts";
import { anyProposal, narrowedProposals } from "../state/proposals-together.ts";
import type { Go } from "../state/screen.ts";
import { ProposalsLook, ProposalsTogether } from "./desk-proposals-together.tsx";
import { useFieldName, useValueInWords } from "./desk-value.tsx";
import { shownTime } from "./profile-labels.ts";

/** How many are laid out at once. */
const step = 20;

/** What waits for a second clerk; and what offices propose in files that they do not keep: ours to decide on, our own elsewhere. */
export function DeskProposals({
  proposals,
  bulk,
  some,
  mayConfirm,
  go,
}: {
  readonly proposals: Proposals;
  readonly bulk: DeskBulk;
  readonly some: readonly ProposalOnDesk[];
  readonly mayConfirm: boolean; // by the clerk's duties
  readonly go: Go;
}) {
  const { t } = useTranslation("desk");
  const second = some.filter((one) => one.second !== null);
  const ours = some.filter(({ isOurs }) => isOurs);
  const elsewhere = some.filter((one) => !one.isOurs && one.second === null);
  return (
    <>
      {proposals.problem && <ProblemBanner problem={proposals.problem} />}
      {proposals.said !== null && (
        <Notice tone={proposals.said === "moved" ? "warn" : "good"}>{t(`proposal.${proposals.said}`)}</Notice>
      )}
      <ProposalList name="second" proposals={proposals} bulk={null} some={second} mayConfirm={mayConfirm} go={go} />
      <ProposalList name="ours" proposals={proposals} bulk={bulk} some={ours} go={go} />
      <ProposalList name="elsewhere" proposals={proposals} bulk={null} some={elsewhere} go={go} />
    </>
  );
}

function ProposalList({
  name,
  proposals,
  bulk,
  some: all,
  mayConfirm = false,
  go,
}: {
  readonly name: "second" | "ours" | "elsewhere";
  readonly proposals: Proposals;
  readonly bulk: DeskBulk | null; // null: not ours to decide
  readonly some: readonly ProposalOnDesk[];
  readonly mayConfirm?: boolean;
  readonly go: Go;
}) {
  const { t } = useTranslation("desk");
  const { first, more } = useFirstOf(step);
  const [look, setLook] = useState(anyProposal);
  const [together, setTogether] = useState(false);
  if (all.length === 0) return null;
  const some = narrowedProposals(all, look);
  const sign = name === "elsewhere" ? "sign" : "sign sign-warn";
  return (
    <Section
      title={t(`proposal.${name}Title`)}
      aside={
        <span className={sign}>
          {t(name === "second" ? "proposal.secondCount" : "proposal.count", { count: all.length })}
        </span>
      }
    >
      <p className="quiet">{t(`proposal.${name}Lead`)}</p>
      {bulk !== null && all.length > 1 && (
        <div className="desk-many">
          <ProposalsLook some={all} look={look} narrow={setLook} />
          <button
            type="button"
            className="button"
            disabled={some.length === 0}
            onClick={() => {
              bulk.edit({ problem: null });
              setTogether(true);
            }}
          >
            {t("proposal.together", { count: some.length })}
          </button>
        </div>
      )}
      {some.length === 0 && <p className="quiet">{t("proposal.nothing")}</p>}
      {bulk !== null && together && (
        <ProposalsTogether
          proposals={proposals}
          bulk={bulk}
          some={some}
          done={() => setLook(anyProposal)}
          close={() => setTogether(false)}
        />
      )}
      {first(some).map((proposal) => (
        <ProposalCard
          key={proposalKey(proposal)}
          proposals={proposals}
          proposal={proposal}
          mayConfirm={mayConfirm}
          go={go}
        />
      ))}
      {more(some, (count) => t("proposal.more", { count }))}
    </Section>
  );
}

/** One proposal: each field as it stands and as proposed, who proposes it, and the decision where it is ours. */
function ProposalCard({
  proposals,
  proposal,
  mayConfirm,
  go,
}: {
  readonly proposals: Proposals;
  readonly proposal: ProposalOnDesk;
  readonly mayConfirm: boolean;
  readonly go: Go;
}) {
  const { t } = useTranslation(["desk", "exchange", "closing"]);
  const fieldName = useFieldName();
  const inWords = useValueInWords(proposals.names);
  const {
    record,
    personId,
    personName,
    fields,
    office,
    clerk,
    at,
    reason,
    keeper,
    isOurs,
    isOwn,
    isNew,
    late,
    second,
  } = proposal;
  const kind = kindOf(record);
  const key = proposalKey(proposal);
  const hidden = isProtectedKind(kind) && !proposals.revealed.has(key);
  const what = isRecordKind(kind) ? t(`exchange:kinds.${kind}`) : kind;
  const told = fields.filter(({ field, to }) => !isNew || inWords(record, field, to) !== "");
  return (
    <article className="conflict" aria-label={`${personName}: ${what}`} data-proposal={key}>
      <header className="conflict-head">
        {personId !== null && (
          <button type="button" className="link" onClick={() => go("profile", { personId })}>
            {personName}
          </button>
        )}
        <h3>{isNew ? t("proposal.newRecord", { what }) : what}</h3>
        <span className="quiet">
          {[isOwn ? t(second === null ? "proposal.byUs" : "proposal.byColleague") : office, clerk, shownTime(at)]
            .filter((part) => part !== "")
            .join(" · ")}
        </span>
        {late && <span className="sign sign-warn">{t("closing:desk.lateLabel")}</span>}
      </header>
      {hidden ? (
        <div className="buttons">
          <span>{t("proposal.restricted")}</span>
          <button type="button" className="button button-small" onClick={() => void proposals.reveal(proposal)}>
            {t("restrictedShow")}
          </button>
        </div>
      ) : (
        <table className="proposal-fields">
          <thead>
            <tr>
              <th scope="col">{t("proposal.field")}</th>
              {!isNew && <th scope="col">{t("proposal.present")}</th>}
              <th scope="col">{t("proposal.proposed")}</th>
            </tr>
          </thead>
          <tbody>
            {told.map(({ field, present, to }) => (
              <tr key={field}>
                <th scope="row">{fieldName(record, field)}</th>
                {!isNew && <td>{inWords(record, field, present) || <span className="quiet">{t("empty")}</span>}</td>}
                <td>
                  <strong>{inWords(record, field, to) || t("empty")}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {reason !== "" && <p>{t("proposal.why", { reason })}</p>}
      {second !== null && second.records > 1 && <p>{t("proposal.whole", { count: second.records })}</p>}
      {second !== null ? (
        !hidden && <SecondWord proposals={proposals} proposal={proposal} mayConfirm={mayConfirm} />
      ) : isOurs ? (
        !hidden && (
          <Decision
            busy={proposals.saving !== null}
            decide={(...words) => void proposals.decide(proposal, ...words)}
            yes={t("proposal.adopt")}
            no={t("proposal.decline")}
          />
        )
      ) : (
        <p className="quiet">{t("proposal.waits", { keeper })}</p>
      )}
    </article>
  );
}

/** What can be said of a question to a second clerk: by somebody else yes or no, by its writer that it is taken back. */
function SecondWord({
  proposals,
  proposal,
  mayConfirm,
}: {
  readonly proposals: Proposals;
  readonly proposal: ProposalOnDesk;
  readonly mayConfirm: boolean;
}) {
  const { t } = useTranslation("desk");
  const { second, isOwn, office } = proposal;
  const decide = (...words: readonly [boolean, string]) => void proposals.decide(proposal, ...words);
  if (!isOwn) return <p className="quiet">{t("proposal.waitsThere", { office })}</p>;
  if (!mayConfirm) return <p className="quiet">{t("proposal.waitsHere")}</p>;
  if (second?.isMine === true)
    return (
      <>
        <p className="quiet">{t("proposal.waitsOther")}</p>
        <Decision busy={proposals.saving !== null} decide={decide} no={t("proposal.takeBack")} />
      </>
    );
  return (
    <Decision busy={proposals.saving !== null} decide={decide} yes={t("proposal.confirm")} no={t("proposal.refuse")} />
  );
}

/**
 * Yes, or no for a reason.
 *
 * @param yes  left out: it cannot be said
 */
function Decision({
  busy,
  decide,
  yes,
  no,
}: {
  readonly busy: boolean;
  readonly decide: (adopt: boolean, reason: string) => void;
  readonly yes?: string;
  readonly no: string;
}) {
  const { t } = useTranslation("desk");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const refuse = () => (reason.trim() === "" ? setMissing(true) : decide(false, reason));
  return (
    <Form className="conflict-foot" onSubmit={() => (yes === undefined ? refuse() : decide(true, reason))}>
      <TextField
        label={t("reason")}
        hint={t("proposal.reasonHint", { no })}
        error={missing ? t("proposal.reasonMissing", { no }) : null}
        maxLength={1000}
        value={reason}
        onChange={(text) => {
          setReason(text);
          setMissing(false);
        }}
      />
      <div className="buttons">
        {yes !== undefined && (
          <button type="submit" className="button button-main" disabled={busy}>
            {yes}
          </button>
        )}
        <button type="button" className="button" disabled={busy} onClick={refuse}>
          {no}
        </button>
      </div>
    </Form>
  );
}
