import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommand } from "../parts/commands.ts";
import { SubmitButton, submitForm } from "../parts/form.tsx";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { PaperButtons } from "../parts/paper-buttons.tsx";
import { createProgramme, type ProgrammeScreen } from "../state/programme.ts";
import type { ScreenProps } from "../state/screen.ts";
import { programmeAsTables } from "./programme-as-tables.ts";
import { ProgrammeFacts } from "./programme-facts.tsx";
import { ProgrammeForm } from "./programme-form.tsx";
import { MovesTable, ProgrammeNames, ProgrammeShares } from "./programme-moves.tsx";
import { ProgrammePaper } from "./programme-paper.tsx";
import { ProgrammeProgress, ProgrammeStateSign } from "./programme-progress.tsx";
import { ProgrammeTargets, useTargetWords } from "./programme-targets.tsx";
import { useTableFiles } from "./table-files.tsx";

const formId = "programme-form";

/** One programme: its paper, its targets with how far each has come, and its moves. */
export function Programme({ office, params, go, useScreen }: ScreenProps<"programme">) {
  const { t } = useTranslation(["programmes", "common"]);
  const [useProgramme] = useState(() => createProgramme(office, params.programmeId ?? null));
  const screen = useProgramme();
  const { back, replace, setUnsaved } = useScreen();
  const { phase, file, draft, target, saving, load, follow } = screen;
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);

  const save = async (): Promise<void> => {
    const id = await screen.save();
    if (id === null) return;
    setUnsaved(false);
    if (params.programmeId === undefined) replace("programme", { programmeId: id });
  };
  const cancel = () => {
    setUnsaved(false);
    if (params.programmeId === undefined) back();
    else screen.cancel();
  };
  const withdraw = async (): Promise<void> => {
    if (await screen.withdraw()) setUnsaved(false);
  };
  useCommand("save", draft !== null ? () => submitForm(formId) : null);
  useCommand("edit", file !== null && draft === null ? () => void screen.begin() : null);
  useCommand("undo", screen.undoable === null || draft !== null ? null : () => void screen.undo());
  useCommand("print", file === null || draft !== null ? null : () => void screen.print());

  const targetWords = useTargetWords();
  const files = useTableFiles(office, "de-an-luan-chuyen", () =>
    file === null ? [] : programmeAsTables(file, office.opened.officeName, t, targetWords),
  );

  const title =
    file === null
      ? t(params.programmeId === undefined ? "newTitle" : "programmeTitle")
      : file.programme.name || file.programme.number || t("unnamed");
  if (phase === "loading") return <Page title={title}>{null}</Page>;
  if (phase === "missing")
    return (
      <Page title={title} onBack={back}>
        {screen.problem && <ProblemBanner problem={screen.problem} />}
        <EmptyState title={t(screen.undoable === null ? "missing" : "withdrawn")}>
          {screen.undoable !== null && (
            <button type="button" className="button" disabled={saving} onClick={() => void screen.undo()}>
              {t("undo")}
            </button>
          )}
        </EmptyState>
      </Page>
    );
  const touched: ProgrammeScreen = {
    ...screen,
    edit: (patch) => {
      setUnsaved(true);
      screen.edit(patch);
    },
    setBasis: (basis) => {
      setUnsaved(true);
      screen.setBasis(basis);
    },
  };
  return (
    <Page
      title={title}
      detail={file === null ? undefined : file.programme.number}
      onBack={back}
      actions={
        draft !== null ? (
          <>
            {file !== null && (
              <button
                type="button"
                className="button button-danger"
                title={t("withdrawHint")}
                disabled={saving}
                onClick={() => void withdraw()}
              >
                {t("withdraw")}
              </button>
            )}
            <button type="button" className="button" onClick={cancel}>
              {t("common:button.cancel")}
            </button>
            <SubmitButton form={formId} disabled={saving}>
              {t("save")}
            </SubmitButton>
          </>
        ) : (
          <>
            {screen.undoable !== null && (
              <button
                type="button"
                className="button button-quiet"
                disabled={saving}
                onClick={() => void screen.undo()}
              >
                {t("undo")}
              </button>
            )}
            <button type="button" className="button" onClick={() => void screen.begin()}>
              {t("edit")}
            </button>
            <PaperButtons
              print={t("print")}
              kinds={["pdf"]}
              quiet
              disabled={false}
              onSave={() => void screen.print()}
            />
            {files.buttons(file === null)}
          </>
        )
      }
    >
      <Notices screen={screen} />
      {files.notice}
      {draft !== null ? (
        <ProgrammeForm id={formId} screen={touched} submit={() => void save()} />
      ) : (
        file !== null && <ProgrammeFacts programme={file.programme} />
      )}
      {file !== null && draft === null && (
        <>
          <section className="section no-print" aria-label={t("column.progress")}>
            <div className="programme-sum">
              <ProgrammeStateSign state={file.state} />
              <ProgrammeProgress sum={file.sum} moves={file.moves.length} />
            </div>
          </section>
          <ProgrammeTargets screen={screen} file={file} office={office} go={go} editing={target} />
          <ProgrammeShares file={file} open={screen.open} />
          <MovesTable file={file} open={screen.open} toMove={(rotationId) => go("move", { rotationId })} />
          <ProgrammePaper file={file} officeName={office.opened.officeName} />
        </>
      )}
      {screen.opened !== null && (
        <ProgrammeNames
          opened={screen.opened}
          rows={screen.rowsOf(screen.opened.ids)}
          close={() => screen.open(null)}
          toMove={(rotationId) => go("move", { rotationId })}
        />
      )}
    </Page>
  );
}

function Notices({ screen }: { readonly screen: ProgrammeScreen }) {
  const { t } = useTranslation("programmes");
  const { problem, undone, printed, file } = screen;
  return (
    <>
      {problem && <ProblemBanner problem={problem} />}
      {undone && <Notice tone="good">{t("undone")}</Notice>}
      {printed === "cancelled" && <Notice>{t("printCancelled")}</Notice>}
      {printed !== null && printed !== "cancelled" && (
        <Notice tone="good">{t("printed", { file: printed.fileName, number: printed.number })}</Notice>
      )}
      {file !== null && file.sameNumber.length > 0 && (
        <Notice tone="warn">
          {t("sameNumber", { names: file.sameNumber.map(({ name }) => name || t("unnamed")).join("; ") })}
        </Notice>
      )}
    </>
  );
}
