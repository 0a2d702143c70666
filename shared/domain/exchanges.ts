import { groupBy } from "./group-by.ts";
import type { RecordId } from "./primitives.ts";
import type { Rotation } from "./rotation.ts";
import { type TitleGroup, titleGroup, titleKey } from "./statistics/title-group.ts";

/** Moves that close: each leaves the very post that another takes. Two legs: a pair; more: a ring. */
export interface Exchange {
  readonly group: string; // the text the legs share
  readonly legs: readonly Rotation[];
  readonly titles: TitleGroup;
}

/** Legs that carry an exchange's text and do not close. One: the other leg is missing. */
export interface BrokenExchange {
  readonly group: string;
  readonly legs: readonly Rotation[];
}

/**
 * Follow the legs of each exchange group from the post left to the post taken.
 *
 * A post is a unit and a group of titles, so that "Bí thư Đảng ủy xã Lưu Sơn" and "Bí thư Đảng ủy" of that unit meet.
 * Withdrawn and cancelled moves and moves of no group are passed over; dates and kinds are the caller's to choose.
 */
export function exchangesOf(moves: readonly Rotation[]): {
  readonly closed: readonly Exchange[];
  readonly broken: readonly BrokenExchange[];
} {
  const groups = groupBy(moves, (move) =>
    move.withdrawn || move.state === "CANCELLED" ? null : move.exchangeGroup.trim() || null,
  );
  const closed: Exchange[] = [];
  const broken: BrokenExchange[] = [];
  for (const [group, legs] of groups) {
    const left = new Set(legs);
    for (const leg of legs) {
      if (!left.has(leg)) continue;
      const ring = ringFrom(leg, left);
      if (ring === null) continue;
      for (const each of ring) left.delete(each);
      closed.push({ group, legs: ring, titles: titleGroup(leg.fromTitle) });
    }
    if (left.size > 0) broken.push({ group, legs: [...left] });
  }
  return { closed, broken };
}

/** The legs from one on, each leaving the post the last one takes, until the first post is reached again. */
function ringFrom(first: Rotation, legs: ReadonlySet<Rotation>): Rotation[] | null {
  const ring = [first];
  const people = new Set<RecordId>([first.personId]);
  for (let leg = first; ; ) {
    const taken = postTaken(leg);
    if (taken === null) return null;
    if (taken === postLeft(first)) return ring.length > 1 ? ring : null;
    const next = [...legs].find((each) => !people.has(each.personId) && postLeft(each) === taken);
    if (next === undefined) return null;
    ring.push(next);
    people.add(next.personId);
    leg = next;
  }
}

const postLeft = (leg: Rotation): string | null =>
  leg.fromUnitId === null ? null : `${leg.fromUnitId} ${titleKey(leg.fromTitle)}`;
const postTaken = (leg: Rotation): string | null =>
  leg.toUnitId === null ? null : `${leg.toUnitId} ${titleKey(leg.toTitle)}`;
