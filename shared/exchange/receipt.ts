import type { FeedId, OfficeId } from "../domain/primitives.ts";
import type { Held } from "./arrival.ts";
import type { Fork, ForkDecision } from "./aside.ts";
import { type Receipt, type Sum, type Unsettled, unsettledNamed } from "./header.ts";

/** What a receipt tells beside how far a feed is held. Null: there is nothing of the kind to tell. */
export interface ReceiptNews {
  readonly unsettled: readonly Unsettled[]; // the lowest numbers first, however many
  readonly missing: { readonly from: number; readonly to: number } | null;
  readonly returned?: { readonly from: number; readonly to: number; readonly reason: string } | null;
  readonly needs: string | null;
  readonly fork: (Fork & { readonly keeps: ForkDecision["keeps"] | null }) | null;
}

const noNews: ReceiptNews = { unsettled: [], missing: null, needs: null, fork: null };

/**
 * The receipt for what we hold of another office's feed. It becomes valid by the signature of the bundle it travels in.
 * Of many actions without effect it names the first and counts all, so that it stays far below what a member may hold.
 */
export function receiptFor(
  by: OfficeId,
  feed: FeedId,
  held: Held,
  sum: Sum,
  { unsettled, missing, returned = null, needs, fork }: ReceiptNews = noNews,
): Receipt {
  const count = (state: string) => unsettled.filter((each) => each.state === state).length;
  return {
    by,
    feed,
    upTo: held.number,
    head: held.head,
    serial: held.serial,
    sum,
    ...(unsettled.length > 0 && {
      unsettled: unsettled.slice(0, unsettledNamed),
      counts: { waiting: count("waiting"), held: count("held"), refused: count("refused") },
    }),
    ...(missing !== null && { missing }),
    ...(returned !== null && { returned }),
    ...(needs !== null && { needs }),
    ...(fork !== null && {
      fork: { at: fork.at, heads: [fork.ours, fork.theirs], ...(fork.keeps !== null && { keeps: fork.keeps }) },
    }),
  };
}

/** A receipt's one spelling: the bytes that its member is named for. */
export const receiptText = (receipt: Receipt): string => `${JSON.stringify(receipt)}\n`;

/** What a receipt that came in says of our own feed. */
export type Confirmation =
  | { readonly kind: "confirmed"; readonly upTo: number }
  | { readonly kind: "another-feed" } // not about our feed: kept, says nothing here
  | { readonly kind: "nothing-later" } // confirms no more than an earlier one
  | { readonly kind: "fallen-back"; readonly upTo: number } // asks again for numbers it once confirmed: it was restored from a copy, or returned them
  | { readonly kind: "beyond-ours"; readonly upTo: number } // names an action that we never wrote: our copy is older
  | { readonly kind: "head-differs"; readonly at: number }; // holds another action under that number: a fork, or a forgery

/**
 * Take a receipt, of the latest bundle of the office that gives it: only this turns "sent" into "confirmed", and only if both chains are the same there.
 *
 * @param own.headAt     our own chain hash after a number, 1 to `own.last`
 * @param own.confirmed  what this office has confirmed so far
 */
export function confirmationOf(
  receipt: Receipt,
  own: {
    readonly feed: FeedId;
    readonly last: number;
    readonly confirmed: number;
    readonly headAt: (number: number) => string;
  },
): Confirmation {
  if (receipt.feed !== own.feed) return { kind: "another-feed" };
  if (receipt.upTo > own.last) return { kind: "beyond-ours", upTo: receipt.upTo };
  if (receipt.upTo > 0 && own.headAt(receipt.upTo) !== receipt.head) return { kind: "head-differs", at: receipt.upTo };
  if (receipt.upTo < own.confirmed && (receipt.missing ?? receipt.returned) !== undefined)
    return { kind: "fallen-back", upTo: receipt.upTo };
  if (receipt.upTo <= own.confirmed) return { kind: "nothing-later" };
  return { kind: "confirmed", upTo: receipt.upTo };
}
