import { basename, dirname } from "node:path";
import { caps, isBundleName, type Seal, signatureName } from "../../shared/exchange/container.ts";
import type { Peer } from "../../shared/exchange/header.ts";
import type { ExchangeProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf, type Machine } from "../machine.ts";
import { placeOf } from "./carrier.ts";
import { readAtMost, readOuter } from "./unpack.ts";

/** What a bundle's signature says of it: who made it, for whom, and its place in its feed. */
export interface Peeked {
  readonly sender: Peer;
  readonly seal: Seal;
  readonly bytes: number; // of the bundle as it lies there
}

/**
 * Look at a bundle by its signature alone, so that many can be put in order before any is read. The signature's own words
 * are proven, the bundle's bytes are not: they are checked when it is taken.
 *
 * @param path  of the `.zip.age`; its signature lies beside it
 */
export async function peekBundle(
  machine: Machine,
  { office, peers }: { readonly office: string; readonly peers: readonly Peer[] },
  path: string,
): Promise<Result<Peeked, ExchangeProblem>> {
  if (!isBundleName(basename(path).normalize("NFC"))) return failed({ kind: "not-a-bundle" });
  const found = await signatureBeside(machine, path);
  if (!found.ok) return found;
  const { bytes, signature } = found.value;
  const outer = readOuter(signature, peers);
  if (!outer.ok) return outer;
  const { sender, seal } = outer.value;
  if (seal.rcpt !== office) return failed({ kind: "bundle-for-another-office", addressee: seal.rcpt });
  return bytes < seal.bytes ? failed({ kind: "bundle-cut" }) : ok({ sender, seal, bytes });
}

/** The bundle's length and the bytes of its signature. */
async function signatureBeside(
  machine: Machine,
  path: string,
): Promise<Result<{ readonly bytes: number; readonly signature: Buffer }, ExchangeProblem>> {
  const gone = failed<ExchangeProblem>({ kind: "carrier-gone", place: placeOf(dirname(path)) });
  try {
    const found = await machine.files.stat(path);
    if (found === null) return gone;
    if (found.folder) return failed({ kind: "not-a-bundle" });
    const beside = await machine.files.stat(signatureName(path));
    if (beside === null || beside.folder) return failed({ kind: "bundle-unsigned" });
    const signature = await readAtMost(machine, signatureName(path), caps.signature);
    return signature === null ? failed({ kind: "bundle-altered" }) : ok({ bytes: found.bytes, signature });
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return gone;
  }
}
