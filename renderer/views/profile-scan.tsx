import { useTranslation } from "react-i18next";
import type { Attachment } from "../../shared/domain/dossier.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Notice } from "../parts/notice.tsx";
import type { Pictures } from "../state/photo.ts";

/** What can be done with a scan: a picture is looked at here, a PDF is written to a file, for the reader of the PC. */
export function ScanWays({ pictures, attachment }: { readonly pictures: Pictures; readonly attachment: Attachment }) {
  const { t } = useTranslation("profile");
  return (
    <span className="scan-ways">
      <span className="quiet">{t(`scan.media.${attachment.media}`)}</span>
      {attachment.media !== "application/pdf" && (
        <button type="button" className="link" onClick={() => void pictures.look(attachment)}>
          {t("scan.view")}
        </button>
      )}
      <button type="button" className="link" onClick={() => void pictures.export(attachment)}>
        {t("scan.export")}
      </button>
    </span>
  );
}

/** A scanned picture, over the screen. */
export function LookAtScan({ pictures }: { readonly pictures: Pictures }) {
  const { t } = useTranslation("profile");
  const { looking, exported, lookAway } = pictures;
  return (
    <>
      {exported !== null && (
        <Notice tone="good">{t("scan.exported", { file: exported.fileName, number: exported.number })}</Notice>
      )}
      {looking !== null && (
        <Dialog title={t("scan.title", { what: scanName(looking.attachment) })} onClose={lookAway} wide>
          <img className="scan-picture" src={looking.url} alt={scanName(looking.attachment)} />
        </Dialog>
      )}
    </>
  );
}

const scanName = ({ kind, number }: Attachment): string => [kind, number].filter(Boolean).join(" ") || "…";
