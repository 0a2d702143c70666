import type { Decision } from "../../shared/domain/decision.ts";
import { foldLoosely } from "../../shared/domain/fold.ts";

/** The same paper already in the register: number and issuer the same, spelling aside, and not of another date. */
export function knownDecision(
  written: Pick<Decision, "number" | "issuer" | "date">,
  decisions: readonly Decision[],
): Decision | null {
  if (written.number === "") return null;
  const key = (decision: Pick<Decision, "number" | "issuer">) =>
    `${foldLoosely(decision.number)}|${foldLoosely(decision.issuer)}`;
  return (
    decisions.find(
      (decision) => !decision.withdrawn && key(decision) === key(written) && decision.date === written.date,
    ) ?? null
  );
}
