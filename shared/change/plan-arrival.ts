import type { FeedId, OfficeId } from "../domain/primitives.ts";
import { type Turns, takeInTurn } from "./arrival-order.ts";
import type { ActionRef, Arrival } from "./change.ts";
import { placesPassedOn } from "./excerpt.ts";

/** What an office holds, by numbers alone. */
export interface HeldNumbers {
  readonly lengths: ReadonlyMap<FeedId, number>; // last number held of each feed
  readonly apart: ReadonlySet<ActionRef>; // what came in excerpts (CM-18)
}

/** `Turns`, and what is held afterwards. */
export interface ArrivalTurns extends Turns, HeldNumbers {}

/**
 * Which arrivals apply and which wait, from feed numbers alone: for whoever keeps the ledger and holds no records.
 * Agrees with `applyAll` in every case.
 *
 * @param arrivals  well-formed, in any order
 * @param waiting   those that wait from before
 * @param own       the office that holds them: excerpts for it make more places known
 */
export function planArrival(
  before: HeldNumbers,
  arrivals: Iterable<Arrival>,
  waiting: readonly Arrival[] = [],
  own?: OfficeId,
): ArrivalTurns {
  const lengths = new Map(before.lengths);
  const more = new Set<ActionRef>(); // held apart since
  const apart = (ref: ActionRef) => more.has(ref) || before.apart.has(ref);
  const turns = takeInTurn({ upTo: (feed) => lengths.get(feed) ?? 0, apart }, waiting, arrivals, (arrival) => {
    lengths.set(arrival.feed, arrival.number);
    const places = placesPassedOn(own, arrival);
    for (const ref of places) more.add(ref);
    return places;
  });
  return { ...turns, lengths, apart: more.size === 0 ? before.apart : new Set([...before.apart, ...more]) };
}
