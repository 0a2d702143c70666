import type { ExchangeProblem } from "../problem.ts";
import { failed, ok, type Result } from "../result.ts";
import { genesis, headsOf, type Sha256 } from "./chain.ts";
import type { ActionLine } from "./entry.ts";
import type { BundleHeader } from "./header.ts";

/** What we hold of one feed without a gap. */
export interface Held {
  readonly number: number; // 0: nothing yet
  readonly head: string; // chain hash there
  readonly serial: number; // of the last bundle taken, 0: none
}

export const nothingHeld: Held = { number: 0, head: genesis, serial: 0 };

/** The part of a checked bundle that is new to us. */
export interface Arrival {
  readonly lines: readonly ActionLine[];
  readonly alreadyHeld: number; // actions of the bundle that we hold
}

/**
 * Decide by position what a checked bundle brings. Trust runs by number and chain hash, never by clock.
 *
 * | the bundle                                   | is                                        |
 * |----------------------------------------------|-------------------------------------------|
 * | goes on where we stand, or overlaps equally  | taken: the part that we hold is skipped   |
 * | brings no new action and no later serial     | `bundle-already-taken`                    |
 * | begins beyond our next number                | `bundle-out-of-turn`: some before is lost |
 * | gives a number we hold another chain hash    | `bundle-forked`, first such, both heads   |
 *
 * A bundle without new actions but with a later serial is taken: it may bring a later receipt.
 *
 * @param lines   all lines of the bundle, in order, from number `header.from` on
 * @param headAt  our chain hash after a number that we hold, 1 to `held.number`
 */
export function arrivalOf(
  header: BundleHeader,
  lines: readonly string[],
  held: Held,
  headAt: (number: number) => string,
  sha256: Sha256,
): Result<Arrival, ExchangeProblem> {
  const { from, to } = header;
  const before = from - 1;
  if (before > held.number) return failed({ kind: "bundle-out-of-turn", expected: held.number + 1, found: from });

  const ours = (number: number) => (number === 0 ? genesis : number === held.number ? held.head : headAt(number));
  const lastKnown = Math.min(to, held.number);
  const known = lastKnown - before;
  const theirs = [header.prevHead, ...headsOf(sha256, header.prevHead, lines.slice(0, known))];
  if (theirs[known] !== ours(lastKnown)) {
    const first = theirs.findIndex((head, i) => head !== ours(before + i));
    const at = before + first;
    return failed({ kind: "bundle-forked", at, ours: ours(at), theirs: theirs[first] ?? header.prevHead });
  }
  if (to <= held.number && header.serial <= held.serial) return failed({ kind: "bundle-already-taken", from, to });
  return ok({
    lines: lines.slice(known).map((line, i) => ({ feed: header.feed, number: from + known + i, line })),
    alreadyHeld: known,
  });
}
