import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FlowBy } from "../../shared/domain/statistics/flows.ts";
import type { FilterName, MoveFilters } from "../../shared/domain/statistics/move-filters.ts";
import { noMoveFilters } from "../../shared/domain/statistics/move-filters.ts";
import { filtersOf, ofPeriod, ReportName } from "../../shared/domain/statistics/report-query.ts";
import { DateField } from "../parts/date-field.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { Reports } from "../state/reports.ts";
import { filterWords, optionsOf, optionValue, type ReportWords } from "./report-words.ts";

/** The bar of reports at the left. */
export function ReportBar({ reports, words: { t } }: { readonly reports: Reports; readonly words: ReportWords }) {
  const { report, looking, issued, choose, look } = reports;
  return (
    <nav className="report-bar no-print" aria-label={t("list")}>
      <ul>
        {ReportName.options.map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-current={looking === null && report === name ? "true" : undefined}
              onClick={() => void choose({ report: name })}
            >
              <span className="report-code">{name.startsWith("R-") ? name : ""}</span>
              {t(`name.${name}`)}
            </button>
          </li>
        ))}
        <li className="report-bar-issued">
          <button type="button" aria-current={looking === null ? undefined : "true"} onClick={() => void look("list")}>
            <span className="report-code" />
            {t("issued.title")}
            <span className="sign">{issued.length}</span>
          </button>
        </li>
      </ul>
    </nav>
  );
}

/** Filters that most people never need stand behind a button. */
const first: readonly FilterName[] = ["kind", "direction", "level"];

/** Period or day, unit and filters, and in words what is in force. */
export function ReportChoice({ reports, words }: { readonly reports: Reports; readonly words: ReportWords }) {
  const { t } = words;
  const { report, unit, units, day, rows, scope, flowBy, filters, choices, query, choose, narrow } = reports;
  const own = filtersOf(report);
  const [more, setMore] = useState(own.some((name) => !first.includes(name) && filters[name] !== null));
  const narrowed = own.some((name) => filters[name] !== null);
  const select = (name: FilterName) => (
    <SelectField
      key={name}
      label={t(`filter.${name}`)}
      value={optionValue(filters, name)}
      empty={t("filter.any")}
      options={optionsOf(name, words, choices)}
      onChange={(value) => void narrow(filterPatch(name, value))}
    />
  );
  return (
    <div className="report-choice no-print">
      <div className="report-when">
        {ofPeriod(report) ? (
          <PeriodFields reports={reports} />
        ) : (
          <DateField label={t("day")} days value={day} onChange={(next) => void choose({ day: next })} />
        )}
        {report === "R-2" && (
          <DateField label={t("day")} days value={day} onChange={(next) => void choose({ day: next })} />
        )}
        <UnitField reports={reports} label={t("filter.unit")} picked={unit} units={units} />
        {["R-1", "R-2", "R-3", "flow"].includes(report) && (
          <SelectField
            label={t("filter.scope")}
            value={scope}
            options={(["rotation", "all"] as const).map((value) => ({ value, text: t(`scope.${value}`) }))}
            onChange={(value) => value && void choose({ scope: value })}
          />
        )}
        {report === "R-1" && (
          <SelectField
            label={t("filter.rows")}
            value={rows}
            options={(["reached", "left"] as const).map((value) => ({ value, text: t(`rows.${value}`) }))}
            onChange={(value) => value && void choose({ rows: value })}
          />
        )}
        {report === "flow" && (
          <SelectField
            label={t("filter.flowBy")}
            value={flowBy}
            options={FlowBy.options.map((value) => ({ value, text: t(`flowBy.${value}`) }))}
            onChange={(value) => value && void choose({ flowBy: value })}
          />
        )}
      </div>
      {ofPeriod(report) && <QuickPeriods reports={reports} />}
      {own.length > 0 && (
        <fieldset className="report-filters" aria-label={t("filter.title")}>
          {own.filter((name) => more || own.length <= 4 || first.includes(name)).map(select)}
          <div className="report-filter-buttons">
            {own.length > 4 && (
              <button type="button" className="button button-small" aria-expanded={more} onClick={() => setMore(!more)}>
                {t(more ? "filter.less" : "filter.more")}
              </button>
            )}
            {narrowed && (
              <button
                type="button"
                className="button button-small"
                onClick={() => void choose({ filters: noMoveFilters })}
              >
                {t("filter.clear")}
              </button>
            )}
          </div>
        </fieldset>
      )}
      {query !== null && own.length > 0 && (
        <output className="report-filter-words">{filterWords(query, words, choices)}</output>
      )}
    </div>
  );
}

/** A value of a select as the filter has it. */
const filterPatch = (name: FilterName, value: string | null): Partial<MoveFilters> => ({
  [name]: name === "minority" ? (value === null ? null : value === "yes") : value,
});

function PeriodFields({ reports: { period, choose } }: { readonly reports: Reports }) {
  const { t } = useTranslation("moves");
  return (
    <>
      <DateField
        label={t("from")}
        value={period.from}
        onChange={(from) => void choose({ period: { ...period, from } })}
      />
      <DateField label={t("to")} value={period.to} onChange={(to) => void choose({ period: { ...period, to } })} />
    </>
  );
}

function UnitField({
  reports: { choose },
  label,
  picked,
  units,
}: {
  readonly reports: Reports;
  readonly label: string;
  readonly picked: Reports["unit"];
  readonly units: Reports["units"];
}) {
  const { t } = useTranslation("moves");
  return (
    <PickField
      label={label}
      placeholder={t("allUnits")}
      items={units}
      textOf={(one) => one.name}
      detailOf={(one) => one.parent}
      keyOf={(one) => one.id}
      picked={picked}
      onPick={(unit) => void choose({ unit })}
    />
  );
}

function QuickPeriods({ reports: { period, year, choose } }: { readonly reports: Reports }) {
  const { t } = useTranslation("moves");
  // Terms of Party committees and the periods that reviews ask for most; any other is typed.
  const quick: readonly (readonly [string, string])[] = [
    [String(year), String(year)],
    [String(year - 1), String(year - 1)],
    ["2020", "2025"],
    ["2015", "2020"],
    ["2017", "2017"],
    ["2013", "2015"],
  ];
  return (
    <fieldset className="moves-quick">
      <legend className="field-label">{t("presets")}</legend>
      {quick.map(([from, to]) => (
        <button
          key={`${from} ${to}`}
          type="button"
          className="button button-small"
          aria-pressed={period.from === from && period.to === to}
          onClick={() => void choose({ period: { from, to } })}
        >
          {from === to ? from : `${from}–${to}`}
        </button>
      ))}
    </fieldset>
  );
}
