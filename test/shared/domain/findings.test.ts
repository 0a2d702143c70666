import { describe, expect, it } from "vitest";
import { partyDates } from "../../../shared/domain/findings/people.ts";
import { type CheckedRecords, type FindingRule, findings } from "../../../shared/domain/findings.ts";
import type { Protected } from "../../../shared/domain/protected.ts";
import { versionsByUnit } from "../../../shared/domain/units.ts";
import { aDecision, aMove, anAssignment, aPerson, aVersion, numbered } from "../../fixtures/records.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { doLuongStory } from "../../fixtures/story.ts";

const seed = suiteSeed(65);

const nothing: CheckedRecords = { persons: [], assignments: [], rotations: [], decisions: [], unitVersions: new Map() };
const rulesOf = (records: Partial<CheckedRecords>): FindingRule[] =>
  findings({ ...nothing, ...records }).map((finding) => finding.rule);

describe("a unit that is not there", () => {
  const unitVersions = versionsByUnit([aVersion(1, 1, { name: "Xã Cũ", to: "2015-03-31" }), aVersion(2, 2)]);
  const move = aMove(1, 1, { fromUnitId: numbered("unit", 1), toUnitId: numbered("unit", 2), start: "2015-04-01" });

  it("is named with side and day, on the decision's day where there is one", () => {
    expect(findings({ ...nothing, rotations: [move], unitVersions })).toEqual([
      {
        rule: "unit-absent",
        personId: numbered("person", 1),
        records: [move.id, numbered("unit", 1)],
        facts: { side: "from", unit: "Xã Cũ", day: "2015-04-01" },
      },
    ]);
    const decided = { ...move, decisionId: numbered("decision", 1) };
    expect(rulesOf({ rotations: [decided], decisions: [aDecision(1, { date: "2015-03-31" })], unitVersions })).toEqual(
      [],
    );
    expect(rulesOf({ rotations: [{ ...move, start: "2015" }], unitVersions })).toEqual([]); // may have been in March
    expect(rulesOf({ rotations: [{ ...move, toUnitId: numbered("unit", 9) }], unitVersions })).toEqual([
      "unit-absent",
      "unit-absent",
    ]);
  });
});

describe("holders and posts at once", () => {
  const post = numbered("post", 1);
  const held = (n: number, person: number, from: string | null, to: string | null, more = {}) =>
    anAssignment(n, person, { postId: post, from, to, ...more });

  it("names two substantive holders of one post on one day", () => {
    const two = [held(1, 1, "2010-05-01", "2015-03-31"), held(2, 2, "2015-03-31", null)];
    expect(findings({ ...nothing, assignments: two })).toEqual([
      {
        rule: "post-two-holders",
        personId: numbered("person", 2),
        records: [numbered("assignment", 1), numbered("assignment", 2), post],
        facts: { title: "Bí thư", first: numbered("person", 1), second: numbered("person", 2), day: "2015-03-31" },
      },
    ]);
    expect(rulesOf({ assignments: [held(1, 1, "2010-05-01", "2015-03-30"), held(2, 2, "2015-03-31", null)] })).toEqual(
      [],
    );
    expect(
      rulesOf({ assignments: [held(1, 1, "2010-05-01", null), held(2, 2, "2015-03-31", null, { nature: "ACTING" })] }),
    ).toEqual([]);
    expect(
      rulesOf({ assignments: [held(1, 1, "2010-05-01", null), held(2, 2, "2015-03-31", null, { withdrawn: true })] }),
    ).toEqual([]);
  });

  it("names overlapping substantive posts of one person, also when a third lies between", () => {
    const long = anAssignment(1, 1, { from: "2010-01-01", to: "2016-12-31", title: "Bí thư" });
    const short = anAssignment(2, 1, { from: "2011-01-01", to: "2011-12-31", title: "Chủ tịch" });
    const late = anAssignment(3, 1, { from: "2016-06-01", to: null, title: "Trưởng Ban", unitText: "Huyện ủy" });
    const found = findings({ ...nothing, assignments: [late, short, long] });
    expect(found.map((each) => [each.rule, each.facts])).toEqual([
      ["person-two-posts", { first: "Bí thư", second: "Chủ tịch", day: "2011-01-01" }],
      ["person-two-posts", { first: "Bí thư", second: "Trưởng Ban, Huyện ủy", day: "2016-06-01" }],
    ]);
    expect(rulesOf({ assignments: [long, { ...short, nature: "CONCURRENT" }] })).toEqual([]);
  });

  it("reports only days that are certain", () => {
    const steps = [
      anAssignment(1, 1, { from: "2010", to: "2013-08" }),
      anAssignment(2, 1, { from: "2013-08", to: "2015" }),
    ];
    expect(rulesOf({ assignments: [...steps, anAssignment(3, 1, { from: "2015", to: null })] })).toEqual([]);
    expect(rulesOf({ assignments: [anAssignment(1, 1, { from: "2010", to: "2013-09" }), steps[1]!] })).toEqual([
      "person-two-posts",
    ]);
  });

  it("names a step that ends before it begins", () => {
    expect(rulesOf({ assignments: [anAssignment(1, 1, { from: "2015-06", to: "2015-05" })] })).toEqual([
      "ends-before-start",
    ]);
    expect(rulesOf({ assignments: [anAssignment(1, 1, { from: "2015-06", to: "2015" })] })).toEqual([]);
  });
});

describe("Party dates", () => {
  it("names admission before birth, and full membership before admission", () => {
    const wrong = aPerson(1, { birthDate: "1985-03", partyJoinDate: "1984", partyOfficialDate: "1983-05-19" });
    expect(partyDates(wrong).map((finding) => [finding.rule, finding.facts])).toEqual([
      ["party-before-birth", { birth: "1985-03", joined: "1984" }],
      ["full-before-admission", { joined: "1984", full: "1983-05-19" }],
    ]);
    expect(partyDates(aPerson(1, { birthDate: "1985", partyJoinDate: "1985", partyOfficialDate: "1985" }))).toEqual([]);
    expect(partyDates(aPerson(1))).toEqual([]);
  });
});

describe("exchanges", () => {
  const leg = (n: number, from: number, to: number, more = {}) =>
    aMove(n, n, {
      kind: "HOAN_DOI",
      exchangeGroup: "HĐ1",
      fromUnitId: numbered("unit", from),
      toUnitId: numbered("unit", to),
      fromTitle: "Bí thư",
      toTitle: "Bí thư",
      ...more,
    });

  it("names a missing leg, and legs that do not mirror each other", () => {
    expect(rulesOf({ rotations: [leg(1, 1, 2)] })).toEqual(["exchange-leg-missing"]);
    expect(rulesOf({ rotations: [leg(1, 1, 2), leg(2, 2, 3)] })).toEqual(["exchange-not-mirrored"]);
    expect(rulesOf({ rotations: [leg(1, 1, 2), leg(2, 2, 1, { toTitle: "Phó Bí thư" })] })).toEqual([
      "exchange-not-mirrored",
    ]);
    expect(rulesOf({ rotations: [leg(1, 1, 2), leg(2, 2, 1)] })).toEqual([]);
    expect(rulesOf({ rotations: [leg(1, 1, 2), leg(2, 2, 1, { withdrawn: true })] })).toEqual(["exchange-leg-missing"]);
  });
});

describe("a whole office", () => {
  const story = doLuongStory(seed);
  const records = { ...story, unitVersions: versionsByUnit(story.unitVersions) };

  it("has no findings while nothing is odd, and one for each thing made odd", () => {
    expect([seed, findings(records)]).toEqual([seed, []]);
    const [held] = story.assignments.filter((each) => each.postId !== null && each.to !== null);
    const assignments = story.assignments.map((each) => (each.id === held?.id ? { ...each, to: null } : each));
    const rules = new Set(findings({ ...records, assignments }).map((finding) => finding.rule));
    expect(rules.has("post-two-holders")).toBe(true);
    const rotations = story.rotations.filter(
      (each, index) =>
        each.exchangeGroup === "" || index !== story.rotations.findIndex((move) => move.exchangeGroup !== ""),
    );
    expect(findings({ ...records, rotations }).map((finding) => finding.rule)).toEqual(["exchange-leg-missing"]);
  });

  it("cannot be handed protected fields", () => {
    const secret: Protected[] = story.protected.slice(0, 0);
    // @ts-expect-error protected records are no reason for anything
    expect(findings({ ...records, persons: secret, assignments: [], rotations: [] })).toEqual([]);
  });
});
