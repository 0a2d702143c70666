import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { CountedTabs } from "../parts/counted-tabs.tsx";
import { Page } from "../parts/page.tsx";
import { PickField } from "../parts/pick-field.tsx";
import { type Gaps as GapsState, type GapTab, openGaps } from "../state/gaps.ts";
import type { ScreenProps } from "../state/screen.ts";
import { openUnitChoices, type UnitChoicesStore } from "../state/unit-choices.ts";
import { SavedNotice } from "./gap-saved.tsx";
import { GapsForecast } from "./gaps-forecast.tsx";
import { ByHandDialog, WeakDialog } from "./gaps-forms.tsx";
import { GapsTable } from "./gaps-table.tsx";
import { GapsTerms } from "./gaps-terms.tsx";

/** The register of vacancies now and to come and of weak places, and the forecast of openings. */
export function Gaps({ office, go }: ScreenProps<"gaps">) {
  const { t } = useTranslation("gaps");
  const [useGaps] = useState(() => openGaps(office));
  const [useUnits] = useState(() => openUnitChoices(office));
  const gaps = useGaps();
  const { load, follow, register, tab } = gaps;
  const [dialog, setDialog] = useState<"weak" | "by-hand" | "terms" | null>(null);
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  const close = () => setDialog(null);
  return (
    <Page
      title={t("title")}
      detail={register && t("detail", { day: formatPartialDate(register.day) })}
      actions={
        <>
          <button type="button" className="button" onClick={() => setDialog("terms")}>
            {t("terms.button")}
          </button>
          <button type="button" className="button" onClick={() => setDialog("by-hand")}>
            {t("hand.button")}
          </button>
          <button type="button" className="button button-main" onClick={() => setDialog("weak")}>
            {t("weak.button")}
          </button>
        </>
      }
    >
      {register === null ? (
        <p className="quiet">{t("looking")}</p>
      ) : (
        <>
          <SavedNotice saves={gaps} undo={gaps.undo} go={go} />
          <Tabs gaps={gaps} />
          <Filter gaps={gaps} useUnits={useUnits} />
          {tab === "FORECAST" ? (
            <GapsForecast gaps={gaps} go={go} />
          ) : (
            <GapsTable gaps={gaps} register={register} kind={tab} go={go} />
          )}
        </>
      )}
      {dialog === "weak" && <WeakDialog gaps={gaps} useUnits={useUnits} close={close} />}
      {dialog === "by-hand" && <ByHandDialog gaps={gaps} useUnits={useUnits} close={close} />}
      {dialog === "terms" && <GapsTerms gaps={gaps} close={close} />}
    </Page>
  );
}

const tabs: readonly GapTab[] = ["VACANT", "VACANT_SOON", "WEAK", "FORECAST"];

/** The lists of the register and the forecast. */
function Tabs({ gaps: { register, tab, look } }: { readonly gaps: GapsState }) {
  const { t } = useTranslation("gaps");
  if (register === null) return null;
  return (
    <CountedTabs
      label={t("tabs")}
      shown={tab}
      show={(next) => look({ tab: next })}
      tabs={tabs.map((key) => {
        const count = key === "FORECAST" ? null : register.counts[key];
        const places =
          count !== null && count.places > count.gaps ? `${t("placesCount", { count: count.places })}. ` : "";
        return { key, name: t(`tab.${key}`), count: count?.gaps ?? null, says: `${places}${t(`explain.${key}`)}` };
      })}
    />
  );
}

function Filter({ gaps, useUnits }: { readonly gaps: GapsState; readonly useUnits: UnitChoicesStore }) {
  const { t } = useTranslation("gaps");
  const { units, load } = useUnits();
  const { unit, text, tab, register, look } = gaps;
  useEffect(load, [load]);
  return (
    <div className="gaps-look">
      <PickField
        label={t("unit")}
        placeholder={t("allUnits")}
        items={units ?? []}
        textOf={({ name }) => name}
        detailOf={({ parent }) => parent}
        keyOf={({ id }) => id}
        picked={unit}
        onPick={(next) => look({ unit: next })}
      />
      {tab !== "FORECAST" && (
        <>
          <input
            type="search"
            autoComplete="off"
            aria-label={t("search")}
            placeholder={t("search")}
            value={text}
            onChange={(event) => look({ text: event.target.value })}
          />
          {register !== null && register.total > 0 && (
            <output className="quiet" data-shown={register.rows.length} data-total={register.total}>
              {t("shown", { shown: register.rows.length, count: register.total })}
            </output>
          )}
        </>
      )}
    </div>
  );
}
