import { useState } from "react";
import { useTranslation } from "react-i18next";
import { levels } from "../../shared/domain/codes/unit-codes.ts";
import type { NewUnit, ReorganisationStep, Target, UnitId } from "../../shared/domain/organisation/reorganise-plan.ts";
import type { Level } from "../../shared/domain/unit.ts";
import { Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import type { ReorganisationForm } from "../state/reorganisation.ts";
import { useLanguage } from "./language.ts";
import { UnitPick } from "./unit-pick.tsx";

/** Steps shown one by one; an act that ends a level has hundreds. */
const shown = 12;

const kinds = ["MERGE", "SPLIT", "RENAME", "DISSOLVE", "LEVEL"] as const;
type Kind = (typeof kinds)[number];

/** The steps of an act as its document has them, and the form that adds one. */
export function ReorganisationSteps({ form }: { readonly form: ReorganisationForm }) {
  const { t } = useTranslation(["organisation", "common"]);
  const { steps, act, worked } = form;
  return (
    <Section
      title={t("act.steps")}
      aside={
        <button
          type="button"
          className="button button-small"
          disabled={act.effective?.length !== 10}
          onClick={form.endDistricts}
        >
          {t("act.endDistricts")}
        </button>
      }
    >
      {steps.length === 0 ? (
        <p className="quiet">{t("act.noSteps")}</p>
      ) : (
        <ol className="act-steps">
          {steps.slice(0, shown).map((step, place) => (
            <li key={JSON.stringify(step)} className="act-step">
              <div>
                <Told step={step} form={form} />
                <button type="button" className="link" onClick={() => form.removeStep(place)}>
                  {t("common:button.remove")}
                </button>
              </div>
            </li>
          ))}
          {steps.length > shown && <li className="quiet">{t("act.more", { count: steps.length - shown })}</li>}
        </ol>
      )}
      {worked?.planned.problems.map(({ kind, unit }) => (
        <p key={`${kind} ${unit}`} className="field-error">
          {t(`problems.${kind}`, { unit: form.nameOf(unit) || unit })}
        </p>
      ))}
      <AddStep form={form} />
    </Section>
  );
}

function Told({ step, form }: { readonly step: ReorganisationStep; readonly form: ReorganisationForm }) {
  const { t } = useTranslation("organisation");
  const language = useLanguage();
  const named = (targets: readonly Target[]): string =>
    targets.map((target) => form.nameOf(typeof target === "string" ? target : target.key)).join(", ");
  switch (step.kind) {
    case "MERGE":
      return <span>{t("act.told.MERGE", { from: named(step.from), to: named([step.into]) })}</span>;
    case "SPLIT":
      return (
        <span>
          {t("act.told.SPLIT", { from: named([step.from]), to: named(step.into.filter((to) => to !== step.from)) })}
        </span>
      );
    case "RENAME":
      return <span>{t("act.told.RENAME", { from: named([step.unit]), to: step.name })}</span>;
    case "DISSOLVE":
      return (
        <span>
          {t(step.heirs.length === 0 ? "act.told.DISSOLVE_ALONE" : "act.told.DISSOLVE", {
            from: named([step.from]),
            to: named(step.heirs),
          })}
        </span>
      );
    case "LEVEL":
      return (
        <span>
          {t("act.told.LEVEL", {
            from: named([step.unit]),
            to: levels.find(({ code }) => code === step.level)?.[language] ?? step.level,
          })}
        </span>
      );
  }
}

interface StepDraft {
  readonly kind: Kind;
  readonly units: readonly UnitId[];
  readonly into: UnitId | null;
  readonly name: string;
  readonly level: Level;
}

const blank: StepDraft = { kind: "MERGE", units: [], into: null, name: "", level: "XA" };

function AddStep({ form }: { readonly form: ReorganisationForm }) {
  const { t } = useTranslation(["organisation", "common"]);
  const language = useLanguage();
  const [draft, setDraft] = useState(blank);
  const [incomplete, setIncomplete] = useState(false);
  const edit = (patch: Partial<StepDraft>) => {
    setDraft({ ...draft, ...patch });
    setIncomplete(false);
  };
  const several = draft.kind === "MERGE";
  const add = () => {
    const made = stepOf(draft, form);
    if (made === null) return setIncomplete(true);
    form.addStep(made.step, made.unit);
    setDraft({ ...blank, kind: draft.kind });
  };
  return (
    <fieldset className="form act-add">
      <legend className="field-label">{t("act.addStep")}</legend>
      <div className="form-grid form-grid-dense">
        <SelectField
          label={t("act.kind")}
          value={draft.kind}
          options={kinds.map((value) => ({ value, text: t(`act.kinds.${value}`) }))}
          onChange={(kind) => edit({ ...blank, kind: kind ?? "MERGE" })}
        />
        <UnitPick
          label={several ? t("act.addTo") : t("act.units")}
          choices={form.choices}
          value={several ? null : (draft.units[0] ?? null)}
          onChange={(unit) => {
            if (unit === null) edit({ units: several ? draft.units : [] });
            else edit({ units: several ? [...new Set([...draft.units, unit])] : [unit] });
          }}
        />
        {draft.kind === "MERGE" && (
          <UnitPick
            label={t("act.into")}
            choices={form.choices}
            value={draft.into}
            onChange={(into) => edit({ into })}
          />
        )}
        {draft.kind === "DISSOLVE" && (
          <UnitPick
            label={t("act.heir")}
            choices={form.choices}
            value={draft.into}
            onChange={(into) => edit({ into })}
          />
        )}
        {draft.kind === "LEVEL" && (
          <>
            <SelectField
              label={t("act.newLevel")}
              value={draft.level}
              options={levels.map((entry) => ({ value: entry.code, text: entry[language] }))}
              onChange={(level) => edit({ level: level ?? "XA" })}
            />
            <UnitPick
              label={t("act.newParent")}
              choices={form.choices}
              value={draft.into}
              onChange={(into) => edit({ into })}
            />
          </>
        )}
        {draft.kind !== "DISSOLVE" && (
          <TextField
            label={t("act.newName")}
            hint={draft.kind === "MERGE" ? t("act.newHint") : undefined}
            maxLength={200}
            value={draft.name}
            onChange={(name) => edit({ name })}
          />
        )}
      </div>
      {several && draft.units.length > 0 && (
        <p className="act-units">
          {draft.units.map((unit) => (
            <button
              key={unit}
              type="button"
              className="button button-small"
              aria-label={`${t("common:button.remove")} ${form.nameOf(unit)}`}
              onClick={() => edit({ units: draft.units.filter((each) => each !== unit) })}
            >
              {form.nameOf(unit)} ×
            </button>
          ))}
        </p>
      )}
      {incomplete && <p className="field-error">{t("act.incomplete")}</p>}
      <div className="buttons">
        <button type="button" className="button" onClick={add}>
          {t("act.addStep")}
        </button>
      </div>
    </fieldset>
  );
}

/** The step that a draft stands for, and the unit it sets up; null where something is missing. */
function stepOf(
  { kind, units, into, name, level }: StepDraft,
  form: ReorganisationForm,
): { readonly step: ReorganisationStep; readonly unit?: NewUnit } | null {
  const [first] = units;
  if (first === undefined) return null;
  const title = name.normalize("NFC").trim();
  const made = title === "" ? null : form.newUnitLike(first, title);
  switch (kind) {
    case "MERGE":
      if (made !== null) return { step: { kind, from: units, into: { key: made.key } }, unit: made };
      return into === null || (units.length === 1 && first === into) ? null : { step: { kind, from: units, into } };
    case "SPLIT":
      return made === null ? null : { step: { kind, from: first, into: [first, { key: made.key }] }, unit: made };
    case "RENAME":
      return title === "" ? null : { step: { kind, unit: first, name: title, type: form.typeOf(first, title) } };
    case "DISSOLVE":
      return { step: { kind, from: first, heirs: into === null ? [] : [into] } };
    case "LEVEL":
      return {
        step: {
          kind,
          unit: first,
          level,
          parentId: into,
          name: title || form.nameOf(first),
          type: form.typeOf(first, title || form.nameOf(first)),
        },
      };
  }
}
