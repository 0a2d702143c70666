import type { FeedId } from "../../shared/domain/primitives.ts";
import type { Aside, Fork, ForkDecision } from "../../shared/exchange/aside.ts";

/** Bundles that are kept until they can be taken, and feeds that forked: as the ledger tells it. */
export interface Asides {
  readonly kept: Map<string, { readonly aside: Aside; readonly at: string }>; // by the hash of the bundle
  readonly forks: Map<FeedId, ForkState>; // the last of each feed
}

export interface ForkState {
  readonly fork: Fork;
  readonly at: string; // clock note of when it was seen
  readonly decision: ForkDecision | null;
}

export const noAsides = (): Asides => ({ kept: new Map(), forks: new Map() });

export function noteAside({ kept, forks }: Asides, aside: Aside, at: string): void {
  kept.set(aside.bundle, { aside, at });
  const known = forks.get(aside.feed);
  if (aside.reason.why === "fork" && (known === undefined || known.decision !== null))
    forks.set(aside.feed, { fork: aside.reason.fork, at, decision: null });
}

export function noteDecision({ forks }: Asides, decision: ForkDecision): void {
  const known = forks.get(decision.feed);
  if (known !== undefined) forks.set(decision.feed, { ...known, decision });
}

/**
 * Let go of the bundles of a feed that the ledger holds by now, whoever brought their actions. The file of a branch is kept
 * for ever: it is the proof.
 *
 * @returns hashes of the bundles that need not be kept any longer
 */
export function noteTaken(
  { kept }: Asides,
  feed: FeedId,
  heldUpTo: number,
  headAt: (number: number) => string,
): readonly string[] {
  const done = [...kept.values()].filter(
    ({ aside }) =>
      aside.feed === feed &&
      aside.reason.why !== "fork" &&
      aside.to <= heldUpTo &&
      headAt(aside.to).startsWith(aside.head),
  );
  for (const { aside } of done) kept.delete(aside.bundle);
  return done.map(({ aside }) => aside.bundle);
}

/** The fork at which a feed stands still; null: it goes on. */
export function frozenAt({ forks }: Asides, feed: FeedId): Fork | null {
  const state = forks.get(feed);
  return state === undefined || state.decision !== null ? null : state.fork;
}

/** The kept bundles of a feed, in the order of their first numbers. */
export const asidesOf = ({ kept }: Asides, feed: FeedId): readonly Aside[] =>
  [...kept.values()]
    .map(({ aside }) => aside)
    .filter((aside) => aside.feed === feed)
    .toSorted((one, other) => one.from - other.from || one.to - other.to);
