import { z } from "zod";
import type { ExchangeProblem, RegistryProblem, StoreProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { parseStrict } from "../../shared/strict-json.ts";
import {
  isReasonable,
  Kdf,
  keyOfPassphrase,
  leastPassphrase,
  lengthOf,
  openBytes,
  sealBytes,
  usualKdf,
} from "../store/keys.ts";
import { newSigningKey, publicKeyLine, readPublicKey, type SigningKey } from "./minisign.ts";

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));

/** A root key on its keeper's own stick: useless without the passphrase, and never kept on a PC. */
const RootKeyFile = z.strictObject({
  kind: z.literal("so-can-bo-root-key-1"),
  publicKey: z.string().max(120), // minisign, the base64 line
  holder: z.string().max(120), // who keeps it, for whoever finds the stick
  kdf: Kdf,
  salt: hex(16),
  wrapped: hex(12 + 40 + 16), // key id (8 bytes) and seed (32)
});
type RootKeyFile = z.infer<typeof RootKeyFile>;

/** Most bytes that a root key's file has. */
export const rootKeyCap = 4096;

export interface RootKey {
  readonly publicKey: string;
  readonly keyId: string; // as minisign shows it
  readonly holder: string;
}

/** A new root key, wrapped as a store's key is: Argon2id and AES-256-GCM. */
export async function newRootKey(
  random: (bytes: number) => Uint8Array,
  { holder, passphrase, kdf = usualKdf }: { readonly holder: string; readonly passphrase: string; readonly kdf?: Kdf },
): Promise<Result<RootKey & { readonly fileName: string; readonly bytes: Uint8Array }, StoreProblem>> {
  if (lengthOf(passphrase) < leastPassphrase) return failed({ kind: "passphrase-too-short", least: leastPassphrase });
  const secret = newSigningKey(random);
  const publicKey = publicKeyLine(secret);
  const salt = random(16);
  const key = await keyOfPassphrase(passphrase, salt, kdf);
  const wrapped = sealBytes(key, boundOf(publicKey, kdf), Buffer.concat([secret.keyId, secret.seed]), random(12));
  key.fill(0);
  const file: RootKeyFile = {
    kind: "so-can-bo-root-key-1",
    publicKey,
    holder,
    kdf,
    salt: Buffer.from(salt).toString("hex"),
    wrapped: wrapped.toString("hex"),
  };
  const keyId = readPublicKey(publicKey)?.keyId ?? "";
  const fileName = `khoa-goc-${keyId.toLowerCase()}.key`;
  return ok({ publicKey, keyId, holder, fileName, bytes: Buffer.from(`${JSON.stringify(file, null, 2)}\n`) });
}

/** Open a root key's file. */
export async function openRootKey(
  bytes: Uint8Array,
  passphrase: string,
): Promise<Result<RootKey & { readonly signing: SigningKey }, RegistryProblem | StoreProblem | ExchangeProblem>> {
  if (bytes.byteLength > rootKeyCap) return failed({ kind: "not-a-root-key" });
  const parsed = parseStrict(Buffer.from(bytes).toString("utf8"), { maxDepth: 2, maxLength: rootKeyCap });
  const file = RootKeyFile.safeParse(parsed.ok ? parsed.value : null);
  if (!file.success || !isReasonable(file.data.kdf)) return failed({ kind: "not-a-root-key" });
  const { publicKey, holder, kdf, salt, wrapped } = file.data;
  const keyId = readPublicKey(publicKey)?.keyId;
  if (keyId === undefined) return failed({ kind: "not-a-root-key" });
  if (lengthOf(passphrase) === 0) return failed({ kind: "wrong-passphrase" });
  const key = await keyOfPassphrase(passphrase, Buffer.from(salt, "hex"), kdf);
  const secret = openBytes(key, boundOf(publicKey, kdf), Buffer.from(wrapped, "hex"));
  key.fill(0);
  if (secret === null) return failed({ kind: "wrong-passphrase" });
  const signing = { keyId: secret.subarray(0, 8), seed: secret.subarray(8) };
  return publicKeyLine(signing) === publicKey
    ? ok({ publicKey, keyId, holder, signing })
    : failed({ kind: "not-a-root-key" });
}

/** The wrapping is bound to the key it holds and to the work it asks for. */
const boundOf = (publicKey: string, { memoryKiB, passes, lanes }: Kdf) =>
  `root key/${publicKey}/${memoryKiB}/${passes}/${lanes}`;
