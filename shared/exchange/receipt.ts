import type { FeedId, OfficeId } from "../domain/primitives.ts";
import type { Held } from "./arrival.ts";
import type { Receipt, Sum } from "./header.ts";

/** The receipt for what we hold of another office's feed. It becomes valid by the signature of the bundle it travels in. */
export const receiptFor = (by: OfficeId, feed: FeedId, held: Held, sum: Sum): Receipt => ({
  by,
  feed,
  upTo: held.number,
  head: held.head,
  serial: held.serial,
  sum,
});

/** A receipt's one spelling: the bytes that its member is named for. */
export const receiptText = (receipt: Receipt): string => `${JSON.stringify(receipt)}\n`;

/** What a receipt that came in says of our own feed. */
export type Confirmation =
  | { readonly kind: "confirmed"; readonly upTo: number }
  | { readonly kind: "another-feed" } // not about our feed: kept, says nothing here
  | { readonly kind: "nothing-later" } // confirms no more than an earlier one
  | { readonly kind: "beyond-ours"; readonly upTo: number } // names an action that we never wrote: our copy is older
  | { readonly kind: "head-differs"; readonly at: number }; // holds another action under that number: a fork, or a forgery

/**
 * Take a receipt: only this turns "sent" into "confirmed", and only if both chains are the same there.
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
  if (receipt.upTo <= own.confirmed) return { kind: "nothing-later" };
  return { kind: "confirmed", upTo: receipt.upTo };
}
