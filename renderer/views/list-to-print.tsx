import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../parts/dialog.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { Pages } from "../parts/pages.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { ListToPrint as List, TableFiles } from "../state/table-files.ts";
import { useLanguage } from "./language.ts";
import { LineAhead } from "./line-ahead.tsx";
import { MarginsField } from "./margins-field.tsx";
import { TablePaper } from "./table-paper.tsx";

/** Rows of a list that are laid out page by page at once, while somebody waits. */
export const mostShown = 1_000;

/** A list page by page before it is printed, and beside it what is chosen for it. */
export function ListToPrint({ files, list }: { readonly files: TableFiles; readonly list: List }) {
  const { t } = useTranslation("sheet");
  const language = useLanguage();
  const papers = useRef<HTMLDivElement>(null);
  const { suggestedName, tables, paper } = list;
  const { state, problem, setPaper, setSize, print, close } = files;
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  const lying = tables.every(({ upright = false }) => !upright);
  const sheet = <TablePaper tables={tables} narrow={paper.margins === "narrow"} />;
  const working = state === "working";
  return (
    <Dialog
      title={t("list")}
      full
      onClose={close}
      footer={
        <button
          type="button"
          className="button button-main"
          disabled={working}
          onClick={() => void print(papers.current?.querySelectorAll(".table-paper") ?? [])}
        >
          {t(working ? "printing" : "print")}
        </button>
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      <div className="print-desk" ref={papers}>
        {rows > mostShown ? (
          <div className="pages">
            <Notice>{t("longList", { rows: new Intl.NumberFormat(language).format(rows) })}</Notice>
            {sheet}
          </div>
        ) : (
          <Pages onSheets={(sheets) => sheets !== paper.sheets && setPaper({ sheets })}>{sheet}</Pages>
        )}
        <div className="print-desk-side">
          {state === "cancelled" && <Notice>{t("cancelled")}</Notice>}
          {rows <= mostShown && <output className="print-desk-count">{t("sheets", { count: paper.sheets })}</output>}
          {lying && (
            <SelectField
              label={t("size")}
              value={tables[0]?.paper ?? "A4"}
              options={(["A4", "A3"] as const).map((value) => ({ value, text: t(`sizeOf.${value}`) }))}
              onChange={(value) => value && setSize(value)}
            />
          )}
          <MarginsField paper={paper} onChange={setPaper} />
          <LineAhead paper={paper} file={`${suggestedName}.pdf`} onSay={(said) => setPaper({ said })} />
        </div>
      </div>
    </Dialog>
  );
}
