import { useTranslation } from "react-i18next";
import { formatPartialDate } from "../../shared/domain/dates.ts";
import { Notice } from "./notice.tsx";

/** A draft that an earlier day left behind: go on with it, or drop it. */
export function DraftOffer({
  at,
  restricted = false,
  onResume,
  onDrop,
}: {
  readonly at: string; // local clock, "2026-03-02T10:42"
  readonly restricted?: boolean; // going on shows restricted items
  readonly onResume: () => void;
  readonly onDrop: () => void;
}) {
  const { t } = useTranslation("profile");
  return (
    <Notice tone="warn">
      <span data-draft="offered">
        {t("draft.offered", { at: `${at.slice(11, 16)} ${formatPartialDate(at.slice(0, 10))}` })}
      </span>
      {restricted && <span>{t("draft.protected")}</span>}
      <span className="buttons">
        <button type="button" className="button button-small button-main" onClick={onResume}>
          {t("draft.resume")}
        </button>
        <button type="button" className="button button-small" onClick={onDrop}>
          {t("draft.drop")}
        </button>
      </span>
    </Notice>
  );
}
