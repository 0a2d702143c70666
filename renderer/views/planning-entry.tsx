import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { PlanReviewResult } from "../../shared/domain/plan-review.ts";
import type { IsoDate, RecordId } from "../../shared/domain/primitives.ts";
import { DateField } from "../parts/date-field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { Form, SubmitButton } from "../parts/form.tsx";
import { ProblemBanner } from "../parts/notice.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import { createPlanLooking, type PlanEntryFile, type PlanLooking } from "../state/plan-entry.ts";
import type { Planning } from "../state/planning.ts";
import type { ScreenProps } from "../state/screen.ts";
import { PlanningRules } from "./planning-rules.tsx";

/** One entry of the plan: what it says, how it stands to the rules, and its yearly reviews. */
export function PlanningEntry({
  office,
  planning,
  id,
  day,
  close,
  toProfile,
}: {
  readonly office: ScreenProps<"planning">["office"];
  readonly planning: Planning;
  readonly id: RecordId<"plan-entry">;
  readonly day: IsoDate;
  readonly close: () => void;
  readonly toProfile: (personId: RecordId<"person">) => void;
}) {
  const { t } = useTranslation(["planning", "common"]);
  const form = useId();
  const [useLooking] = useState(() => createPlanLooking(office, planning.keep, id, day));
  const looking = useLooking();
  const { file, load } = looking;
  useEffect(() => {
    void load();
  }, [load]);
  if (file === null) return null;
  const saveReview = async (): Promise<void> => {
    if (await looking.saveReview()) close();
  };
  return (
    <Dialog
      wide
      title={file.name}
      onClose={close}
      footer={
        <>
          <button type="button" className="button" onClick={() => toProfile(file.entry.personId)}>
            {t("toProfile")}
          </button>
          <button type="button" className="button" onClick={close}>
            {t("common:button.close")}
          </button>
          <SubmitButton form={form} disabled={planning.saving}>
            {t("saveReview")}
          </SubmitButton>
        </>
      }
    >
      {planning.problem && <ProblemBanner problem={planning.problem} />}
      <EntryFacts file={file} />
      <Reviews file={file} looking={looking} form={form} save={() => void saveReview()} />
      <section className="plan-rules-part" aria-label={t("rules")}>
        <h3>{t("rules")}</h3>
        <p className="quiet">{t("rulesLead")}</p>
        <PlanningRules rules={file.rules} reasons={looking.reasons} setReason={looking.setReason} />
        {file.overrides.length > 0 && (
          <ul className="lines">
            {file.overrides.map(({ id: override, rule, reason, document }) => (
              <li key={override}>{`${rule}: ${reason} (${document})`}</li>
            ))}
          </ul>
        )}
        {Object.keys(looking.reasons).length > 0 && (
          <div className="buttons">
            <button
              type="button"
              className="button"
              disabled={planning.saving}
              onClick={() => void looking.saveReasons()}
            >
              {t("saveReasons")}
            </button>
            <span className="quiet">{t("reasonHint")}</span>
          </div>
        )}
      </section>
    </Dialog>
  );
}

function EntryFacts({ file }: { readonly file: PlanEntryFile }) {
  const { t } = useTranslation("planning");
  const { entry } = file;
  return (
    <dl className="facts">
      <dt>{t("titleField")}</dt>
      <dd>{entry.title || "–"}</dd>
      <dt>{t("term")}</dt>
      <dd>{entry.term || t("termNone")}</dd>
      <dt>{t("approved")}</dt>
      <dd>{formatPartialDate(entry.from) || "–"}</dd>
      {entry.to !== null && (
        <>
          <dt>{t("removed")}</dt>
          <dd>{formatPartialDate(entry.to)}</dd>
        </>
      )}
      {entry.note !== "" && (
        <>
          <dt>{t("note")}</dt>
          <dd>{entry.note}</dd>
        </>
      )}
    </dl>
  );
}

function Reviews({
  file,
  looking,
  form,
  save,
}: {
  readonly file: PlanEntryFile;
  readonly looking: PlanLooking;
  readonly form: string;
  readonly save: () => void;
}) {
  const { t } = useTranslation("planning");
  const { review, editReview } = looking;
  return (
    <section className="plan-rules-part" aria-label={t("reviews")}>
      <h3>{t("reviews")}</h3>
      {file.reviews.length === 0 ? (
        <p className="quiet">{t("reviewsNone")}</p>
      ) : (
        <ul className="lines">
          {file.reviews.map(({ id, date, result, document, note }) => (
            <li key={id}>
              {[formatPartialDate(date), result === null ? "" : t(`results.${result}`), document, note]
                .filter((part) => part !== "")
                .join(", ")}
            </li>
          ))}
        </ul>
      )}
      <Form id={form} label={t("review")} className="form-grid form-grid-dense" onSubmit={save}>
        <DateField required label={t("reviewDate")} value={review.date} onChange={(date) => editReview({ date })} />
        <SelectField
          label={t("reviewResult")}
          value={review.result}
          options={PlanReviewResult.options.map((value) => ({ value, text: t(`results.${value}`) }))}
          onChange={(result) => editReview({ result: result ?? "KEEP" })}
        />
        <TextField
          label={t("reviewDocument")}
          maxLength={300}
          value={review.document}
          onChange={(document) => editReview({ document })}
        />
        {review.result === "REMOVE" && (
          <TextField
            required
            label={t("reviewNote")}
            maxLength={1000}
            value={review.note}
            onChange={(note) => editReview({ note })}
          />
        )}
      </Form>
    </section>
  );
}
