import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import { argon2id } from "hash-wasm";
import { z } from "zod";

/** What Argon2id spends on one guess of a passphrase. */
export const Kdf = z.object({
  name: z.literal("argon2id"),
  memoryKiB: z.number().int(),
  passes: z.number().int(),
  lanes: z.number().int(),
});
export type Kdf = z.infer<typeof Kdf>;

export const usualKdf: Kdf = { name: "argon2id", memoryKiB: 64 * 1024, passes: 3, lanes: 1 };

/** The fewest characters of a passphrase, counted as Unicode code points of its NFC form. */
export const leastPassphrase = 12;

/** One spelling of a passphrase: Vietnamese input editors and systems write the same letters composed or decomposed. */
export const spelledOnce = (passphrase: string) => passphrase.normalize("NFC").trim();

export const lengthOf = (passphrase: string) => Array.from(spelledOnce(passphrase)).length;

/**
 * Are these parameters worth working with? A forged header could ask for so little that a guess costs nothing, or for so
 * much that the program stands still: 19 MiB and 2 passes at least, 1 GiB, 10 passes and 4 lanes at most.
 */
export const isReasonable = ({ memoryKiB, passes, lanes }: Kdf) =>
  memoryKiB >= 19 * 1024 && memoryKiB <= 1024 * 1024 && passes >= 2 && passes <= 10 && lanes >= 1 && lanes <= 4;

/** The key that wraps the epoch key for whoever knows the passphrase. Slow on purpose. */
export async function keyOfPassphrase(passphrase: string, salt: Uint8Array, kdf: Kdf): Promise<Uint8Array> {
  if (!isReasonable(kdf)) throw new Error("key derivation outside its limits");
  const stretched = await argon2id({
    password: spelledOnce(passphrase),
    salt,
    memorySize: kdf.memoryKiB,
    iterations: kdf.passes,
    parallelism: kdf.lanes,
    hashLength: 32,
    outputType: "binary",
  });
  const key = derived(stretched, salt, "passphrase slot");
  stretched.fill(0);
  return key;
}

/** The key that wraps the epoch key for whoever holds the recovery key: 160 random bits need no stretching. */
export const keyOfRecovery = (recovery: Uint8Array, salt: Uint8Array) => derived(recovery, salt, "recovery slot");

/** 32 bytes for one purpose. */
export const derived = (key: Uint8Array, salt: Uint8Array, purpose: string) =>
  new Uint8Array(hkdfSync("sha256", key, salt, purpose, 32));

/** nonce ‖ ciphertext ‖ tag */
export function sealBytes(key: Uint8Array, bound: string, bytes: Uint8Array, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(bound));
  const sealed = cipher.update(bytes);
  cipher.final(); // GCM holds nothing back
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
}

/** The bytes, or null: another key, another binding, or altered. */
export function openBytes(key: Uint8Array, bound: string, sealed: Uint8Array): Buffer | null {
  if (sealed.byteLength < 28) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    const bytes = decipher.update(sealed.subarray(12, -16));
    decipher.final();
    return bytes;
  } catch {
    return null;
  }
}
