/**
 * SHA-256 of the given pieces, one after the other, a text as its UTF-8. Given by the caller: nothing here has
 * cryptography of its own.
 */
export type Sha256 = (...pieces: readonly (Uint8Array | string)[]) => Uint8Array;

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
export function headAfter(sha256: Sha256, head: string, line: string | Uint8Array): string {
  const named = withheldHash(line);
  const hash = named === null ? sha256(line) : bytesOfHex(named);
  return hexOfBytes(sha256(bytesOfHex(head), hash));
}

/** The chain hashes after each of the lines, in their order. */
export function headsOf(sha256: Sha256, prevHead: string, lines: Iterable<string | Uint8Array>): readonly string[] {
  const heads: string[] = [];
  let head = prevHead;
  for (const line of lines) {
    head = headAfter(sha256, head, line);
    heads.push(head);
  }
  return heads;
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

const hexOfBytes = (bytes: Uint8Array): string => {
  let hex = "";
  for (const byte of bytes) hex += hexOfByte[byte];
  return hex;
};

/** Of lower-case digits only: the schemas have seen to that. */
const bytesOfHex = (hex: string): Uint8Array => {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i += 1)
    bytes[i] = (digit(hex.charCodeAt(2 * i)) << 4) | digit(hex.charCodeAt(2 * i + 1));
  return bytes;
};

const digit = (unit: number) => (unit < 0x3a ? unit - 0x30 : unit - 0x57); // 0–9, a–f
