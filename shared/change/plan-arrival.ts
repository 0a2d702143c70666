import type { FeedId, OfficeId } from "../domain/primitives.ts";
import { type Held, splitRef, type Turns, takeInTurn } from "./arrival-order.ts";
import type { ActionRef, Arrival } from "./change.ts";
import { placesPassedOn } from "./excerpt.ts";

/** What an office holds, by numbers alone. */
export interface HeldNumbers {
  readonly lengths: ReadonlyMap<FeedId, number>; // last number held of each feed
  readonly apart: ReadonlySet<ActionRef>; // what came in excerpts (CM-18)
  readonly ended?: ReadonlyMap<FeedId, number>; // last action that counts of each feed whose key was revoked (CM-16)
}

/** `Turns`, and what is held afterwards. */
export interface ArrivalTurns extends Turns, HeldNumbers {
  /** Ended feeds of which something was seen that is not held and need not come. */
  readonly missed: ReadonlySet<FeedId>;
}

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
  const missed = new Set<FeedId>();
  const turns = takeInTurn(
    {
      upTo: (feed) => lengths.get(feed) ?? 0,
      apart: (ref) => {
        if (more.has(ref) || before.apart.has(ref)) return true;
        const revoked = isRevoked(before, ref);
        if (revoked) missed.add(splitRef(ref).feed);
        return revoked;
      },
    },
    waiting,
    arrivals,
    (arrival) => {
      lengths.set(arrival.feed, arrival.number);
      const places = placesPassedOn(own, arrival);
      for (const ref of places) more.add(ref);
      return places;
    },
  );
  return { ...turns, lengths, apart: more.size === 0 ? before.apart : new Set([...before.apart, ...more]), missed };
}

/** What is held, by numbers alone, for whoever asks what an arrival waits for. */
export const heldBy = (numbers: HeldNumbers): Held => ({
  upTo: (feed) => numbers.lengths.get(feed) ?? 0,
  apart: (ref) => numbers.apart.has(ref) || isRevoked(numbers, ref),
});

function isRevoked({ ended }: HeldNumbers, ref: ActionRef): boolean {
  const { feed, number } = splitRef(ref);
  return number > (ended?.get(feed) ?? Number.POSITIVE_INFINITY);
}
