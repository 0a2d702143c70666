import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { heldPosts, numbersTwice, outcomesBeforeStart } from "../../../../shared/domain/rotations/findings.ts";
import { partyTerms } from "../../../../shared/domain/rotations/party-terms.ts";
import { aDecision, aMove, anAssignment, numbered } from "../../../fixtures/records.ts";

const seat = blankRecord("post", { id: numbered("post", 1), unitId: numbered("unit", 1), role: "T", title: "Bí thư" });
const posts = new Map([[seat.id, seat]]);
const move = aMove(1, 1, { toPostId: seat.id, toTitle: "Bí thư", start: "2020-05-01" });
const sitting = anAssignment(1, 2, { postId: seat.id, from: "2018-01-01" });

describe("a move to a post that is held", () => {
  it("is named with who holds it, and only where all places are taken on the first day", () => {
    expect(heldPosts([move], [sitting], posts)).toEqual([
      {
        rule: "move-post-held",
        personId: move.personId,
        records: [move.id, seat.id, sitting.id],
        facts: { title: "Bí thư", holder: sitting.personId, day: "2020-05-01" },
      },
    ]);
    const fine = [
      [{ ...sitting, to: "2020-04-30" }], // left the day before
      [{ ...sitting, to: "2020-04" }], // may have left
      [{ ...sitting, nature: "CONCURRENT" as const }],
      [{ ...sitting, personId: move.personId }],
      [{ ...sitting, rotationId: move.id }],
      [{ ...sitting, from: "2020-05-02" }],
    ];
    expect(fine.map((own) => heldPosts([move], own, posts).length)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(heldPosts([move], [{ ...sitting, to: "2020-05-01" }], posts).length).toBe(1);
    expect(heldPosts([move], [sitting], new Map([[seat.id, { ...seat, places: 2 }]]))).toEqual([]);
    expect(
      heldPosts(
        [
          { ...move, state: "CANCELLED" },
          { ...move, state: "CONSULT" }, // the holder leaves by the decision
          { ...move, withdrawn: true },
        ],
        [sitting],
        posts,
      ),
    ).toEqual([]);
  });
});

describe("a number that stands on two papers", () => {
  const terms = [
    { name: "2015–2020", from: "2015-08-01", to: "2020-07-31" },
    { name: "2020–2025", from: "2020-08-01", to: "2025-07-31" },
  ];
  const of = (number: string, dates: readonly string[], issuer = "Huyện ủy Đô Lương") =>
    numbersTwice(
      dates.map((date, n) => aDecision(n + 1, { number, date, issuer })),
      terms,
    );

  it("is looked for in one term of a Party committee, and in one calendar year of a State body", () => {
    expect(of("127-QĐ/HU", ["2016-01-05", "2019-06-01"])).toMatchObject([
      {
        rule: "decision-number-twice",
        facts: { number: "127-QĐ/HU", period: "2015–2020" },
        records: [numbered("decision", 1), numbered("decision", 2)],
      },
    ]);
    expect(of("127-QĐ/HU", ["2020-07-31", "2020-08-01"])).toEqual([]); // the last day of a term and the first of the next
    expect(of("127/QĐ-UBND", ["2016-01-05", "2016-12-31"])).toMatchObject([{ facts: { period: "2016" } }]);
    expect(of("127/QĐ-UBND", ["2016-12-31", "2017-01-01"])).toEqual([]);
    expect(of("127-QĐ/HU", ["2016-01-05", "2020"])).toEqual([]); // the year has parts of two terms
    expect(of("127-QĐ/HU", ["2010-01-05", "2010-06-01"])).toMatchObject([{ facts: { period: "2010" } }]);
    expect(of("127-QĐ/HU", ["2016-01-05", "2016-01-05"])).toEqual([]); // one paper, written down by two offices
    expect(of("127-QĐ/HU", ["2016-01-05", "2016-01"])).toEqual([]); // may be one paper
    expect(of("127-QĐ/HU", ["2016-01-05", "2016-02"]).length).toBe(1);
    const spelt = [
      aDecision(1, { number: "127-QĐ/HU", date: "2016-01-05" }),
      aDecision(2, { number: " 127 - qđ / hu", date: "2016-02-05" }),
    ];
    expect(numbersTwice(spelt, terms).length).toBe(1);
    const two = [
      aDecision(1, { number: "5-QĐ/HU", date: "2016" }),
      aDecision(2, { number: "5-QĐ/HU", date: "2016", issuer: "Huyện ủy Kỳ Sơn" }),
    ];
    expect(numbersTwice(two, terms)).toEqual([]);
  });
});

describe("terms of the Party", () => {
  it("leave out the years of congresses, each of which stands by itself", () => {
    const twice = (...dates: string[]) =>
      numbersTwice(
        dates.map((date, n) => aDecision(n + 1, { number: "5-QĐ/HU", date })),
        partyTerms,
      ).map(({ facts }) => facts.period);
    expect(twice("2021-02-01", "2024-11-30")).toEqual(["2020–2025"]);
    expect(twice("2019-12-01", "2020-09-01", "2021-01-05")).toEqual([]);
    expect(twice("2025-02-01", "2025-11-30")).toEqual(["2025"]);
    expect(twice("2026-02-01", "2028-11-30")).toEqual(["2025–2030"]);
  });
});

describe("an outcome before the start", () => {
  it("is named where no reading of the dates makes it right", () => {
    expect(outcomesBeforeStart([{ ...move, endedOn: "2020-04-30", outcome: "HIGHER" }])).toMatchObject([
      { rule: "outcome-before-start", facts: { outcome: "HIGHER", start: "2020-05-01", day: "2020-04-30" } },
    ]);
    const cancelled = { ...move, endedOn: "2020-04-30", state: "CANCELLED" as const };
    expect(outcomesBeforeStart([cancelled, { ...cancelled, state: "PREPARE" }])).toEqual([]);
    expect(
      outcomesBeforeStart(["2020-05-01", "2020-05", "2020", null].map((endedOn) => ({ ...move, endedOn }))),
    ).toEqual([]);
  });
});
