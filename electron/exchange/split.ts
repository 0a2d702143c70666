import { readSeal, signatureName } from "../../shared/exchange/container.ts";
import { partCaps, partName, partPlaces, partSealText } from "../../shared/exchange/parts.ts";
import type { ExchangeProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import type { SignedFile } from "./carrier.ts";
import { prehash, type SigningKey, signatureFile } from "./minisign.ts";
import type { PackedBundle } from "./pack.ts";

/**
 * The files as which a bundle travels: itself, or parts of at most so many bytes, each signed by itself. A part is nothing but a
 * stretch of the bundle, so that `cat` joins them.
 *
 * @param most  bytes of a part; null: the bundle stays whole
 */
export async function splitBundle(
  key: SigningKey,
  packed: PackedBundle,
  most: number | null,
): Promise<Result<readonly SignedFile[], ExchangeProblem>> {
  const { fileName, bundle, signature } = packed;
  const whole = { fileName, bytes: bundle, signatureName: packed.signatureName, signature };
  if (most === null || bundle.byteLength <= most) return ok([whole]);
  const places = partPlaces(bundle.byteLength, most);
  if (places === null)
    return failed({ kind: "parts-too-many", of: Math.ceil(bundle.byteLength / most), allowed: partCaps.parts });
  const [, signed, comment, over] = Buffer.from(signature).toString("latin1").split("\n") as [
    string,
    string,
    string,
    string,
  ];
  const seal = readSeal(comment.slice("trusted comment: ".length));
  if (seal === null || "newer" in seal || seal.bytes === null) throw new Error("a bundle of ours has no seal");
  const parts: SignedFile[] = [];
  for (const place of places) {
    const bytes = bundle.subarray(place.at, place.at + place.bytes);
    const said = partSealText({ ...place, whole: { ...seal, bytes: seal.bytes }, signature: signed, over });
    const name = partName(fileName, place);
    parts.push({
      fileName: name,
      bytes,
      signatureName: signatureName(name),
      signature: Buffer.from(signatureFile(key, await prehash([bytes]), said, "signature of a part of a bundle")),
    });
  }
  return ok(parts);
}
