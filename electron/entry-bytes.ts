import { fieldsInOwnLine } from "../shared/change/line.ts";
import type { FeedId } from "../shared/domain/primitives.ts";
import type { ActionLine, Entry } from "../shared/exchange/entry.ts";

/**
 * An entry as the ledger keeps it: a line of JSON that says what it is, then the lines of its actions, each behind a line
 * feed. What is hashed, stored and sent are the same bytes: to send them, nobody has to read or write them anew.
 *
 *     {"entry":"action","feed":"doluong-k3f7","number":7,"fields":2}
 *     {"by":"c1", …
 *
 * @param lineBytes  of an import's lines, where they are at hand
 */
export function entryBytes(entry: Entry, lineBytes?: readonly Uint8Array[]): Buffer {
  switch (entry.entry) {
    case "action": {
      const { feed, number, line } = entry.action;
      const head: ActionHead = { entry: "action", feed, number, fields: fieldsInOwnLine(line) ?? 0 };
      return Buffer.from(`${JSON.stringify(head)}\n${line}`);
    }
    case "import": {
      const { lines, ...facts } = entry;
      const head: ImportHead = { ...facts, from: firstOf(entry.header.feed, lines) };
      const said = Buffer.from(JSON.stringify(head));
      const stored = lineBytes ?? lines.map(({ line }) => Buffer.from(line));
      return Buffer.concat([said, ...stored.flatMap((line) => [lineFeed, line])]);
    }
    default:
      return Buffer.from(JSON.stringify(entry));
  }
}

/** The entry again. Our own ledger is authenticated, so its entries are what this program wrote. */
export function entryFrom(bytes: Uint8Array): Entry {
  const text = asBuffer(bytes).toString("utf8");
  const end = text.indexOf("\n");
  const head = JSON.parse(end === -1 ? text : text.slice(0, end)) as Head;
  if (head.entry === "action") {
    const { feed, number } = head;
    return { entry: "action", action: { feed, number, line: text.slice(end + 1) } };
  }
  if (head.entry !== "import") return head;
  const { from, ...said } = head;
  const lines = end === -1 ? [] : text.slice(end + 1).split("\n");
  return { ...said, lines: lines.map((line, i) => ({ feed: head.header.feed, number: from + i, line })) };
}

/** An own action as it is stored, to be sent as it is. */
export interface OwnLine {
  readonly feed: FeedId;
  readonly number: number;
  readonly fields: number; // that it changes
  readonly line: Uint8Array;
}

/** The own actions that an entry holds, as they are stored. Several: those that were issued again under a new feed. */
export function ownLinesFrom(bytes: Uint8Array): readonly OwnLine[] {
  const one = ownLineFrom(bytes);
  if (one !== null) return [one];
  if (asBuffer(bytes).toString("latin1", 0, reissuing.length) !== reissuing) return [];
  const entry = entryFrom(bytes);
  if (entry.entry !== "new-feed") return [];
  return entry.lines.map(({ feed, number, line }) => ({
    feed,
    number,
    fields: fieldsInOwnLine(line) ?? 0,
    line: Buffer.from(line),
  }));
}

const reissuing = '{"entry":"new-feed"';

/** The action that an entry holds, its line left as bytes; null: another kind of entry. */
export function ownLineFrom(bytes: Uint8Array): OwnLine | null {
  const stored = asBuffer(bytes);
  const end = stored.indexOf(0x0a);
  if (end === -1) return null;
  const head = JSON.parse(stored.toString("utf8", 0, end)) as Head;
  if (head.entry !== "action") return null;
  const { feed, number, fields } = head;
  return { feed, number, fields, line: stored.subarray(end + 1) };
}

interface ActionHead {
  readonly entry: "action";
  readonly feed: FeedId;
  readonly number: number;
  readonly fields: number; // that the line changes, counted once, when it was recorded
}

/** `from`: number of the first line; the lines are one stretch of the sender's feed. */
type ImportHead = Omit<Extract<Entry, { entry: "import" }>, "lines"> & { readonly from: number };

type Head = ActionHead | ImportHead | Exclude<Entry, { entry: "action" | "import" }>;

function firstOf(feed: FeedId, lines: readonly ActionLine[]): number {
  const from = lines[0]?.number ?? 1;
  for (const [i, line] of lines.entries())
    if (line.feed !== feed || line.number !== from + i) throw new Error("an import holds one stretch of one feed");
  return from;
}

const lineFeed = Buffer.from("\n");

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
