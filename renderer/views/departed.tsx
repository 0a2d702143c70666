import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { Person } from "../../shared/domain/person.ts";
import type { LaidTable } from "../../shared/domain/tables/laid-table.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Form } from "../parts/form.tsx";
import { matching } from "../parts/match.ts";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page, Section } from "../parts/page.tsx";
import { may } from "../state/clerks.ts";
import { createDeparted, createDeparture, type Departure, type SealedWords } from "../state/departure.ts";
import { digitsOf, fingerprintLength } from "../state/exchange.ts";
import type { HandoverOnFile, Handovers } from "../state/handovers.ts";
import type { Go } from "../state/screen.ts";
import type { OpenOffice } from "../state/session.ts";
import { DigitsDiffer, DigitsField } from "./exchange-enrolling.tsx";
import { RefuseDialog } from "./handover-dialogs.tsx";
import { HandoverSaid } from "./handovers.tsx";
import { useTableFiles } from "./table-files.tsx";

/** What stays of a file that has left the province: who, where to, by which decision. */
export function DepartedFile({
  office,
  person,
  handovers,
  children,
  onBack,
  go,
}: {
  readonly office: OpenOffice;
  readonly person: Person;
  readonly handovers: Handovers;
  readonly children: ReactNode; // what others propose there
  readonly onBack: () => void;
  readonly go: Go;
}) {
  const { t } = useTranslation("handover");
  const [useDeparture] = useState(() => createDeparture(office));
  const departure = useDeparture();
  const last = handovers.all.find(({ state }) => state === "outside");
  const facts = last === undefined ? [] : factsOf(last, person, t);
  const files = useTableFiles(office, "phieu-chuyen-ho-so", () => [slip(facts, departure.head(), t)]);
  if (last === undefined)
    return (
      <Page title={person.birthName} onBack={onBack}>
        {children}
      </Page>
    );
  const mine = office.opened.level === "province" && may(office, "hand-over");
  return (
    <Page
      title={person.birthName}
      onBack={onBack}
      actions={
        mine && (
          <>
            <button type="button" className="button" onClick={() => go("sheet", { personId: person.id })}>
              {t("outside.form")}
            </button>
            <button type="button" className="button" onClick={() => void departure.open()}>
              {t("outside.seal")}
            </button>
            <button
              type="button"
              className="button"
              disabled={handovers.busy}
              onClick={() => handovers.ask({ handover: last, what: "takeBack", reason: "" })}
            >
              {t("takeBack")}
            </button>
          </>
        )
      }
    >
      {files.notice}
      <HandoverSaid handovers={handovers} />
      {departure.receiver === null && departure.problem && <ProblemBanner problem={departure.problem} />}
      {departure.left === "cancelled" && <Notice>{t("outside.cancelled")}</Notice>}
      {departure.left !== null && departure.left !== "cancelled" && (
        <Notice tone="good">{t("outside.sealed", departure.left)}</Notice>
      )}
      <Notice tone="warn">
        <span data-handed="outside">{t("onFile.outside", { to: last.to })}</span>
      </Notice>
      <Section title={t("outside.stub")} aside={<div className="buttons">{files.allButtons(false)}</div>}>
        <dl className="facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value || "–"}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {children}
      {departure.receiver !== null && (
        <SealDialog departure={departure} handover={last} words={sealedWords(last, departure, t)} />
      )}
      {handovers.refusing !== null && <RefuseDialog handovers={handovers} refusing={handovers.refusing} />}
    </Page>
  );
}

type Words = ReturnType<typeof useTranslation<"handover">>["t"];

const factsOf = (
  { record, from, to }: HandoverOnFile,
  { birthName, birthDate, cadreNumber }: Person,
  t: Words,
): readonly (readonly [label: string, value: string])[] => [
  [t("outside.name"), birthName],
  [t("outside.birth"), formatPartialDate(birthDate)],
  [t("outside.number"), cadreNumber],
  [t("outside.from"), from],
  [t("outside.to"), to],
  [t("decision"), record.decision],
  [t("decidedOn"), formatPartialDate(record.decidedOn)],
  [t("reason"), record.reason],
];

/** The slip that goes with a file on paper and stays in a copy: the stub, and where the ledger stands. */
const slip = (facts: readonly (readonly [string, string])[], head: string, t: Words): LaidTable => ({
  title: t("outside.slip"),
  above: [],
  columns: [
    { head: t("outside.item"), width: 30 },
    { head: t("outside.content"), width: 60 },
  ],
  rows: facts.map((fact) => [...fact]),
  below: [t("outside.head", { head })],
  signed: [
    { role: t("outside.giver"), note: t("outside.signed") },
    { role: t("outside.receiver"), note: t("outside.signed") },
  ],
  paper: "A4",
  upright: true,
});

const sealedWords = ({ record, to }: HandoverOnFile, { head }: Departure, t: Words): SealedWords => ({
  head: (from) =>
    `${t("route", { from, to })}; ${record.decision}, ${formatPartialDate(record.decidedOn)}. ${t("outside.head", { head: head() })}`,
  item: t("outside.item"),
  content: t("outside.content"),
  scans: t("outside.scans"),
  scansApart: t("outside.scansApart"),
  kind: t("outside.kind"),
  number: t("outside.paperNumber"),
  hash: t("outside.hash"),
});

/** Whose key the file is sealed for: known by the digits of a stamped sheet alone. */
function SealDialog({
  departure,
  handover,
  words,
}: {
  readonly departure: Departure;
  readonly handover: HandoverOnFile;
  readonly words: SealedWords;
}) {
  const { t } = useTranslation(["handover", "common"]);
  const { receiver, typed, busy, problem } = departure;
  const differs = problem?.kind === "fingerprint-differs" ? problem : null;
  return (
    <Dialog
      title={t("handover:outside.seal")}
      onClose={departure.close}
      footer={
        <>
          <button type="button" className="button" onClick={departure.close}>
            {t("common:button.cancel")}
          </button>
          <button
            type="submit"
            form="sealing"
            className="button button-main"
            disabled={busy || digitsOf(typed).length !== fingerprintLength}
          >
            {t("handover:outside.sealNow")}
          </button>
        </>
      }
    >
      <p>{t("handover:outside.claims", { name: receiver?.peer.name, to: handover.to })}</p>
      <p className="quiet">{t("handover:outside.holds")}</p>
      <Form id="sealing" onSubmit={() => void departure.seal(handover, words)}>
        <DigitsField label={t("handover:outside.digits")} typed={typed} onType={departure.type} />
      </Form>
      {differs === null && problem && <ProblemBanner problem={problem} />}
      {differs && <DigitsDiffer what={t("handover:outside.differs")} typed={differs.typed} found={differs.found} />}
    </Dialog>
  );
}

/** People whose files have left, where one looks for people: by what is typed there, or all of them. */
export function DepartedPeople({
  office,
  text,
  go,
}: {
  readonly office: OpenOffice;
  readonly text: string; // as typed into the search
  readonly go: Go;
}) {
  const { t } = useTranslation("handover");
  const [useDeparted] = useState(() => createDeparted(office));
  const { all, load, follow } = useDeparted();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  if (all.length === 0) return null;
  const typed = text.trim() !== "";
  const found = typed || shown ? matching(all, ({ personName }) => personName, text.trim(), all.length) : [];
  return (
    <Notice>
      <span data-departed={found.length}>
        {!typed || found.length === 0
          ? t("outside.people", { count: all.length })
          : t("outside.found", { count: found.length })}
      </span>{" "}
      {!typed && (
        <button type="button" className="link" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? "outside.hide" : "outside.show")}
        </button>
      )}
      {found.length > 0 && (
        <ul className="lines">
          {found.slice(0, mostShown).map(({ record, personName, to }) => (
            <li key={record.id}>
              <button type="button" className="link" onClick={() => go("profile", { personId: record.file })}>
                {personName}
              </button>{" "}
              <span className="quiet">
                {t("outside.line", { to, decision: record.decision, date: formatPartialDate(record.decidedOn) })}
              </span>
            </li>
          ))}
          {found.length > mostShown && (
            <li className="quiet">{t("outside.more", { count: found.length - mostShown })}</li>
          )}
        </ul>
      )}
    </Notice>
  );
}

/** Lines that leave the list of those present its room; a name narrows them. */
const mostShown = 8;
