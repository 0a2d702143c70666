import type { Action } from "../../../shared/change/change.ts";
import type { Json, RecordId } from "../../../shared/domain/primitives.ts";
import { modelOf, type Write } from "./model.ts";

/**
 * The judge of who may write what: CM-17 told once more over the set of all writes, with no code of the program. The words
 * of the table are handed in, as docs/authority.csv has them.
 */
export interface AuthorityModel {
  /** Writes of a field that count and that no write that counts has seen. */
  heads(record: RecordId, field: string): readonly Write[];
  /** Writes that do not count, unless one that counts, or a later one of the same office, has seen them. */
  proposals(record: RecordId, field: string): readonly Write[];
  fields(): readonly (readonly [record: RecordId, field: string])[];
  counts(write: Write): boolean;
}

/** Group of a field, and what an office of a standing does there. */
export interface Table {
  readonly groupOf: (record: RecordId, field: string) => string;
  readonly word: (group: string, standing: string) => string;
}

export function authorityModelOf(
  actions: readonly Action[],
  provinces: readonly string[],
  { groupOf, word }: Table,
): AuthorityModel {
  const plain = modelOf(actions);
  const { writes } = plain;
  const depth = depthsOf(plain.applied);
  const byField = new Map<string, Write[]>();
  for (const write of writes) {
    const key = `${write.record} ${write.field}`;
    byField.set(key, [...(byField.get(key) ?? []), write]);
  }
  const of = (record: string, field: string) => byField.get(`${record} ${field}`) ?? [];
  const office = (write: Write) => write.feed.slice(0, write.feed.indexOf("-"));
  const standing = (write: Write, keeper: string) =>
    office(write) === keeper ? "custodian" : provinces.includes(office(write)) ? "province" : "other";
  const may = (write: Write, keeper: string) =>
    word(groupOf(write.record, write.field), standing(write, keeper)) === "writes";
  const best = (some: readonly Write[]) =>
    some.toSorted(
      (a, b) => depth(b.by) - depth(a.by) || (a.feed === b.feed ? b.number - a.number : a.feed < b.feed ? 1 : -1),
    )[0];
  const homeOf = (record: string) => (record.startsWith("person:") ? "custodian" : "personId");

  /** Words on where a record belongs that count: they stand in the change that makes it, which saw none. */
  const first = (record: string, fits: (write: Write) => boolean): Write[] =>
    of(record, homeOf(record)).filter((write) => write.saw.length === 0 && fits(write));

  const keepers = new Map<string, string | null>();
  const custodyWords = (person: string) =>
    first(person, (write) => write.to === office(write) || provinces.includes(office(write)));
  const keeperOf = (person: string): string | null => {
    const known = keepers.get(person);
    if (known !== undefined) return known;
    const to = best(custodyWords(person))?.to;
    const keeper = typeof to === "string" ? to : null;
    keepers.set(person, keeper);
    return keeper;
  };
  const isPerson = (to: Json | undefined): to is string => typeof to === "string" && to.startsWith("person:");
  const homeWords = (row: string) =>
    first(row, (write) => {
      const keeper = isPerson(write.to) ? keeperOf(write.to) : null;
      return keeper === null || may(write, keeper);
    });
  const personOf = (row: string): string | null => {
    const counting = homeWords(row);
    const shown = best(counting)?.to;
    if (isPerson(shown)) return shown;
    const open = of(row, "personId").filter(
      (write) => !of(row, "personId").some((other) => other.saw.includes(write.by) && office(other) === office(write)),
    );
    const lowest = open.toSorted((a, b) => (a.feed === b.feed ? a.number - b.number : a.feed < b.feed ? -1 : 1))[0]?.to;
    return isPerson(lowest) ? lowest : null;
  };

  const counted = new Map<Write, boolean>();
  const counts = (write: Write): boolean => {
    const known = counted.get(write);
    if (known !== undefined) return known;
    const answer = decide(write);
    counted.set(write, answer);
    return answer;
  };
  const decide = (write: Write): boolean => {
    const { record } = write;
    const claim = of(record, homeOf(record)).find(({ by }) => by === write.by);
    if (record.startsWith("person:")) {
      const words = custodyWords(record);
      if (claim !== undefined && claim.saw.length === 0) return words.includes(claim);
      const keeper = keeperOf(record);
      return write.field !== "custodian" && (keeper === null || may(write, keeper));
    }
    const begins = claim !== undefined && claim.saw.length === 0;
    const person = begins && isPerson(claim.to) ? claim.to : personOf(record);
    const keeper = person === null ? null : keeperOf(person);
    return (write.field !== "personId" || begins) && (keeper === null || may(write, keeper));
  };

  return {
    counts,
    heads: (record, field) => {
      const all = of(record, field).filter(counts);
      return all.filter((write) => !all.some((other) => other.saw.includes(write.by)));
    },
    proposals: (record, field) => {
      const all = of(record, field);
      if (field === homeOf(record) && all.some(counts)) return [];
      return all.filter(
        (write) =>
          !counts(write) &&
          !all.some((other) => other.saw.includes(write.by) && (counts(other) || office(other) === office(write))),
      );
    },
    fields: () => plain.fields(),
  };
}

function depthsOf(actions: readonly Action[]): (place: string) => number {
  const byPlace = new Map(actions.map((action) => [`${action.feed}:${action.number}`, action]));
  const known = new Map<string, number>();
  const depth = (place: string): number => {
    const found = known.get(place);
    if (found !== undefined) return found;
    const saw = (byPlace.get(place)?.changes ?? []).flatMap(({ fields }) =>
      Object.values(fields).flatMap((f) => f.saw),
    );
    const own = 1 + Math.max(0, ...saw.map(depth));
    known.set(place, own);
    return own;
  };
  return depth;
}
