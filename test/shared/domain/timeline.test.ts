import { describe, expect, it } from "vitest";
import type { AssignmentNature } from "../../../shared/domain/assignment.ts";
import { blankRecord } from "../../../shared/domain/blank-records.ts";
import { timelineOf } from "../../../shared/domain/career.ts";

let ids = 0;
const held = (from: string | null, to: string | null, nature: AssignmentNature = "SUBSTANTIVE", title = `${from}`) => {
  ids += 1;
  return blankRecord("assignment", {
    id: `assignment:01900000-0000-7000-8000-${String(ids).padStart(12, "0")}`,
    personId: "person:01900000-0000-7000-8000-000000000000",
    nature,
    title,
    from,
    to,
  });
};
const drawn = (...posts: ReturnType<typeof held>[]) =>
  timelineOf(posts).map((step) =>
    step.what === "gap"
      ? `gap ${step.from}..${step.to}`
      : [step.assignment.title, ...step.overlaps.map(({ title }) => `with ${title}`)].join(" "),
  );

describe("a career from top to bottom", () => {
  it("marks the days of which nothing is known, and only those that are certain", () => {
    expect(drawn(held("2016-10", null), held("2007-09", "2015-06"))).toEqual([
      "2007-09",
      "gap 2015-07-01..2016-09-30",
      "2016-10",
    ]);
    expect(drawn(held("2013", "2013-08"), held("2013-09", null))).toEqual(["2013", "2013-09"]);
    expect(drawn(held("2010", "2013"), held("2013", null)), "may have followed at once").toEqual(["2010", "2013"]);
    expect(drawn(held("2010", "2013"), held("2015", null))).toEqual(["2010", "gap 2014-01-01..2014-12-31", "2015"]);
    expect(drawn(held(null, "2013"), held("2014", null))).toEqual(["null", "2014"]);
  });

  it("is not covered by a short post inside a long one", () => {
    expect(drawn(held("2000", "2010"), held("2002", "2003", "CONCURRENT"), held("2011", null))).toEqual([
      "2000",
      "2002",
      "2011",
    ]);
  });

  it("marks substantive posts held at once, whatever days incomplete dates mean", () => {
    expect(drawn(held("2000-01-01", "2010-12-31"), held("2005", null))).toEqual(["2000-01-01", "2005 with 2000-01-01"]);
    expect(drawn(held("2000", "2005"), held("2005", null))).toEqual(["2000", "2005"]);
    expect(drawn(held("2000", null), held("2005", null, "CONCURRENT"))).toEqual(["2000", "2005"]);
  });

  it("passes over what was withdrawn", () => {
    expect(drawn({ ...held("2000", "2001"), withdrawn: true }, held("2010", null))).toEqual(["2010"]);
  });
});
