import { useTranslation } from "react-i18next";
import { Section } from "../parts/page.tsx";
import { type Forecast, forecastShown, type Gaps, keysOfPart } from "../state/gaps.ts";
import type { Go } from "../state/screen.ts";
import { GapRows } from "./gaps-table.tsx";

/** Openings 12, 24 and 60 months ahead, by months or quarters; every number opens its posts. */
export function GapsForecast({ gaps, go }: { readonly gaps: Gaps; readonly go: Go }) {
  const { t } = useTranslation("gaps");
  const { forecasts, months, opened, look } = gaps;
  const forecast = forecastShown(gaps);
  if (forecasts === null || forecast === null) return <p className="quiet">{t("looking")}</p>;
  return (
    <>
      <fieldset className="gaps-ahead">
        <legend className="unseen">{t("tab.FORECAST")}</legend>
        {forecasts.map((each) => (
          <button
            key={each.months}
            type="button"
            className="gaps-tab"
            aria-pressed={months === each.months}
            data-months={each.months}
            data-total={each.total}
            onClick={() => look({ months: each.months })}
          >
            <span className="gaps-tab-name">{t("forecast.months", { months: each.months })}</span>
            <span className="gaps-tab-says">
              {t("forecast.tile", { total: each.total, vacant: each.vacant, soon: each.soon })}
            </span>
          </button>
        ))}
      </fieldset>
      <div className="gaps-forecast">
        <section className="section" aria-label={t("forecast.months", { months })}>
          <ForecastTable gaps={gaps} forecast={forecast} />
          <p className="quiet gaps-small">{t("forecast.hint")}</p>
        </section>
        <Section title={opened === null ? t("forecast.places") : t("forecast.rows", { title: opened.title })}>
          {opened === null ? (
            <p className="quiet">{t("forecast.pick")}</p>
          ) : opened.rows.length === 0 ? (
            <p className="quiet">{t("forecast.empty")}</p>
          ) : (
            <div className="table-scroll" data-opened={opened.rows.length}>
              <GapRows rows={opened.rows} kind={null} go={go} />
            </div>
          )}
        </Section>
      </div>
    </>
  );
}

interface Line {
  readonly id: string; // see keysOfPart
  readonly title: string;
  readonly places: number;
}

function ForecastTable({ gaps, forecast }: { readonly gaps: Gaps; readonly forecast: Forecast }) {
  const { t } = useTranslation("gaps");
  const lines: readonly Line[] = [
    { id: "now", title: t("forecast.now"), places: forecast.now },
    ...forecast.periods.map(({ from, to, places }) => ({ id: from, title: periodName(from, to, gaps.months), places })),
    ...(forecast.undated > 0 ? [{ id: "undated", title: t("forecast.undated"), places: forecast.undated }] : []),
  ];
  const most = Math.max(1, ...lines.map(({ places }) => places));
  function periodName(from: string, to: string, months: number): string {
    const month = Number(to.slice(5, 7));
    if (months === 12) return t("forecast.month", { month: `${to.slice(5, 7)}/${to.slice(0, 4)}` });
    return t("forecast.quarter", { quarter: Math.ceil(month / 3), year: from.slice(0, 4) });
  }
  return (
    <table className="table table-dense gaps-periods">
      <thead>
        <tr>
          <th scope="col">{t("forecast.period")}</th>
          <th scope="col" className="number">
            {t("forecast.places")}
          </th>
          <td aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, title, places }) => (
          <tr key={id} aria-current={gaps.opened?.id === id ? "true" : undefined} data-period={id} data-places={places}>
            <th scope="row">{title}</th>
            <td className="number">
              {places === 0 ? (
                <span className="quiet">0</span>
              ) : (
                <button
                  type="button"
                  className="link"
                  aria-label={t("forecast.open", { title, count: places })}
                  onClick={() => void gaps.open({ id, title, keys: keysOfPart(gaps, id) ?? [] })}
                >
                  {places}
                </button>
              )}
            </td>
            <td className="gaps-bar" aria-hidden="true">
              <div style={{ width: `${(100 * places) / most}%` }} data-now={id === "now" ? "" : undefined} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("forecast.total")}</th>
          <td className="number">{forecast.total}</td>
          <td aria-hidden="true" />
        </tr>
      </tfoot>
    </table>
  );
}
