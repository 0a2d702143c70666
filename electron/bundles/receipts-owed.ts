import { splitRef } from "../../shared/change/arrival-order.ts";
import type { ActionRef } from "../../shared/change/change.ts";
import { type FeedId, type OfficeId, officeOf } from "../../shared/domain/primitives.ts";
import type { Aside } from "../../shared/exchange/aside.ts";
import type { Receipt, Unsettled } from "../../shared/exchange/header.ts";
import { receiptFor } from "../../shared/exchange/receipt.ts";
import { type Book, heldOf, lastBundleTo, peersOf } from "../book.ts";
import { unsettledOf } from "../effects.ts";
import { asidesOf } from "./asides.ts";
import { returnedNow } from "./returns.ts";

/**
 * The receipts we owe to the PCs of an office, whether or not they have gone since.
 *
 * @param proposing  actions of which something is an open proposal here: whoever holds the records says which
 */
export const receiptsOwed = (
  book: Book,
  by: OfficeId,
  office: OfficeId,
  proposing: readonly ActionRef[] = [],
): readonly Receipt[] => peersOf(book, office).flatMap(({ feed }) => receiptFrom(book, by, feed, proposing) ?? []);

/** Whether we took a bundle of this office and no bundle has gone back to it since. */
export const owesReceipt = (book: Book, office: OfficeId): boolean =>
  peersOf(book, office).some(({ feed }) => owesReceiptTo(book, feed));

/** Whether we took a bundle of this PC and no bundle has gone back to its office since. */
export function owesReceiptTo(book: Book, feed: FeedId): boolean {
  const owed = book.owed.get(feed);
  return owed !== undefined && owed.position > (lastBundleTo(book, officeOf(feed))?.position ?? 0);
}

/** The receipt that goes to a PC with the next bundle, true as of now; null: nothing of its feed ever came. */
function receiptFrom(book: Book, by: OfficeId, feed: FeedId, proposing: readonly ActionRef[]): Receipt | null {
  const owed = book.owed.get(feed);
  if (owed === undefined) return null;
  const held = heldOf(book, feed);
  const kept = asidesOf(book.asides, feed);
  const gone = returnedNow(book.returns, feed, held.number);
  const state = book.asides.forks.get(feed);
  return receiptFor(by, feed, held, owed.sum, {
    unsettled: [...unsettledOf(book.effects, feed), ...heldOfFeed(proposing, feed, held.number)].toSorted(
      (one, other) => one.number - other.number,
    ),
    missing: missingBefore(kept, held.number) ?? (gone === null ? null : { from: held.number + 1, to: gone.was }),
    returned: gone === null ? null : { from: held.number + 1, to: gone.was, reason: gone.reason },
    needs: kept.flatMap(({ reason }) => (reason.why === "newer" ? [reason.needs] : [])).at(-1) ?? null,
    fork: state === undefined ? null : { ...state.fork, keeps: state.decision?.keeps ?? null },
  });
}

/** The actions of a feed that changed nothing where their office may only propose. */
function heldOfFeed(proposing: readonly ActionRef[], feed: FeedId, heldUpTo: number): readonly Unsettled[] {
  return proposing.flatMap((ref) => {
    const { feed: of, number } = splitRef(ref);
    return of === feed && number <= heldUpTo ? [{ number, state: "held", why: "not-entitled" }] : [];
  });
}

/** The numbers for which the kept bundles of a feed wait. */
function missingBefore(
  kept: readonly Aside[],
  heldUpTo: number,
): { readonly from: number; readonly to: number } | null {
  const first = kept.find(({ from, reason }) => reason.why === "gap" && from > heldUpTo + 1);
  return first === undefined ? null : { from: heldUpTo + 1, to: first.from - 1 };
}
