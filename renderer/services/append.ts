import { toThoseAnswered } from "../../shared/change/answered-offices.ts";
import { type ActionRef, type Draft, refOf } from "../../shared/change/change.ts";
import type { Entry } from "../../shared/exchange/entry.ts";
import type { Head } from "../../shared/ipc/ledger.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { Office } from "./office.ts";

/** A saved action: where the ledger stands, and when lists and search show it (it never rejects). */
export interface Saved {
  readonly head: Head;
  readonly ref: ActionRef; // its place in the own feed, by which it can be taken back
  readonly shown: Promise<void>;
}

/**
 * Record one action. Answers as soon as the ledger has it; the working copy follows behind.
 *
 * @returns the ledger's new head, or why nothing was saved
 */
export async function appendAction({ desktop, data, opened }: Office, draft: Draft): Promise<Result<Saved, Problem>> {
  const own = opened.level === "province" ? toThoseAnswered(draft, opened.office) : draft;
  const appended = await desktop.call("ledger.append", own);
  if (!appended.ok) return appended;
  const { head, entry } = appended.value;
  const shown = data.take(entry, head);
  // Saved is saved: a working copy that cannot follow is rebuilt at the next start, and is reported apart from the save.
  shown.catch((error: unknown) => queueMicrotask(() => reportError(error)));
  return ok({ head, ref: writtenAs(entry), shown: shown.catch(() => undefined) });
}

/** The place of the action that was just recorded. */
function writtenAs(entry: Entry): ActionRef {
  if (entry.entry !== "action") throw new Error("an action was recorded as something else");
  return refOf(entry.action);
}
