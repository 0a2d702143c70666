import { basename } from "node:path";
import type { ActionRef } from "../../shared/change/change.ts";
import type { FeedId } from "../../shared/domain/primitives.ts";
import { type Agreed, type Weight, whyStopped } from "../../shared/exchange/brake.ts";
import type { Entry } from "../../shared/exchange/entry.ts";
import type { HeldCounts } from "../../shared/exchange/flood.ts";
import type { Sum } from "../../shared/exchange/header.ts";
import { isPartName } from "../../shared/exchange/parts.ts";
import type { Head } from "../../shared/ipc/ledger.ts";
import type { ExchangeProblem, Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { headAt, heldOf, sendersKnown } from "../book.ts";
import { sumOf } from "../effects.ts";
import { carriedFiles } from "../exchange/attachments.ts";
import { joinParts } from "../exchange/join.ts";
import { sha256Hex } from "../exchange/sha256.ts";
import {
  type BundlePair,
  bundleAt,
  type CheckedBundle,
  checkPair,
  type OpenedBundle,
  placeBundle,
  type Receiver,
} from "../exchange/unpack.ts";
import type { Unpacker } from "../exchange/unpacker.ts";
import { addEntry, append, inTurn, type Office } from "../office.ts";
import { takeCarried } from "../registry/registry.ts";
import { asidesOf, frozenAt } from "./asides.ts";
import { decisionAgainst } from "./decide-fork.ts";
import { tooManyActions, whyPairUnopened, whyUnopened } from "./flood-gate.ts";
import { keepAside, readAside } from "./keep-aside.ts";

/** What receiving needs beside the office. */
export interface Receiving {
  readonly unpacker: Unpacker;
  readonly program: string; // the version that runs
}

/**
 * Bundles that were checked, the one that was chosen first, then those that waited for it. Nothing of them has been applied.
 */
export type Arriving = readonly [OpenedBundle, ...OpenedBundle[]];

/**
 * Check a bundle that lies in some folder, whole or in parts. Nothing is applied. One that is whole and cannot be taken yet is kept, sealed;
 * any other that is not taken leaves one line in the ledger. That of a feed of which too much lies here stays unopened.
 *
 * @param lying  what is held of feeds without effect, as whoever holds the records says
 */
export async function checkBundle(
  office: Office,
  receiving: Receiving,
  path: string,
  lying: HeldCounts = [],
): Promise<Result<Arriving, Problem>> {
  const unopened = await whyUnopened(office, path, lying);
  if (unopened !== null) {
    await noteRefused(office, unopened, null);
    return failed(unopened);
  }
  const inParts = isPartName(basename(path).normalize("NFC"));
  const pair = inParts
    ? await joinParts(office.machine, { office: office.own.office, peers: sendersKnown(office.book) }, path)
    : await bundleAt(office.machine, path);
  const joined = pair.ok && inParts ? await whyPairUnopened(office, pair.value, lying) : null;
  if (joined !== null) {
    await noteRefused(office, joined, null);
    return failed(joined);
  }
  if (pair.ok) return checkKept(office, receiving, pair.value);
  await noteRefused(office, pair.problem, null);
  return pair;
}

/** Check a bundle that waited, once more. */
export async function checkAside(
  office: Office,
  receiving: Receiving,
  bundle: string,
  lying: HeldCounts = [],
): Promise<Result<Arriving, Problem>> {
  const feed = office.book.asides.kept.get(bundle)?.aside.feed;
  const unopened = feed === undefined ? null : tooManyActions(office.book, feed, lying);
  if (unopened !== null) return failed(unopened);
  const pair = await readAside(office, bundle);
  return pair.ok ? checkKept(office, receiving, pair.value) : pair;
}

/**
 * Take bundles that were checked, each: first its files, then its lines as one frame, whole or absent. So a record that names a
 * file never comes before it, and what is cut off in between are files that nothing names. Each bundle's place is checked
 * again, for the ledger may have moved on. What cannot be taken after the first goes on waiting.
 *
 * Stops where they change too much and no person has let them through.
 */
export async function acceptBundles(
  office: Office,
  receiving: Receiving,
  [first, ...rest]: Arriving,
  { proposing, weight, reason }: Judgement = unweighed,
): Promise<Result<readonly [Taken, ...Taken[]], Problem>> {
  const { changed, records, held } = weight;
  const stopped = whyStopped({ changed, records, held: Math.max(held, proposing.size) }) !== null;
  if (stopped && reason === null) return failed({ kind: "needs-agreement", changed, records, held });
  const agreed = stopped && reason !== null ? { ...weight, reason, clerk: office.clerk.id } : null;
  const one = await acceptBundle(office, first, proposing, agreed);
  if (!one.ok) return one;
  const all: [Taken, ...Taken[]] = [one.value];
  for (const next of rest) {
    const taken = await acceptBundle(office, next, proposing, agreed);
    if (!taken.ok) break;
    all.push(taken.value);
  }
  await lookAgain(office, receiving, first.header.feed);
  return ok(all);
}

/** What whoever holds the records says of bundles that were checked. */
export interface Judgement {
  readonly proposing: ReadonlySet<ActionRef>; // actions of which something is only a proposal
  readonly weight: Weight;
  readonly reason: string | null; // of the person who lets them through though they change much
}

const unweighed: Judgement = { proposing: new Set(), weight: { changed: 0, records: 0, held: 0 }, reason: null };

export interface Taken {
  readonly head: Head;
  readonly entry: Entry;
  readonly sum: Sum;
}

async function acceptBundle(
  office: Office,
  opened: OpenedBundle,
  proposing: ReadonlySet<ActionRef>,
  agreed: Agreed | null,
): Promise<Result<Taken, Problem>> {
  const { header, lines, receipts } = opened;
  const kept = await keepFiles(office, opened);
  if (!kept.ok) return kept;
  const waited = asidesOf(office.book.asides, header.feed);
  const taken = await inTurn(office, async () => {
    const fork = frozenAt(office.book.asides, header.feed);
    if (fork !== null) return failed<Problem>({ kind: "bundle-frozen", at: fork.at });
    const expected = heldOf(office.book, header.feed).number + 1;
    const found = lines[0]?.number ?? expected;
    if (found < expected) return failed<Problem>({ kind: "bundle-already-taken", from: header.from, to: header.to });
    if (found > expected) return failed<Problem>({ kind: "bundle-out-of-turn", expected, found });
    const sum = sumOf(office.book.effects, lines, proposing);
    const entry: Entry = {
      entry: "import",
      header,
      lines: [...lines],
      sum,
      receipts: [...receipts],
      takenAt: office.machine.clock.note(),
      ...(agreed !== null && { agreed }),
    };
    const appended = await append(office, entry, opened);
    return appended.ok ? ok({ head: appended.value, entry, sum }) : appended;
  });
  if (taken.ok) await takeCarried(office, opened.editions);
  if (taken.ok)
    for (const { bundle } of waited) if (!office.book.asides.kept.has(bundle)) await office.store.asides.forget(bundle); // one that stays only takes room
  return taken;
}

/** What a bundle brings; and what else can be taken with it by now. */
async function checkKept(office: Office, receiving: Receiving, pair: BundlePair): Promise<Result<Arriving, Problem>> {
  const receiver = receiverOf(office);
  const checked = await checkPair(receiving.unpacker, receiver, pair);
  const opened = checked.ok ? placed(office, receiver, checked.value) : checked;
  if (!opened.ok) return refuse(office, receiving, pair, checked.ok ? checked.value : null, opened.problem);
  const following = await followers(office, receiving, opened.value);
  return ok([opened.value, ...following]);
}

function placed(office: Office, receiver: Receiver, checked: CheckedBundle): Result<OpenedBundle, ExchangeProblem> {
  const opened = placeBundle(receiver, checked);
  const against = decisionAgainst(office.book, checked.contents.header, opened);
  return against === null ? opened : failed(against);
}

/** Keep what can be taken later; say why nothing is taken. */
async function refuse(
  office: Office,
  { program }: Receiving,
  pair: BundlePair,
  checked: CheckedBundle | null,
  problem: ExchangeProblem,
): Promise<Result<never, Problem>> {
  switch (problem.kind) {
    case "bundle-out-of-turn":
      return keepAside(office, pair, checked, { why: "gap", expected: problem.expected }, problem);
    case "bundle-newer":
      return keepAside(office, pair, checked, { why: "newer", needs: problem.needs, triedBy: program }, problem);
    case "bundle-forked": {
      const { at, ours, theirs } = problem;
      return keepAside(office, pair, checked, { why: "fork", fork: { at, ours, theirs } }, problem);
    }
    case "bundle-frozen":
      return keepAside(office, pair, checked, { why: "frozen" }, problem);
    default:
      await noteRefused(office, problem, checked);
      return failed(problem);
  }
}

/**
 * One line. The file's name is not noted: a renamed file may carry a person's. A receipt is owed to whoever sends what was taken before, and
 * to whoever changed keys and still signs with the old one: it says which edition is followed here.
 */
async function noteRefused(office: Office, problem: Problem, checked: CheckedBundle | null): Promise<void> {
  const repeats =
    (problem.kind === "bundle-already-taken" && (checked?.contents.lines.length ?? 0) > 0) ||
    (problem.kind === "bundle-key-ended" && office.book.peers.has(problem.feed));
  await addEntry(office, {
    entry: "refused",
    problem: problem.kind,
    file: "",
    at: office.machine.clock.note(),
    ...(repeats && checked !== null && { again: checked.sender.feed }),
  });
}

/** The bundles that waited for this one and go on where it ends, one after the other. */
async function followers(
  office: Office,
  { unpacker }: Receiving,
  first: OpenedBundle,
): Promise<readonly OpenedBundle[]> {
  const { feed } = first.header;
  const found: OpenedBundle[] = [];
  const receiver = receiverOf(office);
  const heads = new Map<number, string>();
  let held = heldOf(office.book, feed);
  const goOn = ({ lines, heads: after, header }: OpenedBundle): void => {
    for (const [i, { number }] of lines.entries()) heads.set(number, after[i]!);
    const last = lines.at(-1);
    const serial = Math.max(held.serial, header.serial);
    held = last === undefined ? { ...held, serial } : { number: last.number, head: after.at(-1)!, serial };
  };
  goOn(first);
  for (const { bundle, from, to, reason } of asidesOf(office.book.asides, feed)) {
    if (reason.why === "fork" || from > held.number + 1 || to <= held.number) continue;
    const pair = await readAside(office, bundle);
    const checked = pair.ok ? await checkPair(unpacker, receiver, pair.value) : pair;
    if (!checked.ok) continue;
    const opened = placeBundle(
      {
        ...receiver,
        held: () => held,
        headAt: (_, number) => heads.get(number) ?? headAt(office.book, feed, number),
      },
      checked.value,
    );
    if (!opened.ok || opened.value.lines.length === 0) continue;
    found.push(opened.value);
    goOn(opened.value);
  }
  return found;
}

/** After taking: a bundle that waited and turns out not to go on where we stand is a fork, told at once. */
async function lookAgain(office: Office, receiving: Receiving, feed: FeedId): Promise<void> {
  for (const { bundle, from, reason } of asidesOf(office.book.asides, feed))
    if (reason.why === "gap" && from <= heldOf(office.book, feed).number + 1)
      await checkAside(office, receiving, bundle);
}

async function keepFiles(
  { store, identities }: Office,
  { files, sealed }: OpenedBundle,
): Promise<Result<null, Problem>> {
  if (sealed === null) return ok(null);
  for await (const { blob, bytes } of carriedFiles(secretsOf(identities), sealed, files)) {
    if (sha256Hex(bytes) !== blob) return failed({ kind: "bundle-hostile", step: "answer" }); // the process told no truth
    const kept = await store.blobs.put(bytes);
    if (!kept.ok) return kept;
  }
  return ok(null);
}

/** Secrets for which a file for this PC may be sealed; the newest first. */
export const secretsOf = (identities: Office["identities"]): readonly string[] =>
  identities.map(({ keys }) => keys.identity).toReversed();

const receiverOf = ({ own, identities, book }: Office): Receiver => ({
  office: own.office,
  identity: secretsOf(identities),
  peers: sendersKnown(book),
  registry: book.registry?.registry ?? null,
  held: (feed) => heldOf(book, feed),
  headAt: (feed, number) => headAt(book, feed, number),
});
