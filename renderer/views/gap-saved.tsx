import { useTranslation } from "react-i18next";
import { Notice, ProblemBanner } from "../parts/notice.tsx";
import type { Saves } from "../state/last-save.ts";
import type { Go } from "../state/screen.ts";

/** What was saved, and the way back. */
export function SavedNotice({
  saves: { saved, problem, unchanged, saving },
  undo,
  go,
}: {
  readonly saves: Saves;
  readonly undo: () => Promise<void>;
  readonly go?: Go; // where the gap is not on screen already
}) {
  const { t } = useTranslation("gaps");
  if (problem !== null) return <ProblemBanner problem={problem} />;
  if (unchanged) return <Notice>{t("unchanged")}</Notice>;
  if (saved === null) return null;
  const { key, undone } = saved;
  return (
    <Notice tone="good">
      <span className="gaps-saved">
        <span data-saved={undone ? "undone" : "done"}>{t(undone ? "takenBack" : "saved")}</span>
        <button type="button" className="link" disabled={saving} onClick={() => void undo()}>
          {t(undone ? "redo" : "undo")}
        </button>
        {go !== undefined && key !== null && !undone && (
          <button type="button" className="link" onClick={() => go("gap", { key })}>
            {t("openSaved")}
          </button>
        )}
      </span>
    </Notice>
  );
}
