import { seenBy, splitRef } from "../../shared/change/arrival-order.ts";
import { type Action, type ActionRef, isWithheld } from "../../shared/change/change.ts";
import { decodeLine } from "../../shared/change/line.ts";
import type { FeedId, RecordId } from "../../shared/domain/primitives.ts";
import { actionLinesOf } from "../../shared/exchange/entry.ts";
import type { Head } from "../../shared/ipc/ledger.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { heldOf, shownEntry } from "../book.ts";
import { walkEntries } from "../ledger-entries.ts";
import { append, inTurn, type Office, settleEffects } from "../office.ts";

/** What returning a feed to before an action would do. */
export interface ReturnPlan {
  readonly upTo: number; // last action of the feed that stays: what own later work rests on cannot go
  readonly was: number; // last action held now
  readonly restsOn: readonly RecordId[]; // records of own later actions for which more has to stay than was asked
}

/**
 * How far a feed can be set back. Own actions stay whatever is returned, so every action that one of them saw stays, with all that
 * saw in turn; and the action that made a record which own later work changes or names. What other offices' actions rest on may
 * go: they wait again (CM-3).
 *
 * @param from  first action to be returned
 */
export async function planReturn(office: Office, feed: FeedId, from: number): Promise<Result<ReturnPlan, Problem>> {
  const { book } = office;
  const was = heldOf(book, feed).number;
  if (feed === book.own || from < 1 || from > was) return failed({ kind: "staging-gone" });
  const fork = book.asides.forks.get(feed)?.fork;
  if (fork !== undefined && fork.at >= from) return failed({ kind: "return-forked", at: fork.at });
  const own = new Set([book.own, ...book.former.map((one) => one.feed)]);
  const made = new Map<RecordId, number>(); // records that are there only by what is to be returned: the first action that wrote
  const there = new Set<RecordId>();
  const users: { readonly needs: number; readonly records: readonly RecordId[] }[] = [];
  const seen = new Map<
    FeedId,
    { readonly number: number; readonly by: readonly ActionRef[]; readonly action: Action }[]
  >();
  const walked = await walkEntries(office.store, ({ position, entry }) => {
    for (const line of actionLinesOf(shownEntry(book, position, entry))) {
      const decoded = decodeLine(JSON.parse(line.line), line.feed, line.number);
      if (!decoded.ok || isWithheld(decoded.value)) continue;
      const action = decoded.value;
      const by = seenBy(action).filter((ref) => !ref.startsWith(`${line.feed}:`));
      if (by.length > 0) {
        const known = seen.get(line.feed) ?? [];
        seen.set(line.feed, known);
        known.push({ number: line.number, by, action });
      }
      const records = action.changes.map(({ record }) => record);
      if (line.feed === feed && line.number >= from) {
        for (const record of records) if (!there.has(record) && !made.has(record)) made.set(record, line.number);
        continue;
      }
      if (own.has(line.feed) && made.size > 0) {
        const named = [...new Set(line.line.match(recordIds) ?? [])] as RecordId[];
        const needs = Math.max(0, ...named.map((record) => made.get(record) ?? 0));
        if (needs > 0) users.push({ needs, records });
      }
      for (const record of records) if (!made.has(record)) there.add(record);
    }
  });
  if (!walked.ok) return walked;
  // What own actions saw, and what that saw in turn.
  const reach = new Map<FeedId, number>([...own].map((one) => [one, Number.POSITIVE_INFINITY]));
  const restsOn = new Set<RecordId>(users.flatMap(({ records }) => records));
  let least = Math.max(from - 1, ...users.map(({ needs }) => needs));
  for (let moved = true; moved; ) {
    moved = false;
    for (const [of, actions] of seen) {
      const upTo = of === feed ? least : (reach.get(of) ?? 0);
      for (const { number, by, action } of actions) {
        if (number > upTo) continue;
        for (const ref of by) {
          const needed = splitRef(ref);
          if (needed.feed === feed) {
            if (needed.number <= least) continue;
            least = needed.number;
            moved = true;
            if (own.has(of)) for (const { record } of action.changes) restsOn.add(record);
          } else if (needed.number > (reach.get(needed.feed) ?? 0)) {
            reach.set(needed.feed, needed.number);
            moved = true;
          }
        }
      }
    }
  }
  return ok({ upTo: least, was, restsOn: least >= from ? [...restsOn] : [] });
}

/**
 * Set a feed back to before some of its actions: they stay in the ledger's history and count no more. The records are worked out
 * anew without them, and its next bundle waits until they are taken again.
 */
export async function returnImport(
  office: Office,
  { feed, from, reason }: { readonly feed: FeedId; readonly from: number; readonly reason: string },
): Promise<Result<{ readonly head: Head; readonly plan: ReturnPlan }, Problem>> {
  return inTurn(office, async () => {
    const plan = await planReturn(office, feed, from);
    if (!plan.ok) return plan;
    const { upTo, was } = plan.value;
    if (upTo >= was) return failed<Problem>({ kind: "return-built-upon", feed, upTo });
    const { clerk, machine } = office;
    const noted = await append(office, {
      entry: "returned",
      feed,
      upTo,
      was,
      reason,
      clerk: clerk.id,
      at: machine.clock.note(),
    });
    if (!noted.ok) return noted;
    const settled = await settleEffects(office);
    return settled.ok ? ok({ head: noted.value, plan: plan.value }) : settled;
  });
}

const recordIds = /[a-z][a-z-]*:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
