import { useTranslation } from "react-i18next";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { type Aspect, aspects, type QualityIssue } from "../../shared/domain/quality.ts";
import { Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { Quality, QualityRow } from "../state/quality.ts";
import type { Go } from "../state/screen.ts";
import { fieldName } from "./quality-words.ts";

/** What there is to do, file by file; a file opens to its single fields. */
export function QualityList({ state, go }: { readonly state: Quality; readonly go: Go }) {
  const { t } = useTranslation("quality");
  const { rows, board, aspect, unit, form, choose, open, openPerson } = state;
  const next = (row: QualityRow): RecordId<"person"> | null =>
    rows[rows.findIndex(({ personId }) => personId === row.personId) + 1]?.personId ?? null;
  return (
    <Section
      title={t("list.title")}
      aside={
        <button
          type="button"
          className="button button-small"
          disabled={rows.length === 0}
          onClick={() => go("missing-sheets", { unit, aspect, form })}
        >
          {t("list.sheets")}
        </button>
      }
    >
      <div className="quality-tools">
        <SelectField<Aspect>
          label={t("list.aspect")}
          value={aspect}
          empty={t("list.any")}
          options={aspects.map((value) => ({ value, text: t(`aspect.${value}`) }))}
          onChange={(value) => choose({ aspect: value })}
        />
        <SelectField
          label={t("list.unit")}
          value={unit}
          empty={t("list.anyUnit")}
          options={(board?.units ?? []).map((each) => ({
            value: each.unit,
            text: each.unit === "" ? t("board.none") : each.unit,
          }))}
          onChange={(value) => choose({ unit: value })}
        />
        <output data-worklist={state.total}>{t("list.count", { count: state.total })}</output>
      </div>
      {rows.length === 0 && <p className="quiet">{t("list.nothing")}</p>}
      <ul className="worklist">
        {rows.map((row) => {
          const isOpen = open?.personId === row.personId;
          return (
            <li key={row.personId} className="work">
              <div className="work-head">
                <button
                  type="button"
                  className="link work-name"
                  aria-expanded={isOpen}
                  title={t(isOpen ? "list.hide" : "list.show", { name: row.name })}
                  onClick={() => void openPerson(isOpen ? null : row.personId)}
                >
                  {row.name}
                </button>
                <span className="quiet work-post">
                  {[row.title, row.unit].filter((part) => part !== "").join(" · ")}
                </span>
                {aspects.map(
                  (each) =>
                    row.issues[each] > 0 && (
                      <span key={each} className={each === "correct" ? "sign sign-warn" : "sign"}>
                        {t(`aspect.${each}`)}: {row.issues[each]}
                      </span>
                    ),
                )}
              </div>
              {isOpen && (
                <div className="work-open">
                  <Issues
                    issues={open.issues}
                    only={aspect}
                    onPlace={({ kind, field }) => go("profile", { personId: row.personId, at: { kind, field } })}
                  />
                  <div className="buttons">
                    <button
                      type="button"
                      className="button button-small button-main"
                      onClick={() => go("profile", { personId: row.personId })}
                    >
                      {t("list.open")}
                    </button>
                    {row.issues.correct > 0 && (
                      <button
                        type="button"
                        className="button button-small"
                        onClick={() => go("desk", { personId: row.personId })}
                      >
                        {t("list.desk")}
                      </button>
                    )}
                    {next(row) !== null && (
                      <button
                        type="button"
                        className="button button-small button-quiet"
                        onClick={() => void openPerson(next(row))}
                      >
                        {t("list.next")}
                      </button>
                    )}
                  </div>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {state.total > rows.length && (
        <button type="button" className="button button-quiet" onClick={state.showMore}>
          {t("list.more", { count: state.total - rows.length })}
        </button>
      )}
    </Section>
  );
}

function Issues({
  issues,
  only,
  onPlace,
}: {
  readonly issues: readonly QualityIssue[];
  readonly only: Aspect | null;
  readonly onPlace: (issue: QualityIssue) => void;
}) {
  const { t } = useTranslation("quality");
  const { t: words } = useTranslation(["profile", "common"]);
  return (
    <ul className="issues">
      {issues
        .filter(({ aspect }) => only === null || aspect === only)
        .map((issue, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an issue has no name but its place in the list
          <li key={place}>
            <span>{t(`reason.${issue.reason}`)}</span>{" "}
            {issue.field !== "" && (
              <button type="button" className="link" onClick={() => onPlace(issue)}>
                {fieldName(issue, words, t("portrait"))}
              </button>
            )}
            {issue.item !== "" && <span className="quiet"> ({t("item", { item: issue.item })})</span>}
          </li>
        ))}
    </ul>
  );
}
