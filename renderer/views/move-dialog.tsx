import { type ComponentProps, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { DateField } from "../parts/date-field.tsx";
import { FormDialog } from "../parts/form-dialog.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import type { MoveAct, MoveFile, MoveScreen, PreparedAct, WrittenPaper } from "../state/move.ts";
import { CareerLines } from "./career-lines.tsx";

/** A form about a move in a window. */
export const MoveDialog = ({
  move,
  ...form
}: Omit<ComponentProps<typeof FormDialog>, "saving" | "problem" | "className"> & { readonly move: MoveScreen }) => (
  <FormDialog {...form} saving={move.saving} problem={move.problem} className="form-grid form-grid-dense move-form" />
);

export const blankPaper: WrittenPaper = {
  number: "",
  issuer: "",
  date: null,
  signer: "",
  subject: "",
  actor: "",
  reason: "",
};

/** The paper behind an act, and what is said where it is on file already. */
export function PaperFields({
  paper,
  edit,
  known,
}: {
  readonly paper: WrittenPaper;
  readonly edit: (patch: Partial<WrittenPaper>) => void;
  readonly known: boolean;
}) {
  const { t } = useTranslation("move");
  return (
    <>
      <TextField
        label={t("decision.number")}
        maxLength={60}
        hint={known ? t("decision.known") : undefined}
        value={paper.number}
        onChange={(number) => edit({ number })}
      />
      <TextField
        label={t("decision.issuer")}
        maxLength={200}
        value={paper.issuer}
        onChange={(issuer) => edit({ issuer })}
      />
      <DateField label={t("decision.date")} value={paper.date} onChange={(date) => edit({ date })} />
      <TextField
        label={t("decision.signer")}
        maxLength={120}
        value={paper.signer}
        onChange={(signer) => edit({ signer })}
      />
    </>
  );
}

/** Why, in a few lines. */
export function ReasonField({
  paper,
  edit,
  required = false,
}: {
  readonly paper: WrittenPaper;
  readonly edit: (patch: Partial<WrittenPaper>) => void;
  readonly required?: boolean;
}) {
  const { t } = useTranslation("move");
  return (
    <TextArea
      label={t("acts.reason")}
      required={required}
      maxLength={1000}
      value={paper.reason}
      onChange={(reason) => edit({ reason })}
    />
  );
}

/** A pause in typing after which the preview is worked out anew, milliseconds. */
const pause = 120;

/** What an act would change, worked out by the same planning that saves it. Null: being worked out, or nothing to plan yet. */
export function usePrepared(move: MoveScreen, act: MoveAct | null, paper: WrittenPaper): PreparedAct | null {
  const [prepared, setPrepared] = useState<PreparedAct | null>(null);
  const { prepare } = move;
  const key = JSON.stringify([act, paper.number, paper.issuer, paper.date]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds what the plan depends on
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      void (act === null ? Promise.resolve(null) : prepare(act, paper)).then((next) => {
        if (current) setPrepared(next);
      });
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key holds what the plan depends on
  }, [key, prepare]);
  return prepared;
}

/** What changes in the careers before anything is saved. */
export function Preview({ prepared, file }: { readonly prepared: PreparedAct | null; readonly file: MoveFile }) {
  const { t } = useTranslation("move");
  const nameOf = namesIn(file);
  return (
    <section className="move-preview field-wide" aria-label={t("preview.title")}>
      <h3>{t("preview.title")}</h3>
      {prepared === null ? (
        <p className="quiet">{t("preview.working")}</p>
      ) : (
        <CareerLines lines={prepared.lines} nameOf={nameOf} />
      )}
    </section>
  );
}

/** Names of everybody in a move's file. */
export const namesIn =
  (file: MoveFile) =>
  (id: RecordId<"person">): string =>
    id === file.move.personId ? file.name : (file.legs.find(({ move }) => move.personId === id)?.name ?? "");
