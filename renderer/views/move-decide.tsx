import { useState } from "react";
import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { assignmentNatures } from "../../shared/domain/codes/move-codes.ts";
import type { Attachment } from "../../shared/domain/dossier.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import { furtherPosts } from "../../shared/domain/rotations/career-preview.ts";
import { isDecided } from "../../shared/domain/rotations/procedure.ts";
import { CheckField } from "../parts/check-field.tsx";
import { DateField } from "../parts/date-field.tsx";
import { Notice } from "../parts/notice.tsx";
import { TextField } from "../parts/text-field.tsx";
import { type MoveAct, type MoveFile, type MoveScreen, missingWith, type WrittenPaper } from "../state/move.ts";
import { useLanguage } from "./language.ts";
import { blankPaper, MoveDialog, namesIn, PaperFields, Preview, ReasonField, usePrepared } from "./move-dialog.tsx";
import { ScanField } from "./move-dossier.tsx";
import { Missing } from "./move-procedure.tsx";

/** Decide a move, and every leg of its exchange with it: the paper, the first day, and beforehand what changes. */
export function DecideDialog({
  move,
  file,
  close,
}: {
  readonly move: MoveScreen;
  readonly file: MoveFile;
  readonly close: () => void;
}) {
  const { t } = useTranslation("move");
  const language = useLanguage();
  const { decision } = file;
  const [paper, setPaper] = useState<WrittenPaper>({
    ...blankPaper,
    number: decision?.number ?? "",
    issuer: decision?.issuer ?? "",
    date: decision?.date ?? null,
    signer: decision?.signer ?? "",
    subject: decision?.subject ?? "",
  });
  const [start, setStart] = useState<PartialDate | null>(file.move.start);
  const [plannedEnd, setPlannedEnd] = useState<PartialDate | null>(file.move.plannedEnd);
  const [also, setAlso] = useState<readonly RecordId<"assignment">[]>([]);
  const [scan, setScan] = useState<Attachment | null>(null);
  const edit = (patch: Partial<WrittenPaper>) => setPaper({ ...paper, ...patch });
  const act: MoveAct = { kind: "decide", start, plannedEnd, also, scan };
  const prepared = usePrepared(move, start === null ? null : { ...act, scan: null }, paper);
  const legs = file.legs.filter(
    (leg) => leg.move.id === file.move.id || (!isDecided(leg.move) && leg.move.state !== "CANCELLED"),
  );
  const people = [...new Set([file.move.personId, ...legs.map((leg) => leg.move.personId)])];
  const careers = file.legCareers;
  const further = people.flatMap((id) => furtherPosts(id, careers));
  const nameOf = namesIn(file);
  const missing = missingWith(file, "DECIDE", { date: null, document: "", actor: "", note: "" }).filter(
    ({ what }) => what !== "decision" && what !== "start",
  );
  return (
    <MoveDialog
      title={t("decision.decide")}
      move={move}
      submit={t("decision.save")}
      save={() => move.act(act, paper)}
      close={close}
    >
      {legs.length > 1 && (
        <div className="field-wide">
          <Notice>{t("decision.legs", { count: legs.length, names: legs.map(({ name }) => name).join(", ") })}</Notice>
        </div>
      )}
      <PaperFields paper={paper} edit={edit} known={prepared?.known != null} />
      <TextField
        label={t("decision.subject")}
        wide
        maxLength={500}
        value={paper.subject}
        onChange={(subject) => edit({ subject })}
      />
      <DateField label={t("decision.start")} required hint={t("decision.ahead")} value={start} onChange={setStart} />
      <DateField label={t("decision.plannedEnd")} value={plannedEnd} onChange={setPlannedEnd} />
      <ScanField
        label={t("decision.scan")}
        chosen={scan !== null}
        add={async () => setScan((await move.addScan()) ?? scan)}
      />
      {further.length > 0 && (
        <fieldset className="field-wide move-also">
          <legend>{t("decision.also")}</legend>
          {further.map((post) => (
            <CheckField
              key={post.id}
              label={[
                people.length > 1 ? nameOf(post.personId) : "",
                post.title,
                post.unitText,
                nameOfCode(assignmentNatures, post.nature, language).toLowerCase(),
              ]
                .filter((part) => part !== "")
                .join(", ")}
              value={also.includes(post.id)}
              onChange={(ends) => setAlso(ends ? [...also, post.id] : also.filter((id) => id !== post.id))}
            />
          ))}
        </fieldset>
      )}
      {start !== null && <Preview prepared={prepared} file={file} />}
      {missing.length > 0 && (
        <div className="field-wide">
          <Missing missing={missing} />
        </div>
      )}
      {missing.length > 0 && <ReasonField paper={paper} edit={edit} required />}
    </MoveDialog>
  );
}
