import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../parts/date-field.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page, Section } from "../parts/page.tsx";
import { TextField } from "../parts/text-field.tsx";
import { createReorganisation, type ReorganisationForm } from "../state/reorganisation.ts";
import type { ScreenProps } from "../state/screen.ts";
import { ReorganisationPreview } from "./reorganisation-preview.tsx";
import { ReorganisationSteps } from "./reorganisation-steps.tsx";

/** An act of reorganisation: its paper, its steps, what it would do in numbers, where each person goes, and the way back. */
export function Reorganisation({ office, go }: ScreenProps<"reorganisation">) {
  const { t } = useTranslation(["organisation", "common"]);
  const [useReorganisation] = useState(() => createReorganisation(office));
  const form = useReorganisation();
  const { worked, saving, done, last, undone, stale, problem, load, follow } = form;
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  const ready = worked !== null && worked.planned.problems.length === 0 && worked.preview.closes;
  return (
    <Page
      title={t("act.title")}
      onBack={() => go("organisation", {})}
      actions={
        <>
          {last !== null && (
            <button
              type="button"
              className="button button-danger"
              disabled={saving}
              title={last.name}
              onClick={() => void form.undo()}
            >
              {t("act.undo")}
            </button>
          )}
          <button
            type="button"
            className="button button-main"
            disabled={!ready || saving}
            onClick={() => void form.apply()}
          >
            {t("act.apply")}
          </button>
        </>
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {done && <Notice tone="good">{t("act.applied")}</Notice>}
      {undone && <Notice tone="good">{t("act.undone")}</Notice>}
      {stale && <Notice tone="warn">{t("act.stale")}</Notice>}
      <div className="act-grid">
        <div className="act-column">
          <Paper form={form} />
          <ReorganisationSteps form={form} />
        </div>
        <ReorganisationPreview form={form} />
      </div>
    </Page>
  );
}

function Paper({ form }: { readonly form: ReorganisationForm }) {
  const { t } = useTranslation("organisation");
  const { act, edit } = form;
  return (
    <Section title={t("act.paper")}>
      <div className="form-grid form-grid-dense">
        <TextField wide label={t("act.name")} maxLength={300} value={act.name} onChange={(name) => edit({ name })} />
        <DateField
          label={t("act.effective")}
          days
          required
          value={act.effective}
          onChange={(effective) => edit({ effective })}
        />
        <TextField label={t("act.number")} maxLength={60} value={act.number} onChange={(number) => edit({ number })} />
        <DateField label={t("act.date")} value={act.date} onChange={(date) => edit({ date })} />
        <TextField label={t("act.issuer")} maxLength={200} value={act.issuer} onChange={(issuer) => edit({ issuer })} />
      </div>
    </Section>
  );
}
