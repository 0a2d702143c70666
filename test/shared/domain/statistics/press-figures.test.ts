import { describe, expect, it } from "vitest";
import { presentAssignments } from "../../../../shared/domain/career.ts";
import { foldVietnamese } from "../../../../shared/domain/fold.ts";
import { groupBy } from "../../../../shared/domain/group-by.ts";
import { kindOf } from "../../../../shared/domain/primitives.ts";
import { isRecordKind, recordKinds } from "../../../../shared/domain/record-kinds.ts";
import { chainsOf } from "../../../../shared/domain/rotations/chain.ts";
import { basisOf } from "../../../../shared/domain/rotations/programme.ts";
import { progressOf } from "../../../../shared/domain/rotations/programme-progress.ts";
import { movesByOffice, type ReportRecords } from "../../../../shared/domain/statistics/rotation-reports.ts";
import { unclosedOf } from "../../../../shared/domain/statistics/sheet.ts";
import { isWithin, versionsByUnit } from "../../../../shared/domain/units.ts";
import { suiteSeed } from "../../../fixtures/seeded.ts";
import { type ProvinceStory, provinceStory } from "../../../fixtures/story-province.ts";

const seed = suiteSeed(20160830);

const recordsOf = (story: ProvinceStory): ReportRecords => ({
  rotations: story.rotations,
  decisions: story.decisions,
  unitVersions: story.versions,
  persons: new Map(story.persons.map((each) => [each.id, each])),
  assignments: groupBy(story.assignments, ({ personId }) => personId),
  plans: new Map(),
  ratings: new Map(),
  posts: new Map(story.posts.map((each) => [each.id, each])),
  versions: versionsByUnit(story.versions),
});

/** The figures the press gave, each read off a report of the program. */
function figures(story: ProvinceStory) {
  const records = recordsOf(story);
  const { hoangMai, quyChau, kySon } = story.units;
  const sheet = (from: string, to: string, unit?: typeof hoangMai) =>
    movesByOffice(records, unit === undefined ? { from, to } : { from, to, unit });
  const counts = (report: ReturnType<typeof sheet>, only?: ReadonlySet<string>) =>
    Object.fromEntries(
      Object.entries(report.whole.cells.way!)
        .map(([way, ids]): [string, number] => [
          way,
          only === undefined ? ids.length : ids.filter((id) => only.has(id)).length,
        ])
        .filter(([, count]) => count > 0),
    );
  const province = sheet("2011-01-01", "2016-08-30");
  const managed = new Set<string>(province.whole.cells.managing!.BTVTU);
  const decisions = new Map(story.decisions.map((each) => [each.id, each]));
  const progress = progressOf(
    story.programme,
    { targets: [story.target], rotations: story.rotations, decisions, versions: records.versions },
    "2017-12-31",
  );
  const chains = chainsOf(
    story.rotations.filter(({ toUnitId }) => isWithin(records.versions, toUnitId!, quyChau, null)),
    records.versions,
  );
  return {
    province: [managed.size, counts(province, managed)],
    hoangMai: counts(sheet("2013-01-01", "2016-12-31", hoangMai)),
    thanhChuong: [
      progress.moves.length,
      progress.targets.map(({ moves, open }) => [moves.length, open]),
      progress.untargeted.length,
    ],
    quyChau: [
      counts(sheet("2010-01-01", "2017-12-31", quyChau)).COMMUNES,
      chains.map(({ personId, moves }) => [personId === story.ofTwoMoves, moves.length]),
    ],
    kySon: counts(sheet("2010-01-01", "2017-12-31", kySon)),
    unclosed: [province, sheet("2013-01-01", "2016-12-31", hoangMai)].flatMap(unclosedOf),
  };
}

const reported = {
  province: [139, { TINH_DOWN: 41, HUYEN_UP: 46, BLOCS: 52 }],
  hoangMai: { TINH_DOWN: 6, HUYEN_UP: 4, DISTRICTS: 8, BLOCS: 12, XA_UP: 15, HUYEN_DOWN: 1 }, // 6 + 4 + 8 = 18
  thanhChuong: [3, [[3, 2]], 0],
  quyChau: [4, [[true, 2]]],
  kySon: { BLOCS: 17 },
  unclosed: [],
};

describe("the figures of the press for Nghệ An, counted from invented people", () => {
  it.each([1, 2, 3, seed])("come out for seed %i", (each) => {
    expect(figures(provinceStory(each))).toEqual(reported);
  });

  const story = provinceStory(seed);

  it("come out by districts too: the rows make up the province", () => {
    const report = movesByOffice(recordsOf(story), { from: "2011-01-01", to: "2016-08-30" });
    const sum = report.rows.reduce((all, row) => all + row.cells.managing!.BTVTU!.length, 0);
    expect([sum, report.rows.length > 10, report.rows.some(({ label }) => label === "Thị xã Hoàng Mai")]).toEqual([
      139,
      true,
      true,
    ]);
  });

  it("change when one move is cancelled, withdrawn, dated later or managed by another level", () => {
    const of = (patch: object) => {
      const [first, ...rest] = story.rotations;
      return figures({ ...story, rotations: [{ ...first!, ...patch }, ...rest] }).province[0];
    };
    expect([{}, { state: "CANCELLED" }, { withdrawn: true }, { start: "2016-08-31" }].map(of)).toEqual([
      139, 138, 138, 138,
    ]);
    const posts = story.posts.map((post, n) => (n === 0 ? { ...post, managingLevel: "BTVHU" as const } : post));
    expect(figures({ ...story, posts }).province[0]).toBe(138);
  });

  it("stand on records as their schemas want them, on invented names, and on careers without a gap", () => {
    const all = [
      ...story.versions,
      ...story.posts,
      ...story.persons,
      ...story.assignments,
      ...story.decisions,
      ...story.rotations,
      ...story.steps,
      story.programme,
      story.target,
    ];
    const refused = all.filter((record) => {
      const kind = kindOf(record.id);
      return !isRecordKind(kind) || !recordKinds[kind].safeParse(record).success;
    });
    expect([seed, refused]).toEqual([seed, []]);
    const officials = ["anh", "chuyen", "hoe", "khang", "khanh", "tung", "vu"];
    const given = story.persons.map(({ birthName }) => foldVietnamese(birthName).split(" ").at(-1)!);
    expect(given.filter((name) => officials.includes(name))).toEqual([]);
    expect(basisOf(story.programme)).toEqual(["11-NQ/TW", "14-NQ/TU", "02-NQ/TU"]);
    for (const own of groupBy(story.assignments, ({ personId }) => personId).values())
      expect(presentAssignments(own, "2017-12-31").length).toBe(1);
  });
});
