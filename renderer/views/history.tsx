import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { Dialog } from "../parts/dialog.tsx";
import { openFieldHistory, type Step } from "../state/history.ts";
import type { OpenOffice } from "../state/session.ts";
import { type AnySpec, shownValue } from "./shown-value.ts";

/** The life of one field: who wrote what, when, where and why, newest first. */
export function FieldHistory({
  office,
  record,
  spec,
  onClose,
}: {
  readonly office: OpenOffice;
  readonly record: RecordId;
  readonly spec: AnySpec;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["profile", "common"]);
  const [useHistory] = useState(() => openFieldHistory(office, record, spec.field));
  const steps = useHistory((history) => history.steps);
  return (
    <Dialog title={t("history.title", { field: t(`field.${spec.field}`) })} onClose={onClose} wide>
      {steps === null ? (
        <p className="quiet">{t("common:loading")}</p>
      ) : steps.length === 0 ? (
        <p>{t("history.empty")}</p>
      ) : (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("history.when")}</th>
                <th scope="col">{t("history.who")}</th>
                <th scope="col">{t("history.office")}</th>
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
                <StepRow key={step.by} step={step} spec={spec} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  );
}

function StepRow({ step, spec }: { readonly step: Step; readonly spec: AnySpec }) {
  const { t } = useTranslation(["profile", "common"]);
  const value = (of: Step["to"]) => shownValue(spec, of, t) || <span className="quiet">{t("common:field.none")}</span>;
  return (
    <tr>
      <td className="nowrap">{shownTime(step.at)}</td>
      <td>{step.clerk}</td>
      <td>{step.office}</td>
      <td>{step.from === null ? <span className="quiet">{t("history.first")}</span> : value(step.from)}</td>
      <td>{value(step.to)}</td>
      <td>{purposeWords(step.purpose, t)}</td>
      <td>{step.reason}</td>
      <td className="number">{step.position}</td>
    </tr>
  );
}

/** A writer's clock note, `2025-03-01T10:42`, as people write it. */
export const shownTime = (at: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at)
    ? `${at.slice(11, 16)} ${at.slice(0, 10).split("-").toReversed().join("/")}`
    : at;

const purposes = [
  "person.add",
  "person.edit",
  "rotation.record",
  "rotation.edit",
  "workbook.import",
  "conflict.settle",
  "finding.settle",
] as const;

/** What an action was for; the word itself where a newer office knows one that this version does not. */
function purposeWords(purpose: string, t: ReturnType<typeof useTranslation<["profile", "common"]>>["t"]): string {
  const known = purposes.find((one) => one === purpose);
  return known === undefined ? purpose : t(`purpose.${known}`);
}
