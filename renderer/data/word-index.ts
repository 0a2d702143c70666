import { foldVietnamese } from "../../shared/domain/fold.ts";
import type { Beginning } from "./search-text.ts";

/**
 * Who has which word. Vietnamese names, places and titles are made of a few thousand syllables, so 100,000 people have few
 * distinct words: a beginning is looked for among those, and the people of each word are a list of numbers.
 */
export interface WordIndex {
  /** Take these words instead of what was known of a slot; none: the slot is no longer found. */
  put(slot: number, words: readonly string[]): void;
  /** How many slots were put since the index was made: they are looked at one by one. */
  tail(): number;
  /** For each slot 0: not found, 1: found, 2: found with the marks as typed. */
  find(beginnings: readonly Beginning[], slots: number): Uint8Array;
}

/** @param wordsOf  of each slot, from 0 */
export function makeWordIndex(slots: number, wordsOf: (slot: number) => Iterable<string>): WordIndex {
  const idOf = new Map<string, number>();
  const words: Word[] = [];
  let pairs: Uint32Array = new Uint32Array(Math.max(16, slots * 16)); // word of every occurrence, slot after slot
  let length = 0;
  const ends = new Uint32Array(slots);
  for (let slot = 0; slot < slots; slot += 1) {
    for (const word of wordsOf(slot)) {
      let id = idOf.get(word);
      if (id === undefined) {
        id = words.length;
        idOf.set(word, id);
        words.push({ marked: word, folded: foldVietnamese(word), from: 0, to: 0 });
      }
      if (length === pairs.length) pairs = doubled(pairs);
      pairs[length] = id;
      length += 1;
      words[id]!.to += 1; // counts first, places below
    }
    ends[slot] = length;
  }
  let place = 0;
  for (const word of words) {
    word.from = place;
    place += word.to;
    word.to = word.from;
  }
  const people = new Uint32Array(length);
  for (let slot = 0, at = 0; slot < slots; slot += 1) {
    for (; at < ends[slot]!; at += 1) {
      const word = words[pairs[at]!]!;
      people[word.to] = slot;
      word.to += 1;
    }
  }
  const replaced = new Uint8Array(slots); // 1: what `people` says of this slot no longer counts
  const tail = new Map<number, readonly SearchedWord[]>();

  /** 1 for each slot that has a fitting word for each of the wishes. */
  const having = (wishes: readonly ((word: SearchedWord) => boolean)[], allSlots: number): Uint8Array => {
    const met = new Uint8Array(allSlots); // how many wishes were met, one after the other
    for (const [i, fits] of wishes.entries()) {
      for (const word of words) {
        if (!fits(word)) continue;
        for (let at = word.from; at < word.to; at += 1) {
          const slot = people[at]!;
          if (met[slot] === i) met[slot] = i + 1;
        }
      }
    }
    for (let slot = 0; slot < allSlots; slot += 1) {
      met[slot] = met[slot] === wishes.length && (slot >= slots || replaced[slot] === 0) ? 1 : 0;
    }
    for (const [slot, own] of tail) met[slot] = wishes.every((fits) => own.some(fits)) ? 1 : 0;
    return met;
  };

  return {
    put: (slot, own) => {
      if (slot < slots) replaced[slot] = 1;
      if (own.length === 0) tail.delete(slot);
      else
        tail.set(
          slot,
          own.map((word) => ({ marked: word, folded: foldVietnamese(word) })),
        );
    },
    tail: () => tail.size,
    find: (beginnings, allSlots) => {
      const wished = beginnings.slice(0, wordsAtMost);
      const found = having(
        wished.map(
          ({ folded }) =>
            (word) =>
              word.folded.startsWith(folded),
        ),
        allSlots,
      );
      const marked = wished.map((beginning) => beginning.marked).filter((beginning) => beginning !== null);
      if (marked.length === 0) return found;
      const exact = having(
        marked.map((beginning) => (word) => word.marked.startsWith(beginning)),
        allSlots,
      );
      for (let slot = 0; slot < allSlots; slot += 1) if (exact[slot] === 1 && found[slot] === 1) found[slot] = 2;
      return found;
    },
  };
}

/** Words of a query that are looked at; nobody types more. */
const wordsAtMost = 20;

interface SearchedWord {
  readonly marked: string;
  readonly folded: string;
}

/** A distinct word and where its people stand in the list of all. */
interface Word extends SearchedWord {
  from: number;
  to: number;
}

function doubled(numbers: Uint32Array): Uint32Array {
  const more = new Uint32Array(numbers.length * 2);
  more.set(numbers);
  return more;
}
