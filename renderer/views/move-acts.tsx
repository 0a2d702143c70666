import { useState } from "react";
import { useTranslation } from "react-i18next";
import { moveOutcomes } from "../../shared/domain/codes/move-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { PartialDate } from "../../shared/domain/primitives.ts";
import type { MoveOutcome } from "../../shared/domain/rotation.ts";
import { actsOf } from "../../shared/domain/rotations/acts.ts";
import { isDecided, nextSteps, plannedEndOf } from "../../shared/domain/rotations/procedure.ts";
import { DateField } from "../parts/date-field.tsx";
import { Notice } from "../parts/notice.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { MoveAct, MoveFile, MoveScreen, PlaceAfter, WrittenPaper } from "../state/move.ts";
import { today } from "../state/move.ts";
import { useLanguage } from "./language.ts";
import { blankPaper, MoveDialog, PaperFields, Preview, ReasonField, usePrepared } from "./move-dialog.tsx";
import { PlaceFields } from "./move-place.tsx";

type ActName = "extend" | "recall" | "finish" | "cancel" | "back";

/** What may be done to a move now: each in a window of its own, with what it changes shown beforehand. */
export function MoveActs({
  move,
  file,
  decide,
}: {
  readonly move: MoveScreen;
  readonly file: MoveFile;
  readonly decide: () => void;
}) {
  const { t } = useTranslation("move");
  const [asked, setAsked] = useState<ActName | null>(null);
  const next = new Set(nextSteps(file.move, file.steps, file.dossier, file.day).map(({ step }) => step));
  const names: readonly (readonly [ActName, boolean])[] = [
    ["extend", next.has("EXTEND")],
    ["recall", next.has("RECALL")],
    ["finish", next.has("FINISH")],
    ["cancel", next.has("CANCEL")],
    ["back", actsOf(file.move.id, file.steps).length > 0],
  ];
  const undecided = !isDecided(file.move) && file.move.state !== "CANCELLED";
  return (
    <>
      {names
        .filter(([, may]) => may)
        .map(([name]) => (
          <button key={name} type="button" className="button" onClick={() => setAsked(name)}>
            {t(`acts.${name}`)}
          </button>
        ))}
      {undecided && (
        <button type="button" className="button button-main" onClick={decide}>
          {t("decision.decide")}
        </button>
      )}
      {asked === "extend" && <ExtendDialog move={move} file={file} close={() => setAsked(null)} />}
      {asked === "recall" && <RecallDialog move={move} file={file} close={() => setAsked(null)} />}
      {asked === "finish" && <FinishDialog move={move} file={file} close={() => setAsked(null)} />}
      {asked === "cancel" && <CancelDialog move={move} file={file} close={() => setAsked(null)} />}
      {asked === "back" && <BackDialog move={move} file={file} close={() => setAsked(null)} />}
    </>
  );
}

interface DialogProps {
  readonly move: MoveScreen;
  readonly file: MoveFile;
  readonly close: () => void;
}

function usePaper(): readonly [WrittenPaper, (patch: Partial<WrittenPaper>) => void] {
  const [paper, setPaper] = useState<WrittenPaper>(blankPaper);
  return [paper, (patch) => setPaper({ ...paper, ...patch })];
}

function ExtendDialog({ move, file, close }: DialogProps) {
  const { t } = useTranslation("move");
  const [paper, edit] = usePaper();
  const [until, setUntil] = useState<PartialDate | null>(null);
  const act: MoveAct | null = until === null ? null : { kind: "extend", until };
  const prepared = usePrepared(move, act, paper);
  const planned = plannedEndOf(file.move);
  return (
    <MoveDialog
      title={t("acts.extend")}
      move={move}
      submit={t("acts.save.extend")}
      save={async () => act !== null && move.act(act, paper)}
      close={close}
    >
      <DateField
        label={t("acts.until")}
        required
        hint={planned === null ? undefined : `${t("head.plannedEnd")} ${formatPartialDate(planned)}`}
        value={until}
        onChange={setUntil}
      />
      <PaperFields paper={paper} edit={edit} known={prepared?.known != null} />
      <ReasonField paper={paper} edit={edit} />
      {act !== null && <Preview prepared={prepared} file={file} />}
    </MoveDialog>
  );
}

const nowhere: PlaceAfter = { unitId: null, postId: null, title: "" };

function RecallDialog({ move, file, close }: DialogProps) {
  const { t } = useTranslation("move");
  const [paper, edit] = usePaper();
  const [day, setDay] = useState<PartialDate | null>(null);
  const [placed, setPlaced] = useState(true);
  const [place, setPlace] = useState<PlaceAfter>({
    unitId: file.move.fromUnitId,
    postId: null,
    title: file.move.fromTitle,
  });
  const act: MoveAct | null = day === null ? null : { kind: "recall", day, place: placed ? place : null };
  const prepared = usePrepared(move, act, paper);
  return (
    <MoveDialog
      title={t("acts.recall")}
      move={move}
      submit={t("acts.save.recall")}
      save={async () => act !== null && move.act(act, paper)}
      close={close}
    >
      <DateField label={t("acts.day")} required hint={t("decision.ahead")} value={day} onChange={setDay} />
      <SelectField
        label={t("acts.after")}
        value={placed ? "place" : "none"}
        options={[
          { value: "place", text: t("acts.afterPlace") },
          { value: "none", text: t("acts.afterNone") },
        ]}
        onChange={(next) => setPlaced(next === "place")}
      />
      {placed && <PlaceFields move={move} place={place} day={day} edit={setPlace} />}
      <PaperFields paper={paper} edit={edit} known={prepared?.known != null} />
      <ReasonField paper={paper} edit={edit} />
      {act !== null && <Preview prepared={prepared} file={file} />}
    </MoveDialog>
  );
}

type After = "stays" | "leaves" | "place";

/** What usually follows an outcome; it can be chosen otherwise. */
const usualAfter = (outcome: MoveOutcome): After =>
  outcome === "RETIRE" || outcome === "LEAVE" || outcome === "DEATH"
    ? "leaves"
    : outcome === "STAY" || outcome === "NEXT"
      ? "stays"
      : "place";

function FinishDialog({ move, file, close }: DialogProps) {
  const { t } = useTranslation("move");
  const language = useLanguage();
  const [paper, edit] = usePaper();
  const [lastDay, setLastDay] = useState<PartialDate | null>(plannedEndOf(file.move) ?? today());
  const [outcome, setOutcome] = useState<MoveOutcome | null>(null);
  const [after, setAfter] = useState<After>("place");
  const [place, setPlace] = useState<PlaceAfter>(nowhere);
  const act: MoveAct | null =
    lastDay === null || outcome === null
      ? null
      : { kind: "finish", lastDay, outcome, after: after === "place" ? place : after };
  const prepared = usePrepared(move, act, paper);
  const choose = (next: MoveOutcome | null) => {
    setOutcome(next);
    if (next === null) return;
    setAfter(usualAfter(next));
    if (next === "RETURN") setPlace({ unitId: file.move.fromUnitId, postId: null, title: file.move.fromTitle });
  };
  return (
    <MoveDialog
      title={t("acts.finish")}
      move={move}
      submit={t("acts.save.finish")}
      save={async () => act !== null && move.act(act, paper)}
      close={close}
    >
      <SelectField
        label={t("acts.outcome")}
        required
        value={outcome}
        options={moveOutcomes
          .filter(({ code }) => code !== "ONGOING" && code !== "EXTENDED" && code !== "RECALL")
          .map((entry) => ({ value: entry.code, text: entry[language] }))}
        onChange={choose}
      />
      <DateField label={t("acts.lastDay")} required hint={t("decision.ahead")} value={lastDay} onChange={setLastDay} />
      <SelectField
        label={t("acts.after")}
        value={after}
        options={[
          { value: "place", text: t("acts.afterPlace") },
          { value: "stays", text: t("acts.afterStays") },
          { value: "leaves", text: t("acts.afterLeaves") },
        ]}
        onChange={(next) => next !== null && setAfter(next)}
      />
      {after === "place" && <PlaceFields move={move} place={place} day={lastDay} edit={setPlace} />}
      <PaperFields paper={paper} edit={edit} known={prepared?.known != null} />
      <ReasonField paper={paper} edit={edit} />
      {act !== null && <Preview prepared={prepared} file={file} />}
    </MoveDialog>
  );
}

const cancel: MoveAct = { kind: "cancel" };

function CancelDialog({ move, file, close }: DialogProps) {
  const { t } = useTranslation("move");
  const [paper, edit] = usePaper();
  const prepared = usePrepared(move, cancel, paper);
  const legs = file.legs.filter((leg) => leg.move.id === file.move.id || leg.move.state !== "CANCELLED");
  return (
    <MoveDialog
      title={t("acts.cancel")}
      move={move}
      danger
      submit={t("acts.save.cancel")}
      save={() => move.act(cancel, paper)}
      close={close}
    >
      <p className="field-wide">{t("acts.cancelText")}</p>
      {legs.length > 1 && (
        <div className="field-wide">
          <Notice tone="warn">
            {t("acts.cancelLegs", { count: legs.length, names: legs.map(({ name }) => name).join(", ") })}
          </Notice>
        </div>
      )}
      <ReasonField paper={paper} edit={edit} required />
      <PaperFields paper={paper} edit={edit} known={prepared?.known != null} />
      <Preview prepared={prepared} file={file} />
    </MoveDialog>
  );
}

const back: MoveAct = { kind: "back" };

function BackDialog({ move, file, close }: DialogProps) {
  const { t } = useTranslation("move");
  const [paper, edit] = usePaper();
  const prepared = usePrepared(move, back, paper);
  const last = actsOf(file.move.id, file.steps).at(-1);
  return (
    <MoveDialog
      title={t("acts.back")}
      move={move}
      danger
      submit={t("acts.save.back")}
      save={() => move.act(back, paper)}
      close={close}
    >
      {last !== undefined && (
        <p className="field-wide">
          {t("acts.backText", {
            step: t(`steps.${last.step}`),
            date: formatPartialDate(last.date ?? last.day) || "…",
          })}
        </p>
      )}
      <ReasonField paper={paper} edit={edit} />
      <Preview prepared={prepared} file={file} />
    </MoveDialog>
  );
}
