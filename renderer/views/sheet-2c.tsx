import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommand } from "../parts/commands.ts";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import type { ScreenProps } from "../state/screen.ts";
import { createSheet2c } from "../state/sheet.ts";
import { SheetPaper } from "./sheet-paper.tsx";

/** Form 2C/TCTW-98 of one person as it will be printed: what is on screen is what is on paper. */
export function Sheet2c({ office, params, useScreen }: ScreenProps<"sheet-2c">) {
  const { t } = useTranslation("sheet");
  const [useSheet] = useState(() => createSheet2c(office, params.personId));
  const { phase, opened, printed, problem, load, print } = useSheet();
  const { back } = useScreen();
  useEffect(() => {
    void load();
  }, [load]);
  useCommand("print", phase === "shown" ? () => void print() : null);
  return (
    <Page
      title={t("title")}
      detail={opened?.name}
      onBack={back}
      actions={
        <button type="button" className="button button-main" disabled={phase !== "shown"} onClick={() => void print()}>
          {phase === "printing" ? t("printing") : t("print")}
        </button>
      }
    >
      {problem && <ProblemBanner problem={problem} />}
      {phase === "missing" && <EmptyState title={t("missing")} />}
      {phase === "opening" && <p className="quiet no-print">{t("opening")}</p>}
      {opened && (
        <>
          <div className="no-print sheet-says">
            {printed === null ? (
              <p className="quiet">{t("logged")}</p>
            ) : printed === "cancelled" ? (
              <Notice>{t("cancelled")}</Notice>
            ) : (
              <Notice tone="good">{t("saved", { file: printed.fileName, number: printed.number })}</Notice>
            )}
          </div>
          <SheetPaper sheet={opened.sheet} label={t("paper", { name: opened.name })} />
        </>
      )}
    </Page>
  );
}
