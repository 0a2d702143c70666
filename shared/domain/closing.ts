import { z } from "zod";
import { Positions } from "./handover.ts";
import { IsoDate, line, OfficeId, type RecordId, recordId } from "./primitives.ts";

/**
 * The province ends an office: who goes on with its files, by rule. The files follow by hand-overs of their own, each in effect at
 * once, since nobody is there to hand over any more.
 *
 * A record that belongs to no file. It is said once; only `withdrawn` may come later.
 */
export const Closing = z.object({
  id: recordId("closing"),
  office: OfficeId,
  successors: z.array(OfficeId).min(1).max(200), // one: it goes on with every file
  byUnit: z.record(recordId("unit"), OfficeId), // several: a file goes where the unit of its present post goes
  byHand: z.record(recordId("person"), OfficeId), // files that no unit places
  names: z.record(OfficeId, line(200)), // of the successors, for offices that have never met them
  last: Positions, // the office's last actions that count as a keeper's
  decidedOn: IsoDate.nullable(),
  decision: line(120), // number and sign of the paper
  reason: line(1000),
  withdrawn: z.boolean(), // taken back; what was handed over by it stays where it went
});
export type Closing = z.infer<typeof Closing>;

/** What the rule goes by. */
export interface FileToPlace {
  readonly id: RecordId<"person">;
  readonly unitId: RecordId<"unit"> | null; // of the present post
}

/** The rule by which files go on. */
export interface ClosingRule {
  readonly successors: readonly OfficeId[];
  readonly byUnit: Readonly<Record<RecordId<"unit">, OfficeId>>;
  readonly byHand: Readonly<Record<RecordId<"person">, OfficeId>>;
}

/** Stands for whoever serves in a unit: the rule for the unit alone is asked. */
export const nobody: RecordId<"person"> = "person:";

/** Where a file of the closed office goes; null: the rule does not say. */
export function placeOf({ successors, byUnit, byHand }: ClosingRule, { id, unitId }: FileToPlace): OfficeId | null {
  const [only, ...others] = successors;
  if (only !== undefined && others.length === 0) return only;
  const place = byHand[id] ?? (unitId === null ? undefined : byUnit[unitId]);
  return place !== undefined && successors.includes(place) ? place : null;
}
