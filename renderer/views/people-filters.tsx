import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type CodeList, nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { degrees, politicalTheory } from "../../shared/domain/codes/education-codes.ts";
import { managingLevels, postRoles } from "../../shared/domain/codes/unit-codes.ts";
import { columnKeys, filtersSet, type ListFilters, noFilters } from "../../shared/domain/people-columns.ts";
import { CheckField } from "../parts/check-field.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { CloseIcon } from "../parts/icons.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { UnitChoice } from "../state/people-views.ts";
import { useLanguage } from "./language.ts";

type Units = readonly UnitChoice[] | null;

/** What the list is filtered by, each condition with a way to remove it. */
export function FilterChips({
  filters,
  units,
  onChange,
}: {
  readonly filters: ListFilters;
  readonly units: Units;
  readonly onChange: (filters: ListFilters) => void;
}) {
  const { t } = useTranslation("people");
  const words = useFilterWords(units);
  const set = filtersSet(filters);
  if (set.length === 0) return null;
  return (
    <ul className="chips" aria-label={t("filters.set")}>
      {set.map((name) => {
        const text = words(name, filters);
        return (
          <li key={name} className="chip" data-filter={name}>
            <span>{text}</span>
            <button
              type="button"
              className="chip-remove"
              aria-label={t("filters.remove", { filter: text })}
              onClick={() => onChange({ ...filters, [name]: noFilters[name] })}
            >
              <CloseIcon />
            </button>
          </li>
        );
      })}
      {set.length > 1 && (
        <li>
          <button type="button" className="link" onClick={() => onChange(noFilters)}>
            {t("filters.clear")}
          </button>
        </li>
      )}
    </ul>
  );
}

/** A condition in words. */
function useFilterWords(units: Units): (name: keyof ListFilters, filters: ListFilters) => string {
  const { t } = useTranslation(["people", "profile"]);
  const language = useLanguage();
  return (name, filters) => {
    const names = (codes: CodeList, chosen: readonly string[]): string =>
      chosen.map((code) => nameOfCode(codes, code, language)).join(", ");
    switch (name) {
      case "unit":
        return units?.find(({ id }) => id === filters.unit)?.name ?? (units === null ? "…" : t("filters.unknownUnit"));
      case "sex":
        return filters.sex === null ? "" : t(`profile:sex.${filters.sex}`);
      case "ageFrom":
        return `${t("filters.ageFrom")} ${filters.ageFrom}`;
      case "ageTo":
        return `${t("filters.ageTo")} ${filters.ageTo}`;
      case "minority":
        return t(filters.minority === true ? "filters.minority" : "filters.notMinority");
      case "party":
        return t(filters.party === true ? "filters.partyYes" : "filters.partyNo");
      case "degrees":
        return `${t("filters.degrees")}: ${names(degrees, filters.degrees)}`;
      case "theory":
        return `${t("filters.theory")}: ${names(politicalTheory, filters.theory)}`;
      case "roles":
        return names(postRoles, filters.roles);
      case "levels":
        return names(managingLevels, filters.levels);
      case "empty":
        return t("filters.emptyOf", { columns: filters.empty.map((column) => t(`column.${column}`)).join(", ") });
      case "only":
        return t("filters.only", { count: filters.only?.length ?? 0 });
      default:
        return t(`filters.${name}`);
    }
  };
}

/** Set the conditions; nothing changes until the list is asked for. */
export function FilterDialog({
  filters,
  units,
  onApply,
  onClose,
}: {
  readonly filters: ListFilters;
  readonly units: Units;
  readonly onApply: (filters: ListFilters) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(["people", "profile"]);
  const [draft, setDraft] = useState(filters);
  const edit = (patch: Partial<ListFilters>) => setDraft((before) => ({ ...before, ...patch }));
  const any = t("filters.any");
  return (
    <Dialog
      title={t("filters.title")}
      wide
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={() => setDraft({ ...noFilters, only: draft.only })}>
            {t("filters.clear")}
          </button>
          <button type="submit" form="people-filters" className="button button-main">
            {t("filters.apply")}
          </button>
        </>
      }
    >
      <p className="quiet">{t("filters.lead")}</p>
      <form id="people-filters" className="form filter-form" action={() => onApply(draft)}>
        <PickField
          label={t("filters.unit")}
          items={units ?? []}
          textOf={(unit) => unit.name}
          detailOf={(unit) => unit.parent}
          keyOf={(unit) => unit.id}
          picked={units?.find(({ id }) => id === draft.unit) ?? null}
          onPick={(unit) => edit({ unit: unit?.id ?? null })}
        />
        <div className="form-grid">
          <SelectField
            label={t("filters.sex")}
            value={draft.sex}
            empty={any}
            options={[
              { value: "NAM", text: t("profile:sex.NAM") },
              { value: "NU", text: t("profile:sex.NU") },
            ]}
            onChange={(sex) => edit({ sex })}
          />
          <div className="filter-ages">
            <NumberField
              label={t("filters.ageFrom")}
              value={draft.ageFrom}
              least={0}
              most={130}
              onChange={(ageFrom) => edit({ ageFrom })}
            />
            <NumberField
              label={t("filters.ageTo")}
              value={draft.ageTo}
              least={0}
              most={130}
              onChange={(ageTo) => edit({ ageTo })}
            />
          </div>
          <YesNo
            label={t("filters.minority")}
            value={draft.minority}
            yes={t("filters.minority")}
            no={t("filters.notMinority")}
            onChange={(minority) => edit({ minority })}
          />
          <YesNo
            label={t("filters.party")}
            value={draft.party}
            yes={t("filters.partyYes")}
            no={t("filters.partyNo")}
            onChange={(party) => edit({ party })}
          />
        </div>
        <Several
          label={t("filters.degrees")}
          codes={degrees}
          chosen={draft.degrees}
          onChange={(chosen) => edit({ degrees: chosen })}
        />
        <Several
          label={t("filters.theory")}
          codes={politicalTheory}
          chosen={draft.theory}
          onChange={(chosen) => edit({ theory: chosen })}
        />
        <Several
          label={t("filters.roles")}
          codes={postRoles}
          chosen={draft.roles}
          onChange={(roles) => edit({ roles })}
        />
        <Several
          label={t("filters.levels")}
          codes={managingLevels}
          chosen={draft.levels}
          onChange={(levels) => edit({ levels })}
        />
        <fieldset className="several">
          <legend>{t("filters.empty")}</legend>
          {columnKeys.map((column) => (
            <CheckField
              key={column}
              label={t(`column.${column}`)}
              value={draft.empty.includes(column)}
              onChange={(on) =>
                edit({ empty: columnKeys.filter((key) => (key === column ? on : draft.empty.includes(key))) })
              }
            />
          ))}
        </fieldset>
        <fieldset className="several">
          <legend>{t("column.signs")}</legend>
          <CheckField
            label={t("filters.findings")}
            value={draft.findings}
            onChange={(findings) => edit({ findings })}
          />
          <CheckField
            label={t("filters.conflicts")}
            value={draft.conflicts}
            onChange={(conflicts) => edit({ conflicts })}
          />
        </fieldset>
      </form>
    </Dialog>
  );
}

function YesNo({
  label,
  value,
  yes,
  no,
  onChange,
}: {
  readonly label: string;
  readonly value: boolean | null;
  readonly yes: string;
  readonly no: string;
  readonly onChange: (value: boolean | null) => void;
}) {
  const { t } = useTranslation("people");
  return (
    <SelectField
      label={label}
      value={value === null ? null : value ? "yes" : "no"}
      empty={t("filters.any")}
      options={[
        { value: "yes", text: yes },
        { value: "no", text: no },
      ]}
      onChange={(chosen) => onChange(chosen === null ? null : chosen === "yes")}
    />
  );
}

function Several({
  label,
  codes,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly codes: CodeList;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const language = useLanguage();
  return (
    <fieldset className="several">
      <legend>{label}</legend>
      {codes.map((entry) => (
        <CheckField
          key={entry.code}
          label={entry[language]}
          value={chosen.includes(entry.code)}
          onChange={(on) =>
            onChange(codes.map(({ code }) => code).filter((code) => (code === entry.code ? on : chosen.includes(code))))
          }
        />
      ))}
    </fieldset>
  );
}
