import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page, Section } from "../parts/page.tsx";
import { createDesk, keyOf } from "../state/desk.ts";
import { createProposals } from "../state/proposals.ts";
import type { ScreenProps } from "../state/screen.ts";
import { DeskConflict } from "./desk-conflict.tsx";
import { DeskFindings } from "./desk-findings.tsx";
import { DeskProposals } from "./desk-proposals.tsx";

/** How many conflicts are laid out at once; each is a small form. */
const step = 20;

/** What waits for a person: values that offices wrote differently, and what looks odd. */
export function Desk({ office, params, go, useScreen }: ScreenProps<"desk">) {
  const { t } = useTranslation("desk");
  const [useDesk] = useState(() => createDesk(office));
  const [useProposals] = useState(() => createProposals(office));
  const proposals = useProposals();
  const desk = useDesk();
  const { back } = useScreen();
  const [only, setOnly] = useState(params.personId ?? null);
  const [shown, setShown] = useState(step);
  const { load, follow } = desk;
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  const { load: loadProposals, follow: followProposals } = proposals;
  useEffect(() => {
    void loadProposals();
    return followProposals();
  }, [loadProposals, followProposals]);
  if (desk.conflicts === null || proposals.all === null) return <Page title={t("title")}>{null}</Page>;

  const concerns = ({ personId }: { readonly personId: string | null }) => only === null || personId === only;
  const conflicts = desk.conflicts.filter(concerns);
  const findings = desk.findings.filter(concerns);
  const accepted = desk.accepted.filter(concerns);
  const proposed = proposals.all.filter(concerns);
  const name = [...conflicts, ...proposed, ...findings].find(concerns)?.personName ?? "";
  return (
    <Page title={t("title")} onBack={params.personId === undefined ? undefined : back}>
      {desk.problem && <ProblemBanner problem={desk.problem} />}
      {desk.settled && <Notice tone="good">{t("settled", { count: desk.conflicts.length })}</Notice>}
      {only !== null && (
        <Notice>
          {t("onlyPerson", { name })}{" "}
          <button type="button" className="link" onClick={() => setOnly(null)}>
            {t("showAll")}
          </button>
        </Notice>
      )}
      {conflicts.length + proposed.length + findings.length === 0 && (
        <EmptyState title={t("emptyTitle")} text={t("emptyText")} />
      )}
      {conflicts.length > 0 && (
        <Section
          title={t("conflictsTitle")}
          aside={<span className="sign sign-warn">{t("conflictsCount", { count: conflicts.length })}</span>}
        >
          <p className="quiet">{t("conflictsLead")}</p>
          {conflicts.slice(0, shown).map((conflict) => (
            <DeskConflict
              key={keyOf(conflict)}
              desk={desk}
              conflict={conflict}
              openPerson={conflict.personId === null ? null : () => go("profile", { personId: conflict.personId! })}
            />
          ))}
          {conflicts.length > shown && (
            <button type="button" className="button button-quiet" onClick={() => setShown(shown + step)}>
              {t("moreConflicts", { count: conflicts.length - shown })}
            </button>
          )}
        </Section>
      )}
      <DeskProposals proposals={proposals} some={proposed} go={go} />
      {findings.length + accepted.length > 0 && (
        <DeskFindings desk={desk} findings={findings} accepted={accepted} go={go} />
      )}
    </Page>
  );
}
