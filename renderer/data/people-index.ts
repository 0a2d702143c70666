import { compareText } from "../../shared/domain/compare-text.ts";
import type { Person, Sex } from "../../shared/domain/person.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Protected } from "../../shared/domain/protected.ts";
import { beginningsOf, searchedWords } from "./search-text.ts";
import { makeWordIndex, type WordIndex } from "./word-index.ts";

/**
 * What of a person's file the list and its search may see. A protected record cannot be handed over:
 * each of its fields is refused by name.
 */
export type ListedFields = Pick<
  Person,
  "birthName" | "otherNames" | "birthDate" | "nativeCommune" | "nativeDistrict" | "nativeProvince"
> & { readonly [Field in Exclude<keyof Protected, "id" | "personId">]?: never };

/** The words of a person's own file that can be searched, parted by spaces. */
export function ownWords(person: ListedFields): string {
  const { birthName, otherNames, birthDate, nativeCommune, nativeDistrict, nativeProvince } = person;
  const texts = [birthName, otherNames, nativeCommune, nativeDistrict, nativeProvince, birthDate?.slice(0, 4) ?? ""];
  return [...new Set(texts.flatMap(searchedWords))].join(" ");
}

/** A person as the index keeps it. */
export interface ListedPerson {
  readonly id: RecordId<"person">;
  readonly name: string;
  readonly sex: Sex | null;
  readonly birthDate: PartialDate | null;
  readonly title: string;
  readonly unit: string;
  readonly held: HeldPost | null; // what the list shows of
  readonly sortKey: string; // nameSortKey(name)
  readonly words: () => string; // ownWords(…), read as late as a search first needs them
}

/** Where the post shown for a person stands. */
export interface HeldPost {
  readonly unitId: RecordId<"unit"> | null;
  readonly postId: RecordId<"post"> | null;
  readonly from: PartialDate | null;
}

/** A person's number in the index: kept for good, whatever becomes of the person's name and place. */
export type Slot = number;

/**
 * All people in the order of their names, and their words.
 * A changed person's words go to a short tail, and in with the rest when the tail has grown.
 */
export interface PeopleIndex {
  count(): number;
  get(id: RecordId<"person">): ListedPerson | undefined;
  slotOf(id: RecordId<"person">): Slot | undefined;
  /** One more than the greatest slot. */
  slots(): number;
  /** Valid until the next change. */
  byName(): Uint32Array;
  /** Null: withdrawn since. */
  at(slot: Slot): ListedPerson | null;
  put(person: ListedPerson): void;
  remove(id: RecordId<"person">): void;
  /**
   * In the order asked for; people whose marks are exactly those typed come first.
   *
   * @param ordered  everybody in another order; `order` then says nothing
   */
  search(query: IndexQuery, ordered?: Uint32Array): Uint32Array;
  /** Do now what the next search would have to wait for. */
  prepare(): void;
}

export interface IndexQuery {
  readonly text: string;
  readonly order: "name" | "unit" | "birth";
}

/** @param people  each once, in any order */
export function makePeopleIndex(people: readonly ListedPerson[]): PeopleIndex {
  const slots = new Map<RecordId<"person">, Slot>();
  const listed: (ListedPerson | null)[] = [...people];
  for (const [slot, { id }] of people.entries()) slots.set(id, slot);
  const byName = inNameOrder(listed, sortedSlots(people));
  let byUnit: Uint32Array | null = null;
  let byBirth: Uint32Array | null = null;
  let words: WordIndex | null = null; // made when something is first typed

  const orderBy = (order: IndexQuery["order"]): Uint32Array => {
    if (order === "unit") byUnit ??= groupedBy(listed, byName.slots(), (person) => person.unit, vietnamese.compare);
    else if (order === "birth")
      byBirth ??= groupedBy(listed, byName.slots(), (person) => person.birthDate ?? "", compareText);
    return (order === "unit" ? byUnit : order === "birth" ? byBirth : null) ?? byName.slots();
  };
  const wordIndex = (): WordIndex => {
    words ??= makeWordIndex(listed.length, (slot) => {
      const person = listed[slot] ?? null;
      return person === null ? [] : wordsOf(person);
    });
    return words;
  };
  const changed = (slot: Slot, person: ListedPerson | null): void => {
    byUnit = null;
    byBirth = null;
    words?.put(slot, person === null ? [] : wordsOf(person));
    if (words !== null && words.tail() > tailAtMost) words = null;
  };

  return {
    count: () => byName.slots().length,
    get: (id) => {
      const slot = slots.get(id);
      return slot === undefined ? undefined : (listed[slot] ?? undefined);
    },
    slotOf: (id) => slots.get(id),
    slots: () => listed.length,
    byName: byName.slots,
    at: (slot) => listed[slot] ?? null,
    put: (person) => {
      const slot = slots.get(person.id) ?? listed.length;
      const before = listed[slot] ?? null;
      const moved = before === null || before.sortKey !== person.sortKey;
      if (before !== null && moved) byName.remove(before);
      slots.set(person.id, slot);
      listed[slot] = person;
      if (moved) byName.insert(person, slot);
      changed(slot, person);
    },
    remove: (id) => {
      const slot = slots.get(id);
      const before = slot === undefined ? null : (listed[slot] ?? null);
      if (slot === undefined || before === null) return;
      byName.remove(before);
      listed[slot] = null;
      changed(slot, null);
    },
    search: ({ text, order }, others) => {
      const beginnings = beginningsOf(text);
      const ordered = others ?? orderBy(order);
      if (beginnings.length === 0) return text.trim() === "" ? ordered.slice() : new Uint32Array(0); // signs alone begin no word
      const found = wordIndex().find(beginnings, listed.length);
      const all = new Uint32Array(ordered.length);
      let count = 0;
      for (const wanted of [2, 1]) {
        for (let i = 0; i < ordered.length; i += 1) {
          const slot = ordered[i]!;
          if (found[slot] === wanted) all[count++] = slot;
        }
      }
      return all.subarray(0, count);
    },
    prepare: () => void wordIndex(),
  };
}

/** Changed people before the index of words is made again: some hundred milliseconds for 100,000. */
const tailAtMost = 500;

/** Titles and units are few and stand with many people. */
const cachedWords = new Map<string, readonly string[]>();

function wordsOf(person: ListedPerson): readonly string[] {
  const own = person.words();
  return [...(own === "" ? [] : own.split(" ")), ...wordsOnce(person.title), ...wordsOnce(person.unit)];
}

function wordsOnce(text: string): readonly string[] {
  const before = cachedWords.get(text);
  if (before !== undefined) return before;
  if (cachedWords.size > 50_000) cachedWords.clear();
  const words = searchedWords(text);
  cachedWords.set(text, words);
  return words;
}

const vietnamese = new Intl.Collator("vi");

const compareListed = (a: ListedPerson, b: ListedPerson): number =>
  compareText(a.sortKey, b.sortKey) || compareText(a.id, b.id);

const sortedSlots = (people: readonly ListedPerson[]): Uint32Array =>
  Uint32Array.from([...people.keys()].toSorted((a, b) => compareListed(people[a]!, people[b]!)));

/** Slots by name, kept in one array that grows now and then: a new one for each of a bundle's people would be 400 KB a person. */
function inNameOrder(listed: readonly (ListedPerson | null)[], sorted: Uint32Array) {
  let room = sorted;
  let length = sorted.length;
  /** Where a person stands or belongs. */
  const placeOf = (person: ListedPerson): number => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareListed(listed[room[middle]!]!, person) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    /** Valid until the next change. */
    slots: (): Uint32Array => room.subarray(0, length),
    insert: (person: ListedPerson, slot: Slot): void => {
      const place = placeOf(person);
      if (length === room.length) {
        const larger = new Uint32Array(length + Math.max(64, length >> 2));
        larger.set(room);
        room = larger;
      }
      room.copyWithin(place + 1, place, length);
      room[place] = slot;
      length += 1;
    },
    remove: (person: ListedPerson): void => {
      const place = placeOf(person);
      room.copyWithin(place, place + 1, length);
      length -= 1;
    },
  };
}

/** Slots by a text that few people or many share, then by name; those without it last. */
function groupedBy(
  listed: readonly (ListedPerson | null)[],
  byName: Uint32Array,
  text: (person: ListedPerson) => string,
  compare: (a: string, b: string) => number,
): Uint32Array {
  const groups = new Map<string, number[]>();
  for (const slot of byName) {
    const key = text(listed[slot]!);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [slot]);
    else group.push(slot);
  }
  const keys = [...groups.keys()].filter((key) => key !== "").toSorted(compare);
  return Uint32Array.from([...keys, ""].flatMap((key) => groups.get(key) ?? []));
}
