import type { Assignment } from "../assignment.ts";
import { earliestDay, latestDay, surelyBefore } from "../dates.ts";
import type { Decision } from "../decision.ts";
import type { Finding } from "../findings.ts";
import { foldLoosely } from "../fold.ts";
import { groupBy } from "../group-by.ts";
import { placesOf } from "../organisation/posts.ts";
import type { Post } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { Rotation } from "../rotation.ts";
import { isProposal } from "./procedure.ts";

/** A stretch of time in which one committee gives a number once. */
export interface NumberingTerm {
  readonly name: string; // "2020–2025"
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/**
 * Decided moves to a post that others hold on the first day, all places taken. A proposal is not one yet: whoever holds
 * the post leaves it by the decision.
 * Source: Regulation 65-QĐ/TW, Art. 1.4: no post is added for a rotated cadre.
 */
export function heldPosts(
  moves: readonly Rotation[],
  assignments: readonly Assignment[],
  posts: ReadonlyMap<RecordId<"post">, Post>,
): Finding[] {
  const byPost = groupBy(assignments, (each) => (each.withdrawn || each.nature !== "SUBSTANTIVE" ? null : each.postId));
  return moves.flatMap((move): Finding[] => {
    const { id, personId, toPostId, start, toTitle } = move;
    if (!isDecided(move) || toPostId === null || start === null) return [];
    const others = (byPost.get(toPostId) ?? [])
      .filter((each) => each.personId !== personId && each.rotationId !== id && surelyHeldOver(each, start))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
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
 * Papers that may be of one day may be one paper that two offices wrote down: only surely different days count.
 * Source: Decree 30/2020/NĐ-CP for State papers, Guidance 36-HD/VPTW for those of the Party.
 *
 * @param terms  of the Party; a paper outside all of them is numbered by its year
 */
export function numbersTwice(decisions: readonly Decision[], terms: readonly NumberingTerm[]): Finding[] {
  const keyOf = numberingOf(terms);
  const groups = groupBy(decisions, (each) => (each.withdrawn ? null : keyOf(each)));
  return [...groups.values()].flatMap((unsorted): Finding[] => {
    const own = unsorted.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const [first] = own;
    const differ = own.some((one) => own.some((other) => surelyBefore(one.date!, other.date!)));
    if (first === undefined || !differ) return [];
    const facts = {
      number: first.number,
      issuer: first.issuer,
      period: periodOf(first.number, first.date!, terms) ?? "",
    };
    return [{ rule: "decision-number-twice", personId: null, records: own.map(({ id }) => id), facts }];
  });
}

/**
 * Where a paper's number may stand once: equal texts mean that two papers may not both bear it. Null: without a number,
 * or its date leaves the period open. Spellings met before are remembered, for registers of many thousand papers.
 */
export function numberingOf(
  terms: readonly NumberingTerm[],
): (paper: Pick<Decision, "number" | "issuer" | "date">) => string | null {
  const folded = new Map<string, string>();
  const fold = (text: string): string => {
    const known = folded.get(text) ?? foldLoosely(text);
    folded.set(text, known);
    return known;
  };
  return ({ number, issuer, date }) => {
    const [digits = ""] = /^\d*/.exec(number) ?? [];
    if (date === null || number.trim() === "") return null;
    const period = periodOf(number, date, terms);
    // Most numbers differ in their digits alone: what follows them is folded once, behind one digit that stands for all.
    const sign = digits === "" ? fold(number) : `${digits}${fold(`0${number.slice(digits.length)}`).slice(1)}`;
    return period === null ? null : `${sign}|${fold(issuer)}|${period}`;
  };
}

/** Moves that ended, or have an outcome, before they began. Source: an outcome is recorded at the end (Art. 10). */
export const outcomesBeforeStart = (moves: readonly Rotation[]): Finding[] =>
  moves.flatMap((move): Finding[] => {
    const { id, personId, start, endedOn, outcome } = move;
    const early = isDecided(move) && start !== null && endedOn !== null && surelyBefore(endedOn, start);
    return early
      ? [{ rule: "outcome-before-start", personId, records: [id], facts: { outcome, start, day: endedOn } }]
      : [];
  });

const isDecided = (move: Rotation): boolean => !move.withdrawn && move.state !== "CANCELLED" && !isProposal(move);

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
