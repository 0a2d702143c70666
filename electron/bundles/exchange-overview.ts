import { type OfficeId, officeOf } from "../../shared/domain/primitives.ts";
import { standingOfAside } from "../../shared/exchange/aside.ts";
import type { ExchangeOverview } from "../../shared/ipc/exchange.ts";
import { type Book, confirmedByFeed, heldOf, lastBundleTo } from "../book.ts";
import { fingerprintOf } from "../exchange/fingerprint.ts";
import { mustReopen, type Office } from "../office.ts";
import { frozenAt } from "./asides.ts";
import { standingOf } from "./outbox.ts";
import { owesReceiptTo } from "./receipts-owed.ts";
import { returnedNow } from "./returns.ts";

/** Register lines that a screen shows at once. */
const shownLines = 200;
/** Bundles shown that can be returned. */
const shownImports = 20;

/** The last action of the own feed in a bundle for an office; those written before a new identity spoke of another feed. */
function sentUpTo(book: Book, office: OfficeId): number {
  const last = lastBundleTo(book, office);
  return last === undefined || last.position < (book.former.at(-1)?.before ?? 0) ? 0 : (last.entry.feedTo ?? 0);
}

/** Where the exchange stands, for the screen: what was made for each office, and what it has confirmed. */
export function exchangeOverview(office: Office, program: string): ExchangeOverview {
  const { own, book } = office;
  const toldOf = standingOf(office);
  return {
    own,
    fingerprint: fingerprintOf(own),
    registry: book.registry?.registry.version ?? null,
    rebuild: mustReopen(office),
    lastAction: heldOf(book, own.feed).number,
    peers: [...book.peers.values()].map((peer) => ({
      peer,
      fingerprint: fingerprintOf(peer),
      sentUpTo: sentUpTo(book, peer.office),
      confirmedUpTo: confirmedByFeed(book, peer.feed),
      heldUpTo: heldOf(book, peer.feed).number,
      receiptDue: owesReceiptTo(book, peer.feed),
      registryDue:
        own.level === "province" && (book.registryAt.get(peer.feed) ?? 0) < (book.registry?.registry.version ?? 0),
      lastReceipt: book.confirmed.get(peer.feed) ?? null,
      standing: [...toldOf(peer)],
    })),
    waiting: [...book.asides.kept.values()].map(({ aside, at }) => {
      const { bundle, feed, from, to, bytes } = aside;
      const forkedAt = frozenAt(book.asides, feed)?.at ?? null;
      const standing = standingOfAside(aside, heldOf(book, feed).number, forkedAt, program);
      return { bundle, office: aside.office, feed, from, to, bytes, at, standing };
    }),
    forks: [...book.asides.forks].map(([feed, { fork, at: seen, decision }]) => ({
      office: officeOf(feed),
      feed,
      at: fork.at,
      heads: [fork.ours, fork.theirs],
      seen,
      heldUpTo: heldOf(book, feed).number,
      decision,
    })),
    imports: book.returns.imports
      .slice(-shownImports)
      .toReversed()
      .map((one) => ({ ...one, office: officeOf(one.feed) })),
    returned: [...book.feeds.keys()].flatMap((feed) => {
      const gone = returnedNow(book.returns, feed, heldOf(book, feed).number);
      if (gone === null) return [];
      const { was, at, reason } = gone;
      return [{ feed, office: officeOf(feed), from: heldOf(book, feed).number + 1, to: was, at, reason }];
    }),
    left: book.left
      .slice(-shownLines)
      .toReversed()
      .map(({ entry, failed }) => {
        const { number, what, file, recipient, actions, bytes, at } = entry;
        return { number, what, file, recipient, actions, bytes, at, failed };
      }),
  };
}
