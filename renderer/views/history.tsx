import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { Dialog } from "../parts/dialog.tsx";
import { openFieldHistory, openRecordHistory, type Step } from "../state/history.ts";
import type { OpenOffice } from "../state/session.ts";
import { useLanguage } from "./language.ts";
import type { FieldSpec } from "./profile-fields.ts";
import { labelOf, shownTime, tableTitle } from "./profile-labels.ts";
import type { TableSpec } from "./profile-tables.ts";
import { shownValue } from "./shown-value.ts";

/** The life of one field: who wrote what, when, where and why, newest first. */
export function FieldHistory({
  office,
  record,
  spec,
  onClose,
}: {
  readonly office: OpenOffice;
  readonly record: RecordId;
  readonly spec: FieldSpec;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["profile", "common"]);
  const [useHistory] = useState(() => openFieldHistory(office, record, spec.field));
  const steps = useHistory((history) => history.steps);
  return (
    <Dialog title={t("history.title", { field: labelOf(spec, t) })} onClose={onClose} wide>
      <Steps steps={steps} specOf={() => spec} named={false} />
    </Dialog>
  );
}

/** The life of a row of a table, column by column, newest first. */
export function RecordHistory({
  office,
  record,
  table,
  onClose,
}: {
  readonly office: OpenOffice;
  readonly record: RecordId;
  readonly table: TableSpec;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["profile", "common"]);
  const [useHistory] = useState(() => openRecordHistory(office, record));
  const steps = useHistory((history) => history.steps);
  const specOf = (field: string) => table.columns.find((column) => column.field === field);
  return (
    <Dialog title={t("row.historyTitle", { table: tableTitle(table.name, t) })} onClose={onClose} wide>
      <Steps
        steps={steps?.filter(({ field }) => field === "withdrawn" || specOf(field) !== undefined) ?? null}
        specOf={specOf}
        named
      />
    </Dialog>
  );
}

function Steps({
  steps,
  specOf,
  named,
}: {
  readonly steps: readonly Step[] | null;
  readonly specOf: (field: string) => FieldSpec | undefined;
  readonly named: boolean; // say which field each step is about
}) {
  const { t } = useTranslation(["profile", "common"]);
  if (steps === null) return <p className="quiet">{t("common:loading")}</p>;
  if (steps.length === 0) return <p>{t("history.empty")}</p>;
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("history.when")}</th>
            <th scope="col">{t("history.who")}</th>
            <th scope="col">{t("history.office")}</th>
            {named && <th scope="col">{t("row.field")}</th>}
            <th scope="col">{t("history.before")}</th>
            <th scope="col">{t("history.after")}</th>
            <th scope="col">{t("history.purpose")}</th>
            <th scope="col">{t("history.reason")}</th>
            <th scope="col" className="number">
              {t("history.entry")}
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <StepRow key={`${step.by} ${step.field}`} step={step} spec={specOf(step.field)} named={named} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function StepRow({
  step,
  spec,
  named,
}: {
  readonly step: Step;
  readonly spec: FieldSpec | undefined;
  readonly named: boolean;
}) {
  const { t } = useTranslation(["profile", "common"]);
  const language = useLanguage();
  const value = (of: Step["to"]) => {
    if (spec === undefined) return t(of === true ? "common:button.yes" : "common:button.no");
    return shownValue(spec, of, t, language) || <span className="quiet">{t("common:field.none")}</span>;
  };
  return (
    <tr>
      <td className="nowrap">{shownTime(step.at)}</td>
      <td>{step.clerk}</td>
      <td>{step.office}</td>
      {named && <td>{spec === undefined ? t("history.withdrawn") : labelOf(spec, t)}</td>}
      <td>{step.from === null ? <span className="quiet">{t("history.first")}</span> : value(step.from)}</td>
      <td>{value(step.to)}</td>
      <td>
        {purposeWords(step.purpose, t)}
        {step.second !== undefined && <span className="sign">{t(`history.second.${step.second}`)}</span>}
      </td>
      <td>{step.reason}</td>
      <td className="number">{step.position}</td>
    </tr>
  );
}

const purposes = [
  "person.add",
  "person.edit",
  "person.photo",
  "person.join",
  "person.apart",
  "rotation.record",
  "rotation.edit",
  "rotation.propose",
  "rotation.step",
  "rotation.dossier",
  "rotation.override",
  "rotation.decide",
  "rotation.assess",
  "rotation.extend",
  "rotation.recall",
  "rotation.finish",
  "rotation.cancel",
  "rotation.back",
  "programme.edit",
  "plan.add",
  "plan.review",
  "plan.override",
  "gap.keep",
  "gap.open",
  "gap.close",
  "gap.weak",
  "gap.weak-end",
  "gap.term",
  "report.issue",
  "report.withdraw",
  "workbook.import",
  "conflict.settle",
  "conflict.reopen",
  "finding.settle",
  "proposal.adopt",
  "proposal.decline",
  "second.confirm",
  "second.refuse",
  "action.undo",
  "organisation.edit",
  "reorganisation.apply",
  "codes.edit",
  "rules.write",
  "reference.load",
] as const;

/** What an action was for; the word itself where a newer office knows one that this version does not. */
function purposeWords(purpose: string, t: ReturnType<typeof useTranslation<["profile", "common"]>>["t"]): string {
  const known = purposes.find((one) => one === purpose);
  return known === undefined ? purpose : t(`purpose.${known}`);
}
