import { tagBytes } from "./frame.ts";

/** Where an entry's frames lie. */
export interface EntryPlace {
  readonly segment: number;
  readonly offset: number; // bytes from the segment's start
  readonly length: number; // bytes of all its frames
}

/** Where each entry lies and its tag, 28 bytes an entry: a million entries take 28 MB. Positions start at 1. */
export interface EntryIndex {
  count(): number;
  add(place: EntryPlace, tag: Uint8Array): void;
  place(position: number): EntryPlace;
  /** 16 bytes; zeros for position 0. The bytes are the index's own: not to be changed. */
  tag(position: number): Uint8Array;
  /** Forget every entry after `position`. */
  cut(position: number): void;
}

export function emptyIndex(): EntryIndex {
  let count = 0;
  let places = new Uint32Array(3 * 256);
  let tags = new Uint8Array(tagBytes * 257); // position 0 has the zero tag
  return {
    count: () => count,
    add: ({ segment, offset, length }, tag) => {
      if (3 * (count + 1) > places.length) {
        places = grown(places, new Uint32Array(places.length * 2));
        tags = grown(tags, new Uint8Array(tags.length * 2));
      }
      places.set([segment, offset, length], 3 * count);
      count += 1;
      tags.set(tag, tagBytes * count);
    },
    place: (position) => {
      const [segment = 0, offset = 0, length = 0] = places.subarray(3 * (position - 1), 3 * position);
      return { segment, offset, length };
    },
    tag: (position) => tags.subarray(tagBytes * position, tagBytes * (position + 1)),
    cut: (position) => {
      count = Math.min(count, position);
    },
  };
}

function grown<Row extends { set(from: Row): void }>(old: Row, into: Row): Row {
  into.set(old);
  return into;
}
