import type { FeedId, OfficeId } from "../domain/primitives.ts";
import { type Held, splitRef, type Turns, takeInTurn } from "./arrival-order.ts";
import type { ActionRef, Arrival } from "./change.ts";
import { placesPassedOn } from "./excerpt.ts";

/** What an office holds, by numbers alone. */
export interface HeldNumbers {
  readonly lengths: ReadonlyMap<FeedId, number>; // last number held of each feed
  readonly apart: ReadonlySet<ActionRef>; // what came in excerpts (CM-18)
  readonly ended?: ReadonlyMap<FeedId, number>; // last action that counts of each feed whose key was revoked (CM-16)
  readonly short?: ReadonlyMap<FeedId, number>; // of these that never came up to there the last action that came: nobody sends the rest
  readonly missed?: ReadonlySet<ActionRef>; // what was seen of ended feeds when it had not come: it is waited for no more, even while it waits itself
}

/** `Turns`, and what is held afterwards. */
export interface ArrivalTurns extends Turns, HeldNumbers {
  readonly missed: ReadonlySet<ActionRef>; // by these arrivals
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
  const missed = new Set<ActionRef>();
  const turns = takeInTurn(
    {
      upTo: (feed) => lengths.get(feed) ?? 0,
      apart: (ref) => {
        if (more.has(ref) || before.apart.has(ref)) return true;
        const needed = mayCome(before, ref);
        if (!needed) missed.add(ref);
        return !needed;
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
  apart: (ref) => numbers.apart.has(ref) || !mayCome(numbers, ref),
});

/** Whether what is not held may still come and count: it was not revoked, and its feed goes on. */
function mayCome({ ended, short, missed }: HeldNumbers, ref: ActionRef): boolean {
  if (missed?.has(ref)) return false;
  const { feed, number } = splitRef(ref);
  return number <= Math.min(ended?.get(feed) ?? Number.POSITIVE_INFINITY, short?.get(feed) ?? Number.POSITIVE_INFINITY);
}
