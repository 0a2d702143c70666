import { groupBy } from "../../shared/domain/group-by.ts";
import type { OfficeId } from "../../shared/domain/primitives.ts";
import type { ActionLine } from "../../shared/exchange/entry.ts";
import type { Peer } from "../../shared/exchange/header.ts";
import { outcomeOf } from "../../shared/exchange/outbox.ts";
import { type Standing, standingProblems } from "../../shared/exchange/standing.ts";
import type { Outbox, OutboxLine, Unheard } from "../../shared/ipc/exchange.ts";
import type { Problem, StandingProblem } from "../../shared/problem.ts";
import { ok, type Result } from "../../shared/result.ts";
import {
  type Book,
  confirmedBy,
  confirmedByFeed,
  headAt,
  heldOf,
  type LeftLine,
  newestEdition,
  peersOf,
  positionsOf,
} from "../book.ts";
import { daysSince } from "../hearing.ts";
import { entriesAt } from "../ledger-entries.ts";
import type { Office } from "../office.ts";

/** Bundles of the outbox that a screen shows at once. */
const shownBundles = 200;

/** Every bundle that was written for an office, newest first, and what became of it by that office's receipts. */
export function outboxFor({ book }: Office, recipient: OfficeId): Outbox {
  const sent = bundlesIn(book).filter(({ entry }) => entry.recipient === recipient);
  const heard = peersOf(book, recipient).map(({ feed }) => ({
    confirmedUpTo: confirmedByFeed(book, feed),
    receipt: book.told.get(feed)?.receipt ?? null,
  }));
  const lines = sent.slice(-shownBundles).map((line): OutboxLine => {
    const { number, file, at, bytes } = line.entry;
    const { from, to } = rangeOf(line);
    const later = sent.findLast((each) => each.position > line.position && rangeOf(each).to >= to && carries(each));
    const { unsettled, ...outcome } = outcomeOf({ from, to }, heard);
    const again = to < from ? null : (later?.entry.number ?? null);
    return { number, file, at, bytes, from, to, ...outcome, unsettled: [...unsettled], again };
  });
  return { lines: lines.toReversed(), earlier: sent.length - lines.length };
}

/** Own actions by their numbers, as they were recorded. */
export async function ownActions(
  { book, own, store }: Office,
  { numbers }: { readonly numbers: readonly number[] },
): Promise<Result<{ lines: ActionLine[] }, Problem>> {
  const wanted = new Set(numbers);
  const read = await entriesAt(store, [...new Set(numbers.flatMap((number) => positionsOf(book, number, number)))]);
  if (!read.ok) return read;
  const lines = read.value.entries.flatMap(({ entry }) =>
    entry.entry === "action" ? [entry.action] : entry.entry === "new-feed" ? entry.lines : [],
  );
  return ok({ lines: lines.filter(({ feed, number }) => feed === own.feed && wanted.has(number)) });
}

/** What a person has to be told of a PC of another office. The register is gone through once, however many are asked for. */
export function standingOf(office: Office): (peer: Peer) => readonly StandingProblem[] {
  const sent = groupBy(bundlesIn(office.book), ({ entry }) => entry.recipient);
  return (peer) => standingOfPeer(office, peer, sent.get(peer.office) ?? []);
}

function standingOfPeer(office: Office, peer: Peer, sent: readonly LeftLine[]): readonly StandingProblem[] {
  const { book, own } = office;
  const confirmed = confirmedByFeed(book, peer.feed);
  const told = book.told.get(peer.feed) ?? null;
  const since = Math.max(book.hearing.moved.get(peer.feed) ?? 0, beganWith(book, peer));
  const unheard = sent.filter((line) => line.position > since && carries(line));
  const isWaiting = unheard.some((line) => rangeOf(line).to > confirmed);
  return standingProblems({
    own: { last: heldOf(book, own.feed).number, headAt: (number) => headAt(book, own.feed, number) },
    told,
    unheard: isWaiting ? unheard.length : 0,
    heardSince: told !== null && told.position > (unheard[0]?.position ?? 0),
    registry: registryOf(office, peer, sent),
  });
}

/** For each office of which something is unconfirmed: since which own action, and on how many days we have worked since. */
export function unheardOffices({ book, own, machine }: Office): readonly Unheard[] {
  const today = machine.clock.note();
  const last = heldOf(book, own.feed).number;
  const offices = new Map([...book.peers.values()].map((peer) => [peer.office, peer]));
  return [...offices.values()].flatMap(({ office, name }) => {
    const from = confirmedBy(book, office) + 1;
    if (from > last || office === own.office) return [];
    const written = book.feeds.get(own.feed)?.positions[from - 1] ?? 0;
    const met = Math.min(...peersOf(book, office).map((peer) => beganWith(book, peer)));
    return [{ office, name, from, days: daysSince(book.hearing, Math.max(written, met), today) }];
  });
}

/** Which side follows an older edition of the registry, and how many bundles went to that PC's office since that was known. */
function registryOf({ book, own }: Office, peer: Peer, sent: readonly LeftLine[]): Standing["registry"] {
  const { hearing, registryAt, editions } = book;
  const ours = newestEdition(book);
  const theirs = registryAt.get(peer.feed) ?? 0;
  const sentSince = (position: number) => sent.filter((line) => line.position > position).length;
  const since = hearing.behindSince.get(peer.feed);
  if (since !== undefined && theirs > ours)
    return { behind: "we", held: ours, newest: theirs, bundles: sentSince(since) };
  if (own.level !== "province" || theirs >= ours) return null;
  const published = editions.get(theirs === 0 ? ours : theirs + 1) ?? 0;
  const known = Math.max(published, hearing.registryMoved.get(peer.feed) ?? 0, beganWith(book, peer));
  return { behind: "they", held: theirs, newest: ours, bundles: sentSince(known) };
}

/** The ledger entry from which on a PC may be expected to confirm: it became a peer, or we took another feed. */
const beganWith = ({ hearing, former }: Book, { feed }: Peer): number =>
  Math.max(hearing.metAt.get(feed) ?? 0, former.at(-1)?.before ?? 0);

/** Bundles that were written under the own feed, for whomever. */
function bundlesIn({ left, former }: Book): LeftLine[] {
  const since = former.at(-1)?.before ?? 0;
  return left.filter(({ entry, failed, position }) => !failed && entry.what === "bundle" && position > since);
}

const carries = ({ entry }: LeftLine): boolean => entry.actions > 0;

/** The own actions that a bundle carried; `to` = `from` − 1: none. */
function rangeOf({ entry: { feedTo, actions } }: LeftLine): { readonly from: number; readonly to: number } {
  const to = feedTo ?? 0;
  return { from: to - actions + 1, to };
}
