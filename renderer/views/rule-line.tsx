import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { isPartialDate, kindOf } from "../../shared/domain/primitives.ts";
import { isRecordKind } from "../../shared/domain/record-kinds.ts";
import { dossierList } from "../../shared/domain/rotations/dossier-list.ts";
import type { Facts } from "../../shared/domain/rules/check.ts";
import type { Evaluation } from "../../shared/domain/rules/evaluate.ts";
import type { RuleSource } from "../../shared/domain/rules/rules-on.ts";
import { rules as ruleWords } from "../text/vi/rules.ts";
import { useLanguage } from "./language.ts";

/** What one rule says, with its source. */
export function RuleLine({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useTranslation("rules");
  const sentence = useRuleSentence();
  const { rule, result, overlays, source, overridden } = evaluation;
  return (
    <div>
      <div className="plan-rule-head">
        <span className={`sign sign-${tones[result]}`}>{t(`result.${result}`)}</span>
        <strong>{t(`rule.${rule}.title`)}</strong>
      </div>
      <p>{sentence(evaluation)}</p>
      {overridden !== null && <p>{t("overridden")}</p>}
      <p className="quiet plan-source">
        {[source, ...overlays].map((each) => sourceWords(each, (key, facts) => t(key, facts))).join("; ")}
      </p>
    </div>
  );
}

/** The kinds of record a rule was answered from, in words; "" where there were none. */
export function useRecordsRead({ records }: Evaluation): string {
  const { t } = useTranslation("exchange");
  const kinds = [...new Set(records.map(kindOf))].flatMap((kind) => (isRecordKind(kind) ? t(`kinds.${kind}`) : []));
  return kinds.join(", ");
}

const tones = { met: "good", "not-met": "warn", unknown: "plain", "not-applicable": "plain" } as const;

/** A result in a sentence; dates as people write them. */
function useRuleSentence(): (evaluation: Evaluation) => string {
  const { t } = useTranslation("rules");
  const language = useLanguage();
  return ({ rule, result, facts }) => {
    if (result === "not-applicable") return t("notApplicable");
    if (result !== "unknown")
      return t(`rule.${rule}.${result}`, readable(rule === "R13" ? withPapers(facts, language) : facts));
    const missing = typeof facts.missing === "string" ? facts.missing : "";
    return t("unknown", { missing: isMissing(missing) ? t(`missing.${missing}`) : missing });
  };
}

const isMissing = (word: string): word is keyof typeof ruleWords.missing => Object.hasOwn(ruleWords.missing, word);

/** Papers that are lacking, by their names. */
const withPapers = (facts: Facts, language: "vi" | "en"): Facts => ({
  ...facts,
  lacking: String(facts.lacking ?? "")
    .split(", ")
    .map((code) => nameOfCode(dossierList, code, language))
    .join("; "),
});

const readable = (facts: Facts): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === "string" && isPartialDate(value) ? formatPartialDate(value) : value,
    ]),
  );

/** The paper a rule comes from, with pack and version. */
function sourceWords(
  { instrument: { type, number }, article, pack, version }: RuleSource,
  say: (key: "source" | "sourceWithoutArticle", facts: Record<string, string | number>) => string,
): string {
  const facts = { type, number: number || pack, article, pack, version };
  return say(article === "" ? "sourceWithoutArticle" : "source", facts);
}
