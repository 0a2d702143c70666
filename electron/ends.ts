import { compareRefs, splitRef } from "../shared/change/arrival-order.ts";
import type { ActionRef } from "../shared/change/change.ts";
import type { FeedId } from "../shared/domain/primitives.ts";
import type { Book } from "./book.ts";
import type { Effects } from "./effects.ts";

/** Where feeds ended whose keys were revoked, and what is held of them and what never came (CM-16). */

const heldUpTo = ({ feeds }: Book, feed: FeedId): number => feeds.get(feed)?.heads.length ?? 0;

/** Where feeds end, and how far those came that are not held up to there. The own feed's PC keeps what it wrote until it has a new identity. */
export function endsNow(book: Book): Pick<Effects, "ended" | "short"> {
  const feeds = (book.registry?.registry.feeds ?? []).flatMap(({ feed, keys, closed }) => {
    const end = keys.at(-1)?.to ?? null;
    return end === null || closed === true || feed === book.own
      ? []
      : [{ feed, end: end.number, held: heldUpTo(book, feed) }];
  });
  return {
    ended: new Map(feeds.map(({ feed, end }) => [feed, end])),
    short: new Map(feeds.filter(({ end, held }) => held < end).map(({ feed, held }) => [feed, held])),
  };
}

/**
 * Feeds of others that ended before the last action that is held of them, or that something held saw: what is beyond stays in the
 * ledger and does not count, and nobody waits for it.
 */
export function endsHeld(book: Book): readonly { readonly feed: FeedId; readonly upTo: number }[] {
  const { ended, missed } = book.effects;
  const seen = [...missed].map(splitRef);
  const seenBeyond = new Set(seen.flatMap(({ feed, number }) => (number > (ended.get(feed) ?? number) ? [feed] : [])));
  return [...ended]
    .filter(([feed, upTo]) => heldUpTo(book, feed) > upTo || seenBeyond.has(feed))
    .map(([feed, upTo]) => ({ feed, upTo }));
}

/** Actions of ended feeds that something held saw before they came, and that still have no effect, in a fixed order. */
export const goneRefs = (book: Book): readonly ActionRef[] =>
  [...book.effects.missed]
    .filter((ref) => {
      const { feed, number } = splitRef(ref);
      const { ended, apart, lengths } = book.effects;
      return number <= (ended.get(feed) ?? 0) && number > (lengths.get(feed) ?? 0) && !apart.has(ref);
    })
    .toSorted(compareRefs);
