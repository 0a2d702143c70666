import { isUtf8 } from "node:buffer";
import { caps, type RegistryEdition } from "../../shared/exchange/container.ts";
import { type HeldRegistry, Registry } from "../../shared/exchange/registry.ts";
import type { RegistryProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { parseStrict } from "../../shared/strict-json.ts";
import {
  commentFits,
  fileFits,
  prehashOf,
  readPublicKey,
  readSignature,
  type SigningKey,
  signatureFile,
} from "./minisign.ts";
import { sha256Hex } from "./sha256.ts";

/** An edition that was read: its shape is right; whose signatures fit is known; nothing is trusted yet. */
export interface ReadEdition extends HeldRegistry {
  readonly edition: Omit<RegistryEdition, "version">;
  readonly signers: ReadonlySet<string>; // public keys, of those asked about
}

/** What a signature over an edition says beside it. */
export const editionComment = (version: number): string => `scb1 registry version=${version}`;

export const signEdition = (key: SigningKey, version: number, text: string): string =>
  signatureFile(key, prehashOf(Buffer.from(text)), editionComment(version), "signature of a registry");

/**
 * Read an edition of the registry.
 *
 * @param keys  public keys whose signatures count, beside the roots that it names itself
 */
export function readEdition(
  edition: Omit<RegistryEdition, "version">,
  keys: readonly string[] = [],
): Result<ReadEdition, RegistryProblem> {
  const none = failed<RegistryProblem>({ kind: "not-a-registry" });
  const bytes = Buffer.from(edition.text);
  if (bytes.byteLength > caps.registry) return none;
  const parsed = parseStrict(edition.text, { maxDepth: 8, maxLength: caps.registry });
  const registry = Registry.safeParse(parsed.ok ? parsed.value : null);
  if (!registry.success) return none;
  const hashed = prehashOf(bytes);
  const signers = new Set<string>();
  for (const line of new Set([...keys, ...registry.data.roots.keys])) {
    const key = readPublicKey(line);
    if (key === null) continue;
    for (const text of edition.signatures) {
      const signature = readSignature(text);
      if (signature === null || signature.comment !== editionComment(registry.data.version)) continue;
      if (commentFits(key, signature) && fileFits(key, signature, hashed)) signers.add(line);
    }
  }
  return ok({ edition, registry: registry.data, hash: sha256Hex(bytes), signers });
}

/** The key that a signature file names, as minisign shows it; null where it is no signature file. */
export const signerIdOf = (signature: string): string | null => readSignature(signature)?.keyId ?? null;

/** The edition's file as it is handed over, and its signatures beside it: `minisign -V -p root.pub -m registry-000007.json -x …`. */
export const editionName = (version: number): string => `registry-${String(version).padStart(6, "0")}.json`;
export const editionSignatureName = (version: number, keyId: string): string =>
  `${editionName(version)}.${keyId.toLowerCase()}.minisig`;

/** The text of an edition's file, or null where it is none. */
export const textOfEdition = (bytes: Uint8Array): string | null =>
  bytes.byteLength <= caps.registry && isUtf8(bytes) ? Buffer.from(bytes).toString("utf8") : null;
