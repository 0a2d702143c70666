import type { FeedId } from "../domain/primitives.ts";
import { type Action, type ActionRef, type Arrival, isWithheld, refOf } from "./change.ts";

/** What became of a set of arrivals. `taken`, `held` and `waiting` part the new ones; `released` had waited before. */
export interface Turns {
  readonly taken: readonly Arrival[]; // in the order in which they took their turn
  readonly released: readonly Arrival[];
  readonly held: readonly Arrival[]; // here before, applied or waiting: nothing to do
  readonly waiting: readonly Arrival[]; // every one that waits now, the older ones first
}

/**
 * Let each arrival take its turn as soon as its feed predecessor and every write it saw are held (CM-2, CM-3).
 *
 * @param heldUpTo  last number held of a feed, 0 where none
 * @param waiting   arrivals that wait from before
 * @param arrivals  new ones, in any order, doubles included
 * @param take      called once for each that applies; must raise `heldUpTo` of its feed to its number
 */
export function takeInTurn(
  heldUpTo: (feed: FeedId) => number,
  waiting: readonly Arrival[],
  arrivals: Iterable<Arrival>,
  take: (arrival: Arrival) => void,
): Turns {
  const places = new Map<ActionRef, Place>(); // all that wait, oldest first
  const queues = new Map<ActionRef, Place[]>(); // by the action each waits for next
  const [taken, released, held]: [Arrival[], Arrival[], Arrival[]] = [[], [], []];

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
      const missing = missingOf(place.needs, heldUpTo);
      if (missing !== null) {
        park(place, missing);
        continue;
      }
      places.delete(place.ref);
      take(place.arrival);
      (place.old ? released : taken).push(place.arrival);
      for (const next of queues.get(place.ref) ?? []) ready.push(next);
      queues.delete(place.ref);
    }
  };
  const admit = (arrival: Arrival, old: boolean): void => {
    const needs = needsOf(arrival, heldUpTo);
    const missing = missingOf(needs, heldUpTo);
    if (missing !== null) {
      park({ arrival, ref: refOf(arrival), needs, old }, missing);
      return;
    }
    take(arrival);
    (old ? released : taken).push(arrival);
    if (queues.size > 0) release(refOf(arrival));
  };

  for (const arrival of waiting) admit(arrival, true);
  for (const arrival of arrivals) {
    const isHere = arrival.number <= heldUpTo(arrival.feed) || (places.size > 0 && places.has(refOf(arrival)));
    if (isHere) held.push(arrival);
    else admit(arrival, false);
  }
  return { taken, released, held, waiting: Array.from(places.values(), (place) => place.arrival) };
}

/** What an arrival waits for next: the last action of the first feed that does not reach far enough. Null: it need not wait. */
export const waitsFor = (arrival: Arrival, heldUpTo: (feed: FeedId) => number): ActionRef | null =>
  missingOf(needsOf(arrival, heldUpTo), heldUpTo);

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

/** For each feed that does not reach far enough yet, the highest number that must be held. */
type Needs = ReadonlyMap<FeedId, number>;

const nothing: Needs = new Map();

function needsOf(arrival: Arrival, heldUpTo: (feed: FeedId) => number): Needs {
  let needs: Map<FeedId, number> | null = null;
  const need = (feed: FeedId, number: number): void => {
    if (number <= heldUpTo(feed)) return;
    needs ??= new Map();
    if (number > (needs.get(feed) ?? 0)) needs.set(feed, number);
  };
  need(arrival.feed, arrival.number - 1);
  if (isWithheld(arrival)) return needs ?? nothing;
  for (const ref of seenBy(arrival)) {
    const { feed, number } = splitRef(ref);
    need(feed, number);
  }
  return needs ?? nothing;
}

/** The last action of the first feed that does not reach far enough. Once it is held, so are all before it. */
function missingOf(needs: Needs, heldUpTo: (feed: FeedId) => number): ActionRef | null {
  for (const [feed, number] of needs) if (heldUpTo(feed) < number) return `${feed}:${number}`;
  return null;
}
