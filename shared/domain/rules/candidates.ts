import type { Assignment } from "../assignment.ts";
import { dayBefore } from "../dates.ts";
import { nameSortKey } from "../names.ts";
import { holdsOn } from "../organisation/period.ts";
import type { Person } from "../person.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import type { Opening } from "./opening.ts";
import { type RetirementTable, retirementOf } from "./retirement.ts";

/**
 * Cheap facts of many people, one place a person in every column: what a first look over a whole province needs, in some
 * tens of bytes each, before any record of theirs is opened.
 */
export interface CandidateColumns {
  readonly day: IsoDate; // on which posts are looked at
  readonly ids: readonly RecordId<"person">[]; // without withdrawn files
  readonly nameKeys: readonly string[]; // in the order of `nameSortKey`
  /** Months since year 0 in which retirement falls at the latest; 0: not known. */
  readonly retires: Int32Array;
  /** Substantive posts held that day, numbered in `posts` from 1; 0: none, or none that is on file. */
  readonly held: Int32Array;
  readonly posts: readonly RecordId<"post">[];
  /** 1: holds something on that day, as far as the file tells. */
  readonly serves: Uint8Array;
}

/** Why somebody is not looked at closer: each is certain, whatever incomplete dates mean. */
export type Exclusion = "retired" | "holds-it" | "serves-nowhere";

/** @param assignments  of all of them, in any order. Time grows with people and assignments. */
export function columnsOf(
  people: readonly Person[],
  assignments: readonly Assignment[],
  day: IsoDate,
  table: RetirementTable,
): CandidateColumns {
  const kept = people.filter(({ withdrawn }) => !withdrawn);
  const at = new Map(kept.map(({ id }, i) => [id, i]));
  const retires = new Int32Array(kept.length);
  for (const [i, person] of kept.entries()) {
    const latest = retirementOf(person, table)?.latest;
    if (latest !== undefined) retires[i] = monthOf(latest);
  }
  const held = new Int32Array(kept.length);
  const serves = new Uint8Array(kept.length);
  const posts: RecordId<"post">[] = [];
  const numbers = new Map<RecordId<"post">, number>();
  for (const step of assignments) {
    const i = at.get(step.personId);
    if (i === undefined || step.withdrawn || !holdsOn(step, day)) continue;
    serves[i] = 1;
    if (step.postId === null || step.nature !== "SUBSTANTIVE") continue;
    let number = numbers.get(step.postId);
    if (number === undefined) {
      number = posts.push(step.postId);
      numbers.set(step.postId, number);
    }
    held[i] = number;
  }
  return {
    day,
    ids: kept.map(({ id }) => id),
    nameKeys: kept.map(({ birthName }) => nameSortKey(birthName)),
    retires,
    held,
    posts,
    serves,
  };
}

/** The first certain reason not to look closer at somebody, or null. @param at  place in the columns */
export function exclusionOf(columns: CandidateColumns, at: number, { start, postId }: Opening): Exclusion | null {
  const retires = columns.retires[at] ?? 0;
  if (retires !== 0 && retires <= monthOf(start)) return "retired";
  if (columns.serves[at] !== 1) return "serves-nowhere";
  const held = columns.held[at] ?? 0;
  return postId !== null && held !== 0 && columns.posts[held - 1] === postId ? "holds-it" : null;
}

/** The day on which candidates for an opening still hold what they would leave. */
export const dayToLook = ({ start }: Pick<Opening, "start">): IsoDate => dayBefore(start);

const monthOf = (day: IsoDate): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
