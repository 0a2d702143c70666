import { describe, expect, it } from "vitest";
import { Direction, type Rotation } from "../../../../shared/domain/rotation.ts";
import { countedMoves, movesTable } from "../../../../shared/domain/statistics/moves.ts";
import { planningReport } from "../../../../shared/domain/statistics/planning-report.ts";
import {
  arrangements,
  movesByOffice,
  movesByStructure,
  resultsByOffice,
} from "../../../../shared/domain/statistics/rotation-reports.ts";
import { type ReportSheet, unclosedOf } from "../../../../shared/domain/statistics/sheet.ts";
import { aProvince, provincePeriod as period } from "../../../fixtures/random-province.ts";
import { aMove, aVersion, numbered } from "../../../fixtures/records.ts";
import { seeded, suiteSeed } from "../../../fixtures/seeded.ts";

const seed = suiteSeed(11_2002);
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
