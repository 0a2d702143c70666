import type { FeedId } from "../domain/primitives.ts";
import { type Turns, takeInTurn } from "./arrival-order.ts";
import type { Arrival } from "./change.ts";

/** `Turns`, and the last number held of each feed afterwards. */
export interface ArrivalTurns extends Turns {
  readonly lengths: ReadonlyMap<FeedId, number>;
}

/**
 * Which arrivals apply and which wait, from feed numbers alone: for whoever keeps the ledger and holds no records.
 * Agrees with `applyAll` in every case.
 *
 * @param lengths   last number held of each feed
 * @param arrivals  well-formed, in any order
 * @param waiting   those that wait from before
 */
export function planArrival(
  lengths: ReadonlyMap<FeedId, number>,
  arrivals: Iterable<Arrival>,
  waiting: readonly Arrival[] = [],
): ArrivalTurns {
  const after = new Map(lengths);
  const turns = takeInTurn(
    (feed) => after.get(feed) ?? 0,
    waiting,
    arrivals,
    ({ feed, number }) => after.set(feed, number),
  );
  return { ...turns, lengths: after };
}
