import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { directions } from "../../shared/domain/codes/move-codes.ts";
import { levels } from "../../shared/domain/codes/unit-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { UnitVersion } from "../../shared/domain/unit.ts";
import { Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextField } from "../parts/text-field.tsx";
import { type RotationForm, shownDirection, unitNameFor } from "../state/rotation-form.ts";
import { useLanguage } from "./language.ts";

/** The direction as it follows from both units while the form is filled in, why, and another one with its reason. */
export function RotationDirection({ form }: { readonly form: RotationForm }) {
  const { t } = useTranslation("rotation");
  const language = useLanguage();
  const { draft, versions, edit } = form;
  const shown = shownDirection(draft, versions);
  const day = formatPartialDate(shown.day);
  const described = (version: UnitVersion | null) =>
    version === null ? "" : `${version.name} (${nameOfCode(levels, version.level, language).toLowerCase()})`;
  const why = {
    units: () => t("directionWhyUnits"),
    day: () => t("directionWhyDay"),
    "from-not-there": () => t("directionWhyNoVersion", { day, unit: unitNameFor(versions, draft.fromUnitId, null) }),
    "to-not-there": () => t("directionWhyNoVersion", { day, unit: unitNameFor(versions, draft.toUnitId, null) }),
    bloc: () => t("directionWhyBloc"),
    derived: () => t("directionWhy", { from: described(shown.from), to: described(shown.to), day }),
  }[shown.why]();
  return (
    <Section
      title={t("direction")}
      aside={
        <button
          type="button"
          className="button button-small"
          aria-pressed={draft.override}
          onClick={() =>
            edit({ override: !draft.override, direction: draft.direction ?? shown.derived, directionReason: "" })
          }
        >
          {draft.override ? t("directionDerived") : t("directionOther")}
        </button>
      }
    >
      <output className="direction">
        <strong className={draft.override ? "direction-struck" : undefined}>
          {shown.derived === null ? t("directionUnknown") : nameOfCode(directions, shown.derived, language)}
        </strong>
        <span className="quiet">
          {why} {shown.derived === "INTERNAL" && t("directionNotCounted")}
        </span>
      </output>
      {draft.override && (
        <div className="form-grid">
          <SelectField
            label={t("directionSet")}
            required
            value={draft.direction}
            options={directions.map((entry) => ({ value: entry.code, text: entry[language] }))}
            onChange={(direction) => edit({ direction })}
          />
          <TextField
            label={t("directionReason")}
            required
            maxLength={500}
            value={draft.directionReason}
            onChange={(directionReason) => edit({ directionReason })}
          />
        </div>
      )}
    </Section>
  );
}
