import type { WhyAside } from "../../shared/exchange/aside.ts";
import { asidesOfFeed } from "../../shared/exchange/aside.ts";
import { bundleName } from "../../shared/exchange/container.ts";
import type { ExchangeProblem, Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { sendersKnown } from "../book.ts";
import { sha256Hex } from "../exchange/sha256.ts";
import { type BundlePair, type CheckedBundle, sealOfPair } from "../exchange/unpack.ts";
import { addEntry, type Office } from "../office.ts";
import { asidesOf, frozenAt } from "./asides.ts";
import { tooManyBytes } from "./flood-gate.ts";

/**
 * Keep a bundle that is whole and authentic until it can be taken: its bytes first, sealed, then its line in the ledger.
 *
 * @param checked  null: its contents cannot be read by this program; the seal tells its place
 * @returns        always a failure: why it is not taken now, or why it could not even be kept
 */
export async function keepAside(
  office: Office,
  pair: BundlePair,
  checked: CheckedBundle | null,
  reason: WhyAside,
  problem: ExchangeProblem,
): Promise<Result<never, Problem>> {
  const { book, store, own, machine } = office;
  const sealed = await sealOfPair({ peers: sendersKnown(book), office: own.office }, pair);
  if (!sealed.ok) return sealed;
  const { feed, from, to, head, office: sender } = sealed.value.seal;
  const bundle = sha256Hex(pair.bundle);
  const known = book.asides.kept.get(bundle)?.aside;
  if (known === undefined) {
    const alarms = reason.why === "fork" && frozenAt(book.asides, feed) === null; // never left unsaid for want of room
    if (!alarms && asidesOf(book.asides, feed).length >= asidesOfFeed)
      return failed({ kind: "asides-full", kept: asidesOfFeed });
    const flooded = alarms ? null : tooManyBytes(book, feed, pair.bundle.byteLength);
    if (flooded !== null) return failed(flooded);
    const kept = await store.asides.put(pair.bundle);
    if (!kept.ok) return kept;
  } else if (JSON.stringify(known.reason) === JSON.stringify(reason)) {
    // It came again: whoever sent it has not seen our receipt.
    await addEntry(office, {
      entry: "refused",
      problem: problem.kind,
      file: "",
      at: machine.clock.note(),
      again: feed,
    });
    return failed(problem);
  }
  const receipts = (checked?.contents.receipts ?? []).filter((receipt) => receipt.feed === own.feed);
  const noted = await addEntry(office, {
    entry: "aside",
    aside: {
      bundle,
      signature: pair.signature.toString("latin1"),
      office: sender,
      feed,
      from,
      to,
      head: checked?.contents.header.head ?? head,
      bytes: pair.bundle.byteLength,
      reason,
    },
    ...(receipts.length > 0 && { receipts }),
    at: machine.clock.note(),
  });
  return noted.ok ? failed(problem) : noted;
}

/** A kept bundle as it came, under the name that its sender gave it. */
export async function readAside({ book, own, store }: Office, bundle: string): Promise<Result<BundlePair, Problem>> {
  const aside = book.asides.kept.get(bundle)?.aside;
  if (aside === undefined) return failed({ kind: "staging-gone" });
  const read = await store.asides.read(bundle);
  if (!read.ok) return read;
  if (read.value.found !== "whole")
    return failed({ kind: read.value.found === "absent" ? "blob-absent" : "blob-damaged" });
  const fileName = bundleName({ ...aside, recipient: own.office });
  return ok({ fileName, bundle: read.value.bytes, signature: Buffer.from(aside.signature, "latin1") });
}
