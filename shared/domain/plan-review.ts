import { z } from "zod";
import { latestDay } from "./dates.ts";
import { type IsoDate, line, PartialDate, recordId } from "./primitives.ts";

/** What a review of the plan came to for one entry: it stays, or it is taken out. */
export const PlanReviewResult = z.enum(["KEEP", "REMOVE"]);
export type PlanReviewResult = z.infer<typeof PlanReviewResult>;

/** An entry of the plan ("quy hoạch") looked through again, and by which paper: "rà soát, bổ sung quy hoạch hằng năm". */
export const PlanReview = z.object({
  id: recordId("plan-review"),
  entryId: recordId("plan-entry"),
  personId: recordId("person"),
  date: PartialDate.nullable(),
  result: PlanReviewResult.nullable(),
  document: line(300), // number, date, issuer as written
  note: line(1000), // why it was taken out
  withdrawn: z.boolean(),
});
export type PlanReview = z.infer<typeof PlanReview>;

/** By entry, the last day on which it was looked through, up to a day; reviews without a date are passed over. */
export function lastReviews(reviews: readonly PlanReview[], day: IsoDate): ReadonlyMap<PlanReview["entryId"], IsoDate> {
  const last = new Map<PlanReview["entryId"], IsoDate>();
  for (const { entryId, date, withdrawn } of reviews) {
    if (withdrawn || date === null) continue;
    const on = latestDay(date);
    if (on <= day && on > (last.get(entryId) ?? "")) last.set(entryId, on);
  }
  return last;
}
