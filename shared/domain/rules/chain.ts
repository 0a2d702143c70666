import type { RecordId } from "../primitives.ts";
import type { Opening } from "./opening.ts";

/** One link: who would take an opening, and which one that leaves. */
export interface Link {
  readonly opening: Opening;
  readonly personId: RecordId<"person"> | null; // null: nobody
  readonly leaves: Opening | null; // null: nothing that must be filled
}

/** A row of moves that follow from one another, and why it goes no further. */
export interface Chain {
  readonly links: readonly Link[];
  readonly end: "nobody" | "nothing-left-open" | "closes" | "depth";
}

/**
 * Who takes an opening, who takes what he leaves, and so on.
 *
 * @param take    whom to take for an opening, not of those already taken; null: nobody
 * @param leaves  what somebody leaves open by taking it; null: nothing
 * @param depth   links at most
 */
export function chainFrom(
  opening: Opening,
  take: (opening: Opening, taken: ReadonlySet<RecordId<"person">>) => RecordId<"person"> | null,
  leaves: (personId: RecordId<"person">, opening: Opening) => Opening | null,
  depth: number,
): Chain {
  const links: Link[] = [];
  const taken = new Set<RecordId<"person">>();
  for (let next: Opening = opening; links.length < depth; ) {
    const personId = take(next, taken);
    if (personId === null) return { links: [...links, { opening: next, personId, leaves: null }], end: "nobody" };
    taken.add(personId);
    const left = leaves(personId, next);
    links.push({ opening: next, personId, leaves: left });
    if (left === null) return { links, end: "nothing-left-open" };
    if (left.postId !== null && left.postId === opening.postId) return { links, end: "closes" };
    next = left;
  }
  return { links, end: "depth" };
}

/** Somebody and the post held, as an exchange sees them. */
export interface Holder {
  readonly personId: RecordId<"person">;
  readonly postId: RecordId<"post">;
}

/**
 * Rings in which each takes the post of the next, the last that of the first: nobody is left over and no post is vacant
 * that was not before. Shorter rings first, then in the order the holders were given; each ring once, beginning with
 * the holder that was given first.
 *
 * @param canTake  whether a holder may take another's post
 * @param sizes    people in a ring, 2 to 6 as a rule
 * @param limit    rings at most: their number grows with the power of the size
 */
export function ringsAmong(
  holders: readonly Holder[],
  canTake: (one: Holder, other: Holder) => boolean,
  sizes: { readonly least: number; readonly most: number } = { least: 2, most: 6 },
  limit = 1000,
): readonly (readonly Holder[])[] {
  const next = holders.map((one, i) =>
    holders.flatMap((other, j) =>
      i !== j && one.postId !== other.postId && one.personId !== other.personId && canTake(one, other) ? [j] : [],
    ),
  );
  const rings: (readonly Holder[])[] = [];
  for (let size = sizes.least; size <= sizes.most && rings.length < limit; size += 1)
    for (let first = 0; first < holders.length && rings.length < limit; first += 1) extend([first], size);
  return rings;

  function extend(path: readonly number[], size: number): void {
    const [first = 0] = path;
    const last = path.at(-1) ?? 0;
    for (const j of next[last] ?? []) {
      if (rings.length >= limit) return;
      if (path.length === size) {
        if (j === first) rings.push(path.flatMap((i) => holders[i] ?? []));
      } else if (j > first && isNew(path, j)) extend([...path, j], size);
    }
  }

  /** Nobody and no post twice, also where one person holds two posts or one post has two holders. */
  function isNew(path: readonly number[], j: number): boolean {
    return path.every(
      (i) => i !== j && holders[i]?.personId !== holders[j]?.personId && holders[i]?.postId !== holders[j]?.postId,
    );
  }
}
