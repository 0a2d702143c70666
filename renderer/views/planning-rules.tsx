import { useTranslation } from "react-i18next";
import type { Evaluation } from "../../shared/domain/rules/evaluate.ts";
import { TextField } from "../parts/text-field.tsx";
import type { Reason, Reasons } from "../state/plan-entry.ts";
import { RuleLine } from "./rule-line.tsx";

/** Rules that were held against an entry: what each says, where it stands, and why the entry stands all the same. */
export function PlanningRules({
  rules,
  reasons,
  setReason,
}: {
  readonly rules: readonly Evaluation[];
  readonly reasons: Reasons;
  readonly setReason: (rule: string, patch: Partial<Reason>) => void;
}) {
  const { t } = useTranslation(["planning", "rules"]);
  if (rules.length === 0) return <p className="quiet">{t("rulesNone")}</p>;
  return (
    <ul className="plan-rules">
      {rules.map((evaluation) => (
        <li key={evaluation.rule} className="plan-rule" data-rule={evaluation.rule} data-result={evaluation.result}>
          <RuleLine evaluation={evaluation} />
          {isOpen(evaluation) && (
            <div className="plan-reason">
              <TextField
                label={t("reason")}
                maxLength={1000}
                value={reasons[evaluation.rule]?.reason ?? ""}
                onChange={(reason) => setReason(evaluation.rule, { reason })}
              />
              <TextField
                label={t("document")}
                maxLength={300}
                value={reasons[evaluation.rule]?.document ?? ""}
                onChange={(document) => setReason(evaluation.rule, { document })}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Whether a reason is asked for: a warning that is not met, or cannot be decided, and was not answered yet. */
const isOpen = ({ result, severity, overridden }: Evaluation): boolean =>
  result === "not-met" && severity === "W" && overridden === null;
