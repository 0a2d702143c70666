import { useId } from "react";
import { useTranslation } from "react-i18next";
import { splitRef } from "../../shared/change/arrival-order.ts";
import { kindOf } from "../../shared/domain/primitives.ts";
import { isRecordKind } from "../../shared/domain/record-kinds.ts";
import { Form } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import { TextField } from "../parts/text-field.tsx";
import { type ConflictOnDesk, choiceOf, type Desk, isRestricted, keyOf } from "../state/desk.ts";
import { canType, useFieldName, useValueInWords, ValueInput } from "./desk-value.tsx";
import { shownTime } from "./profile-labels.ts";

/** One field that was written differently: both values side by side, who wrote them, and the choice. */
export function DeskConflict({
  desk,
  conflict,
  openPerson,
}: {
  readonly desk: Desk;
  readonly conflict: ConflictOnDesk;
  readonly openPerson: (() => void) | null;
}) {
  const { t } = useTranslation(["desk", "exchange"]);
  const fieldName = useFieldName();
  const inWords = useValueInWords(desk.names);
  const group = useId();
  const { record, field, heads, before, personName } = conflict;
  const choice = choiceOf(desk, conflict);
  const hidden = isRestricted(conflict) && !desk.revealed.has(keyOf(conflict));
  const kind = kindOf(record);
  const shown = (value: (typeof heads)[number]["to"] | null) =>
    inWords(record, field, value) || <span className="quiet">{t("empty")}</span>;
  const option = (pick: number | "other") => ({
    type: "radio" as const,
    name: group,
    checked: choice.pick === pick,
    onChange: () => desk.choose(conflict, { pick }),
  });
  return (
    <article className="conflict" aria-label={`${personName}: ${fieldName(record, field)}`}>
      <header className="conflict-head">
        {openPerson !== null && (
          <button type="button" className="link" onClick={openPerson}>
            {personName}
          </button>
        )}
        <h3>{fieldName(record, field)}</h3>
        <span className="quiet">{isRecordKind(kind) ? t(`exchange:kinds.${kind}`) : kind}</span>
      </header>
      {hidden ? (
        <div className="buttons">
          <span>{t("restrictedExplain")}</span>
          <button type="button" className="button button-small" onClick={() => void desk.reveal(conflict)}>
            {t("restrictedShow")}
          </button>
        </div>
      ) : (
        <>
          <div className="conflict-values" role="radiogroup" aria-label={fieldName(record, field)}>
            <div className="conflict-value conflict-before">
              <span className="conflict-label">{t("before")}</span>
              <span>{before === null ? <span className="quiet">{t("beforeNone")}</span> : shown(before)}</span>
            </div>
            {heads.map((head, index) => (
              <label key={head.by} className="conflict-value" data-chosen={choice.pick === index}>
                <span className="conflict-choice">
                  <input {...option(index)} />
                  <strong>{shown(head.to)}</strong>
                </span>
                <span className="quiet">
                  {[head.clerk, head.office, shownTime(head.at)].filter((part) => part !== "").join(" · ")}
                </span>
                {head.decision !== null && (
                  <span className="quiet">{t("onDecision", { number: desk.names[head.decision] || "…" })}</span>
                )}
                {head.reason !== "" && <span className="quiet">{t("writtenFor", { reason: head.reason })}</span>}
                <span className="quiet">{t("entry", { number: splitRef(head.origin).number })}</span>
              </label>
            ))}
            {canType(field) && (
              <div className="conflict-value" data-chosen={choice.pick === "other"}>
                <label className="conflict-choice">
                  <input {...option("other")} />
                  <strong>{t("other")}</strong>
                </label>
                {choice.pick === "other" && (
                  <Form className="conflict-own" onSubmit={() => undefined}>
                    <ValueInput
                      record={record}
                      field={field}
                      value={choice.other}
                      onChange={(other) => desk.choose(conflict, { other })}
                    />
                  </Form>
                )}
              </div>
            )}
          </div>
          {choice.moved && <Notice tone="warn">{t("moved")}</Notice>}
          <div className="conflict-foot">
            <TextField
              label={t("reason")}
              hint={t("reasonHint")}
              error={choice.complaint === "reason" ? t("reasonMissing") : null}
              maxLength={1000}
              value={choice.reason}
              onChange={(reason) => desk.choose(conflict, { reason })}
            />
            <button
              type="button"
              className="button button-main"
              disabled={choice.saving}
              onClick={() => void desk.settle(conflict)}
            >
              {t(conflict.ours ? "settle" : "propose")}
            </button>
          </div>
          {(choice.complaint === "choice" || choice.complaint === "value") && (
            <p className="field-error" role="alert">
              {choice.complaint === "choice" ? t("choiceMissing") : t("otherBad")}
            </p>
          )}
        </>
      )}
    </article>
  );
}
