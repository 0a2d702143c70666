import { describe, expect, it } from "vitest";
import type { RecordId } from "../../../../shared/domain/primitives.ts";
import type { Protected } from "../../../../shared/domain/protected.ts";
import { Direction, MoveKind, type Rotation } from "../../../../shared/domain/rotation.ts";
import { type MovesTable, movesTable } from "../../../../shared/domain/statistics/moves.ts";
import { aDecision, aMove, aVersion, numbered } from "../../../fixtures/records.ts";
import { seeded, suiteSeed } from "../../../fixtures/seeded.ts";
import { doLuongStory, type Story } from "../../../fixtures/story.ts";

const seed = suiteSeed(20170830);

const tableOf = (
  story: Pick<Story, "rotations" | "decisions" | "unitVersions">,
  from: string,
  to: string,
): MovesTable => movesTable(story, { from, to });

/** The figures the press gave for Đô Lương, as the statistics count them. */
function figures(story: Pick<Story, "rotations" | "decisions" | "unitVersions">) {
  const [early, late, all] = [
    tableOf(story, "2013-01-01", "2015-12-31"),
    tableOf(story, "2017-01-01", "2017-12-31"),
    tableOf(story, "2000-01-01", "2017-12-31"),
  ];
  const { beforeCongress, atCongress } = early.arrangement;
  return {
    "2013–2015": [early.rotation.length, early.pairs.map((pair) => pair.titles).toSorted()],
    "2017": [late.rotation.length, late.pairs.map((pair) => pair.titles).toSorted()],
    before: [beforeCongress.people.length, beforeCongress.places.length],
    at: [atCongress.people.length, atCongress.places.length],
    rings: all.rings.length,
    undecided: all.undecided.length,
  };
}

const reported = {
  "2013–2015": [6, ["BI_THU", "CHU_TICH_UBND", "PHO_BI_THU"]],
  "2017": [4, ["BI_THU", "CHU_TICH_UBND"]],
  before: [38, 14],
  at: [94, 28],
  rings: 0,
  undecided: 0,
};

/** Ids of a table that stand in two cells, in none, or in a total only. */
function unclosed(table: MovesTable): string[] {
  const wrong: string[] = [];
  const same = (what: string, a: readonly string[], b: readonly string[]): void => {
    if (JSON.stringify(a.toSorted()) !== JSON.stringify(b.toSorted())) wrong.push(what);
  };
  for (const row of table.rows) same(`row ${row.direction}`, Object.values(row.byKind).flat(), row.total);
  for (const kind of MoveKind.options)
    same(
      `column ${kind}`,
      table.rows.flatMap((row) => row.byKind[kind]),
      table.byKind[kind],
    );
  same(
    "rows",
    table.rows.flatMap((row) => row.total),
    table.total,
  );
  same("columns", Object.values(table.byKind).flat(), table.total);
  same(
    "levels",
    table.byLevel.flatMap((step) => step.moves),
    table.total,
  );
  if (new Set(table.total).size !== table.total.length) wrong.push("twice");
  return wrong;
}

describe("the figures of the press, counted from invented people", () => {
  it.each([1, 2, 3, 2016, seed])("come out for seed %i", (each) => {
    const story = doLuongStory(each);
    expect(figures(story)).toEqual(reported);
    expect(unclosed(tableOf(story, "2013-01-01", "2015-12-31"))).toEqual([]);
  });

  it("come out for 40 seeds one after another", () => {
    const odd = Array.from({ length: 40 }, (_, n) => seed + n).filter(
      (each) => JSON.stringify(figures(doLuongStory(each))) !== JSON.stringify(reported),
    );
    expect(odd).toEqual([]);
  });

  const story = doLuongStory(seed);
  const legs = story.rotations.filter((move) => move.exchangeGroup === "HĐ2");

  it("carry the moves behind each pair, across communes and level", () => {
    const table = tableOf(story, "2013-01-01", "2015-12-31");
    expect(table.pairs.find((pair) => pair.titles === "PHO_BI_THU")?.legs.toSorted()).toEqual(
      legs.map((leg) => leg.id).toSorted(),
    );
    const row = table.rows.find((each) => each.direction === "HORIZ_TERRITORY");
    expect(row?.byKind.HOAN_DOI.length).toBe(6);
    const between = table.byLevel.find((step) => step.from === "XA" && step.to === "XA");
    expect(row?.byKind.HOAN_DOI.every((id) => between?.moves.includes(id))).toBe(true);
    expect(new Set(table.rotation)).toEqual(new Set(table.pairs.flatMap((pair) => pair.legs)));
  });

  it("change when one leg is dropped: two pairs, five moves", () => {
    const rotations = story.rotations.filter((move) => move.id !== legs[0]?.id);
    expect(figures({ ...story, rotations })["2013–2015"]).toEqual([5, ["BI_THU", "CHU_TICH_UBND"]]);
  });

  it("change when a leg goes elsewhere, or takes another post", () => {
    const [other] = story.rotations.filter((move) => move.exchangeGroup === "HĐ1");
    const elsewhere = story.rotations.map((move) =>
      move.id === legs[0]?.id ? { ...move, toUnitId: other?.toUnitId ?? null } : move,
    );
    expect(figures({ ...story, rotations: elsewhere })["2013–2015"]).toEqual([6, ["BI_THU", "CHU_TICH_UBND"]]);
    const promoted = story.rotations.map((move) =>
      move.id === legs[0]?.id ? { ...move, toTitle: "Bí thư Đảng ủy" } : move,
    );
    expect(figures({ ...story, rotations: promoted })["2013–2015"]).toEqual([6, ["BI_THU", "CHU_TICH_UBND"]]);
  });

  it("change when an arrangement is taken for a rotation", () => {
    const [arranged] = story.rotations.filter((move) => move.kind === "SAP_XEP" && move.fromUnitId !== move.toUnitId);
    const rotations = story.rotations.map(
      (move): Rotation => (move.id === arranged?.id ? { ...move, kind: "LUAN_CHUYEN" } : move),
    );
    expect(figures({ ...story, rotations })["2013–2015"]).toEqual([7, ["BI_THU", "CHU_TICH_UBND", "PHO_BI_THU"]]);
    expect(figures({ ...story, rotations }).before).toEqual([37, 14]);
  });

  it("are the district's, and leave out a commune the moves do not touch", () => {
    const [luuSon, district] = ["Xã Lưu Sơn", "Huyện Đô Lương"].map((name) =>
      story.unitVersions.find((each) => each.name === name),
    );
    const whole = { from: "2013-01-01", to: "2015-12-31" };
    expect(movesTable(story, { ...whole, unit: district!.unitId }).rotation.length).toBe(6);
    const own = movesTable(story, { ...whole, unit: luuSon!.unitId });
    expect(own.rotation.length).toBe(2);
    expect(own.pairs.length).toBe(1);
  });
});

describe("movesTable", () => {
  const versions = [
    aVersion(1, 1, { level: "HUYEN" }),
    aVersion(2, 2, { bloc: "DANG", localityId: numbered("unit", 12) }),
    aVersion(3, 3, { bloc: "DANG", localityId: numbered("unit", 13) }),
    aVersion(4, 4, { bloc: "CHINH_QUYEN", localityId: numbered("unit", 13) }),
    aVersion(5, 5, { bloc: "DANG", localityId: numbered("unit", 15), from: "2016-01-01" }),
  ];
  const unit = (n: number): RecordId<"unit"> => numbered("unit", n);
  const year = { from: "2015-01-01", to: "2015-12-31" };
  const count = (rotations: readonly Rotation[], decisions = [aDecision(1)]) =>
    movesTable({ rotations, decisions, unitVersions: versions }, year);

  it("takes both ends of the period, and puts aside what may or may not belong to it", () => {
    const starts = ["2014-12-31", "2015-01-01", "2015-12-31", "2016-01-01", "2015", "2015-06", null];
    const table = count(starts.map((start, n) => aMove(n, n, { start })));
    expect(table.total).toEqual([1, 2, 4, 5].map((n) => numbered("rotation", n)));
    expect(table.undecided).toEqual([numbered("rotation", 6)]);
    const half = movesTable(
      { rotations: [aMove(1, 1, { start: "2015" })], decisions: [], unitVersions: versions },
      { from: "2015-01-01", to: "2015-06-30" },
    );
    expect([half.total.length, half.undecided.length]).toEqual([0, 1]);
  });

  it("lets the decision's day choose the unit versions, and the start the period", () => {
    const move = aMove(1, 1, {
      start: "2015-12-31",
      fromUnitId: unit(2),
      toUnitId: unit(5),
      decisionId: numbered("decision", 1),
    });
    expect(count([move]).rows.find((row) => row.direction === null)?.total.length).toBe(1);
    const dated = count([move], [aDecision(1, { date: "2016-01-02" })]);
    expect(dated.rows.find((row) => row.direction === "HORIZ_TERRITORY")?.total.length).toBe(1);
  });

  it("passes over withdrawn moves, and counts no move inside one body as rotation", () => {
    const inside = aMove(1, 1, { start: "2015-03-01", fromUnitId: unit(2), toUnitId: unit(2) });
    const table = count([inside, aMove(2, 2, { start: "2015-03-01", withdrawn: true })]);
    expect([table.total.length, table.rotation.length]).toEqual([1, 0]);
  });

  it("tells a ring of three from a pair", () => {
    const leg = (n: number, from: number, to: number): Rotation =>
      aMove(n, n, {
        start: "2015-03-01",
        kind: "HOAN_DOI",
        exchangeGroup: "V",
        fromUnitId: unit(from),
        toUnitId: unit(to),
        fromTitle: "Bí thư",
        toTitle: "Bí thư",
      });
    expect(count([leg(1, 2, 3), leg(2, 3, 5), leg(3, 5, 2)]).rings.map((ring) => ring.legs.length)).toEqual([3]);
    expect(count([leg(1, 2, 3), leg(2, 3, 2)]).pairs.length).toBe(1);
    expect(count([leg(1, 2, 3), leg(2, 3, 5)]).pairs.length).toBe(0);
    expect(count([leg(1, 2, 3), { ...leg(2, 3, 2), start: "2016-03-01" }]).pairs.length).toBe(0);
  });

  it("counts a commune's Party committee and People's Committee as one place", () => {
    const arranged = (n: number, person: number, to: number): Rotation =>
      aMove(n, person, { kind: "SAP_XEP", start: "2015-03-01", toUnitId: unit(to) });
    const { beforeCongress } = count([arranged(1, 1, 3), arranged(2, 2, 4), arranged(3, 1, 2)]).arrangement;
    expect([beforeCongress.moves.length, beforeCongress.people.length, beforeCongress.places.length]).toEqual([
      3, 2, 2,
    ]);
  });

  const anyMoves = (moves: number): Rotation[] => {
    const random = seeded(seed + moves);
    return Array.from({ length: random.whole(0, 40) }, (_, n) =>
      aMove(n, random.whole(1, 20), {
        kind: random.pick(MoveKind.options),
        fromUnitId: random.chance(0.1) ? null : unit(random.whole(1, 5)),
        toUnitId: random.chance(0.1) ? null : unit(random.whole(1, 5)),
        start: random.pick(["2014-05-01", "2015", "2015-02-03", "2015-07", "2016-01-01", null]),
        direction: random.pick(Direction.options),
        directionReason: random.chance(0.2) ? "Theo cách tính của huyện" : "",
        exchangeGroup: random.chance(0.3) ? random.pick(["A", "B"]) : "",
        withdrawn: random.chance(0.1),
      }),
    );
  };

  it("closes on 1,000 random sets of moves: each counted once, in a row and a column", () => {
    let counted = 0;
    for (let round = 0; round < 1000; round += 1) {
      const moves = anyMoves(round);
      const table = count(moves);
      expect([round, seed, unclosed(table)]).toEqual([round, seed, []]);
      const [inside, maybe] = [table.total.length, table.undecided.length];
      const outside = moves.filter(
        (move) => !move.withdrawn && (move.start === "2014-05-01" || move.start === "2016-01-01"),
      ).length;
      expect(inside + maybe + outside).toBe(moves.filter((move) => !move.withdrawn).length);
      counted += inside;
    }
    expect(counted).toBeGreaterThan(5000);
  });

  it("is told from a table that loses a move or counts it twice", () => {
    const table = count([
      aMove(1, 1, { start: "2015-03-01" }),
      ...anyMoves(1).map((move, n) => ({ ...move, id: numbered("rotation", n + 2) })),
    ]);
    expect(unclosed(table)).toEqual([]);
    const counted = table.rows.filter((row) => row.total.length > 0);
    expect(unclosed({ ...table, total: table.total.slice(1) })).not.toEqual([]);
    expect(unclosed({ ...table, rows: [...table.rows, ...counted.slice(0, 1)] })).not.toEqual([]);
    expect(unclosed({ ...table, byLevel: table.byLevel.slice(1) })).not.toEqual([]);
  });

  it("cannot be handed protected fields", () => {
    const secret: Protected[] = [];
    // @ts-expect-error protected records are no input of statistics
    expect(movesTable({ rotations: secret, decisions: [], unitVersions: [] }, year).total).toEqual([]);
  });
});
