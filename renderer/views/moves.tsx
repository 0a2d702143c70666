import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { useCommand } from "../parts/commands.ts";
import { DateField } from "../parts/date-field.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { createMoves, type Moves as MovesState } from "../state/moves.ts";
import type { ScreenProps } from "../state/screen.ts";
import { MovesNames } from "./moves-names.tsx";
import { MovesTables } from "./moves-tables.tsx";

/** Moves of a period by direction and kind; each number opens the names behind it. */
export function Moves({ office, go }: ScreenProps<"moves">) {
  const { t } = useTranslation("moves");
  const [useMoves] = useState(() => createMoves(office));
  const moves = useMoves();
  const { table, unit, head, printed, problem, opened, load, follow } = moves;
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  useCommand("print", table === null ? null : () => void moves.print());
  return (
    <Page
      title={t("title")}
      actions={
        <button
          type="button"
          className="button button-main"
          disabled={table === null}
          onClick={() => void moves.print()}
        >
          {t("print")}
        </button>
      }
    >
      <div className="moves-choice no-print">
        {problem && <ProblemBanner problem={problem} />}
        {printed === "cancelled" && <Notice>{t("cancelled")}</Notice>}
        {printed !== null && printed !== "cancelled" && (
          <Notice tone="good">{t("saved", { file: printed.fileName, number: printed.number })}</Notice>
        )}
        <PeriodChoice moves={moves} />
        {moves.badPeriod && <p className="field-error">{t("badPeriod")}</p>}
      </div>
      {table !== null && (
        <article className="moves-paper">
          <header className="print-only paper-text moves-head">
            <p className="moves-office">{(unit?.name ?? office.opened.officeName).toLocaleUpperCase("vi")}</p>
            <h1>{t("sheetTitle")}</h1>
            <p>
              <em>{t("sheetPeriod", { from: formatPartialDate(table.from), to: formatPartialDate(table.to) })}</em>
            </p>
          </header>
          <MovesTables table={table} open={moves.open} />
          <p className="moves-foot quiet">
            {t("footnote", {
              office: office.opened.officeName,
              from: formatPartialDate(table.from),
              to: formatPartialDate(table.to),
              head,
              rule: t("rule"),
            })}
          </p>
        </article>
      )}
      {opened && (
        <MovesNames
          title={opened.title}
          rows={moves.rowsOf(opened.ids)}
          close={() => moves.open(null)}
          toProfile={(personId) => go("profile", { personId })}
        />
      )}
    </Page>
  );
}

function PeriodChoice({ moves }: { readonly moves: MovesState }) {
  const { t } = useTranslation("moves");
  const { period, unit, units, year, choose, chooseUnit } = moves;
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
    <div className="moves-period">
      <DateField label={t("from")} value={period.from} onChange={(from) => choose({ from })} />
      <DateField label={t("to")} value={period.to} onChange={(to) => choose({ to })} />
      <PickField
        label={t("unit")}
        placeholder={t("allUnits")}
        items={units}
        textOf={(one) => one.name}
        detailOf={(one) => one.parent}
        keyOf={(one) => one.id}
        picked={unit}
        onPick={chooseUnit}
      />
      <fieldset className="moves-quick">
        <legend className="field-label">{t("presets")}</legend>
        {quick.map(([from, to]) => (
          <button
            key={`${from} ${to}`}
            type="button"
            className="button button-small"
            aria-pressed={period.from === from && period.to === to}
            onClick={() => choose({ from, to })}
          >
            {from === to ? from : `${from}–${to}`}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
