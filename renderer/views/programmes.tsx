import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { useCommand } from "../parts/commands.ts";
import { EmptyState, Page } from "../parts/page.tsx";
import { createProgrammes, type ProgrammeLine } from "../state/programmes.ts";
import type { ScreenProps } from "../state/screen.ts";
import { ProgrammeProgress, ProgrammeStateSign } from "./programme-progress.tsx";

/** Every programme and plan of rotation, with how far it has come. */
export function Programmes({ office, go }: ScreenProps<"programmes">) {
  const { t } = useTranslation("programmes");
  const [useProgrammes] = useState(() => createProgrammes(office));
  const { lines, load, follow } = useProgrammes();
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  const add = () => go("programme", {});
  useCommand("add", add);
  if (lines === null) return <Page title={t("title")}>{null}</Page>;
  const addButton = (
    <button type="button" className="button button-main" onClick={add}>
      {t("add")}
    </button>
  );
  return (
    <Page
      title={t("title")}
      detail={lines.length > 0 ? t("total", { count: lines.length }) : undefined}
      actions={lines.length > 0 ? addButton : undefined}
    >
      {lines.length === 0 ? (
        <EmptyState title={t("emptyTitle")} text={t("emptyText")}>
          {addButton}
        </EmptyState>
      ) : (
        <div className="section table-scroll">
          <table className="table programmes-table" aria-label={t("title")}>
            <thead>
              <tr>
                <th scope="col">{t("column.number")}</th>
                <th scope="col">{t("column.name")}</th>
                <th scope="col">{t("column.issuer")}</th>
                <th scope="col">{t("column.period")}</th>
                <th scope="col">{t("column.progress")}</th>
                <th scope="col">{t("column.state")}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line
                  key={line.programme.id}
                  line={line}
                  open={() => go("programme", { programmeId: line.programme.id })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

function Line({ line, open }: { readonly line: ProgrammeLine; readonly open: () => void }) {
  const { t } = useTranslation("programmes");
  const { programme, state, sum, moves } = line;
  return (
    <tr>
      <td className="nowrap">
        {programme.number || "–"}
        <div className="quiet">{formatPartialDate(programme.date)}</div>
      </td>
      <td>
        <button type="button" className="link" onClick={open}>
          {programme.name || programme.number || t("unnamed")}
        </button>
      </td>
      <td>{programme.issuer}</td>
      <td className="nowrap">
        {formatPartialDate(programme.from) || "…"} – {formatPartialDate(programme.to) || "…"}
      </td>
      <td>
        <ProgrammeProgress sum={sum} moves={moves} />
      </td>
      <td>
        <ProgrammeStateSign state={state} />
      </td>
    </tr>
  );
}
