import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../shared/problem.ts";
import { ProblemBanner } from "../parts/notice.tsx";
import { Progress } from "../parts/page.tsx";
import type { OpeningAt } from "../state/session.ts";
import { LanguageSwitch } from "./language-switch.tsx";

/** The card in the middle of the window while the register is closed. */
export function Door({
  title,
  lead,
  narrow = false,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly narrow?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <main className="door">
      <div className={narrow ? "door-card door-narrow" : "door-card"}>
        <div className="door-head">
          <div>
            <h1>{title}</h1>
            {lead && <p className="door-lead">{lead}</p>}
          </div>
          <LanguageSwitch />
        </div>
        {children}
      </div>
    </main>
  );
}

/** Before main has said how things stand. */
export function Asking({ problem }: { readonly problem: Problem | null }) {
  const { t } = useTranslation("common");
  return (
    <Door title={t("program")} narrow>
      {problem ? <ProblemBanner problem={problem} /> : <p className="quiet">{t("loading")}</p>}
    </Door>
  );
}

/** While the working copy is read, caught up or rebuilt. */
export function Opening({ progress }: { readonly progress: OpeningAt | null }) {
  const { t, i18n } = useTranslation("start");
  const of = new Intl.NumberFormat(i18n.language);
  return (
    <Door title={t("opening.title")} narrow>
      <Progress
        label={progress === null ? t("opening.reading") : t(`opening.${progress.step}`)}
        done={progress?.done ?? 0}
        total={progress?.total ?? 0}
      />
      {progress !== null && progress.total > 0 && (
        <p className="quiet">{t("opening.of", { done: of.format(progress.done), total: of.format(progress.total) })}</p>
      )}
    </Door>
  );
}

/** The program itself has failed: say what is safe, and give a line that can be passed on. */
export function Broken({ line }: { readonly line: string }) {
  const { t } = useTranslation("common");
  return (
    <Door title={t("broken.title")}>
      <div role="alert" className="form">
        <p>{t("broken.text")}</p>
        <pre className="broken-line">{line}</pre>
      </div>
      <div className="buttons">
        <button type="button" className="button button-main" onClick={() => location.reload()}>
          {t("broken.reload")}
        </button>
      </div>
    </Door>
  );
}
