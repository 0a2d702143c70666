import type { ExchangeOverview } from "../shared/ipc/contract.ts";
import { confirmedByFeed, heldOf, lastBundleTo, owesReceiptTo } from "./book.ts";
import { fingerprintOf } from "./exchange/fingerprint.ts";
import type { Office } from "./office.ts";

/** Register lines that a screen shows at once. */
const shownLines = 200;

/** Where the exchange stands, for the screen: what was made for each office, and what it has confirmed. */
export function exchangeOverview({ own, book }: Office): ExchangeOverview {
  return {
    own,
    fingerprint: fingerprintOf(own),
    registry: book.registry?.registry.version ?? null,
    lastAction: heldOf(book, own.feed).number,
    peers: [...book.peers.values()].map((peer) => ({
      peer,
      fingerprint: fingerprintOf(peer),
      sentUpTo: lastBundleTo(book, peer.office)?.entry.feedTo ?? 0,
      confirmedUpTo: confirmedByFeed(book, peer.feed),
      heldUpTo: heldOf(book, peer.feed).number,
      receiptDue: owesReceiptTo(book, peer.feed),
      registryDue:
        own.level === "province" && (book.registryAt.get(peer.feed) ?? 0) < (book.registry?.registry.version ?? 0),
      lastReceipt: book.confirmed.get(peer.feed) ?? null,
    })),
    left: book.left
      .slice(-shownLines)
      .toReversed()
      .map(({ entry, failed }) => {
        const { number, what, file, recipient, actions, bytes, at } = entry;
        return { number, what, file, recipient, actions, bytes, at, failed };
      }),
  };
}
