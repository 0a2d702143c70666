import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { FindingRule } from "../../shared/domain/findings.ts";
import { isPartialDate, type RecordId } from "../../shared/domain/primitives.ts";
import { Section } from "../parts/page.tsx";
import type { FindingOnDesk } from "../state/desk.ts";
import type { Go } from "../state/screen.ts";

const step = 100;

/** What looks odd: a sentence for each, and the way to the file or the move. */
export function DeskFindings({
  findings,
  names,
  go,
}: {
  readonly findings: readonly FindingOnDesk[];
  readonly names: Readonly<Record<string, string>>;
  readonly go: Go;
}) {
  const { t } = useTranslation("desk");
  const [shown, setShown] = useState(step);
  const sentence = useFindingSentence(names);
  return (
    <Section
      title={t("findingsTitle")}
      aside={<span className="sign">{t("findingsCount", { count: findings.length })}</span>}
    >
      <p className="quiet">{t("findingsLead")}</p>
      <ul className="findings">
        {findings.slice(0, shown).map((finding) => {
          const { personId, personName, records, rule } = finding;
          const move = records.find((id): id is RecordId<"rotation"> => id.startsWith("rotation:"));
          return (
            <li key={`${rule} ${records.join(" ")}`}>
              {personId === null ? (
                <span className="quiet">{t("noPerson")}</span>
              ) : (
                <button type="button" className="link" onClick={() => go("profile", { personId })}>
                  {personName}
                </button>
              )}
              <span>{sentence(finding)}</span>
              {move !== undefined && (
                <button type="button" className="link" onClick={() => go("rotation-form", { rotationId: move })}>
                  {t("openMove")}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {findings.length > shown && (
        <button type="button" className="button button-quiet" onClick={() => setShown(shown + step)}>
          {t("moreFindings", { count: findings.length - shown })}
        </button>
      )}
    </Section>
  );
}

/** Words for a finding; a rule of a newer version is named as it is. */
function useFindingSentence(names: Readonly<Record<string, string>>): (finding: FindingOnDesk) => string {
  const { t } = useTranslation("desk");
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
    });
  };
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
};
const isKnownRule = (rule: string): rule is FindingRule => Object.hasOwn(knownRules, rule);
