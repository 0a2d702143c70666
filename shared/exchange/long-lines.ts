import { z } from "zod";
import { FeedId } from "../domain/primitives.ts";
import type { ActionLine } from "./entry.ts";

/**
 * Lines that are too much for one answer, an office's first bundle say, go to the page as the bytes of their text, a stretch at a
 * time, also within a line. The page's own thread only passes them on to its worker.
 */
export const LongLines = z.object({
  feed: FeedId,
  from: z.number().int().min(1), // number of the first; the others follow without a gap
  bytes: z.number().int().min(0), // of all their texts, a line feed between two
});
export type LongLines = z.infer<typeof LongLines>;

/** A stretch of them, from a byte on; empty at their end. */
export const LineStretch = z.object({ bytes: z.instanceof(Uint8Array) });
export type LineStretch = z.infer<typeof LineStretch>;

/**
 * Bytes of a stretch, and letters of entries in one answer. As text no such answer is a large object to the page's engine: those
 * outlive the moment in which they are needed, and hundreds of megabytes of them would lie about.
 */
export const stretchBytes = 32 * 1024;

/** The lines again. */
export const linesIn = ({ feed, from }: Pick<LongLines, "feed" | "from">, bytes: Uint8Array): readonly ActionLine[] =>
  new TextDecoder()
    .decode(bytes)
    .split("\n")
    .map((line, i) => ({ feed, number: from + i, line }));
