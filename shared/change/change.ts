import { z } from "zod";
import { AnyRecordId, FeedId, Json, OfficeId } from "../domain/primitives.ts";

/** One action, by its place: `feed:number`. Numbers of a feed begin at 1 and have no gap. */
export const ActionRef = z.string().regex(/^[a-z][a-z0-9]{1,15}-[a-z2-7]{4}:[1-9]\d{0,9}$/);
export type ActionRef = z.infer<typeof ActionRef>;

/** One field: the writes its writer had before them (empty: there was none), and the value it became. */
export const FieldChange = z.object({ saw: z.array(ActionRef).readonly(), to: Json });
export type FieldChange = z.infer<typeof FieldChange>;

/** A field's name, also of a field that this version does not know; none of the two that no object's key may be. */
export const FieldName = z.string().regex(/^(?!(?:constructor|prototype)$)[a-z][A-Za-z0-9]{0,59}$/);

/** Names that were found good: a bundle repeats some forty of them a hundred thousand times. */
const goodNames = new Set<string>();

export function isFieldName(name: string): boolean {
  if (goodNames.has(name)) return true;
  const good = FieldName.safeParse(name).success;
  if (good && goodNames.size < 4096) goodNames.add(name);
  return good;
}

/** What one action did to one record. */
export const Change = z.object({
  record: AnyRecordId,
  fields: z.record(FieldName, FieldChange),
});
export type Change = z.infer<typeof Change>;

/** What a clerk set out to do. An unknown purpose of a newer office is kept and shown as it is. */
export const Purpose = z.string().regex(/^[a-z][a-z-]{0,30}(\.[a-z][a-z-]{0,30})?$/);

/** What the renderer asks to record: the ledger adds feed, number, clerk and time. */
export const Draft = z.object({
  purpose: Purpose, // "person.edit", "rotation.record", "workbook.import", "conflict.settle" …
  reason: z.string().max(1000), // "" where none is asked
  audience: z.array(OfficeId), // offices below whose files it touches; a province's action travels to these only
  changes: z.array(Change).min(1),
});
export type Draft = z.infer<typeof Draft>;

/** Changes that stand or fall together, at their place in a feed. */
export const Action = Draft.extend({
  feed: FeedId,
  number: z.number().int().min(1),
  clerk: z.string().regex(/^c[1-9]\d{0,3}$/), // names stand in the feed's list of clerks
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/), // the office PC's local clock: a note, never an order
});
export type Action = z.infer<typeof Action>;

/**
 * The place of an action about other offices' files: it takes its number in the feed and changes nothing here.
 * `hash` is the SHA-256 of the author's line, hex; `depth` its causal depth, which cannot be worked out without it (CM-9).
 */
export interface Withheld {
  readonly feed: FeedId;
  readonly number: number;
  readonly hash: string;
  readonly depth: number;
}

/** What comes out of one line of a feed. */
export type Arrival = Action | Withheld;

export const isWithheld = (arrival: Arrival): arrival is Withheld => "hash" in arrival;

/** Whether an action travels to an office whole: it is for everybody, or names it. */
export const isAddressedTo = ({ audience }: Pick<Action, "audience">, office: OfficeId): boolean =>
  audience.length === 0 || audience.includes(office);

export const refOf = (action: { readonly feed: FeedId; readonly number: number }): ActionRef =>
  `${action.feed}:${action.number}`;
