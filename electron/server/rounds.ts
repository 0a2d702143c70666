import { join } from "node:path";
import { bundleName, caps, isBundleName, readSeal, type Seal, signatureName } from "../../shared/exchange/container.ts";
import type { Problem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import { heldOf } from "../book.ts";
import { putAllOnCarrier, takeOffCarrier } from "../exchange/carrier.ts";
import { readSignature } from "../exchange/minisign.ts";
import { peekBundle } from "../exchange/peek.ts";
import { sha256Hex } from "../exchange/sha256.ts";
import { bundleAt, readOuter, sealOfPair } from "../exchange/unpack.ts";
import { errnoOf, type Machine } from "../machine.ts";
import type { Office } from "../office.ts";
import { type Begun, nothingBegun, type Remote, type RemoteFile } from "./remote.ts";

/** Two folders beside the store: what waits to go up, and what has come down. All in them is sealed. */
export interface Folders {
  readonly out: string;
  readonly inbox: string;
}

/** What is remembered from one round to the next, while the office is open. */
export interface Memory {
  readonly done: Set<string>; // files that came down whole; kept sealed
  readonly strange: Set<string>; // of keys that we do not know, or not for us; looked at again after the next start
  readonly spoiled: Map<string, number>; // how often a file came whole and was not what its signature says
  begun: { readonly key: string; readonly file: Begun } | null; // goes on where it broke off
}

export const emptyMemory = (done: readonly string[]): Memory => ({
  done: new Set(done),
  strange: new Set(),
  spoiled: new Map(),
  begun: null,
});

/** A file that was fetched so often and never fitted its signature is left until the server holds another one. */
const mostSpoiled = 3;

/**
 * Send up all that waits, each bundle before its signature: whoever sees the signature sees a whole bundle. The folder on the
 * server is called as the office it is for. What is up is taken away here.
 */
export async function sendUp(
  machine: Machine,
  { out }: Folders,
  remote: Pick<Remote, "put" | "remove">,
): Promise<Result<null, Problem>> {
  for (const fileName of await bundlesIn(machine, out)) {
    const pair = await bundleAt(machine, join(out, fileName));
    if (!pair.ok) continue; // its signature is not written yet
    const { bundle, signature } = pair.value;
    const seal = ownSeal(signature);
    if (seal === null) continue;
    const beside = signatureName(fileName);
    const steps = [
      () => remote.remove(seal.rcpt, beside), // of an earlier bundle of that name: it must not meet the new one
      () => remote.put(seal.rcpt, fileName, bundle),
      () => remote.put(seal.rcpt, beside, signature),
      () => takeOffCarrier(machine, out, { fileName, signatureName: beside }),
    ];
    for (const step of steps) {
      const went = await step();
      if (!went.ok) return went;
    }
  }
  return ok(null);
}

/**
 * Bring down what lies there for this office and is not held: first the signature, which says whose it is and how long; then the
 * bundle, which is kept only where it is that very one.
 *
 * @param keep  called after each that came whole, before the next
 */
export async function bringDown(
  machine: Machine,
  office: Office,
  { inbox }: Folders,
  remote: Pick<Remote, "list" | "get">,
  memory: Memory,
  keep: () => Promise<Result<unknown, Problem>>,
): Promise<Result<null, Problem>> {
  const listed = await remote.list(office.own.office);
  if (!listed.ok) return listed;
  const byName = new Map(listed.value.map((file) => [file.name, file]));
  for (const file of listed.value.filter(({ name }) => isBundleName(name))) {
    const beside = byName.get(signatureName(file.name));
    if (beside === undefined || beside.bytes > caps.signature) continue; // it is still going up
    const key = keyOf(file, beside);
    if (memory.done.has(key) || memory.strange.has(key) || (memory.spoiled.get(key) ?? 0) >= mostSpoiled) continue;
    const signature = nothingBegun();
    const got = await remote.get(office.own.office, beside.name, caps.signature, signature);
    if (!got.ok) return got;
    const came = await bringOne(machine, office, inbox, remote, memory, { key, file, signature: bytesOf(signature) });
    if (!came.ok) return came;
    if (came.value === "strange") memory.strange.add(key);
    if (came.value === "spoiled") memory.spoiled.set(key, (memory.spoiled.get(key) ?? 0) + 1);
    if (came.value !== "done") continue;
    memory.done.add(key);
    const kept = await keep();
    if (!kept.ok) return kept;
  }
  return ok(null);
}

async function bringOne(
  machine: Machine,
  office: Office,
  inbox: string,
  remote: Pick<Remote, "get">,
  memory: Memory,
  { key, file, signature }: { readonly key: string; readonly file: RemoteFile; readonly signature: Buffer },
): Promise<Result<"done" | "strange" | "spoiled" | "later", Problem>> {
  const receiver = { office: office.own.office, peers: [...office.book.peers.values()] };
  const outer = readOuter(signature, receiver.peers);
  if (!outer.ok || outer.value.seal.rcpt !== receiver.office) return ok("strange");
  const { seal } = outer.value;
  if (seal.from <= seal.to && seal.to <= heldOf(office.book, seal.feed).number) return ok("done"); // nothing in it is new
  if (seal.bytes > caps.bundle) return ok("strange");
  if (file.bytes !== seal.bytes) return ok("later"); // signature and bundle do not belong together yet
  if (memory.begun?.key !== key) memory.begun = { key, file: nothingBegun() };
  const got = await remote.get(receiver.office, file.name, seal.bytes, memory.begun.file);
  if (!got.ok) return got;
  const bundle = bytesOf(memory.begun.file);
  memory.begun = null;
  const fileName = inboxName(seal, signature);
  const whole = await sealOfPair(receiver, { fileName, bundle, signature });
  if (!whole.ok || bundle.byteLength !== seal.bytes) return ok("spoiled");
  const came = { fileName, bytes: bundle, signatureName: signatureName(fileName), signature };
  const put = await putAllOnCarrier(machine, inbox, [came]);
  return put.ok ? ok("done") : put;
}

/** Take away what has come down and has been taken in since. */
export async function sweepInbox(machine: Machine, office: Office, { inbox }: Folders): Promise<void> {
  const receiver = { office: office.own.office, peers: [...office.book.peers.values()] };
  for (const fileName of await bundlesIn(machine, inbox)) {
    const peeked = await peekBundle(machine, receiver, join(inbox, fileName));
    if (!peeked.ok) continue;
    const { feed, from, to } = peeked.value.seal;
    if (from <= to && to <= heldOf(office.book, feed).number)
      await takeOffCarrier(machine, inbox, { fileName, signatureName: signatureName(fileName) });
  }
}

/** Names of the bundles in a folder of ours, in their order; one that is not there yet has none. */
export async function bundlesIn(machine: Machine, folder: string): Promise<readonly string[]> {
  try {
    return (await machine.files.readdir(folder)).filter(isBundleName).toSorted();
  } catch (error) {
    if (errnoOf(error) === null) throw error;
    return [];
  }
}

const bytesOf = ({ pieces }: Begun): Buffer => Buffer.concat(pieces);

/** A file of the server as it lay there; what is put there anew is another one. */
const keyOf = (file: RemoteFile, beside: RemoteFile): string =>
  sha256Hex(Buffer.from(JSON.stringify([file.name, file.bytes, file.mark, beside.mark]))).slice(0, 32);

/** A name of our own making: nothing of a foreign name reaches the disk. Two bundles of the same actions differ in it. */
const inboxName = (seal: Seal, signature: Buffer): string =>
  bundleName({ feed: seal.feed, from: seal.from, to: seal.to, recipient: seal.rcpt }).replace(
    /\.zip\.age$/,
    `.${sha256Hex(signature).slice(0, 8)}.zip.age`,
  );

/** What the seal of a bundle of our own says. */
function ownSeal(signature: Buffer): Seal | null {
  const read = readSignature(signature.toString("latin1"));
  const seal = read === null ? null : readSeal(read.comment);
  return seal === null || "newer" in seal ? null : seal;
}
