import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { dossierList } from "../../shared/domain/rotations/dossier-list.ts";
import {
  type FiveSteps,
  isDecided,
  type NextStep,
  procedure,
  stepReached,
} from "../../shared/domain/rotations/procedure.ts";
import type { ProcedureStep } from "../../shared/domain/rotations/procedure-step.ts";
import { DateField } from "../parts/date-field.tsx";
import { CheckIcon, WarnIcon } from "../parts/icons.tsx";
import { Section } from "../parts/page.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import { type MoveFile, type MoveScreen, missingWith, type StepDraft, today } from "../state/move.ts";
import { useLanguage } from "./language.ts";
import { MoveDialog } from "./move-dialog.tsx";

type Asked = { readonly name: FiveSteps; readonly how: "complete" | "skip" } | { readonly back: ProcedureStep };

/** The five steps before a move takes effect: what was done in each, what leaving it lacks, and the way on. */
export function MoveProcedure({
  move,
  file,
  decide,
}: {
  readonly move: MoveScreen;
  readonly file: MoveFile;
  readonly decide: () => void;
}) {
  const { t } = useTranslation("move");
  const [asked, setAsked] = useState<Asked | null>(null);
  const own = file.steps;
  const decided = isDecided(file.move);
  const cancelled = file.move.state === "CANCELLED";
  const reached = decided || cancelled ? null : stepReached(own);
  const withoutProcedure = (decided || cancelled) && !procedure.slice(0, 4).some((name) => takenStep(own, name));
  return (
    <Section title={t("steps.title")}>
      {withoutProcedure && <p className="quiet">{t("steps.withoutProcedure")}</p>}
      <ol className="move-steps">
        {procedure.map((name) => {
          const step = takenStep(own, name);
          const state = step === undefined ? (name === reached ? "current" : "open") : step.state;
          return (
            <li key={name} className={`move-step move-step-${state.toLowerCase()}`} data-step={name} data-state={state}>
              <div className="move-step-head">
                <span className="move-step-mark" aria-hidden="true">
                  {step?.state === "DONE" ? <CheckIcon /> : procedure.indexOf(name) + 1}
                </span>
                <strong>{t(`steps.${name}`)}</strong>
              </div>
              <div className="quiet">
                {step === undefined
                  ? t(state === "current" ? "steps.current" : "steps.open")
                  : t(step.state === "DONE" ? "steps.done" : "steps.skipped")}
                {step !== undefined && step.date !== null && ` · ${formatPartialDate(step.date)}`}
              </div>
              {step !== undefined && (
                <div className="move-step-facts">
                  {[step.document, step.actor, step.note].filter(Boolean).map((line) => (
                    <p key={line}>{line}</p>
                  ))}
                </div>
              )}
              <div className="buttons">
                {step !== undefined && name !== "DECIDE" && !cancelled && (
                  <button
                    type="button"
                    className="link"
                    aria-label={t("steps.takeBackNamed", { step: t(`steps.${name}`) })}
                    onClick={() => setAsked({ back: step })}
                  >
                    {t("steps.takeBack")}
                  </button>
                )}
                {reached !== null && step === undefined && name !== "DECIDE" && (
                  <>
                    <button
                      type="button"
                      className={name === reached ? "button button-small button-main" : "button button-small"}
                      aria-label={t("steps.completeNamed", { step: t(`steps.${name}`) })}
                      onClick={() => setAsked({ name, how: "complete" })}
                    >
                      {t("steps.complete")}
                    </button>
                    <button
                      type="button"
                      className="link"
                      aria-label={t("steps.skipNamed", { step: t(`steps.${name}`) })}
                      onClick={() => setAsked({ name, how: "skip" })}
                    >
                      {t("steps.skip")}
                    </button>
                  </>
                )}
                {reached !== null && name === "DECIDE" && (
                  <button
                    type="button"
                    className={reached === "DECIDE" ? "button button-small button-main" : "button button-small"}
                    onClick={decide}
                  >
                    {t("steps.decide")}
                  </button>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {reached !== null && <Missing missing={missingWith(file, reached, blankStep)} />}
      {asked !== null &&
        ("back" in asked ? (
          <TakeBackDialog move={move} step={asked.back} close={() => setAsked(null)} />
        ) : (
          <StepDialog move={move} file={file} {...asked} close={() => setAsked(null)} />
        ))}
    </Section>
  );
}

const blankStep: StepDraft = { date: null, document: "", actor: "", note: "" };

const takenStep = (steps: readonly ProcedureStep[], name: FiveSteps): ProcedureStep | undefined =>
  steps.find((each) => each.step === name && (each.state === "DONE" || each.state === "SKIPPED"));

/** What leaving a step lacks, as a list of sentences. */
export function Missing({ missing }: { readonly missing: NextStep["missing"] }) {
  const { t } = useTranslation("move");
  const language = useLanguage();
  if (missing.length === 0)
    return (
      <p className="move-enough">
        <CheckIcon /> {t("steps.nothingMissing")}
      </p>
    );
  const papers = missing.filter(({ what }) => what === "dossier");
  const paperNames = papers.map(({ about }) => dossierList.find(({ code }) => code === about)?.[language] ?? about);
  return (
    <div className="move-missing">
      <p>
        <WarnIcon /> <strong>{t("steps.missing")}</strong>
      </p>
      <ul className="lines">
        {missing
          .filter(({ what }) => what !== "dossier")
          .map(({ what, about }) => (
            <li key={`${what} ${about}`}>
              {t(`missingWhat.${what}`, { about: isStep(about) ? t(`steps.${about}`) : about })}
            </li>
          ))}
        {papers.length > 0 && <li>{t("missingWhat.dossier", { about: paperNames.join("; ") })}</li>}
      </ul>
    </div>
  );
}

const isStep = (about: string): about is FiveSteps => (procedure as readonly string[]).includes(about);

/** Complete a step, or skip it. What is missing is said and asks for a reason; nothing is refused. */
function StepDialog({
  move,
  file,
  name,
  how,
  close,
}: {
  readonly move: MoveScreen;
  readonly file: MoveFile;
  readonly name: FiveSteps;
  readonly how: "complete" | "skip";
  readonly close: () => void;
}) {
  const { t } = useTranslation("move");
  const open = file.steps.find((each) => each.step === name && each.state === "OPEN");
  const [draft, setDraft] = useState<StepDraft>({
    date: open?.date ?? today(),
    document: open?.document ?? "",
    actor: open?.actor ?? "",
    note: open?.note ?? "",
  });
  const edit = (patch: Partial<StepDraft>) => setDraft({ ...draft, ...patch });
  const missing = how === "skip" ? [] : missingWith(file, name, draft);
  return (
    <MoveDialog
      title={t(how === "skip" ? "steps.skipNamed" : "steps.completeNamed", { step: t(`steps.${name}`) })}
      move={move}
      submit={t(how === "skip" ? "steps.skip" : "steps.complete")}
      save={() => move.takeStep(name, draft, how === "skip" ? "SKIPPED" : "DONE")}
      close={close}
    >
      <DateField label={t("steps.date")} value={draft.date} onChange={(date) => edit({ date })} />
      {how === "complete" && (
        <>
          <TextField
            label={t("steps.document")}
            hint={t("steps.documentHint")}
            maxLength={300}
            value={draft.document}
            onChange={(document) => edit({ document })}
          />
          <TextField
            label={t("steps.actor")}
            maxLength={200}
            value={draft.actor}
            onChange={(actor) => edit({ actor })}
          />
          <div className="field-wide">
            <Missing missing={missing} />
          </div>
        </>
      )}
      <TextArea
        label={how === "skip" ? t("steps.reason") : missing.length > 0 ? t("steps.reasonMissing") : t("steps.note")}
        required={how === "skip" || missing.length > 0}
        maxLength={1000}
        value={draft.note}
        onChange={(note) => edit({ note })}
      />
    </MoveDialog>
  );
}

function TakeBackDialog({
  move,
  step,
  close,
}: {
  readonly move: MoveScreen;
  readonly step: ProcedureStep;
  readonly close: () => void;
}) {
  const { t } = useTranslation("move");
  return (
    <MoveDialog
      title={t("steps.takeBackNamed", { step: t(`steps.${step.step}`) })}
      move={move}
      submit={t("steps.takeBack")}
      save={() => move.takeBackStep(step)}
      close={close}
    >
      <p className="field-wide">{t("steps.takenBackText")}</p>
    </MoveDialog>
  );
}
