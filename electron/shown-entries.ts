import { actionLinesOf } from "../shared/exchange/entry.ts";
import { stretchBytes } from "../shared/exchange/long-lines.ts";
import type { ReplyOf, RequestOf } from "../shared/ipc/contract.ts";
import type { StoreProblem } from "../shared/problem.ts";
import { ok, type Result } from "../shared/result.ts";
import { shownEntry } from "./book.ts";
import { entriesAt, readEntries } from "./ledger-entries.ts";
import { linesCrossing, stretchAt } from "./long-lines.ts";
import type { Office } from "./office.ts";

type Answer<C extends "ledger.read" | "ledger.at" | "ledger.lines"> = Promise<Result<ReplyOf<C>, StoreProblem>>;
type Read = Extract<Awaited<ReturnType<typeof readEntries>>, { ok: true }>["value"]["entries"][number];
type Shown = ReplyOf<"ledger.at">["entries"][number];

/** What the page is given of the ledger after a position. */
export async function shownEntries(office: Office, { after, bytes }: RequestOf<"ledger.read">): Answer<"ledger.read"> {
  const read = await readEntries(office.store, after, bytes);
  if (!read.ok) return read;
  return ok({ ...read.value, entries: read.value.entries.map((one) => shown(office, one)) });
}

/** The same of single entries, in the order in which they were asked for, until they fill an answer. */
export async function shownAt(office: Office, { positions }: RequestOf<"ledger.at">): Answer<"ledger.at"> {
  const entries: Shown[] = [];
  let letters = 0;
  // Twice as many at a time: nearly all entries are one save, and some are the files of a whole office.
  for (let [i, some] = [0, 1]; i < positions.length && letters < stretchBytes; [i, some] = [i + some, some * 2]) {
    const read = await entriesAt(office.store, positions.slice(i, i + some));
    if (!read.ok) return read;
    for (const one of read.value.entries) {
      if (letters >= stretchBytes) break;
      entries.push(shown(office, one));
      letters += lettersOf(one);
    }
  }
  return ok({ entries });
}

/** A stretch of an entry's lines that were left out. */
export async function shownLines(office: Office, { position, at }: RequestOf<"ledger.lines">): Answer<"ledger.lines"> {
  if (lastLong.get(office)?.position !== position) {
    const read = await entriesAt(office.store, [position]);
    if (!read.ok) return read;
    for (const one of read.value.entries) shown(office, one);
  }
  const long = lastLong.get(office);
  if (long?.position !== position) return ok({ bytes: new Uint8Array() });
  const stretch = stretchAt(long.bytes, at);
  if (at + stretch.bytes.byteLength >= long.bytes.byteLength) lastLong.delete(office);
  return ok(stretch);
}

/** The bytes of lines that were left out last: asked for next, a stretch at a time. */
const lastLong = new WeakMap<Office, { readonly position: number; readonly bytes: Buffer }>();

function shown(office: Office, { position, entry: stored }: Read): Shown {
  const entry = shownEntry(office.book, position, stored);
  if (entry.entry !== "import" && entry.entry !== "new-feed") return { position, entry };
  const crossing = linesCrossing(entry.lines);
  if (crossing.long === null) return { position, entry };
  lastLong.set(office, { position, bytes: crossing.bytes });
  return { position, entry: { ...entry, lines: [] }, long: crossing.long };
}

/** About what an entry takes in an answer. */
function lettersOf({ entry }: Read): number {
  if (entry.entry === "action") return entry.action.line.length;
  return Math.min(stretchBytes, 256 + actionLinesOf(entry).reduce((sum, { line }) => sum + line.length, 0));
}
