import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFirstOf } from "../parts/first-of-many.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page, Section } from "../parts/page.tsx";
import { may } from "../state/clerks.ts";
import { createDesk, keyOf } from "../state/desk.ts";
import { createDeskBulk, narrowed } from "../state/desk-bulk.ts";
import { createHandovers } from "../state/handovers.ts";
import { createProposals } from "../state/proposals.ts";
import type { ScreenProps } from "../state/screen.ts";
import { DeskClosings } from "./closings.tsx";
import { DeskBulkDialog, DeskTogether } from "./desk-bulk.tsx";
import { DeskConflict } from "./desk-conflict.tsx";
import { DeskFindings } from "./desk-findings.tsx";
import { DeskLook } from "./desk-look.tsx";
import { DeskProposals } from "./desk-proposals.tsx";
import { FloodAlarm } from "./flood-alarm.tsx";
import { DeskHandovers } from "./handovers.tsx";

/** How many conflicts are laid out at once; each is a small form. */
const step = 20;

/** What waits for a person: values that offices wrote differently, and what looks odd. */
export function Desk({ office, params, go, useScreen }: ScreenProps<"desk">) {
  const { t } = useTranslation("desk");
  const [useDesk] = useState(() => createDesk(office));
  const [useProposals] = useState(() => createProposals(office));
  const proposals = useProposals();
  const [useHandovers] = useState(() => createHandovers(office));
  const handovers = useHandovers();
  const desk = useDesk();
  const { back } = useScreen();
  const [only, setOnly] = useState(params.personId ?? null);
  const { first, more } = useFirstOf(step);
  const [useBulk] = useState(() => createDeskBulk(office));
  const bulk = useBulk();
  const [together, setTogether] = useState(false); // many are being settled
  const { load: loadBulk } = bulk;
  const { load, follow } = desk;
  useEffect(() => {
    void load();
    void loadBulk();
    return follow();
  }, [load, follow, loadBulk]);
  const { load: loadProposals, follow: followProposals } = proposals;
  useEffect(() => {
    void loadProposals();
    return followProposals();
  }, [loadProposals, followProposals]);
  const { load: loadHandovers, follow: followHandovers } = handovers;
  useEffect(() => {
    void loadHandovers();
    return followHandovers();
  }, [loadHandovers, followHandovers]);
  if (desk.conflicts === null || proposals.all === null) return <Page title={t("title")}>{null}</Page>;

  const concerns = ({ personId }: { readonly personId: string | null }) => only === null || personId === only;
  const all = desk.conflicts.filter(concerns);
  const conflicts = narrowed(all, bulk.look);
  const findings = desk.findings.filter(concerns);
  const accepted = desk.accepted.filter(concerns);
  const proposed = proposals.all.filter(concerns);
  const handed = handovers.all.filter(
    ({ record }) => record.closing === null && (only === null || record.file === only),
  );
  const name = [...all, ...proposed, ...findings].find(concerns)?.personName ?? "";
  return (
    <Page title={t("title")} onBack={params.personId === undefined ? undefined : back}>
      <FloodAlarm office={office} go={go} at="desk" />
      {only === null && <DeskClosings office={office} go={go} />}
      {desk.problem && <ProblemBanner problem={desk.problem} />}
      {desk.settled !== null && (
        <Notice tone="good">{t(`settled.${desk.settled}`, { count: desk.conflicts.length })}</Notice>
      )}
      {only !== null && (
        <Notice>
          {t("onlyPerson", { name })}{" "}
          <button type="button" className="link" onClick={() => setOnly(null)}>
            {t("showAll")}
          </button>
        </Notice>
      )}
      {!together && bulk.problem && <ProblemBanner problem={bulk.problem} />}
      <DeskTogether bulk={bulk} />
      {all.length + proposed.length + findings.length + handed.length === 0 && (
        <EmptyState title={t("emptyTitle")} text={t("emptyText")} />
      )}
      {all.length > 0 && (
        <Section
          title={t("conflictsTitle")}
          aside={<span className="sign sign-warn">{t("conflictsCount", { count: all.length })}</span>}
        >
          <p className="quiet">{t("conflictsLead")}</p>
          {all.length > 1 && (
            <div className="desk-many">
              <DeskLook desk={desk} bulk={bulk} conflicts={all} shown={conflicts.length} />
              <button
                type="button"
                className="button"
                disabled={conflicts.length === 0}
                onClick={() => {
                  bulk.edit({ problem: null });
                  setTogether(true);
                }}
              >
                {t("bulk.open", { count: conflicts.length })}
              </button>
            </div>
          )}
          {conflicts.length === 0 && <p className="quiet">{t("bulk.nothing")}</p>}
          {first(conflicts).map((conflict) => (
            <DeskConflict
              key={keyOf(conflict)}
              desk={desk}
              conflict={conflict}
              openPerson={conflict.personId === null ? null : () => go("profile", { personId: conflict.personId! })}
            />
          ))}
          {more(conflicts, (count) => t("moreConflicts", { count }))}
        </Section>
      )}
      <DeskHandovers handovers={handovers} some={handed} go={go} />
      <DeskProposals proposals={proposals} bulk={bulk} some={proposed} mayConfirm={may(office, "confirm")} go={go} />
      {findings.length + accepted.length > 0 && (
        <DeskFindings desk={desk} findings={findings} accepted={accepted} go={go} />
      )}
      {together && <DeskBulkDialog desk={desk} bulk={bulk} conflicts={conflicts} close={() => setTogether(false)} />}
    </Page>
  );
}
