import { isUtf8 } from "node:buffer";
import { caps, extractMember, manifestMember, signatureName } from "../../shared/exchange/container.ts";
import { Extract, type ExtractSeal, extractSealOf, extractSealText } from "../../shared/exchange/extract.ts";
import type { Peer } from "../../shared/exchange/header.ts";
import type { ExchangeProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { parseStrict } from "../../shared/strict-json.ts";
import { commentFits, fileFits, prehashOf, readPublicKey, readSignature } from "./minisign.ts";
import { manifestText } from "./pack.ts";
import { sha256Hex } from "./sha256.ts";
import { inflated, readDirectory } from "./zip-read.ts";

/** What is already sure when an extract is read. */
export interface ExtractTerms {
  readonly sender: Peer;
  readonly seal: ExtractSeal; // of the outer signature
}

/**
 * Read a decrypted extract: the rules of the bundle's container, three members, the sender's own signature over the one that
 * holds the tables. Runs in the process that unpacks bundles.
 */
export function readExtract(zip: Uint8Array, { sender, seal }: ExtractTerms): Result<Extract, ExchangeProblem> {
  const directory = readDirectory(zip);
  if (!directory.ok) return hostile(directory.problem);
  const names = directory.value.map(({ name }) => name);
  if (names.join() !== [extractMember, manifestMember, signatureName(manifestMember)].join()) return hostile("members");
  const contents: Buffer[] = [];
  for (const member of directory.value) {
    const content = inflated(member);
    if (!content.ok) return hostile(content.problem);
    contents.push(Buffer.from(content.value));
  }
  const [content, manifest, signature] = contents as [Buffer, Buffer, Buffer];
  const read = readSignature(signature.toString("latin1"));
  const key = readPublicKey(sender.signingKey);
  if (read === null || key === null) return failed({ kind: "bundle-altered" });
  const inner = extractSealText({ ...seal, bytes: null });
  const signed = fileFits(key, read, prehashOf(manifest)) && commentFits(key, read) && read.comment === inner;
  if (!signed || manifest.toString("latin1") !== manifestText(new Map([[extractMember, sha256Hex(content)]])))
    return failed({ kind: "bundle-altered" });
  if (!isUtf8(content)) return hostile("json-utf8");
  const parsed = parseStrict(content.toString(), { maxLength: caps.extract });
  if (!parsed.ok) return hostile(`json-${parsed.problem.why}`);
  const extract = Extract.safeParse(parsed.value);
  if (!extract.success || extractSealText(extractSealOf(extract.data, null)) !== inner) return hostile("extract");
  return ok(extract.data);
}

const hostile = (step: string) => failed<ExchangeProblem>({ kind: "bundle-hostile", step });
