import type { FeedId } from "../domain/primitives.ts";
import { type Action, type ActionRef, type Arrival, isWithheld, refOf } from "./change.ts";

/** What became of a set of arrivals. `taken`, `held` and `waiting` part the new ones; `released` had waited before. */
export interface Turns {
  readonly taken: readonly Arrival[]; // in the order in which they took their turn
  readonly released: readonly Arrival[];
  readonly held: readonly Arrival[]; // here before, applied or waiting: nothing to do
  readonly waiting: readonly Arrival[]; // every one that waits now, the older ones first
}

/** What is held so far. */
export interface Held {
  readonly upTo: (feed: FeedId) => number; // last number held of a feed, 0 where none
  readonly apart: (ref: ActionRef) => boolean; // places that nobody waits for: came in an excerpt (CM-18), revoked or gone with an ended feed (CM-16)
}

/**
 * Let each arrival take its turn as soon as its feed predecessor and every write it saw are held (CM-2, CM-3).
 *
 * @param waiting   arrivals that wait from before
 * @param arrivals  new ones, in any order, doubles included
 * @param take      called once for each that applies; must raise `held` of its feed to its number; answers the places that are
 *                  held apart since
 */
export function takeInTurn(
  held: Held,
  waiting: readonly Arrival[],
  arrivals: Iterable<Arrival>,
  take: (arrival: Arrival) => readonly ActionRef[],
): Turns {
  const places = new Map<ActionRef, Place>(); // all that wait, oldest first
  const queues = new Map<ActionRef, Place[]>(); // by the action each waits for next
  const [taken, released, here]: [Arrival[], Arrival[], Arrival[]] = [[], [], []];

  const park = (place: Place, missing: ActionRef): void => {
    places.set(place.ref, place);
    const queue = queues.get(missing);
    if (queue === undefined) queues.set(missing, [place]);
    else queue.push(place);
  };
  const release = (ref: ActionRef): void => {
    const ready: Place[] = queues.get(ref) ?? [];
    queues.delete(ref);
    for (let place = ready.pop(); place !== undefined; place = ready.pop()) {
      const missing = missingOf(place, held);
      if (missing !== null) {
        park(place, missing);
        continue;
      }
      places.delete(place.ref);
      const apart = take(place.arrival);
      (place.old ? released : taken).push(place.arrival);
      for (const now of [place.ref, ...apart]) {
        ready.push(...(queues.get(now) ?? []));
        queues.delete(now);
      }
    }
  };
  const admit = (arrival: Arrival, old: boolean): void => {
    const needs = needsOf(arrival, held);
    const missing = missingOf({ arrival, needs }, held);
    if (missing !== null) {
      park({ arrival, ref: refOf(arrival), needs, old }, missing);
      return;
    }
    const apart = take(arrival);
    (old ? released : taken).push(arrival);
    if (queues.size === 0) return;
    release(refOf(arrival));
    for (const ref of apart) release(ref);
  };

  for (const arrival of waiting) admit(arrival, true);
  for (const arrival of arrivals) {
    const isHere = arrival.number <= held.upTo(arrival.feed) || (places.size > 0 && places.has(refOf(arrival)));
    if (isHere) here.push(arrival);
    else admit(arrival, false);
  }
  return { taken, released, held: here, waiting: Array.from(places.values(), (place) => place.arrival) };
}

/** What an arrival waits for next. Null: it need not wait. */
export const waitsFor = (arrival: Arrival, held: Held): ActionRef | null =>
  missingOf({ arrival, needs: needsOf(arrival, held) }, held);

/** Feed and number of a ref. */
export function splitRef(ref: ActionRef): { readonly feed: FeedId; readonly number: number } {
  const colon = ref.indexOf(":");
  return { feed: ref.slice(0, colon), number: Number(ref.slice(colon + 1)) };
}

/** Every write that an action saw; one may come more than once. Fields of one change mostly saw the same. */
export function seenBy(action: Action): readonly ActionRef[] {
  const seen: ActionRef[] = [];
  let usual: readonly ActionRef[] | null = null;
  for (const { fields } of action.changes) {
    for (const field in fields) {
      const { saw } = fields[field]!;
      if (saw.length === 0 || saw === usual) continue;
      usual = saw;
      for (const ref of saw) if (ref !== seen.at(-1)) seen.push(ref);
    }
  }
  return seen;
}

/** Refs in a fixed order: by feed, then by number. */
export function compareRefs(one: ActionRef, other: ActionRef): number {
  const [a, b] = [splitRef(one), splitRef(other)];
  return a.feed === b.feed ? a.number - b.number : a.feed < b.feed ? -1 : 1;
}

interface Place {
  readonly arrival: Arrival;
  readonly ref: ActionRef;
  readonly needs: Needs;
  readonly old: boolean;
}

/** Places that it saw and that were not held when it came. The highest of a feed stands first: where the feed itself comes, all others are held once that one is. */
type Needs = readonly ActionRef[];

const nothing: Needs = [];

function needsOf(arrival: Arrival, held: Held): Needs {
  let needs: Map<FeedId, number[]> | null = null;
  const need = (feed: FeedId, number: number): void => {
    needs ??= new Map();
    const numbers = needs.get(feed);
    if (numbers === undefined) needs.set(feed, [number]);
    else numbers.push(number);
  };
  if (!isWithheld(arrival))
    for (const ref of seenBy(arrival)) {
      const { feed, number } = splitRef(ref);
      if (number > held.upTo(feed) && !held.apart(ref)) need(feed, number);
    }
  return needs === null ? nothing : placesOf(needs);
}

const placesOf = (needs: ReadonlyMap<FeedId, readonly number[]>): Needs =>
  [...needs].flatMap(([feed, numbers]) => numbers.toSorted((a, b) => b - a).map((number) => `${feed}:${number}`));

/** The action before it (CM-2), wherever its feed ended; else the first of what it saw that is still not held (CM-3). */
function missingOf({ arrival, needs }: Pick<Place, "arrival" | "needs">, held: Held): ActionRef | null {
  const before = arrival.number - 1;
  if (before > held.upTo(arrival.feed)) return `${arrival.feed}:${before}`;
  return needs.find((ref) => !isHeld(held, ref)) ?? null;
}

function isHeld(held: Held, ref: ActionRef): boolean {
  const { feed, number } = splitRef(ref);
  return number <= held.upTo(feed) || held.apart(ref);
}
