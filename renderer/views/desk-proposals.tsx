import { useState } from "react";
import { useTranslation } from "react-i18next";
import { kindOf } from "../../shared/domain/primitives.ts";
import { isProtectedKind, isRecordKind } from "../../shared/domain/record-kinds.ts";
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

/** What offices propose in files that they do not keep: ours to decide on, and our own that wait elsewhere. */
export function DeskProposals({
  proposals,
  bulk,
  some,
  go,
}: {
  readonly proposals: Proposals;
  readonly bulk: DeskBulk;
  readonly some: readonly ProposalOnDesk[];
  readonly go: Go;
}) {
  const { t } = useTranslation("desk");
  const [ours, elsewhere] = [some.filter(({ isOurs }) => isOurs), some.filter(({ isOurs }) => !isOurs)];
  return (
    <>
      {proposals.problem && <ProblemBanner problem={proposals.problem} />}
      {proposals.said !== null && (
        <Notice tone={proposals.said === "moved" ? "warn" : "good"}>{t(`proposal.${proposals.said}`)}</Notice>
      )}
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
  go,
}: {
  readonly name: "ours" | "elsewhere";
  readonly proposals: Proposals;
  readonly bulk: DeskBulk | null; // null: not ours to decide
  readonly some: readonly ProposalOnDesk[];
  readonly go: Go;
}) {
  const { t } = useTranslation("desk");
  const [shown, setShown] = useState(step);
  const [look, setLook] = useState(anyProposal);
  const [together, setTogether] = useState(false);
  if (all.length === 0) return null;
  const some = narrowedProposals(all, look);
  const sign = name === "ours" ? "sign sign-warn" : "sign";
  return (
    <Section
      title={t(`proposal.${name}Title`)}
      aside={<span className={sign}>{t("proposal.count", { count: all.length })}</span>}
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
      {some.slice(0, shown).map((proposal) => (
        <ProposalCard key={proposalKey(proposal)} proposals={proposals} proposal={proposal} go={go} />
      ))}
      {some.length > shown && (
        <button type="button" className="button button-quiet" onClick={() => setShown(shown + step)}>
          {t("proposal.more", { count: some.length - shown })}
        </button>
      )}
    </Section>
  );
}

/** One proposal: each field as it stands and as proposed, who proposes it, and the decision where it is ours. */
function ProposalCard({
  proposals,
  proposal,
  go,
}: {
  readonly proposals: Proposals;
  readonly proposal: ProposalOnDesk;
  readonly go: Go;
}) {
  const { t } = useTranslation(["desk", "exchange", "closing"]);
  const fieldName = useFieldName();
  const inWords = useValueInWords(proposals.names);
  const { record, personId, personName, fields, office, clerk, at, reason, keeper, isOurs, isOwn, isNew, late } =
    proposal;
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
          {[isOwn ? t("proposal.byUs") : office, clerk, shownTime(at)].filter((part) => part !== "").join(" · ")}
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
      {isOurs ? (
        !hidden && (
          <Decision busy={proposals.saving !== null} decide={(...words) => void proposals.decide(proposal, ...words)} />
        )
      ) : (
        <p className="quiet">{t("proposal.waits", { keeper })}</p>
      )}
    </article>
  );
}

function Decision({
  busy,
  decide,
}: {
  readonly busy: boolean;
  readonly decide: (adopt: boolean, reason: string) => void;
}) {
  const { t } = useTranslation("desk");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  return (
    <Form className="conflict-foot" onSubmit={() => decide(true, reason)}>
      <TextField
        label={t("reason")}
        hint={t("proposal.reasonHint")}
        error={missing ? t("proposal.reasonMissing") : null}
        maxLength={1000}
        value={reason}
        onChange={(text) => {
          setReason(text);
          setMissing(false);
        }}
      />
      <div className="buttons">
        <button type="submit" className="button button-main" disabled={busy}>
          {t("proposal.adopt")}
        </button>
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => (reason.trim() === "" ? setMissing(true) : decide(false, reason))}
        >
          {t("proposal.decline")}
        </button>
      </div>
    </Form>
  );
}
