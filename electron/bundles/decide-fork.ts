import type { Arrival } from "../../shared/exchange/arrival.ts";
import type { ForkDecision } from "../../shared/exchange/aside.ts";
import type { BundleHeader } from "../../shared/exchange/header.ts";
import type { Head } from "../../shared/ipc/ledger.ts";
import type { ExchangeProblem, Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { type Book, heldOf } from "../book.ts";
import { addEntry, type Office } from "../office.ts";
import { frozenAt } from "./asides.ts";

/**
 * What a fork of its feed makes of a bundle, whatever its place; null: nothing. While nobody has decided, the feed stands still.
 * After that the branch that lost is known again; a third branch is a new fork.
 *
 * @param opened  what its place alone makes of it
 */
export function decisionAgainst(
  book: Book,
  { feed, from, to }: Pick<BundleHeader, "feed" | "from" | "to">,
  opened: Result<Arrival, ExchangeProblem>,
): ExchangeProblem | null {
  const state = book.asides.forks.get(feed);
  if (state === undefined) return null;
  const { fork, decision } = state;
  if (decision === null) {
    const repeats = !opened.ok && opened.problem.kind === "bundle-already-taken";
    const isFork = !opened.ok && opened.problem.kind === "bundle-forked";
    return repeats || isFork ? null : { kind: "bundle-frozen", at: fork.at };
  }
  if (!opened.ok && opened.problem.kind === "bundle-forked") {
    const { at, theirs } = opened.problem;
    const isSame = at === fork.at ? theirs === fork.theirs : at > fork.at && at === from - 1;
    return isSame ? { kind: "bundle-of-lost-branch", at: fork.at } : null;
  }
  return decision.keeps === "other" && to > heldOf(book, feed).number
    ? { kind: "feed-closed", at: heldOf(book, feed).number }
    : null;
}

/** Record which PC goes on with a feed that forked. What waits can then be taken, or never will. */
export async function decideFork(
  office: Office,
  { feed, keeps, reason }: Pick<ForkDecision, "feed" | "keeps" | "reason">,
): Promise<Result<Head, Problem>> {
  const fork = frozenAt(office.book.asides, feed);
  if (fork === null) return failed({ kind: "staging-gone" });
  const { clerk, machine } = office;
  const entry = { entry: "fork-decided", decision: { feed, fork, keeps, reason }, clerk: clerk.id } as const;
  const noted = await addEntry(office, { ...entry, at: machine.clock.note() });
  return noted.ok ? ok(noted.value) : noted;
}
