import type { FeedId } from "../shared/domain/primitives.ts";
import type { Entry } from "../shared/exchange/entry.ts";

/** When other offices were last heard of, in ledger entries, and on which days we wrote ourselves: as the ledger tells it. */
export interface Hearing {
  readonly metAt: Map<FeedId, number>; // each peer became one
  readonly moved: Map<FeedId, number>; // its last receipt that confirmed more, or asked again
  readonly registryMoved: Map<FeedId, number>; // the edition of the registry that it says it holds last changed
  readonly behindSince: Map<FeedId, number>; // it first told of an edition newer than ours
  readonly days: Map<string, number>; // each day noted by an entry of ours: the last one that notes it
}

export const nothingHeard = (): Hearing => ({
  metAt: new Map(),
  moved: new Map(),
  registryMoved: new Map(),
  behindSince: new Map(),
  days: new Map(),
});

/** Note the day of an entry of ours; an import notes another office's clock, so it has none. */
export function noteDay({ days }: Hearing, position: number, entry: Entry): void {
  const note =
    entry.entry === "action" ? (notedAt.exec(entry.action.line)?.[1] ?? "") : "at" in entry ? (entry.at ?? "") : "";
  if (isTime.test(note)) days.set(note.slice(0, 10), position);
}

const notedAt = /^\{"by":"[^"]*","at":"([^"]*)"/;
const isTime = /^\d{4}-\d\d-\d\dT/;

/**
 * Days on which we wrote from a ledger entry on, and today. However the clock jumped, each day that it showed counts once: a jump
 * of ten years is one day more, and a way back none less.
 *
 * @param today  a clock note
 */
export const daysSince = ({ days }: Hearing, position: number, today: string): number =>
  new Set([today.slice(0, 10), ...[...days].flatMap(([day, last]) => (last >= position ? [day] : []))]).size;

/**
 * What a peer says of the edition of the registry that it holds.
 *
 * @param before  what it said before
 * @param ours    the edition held here, 0: none
 */
export function noteTold(
  { registryMoved, behindSince }: Hearing,
  position: number,
  from: FeedId,
  { told, before, ours }: { readonly told: number; readonly before: number | undefined; readonly ours: number },
): void {
  if (told !== before) registryMoved.set(from, position);
  if (told > ours && !behindSince.has(from)) behindSince.set(from, position);
}
