/** Seeded chance for tests: the same seed gives the same throws. */
export interface Dice {
  below(sides: number): number;
  chance(part: number): boolean; // of 1
  pick<Value>(from: readonly Value[]): Value;
  shuffled<Value>(from: readonly Value[]): Value[];
}

export function diceOf(seed: number): Dice {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (sides: number): number => Math.floor(next() * sides);
  return {
    below,
    chance: (part) => next() < part,
    pick(from) {
      const value = from[below(from.length)];
      if (value === undefined) throw new Error("nothing to pick from");
      return value;
    },
    shuffled(from) {
      const order = [...from];
      for (let last = order.length - 1; last > 0; last -= 1) {
        const at = below(last + 1);
        order.splice(last, 0, ...order.splice(at, 1)); // the chosen one goes behind those still to be chosen from
      }
      return order;
    },
  };
}
