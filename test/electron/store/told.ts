/** What a clerk was told of each entry, in the order of the calls. Shares nothing with the store: it is the judge. */
export interface Told {
  readonly bytes: Uint8Array;
  answer: "none" | "kept" | "refused"; // none: the process died before it answered
}

/**
 * What is wrong with the entries found after a restart, or null. Every kept entry must be there, whole and in order; one
 * without an answer may be there, whole; nothing else may.
 */
export function faultIn(told: readonly Told[], found: readonly Uint8Array[]): string | null {
  let at = 0;
  for (const [i, { bytes, answer }] of told.entries()) {
    const there = at < found.length && Buffer.compare(found[at]!, bytes) === 0;
    if (answer === "kept" && !there) return `entry ${i + 1} was acknowledged and is lost (found ${found.length})`;
    if (answer === "refused" && there) return `entry ${i + 1} was refused and is there`;
    if (there) at += 1;
  }
  return at === found.length ? null : `${found.length - at} entries are there that nobody wrote, or half`;
}

/** After a restart has shown what is there, an entry without an answer is there for good or never. */
export function settled(told: readonly Told[], found: readonly Uint8Array[]): Told[] {
  let at = 0;
  return told.flatMap((one) => {
    const there = at < found.length && Buffer.compare(found[at]!, one.bytes) === 0;
    if (!there) return [];
    at += 1;
    return [{ bytes: one.bytes, answer: "kept" as const }];
  });
}
