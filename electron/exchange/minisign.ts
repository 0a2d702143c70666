import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { blake2b } from "@noble/hashes/blake2.js";
import { createBLAKE2b } from "hash-wasm";

/**
 * minisign's files, made and read here so that anyone can check them with Debian's `minisign`. Signatures are
 * prehashed (`ED`): Ed25519 over BLAKE2b-512 of the file. The older kind over the whole file is not taken.
 * https://jedisct1.github.io/minisign/#signature-format
 */
export interface SigningKey {
  readonly keyId: Uint8Array; // 8 bytes
  readonly seed: Uint8Array; // 32 bytes, secret
}

export interface PublicKey {
  readonly keyId: string; // hex, as minisign shows it: at most 16 digits
  readonly key: KeyObject;
}

export interface Signature {
  readonly keyId: string; // hex, as minisign shows it: at most 16 digits
  readonly signature: Uint8Array; // 64 bytes, over the file's BLAKE2b-512
  readonly comment: string; // the trusted comment: trust it after `commentFits`
  readonly commentSignature: Uint8Array; // 64 bytes, over the signature and the comment
}

/** A new key from 40 random bytes. */
export const newSigningKey = (random: (bytes: number) => Uint8Array): SigningKey => ({
  keyId: random(8),
  seed: random(32),
});

/** The base64 line of a public key file, `RW…`: all that others need to check our signatures. */
export function publicKeyLine({ keyId, seed }: SigningKey): string {
  const spki = createPublicKey(privateKey(seed)).export({ format: "der", type: "spki" });
  return base64(Buffer.from("Ed"), keyId, spki.subarray(-32));
}

/** The public key file's two lines. */
export const publicKeyFile = (line: string): string =>
  `untrusted comment: minisign public key ${readPublicKey(line)?.keyId ?? ""}\n${line}\n`;

/** The id in the base64 line of a public key; null when it is none. Cheap: a key object is made only for the few that are used. */
export function keyIdIn(line: string): string | null {
  const bytes = fromBase64(line, 42);
  return bytes === null || bytes.toString("latin1", 0, 2) !== "Ed" ? null : shownKeyId(bytes.subarray(2, 10));
}

/** Read the base64 line of a public key; null when it is none. */
export function readPublicKey(line: string): PublicKey | null {
  const bytes = fromBase64(line, 42);
  if (bytes === null || bytes.toString("latin1", 0, 2) !== "Ed") return null;
  const der = Buffer.concat([spkiStart, bytes.subarray(10)]);
  return { keyId: shownKeyId(bytes.subarray(2, 10)), key: createPublicKey({ key: der, format: "der", type: "spki" }) };
}

/**
 * A signature file.
 *
 * @param hashed   64 bytes from `prehash` or `prehashOf`
 * @param comment  printable ASCII, at most 1,024 characters; it is signed too
 * @param what     for whoever opens the file; nobody signs it
 */
export function signatureFile(
  key: SigningKey,
  hashed: Uint8Array,
  comment: string,
  what = "signature of a bundle",
): string {
  if (!printable.test(comment)) throw new RangeError("a trusted comment is printable ASCII");
  const secret = privateKey(key.seed);
  const signature = sign(null, hashed, secret);
  const commentSignature = sign(null, Buffer.concat([signature, Buffer.from(comment)]), secret);
  return [
    `untrusted comment: ${what}`,
    base64(Buffer.from("ED"), key.keyId, signature),
    `trusted comment: ${comment}`,
    base64(commentSignature),
    "",
  ].join("\n");
}

/** Read a signature file of four lines; null when it is none, or of the kind that is not prehashed. Checks nothing. */
export function readSignature(file: string): Signature | null {
  const lines = file.split(/\r?\n/);
  if (lines.length === 5 && lines[4] === "") lines.pop();
  if (lines.length !== 4) return null;
  const [untrusted, signed, trusted, over] = lines as [string, string, string, string];
  if (!untrusted.startsWith("untrusted comment: ") || !trusted.startsWith("trusted comment: ")) return null;
  const comment = trusted.slice("trusted comment: ".length);
  const bytes = fromBase64(signed, 74);
  const commentSignature = fromBase64(over, 64);
  if (bytes === null || commentSignature === null || !printable.test(comment)) return null;
  if (bytes.toString("latin1", 0, 2) !== "ED") return null;
  return {
    keyId: shownKeyId(bytes.subarray(2, 10)),
    signature: bytes.subarray(10),
    comment,
    commentSignature,
  };
}

/** Whether the trusted comment was written by the key's owner. Says nothing of the file yet. */
export const commentFits = (key: PublicKey, { keyId, signature, comment, commentSignature }: Signature): boolean =>
  keyId === key.keyId && verify(null, Buffer.concat([signature, Buffer.from(comment)]), key.key, commentSignature);

/** Whether the file with this BLAKE2b-512 was signed by the key's owner. */
export const fileFits = (key: PublicKey, { keyId, signature }: Signature, hashed: Uint8Array): boolean =>
  keyId === key.keyId && verify(null, hashed, key.key, signature);

/** BLAKE2b-512 of a file, piece by piece. WebAssembly: twenty times as fast as `prehashOf`. */
export async function prehash(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Uint8Array> {
  const hash = await createBLAKE2b(512);
  hash.init();
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("binary");
}

/** BLAKE2b-512 of something small. */
export const prehashOf = (bytes: Uint8Array): Uint8Array => blake2b(bytes, { dkLen: 64 });

/** Before the 32 bytes of a key in DER (RFC 8410), the form that both OpenSSL and BoringSSL read. */
const spkiStart = Buffer.from("302a300506032b6570032100", "hex");
const pkcs8Start = Buffer.from("302e020100300506032b657004220420", "hex");
const printable = /^[\x20-\x7e]{1,1024}$/;

const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Start, seed]), format: "der", type: "pkcs8" });

/** minisign reads the 8 bytes as a little-endian number and shows it without leading zeros. */
const shownKeyId = (bytes: Uint8Array): string => Buffer.from(bytes).readBigUInt64LE().toString(16).toUpperCase();

const base64 = (...parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString("base64");

/** Bytes from base64 in its one spelling, of that length; null for anything else. */
function fromBase64(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === length && bytes.toString("base64") === text ? bytes : null;
}
