import { officeOf, type RecordId } from "../domain/primitives.ts";
import { seenBy, splitRef, type Turns, takeInTurn } from "./arrival-order.ts";
import { type Action, type ActionRef, type Arrival, isAddressedTo, isWithheld, refOf } from "./change.ts";
import { type Depths, depthAt } from "./depths.ts";
import { excerptsFor } from "./excerpt.ts";
import { type JudgedWrites, judgedWrites } from "./judged-writes.ts";
import { draftsOn } from "./record-drafts.ts";
import { askingIn } from "./second-word.ts";
import type { OfficeState } from "./state.ts";

/** What one arrival did. `touched` and `released` count those that it let go as well. */
export interface Applied {
  readonly outcome: "applied" | "waiting" | "held-already";
  readonly touched: readonly RecordId[];
  readonly released: readonly Arrival[];
  readonly moved: JudgedWrites["moved"];
}

/** What many arrivals did; each new one stands in exactly one of `taken`, `held` and `waiting`. */
export interface AppliedAll extends Turns, Pick<JudgedWrites, "proposing" | "proposed" | "moved"> {
  readonly touched: readonly RecordId[];
}

/**
 * Bring one action into the state, in place. A local save and an import both come through here.
 *
 * @param arrival  well-formed (see `malformed`); what is not yet its turn waits in the state and is let go by what it waits for
 * Source: CM-1 to CM-10, CM-16 to CM-18. The order of arrivals never matters to the result, once the files of `moved` people are
 * judged again (`rejudge`).
 */
export function apply(state: OfficeState, arrival: Arrival): Applied {
  const all = applyAll(state, [arrival]);
  const outcome = all.taken.length > 0 ? "applied" : all.held.length > 0 ? "held-already" : "waiting";
  return { outcome, touched: all.touched, released: all.released, moved: all.moved };
}

/** Bring many actions into the state, in place: as `apply` one by one, in one pass. */
export function applyAll(state: OfficeState, arrivals: Iterable<Arrival>): AppliedAll {
  const drafts = draftsOn(state.records);
  const writes = judgedWrites(state, drafts);
  const turns = takeInTurn(
    {
      upTo: (feed) => state.depths.get(feed)?.length ?? 0,
      apart: (ref) => state.apart.has(ref) || state.gone?.has(ref) === true || !counts(state, splitRef(ref)),
    },
    state.waiting,
    arrivals,
    (arrival) => {
      takeNumber(state, arrival);
      if (isWithheld(arrival) || !counts(state, arrival)) return none;
      return takeAction(state, writes, arrival);
    },
  );
  state.waiting = turns.waiting;
  const { proposing, proposed, moved } = writes;
  return { ...turns, touched: drafts.store(), proposing, proposed, moved };
}

const none: readonly ActionRef[] = [];

/**
 * An action counts, with what it passes on and what it confirms; or it waits for a second clerk (CM-20). Of one that was passed on
 * before it came itself some is written already.
 */
function takeAction(state: OfficeState, writes: JudgedWrites, action: Action): readonly ActionRef[] {
  const asking = state.authority === null ? undefined : askingIn(action);
  const came = state.apart.delete(refOf(action));
  if (asking !== undefined) {
    state.unconfirmed.set(refOf(action), { action, refused: false });
    writes.action({ ...action, changes: [asking] });
    writes.held(action);
    if (came) writes.again({ ...action, changes: action.changes.filter((change) => change !== asking) });
    return none;
  }
  if (came) writes.again(action);
  else writes.action(action);
  return takePassedOn(state, writes, action);
}

/**
 * What an action passes on to us counts at the places where it was first written, each once (CM-18). A place that came before, cut
 * to another file or itself, is looked up again with all that came of it: which of its writes have counted already, nobody notes, and of a
 * feed that forked another branch may have come itself.
 */
function takePassedOn(state: OfficeState, writes: JudgedWrites, by: Action): readonly ActionRef[] {
  const { own, authority, apart } = state;
  if (authority !== null && !authority.provinces.has(officeOf(by.feed))) return none;
  const places: ActionRef[] = [];
  for (const { action, depth } of excerptsFor(own, by).flatMap(({ lines }) => lines)) {
    const ref = refOf(action);
    if (apart.has(ref) || cameItself(state, action)) {
      if (counts(state, action)) writes.again(action);
      continue;
    }
    apart.set(ref, depth);
    if (counts(state, action)) writes.action(action);
    places.push(ref);
  }
  return places;
}

/** Whether a line reached us in its own feed, whole: only a province withholds what is not for us (CM-10). */
function cameItself({ depths, own, authority }: OfficeState, action: Action): boolean {
  const { feed, number } = action;
  if (number > (depths.get(feed)?.length ?? 0)) return false;
  const author = officeOf(feed);
  const withholds = authority?.provinces.has(author) !== false && author !== own;
  return !withholds || own === undefined || isAddressedTo(action, own);
}

/** Whether an action says anything: beyond a revocation nothing counts, and nobody waits for it (CM-16). */
export const counts = (
  { ended }: Pick<OfficeState, "ended">,
  { feed, number }: Pick<Action, "feed" | "number">,
): boolean => number <= (ended?.get(feed) ?? Number.POSITIVE_INFINITY);

/**
 * How long the chain of writes is that ends in this action: 1 + the greatest depth among the writes it saw that count (CM-9, CM-16).
 *
 * @param held  depths of all that the action saw
 */
export function depthOf(held: HeldDepths, action: Action): number {
  let depth = 0;
  for (const ref of seenBy(action)) if (counts(held, splitRef(ref))) depth = Math.max(depth, depthAt(held, ref));
  return depth + 1;
}

type HeldDepths = Depths & Pick<OfficeState, "ended">;

/** Let an arrival take its number: all of applying that needs no records. */
export function takeNumber(state: Pick<OfficeState, "depths" | "apart" | "ended">, arrival: Arrival): void {
  const depth = isWithheld(arrival) ? arrival.depth : depthOf(state, arrival);
  const held = state.depths.get(arrival.feed);
  if (held === undefined) state.depths.set(arrival.feed, [depth]);
  else held.push(depth);
}
