import { z } from "zod";
import { FeedId } from "../domain/primitives.ts";
import { HeldCounts } from "../exchange/flood.ts";
import type { Problem } from "../problem.ts";
import { call, nothing } from "./channel.ts";
import { Preview } from "./preview.ts";

export const QueueIndex = z.number().int().min(0).max(10_000);

/** Bundles that were chosen together, feed by feed, each as its signature alone tells of it. */
export const ImportQueue = z.object({
  token: z.string(),
  bundles: z.array(
    z.object({
      fileName: z.string(),
      feed: FeedId.nullable(), // null: it cannot be told whose it is
      sender: z.string().nullable(), // the office's name, as it was enrolled
      from: z.number().int(),
      to: z.number().int(), // from − 1: a receipt alone
      fresh: z.number().int(), // actions that are new to us
      bytes: z.number().int(),
      parts: z.number().int().nullable(), // files in which it came, where it was cut
      problem: z.custom<Problem>().nullable(), // what is seen before the bundle is read
    }),
  ),
});
export type ImportQueue = z.infer<typeof ImportQueue>;

/** What became of one bundle of a queue. */
export const QueueStep = z.discriminatedUnion("became", [
  z.object({ became: z.literal("checked"), preview: Preview }), // it lies in staging: `bundle.accept` takes it
  z.object({ became: z.literal("held"), from: z.number().int(), to: z.number().int() }), // all of it was taken before
  z.object({ became: z.literal("refused"), problem: z.custom<Problem>() }),
]);

export const importQueueChannels = {
  /** Choose several bundles, or a folder of them, and look at their signatures. Nothing is applied. Null: the clerk cancelled. */
  "queue.choose": call(
    z.strictObject({ from: z.enum(["files", "folder", "named", "watched", "server"]) }), // the last three: what `offers.look` told of
    ImportQueue.nullable(),
  ),
  /** The bundles of a queue that was begun and cut off. Null: there is none. */
  "queue.unfinished": call(nothing, ImportQueue.nullable()),
  /** Check one bundle of the queue in full and put it into staging. What is wrong with it alone is part of the reply. */
  "queue.take": call(
    z.strictObject({ token: z.string().max(64), index: QueueIndex, lying: HeldCounts.optional() }),
    QueueStep,
  ),
  /** Bundles that were opened from the file manager, are new in the watched folder, or came from the server. Nothing of them is taken. */
  "offers.look": call(
    nothing,
    z.object({
      named: z.number().int().min(0),
      server: z.number().int().min(0), // came from the province's server, and not offered before
      watched: z
        .object({
          place: z.string(), // what the folder is called
          gone: z.boolean(), // it cannot be read now
          fresh: z.number().int().min(0), // for us, whole, and not offered before
          incomplete: z.array(
            z.object({
              sender: z.string(),
              from: z.number().int(),
              to: z.number().int(),
              of: z.number().int(), // parts
              missing: z.array(z.number().int()), // their numbers
            }),
          ),
        })
        .nullable(),
    }),
  ),
  /** Choose the folder that is looked at each minute from now on. Null: the clerk cancelled. */
  "watch.choose": call(nothing, z.object({ place: z.string() }).nullable()),
  /** Watch no folder. */
  "watch.stop": call(nothing, nothing),
  /** Forget the queue. */
  "queue.close": call(z.strictObject({ token: z.string().max(64) }), nothing),
} as const;

/** Files that were dropped onto the window, by absolute path: from the preload to main, never to or from the page. */
export const DroppedPaths = z.array(z.string().min(1).max(4096)).max(1_000);
