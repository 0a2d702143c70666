import type { Assignment } from "../assignment.ts";
import { compareText } from "../compare-text.ts";
import { groupBy } from "../group-by.ts";
import type { Post, PostRole } from "../post.ts";
import type { IsoDate, RecordId } from "../primitives.ts";
import { holdsOn } from "./period.ts";

/** A post on a day, and who held it. */
export interface PostOn {
  readonly post: Post;
  readonly places: number; // in the establishment
  readonly holders: readonly Assignment[]; // substantive, then acting, then concurrent
  readonly substantive: number; // people who hold it substantively, each once
  readonly vacant: number; // places without a substantive holder
  readonly over: number; // substantive holders beyond the places
}

/** The number of people a post has room for; where none is written, one. */
export const placesOf = ({ places }: Pick<Post, "places">): number => places ?? 1;

/** Posts that exist on a day, heads before deputies before members. */
export const postsThere = (posts: readonly Post[], day: IsoDate): Post[] =>
  posts.filter((post) => !post.withdrawn && holdsOn(post, day)).toSorted(byRole);

/**
 * The posts of the establishment on a day with their holders.
 *
 * @param posts        of the units in question
 * @param assignments  those that name these posts; of any others none is counted
 */
export function establishmentOn(
  posts: readonly Post[],
  assignments: readonly Assignment[],
  day: IsoDate,
): readonly PostOn[] {
  const held = groupBy(assignments, (each) => (each.withdrawn || !holdsOn(each, day) ? null : each.postId));
  return postsThere(posts, day).map((post) => {
    const holders = (held.get(post.id) ?? []).toSorted(byNature);
    const places = placesOf(post);
    const substantive = new Set(holders.filter(isSubstantive).map(({ personId }) => personId)).size;
    return {
      post,
      places,
      holders,
      substantive,
      vacant: Math.max(0, places - substantive),
      over: Math.max(0, substantive - places),
    };
  });
}

/** Sums over posts of one day. places = filled + vacant, filled = substantive − over. */
export interface EstablishmentSum {
  readonly posts: number;
  readonly places: number;
  readonly filled: number;
  readonly vacant: number;
  readonly over: number;
  readonly substantive: number;
  readonly acting: number;
  readonly concurrent: number;
  readonly people: number; // who hold any of them, each once
}

export function sumOf(establishment: readonly PostOn[]): EstablishmentSum {
  const holders = establishment.flatMap((each) => each.holders);
  const total = (count: (each: PostOn) => number): number => establishment.reduce((sum, each) => sum + count(each), 0);
  return {
    posts: establishment.length,
    places: total((each) => each.places),
    filled: total((each) => each.substantive - each.over),
    vacant: total((each) => each.vacant),
    over: total((each) => each.over),
    substantive: total((each) => each.substantive),
    acting: holders.filter(({ nature }) => nature === "ACTING").length,
    concurrent: holders.filter(({ nature }) => nature === "CONCURRENT").length,
    people: new Set(holders.map(({ personId }) => personId)).size,
  };
}

/** Everyone who holds or ever held a post, the latest first; who holds it on the day is marked. */
export const holdersOf = (
  postId: RecordId<"post">,
  assignments: readonly Assignment[],
  day: IsoDate,
): readonly { readonly assignment: Assignment; readonly holds: boolean }[] =>
  assignments
    .filter((each) => each.postId === postId && !each.withdrawn)
    .toSorted((a, b) => compareText(b.from ?? "", a.from ?? "") || compareText(b.id, a.id))
    .map((assignment) => ({ assignment, holds: holdsOn(assignment, day) }));

const isSubstantive = ({ nature }: Assignment): boolean => nature === "SUBSTANTIVE";
const roles: readonly PostRole[] = ["T", "P", "M"];
const natures = ["SUBSTANTIVE", "ACTING", "CONCURRENT"];
const byRole = (a: Post, b: Post): number =>
  roles.indexOf(a.role) - roles.indexOf(b.role) || compareText(a.title, b.title) || compareText(a.id, b.id);
const byNature = (a: Assignment, b: Assignment): number =>
  natures.indexOf(a.nature) - natures.indexOf(b.nature) ||
  compareText(a.from ?? "", b.from ?? "") ||
  compareText(a.id, b.id);
