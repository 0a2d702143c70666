import { useTranslation } from "react-i18next";
import type { ProgrammeLine } from "../state/programmes.ts";

/** How far a programme has come: a bar, and beside it the same in words. */
export function ProgrammeProgress({ sum, moves }: Pick<ProgrammeLine, "sum" | "moves">) {
  const { t } = useTranslation("programmes");
  if (sum === null) return <span className="quiet">{t("progressNone", { moves })}</span>;
  const percent = percentOf(sum.done, sum.number);
  const words = t(sum.coming > 0 ? "progressComing" : "progress", { ...sum, percent });
  return (
    <div className="programme-progress">
      <progress value={sum.done} max={Math.max(1, sum.number)} aria-label={words} />
      <span>{words}</span>
    </div>
  );
}

export function ProgrammeStateSign({ state }: Pick<ProgrammeLine, "state">) {
  const { t } = useTranslation("programmes");
  const tone = state === "running" ? "sign sign-good" : "sign";
  return <span className={tone}>{t(`state.${state ?? "none"}`)}</span>;
}

/** Whole per cent; of nothing set out all is done. */
export const percentOf = (part: number, whole: number): number =>
  whole === 0 ? 100 : Math.floor((100 * part) / whole);
