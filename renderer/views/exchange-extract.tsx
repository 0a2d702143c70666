import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { ColumnKey } from "../../shared/domain/people-columns.ts";
import type { TableCell } from "../../shared/domain/tables/laid-table.ts";
import {
  countedColumns,
  type Extract,
  limitedColumns,
  peerProfiles,
  type RecipientProfile,
} from "../../shared/exchange/extract.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Notice } from "../parts/notice.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { ExtractWords } from "../state/exchange.ts";
import type { OpenOffice } from "../state/session.ts";
import { useListWords } from "./people-export.tsx";

/** What the recipient is to see, with every field of it, before anything is packed. */
export function ExtractChoice({
  profile,
  showTo,
}: {
  readonly profile: RecipientProfile;
  readonly showTo: (profile: RecipientProfile) => void;
}) {
  const { t } = useTranslation(["exchange", "people"]);
  const names = (columns: readonly ColumnKey[]) => columns.map((column) => t(`people:column.${column}`)).join(", ");
  return (
    <div>
      <SelectField
        label={t("extract.profile")}
        value={profile}
        options={(["full", ...peerProfiles] as const).map((value) => ({ value, text: t(`extract.${value}`) }))}
        onChange={(next) => showTo(next ?? profile)}
      />
      {profile !== "full" && (
        <div className="extract-fields">
          <p>{t("extract.shows")}</p>
          <ul className="lines">
            <li>
              {profile === "limited"
                ? `${t("people:column.name")}, ${names(limitedColumns)}`
                : t("extract.counts", { fields: names(countedColumns) })}
            </li>
          </ul>
          <p className="quiet">{t(profile === "limited" ? "extract.hidesLimited" : "extract.hidesStatistics")}</p>
        </div>
      )}
    </div>
  );
}

/** The words of an extract's tables, as the list of people has them. */
export function useExtractWords(office: OpenOffice): () => ExtractWords {
  const { t } = useTranslation("exchange");
  const words = useListWords(office, false);
  return () => ({
    ...words(),
    field: t("extract.field"),
    found: t("extract.found"),
    people: t("extract.people"),
    womenAmong: t("extract.women"),
    all: t("extract.all"),
    unknown: t("extract.unknown"),
  });
}

/** An extract that came, to be read and kept nowhere. */
export function ExtractShown({ extract, close }: { readonly extract: Extract; readonly close: () => void }) {
  const { t } = useTranslation("exchange");
  return (
    <Dialog
      title={t("extract.from", { name: extract.officeName })}
      onClose={close}
      footer={
        <button type="button" className="button button-main" onClick={close}>
          {t("extract.close")}
        </button>
      }
    >
      <Notice>
        {t("extract.onlyRead", { profile: t(`extract.${extract.profile}`), made: extract.made.slice(0, 10) })}
      </Notice>
      {extract.tables.map(({ title, above, columns, rows, totals = [] }) => (
        <div key={title} className="extract-table">
          <h3>{title}</h3>
          {above.map((line) => (
            <p key={line} className="quiet">
              {line}
            </p>
          ))}
          <table className="table">
            <thead>
              <tr>
                {columns.map(({ head, group }, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places
                  <th key={i} scope="col">
                    {group === undefined || group === head ? head : `${group}: ${head}`}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...rows, ...totals].map((row, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows never change places
                <tr key={i}>
                  {row.map((cell, j) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: nor do cells
                    <td key={j}>{textOf(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </Dialog>
  );
}

const textOf = (cell: TableCell): string =>
  cell === null ? "" : typeof cell === "object" ? formatPartialDate(cell.date) : String(cell);
