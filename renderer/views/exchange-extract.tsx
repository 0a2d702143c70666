import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { ColumnKey } from "../../shared/domain/people-columns.ts";
import {
  countedColumns,
  type Extract,
  limitedColumns,
  peerProfiles,
  type RecipientProfile,
} from "../../shared/exchange/extract.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Notice } from "../parts/notice.tsx";
import { Pages } from "../parts/pages.tsx";
import { SelectField } from "../parts/select-field.tsx";
import type { ExtractWords } from "../state/exchange.ts";
import type { OpenOffice } from "../state/session.ts";
import { mostShown } from "./list-to-print.tsx";
import { useListWords } from "./people-export.tsx";
import { ScrollBox } from "./report-sheet.tsx";
import { TablePaper } from "./table-paper.tsx";

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
    countsTitle: t("extract.countsTitle"),
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
  const rows = extract.tables.reduce((sum, table) => sum + table.rows.length, 0);
  const sheet = <TablePaper tables={extract.tables} />;
  return (
    <Dialog
      title={t("extract.from", { name: extract.officeName })}
      full
      onClose={close}
      footer={
        <button type="button" className="button button-main" onClick={close}>
          {t("extract.close")}
        </button>
      }
    >
      <Notice>
        {t("extract.onlyRead", {
          profile: t(`extract.${extract.profile}`),
          made: formatPartialDate(extract.made.slice(0, 10)),
        })}
      </Notice>
      <ScrollBox label={t("extract.from", { name: extract.officeName })}>
        {rows > mostShown ? <div className="pages">{sheet}</div> : <Pages onSheets={() => {}}>{sheet}</Pages>}
      </ScrollBox>
    </Dialog>
  );
}
