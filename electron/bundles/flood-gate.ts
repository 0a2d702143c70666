import type { FeedId } from "../../shared/domain/primitives.ts";
import { officeOf } from "../../shared/domain/primitives.ts";
import { floodCap, floodOf, type HeldCounts } from "../../shared/exchange/flood.ts";
import type { GuardProblem } from "../../shared/problem.ts";
import { type Book, heldOf, sendersKnown } from "../book.ts";
import { peekBundle } from "../exchange/peek.ts";
import { type BundlePair, sealOfPair } from "../exchange/unpack.ts";
import type { Office } from "../office.ts";
import { asidesOf } from "./asides.ts";

/** Bytes of the bundles of a feed that are kept aside. */
export const bytesAside = ({ asides }: Book, feed: FeedId): number =>
  asidesOf(asides, feed).reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * Why a bundle stays an unopened file: too much of its feed lies here without effect. Told by its signature alone; null: it
 * may be opened, or its signature says nothing that can be trusted, and opening will say what is wrong with it.
 */
export async function whyUnopened(office: Office, path: string, lying: HeldCounts): Promise<GuardProblem | null> {
  const { machine, own, book } = office;
  const peeked = await peekBundle(machine, { office: own.office, peers: sendersKnown(book) }, path);
  if (!peeked.ok) return null;
  return whyShut(book, peeked.value.seal, peeked.value.bytes, lying);
}

/** The same of a bundle that came in parts and was joined. */
export async function whyPairUnopened({ book, own }: Office, pair: BundlePair, lying: HeldCounts) {
  const sealed = await sealOfPair({ peers: sendersKnown(book), office: own.office }, pair);
  return sealed.ok ? whyShut(book, sealed.value.seal, pair.bundle.byteLength, lying) : null;
}

function whyShut(
  book: Book,
  { feed, from }: { readonly feed: FeedId; readonly from: number },
  bytes: number,
  lying: HeldCounts,
): GuardProblem | null {
  const flooded = tooManyActions(book, feed, lying);
  if (flooded !== null) return flooded;
  const mayGoOn = from <= heldOf(book, feed).number + 1; // it need not be kept, and may let go of those that are
  return mayGoOn ? null : tooManyBytes(book, feed, bytes);
}

/** Too many actions of a feed wait or are only proposals; null: there is room. */
export function tooManyActions({ effects }: Book, feed: FeedId, lying: HeldCounts): GuardProblem | null {
  const waiting = effects.waiting.reduce((sum, each) => sum + (each.feed === feed ? 1 : 0), 0);
  const actions = Math.max(waiting, lying.find((each) => each.feed === feed)?.actions ?? 0);
  if (floodOf({ actions, bytes: 0 }) === null) return null;
  return { kind: "feed-flooded", office: officeOf(feed), found: actions, cap: floodCap.actions };
}

/** Another bundle of that size would be more than is kept of a feed; null: there is room. */
export function tooManyBytes(book: Book, feed: FeedId, more: number): GuardProblem | null {
  const bytes = bytesAside(book, feed) + more;
  if (floodOf({ actions: 0, bytes }) === null) return null;
  return { kind: "asides-too-large", office: officeOf(feed), bytes, most: floodCap.bytes };
}
