import type { FeedId } from "../../shared/domain/primitives.ts";
import type { ActionLine, Entry } from "../../shared/exchange/entry.ts";
import type { Sum } from "../../shared/exchange/header.ts";

type ReturnedEntry = Extract<Entry, { entry: "returned" }>;

/** A feed that was set back: what stands before ledger entry `before` and is numbered beyond `upTo` counts no more. */
export interface Returned extends Pick<ReturnedEntry, "feed" | "upTo" | "was" | "reason" | "at"> {
  readonly before: number;
}

/** A bundle that brought actions which are held. */
export interface ImportNoted {
  readonly feed: FeedId;
  readonly from: number;
  readonly to: number;
  readonly at: string; // our own clock note; "" where an older program took it
  readonly sum: Sum;
}

/** Imports and those that were returned: as the ledger tells it. */
export interface Returns {
  readonly returned: Returned[];
  imports: readonly ImportNoted[];
}

export const noReturns = (): Returns => ({ returned: [], imports: [] });

export function noteImport(
  returns: Returns,
  { header, lines, sum, takenAt }: Extract<Entry, { entry: "import" }>,
): void {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return;
  const noted = { feed: header.feed, from: first.number, to: last.number, at: takenAt ?? "", sum };
  returns.imports = [...returns.imports.slice(-importsNoted), noted];
}

export function noteReturned(returns: Returns, before: number, { feed, upTo, was, reason, at }: ReturnedEntry): void {
  returns.returned.push({ feed, upTo, was, reason, at, before });
  returns.imports = returns.imports
    .filter((one) => one.feed !== feed || one.from <= upTo)
    .map((one) => (one.feed === feed && one.to > upTo ? { ...one, to: upTo } : one));
}

/** What of a feed was returned and has not come again; null: nothing. */
export function returnedNow({ returned }: Returns, feed: FeedId, heldUpTo: number): Returned | null {
  const last = returned.findLast((one) => one.feed === feed);
  return last !== undefined && heldUpTo < last.was ? last : null;
}

/** An import without the lines that were returned. */
export function withoutReturned(
  { returned }: Returns,
  position: number,
  entry: Extract<Entry, { entry: "import" }>,
): Extract<Entry, { entry: "import" }> {
  const isReturned = ({ feed, number }: ActionLine) =>
    returned.some((one) => position < one.before && feed === one.feed && number > one.upTo);
  return returned.length > 0 && entry.lines.some(isReturned)
    ? { ...entry, lines: entry.lines.filter((line) => !isReturned(line)) }
    : entry;
}

/** Imports that are remembered for being returned: the newest. */
const importsNoted = 199;
