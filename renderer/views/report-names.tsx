import { useState } from "react";
import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { moveKinds } from "../../shared/domain/codes/move-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { Dialog } from "../parts/dialog.tsx";
import type { CountedRecord } from "../state/reports.ts";
import type { Go } from "../state/screen.ts";
import { useLanguage } from "./language.ts";

/** Lines shown at once: more would make the window slow. */
const step = 300;

/** The records behind one number, by name. `records` null: being looked up. */
export function ReportNames({
  title,
  records,
  close,
  go,
}: {
  readonly title: string;
  readonly records: readonly CountedRecord[] | null;
  readonly close: () => void;
  readonly go: Go;
}) {
  const { t } = useTranslation(["reports", "moves"]);
  const people = new Set(records?.map(({ personId, id }) => personId ?? id)).size;
  return (
    <Dialog wide title={records === null ? title : t("moves:names", { title, count: people })} onClose={close}>
      {records === null ? <p className="quiet">{t("names.looking")}</p> : <CountedRecords records={records} go={go} />}
    </Dialog>
  );
}

/** Records as lines: moves with where from and where to, others with what they are about. */
export function CountedRecords({ records, go }: { readonly records: readonly CountedRecord[]; readonly go: Go }) {
  const { t } = useTranslation(["reports", "rotation"]);
  const language = useLanguage();
  const [most, setMost] = useState(step);
  const moves = records.some(({ move }) => move !== null);
  const name = ({ id, name: called, personId }: CountedRecord) =>
    personId === null ? (
      called || t("names.unknown")
    ) : (
      <button type="button" className="link" onClick={() => go("profile", { personId })} data-record={id}>
        {called || t("names.unknown")}
      </button>
    );
  return (
    <>
      <table className="table table-dense">
        <thead>
          {moves ? (
            <tr>
              <th scope="col">{t("rotation:column.person")}</th>
              <th scope="col">{t("rotation:column.from")}</th>
              <th scope="col">{t("rotation:column.to")}</th>
              <th scope="col">{t("rotation:column.start")}</th>
              <th scope="col">{t("rotation:column.decision")}</th>
              <th scope="col">{t("rotation:column.kind")}</th>
            </tr>
          ) : (
            <tr>
              <th scope="col">{t("names.name")}</th>
              <th scope="col">{t("names.about")}</th>
            </tr>
          )}
        </thead>
        <tbody>
          {records.slice(0, most).map((record, n) => {
            const { id, about, move } = record;
            // One move may stand behind a number several times, e.g. with two papers missing.
            const key = `${id} ${n}`;
            if (!moves)
              return (
                <tr key={key}>
                  <td>{name(record)}</td>
                  <td>{about}</td>
                </tr>
              );
            return (
              <tr key={key}>
                <td>{name(record)}</td>
                <td>{move === null ? about : placeWords(move.from)}</td>
                <td>{move !== null && placeWords(move.to)}</td>
                <td className="nowrap">{move !== null && formatPartialDate(move.start)}</td>
                <td>{move?.decision}</td>
                <td>
                  {move !== null && (
                    <button
                      type="button"
                      className="link"
                      aria-label={`${nameOfCode(moveKinds, move.kind, language)}: ${t("names.openMove", { name: record.name })}`}
                      onClick={() => go("move", { rotationId: move.id })}
                    >
                      {nameOfCode(moveKinds, move.kind, language)}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {records.length > most && (
        <button type="button" className="button" onClick={() => setMost(most + step)}>
          {t("names.more", { count: records.length - most })}
        </button>
      )}
    </>
  );
}

export const placeWords = ({ title, unit }: { readonly title: string; readonly unit: string }): string =>
  unit === "" || title.includes(unit) ? title : [title, unit].filter((part) => part !== "").join(", ");
