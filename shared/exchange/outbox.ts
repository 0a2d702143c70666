import type { Receipt, Sum, Unsettled } from "./header.ts";

/** What is known of the actions of one bundle that was sent. The six add up to what it carried. */
export interface OutboxSum extends Sum {
  readonly unnamed: number; // confirmed, and beyond those that the receipt names one by one: applied, or not yet
  readonly unconfirmed: number;
}

export type BundleFate =
  | "confirmed"
  | "partly" // up to some number
  | "unconfirmed" // sent, and no receipt for it yet
  | "receipts-only"; // no action in it: nobody confirms that

export interface Outcome {
  readonly fate: BundleFate;
  readonly sum: OutboxSum;
  readonly unsettled: readonly Unsettled[]; // its actions that are held there without effect, as far as they are named
}

/** What one PC of the recipient said last of our feed. */
export interface Heard {
  readonly confirmedUpTo: number; // 0: nothing
  readonly receipt: Receipt | null;
}

/**
 * What became of a bundle, by receipts and nothing else: a bundle that was written and read back is sent, never confirmed.
 *
 * @param heard  every PC of the recipient: an action is confirmed when each of them holds it, and without effect when one says so
 */
export function outcomeOf(
  { from, to }: { readonly from: number; readonly to: number },
  heard: readonly Heard[],
): Outcome {
  const none = { applied: 0, waiting: 0, held: 0, refused: 0, unnamed: 0, unconfirmed: 0 };
  if (to < from) return { fate: "receipts-only", sum: none, unsettled: [] };
  const confirmedUpTo = heard.length === 0 ? 0 : Math.min(...heard.map((each) => each.confirmedUpTo));
  const last = Math.min(to, confirmedUpTo);
  const unsettled = [...new Map(heard.flatMap(namedBy).map((each) => [each.number, each])).values()]
    .filter(({ number }) => number >= from && number <= last)
    .toSorted((one, other) => one.number - other.number);
  const sum = { ...none, unconfirmed: to - Math.max(last, from - 1) };
  for (const { state } of unsettled) sum[state === "waiting" || state === "refused" ? state : "held"] += 1;
  const named = Math.min(...heard.map(namedUpTo));
  const confirmed = Math.max(0, last - from + 1);
  sum.unnamed = Math.max(0, last - Math.max(named, from - 1));
  const beyond = unsettled.filter(({ number }) => number > named).length;
  sum.unnamed -= beyond;
  sum.applied = confirmed - unsettled.length - sum.unnamed;
  return { fate: last >= to ? "confirmed" : last >= from ? "partly" : "unconfirmed", sum, unsettled };
}

const namedBy = ({ receipt }: Heard): readonly Unsettled[] => receipt?.unsettled ?? [];

/** The last number up to which a receipt names every action without effect. */
function namedUpTo({ receipt }: Heard): number {
  const { unsettled = [], counts } = receipt ?? {};
  const all = counts === undefined ? unsettled.length : counts.waiting + counts.held + counts.refused;
  return all > unsettled.length ? (unsettled.at(-1)?.number ?? 0) : Number.MAX_SAFE_INTEGER;
}

/** Bundles sent in a row without a newer receipt, from which on an office is told of it. */
export const bundlesUnheard = 3;

/** Days on which the office wrote in its register without a confirmation, from which on it is told so in red. */
export const unheardDays = { usual: 14, least: 3, most: 60 } as const;

/** A number of days as it may be set: what cannot be one counts as the usual. */
export function unheardDaysFrom(value: unknown): number {
  const { usual, least, most } = unheardDays;
  return typeof value === "number" && Number.isInteger(value) ? Math.min(Math.max(value, least), most) : usual;
}
