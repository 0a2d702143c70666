import { useState } from "react";
import { useTranslation } from "react-i18next";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { ratings } from "../../shared/domain/codes/merit-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { MoveAssessment } from "../../shared/domain/rotations/move-assessment.ts";
import { DateField } from "../parts/date-field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Section } from "../parts/page.tsx";
import { SelectField } from "../parts/select-field.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import { type MoveFile, type MoveScreen, newIds, today } from "../state/move.ts";
import { useLanguage } from "./language.ts";
import { MoveDialog } from "./move-dialog.tsx";

/** The yearly assessments by the receiving body, those that are due and missing, and the one at the end. */
export function MoveFollow({ move, file }: { readonly move: MoveScreen; readonly file: MoveFile }) {
  const { t } = useTranslation("move");
  const language = useLanguage();
  const [editing, setEditing] = useState<MoveAssessment | null>(null);
  const fresh = (given: Pick<MoveAssessment, "year" | "atEnd">): MoveAssessment =>
    blankRecord("move-assessment", {
      ...given,
      id: newIds()("move-assessment"),
      rotationId: file.move.id,
      personId: file.move.personId,
      date: today(),
    });
  const assessments = file.assessments.toSorted(
    (a, b) => Number(a.atEnd) - Number(b.atEnd) || ((a.year ?? "") < (b.year ?? "") ? -1 : 1),
  );
  const label = ({ atEnd, year }: MoveAssessment) => (atEnd ? t("follow.atEnd") : (year ?? "–"));
  return (
    <Section
      title={t("follow.title")}
      aside={
        <div className="buttons">
          <button
            type="button"
            className="button button-small"
            onClick={() => setEditing(fresh({ year: file.yearsDue[0]?.[0] ?? file.day.slice(0, 4), atEnd: false }))}
          >
            {t("follow.add")}
          </button>
          <button
            type="button"
            className="button button-small"
            onClick={() => setEditing(fresh({ year: null, atEnd: true }))}
          >
            {t("follow.addEnd")}
          </button>
        </div>
      }
    >
      {file.yearsDue.length > 0 && (
        <Notice tone="warn">{t("follow.due", { years: file.yearsDue.map(([year]) => year).join(", ") })}</Notice>
      )}
      {assessments.length === 0 ? (
        <p className="quiet">{t("follow.none")}</p>
      ) : (
        <div className="table-scroll">
          <table className="table table-dense">
            <thead>
              <tr>
                <th scope="col">{t("follow.year")}</th>
                <th scope="col">{t("follow.rating")}</th>
                <th scope="col">{t("follow.issuer")}</th>
                <th scope="col">{t("follow.date")}</th>
                <th scope="col">{t("follow.text")}</th>
              </tr>
            </thead>
            <tbody>
              {assessments.map((each) => (
                <tr key={each.id}>
                  <td className="nowrap">
                    <button
                      type="button"
                      className="link"
                      aria-label={t("follow.edit", { year: label(each) })}
                      onClick={() => setEditing(each)}
                    >
                      {label(each)}
                    </button>
                  </td>
                  <td>
                    {each.rating.code === null ? each.rating.text : nameOfCode(ratings, each.rating.code, language)}
                  </td>
                  <td>{each.issuer}</td>
                  <td className="nowrap">{formatPartialDate(each.date)}</td>
                  <td className="move-text">{each.text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing !== null && (
        <AssessmentDialog
          move={move}
          before={editing}
          onFile={file.assessments.some(({ id }) => id === editing.id)}
          close={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

function AssessmentDialog({
  move,
  before,
  onFile,
  close,
}: {
  readonly move: MoveScreen;
  readonly before: MoveAssessment;
  readonly onFile: boolean;
  readonly close: () => void;
}) {
  const { t } = useTranslation("move");
  const language = useLanguage();
  const [draft, setDraft] = useState(before);
  const edit = (patch: Partial<MoveAssessment>) => setDraft({ ...draft, ...patch });
  return (
    <MoveDialog
      title={draft.atEnd ? t("follow.addEnd") : t("follow.add")}
      move={move}
      save={() => move.keepAssessment(draft)}
      remove={
        onFile ? { label: t("follow.remove"), save: () => move.keepAssessment({ ...before, withdrawn: true }) } : null
      }
      close={close}
    >
      {!draft.atEnd && (
        <DateField label={t("follow.year")} required value={draft.year} onChange={(year) => edit({ year })} />
      )}
      <SelectField
        label={t("follow.rating")}
        value={draft.rating.code}
        empty={t("follow.ratingNone")}
        options={ratings.map((entry) => ({ value: entry.code, text: entry[language] }))}
        onChange={(code) => edit({ rating: { code, text: ratings.find((entry) => entry.code === code)?.vi ?? "" } })}
      />
      <TextField
        label={t("follow.issuer")}
        maxLength={200}
        value={draft.issuer}
        onChange={(issuer) => edit({ issuer })}
      />
      <DateField label={t("follow.date")} value={draft.date} onChange={(date) => edit({ date })} />
      <TextArea label={t("follow.text")} maxLength={4000} value={draft.text} onChange={(text) => edit({ text })} />
    </MoveDialog>
  );
}
