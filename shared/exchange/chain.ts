/** SHA-256 of bytes, or of a text's UTF-8, as hex. Given by the caller: nothing here has cryptography of its own. */
export type Sha256 = (content: Uint8Array | string) => string;

/** The chain hash before a feed's first action: 32 zero bytes, as hex. */
export const genesis = "0".repeat(64);

const withheld = /^\{"withheld":"([0-9a-f]{64})"[,}]/;

/** The hash that a withheld line names in place of the line itself, as hex, or null for a line that is there. */
export function withheldHash(line: string | Uint8Array): string | null {
  if (typeof line === "string") return withheld.exec(line)?.[1] ?? null;
  if (line[2] !== 0x77) return null; // "w": all but withheld lines are told apart at a glance
  return withheldHash(String.fromCharCode(...line.subarray(0, 80)));
}

/**
 * The chain hash after one more line: SHA-256(head before ‖ SHA-256(line)).
 *
 * @param head  64 hex digits
 * @param line  the exact line without its line end, as text or as its UTF-8; one that was withheld from this reader counts by the hash it
 *              names, so that the chain closes without its content
 */
export const headAfter = (sha256: Sha256, head: string, line: string | Uint8Array): string =>
  headOver(sha256, head, hashInChain(sha256, line));

/** The hash by which a line counts in its chain: its own, or the one that a withheld line names. */
export const hashInChain = (sha256: Sha256, line: string | Uint8Array): string => withheldHash(line) ?? sha256(line);

/** The chain hashes after each of the lines, in their order. */
export const headsOf = (sha256: Sha256, prevHead: string, lines: Iterable<string | Uint8Array>): readonly string[] =>
  headsOver(
    sha256,
    prevHead,
    Array.from(lines, (line) => hashInChain(sha256, line)),
  );

/** The same, of lines that were hashed already: see `hashInChain`. */
export function headsOver(sha256: Sha256, prevHead: string, hashes: readonly string[]): readonly string[] {
  let head = prevHead;
  return hashes.map((hash) => {
    head = headOver(sha256, head, hash);
    return head;
  });
}

function headOver(sha256: Sha256, head: string, hash: string): string {
  writeHex(head, 0);
  writeHex(hash, 32);
  return sha256(both);
}

const both = new Uint8Array(64); // a head and a line's hash, for the one call that hashes them

/** Of lower-case digits only: the schemas have seen to that. */
function writeHex(hex: string, at: number): void {
  for (let i = 0; i < 32; i += 1) both[at + i] = (digit(hex.charCodeAt(2 * i)) << 4) | digit(hex.charCodeAt(2 * i + 1));
}

const digit = (unit: number) => (unit < 0x3a ? unit - 0x30 : unit - 0x57); // 0–9, a–f
