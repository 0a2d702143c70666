import { z } from "zod";
import { FeedId, IsoDate, line, OfficeId, outsideProvince, recordId } from "./primitives.ts";

/** For each feed a number of its actions. A feed that is not named: 0. */
export const Positions = z.record(FeedId, z.number().int().min(0));
export type Positions = z.infer<typeof Positions>;

/** The receiving office's word. `after`: its own last actions before it, for what it wrote earlier was not a keeper's. */
export const HandoverAnswer = z.object({
  accepted: z.boolean(),
  after: Positions,
  reason: line(1000), // of a refusal
});
export type HandoverAnswer = z.infer<typeof HandoverAnswer>;

/**
 * The province hands a person's file from one office to another. Until it takes effect the first office keeps the file; what
 * that office wrote beyond `cut` is a proposal from then on.
 *
 * A record that belongs to no file: it says whose file it is, and who keeps a file must not rest on who keeps it.
 */
export const Handover = z.object({
  id: recordId("handover"),
  file: recordId("person"),
  previous: recordId("handover").nullable(), // the hand-over by which `fromOffice` came to keep the file; null: it made it
  fromOffice: OfficeId,
  toOffice: OfficeId, // `outsideProvince`: the file leaves the province, at once
  destination: line(200), // of a file that leaves the province: who receives it there
  cut: Positions, // last actions of `fromOffice` that count as its keeper's
  decidedOn: IsoDate.nullable(),
  decision: line(120), // number and sign of the paper
  reason: line(1000),
  forced: z.boolean(), // takes effect without an answer: the first office cannot or will not hand over
  second: line(120), // of a forced one: the second officer's name
  closing: recordId("closing").nullable(), // the closing of `fromOffice` by which it was made; null: of this file alone
  after: Positions, // of a forced one: last actions of `toOffice` before it
  answer: HandoverAnswer.nullable(),
  withdrawn: z.boolean(), // taken back by the province: before it took effect, or after a file left the province by mistake
});
export type Handover = z.infer<typeof Handover>;

export const handoverStates = ["sent", "accepted", "refused", "forced", "outside", "withdrawn"] as const;
export type HandoverState = (typeof handoverStates)[number];

/** How far a hand-over has come. Withdrawing is the province's last word; a forced one needs no answer. */
export function handoverState({
  withdrawn,
  forced,
  answer,
  toOffice,
}: Pick<Handover, "withdrawn" | "forced" | "answer" | "toOffice">): HandoverState {
  if (withdrawn) return "withdrawn";
  if (forced) return toOffice === outsideProvince ? "outside" : "forced";
  if (answer === null) return "sent";
  return answer.accepted ? "accepted" : "refused";
}
