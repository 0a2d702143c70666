import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type LaidTable, tableCaps } from "../../shared/domain/tables/laid-table.ts";
import { useCommand } from "../parts/commands.ts";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { PaperButtons } from "../parts/paper-buttons.tsx";
import type { OpenOffice } from "../state/session.ts";
import { createTableFiles } from "../state/table-files.ts";
import { useLanguage } from "./language.ts";
import { ListToPrint } from "./list-to-print.tsx";

/**
 * What a screen needs to let its list leave as a file: the buttons, what came of it, and the number in the register of what
 * left last.
 *
 * @param suggestedName  small letters, digits and hyphens: nothing personal
 * @param lay            the tables as they are now; null: more than a file takes
 */
export function useTableFiles(
  office: OpenOffice,
  suggestedName: string,
  lay: () => readonly LaidTable[] | null | Promise<readonly LaidTable[] | null>,
) {
  const { t } = useTranslation("common");
  const language = useLanguage();
  const [useFiles] = useState(() => createTableFiles(office));
  const files = useFiles();
  const { state, problem, toPrint, save, preview } = files;
  /** Buttons of a list whose print has a lay-out of its own. */
  const buttons = (disabled: boolean) => (
    <PaperButtons
      print=""
      kinds={["docx", "xlsx"]}
      disabled={disabled || state === "working"}
      onSave={(kind) => void save(suggestedName, kind, lay)}
    />
  );
  /** Buttons of a list that is printed as it leaves for office programs. */
  const allButtons = (disabled: boolean) => (
    <>
      <PrintCommand print={disabled || state === "working" ? null : () => void preview(suggestedName, lay)} />
      <PaperButtons
        print={t("paper.pdf")}
        kinds={["pdf", "docx", "xlsx"]}
        quiet
        disabled={disabled || state === "working"}
        onSave={(kind) => void (kind === "pdf" ? preview(suggestedName, lay) : save(suggestedName, kind, lay))}
      />
    </>
  );
  const notice = (
    <>
      <div className="no-print file-said">
        {problem && toPrint === null && <ProblemBanner problem={problem} />}
        {state === "working" && <Notice>{t("paperSaid.working")}</Notice>}
        {state === "cancelled" && <Notice>{t("paperSaid.cancelled")}</Notice>}
        {state === "too-many" && (
          <Notice tone="warn">
            {t("paperSaid.tooMany", { most: new Intl.NumberFormat(language).format(tableCaps.rows) })}
          </Notice>
        )}
        {typeof state === "object" && (
          <Notice tone="good">{t("paperSaid.saved", { file: state.fileName, number: state.number })}</Notice>
        )}
      </div>
      {toPrint && <ListToPrint files={files} list={toPrint} />}
    </>
  );
  return { buttons, allButtons, notice, left: typeof state === "object" ? state.number : null };
}

function PrintCommand({ print }: { readonly print: (() => void) | null }) {
  useCommand("print", print);
  return null;
}
