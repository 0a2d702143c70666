import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { Evaluation } from "../../shared/domain/rules/evaluate.ts";
import { Section } from "../parts/page.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import type { MoveRules as MoveRulesOnFile, MoveScreen } from "../state/move.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { RuleLine, useRecordsRead } from "./rule-line.tsx";

/** The rules of the first day, held against the move. Nothing is blocked: a reason can be recorded for what is not met. */
export function MoveRules({ move, rules }: { readonly move: MoveScreen; readonly rules: MoveRulesOnFile | null }) {
  const { t } = useTranslation("move");
  const [asked, setAsked] = useState<Evaluation | null>(null);
  if (rules === null)
    return (
      <Section title={t("rules.title")}>
        <p className="quiet">{t("rules.working")}</p>
      </Section>
    );
  const { evaluations, day, exact } = rules;
  const of = (...results: readonly Evaluation["result"][]) =>
    evaluations.filter(({ result }) => results.includes(result));
  const sum = { met: of("met").length, notMet: of("not-met").length, unknown: of("unknown").length };
  const apart = of("not-applicable");
  const applying = [...of("not-met"), ...of("unknown"), ...of("met")];
  return (
    <Section title={t("rules.title")} aside={<output className="quiet">{t("rules.sum", sum)}</output>}>
      <p className="quiet">{t(exact ? "rules.on" : "rules.onToday", { day: formatPartialDate(day) })}</p>
      {applying.length === 0 && <p>{t("rules.none")}</p>}
      <ul className="move-rules">
        {applying.map((evaluation) => (
          <RuleItem key={evaluation.rule} evaluation={evaluation} rules={rules} ask={() => setAsked(evaluation)} />
        ))}
      </ul>
      {apart.length > 0 && (
        <details>
          <summary>{t("rules.notApplicable", { count: apart.length })}</summary>
          <ul className="move-rules">
            {apart.map((evaluation) => (
              <li key={evaluation.rule} data-rule={evaluation.rule} data-result={evaluation.result}>
                <RuleLine evaluation={evaluation} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {asked !== null && <OverrideDialog move={move} evaluation={asked} close={() => setAsked(null)} />}
    </Section>
  );
}

function RuleItem({
  evaluation,
  rules: { overrides },
  ask,
}: {
  readonly evaluation: Evaluation;
  readonly rules: MoveRulesOnFile;
  readonly ask: () => void;
}) {
  const { t } = useTranslation(["move", "rules"]);
  const { rule, result, severity, overridden } = evaluation;
  const open = severity === "W" && (result === "not-met" || result === "unknown");
  const reason = overrides.find(({ id }) => id === overridden);
  const older = open && overridden === null ? overrides.find((each) => each.rule === rule) : undefined;
  const kinds = useRecordsRead(evaluation);
  return (
    <li data-rule={rule} data-result={result}>
      <RuleLine evaluation={evaluation} />
      {kinds !== "" && <p className="quiet move-rule-records">{t("rules.records", { kinds })}</p>}
      {reason !== undefined && <p>{t("rules.overridden", { reason: reason.reason, document: reason.document })}</p>}
      {older !== undefined && <p className="sign sign-warn">{t("rules.older", { version: older.packVersion })}</p>}
      {open && overridden === null && (
        <button
          type="button"
          className="button button-small"
          aria-label={t("rules.overrideNamed", { rule: t(`rules:rule.${rule}.title`) })}
          onClick={ask}
        >
          {t("rules.override")}
        </button>
      )}
    </li>
  );
}

/** Why the move goes on all the same, and the paper that allows it. */
function OverrideDialog({
  move,
  evaluation,
  close,
}: {
  readonly move: MoveScreen;
  readonly evaluation: Evaluation;
  readonly close: () => void;
}) {
  const { t } = useTranslation(["move", "rules"]);
  const [reason, setReason] = useState("");
  const [document, setDocument] = useState("");
  return (
    <MoveDialog
      title={t("rules.overrideNamed", { rule: t(`rules:rule.${evaluation.rule}.title`) })}
      move={move}
      save={() => move.keepOverride(evaluation, reason.trim(), document.trim())}
      close={close}
    >
      <div className="field-wide">
        <RuleLine evaluation={evaluation} />
      </div>
      <TextArea label={t("rules.reason")} required maxLength={1000} value={reason} onChange={setReason} />
      <TextField
        label={t("rules.document")}
        hint={t("rules.documentHint")}
        required
        wide
        maxLength={300}
        value={document}
        onChange={setDocument}
      />
    </MoveDialog>
  );
}
