import { createRequire } from "node:module";
import type { IArgon2Options } from "hash-wasm";

/**
 * The real Argon2id, whose results are remembered, for suites that unlock the same store hundreds of times:
 * `vi.mock("hash-wasm", () => import("./remembered-argon2.ts"))`.
 */
const real = createRequire(import.meta.url)("hash-wasm") as typeof import("hash-wasm"); // no import: that would be this file
export const { createBLAKE2b } = real; // signatures are of every bundle anew
const results = new Map<string, Promise<Uint8Array>>();

/** How often a derivation was asked for. */
export const asked = { times: 0 };

export async function argon2id(options: IArgon2Options): Promise<Uint8Array> {
  asked.times += 1;
  const { password, salt, memorySize, iterations, parallelism } = options;
  const name = JSON.stringify([password, Array.from(Buffer.from(salt)), memorySize, iterations, parallelism]);
  const result = results.get(name) ?? real.argon2id({ ...options, outputType: "binary" });
  results.set(name, result);
  return Uint8Array.from(await result); // a copy: the store wipes what it gets
}
