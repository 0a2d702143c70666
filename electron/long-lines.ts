import type { ActionLine } from "../shared/exchange/entry.ts";
import { type LineStretch, type LongLines, stretchBytes } from "../shared/exchange/long-lines.ts";

/** Lines on their way to the page: all of them, or what is said of them and the bytes to be asked for. */
export type Crossing =
  | { readonly lines: ActionLine[]; readonly long: null }
  | { readonly lines: ActionLine[]; readonly long: LongLines; readonly bytes: Buffer };

/** @param lines  of one feed, numbered without a gap */
export function linesCrossing(lines: readonly ActionLine[]): Crossing {
  const first = lines[0];
  const letters = lines.reduce((sum, { line }) => sum + line.length, 0);
  if (first === undefined || letters <= stretchBytes) return { lines: [...lines], long: null };
  for (const [i, { feed, number }] of lines.entries())
    if (feed !== first.feed || number !== first.number + i)
      throw new Error("lines that cross are one stretch of one feed");
  const bytes = Buffer.from(lines.map(({ line }) => line).join("\n"));
  return { lines: [], long: { feed: first.feed, from: first.number, bytes: bytes.byteLength }, bytes };
}

/** From a byte on: a copy, for what is cut from would cross with it. */
export const stretchAt = (bytes: Buffer, at: number): LineStretch => ({
  bytes: Uint8Array.from(bytes.subarray(at, at + stretchBytes)),
});
