import { type ActionRef, refOf } from "../shared/change/change.ts";
import { decodeLine } from "../shared/change/line.ts";
import { planArrival } from "../shared/change/plan-arrival.ts";
import type { ActionLine, Entry } from "../shared/exchange/entry.ts";
import type { Sum } from "../shared/exchange/header.ts";
import type { Head } from "../shared/ipc/contract.ts";
import type { Problem } from "../shared/problem.ts";
import { failed, ok, type Result } from "../shared/result.ts";
import { headAt, heldOf, sendersKnown } from "./book.ts";
import { carriedFiles } from "./exchange/attachments.ts";
import { sha256Hex } from "./exchange/sha256.ts";
import { type OpenedBundle, openBundle, type Receiver } from "./exchange/unpack.ts";
import type { Unpacker } from "./exchange/unpacker.ts";
import { addEntry, append, inTurn, type Office } from "./office.ts";
import { takeCarried } from "./registry.ts";

/**
 * Check a bundle that lies in some folder. Nothing is applied; one that is not taken leaves one line in the ledger.
 */
export async function checkBundle(
  office: Office,
  unpacker: Unpacker,
  path: string,
): Promise<Result<OpenedBundle, Problem>> {
  const opened = await openBundle(office.machine, unpacker, receiverOf(office), path);
  if (opened.ok) return opened;
  // The file's name is not noted: a renamed file may carry a person's.
  await addEntry(office, { entry: "refused", problem: opened.problem.kind, file: "", at: office.machine.clock.note() });
  return opened;
}

/**
 * Take a bundle that was checked: first its files, then its lines as one frame, whole or absent. So a record that names a
 * file never comes before it, and what is cut off in between are files that nothing names. The bundle's place is checked
 * again, for the ledger may have moved on.
 */
export async function acceptBundle(
  office: Office,
  opened: OpenedBundle,
  proposing: readonly ActionRef[] = [],
): Promise<Result<Taken, Problem>> {
  const { header, lines, receipts } = opened;
  const kept = await keepFiles(office, opened);
  if (!kept.ok) return kept;
  const taken = await inTurn<Result<Taken, Problem>>(office, async () => {
    const expected = heldOf(office.book, header.feed).number + 1;
    const found = lines[0]?.number ?? expected;
    if (found < expected) return failed({ kind: "bundle-already-taken", from: header.from, to: header.to });
    if (found > expected) return failed({ kind: "bundle-out-of-turn", expected, found });
    const sum = sumOf(office, lines, new Set(proposing));
    const entry: Entry = { entry: "import", header, lines: [...lines], sum, receipts: [...receipts] };
    const appended = await append(office, entry, opened);
    return appended.ok ? ok({ head: appended.value, entry, sum }) : appended;
  });
  if (taken.ok) await takeCarried(office, opened.editions);
  return taken;
}

interface Taken {
  readonly head: Head;
  readonly entry: Entry;
  readonly sum: Sum;
}

async function keepFiles(
  { store, keys, formerKeys }: Office,
  { files, sealed }: OpenedBundle,
): Promise<Result<null, Problem>> {
  if (sealed === null) return ok(null);
  for await (const { blob, bytes } of carriedFiles(identitiesOf({ keys, formerKeys }), sealed, files)) {
    if (sha256Hex(bytes) !== blob) return failed({ kind: "bundle-hostile", step: "answer" }); // the process told no truth
    const kept = await store.blobs.put(bytes);
    if (!kept.ok) return kept;
  }
  return ok(null);
}

/** Secrets for which a bundle for this PC may be sealed: its own, and those of feeds it has left. */
const identitiesOf = ({ keys, formerKeys }: Pick<Office, "keys" | "formerKeys">): readonly string[] =>
  [keys, ...formerKeys].map(({ identity }) => identity);

const receiverOf = ({ own, keys, formerKeys, book }: Office): Receiver => ({
  office: own.office,
  identity: identitiesOf({ keys, formerKeys }),
  peers: sendersKnown(book),
  registry: book.registry?.registry ?? null,
  held: (feed) => heldOf(book, feed),
  headAt: (feed, number) => headAt(book, feed, number),
});

/** Actions that saw what has not arrived wait; of those that apply, some are held as proposals, as whoever holds the records says. */
function sumOf({ book }: Office, lines: readonly ActionLine[], proposing: ReadonlySet<ActionRef>): Sum {
  const waiting = waitingAmong(book, lines);
  const held = lines.filter((line) => proposing.has(refOf(line)) && !waiting.has(refOf(line))).length;
  return { applied: lines.length - waiting.size - held, waiting: waiting.size, held, refused: 0 };
}

function waitingAmong(book: Office["book"], lines: readonly ActionLine[]): ReadonlySet<ActionRef> {
  // What an action saw of its own feed came before it: only one that names another feed's can wait.
  if (!lines.some(({ line }) => namesFeed.test(line))) return new Set();
  const lengths = new Map([...book.feeds.keys()].map((feed) => [feed, heldOf(book, feed).number]));
  const arrivals = lines.flatMap(({ feed, number, line }) => {
    const decoded = decodeLine(JSON.parse(line), feed, number);
    return decoded.ok ? [decoded.value] : [];
  });
  return new Set(planArrival(lengths, arrivals).waiting.map(refOf));
}

const namesFeed = /"[a-z][a-z0-9]{1,15}-[a-z2-7]{4}:[1-9]/;
