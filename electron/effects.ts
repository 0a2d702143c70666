import { splitRef, waitsFor } from "../shared/change/arrival-order.ts";
import { type ActionRef, type Arrival, refOf } from "../shared/change/change.ts";
import { decodeLine } from "../shared/change/line.ts";
import { heldBy, planArrival } from "../shared/change/plan-arrival.ts";
import type { FeedId, OfficeId } from "../shared/domain/primitives.ts";
import type { ActionLine } from "../shared/exchange/entry.ts";
import type { Sum, Unsettled } from "../shared/exchange/header.ts";

/**
 * Which of the actions that are held have taken effect, from numbers alone: main has no records. An action that saw what has
 * not arrived waits, and every later one of its feed with it.
 */
export interface Effects {
  readonly own: OfficeId; // excerpts for it make more places known
  readonly lengths: Map<FeedId, number>; // last action of each feed that has taken effect
  apart: ReadonlySet<ActionRef>; // what came in excerpts (CM-18)
  ended: ReadonlyMap<FeedId, number>; // last action that counts of each feed whose key was revoked (CM-16)
  short: ReadonlyMap<FeedId, number>; // of those that are not held up to there the last action that is: nobody sends the rest
  readonly missed: Set<ActionRef>; // what was seen of ended feeds when it had not come: nobody waits for it
  waiting: readonly Arrival[];
}

export const noEffects = (
  own: OfficeId,
  { ended, short }: Pick<Effects, "ended" | "short"> = { ended: new Map(), short: new Map() },
): Effects => ({
  own,
  lengths: new Map(),
  apart: new Set(),
  ended,
  short,
  missed: new Set(),
  waiting: [],
});

/**
 * What would become of the next lines of a feed.
 *
 * @param proposing  actions of which something is only a proposal (CM-17): those that take effect are held
 */
export function sumOf(
  effects: Effects,
  lines: readonly ActionLine[],
  proposing: ReadonlySet<ActionRef> = new Set(),
): Sum {
  const taken = goStraightIn(effects, lines)
    ? lines
    : planArrival(effects, lines.map(arrivalOf), effects.waiting, effects.own).taken;
  const held = taken.filter((each) => proposing.has(refOf(each))).length;
  return { applied: taken.length - held, waiting: lines.length - taken.length, held, refused: 0 };
}

/**
 * Let the next lines of a feed take effect, or wait.
 *
 * @param allApply  it is known that none of them waits: they need not be read
 */
export function takeLines(effects: Effects, lines: readonly ActionLine[], allApply: boolean): void {
  const last = lines.at(-1);
  if (last === undefined) return;
  const straight =
    allApply && effects.ended.size === 0
      ? effects.waiting.length === 0 && !lines.some(passesOn)
      : goStraightIn(effects, lines);
  if (straight) {
    effects.lengths.set(last.feed, last.number);
    return;
  }
  takeTurns(effects, lines);
}

/** Feeds have ended, or more is held of them than was: nobody waits for what is beyond, or does not come any more (CM-16). */
export function takeEnds(effects: Effects, { ended, short }: Pick<Effects, "ended" | "short">): void {
  effects.ended = ended;
  effects.short = short;
  if (effects.waiting.length > 0) takeTurns(effects, []);
}

function takeTurns(effects: Effects, lines: readonly ActionLine[]): void {
  const { waiting, lengths, apart, missed } = planArrival(effects, lines.map(arrivalOf), effects.waiting, effects.own);
  effects.waiting = waiting;
  effects.apart = apart;
  for (const [feed, number] of lengths) effects.lengths.set(feed, number);
  for (const ref of missed) effects.missed.add(ref);
}

/** The actions of one feed that are held and have no effect, the lowest numbers first, each with what it waits for. */
export function unsettledOf(effects: Effects, feed: FeedId): readonly Unsettled[] {
  const held = heldBy(effects);
  return effects.waiting
    .filter((arrival) => arrival.feed === feed)
    .toSorted((one, other) => one.number - other.number)
    .map((arrival) => {
      const missing = waitsFor(arrival, held);
      return {
        number: arrival.number,
        state: "waiting",
        why: "waits-for",
        ...(missing !== null && { for: splitRef(missing) }),
      };
    });
}

/** What an action saw of its own feed came before it: only one that names another feed's can wait. */
const goStraightIn = ({ waiting }: Effects, lines: readonly ActionLine[]): boolean =>
  waiting.length === 0 && !lines.some((line) => namesFeed.test(line.line) || passesOn(line));

/** Whether a line may pass on lines of other feeds. */
const passesOn = ({ line }: ActionLine): boolean => line.includes('"excerpt:');

const namesFeed = /"[a-z][a-z0-9]{1,15}-[a-z2-7]{4}:[1-9]/;

/** A line as far as its turn depends on it: one that names no other feed and passes nothing on need not be read. */
function arrivalOf(said: ActionLine): Arrival {
  const { feed, number, line } = said;
  if (namesFeed.test(line) || passesOn(said)) {
    const decoded = decodeLine(JSON.parse(line), feed, number);
    if (decoded.ok) return decoded.value;
  }
  return { feed, number, hash: "", depth: 1 };
}
