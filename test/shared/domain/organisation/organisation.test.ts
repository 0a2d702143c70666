import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { coverOf, holdsOn, uncovered } from "../../../../shared/domain/organisation/period.ts";
import { establishmentOn, holdersOf, sumOf } from "../../../../shared/domain/organisation/posts.ts";
import {
  forebearsOf,
  heirsOf,
  presentHeirsOf,
  successionsOf,
} from "../../../../shared/domain/organisation/successions.ts";
import { traitsOn } from "../../../../shared/domain/organisation/traits.ts";
import { type TreeNode, treeOn } from "../../../../shared/domain/organisation/tree.ts";
import type { Succession } from "../../../../shared/domain/organisation.ts";
import type { Unit, UnitVersion } from "../../../../shared/domain/unit.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { anAssignment, aVersion, numbered } from "../../../fixtures/records.ts";

const aUnit = (n: number, tree: Unit["tree"] = "ADMINISTRATIVE"): Unit =>
  blankRecord("unit", { id: numbered("unit", n), tree });
const told = (nodes: readonly TreeNode[]): unknown[] =>
  nodes.map(({ version, children }) => (children.length === 0 ? version.name : [version.name, ...told(children)]));

describe("the tree of a day", () => {
  const below = (unit: number, parent: number, patch: Partial<UnitVersion> = {}) =>
    aVersion(unit, unit, { parentId: numbered("unit", parent), ...patch });
  const units = [aUnit(1), aUnit(2), aUnit(3), aUnit(4), aUnit(5, "PARTY")];
  const versions = [
    aVersion(1, 1, { name: "Tỉnh", level: "TINH" }),
    below(2, 1, { name: "Huyện", level: "HUYEN", to: "2025-06-30" }),
    below(3, 2, { name: "Xã B", code: "2", to: "2025-06-30" }),
    aVersion(13, 3, { name: "Xã B mới", code: "2", parentId: numbered("unit", 1), from: "2025-07-01" }),
    below(4, 2, { name: "Xã A", code: "1" }),
    aVersion(5, 5, { name: "Đảng ủy xã A", bloc: "DANG", localityId: numbered("unit", 4) }),
  ];
  const on = (day: string, tree: Unit["tree"] | null = null) =>
    told(treeOn(units, versionsByUnit(versions), day, tree));

  it("hangs units under the unit above or the place they sit in, by level, code and name", () => {
    expect(on("2025-06-30")).toEqual([["Tỉnh", ["Huyện", ["Xã A", "Đảng ủy xã A"], "Xã B"]]]);
    expect(on("2025-06-30", "ADMINISTRATIVE")).toEqual([["Tỉnh", ["Huyện", "Xã A", "Xã B"]]]);
    expect(on("2025-06-30", "PARTY")).toEqual(["Đảng ủy xã A"]);
  });

  it("makes roots of units whose unit above is gone, and of units that name each other", () => {
    expect(on("2025-07-01")).toEqual([
      ["Tỉnh", "Xã B mới"],
      ["Xã A", "Đảng ủy xã A"],
    ]);
    const circle = [below(1, 2, { name: "A", code: "1" }), below(2, 1, { name: "B", code: "2" })];
    expect(told(treeOn(units, versionsByUnit(circle), "2025-06-30"))).toEqual([["A", "B"]]);
    expect(treeOn(units, versionsByUnit(versions), "2025-06-30")[0]?.size).toBe(5);
  });
});

describe("periods", () => {
  it("hold on every day they may mean", () => {
    expect(holdsOn({ from: "2013-08", to: "2015" }, "2013-08-01")).toBe(true);
    expect(holdsOn({ from: "2013-08", to: "2015" }, "2015-12-31")).toBe(true);
    expect(holdsOn({ from: "2013-08-02", to: null }, "2013-08-01")).toBe(false);
    expect(holdsOn({ from: null, to: null }, "1900-01-01")).toBe(true);
  });

  it("join where one begins the day after another, and leave the gaps", () => {
    const periods = [
      { from: "2015-01-01", to: "2015-12-31" },
      { from: "2010-01-01", to: "2014-12-31" },
      { from: "2017-01-01", to: null },
    ];
    const cover = coverOf(periods);
    expect(cover).toEqual([
      { first: "2010-01-01", last: "2015-12-31" },
      { first: "2017-01-01", last: "9" },
    ]);
    expect(uncovered([{ first: "2009-06-01", last: "9" }], cover)).toEqual([
      { first: "2009-06-01", last: "2009-12-31" },
      { first: "2016-01-01", last: "2016-12-31" },
    ]);
    expect(uncovered(cover, cover)).toEqual([]);
    expect(uncovered(cover, [])).toEqual(cover);
    expect(uncovered(cover, coverOf(periods.slice(0, 2)))).toEqual([{ first: "2017-01-01", last: "9" }]);
  });
});

describe("posts of a unit", () => {
  const post = blankRecord("post", {
    id: numbered("post", 1),
    unitId: numbered("unit", 1),
    role: "P",
    title: "Phó Chủ tịch",
    places: 2,
    from: "2020",
  });
  const held = (n: number, person: number, patch = {}) =>
    anAssignment(n, person, { postId: post.id, from: "2021-01-01", ...patch });
  const assignments = [
    held(1, 1, { to: "2022-12-31" }),
    held(2, 2),
    held(3, 3, { nature: "ACTING", from: "2023-01-01" }),
    held(4, 4, { withdrawn: true }),
    held(5, 2, { nature: "CONCURRENT" }),
  ];

  it("count places, holders and vacancies on a day", () => {
    const on = (day: string) => {
      const [each] = establishmentOn([post], assignments, day);
      return each === undefined
        ? null
        : [
            each.places,
            each.substantive,
            each.vacant,
            each.over,
            each.holders.map(({ personId }) => Number(personId.slice(-1))),
          ];
    };
    expect(on("2019-12-31")).toBeNull();
    expect(on("2022-06-01")).toEqual([2, 2, 0, 0, [1, 2, 2]]);
    expect(on("2023-06-01")).toEqual([2, 1, 1, 0, [2, 3, 2]]);
    expect(sumOf(establishmentOn([post], assignments, "2023-06-01"))).toEqual({
      posts: 1,
      places: 2,
      filled: 1,
      vacant: 1,
      over: 0,
      substantive: 1,
      acting: 1,
      concurrent: 1,
      people: 2,
    });
  });

  it("name who held them, the latest first", () => {
    expect(
      holdersOf(post.id, assignments, "2023-06-01").map(({ assignment, holds }) => [assignment.id.slice(-1), holds]),
    ).toEqual([
      ["3", true],
      ["5", true],
      ["2", true],
      ["1", false],
    ]);
  });
});

describe("traits and successors", () => {
  const trait = (n: number, patch = {}) =>
    blankRecord("unit-trait", {
      id: numbered("unit-trait", n),
      unitId: numbered("unit", 1),
      trait: "BORDER",
      ...patch,
    });
  it("hold on the days they are for, weak first", () => {
    const all = [trait(1), trait(2, { trait: "WEAK", from: "2020", to: "2021" }), trait(3, { withdrawn: true })];
    expect(traitsOn(all, numbered("unit", 1), "2021-12-31").map((each) => each.trait)).toEqual(["WEAK", "BORDER"]);
    expect(traitsOn(all, numbered("unit", 1), "2022-01-01").map((each) => each.trait)).toEqual(["BORDER"]);
    expect(traitsOn(all, numbered("unit", 2), "2021-01-01")).toEqual([]);
  });

  const link = (n: number, from: number, to: number, date: string, patch: Partial<Succession> = {}): Succession =>
    blankRecord("succession", {
      id: numbered("succession", n),
      fromUnitId: numbered("unit", from),
      toUnitId: numbered("unit", to),
      kind: "MERGE",
      date,
      ...patch,
    });
  const links = successionsOf([
    link(1, 1, 3, "2020-02-01"),
    link(2, 2, 3, "2020-02-01"),
    link(3, 3, 5, "2025-07-01", { kind: "SPLIT", part: true }),
    link(4, 3, 6, "2025-07-01", { kind: "SPLIT", part: true }),
    link(5, 9, 1, "2010", { withdrawn: true }),
  ]);
  const ids = (relations: readonly { unitId: string; part: boolean }[]) =>
    relations.map(({ unitId, part }) => `${unitId.slice(-1)}${part ? "~" : ""}`);

  it("are followed through several acts, in both directions, up to a day", () => {
    expect(ids(heirsOf(numbered("unit", 1), links))).toEqual(["3", "5~", "6~"]);
    expect(ids(presentHeirsOf(numbered("unit", 1), links))).toEqual(["5~", "6~"]);
    expect(ids(presentHeirsOf(numbered("unit", 1), links, "2025-06-30"))).toEqual(["3"]);
    expect(ids(presentHeirsOf(numbered("unit", 1), links, "2020-01-31"))).toEqual(["1"]);
    expect(ids(forebearsOf(numbered("unit", 5), links))).toEqual(["3~", "1~", "2~"]);
    const [, far] = heirsOf(numbered("unit", 1), links);
    expect(far?.steps.map(({ date }) => date)).toEqual(["2020-02-01", "2025-07-01"]);
  });

  it("end where two acts undo each other", () => {
    const there = successionsOf([link(1, 1, 2, "2020"), link(2, 2, 1, "2021")]);
    expect(ids(heirsOf(numbered("unit", 1), there))).toEqual(["2"]);
  });
});
