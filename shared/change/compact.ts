import type { Json } from "../domain/primitives.ts";

/**
 * An object that has all of these names already, each null, to be filled in.
 *
 * An engine keeps an object compact that was made with its names; one that is given some dozen name by name becomes a table
 * of its own, which takes three times the room and fifty times as long to copy. Records are copied at every change.
 */
export function blankWith(names: readonly string[]): Record<string, Json> {
  if (names.length <= fewNames) return {};
  const key = names.join();
  const known = patterns.get(key);
  if (known !== undefined) return { ...known };
  if (patterns.size >= mostPatterns) return {};
  const pattern = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`).join()}}`) as Record<string, null>;
  patterns.set(key, pattern);
  return { ...pattern };
}

/** So few stay compact in any case. */
const fewNames = 12;

/** Sets of names that are remembered: a kind's records mostly have one of a few. */
const mostPatterns = 1000;
const patterns = new Map<string, Readonly<Record<string, null>>>();
