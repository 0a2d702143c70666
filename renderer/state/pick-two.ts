/** Two different places below a count, in order, by chance. */
export function pickTwo(count: number): readonly [number, number] {
  const first = dieOf(count);
  const second = (first + 1 + dieOf(count - 1)) % count;
  return [Math.min(first, second), Math.max(first, second)];
}

function dieOf(sides: number): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! % Math.max(1, sides);
}
