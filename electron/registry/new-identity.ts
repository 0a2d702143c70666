import type { Action, ActionRef } from "../../shared/change/change.ts";
import { isWithheld } from "../../shared/change/change.ts";
import { decodeLine, encodeLine } from "../../shared/change/line.ts";
import type { FeedId } from "../../shared/domain/primitives.ts";
import type { ActionLine } from "../../shared/exchange/entry.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { type Book, headAt, heldOf, isOwnClosed, ownEnd } from "../book.ts";
import { ownLines } from "../bundles/send-bundle.ts";
import { newOfficeKeys, ownPeer } from "../exchange/enrol.ts";
import { addIdentity, append, inTurn, newFeed, type Office } from "../office.ts";

/** A PC under its new feed. */
export interface NewIdentity {
  readonly feed: FeedId;
  readonly upTo: number; // last action that stays under the old feed
  readonly reissued: number; // actions after it, which are the new feed's first ones now
}

/**
 * Give this PC a new identity: another feed and other keys. For a PC whose disk was copied or put back, so that two go on
 * under one feed, and for one whose key was revoked. What others have confirmed stays under the old feed; what came after
 * is issued again, as the new feed's first actions, in one frame with the entry that says so. The office must be opened
 * anew afterwards.
 */
export function takeNewIdentity(office: Office): Promise<Result<NewIdentity, Problem>> {
  return inTurn<Result<NewIdentity, Problem>>(office, async () => {
    const { book, own, machine, clerk } = office;
    if (isOwnClosed(book)) return failed({ kind: "office-closed" });
    const upTo = lastShared(book);
    const keys = await newOfficeKeys(machine.random);
    const peer = await ownPeer(keys, { ...own, feed: newFeed(own.office, machine) });
    const branch = await ownLines(office, upTo + 1, heldOf(book, own.feed).number);
    if (!branch.ok) return branch;
    const lines = branch.value.map(({ number, line }) =>
      underNewFeed({ feed: own.feed, number, line: Buffer.from(line).toString("utf8") }, { feed: peer.feed, upTo }),
    );
    const kept = await addIdentity(office, { own: peer, keys }); // before the entry: an identity that nothing names is never used
    if (!kept.ok) return kept;
    // Actions beyond a revocation keep their numbers, as they do elsewhere (CM-16): others have answered them.
    const stays = isEndOnBranch(book) ? heldOf(book, own.feed).number : upTo;
    const former = { peer: own, number: stays, head: headAt(book, own.feed, stays) };
    const noted = await append(office, {
      entry: "new-feed",
      peer,
      former,
      lines,
      clerk: clerk.id,
      at: machine.clock.note(),
    });
    return noted.ok ? ok({ feed: peer.feed, upTo, reissued: lines.length }) : noted;
  });
}

/** What a new identity would leave and take along. */
export function newIdentityWould({ book, own }: Office): { readonly upTo: number; readonly reissued: number } {
  const upTo = lastShared(book);
  return { upTo, reissued: heldOf(book, own.feed).number - upTo };
}

/**
 * The last own action that stays: where the key was revoked, if that is on this branch, else the last confirmed one. Where a province
 * stands above, only its word counts: it ends the old key at what it holds itself, and what others alone hold would be lost.
 */
function lastShared(book: Book): number {
  const end = ownEnd(book);
  if (end !== null && isEndOnBranch(book)) return end.number;
  const above = new Set([...book.peers.values()].filter(({ level }) => level === "province").map(({ feed }) => feed));
  const heard = [...book.confirmed].filter(([feed]) => above.size === 0 || above.has(feed));
  return Math.max(0, ...heard.map(([, { upTo }]) => upTo));
}

/** Whether this PC's key was revoked, at an action that it holds. */
function isEndOnBranch(book: Book): boolean {
  const end = ownEnd(book);
  return end !== null && end.number <= heldOf(book, book.own).number && headAt(book, book.own, end.number) === end.head;
}

/** The same action at its new place; what it saw of the branch moves along with it. */
function underNewFeed(
  { feed, number, line }: ActionLine,
  next: { readonly feed: FeedId; readonly upTo: number },
): ActionLine {
  const decoded = decodeLine(JSON.parse(line), feed, number);
  if (!decoded.ok || isWithheld(decoded.value)) throw new Error(`${feed}:${number} in the ledger is no action`);
  const moved = (ref: ActionRef): ActionRef => {
    const [of, n] = [ref.slice(0, ref.lastIndexOf(":")), Number(ref.slice(ref.lastIndexOf(":") + 1))];
    return of === feed && n > next.upTo ? `${next.feed}:${n - next.upTo}` : ref;
  };
  const action: Action = {
    ...decoded.value,
    feed: next.feed,
    number: number - next.upTo,
    changes: decoded.value.changes.map(({ record, fields }) => ({
      record,
      fields: Object.fromEntries(
        Object.entries(fields).map(([name, { saw, to }]) => [name, { saw: saw.map(moved), to }]),
      ),
    })),
  };
  return { feed: action.feed, number: action.number, line: encodeLine(action) };
}
