import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { directions, moveKinds, moveOutcomes } from "../../shared/domain/codes/move-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { MoveKind } from "../../shared/domain/rotation.ts";
import { useCommand } from "../parts/commands.ts";
import { EmptyState, Page } from "../parts/page.tsx";
import { createRotations, matchingRows, type RotationRow } from "../state/rotations.ts";
import type { ScreenProps } from "../state/screen.ts";
import { useLanguage } from "./language.ts";

/** The register of moves, the latest first; the entry of "Luân chuyển". */
export function Rotations({ office, go }: ScreenProps<"rotations">) {
  const { t } = useTranslation(["rotation", "common"]);
  const language = useLanguage();
  const [useRotations] = useState(() => createRotations(office));
  const { rows, text, kind, shown, load, search, ofKind, more, follow } = useRotations();
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  const record = () => go("rotation-form", {});
  useCommand("add", record);
  if (rows === null) return <Page title={t("listTitle")}>{null}</Page>;

  const found = matchingRows(rows, text, kind);
  return (
    <Page
      title={t("listTitle")}
      detail={rows.length > 0 ? t("listTotal", { count: rows.length }) : undefined}
      actions={
        <button type="button" className="button button-main" onClick={record}>
          {t("record")}
        </button>
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={t("listEmptyTitle")} text={t("listEmptyText")} />
      ) : (
        <>
          <div className="filter-bar">
            <input
              type="search"
              autoComplete="off"
              aria-label={t("listSearch")}
              placeholder={t("listSearch")}
              value={text}
              onChange={(event) => search(event.target.value)}
            />
            <label className="filter-select">
              <span>{t("listKind")}</span>
              <select
                value={kind ?? ""}
                onChange={(event) => ofKind(moveKinds.find(({ code }) => code === event.target.value)?.code ?? null)}
              >
                <option value="">{t("allKinds")}</option>
                {moveKinds.map((entry) => (
                  <option key={entry.code} value={entry.code}>
                    {entry[language]}
                  </option>
                ))}
              </select>
            </label>
            <output className="quiet">
              {t("listShown", { shown: Math.min(shown, found.length), count: found.length })}
            </output>
          </div>
          {found.length === 0 ? (
            <EmptyState title={t("listNoneText")} />
          ) : (
            <div className="section table-scroll">
              <table className="table table-dense rotations-table">
                <thead>
                  <tr>
                    <th scope="col">{t("column.start")}</th>
                    <th scope="col">{t("column.person")}</th>
                    <th scope="col">{t("column.from")}</th>
                    <th scope="col">{t("column.to")}</th>
                    <th scope="col">{t("column.kind")}</th>
                    <th scope="col">{t("column.outcome")}</th>
                  </tr>
                </thead>
                <tbody>
                  {found.slice(0, shown).map((row) => (
                    <RotationLine
                      key={row.id}
                      row={row}
                      open={() => go("rotation-form", { personId: row.personId, rotationId: row.id })}
                    />
                  ))}
                </tbody>
              </table>
              {found.length > shown && (
                <button type="button" className="button button-quiet" onClick={more}>
                  {t("listMore")}
                </button>
              )}
            </div>
          )}
        </>
      )}
    </Page>
  );
}

function RotationLine({ row, open }: { readonly row: RotationRow; readonly open: () => void }) {
  const { t } = useTranslation("rotation");
  const language = useLanguage();
  return (
    <tr>
      <td className="nowrap">
        {formatPartialDate(row.start) || "–"}
        <div className="quiet">{row.decision}</div>
      </td>
      <td className="nowrap">
        <button type="button" className="link" onClick={open}>
          {row.name || t("openMove")}
        </button>
      </td>
      <td>
        <PlaceCell title={row.from.title} unit={row.from.unit} />
      </td>
      <td>
        <PlaceCell title={row.to.title} unit={row.to.unit} />
      </td>
      <td>
        {kindName(row.kind, language)}
        <div className="quiet">
          {row.direction === null ? t("directionUnknown") : nameOfCode(directions, row.direction, language)}
        </div>
      </td>
      <td>{nameOfCode(moveOutcomes, row.outcome, language)}</td>
    </tr>
  );
}

const PlaceCell = ({ title, unit }: { readonly title: string; readonly unit: string }) => (
  <>
    {title || "–"}
    {unit && <div className="quiet">{unit}</div>}
  </>
);

const kindName = (kind: MoveKind, language: "vi" | "en"): string => nameOfCode(moveKinds, kind, language);
