import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { usualTerms } from "../../../../shared/domain/gaps/gaps-on.ts";
import { groupBy } from "../../../../shared/domain/group-by.ts";
import { startFactsOf } from "../../../../shared/domain/rotations/facts-at-start.ts";
import {
  type DueRecords,
  type DueTerms,
  dueLists,
  yearsToAssess,
} from "../../../../shared/domain/statistics/due-lists.ts";
import { planningReport } from "../../../../shared/domain/statistics/planning-report.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { aMove, anAssignment, aPerson, aVersion, numbered } from "../../../fixtures/records.ts";

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
const terms: DueTerms = { ...usualTerms, deputyMonths: 120, assessmentDays: 45, reviewMonths: 12 };
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
      ["assessment", "2024-02-14", "2023"], // 2022 and 2024 were not served in full
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
