import type { SamePerson } from "./organisation.ts";
import type { RecordId } from "./primitives.ts";

type PersonId = RecordId<"person">;

/** Which files are about one person. Every id keeps working: it leads to the file that is kept. */
export interface FileGroups {
  /** How many files are shown as part of another. */
  readonly joined: number;
  /** The file that is shown for an id; the id itself where it was never joined to another. */
  keptOf(id: PersonId): PersonId;
  /** All files of the person whom an id is about, the kept one first. */
  filesOf(id: PersonId): readonly PersonId[];
  /** Whether somebody looked at these two and said that they are two people. */
  areApart(one: PersonId, other: PersonId): boolean;
}

/**
 * Files joined by records that say so. The answer depends on the records alone, never on the order in which they came,
 * so two offices with the same records show the same files.
 *
 * @param pairs   every `same-person` record; withdrawn ones say nothing
 * @param onFile  whether a file is here and not withdrawn: a file that has not arrived cannot be the one that is shown
 *
 * Where several records disagree about which file is kept, or name each other in a circle, the file wins that no record
 * calls the other one; of several such files the one with the smallest id.
 */
export function fileGroups(pairs: Iterable<SamePerson>, onFile: (id: PersonId) => boolean): FileGroups {
  const parent = new Map<PersonId, PersonId>();
  const top = (id: PersonId): PersonId => {
    let at = id;
    for (let above = parent.get(at); above !== undefined && above !== at; above = parent.get(at)) at = above;
    return at;
  };
  const others = new Set<PersonId>();
  const apart = new Set<string>();
  for (const { personId, otherId, same, withdrawn } of pairs) {
    if (withdrawn || personId === otherId) continue;
    if (!same) {
      apart.add(pairKey(personId, otherId));
      continue;
    }
    others.add(otherId);
    for (const id of [personId, otherId]) if (!parent.has(id)) parent.set(id, id);
    parent.set(top(otherId), top(personId));
  }
  const members = new Map<PersonId, PersonId[]>();
  for (const id of parent.keys()) {
    const list = members.get(top(id));
    if (list === undefined) members.set(top(id), [id]);
    else list.push(id);
  }
  const kept = new Map<PersonId, PersonId>();
  const files = new Map<PersonId, readonly PersonId[]>();
  for (const list of members.values()) {
    const worth = (id: PersonId): number => (onFile(id) ? 0 : 2) + (others.has(id) ? 1 : 0);
    const ordered = list.toSorted((a, b) => worth(a) - worth(b) || (a < b ? -1 : 1));
    for (const id of ordered) {
      kept.set(id, ordered[0]!);
      files.set(id, ordered);
    }
  }
  return {
    joined: kept.size - members.size,
    keptOf: (id) => kept.get(id) ?? id,
    filesOf: (id) => files.get(id) ?? [id],
    areApart: (one, other) => apart.has(pairKey(one, other)),
  };
}

/** Nobody has joined anything. */
export const noGroups: FileGroups = fileGroups([], () => true);

export const pairKey = (one: PersonId, other: PersonId): string =>
  one < other ? `${one} ${other}` : `${other} ${one}`;
