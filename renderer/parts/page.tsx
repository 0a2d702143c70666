import { type ReactNode, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { BackIcon } from "./icons.tsx";

/** One screen: its heading, what can be done there, and its content. It begins at its top. */
export function Page({
  title,
  detail,
  onBack,
  actions,
  children,
  fill = false,
}: {
  readonly title: string;
  readonly detail?: ReactNode; // a quieter line beside the title
  readonly onBack?: (() => void) | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly fill?: boolean; // the content scrolls inside itself (a long list)
}) {
  const { t } = useTranslation("common");
  const page = useRef<HTMLDivElement>(null);
  // What scrolls stays when another screen takes the place of one: its end would come into sight first.
  useLayoutEffect(() => {
    page.current?.closest("main")?.scrollTo(0, 0);
  }, []);
  return (
    <div ref={page} className={fill ? "page page-fill" : "page"}>
      <div className="page-head">
        {onBack && (
          <button
            type="button"
            className="button-icon"
            aria-label={t("button.back")}
            title={t("button.back")}
            onClick={onBack}
          >
            <BackIcon />
          </button>
        )}
        <h1 className="page-title">{title}</h1>
        {detail && <div className="page-detail">{detail}</div>}
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      <div className="page-body">{children}</div>
    </div>
  );
}

/** A part of a screen under its own heading. */
export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="section" aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** Nothing to show yet, and the way on. */
export function EmptyState({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children && <div className="empty-ways">{children}</div>}
    </div>
  );
}

/** How far something has come. */
export function Progress({
  label,
  done,
  total,
}: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}) {
  return (
    <div className="progress">
      <output>{label}</output>
      {total > 0 ? <progress value={done} max={total} aria-label={label} /> : <progress aria-label={label} />}
    </div>
  );
}
