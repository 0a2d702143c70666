import type { Change } from "../../shared/change/change.ts";
import { headsOf } from "../../shared/change/heads.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { ProposalOnDesk } from "../data/office-data.ts";
import { appendAction, type Saved } from "./append.ts";
import type { Office } from "./office.ts";

/**
 * Confirm what another clerk of this office wrote, or refuse it, as its writer may too (CM-20).
 *
 * @returns "moved" where it has been answered meanwhile: nothing was saved
 */
export async function answerSecond(
  office: Office,
  { second, by, personId }: ProposalOnDesk,
  { confirmed, reason }: { readonly confirmed: boolean; readonly reason: string },
): Promise<Result<Saved | "moved", Problem>> {
  if (second === null) return ok("moved");
  const open = await office.data.proposals(personId ?? undefined);
  const question = await office.data.held(second.question);
  if (question === null || !open.some((one) => one.by === by && one.second !== null)) return ok("moved");
  const saw = [...new Set([...headsOf(question, "answer").map((head) => head.by), by])];
  const change: Change = { record: second.question, fields: { answer: { saw, to: { confirmed, reason } } } };
  return appendAction(office, {
    purpose: confirmed ? "second.confirm" : "second.refuse",
    reason,
    audience: [...second.audience],
    changes: [change],
  });
}
