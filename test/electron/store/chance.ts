/** Chance from one number, so that a failing case can be played again. */
export interface Chance {
  /** 0 ≤ value < 1 */
  next(): number;
  /** 0 ≤ value < end */
  below(end: number): number;
  bytes(length: number): Uint8Array;
  pick<One>(from: readonly One[]): One;
}

export function chanceOf(seed: number): Chance {
  let state = (seed * 2654435761 + 0x9e3779b9) | 0;
  const word = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (end: number) => Math.floor((word() / 4294967296) * end);
  return {
    next: () => word() / 4294967296,
    below,
    bytes: (length) => {
      const bytes = new Uint8Array(Math.ceil(length / 4) * 4);
      const words = new Uint32Array(bytes.buffer);
      for (let i = 0; i < words.length; i += 1) words[i] = word();
      return bytes.subarray(0, length);
    },
    pick: (from) => {
      const one = from[below(from.length)];
      if (one === undefined) throw new Error("nothing to pick from");
      return one;
    },
  };
}

/** How many seeds or rounds a suite runs: as written, or times STORE_TEST_FACTOR for the night. */
export const times = (change: number) => Math.ceil(change * Number(process.env.STORE_TEST_FACTOR ?? 1));
