import { createHash } from "node:crypto";

/** Digits and letters that are not taken for one another on paper: no I, L, O, U. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const halfBytes = 10;
const halfChars = 16;
const checkChars = 4;

/**
 * A recovery key as it is printed: 160 bits in 8 groups of four characters; after each half of four groups, a fifth
 * group of check characters, so that a mistyped half is found before any attempt.
 *
 * @param key  20 random bytes
 */
export function printRecoveryKey(key: Uint8Array): string {
  const halves = [key.subarray(0, halfBytes), key.subarray(halfBytes)].map((half) => {
    const chars = charsOf(half);
    return [...(chars.match(/.{4}/g) ?? []), checkOf(chars)].join("-");
  });
  return halves.join("-");
}

/** What was typed, read as a recovery key. Case, spaces, dashes, O for 0 and I or L for 1 do not matter. */
export type TypedRecoveryKey =
  | { readonly looks: "right"; readonly key: Uint8Array }
  | { readonly looks: "mistyped"; readonly half: 1 | 2 } // the first half whose check characters do not fit
  | { readonly looks: "different" }; // not of a recovery key's length or letters

export function readRecoveryKey(typed: string): TypedRecoveryKey {
  const chars = typed
    .normalize("NFC")
    .toUpperCase()
    .replace(/[\s\-–—.]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  const half = halfChars + checkChars;
  if (chars.length !== 2 * half || !/^[0-9A-HJKMNP-TV-Z]*$/.test(chars)) return { looks: "different" };
  const halves = [chars.slice(0, half), chars.slice(half)];
  const wrong = halves.findIndex((typedHalf) => checkOf(typedHalf.slice(0, halfChars)) !== typedHalf.slice(halfChars));
  if (wrong !== -1) return { looks: "mistyped", half: wrong === 0 ? 1 : 2 };
  return { looks: "right", key: Buffer.concat(halves.map((typedHalf) => bytesOf(typedHalf.slice(0, halfChars)))) };
}

function charsOf(bytes: Uint8Array): string {
  let bits = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  let chars = "";
  for (let i = 0; i < halfChars; i += 1) {
    chars = `${alphabet[Number(bits & 31n)]}${chars}`;
    bits >>= 5n;
  }
  return chars;
}

function bytesOf(chars: string): Buffer {
  const bits = chars.split("").reduce((sum, char) => (sum << 5n) | BigInt(alphabet.indexOf(char)), 0n);
  return Buffer.from(bits.toString(16).padStart(2 * halfBytes, "0"), "hex");
}

/** 20 bits: one mistyped half in a million passes here, and is then refused by the slot itself. */
function checkOf(chars: string): string {
  const hash = createHash("sha256").update(`recovery key ${chars}`).digest();
  const bits = hash.readUInt32BE(0);
  return Array.from({ length: checkChars }, (_, i) => alphabet[(bits >> (5 * i)) & 31]).join("");
}
