import { z } from "zod";
import { IsoDate, recordId } from "../domain/primitives.ts";
import { formNames } from "../domain/sheets/crosswalk.ts";
import { Delivery } from "../exchange/delivery.ts";
import { call, LeftFile, nothing, SuggestedName } from "./channel.ts";
import { Paper } from "./paper.ts";

/** People of one batch: more would be a truck of paper. */
export const mostInBatch = 5_000;

/** People that one call prints into one file: their pages are numbered by as many counters of print.css. */
export const mostAtOnce = 8;

/** Forms of many people: all in one file, or each in its own. */
export const BatchOrder = z.strictObject({
  as: z.enum(["one", "each"]),
  form: z.enum(formNames),
  day: IsoDate, // posts and career as of this day
  people: z.array(recordId("person")).min(1).max(mostInBatch), // in the order in which they are printed
  suggestedName: SuggestedName,
  said: Delivery, // of every file
});
export type BatchOrder = z.infer<typeof BatchOrder>;

const index = z
  .number()
  .int()
  .min(0)
  .max(mostInBatch - 1); // among the people of the order

/** Why somebody's form could not be made: no such file is held any more, or its records do not let themselves be laid out. */
export const notMadeReasons = ["gone", "unreadable"] as const;

/** How far a batch has come. People are done in their order; those who could not be printed are passed over and named. */
export const BatchProgress = z.object({
  next: z.number().int().min(0), // index of the first person still to do
  passed: z.array(z.object({ index, why: z.enum(notMadeReasons) })),
  noted: z.array(z.object({ index, missing: z.number().int().min(0), noPhoto: z.boolean() })), // who was printed with gaps
  files: z.array(z.object({ index, number: z.number().int(), fileName: z.string() })), // of "each": number in the register
  left: LeftFile.nullable(), // of "one": the file, once it lies under its name
});
export type BatchProgress = z.infer<typeof BatchProgress>;

export const BatchStanding = z.object({
  token: z.string(),
  order: BatchOrder,
  place: z.string(), // what the stick or folder is called
  progress: BatchProgress,
});
export type BatchStanding = z.infer<typeof BatchStanding>;

const token = z.string().max(64);

/** What the page made of the next people: the forms of those made stand on the paper, in this order. */
export const BatchPeople = z
  .array(
    z.discriminatedUnion("made", [
      z.strictObject({
        made: z.literal(true),
        name: z.string().max(200), // for the bookmark
        missing: z.number().int().min(0).max(10_000), // fields that the form asks for and the file lacks
        noPhoto: z.boolean(), // the file names a portrait that is not here
      }),
      z.strictObject({ made: z.literal(false), why: z.enum(notMadeReasons) }),
    ]),
  )
  .min(1)
  .max(mostAtOnce);

export const batchChannels = {
  /** Ask where a batch is to go and keep its order sealed, in place of the one before. Nothing is printed yet. Null: the clerk cancelled. */
  "batch.begin": call(BatchOrder, BatchStanding.nullable()),
  /** The batch that was begun and not closed: cut off, stopped, or done. Null: there is none. */
  "batch.look": call(nothing, BatchStanding.nullable()),
  /** Print the next people's forms; they may be sent while those before them are printed. "each" writes the file, its line in the register first; "one" keeps the pages sealed. */
  "batch.print": call(z.strictObject({ token, from: index, people: BatchPeople, paper: Paper }), BatchProgress),
  /** Put the pages of "one" into their file, its line in the register first. */
  "batch.finish": call(z.strictObject({ token }), BatchProgress),
  /** Ask for another place for what is still to be written. Null: the clerk cancelled. */
  "batch.place": call(z.strictObject({ token }), z.object({ place: z.string() }).nullable()),
  /** Forget the batch with all that is kept of it. Files that were written stay where they are. */
  "batch.close": call(z.strictObject({ token }), nothing),
} as const;
