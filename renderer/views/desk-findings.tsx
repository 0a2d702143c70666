import type { TFunction } from "i18next";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { findingKey } from "../../shared/domain/accepted-finding.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { FindingRule } from "../../shared/domain/findings.ts";
import { isPartialDate, type RecordId } from "../../shared/domain/primitives.ts";
import { useFirstOf } from "../parts/first-of-many.tsx";
import { Form } from "../parts/form.tsx";
import { Section } from "../parts/page.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { AcceptedFindingOnDesk, Desk, FindingOnDesk } from "../state/desk.ts";
import type { Go } from "../state/screen.ts";

const step = 100;

/** What looks odd: a sentence for each, the way to the file or the move, or the word that it is right as it stands. */
export function DeskFindings({
  desk,
  findings,
  accepted,
  go,
}: {
  readonly desk: Desk;
  readonly findings: readonly FindingOnDesk[];
  readonly accepted: readonly AcceptedFindingOnDesk[];
  readonly go: Go;
}) {
  const { t } = useTranslation("desk");
  const { first, more } = useFirstOf(step);
  const [asking, setAsking] = useState<string | null>(null); // the finding whose reason is being typed
  const [showAccepted, setShowAccepted] = useState(false);
  const sentence = useFindingSentence(desk.names);
  return (
    <Section
      title={t("findingsTitle")}
      aside={<span className="sign">{t("findingsCount", { count: findings.length })}</span>}
    >
      <p className="quiet">{t("findingsLead")}</p>
      <ul className="findings">
        {first(findings).map((finding) => {
          const key = findingKey(finding);
          return (
            <FindingLine key={key} finding={finding} words={sentence(finding)} go={go}>
              {asking === key ? (
                <AcceptForm
                  onAccept={(reason) => {
                    setAsking(null);
                    void desk.accept(finding, reason);
                  }}
                  onCancel={() => setAsking(null)}
                />
              ) : (
                <button type="button" className="link" onClick={() => setAsking(key)}>
                  {t("accept")}
                </button>
              )}
            </FindingLine>
          );
        })}
      </ul>
      {more(findings, (count) => t("moreFindings", { count }))}
      {accepted.length > 0 && (
        <button
          type="button"
          className="button button-quiet"
          aria-expanded={showAccepted}
          onClick={() => setShowAccepted(!showAccepted)}
        >
          {t(showAccepted ? "hideAccepted" : "showAccepted", { count: accepted.length })}
        </button>
      )}
      {showAccepted && (
        <ul className="findings">
          {accepted.map((finding) => (
            <FindingLine key={finding.by} finding={finding} words={sentence(finding)} go={go}>
              <span className="quiet">{finding.reason}</span>
              <button type="button" className="link" onClick={() => void desk.reopen(finding)}>
                {t("reopen")}
              </button>
            </FindingLine>
          ))}
        </ul>
      )}
    </Section>
  );
}

function FindingLine({
  finding: { personId, personName, records, facts },
  words,
  go,
  children,
}: {
  readonly finding: FindingOnDesk;
  readonly words: string;
  readonly go: Go;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation("desk");
  const move = records.find((id): id is RecordId<"rotation"> => id.startsWith("rotation:"));
  return (
    <li>
      {personId === null ? (
        <span className="quiet">{t("noPerson")}</span>
      ) : (
        <button type="button" className="link" onClick={() => go("profile", { personId })}>
          {personName}
        </button>
      )}
      <span>{words}</span>
      <span className="finding-ways">
        {move !== undefined && (
          <button type="button" className="link" onClick={() => go("move", { rotationId: move })}>
            {t("openMove")}
          </button>
        )}
        {records.some((id) => id.startsWith("rule-pack:")) && (
          <button type="button" className="link" onClick={() => go("rule-packs", { pack: facts.pack ?? "" })}>
            {t("openPack")}
          </button>
        )}
        {children}
      </span>
    </li>
  );
}

/** Why it stands as it is: a paper, as a rule. It is asked for, because the next person will ask too. */
function AcceptForm({
  onAccept,
  onCancel,
}: {
  readonly onAccept: (reason: string) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation(["desk", "common"]);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  return (
    <Form
      label={t("accept")}
      className="finding-form"
      onSubmit={() => (reason.trim() === "" ? setMissing(true) : onAccept(reason))}
    >
      <TextField
        label={t("reason")}
        hint={t("reasonHint")}
        error={missing ? t("reasonMissing") : null}
        maxLength={1000}
        value={reason}
        onChange={setReason}
        startHere
      />
      <div className="buttons">
        <button type="submit" className="button button-small button-main">
          {t("acceptNow")}
        </button>
        <button type="button" className="button button-small" onClick={onCancel}>
          {t("common:button.cancel")}
        </button>
      </div>
    </Form>
  );
}

/** Words for a finding; a rule of a newer version is named as it is. */
export function useFindingSentence(names: Readonly<Record<string, string>>): (finding: FindingOnDesk) => string {
  const { t } = useTranslation(["desk", "rules"]);
  return ({ rule, facts }) => {
    const told = (fact: string): string => {
      const value = facts[fact] ?? "";
      return isPartialDate(value) ? formatPartialDate(value) : (names[value] ?? value);
    };
    const side = facts.side === "from" || facts.side === "to" ? t(`sides.${facts.side}`) : "";
    if (!isKnownRule(rule)) return t("rules.other", { rule });
    if (rule === "unit-absent") {
      const [day, unit] = [told("day"), told("unit")];
      return unit === "" ? t("rules.unit-unknown", { side }) : t("rules.unit-absent", { day, unit, side });
    }
    return t(`rules.${rule}`, {
      title: told("title"),
      day: told("day"),
      first: told("first"),
      second: told("second"),
      joined: told("joined"),
      birth: told("birth"),
      full: told("full"),
      legs: told("legs"),
      from: told("from"),
      to: told("to"),
      unit: told("unit"),
      places: told("places"),
      holders: told("holders"),
      name: told("name"),
      holder: told("holder"),
      number: told("number"),
      issuer: told("issuer"),
      period: told("period"),
      start: told("start"),
      pack: facts.pack ?? "",
      version: facts.version ?? "",
      writer: facts.writer ?? "",
      why: packTrouble(facts, t),
    });
  };
}

/** Why a pack of rules is not used; "" where the finding is about something else, or the reason is of a newer version. */
function packTrouble(
  { problem = "", at, rule, held }: FindingOnDesk["facts"],
  t: TFunction<["desk", "rules"]>,
): string {
  const known = ["malformed", "unknown-rule", "never-in-force", "older", "not-entitled", "changed"] as const;
  const kind = known.find((each) => each === problem);
  return kind === undefined ? problem : t(`rules:pack.${kind}`, { at: at ?? "", rule: rule ?? "", held: held ?? "" });
}

const knownRules: Readonly<Record<FindingRule, true>> = {
  "unit-absent": true,
  "post-two-holders": true,
  "person-two-posts": true,
  "party-before-birth": true,
  "full-before-admission": true,
  "exchange-leg-missing": true,
  "exchange-not-mirrored": true,
  "ends-before-start": true,
  "step-unit-absent": true,
  "post-absent": true,
  "post-over-places": true,
  "managing-level-missing": true,
  "weak-without-reason": true,
  "code-out-of-time": true,
  "move-post-held": true,
  "decision-number-twice": true,
  "outcome-before-start": true,
  "rule-pack-refused": true,
};
const isKnownRule = (rule: string): rule is FindingRule => Object.hasOwn(knownRules, rule);
