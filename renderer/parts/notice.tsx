import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../shared/problem.ts";
import { sentence } from "../text/sentence.ts";
import { CheckIcon, WarnIcon } from "./icons.tsx";

/** A quiet strip of words. `good` for something done, `warn` for something to look at. */
export function Notice({
  tone = "plain",
  children,
}: {
  readonly tone?: "plain" | "good" | "warn";
  readonly children: ReactNode;
}) {
  return (
    <output className={`notice notice-${tone}`}>
      {tone === "good" && <CheckIcon />}
      {tone === "warn" && <WarnIcon />}
      <span className="notice-text">{children}</span>
    </output>
  );
}

/** A problem in words: what happened, what stands unchanged, what to do. Read out at once. */
export function ProblemBanner({
  problem,
  about,
  children,
}: {
  readonly problem: Problem;
  readonly about?: string; // whom it concerns, where several are told of
  readonly children?: ReactNode;
}) {
  const { i18n } = useTranslation();
  const { what, kept, todo } = sentence(problem, i18n.language === "en" ? "en" : "vi");
  return (
    <div className="notice notice-bad" role="alert" data-problem={problem.kind}>
      <WarnIcon />
      <div className="notice-text">
        {about !== undefined && <p className="notice-about">{about}</p>}
        <p className="notice-what">
          {what} {kept}
        </p>
        <p>{todo}</p>
        {children}
      </div>
    </div>
  );
}
