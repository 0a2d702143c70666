import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { DateField } from "../parts/date-field.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { createOrganisation, rowsOf } from "../state/organisation.ts";
import type { ScreenProps } from "../state/screen.ts";
import { NewUnitDialog } from "./organisation-forms.tsx";
import { OrganisationTree } from "./organisation-tree.tsx";
import { OrganisationUnit } from "./organisation-unit.tsx";

/** The organisation on a day: the tree at the left, one unit at the right. As it was, and as it was then known. */
export function Organisation({ office, params, go }: ScreenProps<"organisation">) {
  const { t } = useTranslation(["organisation", "common"]);
  const [useOrganisation] = useState(() => {
    const opened = createOrganisation(office);
    opened.getState().choose(params.unitId ?? null);
    return opened;
  });
  const organisation = useOrganisation();
  const { onFile, nodes, day, knownUntil, tree, text, chosen, loaded, problem, saving, load, follow, look } =
    organisation;
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  const rows = rowsOf(organisation);
  const total = nodes.reduce((sum, node) => sum + node.size, 0);
  return (
    <Page
      title={t("title")}
      fill
      detail={<output>{onFile && t("count", { count: total, day: formatPartialDate(day) })}</output>}
      actions={
        <>
          <button type="button" className="button" onClick={() => go("code-lists", {})}>
            {t("codeLists")}
          </button>
          <button type="button" className="button" onClick={() => go("reorganisation", {})}>
            {t("reorganise")}
          </button>
          {knownUntil === null && (
            <button type="button" className="button button-main" onClick={() => setAdding(true)}>
              {t("addUnit")}
            </button>
          )}
        </>
      }
    >
      <div className="org">
        <div className="org-side">
          <div className="org-look">
            <DateField label={t("day")} days value={day} onChange={(next) => look({ day: next })} />
            <DateField
              label={t("known")}
              hint={t("knownHint")}
              value={knownUntil}
              onChange={(next) => look({ knownUntil: next })}
            />
            <SelectField
              label={t("tree")}
              value={tree}
              empty={t("trees.ALL")}
              options={(["ADMINISTRATIVE", "PARTY", "BODY"] as const).map((value) => ({
                value,
                text: t(`trees.${value}`),
              }))}
              onChange={(next) => look({ tree: next })}
            />
            <input
              type="search"
              autoComplete="off"
              aria-label={t("search")}
              placeholder={t("search")}
              value={text}
              onChange={(event) => look({ text: event.target.value })}
            />
          </div>
          {onFile !== null && rows.length === 0 && (
            <EmptyState title={t(total === 0 ? "none" : "noneFound")}>
              {total === 0 && office.opened.level === "province" && (
                <button
                  type="button"
                  className="button button-main"
                  disabled={saving}
                  onClick={() => void organisation.loadReference()}
                >
                  {t("load")}
                </button>
              )}
            </EmptyState>
          )}
          <OrganisationTree rows={rows} chosen={chosen} choose={organisation.choose} toggle={organisation.toggle} />
          {office.opened.level === "province" && total > 0 && (
            <button
              type="button"
              className="button button-quiet org-load"
              disabled={saving}
              onClick={() => void organisation.loadReference()}
            >
              {t("load")}
            </button>
          )}
        </div>
        <div className="org-main">
          {problem && <ProblemBanner problem={problem} />}
          {loaded && (
            <Notice tone="good">{t("loaded", { added: loaded.added, rest: loaded.of - loaded.added })}</Notice>
          )}
          {knownUntil !== null && (
            <Notice tone="warn">{t("knownNotice", { day: formatPartialDate(knownUntil) })}</Notice>
          )}
          {onFile !== null && chosen !== null ? (
            <OrganisationUnit key={chosen} organisation={organisation} onFile={onFile} unitId={chosen} go={go} />
          ) : (
            <p className="quiet org-pick">{t("pick")}</p>
          )}
        </div>
      </div>
      {adding && onFile !== null && (
        <NewUnitDialog organisation={organisation} onFile={onFile} close={() => setAdding(false)} />
      )}
    </Page>
  );
}
