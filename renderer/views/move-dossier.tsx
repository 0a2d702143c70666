import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import type { Attachment } from "../../shared/domain/dossier.ts";
import { dossierList, missingItems } from "../../shared/domain/rotations/dossier-list.ts";
import { CheckField } from "../parts/check-field.tsx";
import { DateField } from "../parts/date-field.tsx";
import { Section } from "../parts/page.tsx";
import { TextArea, TextField } from "../parts/text-field.tsx";
import type { ItemDraft, MoveFile, MoveScreen } from "../state/move.ts";
import type { Pictures } from "../state/photo.ts";
import { useLanguage } from "./language.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { ScanWays } from "./profile-scan.tsx";

/** The papers a move goes with: there, missing, or needless for a reason. */
export function MoveDossier({
  move,
  file,
  pictures,
}: {
  readonly move: MoveScreen;
  readonly file: MoveFile;
  readonly pictures: Pictures;
}) {
  const { t } = useTranslation("move");
  const language = useLanguage();
  const [editing, setEditing] = useState<string | null>(null);
  const lacking = new Set(missingItems(file.move, file.dossier));
  const count = { have: dossierList.length - lacking.size, all: dossierList.length };
  return (
    <Section title={t("dossier.title")} aside={<output className="quiet">{t("dossier.count", count)}</output>}>
      <div className="table-scroll">
        <table className="table table-dense move-dossier">
          <thead>
            <tr>
              <th scope="col">{t("dossier.item")}</th>
              <th scope="col">{t("dossier.state")}</th>
              <th scope="col">{t("dossier.document")}</th>
              <th scope="col">{t("dossier.date")}</th>
              <th scope="col">{t("dossier.scan")}</th>
              <th scope="col">
                <span className="unseen">{t("dossier.keep")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {dossierList.map((entry) => {
              const item = file.dossier.find((each) => each.item === entry.code);
              const scan = file.attachments.find(({ id }) => id === item?.attachmentId);
              return (
                <tr key={entry.code} data-item={entry.code}>
                  <td>{entry[language]}</td>
                  <td>
                    {item?.present ? (
                      <span className="sign sign-good">{t("dossier.present")}</span>
                    ) : lacking.has(entry.code) ? (
                      <span className="sign sign-warn">{t("dossier.lacking")}</span>
                    ) : (
                      <span className="sign">{t("dossier.needless", { why: item?.note ?? "" })}</span>
                    )}
                  </td>
                  <td>{item?.document}</td>
                  <td className="nowrap">{formatPartialDate(item?.date ?? null)}</td>
                  <td>{scan !== undefined && <ScanWays pictures={pictures} attachment={scan} />}</td>
                  <td className="nowrap">
                    {lacking.has(entry.code) && (
                      <button
                        type="button"
                        className="link move-mark"
                        disabled={move.saving}
                        aria-label={t("dossier.mark", { item: entry[language] })}
                        onClick={() => void move.keepItem(entry.code, { ...draftOf(item), present: true }, null)}
                      >
                        {t("dossier.present")}
                      </button>
                    )}
                    <button
                      type="button"
                      className="link"
                      aria-label={t("dossier.keepNamed", { item: entry[language] })}
                      onClick={() => setEditing(entry.code)}
                    >
                      {t("dossier.keep")}
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {editing !== null && <ItemDialog move={move} file={file} code={editing} close={() => setEditing(null)} />}
    </Section>
  );
}

const draftOf = (item: ItemDraft | undefined): ItemDraft => ({
  present: item?.present ?? false,
  date: item?.date ?? null,
  document: item?.document ?? "",
  note: item?.note ?? "",
  attachmentId: item?.attachmentId ?? null,
});

function ItemDialog({
  move,
  file,
  code,
  close,
}: {
  readonly move: MoveScreen;
  readonly file: MoveFile;
  readonly code: string;
  readonly close: () => void;
}) {
  const { t } = useTranslation("move");
  const language = useLanguage();
  const [draft, setDraft] = useState<ItemDraft>(() => draftOf(file.dossier.find(({ item }) => item === code)));
  const [scan, setScan] = useState<Attachment | null>(null);
  const edit = (patch: Partial<ItemDraft>) => setDraft({ ...draft, ...patch });
  const name = dossierList.find((entry) => entry.code === code);
  const described = scan && { ...scan, kind: name?.vi ?? "", number: draft.document.slice(0, 60), date: draft.date };
  return (
    <MoveDialog
      title={t("dossier.keepNamed", { item: name?.[language] ?? code })}
      move={move}
      save={() => move.keepItem(code, draft, described)}
      close={close}
    >
      <div className="field-wide">
        <CheckField label={t("dossier.present")} value={draft.present} onChange={(present) => edit({ present })} />
      </div>
      <TextField
        label={t("dossier.document")}
        maxLength={300}
        value={draft.document}
        onChange={(document) => edit({ document })}
      />
      <DateField label={t("dossier.date")} value={draft.date} onChange={(date) => edit({ date })} />
      <ScanField
        label={t("dossier.scan")}
        chosen={scan !== null || draft.attachmentId !== null}
        add={async () => {
          const added = await move.addScan();
          if (added === null) return;
          setScan(added);
          edit({ present: true });
        }}
      />
      {!draft.present && (
        <TextArea
          label={t("dossier.why")}
          hint={t("dossier.whyHint")}
          maxLength={500}
          value={draft.note}
          onChange={(note) => edit({ note })}
        />
      )}
    </MoveDialog>
  );
}

/** A scanned paper to be saved with a form. */
export function ScanField({
  label,
  chosen,
  add,
}: {
  readonly label: string;
  readonly chosen: boolean;
  readonly add: () => Promise<void>;
}) {
  const { t } = useTranslation("move");
  return (
    <div className="field">
      <span className="field-label">{label}</span>
      <button type="button" className="button" onClick={() => void add()}>
        {t("dossier.addScan")}
      </button>
      {chosen && <p className="field-hint">{t("dossier.scanChosen")}</p>}
    </div>
  );
}
