import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { CandidateRow, Suggestions, SuggestionsFound } from "../state/suggestions.ts";
import { useLanguage } from "./language.ts";

/** Everybody who might fill the opening, in the one order there is. */
export function SuggestionsList({ screen, found }: { readonly screen: Suggestions; readonly found: SuggestionsFound }) {
  const { t } = useTranslation("suggestions");
  const number = new Intl.NumberFormat(useLanguage());
  const { rows, opened, asking, open, more } = screen;
  const { total, listed, excluded } = found;
  const shown = { total: number.format(total), listed: number.format(listed) };
  return (
    <section className="section suggestions-list" aria-label={t("title")} aria-busy={asking}>
      <div className="section-head">
        <output data-total={total}>{t(total === listed ? "listed" : "listedOf", shown)}</output>
      </div>
      <p className="quiet">
        {t("excluded", {
          retired: number.format(excluded.retired),
          holds: number.format(excluded["holds-it"]),
          nowhere: number.format(excluded["serves-nowhere"]),
        })}
      </p>
      {total === 0 ? (
        <p>{t(listed === 0 ? "none" : "noneNarrowed")}</p>
      ) : (
        <ol className="candidates">
          {rows.map((row) => (
            <Candidate
              key={row.personId}
              row={row}
              chosen={opened?.personId === row.personId}
              open={() => void open({ id: row.personId, name: row.name })}
            />
          ))}
        </ol>
      )}
      {rows.length < total && (
        <button type="button" className="button button-quiet" onClick={() => void more()}>
          {t("more")}
        </button>
      )}
    </section>
  );
}

function Candidate({
  row,
  chosen,
  open,
}: {
  readonly row: CandidateRow;
  readonly chosen: boolean;
  readonly open: () => void;
}) {
  const { t } = useTranslation(["suggestions", "rules"]);
  const { place, name, birthDate, leaves, marks } = row;
  const against = marks.filter(({ result, overridden }) => result === "not-met" && !overridden);
  const unclear = marks.filter(({ result, overridden }) => result === "unknown" && !overridden);
  const titles = (some: typeof marks) => some.map(({ rule }) => t(`rules:rule.${rule}.title`)).join("; ");
  return (
    <li className={chosen ? "candidate candidate-chosen" : "candidate"} data-place={place}>
      <span className="candidate-place" title={t("place", { place })}>
        {place}
      </span>
      <div className="candidate-who">
        <button
          type="button"
          className="link candidate-name"
          aria-label={t("look", { name })}
          aria-pressed={chosen}
          onClick={open}
        >
          {name}
        </button>{" "}
        <span className="quiet">{formatPartialDate(birthDate)}</span>
        <div className="quiet">
          {leaves === null ? t("noPost") : [leaves.title, leaves.unit].filter((part) => part !== "").join(", ")}
        </div>
      </div>
      <div className="candidate-marks">
        {against.length === 0 && unclear.length === 0 && <span className="sign sign-good">{t("allMet")}</span>}
        {against.length > 0 && (
          <span className="sign sign-warn" title={titles(against)}>
            {t("notMet", { count: against.length })}
          </span>
        )}
        {unclear.length > 0 && (
          <span className="sign sign-plain" title={titles(unclear)}>
            {t("unknown", { count: unclear.length })}
          </span>
        )}
        <ul className="marks">
          {marks.map(({ rule, result }) => (
            <li
              key={rule}
              className={`mark mark-${result}`}
              title={t("mark", { rule: t(`rules:rule.${rule}.title`), result: t(`rules:result.${result}`) })}
            >
              <span aria-hidden="true">{signs[result]}</span>
              <span className="unseen">
                {t("mark", { rule: t(`rules:rule.${rule}.title`), result: t(`rules:result.${result}`) })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

const signs = { met: "✓", "not-met": "✗", unknown: "?", "not-applicable": "·" } as const;
