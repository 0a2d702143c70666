import { extractMember, manifestMember, signatureName } from "../../shared/exchange/container.ts";
import { type Extract, extractName, extractSealOf, extractSealText } from "../../shared/exchange/extract.ts";
import { encrypted } from "./age.ts";
import type { SignedFile } from "./carrier.ts";
import { prehash, prehashOf, type SigningKey, signatureFile } from "./minisign.ts";
import { manifestText } from "./pack.ts";
import { sha256Hex } from "./sha256.ts";
import { packMember, zipped } from "./zip-write.ts";

/**
 * Seal an extract as a bundle is sealed: its hash signed inside, the whole encrypted for the recipient and signed outside. It
 * holds the tables and nothing of the ledger.
 *
 * @param recipientKeys  of each PC of the receiving office
 */
export async function packExtract(
  key: SigningKey,
  extract: Extract,
  recipientKeys: readonly string[],
): Promise<SignedFile> {
  const content = Buffer.from(`${JSON.stringify(extract)}\n`);
  const manifest = Buffer.from(manifestText(new Map([[extractMember, sha256Hex(content)]])));
  const inner = signatureFile(key, prehashOf(manifest), extractSealText(extractSealOf(extract, null)), what);
  const members = await Promise.all([
    packMember(extractMember, content),
    packMember(manifestMember, manifest),
    packMember(signatureName(manifestMember), Buffer.from(inner)),
  ]);
  const pieces: Uint8Array[] = [];
  for await (const piece of encrypted(recipientKeys, zipped(members))) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const seal = extractSealText(extractSealOf(extract, bytes.byteLength));
  const fileName = extractName(extract);
  const signature = Buffer.from(signatureFile(key, await prehash([bytes]), seal, what));
  return { fileName, bytes, signatureName: signatureName(fileName), signature };
}

const what = "signature of an extract";
