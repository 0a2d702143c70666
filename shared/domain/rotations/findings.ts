import type { Assignment } from "../assignment.ts";
import { earliestDay, latestDay, surelyBefore } from "../dates.ts";
import type { Decision } from "../decision.ts";
import { foldLoosely } from "../fold.ts";
import { groupBy } from "../group-by.ts";
import { placesOf } from "../organisation/posts.ts";
import type { Post } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { Rotation } from "../rotation.ts";
import { stateOn } from "./procedure.ts";

/**
 * What a check of moves may report. Facts, as plain values:
 * - `move-post-held`: title, holder (a person's id), day
 * - `decision-number-twice`: number, issuer, period
 * - `outcome-before-start`: outcome, start, day
 */
export type MoveFindingRule = "move-post-held" | "decision-number-twice" | "outcome-before-start";

/** As `Finding`: something odd in meaning that has been saved. */
export interface MoveFinding {
  readonly rule: MoveFindingRule;
  readonly personId: RecordId<"person"> | null;
  readonly records: readonly RecordId[];
  readonly facts: Readonly<Record<string, string>>;
}

/** A term of numbering: Party papers are numbered through a term of the committee. */
export interface NumberingTerm {
  readonly name: string; // "2020–2025"
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/**
 * Moves to a post that others hold on the first day, all places taken.
 * Source: Regulation 65-QĐ/TW, Art. 1.4: no post is added for a rotated cadre.
 */
export function heldPosts(
  moves: readonly Rotation[],
  assignments: readonly Assignment[],
  posts: ReadonlyMap<RecordId<"post">, Post>,
): MoveFinding[] {
  const byPost = groupBy(assignments, (each) => (each.withdrawn || each.nature !== "SUBSTANTIVE" ? null : each.postId));
  return moves.flatMap((move): MoveFinding[] => {
    const { id, personId, toPostId, start, toTitle } = move;
    if (move.withdrawn || toPostId === null || start === null || stateOn(move, latestDay(start)) === "CANCELLED")
      return [];
    const others = (byPost.get(toPostId) ?? []).filter(
      (each) => each.personId !== personId && each.rotationId !== id && surelyHeldOver(each, start),
    );
    const people = [...new Set(others.map((each) => each.personId))];
    const post = posts.get(toPostId);
    if (people.length < (post === undefined ? 1 : placesOf(post))) return [];
    return [
      {
        rule: "move-post-held",
        personId,
        records: [id, toPostId, ...others.map((each) => each.id)],
        facts: { title: toTitle, holder: people[0]!, day: start },
      },
    ];
  });
}

/**
 * Two papers of one issuer with one number in one numbering period: the calendar year for State bodies, the term of the
 * committee for Party bodies, told apart by the sign behind the number ("127-QĐ/HU": Party; "127/QĐ-UBND": State).
 * Source: Decree 30/2020/NĐ-CP for State papers, Guidance 36-HD/VPTW for those of the Party.
 *
 * @param terms  of the Party; a paper outside all of them is numbered by its year
 */
export function numbersTwice(decisions: readonly Decision[], terms: readonly NumberingTerm[]): MoveFinding[] {
  const groups = groupBy(decisions, (each) => {
    if (each.withdrawn || each.number.trim() === "" || each.date === null) return null;
    const period = periodOf(each.number, each.date, terms);
    return period === null ? null : JSON.stringify([foldLoosely(each.number), foldLoosely(each.issuer), period]);
  });
  return [...groups.values()].flatMap((own): MoveFinding[] => {
    const [first] = own;
    if (first === undefined || own.length < 2) return [];
    const facts = {
      number: first.number,
      issuer: first.issuer,
      period: periodOf(first.number, first.date!, terms) ?? "",
    };
    return [{ rule: "decision-number-twice", personId: null, records: own.map(({ id }) => id), facts }];
  });
}

/** Moves that ended, or have an outcome, before they began. Source: an outcome is recorded at the end (Art. 10). */
export const outcomesBeforeStart = (moves: readonly Rotation[]): MoveFinding[] =>
  moves.flatMap((move): MoveFinding[] => {
    const { id, personId, start, endedOn, outcome } = move;
    const early = !move.withdrawn && start !== null && endedOn !== null && surelyBefore(endedOn, start);
    return early
      ? [{ rule: "outcome-before-start", personId, records: [id], facts: { outcome, start, day: endedOn } }]
      : [];
  });

/** Whether a step surely covers the first day of a move: begun before it, and not left before it. */
const surelyHeldOver = ({ from, to }: Assignment, start: string): boolean =>
  from !== null && latestDay(from) <= earliestDay(start) && (to === null || earliestDay(to) >= latestDay(start));

/** The period in which a number may stand once; null where an incomplete date leaves it open. */
function periodOf(number: string, date: string, terms: readonly NumberingTerm[]): string | null {
  if (!isOfParty(number)) return date.slice(0, 4);
  const [first, last] = [earliestDay(date), latestDay(date)];
  const [one, other] = [first, last].map((day) => terms.find(({ from, to }) => from <= day && day <= to)?.name);
  if (one !== other) return null;
  return one ?? date.slice(0, 4);
}

/** Party papers carry the kind before the stroke and the committee after it: "127-QĐ/HU". */
const isOfParty = (number: string): boolean => /^\s*\d+\s*-\s*\p{L}+\s*\/\s*\p{L}+/u.test(number);
