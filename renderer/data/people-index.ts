import type { Person, Sex } from "../../shared/domain/person.ts";
import type { PartialDate, RecordId } from "../../shared/domain/primitives.ts";
import type { Protected } from "../../shared/domain/protected.ts";
import type { PeopleQuery } from "./office-data.ts";
import { foldedWords, markedWords, wantedWords } from "./search-text.ts";

/**
 * What of a person's file the list and its search may see. A protected record cannot be handed over:
 * each of its fields is refused by name.
 */
export type ListedFields = Pick<
  Person,
  "birthName" | "otherNames" | "birthDate" | "nativeCommune" | "nativeDistrict" | "nativeProvince"
> & { readonly [Field in Exclude<keyof Protected, "id" | "personId">]?: never };

/** The words of a person's own file that can be searched, folded and with marks. */
export function ownWords(person: ListedFields): { readonly folded: string; readonly marked: string } {
  const { birthName, otherNames, birthDate, nativeCommune, nativeDistrict, nativeProvince } = person;
  const text = [
    birthName,
    otherNames,
    nativeCommune,
    nativeDistrict,
    nativeProvince,
    birthDate?.slice(0, 4) ?? "",
  ].join(" ");
  return { folded: foldedWords(text), marked: markedWords(text) };
}

/** A person as the index keeps it. */
export interface ListedPerson {
  readonly id: RecordId<"person">;
  readonly name: string;
  readonly sex: Sex | null;
  readonly birthDate: PartialDate | null;
  readonly title: string;
  readonly unit: string;
  readonly sortKey: string; // nameSortKey(name)
  readonly folded: string; // ownWords(…).folded
  readonly marked: string; // ownWords(…).marked
}

/**
 * All people in the order of their names, and one long string of their words.
 * A changed person's words go to a short tail, and into the long string when the tail has grown.
 */
export interface PeopleIndex {
  count(): number;
  get(id: RecordId<"person">): ListedPerson | undefined;
  put(person: ListedPerson): void;
  remove(id: RecordId<"person">): void;
  /** Ids in the order asked for; people whose marks are exactly those typed come first. */
  search(query: PeopleQuery): readonly RecordId<"person">[];
  /** Do now what a later search would have to wait for. */
  prepare(): void;
}

/** @param people  each once, in any order */
export function makePeopleIndex(people: readonly ListedPerson[]): PeopleIndex {
  const slots = new Map<RecordId<"person">, number>(); // a person keeps its slot, whatever becomes of its words
  const listed: (ListedPerson | null)[] = [];
  for (const person of people) {
    slots.set(person.id, listed.length);
    listed.push(person);
  }
  let byName = sortedSlots(listed);
  let byUnit: Uint32Array | null = null;
  let byBirth: Uint32Array | null = null;
  let folded = makeText(listed, byName, foldedOf);
  let marked: WordText | null = null; // made when marks are first typed

  const orderBy = (order: PeopleQuery["order"]): Uint32Array => {
    if (order === "unit") byUnit ??= groupedBy(listed, byName, (person) => person.unit, vietnamese.compare);
    else if (order === "birth") byBirth ??= groupedBy(listed, byName, (person) => person.birthDate ?? "", plainly);
    return (order === "unit" ? byUnit : order === "birth" ? byBirth : null) ?? byName;
  };
  const changed = (slot: number): void => {
    byUnit = null;
    byBirth = null;
    folded.forget(slot);
    marked?.forget(slot);
  };
  const markedText = (): WordText => {
    marked ??= makeText(listed, byName, markedOf);
    return marked;
  };

  return {
    count: () => byName.length,
    get: (id) => {
      const slot = slots.get(id);
      return slot === undefined ? undefined : (listed[slot] ?? undefined);
    },
    put: (person) => {
      const slot = slots.get(person.id) ?? listed.length;
      const before = listed[slot] ?? null;
      slots.set(person.id, slot);
      changed(slot);
      if (before !== null && before.sortKey !== person.sortKey)
        byName = without(byName, placeIn(byName, listed, before));
      listed[slot] = person;
      if (before === null || before.sortKey !== person.sortKey) {
        byName = withSlot(byName, placeIn(byName, listed, person), slot);
      }
      folded.add(slot, foldedOf(person));
      marked?.add(slot, markedOf(person));
      if (folded.tail() > tailAtMost) {
        folded = makeText(listed, byName, foldedOf);
        if (marked !== null) marked = makeText(listed, byName, markedOf);
      }
    },
    remove: (id) => {
      const slot = slots.get(id);
      const before = slot === undefined ? null : (listed[slot] ?? null);
      if (slot === undefined || before === null) return;
      changed(slot);
      byName = without(byName, placeIn(byName, listed, before));
      listed[slot] = null;
    },
    search: ({ text, order }) => {
      const wanted = wantedWords(text);
      const ordered = orderBy(order);
      if (wanted.folded.length === 0) {
        if (text.trim() !== "") return []; // signs only: nothing can begin with them
        return Array.from(ordered, (slot) => listed[slot]!.id);
      }
      const found = folded.having(wanted.folded, listed.length);
      const exact = wanted.marked.length === 0 ? null : markedText().having(wanted.marked, listed.length);
      const first: RecordId<"person">[] = [];
      const rest: RecordId<"person">[] = [];
      for (const slot of ordered) {
        if (found[slot] === 1) (exact === null || exact[slot] === 1 ? first : rest).push(listed[slot]!.id);
      }
      return rest.length === 0 ? first : first.concat(rest);
    },
    prepare: () => {
      orderBy("unit");
      orderBy("birth");
      markedText();
    },
  };
}

/** Words of many people as one string, each on its line, and a tail of those that changed since. */
interface WordText {
  add(slot: number, words: string): void;
  forget(slot: number): void;
  tail(): number;
  /** 1 for each slot whose words have all these beginnings. */
  having(beginnings: readonly string[], slots: number): Uint8Array;
}

/** Changed people before the long string is made again: it takes some ten milliseconds for 100,000. */
const tailAtMost = 1_000;

const foldedOf = (person: ListedPerson): string =>
  person.folded + foldedCached(person.title) + foldedCached(person.unit);
const markedOf = (person: ListedPerson): string =>
  person.marked + markedCached(person.title) + markedCached(person.unit);

function makeText(
  listed: readonly (ListedPerson | null)[],
  order: Uint32Array,
  words: (person: ListedPerson) => string,
): WordText {
  const slotAt = Int32Array.from(order); // by line; −1: this line no longer counts
  const lineOf = new Int32Array(listed.length).fill(-1);
  const starts = new Uint32Array(order.length + 1); // where a line begins; the last is the end
  const lines: string[] = [];
  let length = 0;
  for (const [line, slot] of order.entries()) {
    const text = words(listed[slot]!);
    lineOf[slot] = line;
    starts[line] = length;
    length += text.length + 1;
    lines.push(text);
  }
  starts[order.length] = length;
  const text = `${lines.join("\n")}\n`;
  const tail = new Map<number, string>();

  /** Slots whose line has the beginning, one full pass. */
  const pass = (beginning: string, hits: Uint8Array, stage: number): number => {
    let count = 0;
    let line = 0;
    for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, starts[line]!)) {
      while (starts[line + 1]! <= at) line += 1;
      const slot = slotAt[line]!;
      if (slot >= 0 && hits[slot] === stage - 1) {
        hits[slot] = stage;
        count += 1;
      }
      line += 1;
    }
    return count;
  };
  /** The same among few: each line by itself. */
  const among = (beginning: string, hits: Uint8Array, stage: number): number => {
    let count = 0;
    for (let slot = hits.indexOf(stage - 1); slot >= 0; slot = hits.indexOf(stage - 1, slot + 1)) {
      const line = lineOf[slot] ?? -1;
      if (line >= 0 && text.slice(starts[line], starts[line + 1]).includes(beginning)) {
        hits[slot] = stage;
        count += 1;
      }
    }
    return count;
  };

  return {
    add: (slot, words) => void tail.set(slot, words),
    forget: (slot) => {
      tail.delete(slot);
      const line = lineOf[slot] ?? -1;
      if (line < 0) return;
      slotAt[line] = -1;
      lineOf[slot] = -1;
    },
    tail: () => tail.size,
    having: (beginnings, slots) => {
      const hits = new Uint8Array(slots);
      let count = slots;
      for (const [i, beginning] of beginnings.entries()) {
        count = count > few(slots) ? pass(beginning, hits, i + 1) : among(beginning, hits, i + 1);
      }
      const found = beginnings.length === 1 ? hits : hits.map((stage) => (stage === beginnings.length ? 1 : 0));
      for (const [slot, words] of tail) if (beginnings.every((beginning) => words.includes(beginning))) found[slot] = 1;
      return found;
    },
  };
}

/** Below this many lines left, looking at each by itself is quicker than another pass. */
const few = (slots: number): number => slots / 16;

/** Titles and units are few and stand in many lines. */
const foldedCached = cached(foldedWords);
const markedCached = cached(markedWords);

function cached(words: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = words(text);
    if (known.size > 50_000) known.clear();
    known.set(text, made);
    return made;
  };
}

const vietnamese = new Intl.Collator("vi");
const plainly = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const compareListed = (a: ListedPerson, b: ListedPerson): number =>
  plainly(a.sortKey, b.sortKey) || plainly(a.id, b.id);

const sortedSlots = (listed: readonly (ListedPerson | null)[]): Uint32Array =>
  Uint32Array.from([...listed.keys()].toSorted((a, b) => compareListed(listed[a]!, listed[b]!)));

/** Where a person stands or belongs in the order of names. */
function placeIn(byName: Uint32Array, listed: readonly (ListedPerson | null)[], person: ListedPerson): number {
  let low = 0;
  let high = byName.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareListed(listed[byName[middle]!]!, person) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withSlot(order: Uint32Array, place: number, slot: number): Uint32Array {
  const grown = new Uint32Array(order.length + 1);
  grown.set(order.subarray(0, place));
  grown[place] = slot;
  grown.set(order.subarray(place), place + 1);
  return grown;
}

function without(order: Uint32Array, place: number): Uint32Array {
  const shrunk = new Uint32Array(order.length - 1);
  shrunk.set(order.subarray(0, place));
  shrunk.set(order.subarray(place + 1), place);
  return shrunk;
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
