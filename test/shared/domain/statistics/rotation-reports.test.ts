import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { groupBy } from "../../../../shared/domain/group-by.ts";
import type { Post } from "../../../../shared/domain/post.ts";
import type { RecordId } from "../../../../shared/domain/primitives.ts";
import { Direction, MoveKind, MoveOutcome, type Rotation } from "../../../../shared/domain/rotation.ts";
import { countedMoves, movesTable } from "../../../../shared/domain/statistics/moves.ts";
import { planningReport } from "../../../../shared/domain/statistics/planning-report.ts";
import {
  arrangements,
  movesByOffice,
  movesByStructure,
  type ReportRecords,
  resultsByOffice,
} from "../../../../shared/domain/statistics/rotation-reports.ts";
import { type ReportSheet, unclosedOf } from "../../../../shared/domain/statistics/sheet.ts";
import type { Bloc, Level, UnitVersion } from "../../../../shared/domain/unit.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { aDecision, aMove, anAssignment, aPerson, aVersion, numbered } from "../../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";

const seed = suiteSeed(11_2002);
const period = { from: "2015-01-01", to: "2019-12-31" };
const blocs: readonly Bloc[] = ["DANG", "CHINH_QUYEN", "MTTQ_DT"];

interface Body {
  readonly unit: RecordId<"unit">;
  readonly level: Level;
  readonly bloc: Bloc;
  readonly district: string; // name of the district, or of the province
  readonly place: string;
}

/** A province of two to five districts with their communes, bodies of three blocs everywhere, and moves among them. */
function aProvince(random: Seeded) {
  const versions: UnitVersion[] = [];
  const bodies: Body[] = [];
  let units = 0;
  const add = (level: Level, name: string, patch: Partial<UnitVersion>): RecordId<"unit"> => {
    units += 1;
    versions.push(aVersion(units, units, { level, name, ...patch }));
    return numbered("unit", units);
  };
  const withBodies = (level: Level, place: string, locality: RecordId<"unit">, district: string): void => {
    for (const bloc of blocs) {
      const unit = add(level, `${bloc} ${place}`, { bloc, localityId: locality });
      bodies.push({ unit, level, bloc, district, place });
    }
  };
  const province = add("TINH", "Tỉnh", {});
  withBodies("TINH", "Tỉnh", province, "Tỉnh");
  for (let d = 1; d <= random.whole(2, 5); d += 1) {
    const name = `Huyện ${d}`;
    const district = add("HUYEN", name, { parentId: province });
    withBodies("HUYEN", name, district, name);
    for (let c = 1; c <= random.whole(1, 3); c += 1) {
      const commune = add("XA", `Xã ${d}.${c}`, { parentId: district });
      withBodies("XA", `Xã ${d}.${c}`, commune, name);
    }
  }
  const posts: Post[] = Array.from({ length: 6 }, (_, n) =>
    blankRecord("post", {
      id: numbered("post", n + 1),
      unitId: random.pick(bodies).unit,
      role: "T",
      managingLevel: random.pick(["BTVTU", "BTVHU", "BTVDU", null]),
    }),
  );
  const persons = Array.from({ length: 30 }, (_, n) =>
    aPerson(n + 1, {
      sex: random.pick(["NAM", "NU", null]),
      birthDate: random.pick([
        null,
        String(random.whole(1955, 1992)),
        `${random.whole(1955, 1992)}-0${random.whole(1, 9)}-11`,
      ]),
      ethnicity: random.pick([
        { code: "01", text: "Kinh" },
        { code: "03", text: "Thái" },
        { code: null, text: "" },
      ]),
      highestDegree: random.pick([
        { code: "DH", text: "" },
        { code: null, text: "Cử nhân Luật" },
        { code: null, text: "" },
      ]),
      nativeCommune: random.pick(["", "xã 1.1", "Xã 9"]),
    }),
  );
  const assignments = persons.map((person, n) =>
    anAssignment(n + 1, n + 1, { personId: person.id, postId: random.pick(posts).id, from: "2010-01-01" }),
  );
  const plans = persons.flatMap((person, n) =>
    random.chance(0.5)
      ? [
          blankRecord("plan-entry", {
            id: numbered("plan-entry", n + 1),
            personId: person.id,
            title: random.pick(["Bí thư", "Chủ tịch UBND"]),
            term: "2015–2020",
            from: "2014-01-01",
            to: random.pick([null, "2016-01-01"]),
          }),
        ]
      : [],
  );
  const told = new Map<
    string,
    {
      readonly from: Body | null;
      readonly to: Body | null;
      readonly counts: boolean;
      readonly direction: string | null;
    }
  >();
  const rotations = Array.from({ length: random.whole(5, 40) }, (_, n): Rotation => {
    const [from, to] = [
      random.chance(0.05) ? null : random.pick(bodies),
      random.chance(0.05) ? null : random.pick(bodies),
    ];
    const start = random.pick([
      "2014-12-31",
      "2015-01-01",
      "2017",
      "2018-05",
      "2019-12-31",
      "2020-01-01",
      `201${random.whole(5, 9)}-06-01`,
    ]);
    const overridden = random.chance(0.05);
    const move = aMove(n + 1, random.whole(1, 30), {
      kind: random.pick(MoveKind.options),
      fromUnitId: from?.unit ?? null,
      toUnitId: to?.unit ?? null,
      fromTitle: "Bí thư",
      toTitle: random.pick(["Bí thư", "Phó Bí thư", "Chủ tịch UBND", "Trưởng phòng", "Chuyên viên"]),
      start,
      plannedEnd: random.pick([null, "2018-12-31", "2020-03-01", "2025-01-01"]),
      endedOn: random.pick([null, null, "2019-06-30"]),
      outcome: random.pick(MoveOutcome.options),
      state: random.pick([null, null, "ACTIVE", "CANCELLED", "PREPARE", "RECALLED"]),
      ...(overridden ? { direction: random.pick(Direction.options), directionReason: "theo cách tính của huyện" } : {}),
      decisionId: random.chance(0.5) ? numbered("decision", 1) : null,
      withdrawn: random.chance(0.05),
    });
    const inPeriod = start !== "2014-12-31" && start !== "2020-01-01";
    told.set(move.id, {
      from,
      to,
      counts: inPeriod && !move.withdrawn && move.state !== "CANCELLED" && move.state !== "PREPARE",
      direction: overridden ? move.direction : directionBy(from, to),
    });
    return move;
  });
  const records: ReportRecords & { readonly holders: typeof assignments } = {
    rotations,
    decisions: [aDecision(1, { date: "2016-05-05" })],
    unitVersions: versions,
    persons: new Map(persons.map((each) => [each.id, each])),
    assignments: groupBy(assignments, ({ personId }) => personId),
    plans: groupBy(plans, ({ personId }) => personId),
    ratings: new Map(),
    posts: new Map(posts.map((each) => [each.id, each])),
    versions: versionsByUnit(versions),
    holders: assignments,
  };
  return { records, told };
}

/** The direction by the words of the regulation, from how the province was made up and from nothing else. */
function directionBy(from: Body | null, to: Body | null): string | null {
  if (from === null || to === null) return null;
  const heights = { TW: 4, TINH: 3, HUYEN: 2, XA: 1 };
  if (from.level !== to.level) return heights[from.level] > heights[to.level] ? "TOP_DOWN" : "BOTTOM_UP";
  if (from.place === to.place) return from.bloc === to.bloc ? "INTERNAL" : "HORIZ_BLOC";
  return from.bloc === to.bloc ? "HORIZ_TERRITORY" : "HORIZ_MIXED";
}

const sorted = (ids: readonly string[]): string[] => [...ids].toSorted();

describe(`reports of 1,000 random provinces, seed ${seed}`, () => {
  it("add up in rows, columns and families, and districts make up the province", () => {
    const random = seeded(seed);
    let [counted, ways] = [0, 0];
    for (let n = 0; n < 1000; n += 1) {
      const { records, told } = aProvince(random);
      const table = movesTable(records, period);
      const all = movesByOffice(records, period, { scope: "all" });
      const rotation = movesByOffice(records, period, { rows: random.pick(["reached", "left"]) });
      const sheets: readonly ReportSheet[] = [
        all,
        rotation,
        resultsByOffice(records, period, "2019-07-15"),
        movesByStructure(records, period),
        arrangements(records, period).sheet,
        planningReport("2015-06-01", records).sheet,
      ];
      expect([seed, n, sheets.flatMap(unclosedOf)]).toEqual([seed, n, []]);
      // The whole is what the table of moves has, and what was made up.
      const expected = [...told].filter(([, { counts }]) => counts).map(([id]) => id);
      expect(sorted(all.whole.total)).toEqual(sorted(expected));
      expect([sorted(all.whole.total), sorted(rotation.whole.total)]).toEqual([
        sorted(table.total),
        sorted(table.rotation),
      ]);
      expect(sheets[2]!.whole.total.length).toBe(table.rotation.length);
      // Each district's row is what was made up for it; together they are the province's.
      for (const row of all.rows) {
        const own = expected.filter((id) => (told.get(id)!.to?.district ?? "Chưa rõ") === row.label);
        expect([seed, n, row.label, sorted(row.total)]).toEqual([seed, n, row.label, sorted(own)]);
      }
      for (const direction of [...Direction.options, null]) {
        const own = expected.filter((id) => told.get(id)!.direction === direction);
        expect([direction, sorted(all.whole.cells.direction![direction ?? "?"]!)]).toEqual([direction, sorted(own)]);
        expect(sorted(table.rows.find((row) => row.direction === direction)!.total)).toEqual(sorted(own));
      }
      counted += all.whole.total.length;
      ways += Object.values(all.whole.cells.way!).filter((cell) => cell.length > 0).length;
    }
    expect([counted > 8000, ways > 3000]).toEqual([true, true]);
  });

  it("are told from a sheet that counts a move twice, drops one, or puts it in the wrong row", () => {
    const random = seeded(seed);
    const { records } = aProvince(random);
    const sheet = movesByOffice(records, period, { scope: "all" });
    const [first, ...rest] = sheet.rows;
    const [id] = first!.total;
    const twice = { ...sheet, rows: [{ ...first!, total: [...first!.total, id!] }, ...rest] };
    const dropped = { ...sheet, rows: [{ ...first!, total: first!.total.slice(1) }, ...rest] };
    const cells = { ...first!.cells, sex: { NU: [], NAM: [], "?": [] } };
    const moved = { ...sheet, rows: [{ ...first!, cells }, ...rest] };
    expect(unclosedOf(sheet)).toEqual([]);
    for (const broken of [twice, dropped, moved]) expect(unclosedOf(broken).length).toBeGreaterThan(0);
  });
});

describe("what counts", () => {
  const versions = [
    aVersion(1, 1, { level: "HUYEN", name: "Huyện A" }),
    aVersion(2, 2, { parentId: numbered("unit", 1) }),
  ];
  const move = aMove(1, 1, { fromUnitId: numbered("unit", 1), toUnitId: numbered("unit", 2), start: "2016-01-01" });
  const of = (rotations: readonly Rotation[]) =>
    countedMoves({ rotations, decisions: [], unitVersions: versions }, period).counted.length;

  it("is what was decided: no proposal, nothing cancelled", () => {
    expect(
      [null, "ACTIVE", "EXTENDED", "FINISHED", "RECALLED"].map((state) =>
        of([{ ...move, state: state as Rotation["state"] }]),
      ),
    ).toEqual([1, 1, 1, 1, 1]);
    expect(
      ["PROPOSE_POLICY", "CONSULT", "DECIDE", "CANCELLED"].map((state) =>
        of([{ ...move, state: state as Rotation["state"] }]),
      ),
    ).toEqual([0, 0, 0, 0]);
  });
});
