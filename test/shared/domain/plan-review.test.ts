import { describe, expect, it } from "vitest";
import { lastReviews } from "../../../shared/domain/plan-review.ts";
import { numbered } from "../../fixtures/records.ts";
import { aReview } from "./rules/world.ts";

describe("when an entry of the plan was last looked through", () => {
  const reviews = [
    aReview(1, 1, { date: "2025-03" }), // some day of March: its last
    aReview(2, 1, { date: "2025-03-10" }),
    aReview(3, 1, { date: "2026-02-01" }), // still to come
    aReview(4, 2, { date: "2025-04-01", withdrawn: true }),
    aReview(5, 3, { date: null }),
  ];

  it("is the latest review up to the day; withdrawn ones, those ahead and those without a date do not count", () => {
    expect([...lastReviews(reviews, "2026-01-01")]).toEqual([[numbered("plan-entry", 1), "2025-03-31"]]);
    expect(lastReviews(reviews, "2026-02-01").get(numbered("plan-entry", 1))).toBe("2026-02-01");
    expect(lastReviews(reviews, "2025-03-15").get(numbered("plan-entry", 1))).toBe("2025-03-10");
  });
});
