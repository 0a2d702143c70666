import type { ReplyOf, RequestOf } from "../../shared/ipc/contract.ts";
import type { CustodyLine } from "../../shared/ipc/custody.ts";
import type { Problem } from "../../shared/problem.ts";
import { failed, ok, type Result } from "../../shared/result.ts";
import { type Book, type LeftLine, leftLine, peersOf } from "../book.ts";
import { append, inTurn, type Office } from "../office.ts";

/** Lines that one answer holds; a clerk narrows the period where there are more. */
const mostLines = 10_000;

/** The custody register: lines of some kinds and days, the oldest first. */
export function custodyRegister(
  { book }: Office,
  { from, to, kinds }: RequestOf<"custody.register">,
): ReplyOf<"custody.register"> {
  const found = book.left.filter(({ entry: { at, what } }) => {
    const day = at.slice(0, 10);
    return (from === null || day >= from) && (to === null || day <= to) && (kinds.length === 0 || kinds.includes(what));
  });
  return {
    lines: found.slice(-mostLines).map((line) => lineOf(book, line)),
    earlier: Math.max(0, found.length - mostLines),
    all: book.left.length,
  };
}

/**
 * Say of a line where its paper goes. What was said before stays in the ledger. Whom a bundle is for cannot be said anew: it
 * opens for nobody else.
 */
export function sayOfLine(
  office: Office,
  { number, said }: RequestOf<"custody.say">,
): Promise<Result<CustodyLine, Problem>> {
  return inTurn(office, async () => {
    const line = leftLine(office.book, number);
    if (line === undefined) return failed({ kind: "bad-request", channel: "custody.say" });
    const { to, ...rest } = said;
    const kept = line.entry.recipient === null && to !== undefined ? { to, ...rest } : rest;
    const at = office.machine.clock.note();
    const noted = await append(office, { entry: "left-said", number, said: kept, clerk: office.clerk.id, at });
    return noted.ok ? ok(lineOf(office.book, line)) : noted;
  });
}

function lineOf(book: Book, { entry, failed: struck, said, saidAgain }: LeftLine): CustodyLine {
  const { number, what, file, recipient, actions, bytes, at, parts, profile } = entry;
  const clerk = book.clerks.get(entry.clerk);
  return {
    number,
    what,
    file,
    recipient,
    recipientName: recipient === null ? null : (peersOf(book, recipient).at(-1)?.name ?? null),
    actions,
    bytes,
    ...(parts !== undefined && { parts }),
    ...(profile !== undefined && { profile }),
    clerkName: clerk?.name ?? "",
    at,
    failed: struck,
    said,
    saidAgain,
  };
}
