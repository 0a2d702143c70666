import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCommand } from "../parts/commands.ts";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import { EmptyState, Page } from "../parts/page.tsx";
import { createMove, type MoveFile } from "../state/move.ts";
import { openPictures, type Pictures } from "../state/photo.ts";
import type { ScreenProps } from "../state/screen.ts";
import { MoveActs } from "./move-acts.tsx";
import { DecideDialog } from "./move-decide.tsx";
import { MoveDecision } from "./move-decision.tsx";
import { MoveDossier } from "./move-dossier.tsx";
import { MoveFollow } from "./move-follow.tsx";
import { MoveHead } from "./move-head.tsx";
import { MoveProcedure } from "./move-procedure.tsx";
import { MoveRules } from "./move-rules.tsx";
import { MoveStory } from "./move-story.tsx";
import { pictureAddresses } from "./picture-addresses.ts";
import { LookAtScan } from "./profile-scan.tsx";

/** The file of one move: where it stands, what it lacks, what the rules say, what was decided and what became of it. */
export function Move({ office, params: { rotationId }, go, useScreen }: ScreenProps<"move">) {
  const { t } = useTranslation(["move", "papers"]);
  const [useMove] = useState(() => createMove(office, rotationId));
  const move = useMove();
  const { phase, file, load, follow } = move;
  const { back } = useScreen();
  const [deciding, setDeciding] = useState(false);
  useEffect(() => {
    void load();
    return follow();
  }, [load, follow]);
  useCommand("undo", move.last === null ? null : () => void move.undo());
  if (phase === "missing")
    return (
      <Page title={t("title")} onBack={back}>
        <EmptyState title={t("missing")} />
      </Page>
    );
  if (file === null) return <Page title={t("title")}>{null}</Page>;
  const decide = () => setDeciding(true);
  return (
    <Page
      title={t("title")}
      detail={file.name}
      onBack={back}
      actions={
        <>
          {move.last !== null && (
            <button
              type="button"
              className="button button-quiet"
              title={t("undoHint")}
              disabled={move.saving}
              onClick={() => void move.undo()}
            >
              {t("undo")}
            </button>
          )}
          <button type="button" className="button" onClick={() => go("move-paper", { rotationId })}>
            {t("papers:open")}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => go("rotation-form", { personId: file.move.personId, rotationId })}
          >
            {t("correct")}
          </button>
          <MoveActs move={move} file={file} decide={decide} />
        </>
      }
    >
      <div className="move">
        {move.problem !== null && <ProblemBanner problem={move.problem} />}
        {move.undone && <Notice tone="good">{t("undone")}</Notice>}
        <MoveHead file={file} go={go} />
        <MoveProcedure move={move} file={file} decide={decide} />
        <MoveRules move={move} rules={move.rules} />
        <WithPictures office={office} file={file}>
          {(pictures) => (
            <>
              <MoveDossier move={move} file={file} pictures={pictures} />
              <MoveDecision file={file} go={go} pictures={pictures} decide={decide} />
            </>
          )}
        </WithPictures>
        <MoveFollow move={move} file={file} />
        <MoveStory file={file} go={go} />
      </div>
      {deciding && <DecideDialog move={move} file={file} close={() => setDeciding(false)} />}
    </Page>
  );
}

function WithPictures({
  office,
  file,
  children,
}: {
  readonly office: ScreenProps<"move">["office"];
  readonly file: MoveFile;
  readonly children: (pictures: Pictures) => ReactNode;
}) {
  const [usePictures] = useState(() => openPictures(office, file.move.personId, pictureAddresses));
  const pictures = usePictures();
  return (
    <>
      {pictures.problem !== null && <ProblemBanner problem={pictures.problem} />}
      {children(pictures)}
      <LookAtScan pictures={pictures} />
    </>
  );
}
