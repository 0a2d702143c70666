import { useTranslation } from "react-i18next";
import { nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { moveKinds } from "../../shared/domain/codes/move-codes.ts";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { compareNames } from "../../shared/domain/names.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { Dialog } from "../parts/dialog.tsx";
import type { RotationRow } from "../state/moves.ts";
import { useLanguage } from "./language.ts";

/** The moves behind one number, by name. */
export function MovesNames({
  title,
  rows,
  close,
  toProfile,
}: {
  readonly title: string;
  readonly rows: readonly RotationRow[];
  readonly close: () => void;
  readonly toProfile: (personId: RecordId<"person">) => void;
}) {
  const { t } = useTranslation(["moves", "rotation"]);
  const language = useLanguage();
  const people = new Set(rows.map(({ personId }) => personId)).size;
  return (
    <Dialog wide title={t("names", { title, count: people })} onClose={close}>
      <table className="table table-dense">
        <thead>
          <tr>
            <th scope="col">{t("rotation:column.person")}</th>
            <th scope="col">{t("rotation:column.from")}</th>
            <th scope="col">{t("rotation:column.to")}</th>
            <th scope="col">{t("rotation:column.start")}</th>
            <th scope="col">{t("rotation:column.decision")}</th>
            <th scope="col">{t("rotation:column.kind")}</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .toSorted((a, b) => compareNames(a.name, b.name))
            .map((row) => (
              <tr key={row.id}>
                <td>
                  <button type="button" className="link" onClick={() => toProfile(row.personId)}>
                    {row.name}
                  </button>
                </td>
                <td>{place(row.from)}</td>
                <td>{place(row.to)}</td>
                <td className="nowrap">{formatPartialDate(row.start)}</td>
                <td>{row.decision}</td>
                <td>{nameOfCode(moveKinds, row.kind, language)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Dialog>
  );
}

const place = ({ title, unit }: RotationRow["from"]): string =>
  unit === "" || title.includes(unit) ? title : [title, unit].filter((part) => part !== "").join(", ");
