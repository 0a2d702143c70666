import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { usualTerms } from "../../../../shared/domain/gaps/gaps-on.ts";
import { groupBy } from "../../../../shared/domain/group-by.ts";
import { startFactsOf } from "../../../../shared/domain/rotations/facts-at-start.ts";
import { builtInPacks } from "../../../../shared/domain/rules/packs/built-in.ts";
import { decree135 } from "../../../../shared/domain/rules/retirement.ts";
import {
  type DueRecords,
  type DueTerms,
  dueLists,
  lastReviewOfAll,
  yearsToAssess,
} from "../../../../shared/domain/statistics/due-lists.ts";
import { dueTermsOf } from "../../../../shared/domain/statistics/due-terms.ts";
import { planningReport } from "../../../../shared/domain/statistics/planning-report.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { aDecision, aMove, anAssignment, aPerson, aVersion, numbered } from "../../../fixtures/records.ts";

const versions = [
  aVersion(1, 1, { level: "HUYEN", name: "Huyện Đô Lương" }),
  aVersion(2, 2, { name: "Xã Lưu Sơn", parentId: numbered("unit", 1) }),
  aVersion(3, 3, { name: "Đảng ủy xã Lưu Sơn", bloc: "DANG", localityId: numbered("unit", 2) }),
];
const post = (n: number, patch = {}) =>
  blankRecord("post", {
    id: numbered("post", n),
    unitId: numbered("unit", 3),
    role: "T",
    title: `Chức vụ ${n}`,
    ...patch,
  });
const entry = (n: number, person: number, patch = {}) =>
  blankRecord("plan-entry", {
    id: numbered("plan-entry", n),
    personId: numbered("person", person),
    title: "Bí thư Đảng ủy xã",
    term: "2020–2025",
    from: "2020-01-01",
    ...patch,
  });
const terms: DueTerms = {
  ...usualTerms,
  retirement: decree135,
  deputyMonths: 120,
  healthMonths: 6,
  healthPaper: { item: "SUC_KHOE", names: ["Giấy khám sức khỏe"] },
  assessmentDays: 45,
  assessedFrom: null,
  servedMonths: 12,
  outcomeDays: 60,
  reviewMonths: 12,
  reviewWords: ["rà soát quy hoạch"],
};
const none: DueRecords = {
  posts: [],
  assignments: [],
  persons: [],
  rotations: [],
  traits: [],
  gaps: [],
  versions: versionsByUnit(versions),
  assessments: [],
  dossier: [],
  plans: [],
};
const assessed = (n: number, year: string, patch = {}) =>
  blankRecord("move-assessment", {
    id: numbered("move-assessment", n),
    rotationId: numbered("rotation", 1),
    personId: numbered("person", 1),
    year,
    ...patch,
  });

describe("lists with due dates", () => {
  it("name what is to finish, to be assessed and to be looked through, the most urgent first", () => {
    const move = aMove(1, 1, { state: "ACTIVE", start: "2022-03-01", plannedEnd: "2025-02-28" });
    const lines = dueLists("2024-12-01", { ...none, rotations: [move], plans: [entry(1, 1)] }, terms);
    expect(lines.map(({ list, due, about }) => [list, due, about])).toEqual([
      ["plan-review", "2021-01-01", ""],
      ["assessment", "2024-02-14", "2023"], // 2022 was not served in full
      ["assessment", "2025-02-14", "2024"], // is going to be
      ["finish", "2025-02-28", ""],
    ]);
    expect(dueLists("2024-12-01", { ...none, rotations: [{ ...move, state: "CANCELLED" }] }, terms)).toEqual([]);
    const reviewed = new Map([[numbered("plan-entry", 1), "2024-06-30"]]);
    expect(dueLists("2024-12-01", { ...none, plans: [entry(1, 1)], reviewed }, terms).map(({ due }) => due)).toEqual([
      "2025-06-30",
    ]);
  });

  it("ask for an assessment of each full year until there is one", () => {
    const move = aMove(1, 1, { state: "ACTIVE", start: "2021-01-01" });
    const years = (...there: ReturnType<typeof assessed>[]) =>
      yearsToAssess(move, there, "2024-12-30", 45).map(([year]) => year);
    expect(years()).toEqual(["2021", "2022", "2023"]);
    expect(
      years(assessed(1, "2022"), assessed(2, "2023", { atEnd: true }), assessed(3, "2021", { withdrawn: true })),
    ).toEqual(["2021", "2023"]);
    expect(yearsToAssess({ ...move, endedOn: "2023-12-30" }, [], "2024-12-30", 45).map(([year]) => year)).toEqual([
      "2021",
      "2022",
    ]);
  });

  it("name papers missing of a proposal, heads at two terms, deputies at ten years and who retires", () => {
    const persons = [aPerson(1), aPerson(2), aPerson(3, { sex: "NAM", birthDate: "1965-03" })];
    const posts = [post(1), post(2, { role: "P" }), post(3)];
    const assignments = [1, 2, 3].map((n) =>
      anAssignment(n, n, { postId: numbered("post", n), from: n === 3 ? "2024-01-01" : "2016-06-01" }),
    );
    const proposal = aMove(1, 1, { state: "PREPARE" });
    const lines = dueLists("2026-01-01", { ...none, persons, posts, assignments, rotations: [proposal] }, terms);
    expect(lines.filter(({ list }) => list === "dossier").length).toBe(10);
    expect(
      lines.filter(({ list }) => list !== "dossier").map(({ list, due, personId }) => [list, due, personId]),
    ).toEqual([
      ["two-terms", "2026-06-01", numbered("person", 1)],
      ["deputy", "2026-06-01", numbered("person", 2)],
      ["retires", "2026-10-01", numbered("person", 3)],
    ]);
  });
});

describe("what falls due and what does no longer", () => {
  const told = (day: string, patch: Partial<DueRecords>, by: Partial<DueTerms> = {}) =>
    dueLists(day, { ...none, ...patch }, { ...terms, ...by }).map(({ list, due, about }) => [list, due, about]);

  it("a move beyond its planned end waits for its outcome, and no longer for its end", () => {
    const move = aMove(1, 1, { state: "ACTIVE", start: "2023-06-01", plannedEnd: "2024-05-31" });
    expect(told("2024-05-31", { rotations: [move] })).toEqual([["finish", "2024-05-31", ""]]);
    expect(told("2024-06-01", { rotations: [move] })).toEqual([["outcome", "2024-07-30", ""]]);
    expect(told("2024-06-01", { rotations: [{ ...move, outcome: "HIGHER", endedOn: "2024-05-31" }] })).toEqual([]);
  });

  it("a year is to be assessed once enough of it was served, by the months the rule says", () => {
    const move = aMove(1, 1, { state: "ACTIVE", start: "2024-06-20" });
    expect(told("2025-01-02", { rotations: [move] }, { servedMonths: 6 })[0]).toEqual([
      "assessment",
      "2025-02-14",
      "2024",
    ]);
    expect(told("2025-01-02", { rotations: [{ ...move, start: "2024-07-20" }] }, { servedMonths: 6 })).toEqual([]);
    expect(told("2025-01-02", { rotations: [move] }, { assessmentDays: null })).toEqual([]);
    const long = {
      ...move,
      start: "2020-01-01",
      plannedEnd: "2022-12-31",
      endedOn: "2022-12-31",
      outcome: "EQUAL" as const,
    };
    const years = (assessedFrom: string | null) =>
      told("2025-01-02", { rotations: [long] }, { assessedFrom }).map(([, , year]) => year);
    expect([years(null), years("2022-04-28")]).toEqual([["2020", "2021", "2022"], ["2022"]]);
  });

  it("a certificate runs out while the move is only proposed", () => {
    const paper = blankRecord("dossier-item", {
      id: numbered("dossier-item", 1),
      rotationId: numbered("rotation", 1),
      personId: numbered("person", 1),
      item: "SUC_KHOE",
      present: true,
      date: "2025-11-30",
    });
    const move = aMove(1, 1, { state: "PREPARE" });
    const health = (patch: Partial<typeof move>, date = "2025-11-30") =>
      told("2026-01-02", { rotations: [{ ...move, ...patch }], dossier: [{ ...paper, date }] }).filter(
        ([list]) => list === "health",
      );
    expect(health({})).toEqual([["health", "2026-05-30", ""]]);
    expect(health({}, "2025-06-01")).toEqual([["health", "2025-12-01", ""]]); // overdue
    expect(health({ decisionId: numbered("decision", 1) })).toEqual([]);
    expect(health({ state: "ACTIVE", start: "2026-01-01" })).toEqual([]);
  });

  it("a holder's limits stay overdue until the end of the step is on file", () => {
    const [head] = [post(1, { title: "Bí thư Đảng ủy xã" })];
    const held = anAssignment(1, 1, { postId: numbered("post", 1), from: "2010-01-01" });
    const records = (to: string | null) => ({
      posts: [head],
      persons: [aPerson(1, { sex: "NU", birthDate: "1966-03" })],
      assignments: [{ ...held, to }],
    });
    expect(told("2026-01-01", records(null))).toEqual([
      ["two-terms", "2020-01-01", ""],
      ["retires", "2021-08-01", ""],
    ]);
    expect(told("2026-01-01", records("2026-12-31")).length).toBe(2);
    expect(told("2021-06-01", records("2021-06-30"))).toEqual([["two-terms", "2020-01-01", ""]]);
    expect(told("2026-01-01", records("2025-12-31"))).toEqual([]);
  });

  it("an end of term, the day set for a gap, and a review of the plan", () => {
    const gap = blankRecord("gap", {
      id: numbered("gap", 1),
      kind: "VACANT",
      unitId: numbered("unit", 3),
      postId: numbered("post", 1),
      deadline: "2026-03",
    });
    const ends = [{ level: "XA" as const, last: "2026-05-31", roles: ["T" as const] }];
    const held = anAssignment(1, 1, { postId: numbered("post", 1), from: "2025-01-01" });
    expect(told("2026-01-01", { posts: [post(1)], gaps: [gap] }, { termEnds: ends })).toEqual([
      ["gap-deadline", "2026-03-31", `VACANT ${numbered("post", 1)}`],
    ]);
    expect(told("2026-01-01", { posts: [post(1)], gaps: [gap], assignments: [held] }, { termEnds: ends })).toEqual([
      ["term-ends", "2026-05-31", ""],
    ]);
    const plans = [entry(1, 1, { to: "2026-06-30" })];
    expect(told("2026-01-01", { plans })).toEqual([["plan-review", "2021-01-01", ""]]);
    const reviewed = new Map([[numbered("plan-entry", 1), "2025-09-01"]]);
    expect(told("2026-01-01", { plans, reviewed })).toEqual([]); // ends before it is due again
    const paper = { ...aDecision(1), subject: "Về việc rà soát quy hoạch cán bộ", date: "2025-09" };
    expect(lastReviewOfAll([paper, { ...paper, subject: "Điều động" }], terms.reviewWords, "2026-01-01")).toBe(
      "2025-09-30",
    );
    expect(lastReviewOfAll([paper], terms.reviewWords, "2025-09-29")).toBeNull();
  });

  it("counts by the rules in force on the day", () => {
    const now = dueTermsOf("2026-11-22", builtInPacks, []);
    expect(now).toMatchObject({ terms: 2, termMonths: 60, deputyMonths: null, healthMonths: 6, assessmentDays: 45 });
    expect(now).toMatchObject({ assessedFrom: "2022-04-28", servedMonths: 6, outcomeDays: 60, reviewMonths: 12 });
    const before = dueTermsOf("2016-01-01", builtInPacks, []);
    expect(before).toMatchObject({ termRoles: [], healthMonths: null, assessmentDays: null, reviewMonths: null });
  });
});

describe("the report on planning", () => {
  const persons = [1, 2, 3, 4].map((n) => aPerson(n, { sex: n === 1 ? "NU" : "NAM", birthDate: `198${n}-05-05` }));
  const posts = [post(1)];
  const holders = [anAssignment(1, 1, { postId: numbered("post", 1), from: "2021-01-01" })];
  const of = (plans: readonly ReturnType<typeof entry>[]) =>
    planningReport("2022-01-01", {
      rotations: [aMove(1, 2, { start: "2021-03-01" }), aMove(2, 3, { start: "2019-03-01" })],
      decisions: [],
      unitVersions: versions,
      persons: new Map(persons.map((each) => [each.id, each])),
      assignments: groupBy(holders, ({ personId }) => personId),
      plans: groupBy(plans, ({ personId }) => personId),
      ratings: new Map(),
      posts: new Map(posts.map((each) => [each.id, each])),
      versions: versionsByUnit(versions),
      holders,
    });
  const four = [1, 2, 3, 4].map((n) => entry(n, n, { postId: numbered("post", 1) }));

  it("counts people for a title, what became of them, and who is over a limit", () => {
    const { titles, sheet, overPerson } = of(four);
    expect(titles).toMatchObject([
      {
        overLimit: true,
        incumbents: 1,
        ratio: 4,
        rotated: [numbered("person", 2)],
        appointed: [numbered("person", 1)],
      },
    ]);
    expect([
      sheet.whole.cells.sex!.NU!.length,
      sheet.whole.cells.sex!.NAM!.length,
      sheet.whole.cells.young!.no!.length,
    ]).toEqual([1, 3, 1]);
    expect(overPerson).toEqual([]);
    expect(of(four.slice(1)).titles[0]!.overLimit).toBe(false);
    expect(of([...four.slice(1), { ...four[0]!, to: "2021-12-31" }]).titles[0]!.people.length).toBe(3);
  });

  it("names who is planned for more titles of one term than the limit", () => {
    const many = ["Bí thư", "Chủ tịch UBND", "Trưởng ban", "Phó Bí thư"].map((title, n) => entry(n + 1, 2, { title }));
    expect(of(many).overPerson).toEqual([{ personId: numbered("person", 2), entries: many.map(({ id }) => id) }]);
    expect(of(many.slice(1)).overPerson).toEqual([]);
  });
});

describe("who somebody was on the first day of a move", () => {
  const person = aPerson(1, {
    sex: "NU",
    birthDate: "1980",
    ethnicity: { code: "03", text: "Thái" },
    nativeCommune: "xã Lưu Sơn",
  });
  const move = aMove(1, 1, { start: "2020-06-01", toUnitId: numbered("unit", 3) });
  const held = anAssignment(1, 1, { postId: numbered("post", 1), from: "2015-01-01", to: "2020-05-31" });
  const rated = (n: number, year: string, code: string) =>
    blankRecord("yearly-rating", {
      id: numbered("yearly-rating", n),
      personId: person.id,
      year,
      rating: { code, text: "" },
    });
  const records = {
    persons: new Map([[person.id, person]]),
    assignments: new Map([[person.id, [held]]]),
    plans: new Map([[person.id, [entry(1, 1)]]]),
    ratings: new Map([[person.id, [rated(1, "2018", "XS"), rated(2, "2019", "TOT"), rated(3, "2020", "KHT")]]]),
    posts: new Map([[numbered("post", 1), post(1, { managingLevel: "BTVHU" })]]),
    versions: versionsByUnit(versions),
  };

  it("is worked out for that day where nobody wrote it down", () => {
    expect(startFactsOf(move, records)).toEqual({
      on: "2020-06-01",
      sex: "NU",
      ageLeast: 39,
      ageMost: 40,
      minority: true,
      planned: true,
      plannedTitle: "Bí thư Đảng ủy xã",
      nonLocal: false,
      managingLevel: "BTVHU",
      rating: "TOT",
    });
    expect(startFactsOf({ ...move, start: null }, records)).toBeNull();
  });

  it("stays as written, whatever is learnt later", () => {
    const written = { ...move, startFacts: { ...startFactsOf(move, records)!, minority: false } };
    expect(startFactsOf(written, records)).toMatchObject({ minority: false });
    const later = { ...records, persons: new Map([[person.id, { ...person, sex: "NAM" as const }]]) };
    expect(startFactsOf(written, later)).toMatchObject({ sex: "NU" });
  });
});
