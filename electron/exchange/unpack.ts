import { isUtf8 } from "node:buffer";
import { basename, dirname } from "node:path";
import { type Arrival, arrivalOf, type Held } from "../../shared/exchange/arrival.ts";
import { headsOver } from "../../shared/exchange/chain.ts";
import {
  caps,
  isBundleName,
  RegistryEdition,
  readSeal,
  type Seal,
  sealOf,
  sealText,
  signatureName,
} from "../../shared/exchange/container.ts";
import { speaksOfExtract } from "../../shared/exchange/extract.ts";
import { BundleHeader, type Peer, Receipt } from "../../shared/exchange/header.ts";
import { feedOf, mayBring, type Registry } from "../../shared/exchange/registry.ts";
import type { ExchangeProblem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { errnoOf, type Machine } from "../machine.ts";
import { readFully } from "../store/safe-write.ts";
import { decrypted, magic, plainSize } from "./age.ts";
import { CarriedFile } from "./attachments.ts";
import { placeOf } from "./carrier.ts";
import { commentFits, fileFits, keyIdIn, prehash, readPublicKey, readSignature } from "./minisign.ts";
import { sha256Hex } from "./sha256.ts";
import type { UnpackedContents, Unpacker } from "./unpacker.ts";

/** Who opens a bundle, and what of the others' feeds is held here. */
export interface Receiver {
  readonly office: string;
  readonly identity: string | readonly string[]; // age secrets
  readonly peers: readonly Peer[];
  readonly held: (feed: string) => Held;
  readonly headAt: (feed: string, number: number) => string; // chain hash after a number that is held
  readonly registry?: Registry | null; // which keys speak for which feeds up to which action
}

/** A bundle that was checked from end to end. Nothing of it has been applied. */
export interface OpenedBundle extends Arrival {
  readonly fileName: string;
  readonly size: number; // bytes of the file
  readonly header: BundleHeader;
  readonly sender: Peer;
  readonly receipts: readonly Receipt[];
  readonly bytes: readonly Uint8Array[]; // of `lines`
  readonly heads: readonly string[]; // chain hashes after each of `lines`
  readonly files: readonly CarriedFile[];
  readonly editions: readonly RegistryEdition[]; // of the registry, to be judged by its own signatures
  readonly sealed: Uint8Array | null; // the bundle as it came, where files are to be taken out of it
}

export type OpenStep = "name" | "outer-signature" | "recipient" | "contents" | "position";

/** A bundle and its signature as they lay beside each other, read once. */
export interface BundlePair {
  readonly fileName: string;
  readonly bundle: Buffer;
  readonly signature: Buffer;
}

/** What the other process answered, with the chain as it was worked out here. */
type SureContents = Omit<UnpackedContents, "hashes"> & Pick<OpenedBundle, "heads">;

/** A bundle of which everything is sure but its place in the feed. */
export interface CheckedBundle {
  readonly pair: BundlePair;
  readonly sender: Peer;
  readonly contents: SureContents;
}

/**
 * Open a bundle that lies in some folder, in the order of docs/bundle-format.md "Reading"; stop at the first failure.
 * The file is read once, into memory, and only that copy is worked on: a stick can answer differently the second time.
 * Nothing is written to any disk, so nothing decrypted can stay behind.
 *
 * @param path     of the `.zip.age`; its signature lies beside it
 * @param reached  told of each step as it begins
 * @returns        what is new to us, or why the bundle is not taken
 */
export async function openBundle(
  machine: Machine,
  unpacker: Unpacker,
  receiver: Receiver,
  path: string,
  reached: (step: OpenStep) => void = () => undefined,
): Promise<Result<OpenedBundle, ExchangeProblem>> {
  const pair = await bundleAt(machine, path, reached);
  if (!pair.ok) return pair;
  const checked = await checkPair(unpacker, receiver, pair.value, reached);
  if (!checked.ok) return checked;
  reached("position");
  return placeBundle(receiver, checked.value);
}

/** The bundle and its signature, each at most as long as may be. */
export async function bundleAt(
  machine: Machine,
  path: string,
  reached: (step: OpenStep) => void = () => undefined,
): Promise<Result<BundlePair, ExchangeProblem>> {
  reached("name");
  const fileName = basename(path).normalize("NFC");
  if (!isBundleName(fileName)) return failed({ kind: "not-a-bundle" });
  const pair = await readPair(machine, path);
  if (!pair.ok) return pair;
  return startsAlike(pair.value.bundle, magic) ? ok({ fileName, ...pair.value }) : failed({ kind: "not-a-bundle" });
}

/** Everything that can be said of a bundle without knowing what is held of its feed. */
export async function checkPair(
  unpacker: Unpacker,
  receiver: Receiver,
  pair: BundlePair,
  reached: (step: OpenStep) => void = () => undefined,
): Promise<Result<CheckedBundle, ExchangeProblem>> {
  reached("outer-signature");
  const sealed = await sealOfPair(receiver, pair, () => reached("recipient"));
  if (!sealed.ok) return sealed;
  reached("contents");
  const contents = await readSealed(unpacker, receiver, pair.bundle, sealed.value);
  return contents.ok ? ok({ pair, sender: sealed.value.sender, contents: contents.value }) : contents;
}

/** Who sealed it and what the seal says, for us and of the sender's own feed. */
export async function sealOfPair(
  { peers, office }: Pick<Receiver, "peers" | "office">,
  { bundle, signature }: BundlePair,
  signed: () => void = () => undefined,
): Promise<Result<{ readonly sender: Peer; readonly seal: Seal }, ExchangeProblem>> {
  const sealed = await checkOuter(bundle, signature, peers);
  if (!sealed.ok) return sealed;
  const { sender, seal } = sealed.value;
  signed();
  if (seal.rcpt !== office) return failed({ kind: "bundle-for-another-office", addressee: seal.rcpt });
  return seal.office !== sender.office || seal.feed !== sender.feed ? hostile("feed") : sealed;
}

/** What a checked bundle brings by its place: no clock has a say in it. */
export function placeBundle(
  receiver: Pick<Receiver, "held" | "headAt" | "registry">,
  { pair, sender, contents }: CheckedBundle,
): Result<OpenedBundle, ExchangeProblem> {
  const { header, lines, bytes, heads, receipts, files, editions } = contents;
  const barred = whyBarred(receiver.registry ?? null, sender, header, heads);
  if (barred !== null) return failed(barred);
  const arrival = arrivalOf(
    header,
    lines,
    receiver.held(header.feed),
    (number) => receiver.headAt(header.feed, number),
    sha256Hex,
  );
  if (!arrival.ok) return arrival;
  return ok({
    ...arrival.value,
    fileName: pair.fileName,
    size: pair.bundle.byteLength,
    header,
    sender,
    receipts,
    bytes: bytes.slice(arrival.value.alreadyHeld),
    heads: heads.slice(arrival.value.alreadyHeld),
    files,
    editions,
    sealed: files.length > 0 ? pair.bundle : null,
  });
}

/** What the registry says against this key bringing these actions; null: nothing, or it does not know the feed. */
function whyBarred(
  registry: Registry | null,
  { signingKey }: Peer,
  { feed, from, to, prevHead }: BundleHeader,
  heads: readonly string[],
): ExchangeProblem | null {
  if (registry === null) return null;
  const headAt = (number: number) => (number === from - 1 ? prevHead : (heads[number - from] ?? prevHead));
  const verdict = mayBring(registry, { feed, signingKey, from, to }, headAt);
  switch (verdict) {
    case "yes":
    case "unknown-feed": // enrolled by typed digits and not published yet
      return null;
    case "unknown-key":
      return { kind: "bundle-foreign", keyId: readPublicKey(signingKey)?.keyId ?? "" };
    case "past-end": {
      const period = feedOf(registry, feed)?.keys.find((key) => key.signingKey === signingKey);
      return { kind: "bundle-key-ended", feed, upTo: period?.to?.number ?? 0, found: to };
    }
    case "before-start":
      return { kind: "bundle-hostile", step: "key-start" };
    default:
      return { kind: "bundle-of-lost-branch", at: verdict.otherBranchAt }; // the registry has decided
  }
}

const hostile = (step: string) => failed<ExchangeProblem>({ kind: "bundle-hostile", step });
const altered = () => failed<ExchangeProblem>({ kind: "bundle-altered" });

/** A sealed file and the signature beside it, as a carrier holds them. */
export async function readPair(
  machine: Machine,
  path: string,
): Promise<Result<{ readonly bundle: Buffer; readonly signature: Buffer }, ExchangeProblem>> {
  try {
    const found = await machine.files.stat(path);
    if (found === null) return failed({ kind: "carrier-gone", place: placeOf(dirname(path)) });
    if (found.folder) return failed({ kind: "not-a-bundle" });
    if (found.bytes > caps.bundle) return hostile("size");
    const beside = await machine.files.stat(signatureName(path));
    if (beside === null || beside.folder) return failed({ kind: "bundle-unsigned" });
    const bundle = await readAtMost(machine, path, caps.bundle);
    const signature = await readAtMost(machine, signatureName(path), caps.signature);
    if (bundle === null) return hostile("size");
    return signature === null ? altered() : ok({ bundle, signature });
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return failed({ kind: "carrier-gone", place: placeOf(dirname(path)) });
  }
}

/** Null where the file is larger. */
export async function readAtMost(machine: Machine, path: string, cap: number): Promise<Buffer | null> {
  const file = await machine.files.open(path, "read");
  try {
    const bytes = await file.bytes();
    return bytes > cap ? null : await readFully(file, 0, bytes);
  } finally {
    await file.close();
  }
}

/** A cut file may be shorter than the text; that it was cut is told later, by the signature. */
const startsAlike = (bytes: Buffer, text: string) => {
  const length = Math.min(bytes.byteLength, text.length);
  return bytes.toString("latin1", 0, length) === text.slice(0, length);
};

async function checkOuter(
  bundle: Buffer,
  file: Buffer,
  peers: readonly Peer[],
): Promise<Result<{ readonly sender: Peer; readonly seal: Seal }, ExchangeProblem>> {
  const outer = readOuter(file, peers);
  if (!outer.ok) return outer;
  const { sender, seal, key, signature } = outer.value;
  if (bundle.byteLength < seal.bytes) return failed({ kind: "bundle-cut" });
  return fileFits(key, signature, await prehash([bundle])) ? ok({ sender, seal }) : altered();
}

/** What a signature says by itself: its comment is signed too, so it holds whatever became of the bundle. */
export function readOuter(file: Buffer, peers: readonly Peer[]): Result<Outer, ExchangeProblem> {
  const signed = readSigned(file, peers);
  if (!signed.ok) return signed;
  if (speaksOfExtract(signed.value.signature.comment)) return failed({ kind: "bundle-is-extract" });
  const seal = readSeal(signed.value.signature.comment);
  if (seal === null) return hostile("seal");
  if ("newer" in seal) return failed({ kind: "container-newer", needs: `scb${seal.newer}` });
  if (seal.bytes === null) return hostile("seal");
  return ok({ ...signed.value, seal: { ...seal, bytes: seal.bytes } });
}

/** Who wrote a signature's comment, whatever it speaks of. */
export function readSigned(file: Buffer, peers: readonly Peer[]): Result<Signed, ExchangeProblem> {
  const signature = readSignature(file.toString("latin1"));
  if (signature === null) return altered();
  const known = peers
    .filter(({ signingKey }) => keyIdIn(signingKey) === signature.keyId)
    .map((sender) => ({ sender, key: readPublicKey(sender.signingKey) }));
  if (known.length === 0) return failed({ kind: "bundle-foreign", keyId: signature.keyId });
  const signer = known.find(({ key }) => key !== null && commentFits(key, signature));
  if (signer === undefined || signer.key === null) return altered();
  return ok({ sender: signer.sender, key: signer.key, signature });
}

/** A signature whose comment is proven; what it signs is not looked at yet. */
export interface Signed {
  readonly sender: Peer;
  readonly key: NonNullable<ReturnType<typeof readPublicKey>>;
  readonly signature: NonNullable<ReturnType<typeof readSignature>>;
}

interface Outer extends Signed {
  readonly seal: Seal & { readonly bytes: number };
}

/** Decrypt and unpack, and check once more in our own process what the other one answers. */
async function readSealed(
  unpacker: Unpacker,
  { office, identity }: Receiver,
  bundle: Buffer,
  { sender, seal }: { readonly sender: Peer; readonly seal: Seal },
): Promise<Result<SureContents, ExchangeProblem>> {
  const bytes = plainSize(bundle);
  if (bytes === null) return hostile("age");
  let opened = false; // whether the failure, if there is one, is the other process's
  const pieces = async function* () {
    for await (const piece of decrypted(identity, [bundle])) {
      opened = true;
      yield piece;
    }
  };
  let contents: Result<UnpackedContents, ExchangeProblem>;
  try {
    contents = await unpacker.read({ me: office, sender, seal }, bytes, pieces());
  } catch {
    return hostile(opened ? "age" : "age-key");
  }
  if (!contents.ok) return contents;
  const header = BundleHeader.safeParse(contents.value.header);
  const receipts = Receipt.array().safeParse(contents.value.receipts);
  const files = CarriedFile.array().safeParse(contents.value.files);
  const editions = RegistryEdition.array().safeParse(contents.value.editions);
  if (!header.success || !receipts.success || !files.success || !editions.success) return hostile("answer");
  const { lines, bytes: lineBytes, hashes } = contents.value;
  const heads = headsOver(sha256Hex, header.data.prevHead, hashes);
  const fits =
    sealText(sealOf(header.data, seal.bytes)) === sealText(seal) &&
    lines.length === header.data.counts.actions &&
    lineBytes.every((line) => isUtf8(line)) &&
    files.data.length === (header.data.counts.files ?? 0) &&
    editions.data.length === (header.data.counts.editions ?? 0) &&
    areInOrder(files.data, bytes) &&
    (heads.at(-1) ?? header.data.prevHead) === header.data.head;
  return fits
    ? ok({
        header: header.data,
        receipts: receipts.data,
        files: files.data,
        editions: editions.data,
        lines,
        bytes: lineBytes,
        heads,
      })
    : hostile("answer");
}

/** Whether places follow each other within so many bytes. */
const areInOrder = (files: readonly CarriedFile[], bytes: number): boolean =>
  files.every((file, i) => file.at + file.bytes <= (files[i + 1]?.at ?? bytes));
