import type { ActionLine } from "../../shared/exchange/entry.ts";
import { type LineStretch, type LongLines, linesIn, stretchBytes } from "../../shared/exchange/long-lines.ts";
import type { LedgerStretches, PlacedEntry, ShownEntry, WholeLedger } from "./office-data.ts";

/** The ledger in whole entries and lines, put together from what crosses. For the worker: they may be long. */
export function wholeLedger(stretches: LedgerStretches): WholeLedger {
  const whole = async ({ position, entry, long }: ShownEntry): Promise<PlacedEntry> => {
    if (long === undefined) return { position, entry };
    if (entry.entry !== "import" && entry.entry !== "new-feed")
      throw new Error("an entry without lines has none left out");
    const lines = await gathered(long, (at) => stretches.lines(position, at));
    return { position, entry: { ...entry, lines: [...lines] } };
  };
  return {
    read: async (after, bytes) => {
      const { entries, head } = await stretches.read(after, Math.min(bytes, stretchBytes));
      const found: PlacedEntry[] = [];
      for (const each of entries) found.push(await whole(each));
      return { entries: found, head };
    },
    at: async (positions) => {
      const found: PlacedEntry[] = [];
      for (let left = positions; left.length > 0; ) {
        const { entries } = await stretches.at(left);
        for (const each of entries) found.push(await whole(each));
        const last = entries.at(-1);
        if (last === undefined) break; // what is left lies beyond the head
        left = left.slice(left.indexOf(last.position) + 1);
      }
      return found;
    },
    staged: async ({ token, lines, long }) =>
      long === null ? lines : gathered(long, (at) => stretches.staged(token, at)),
  };
}

/** Its memory goes at once, not when the engine clears up: of one bundle there are hundreds. Node 20 cannot, and does without. */
function release(buffer: ArrayBufferLike): void {
  if ("transfer" in buffer) buffer.transfer(0);
}

async function gathered(long: LongLines, next: (at: number) => Promise<LineStretch>): Promise<readonly ActionLine[]> {
  const text = new Uint8Array(long.bytes);
  for (let at = 0; at < text.length; ) {
    const { bytes } = await next(at);
    if (bytes.length === 0) throw new Error("lines that were announced did not come");
    text.set(bytes, at);
    at += bytes.length;
    release(bytes.buffer);
  }
  return linesIn(long, text);
}
