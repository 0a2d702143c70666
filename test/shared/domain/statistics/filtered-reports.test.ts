import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { ManagingLevel } from "../../../../shared/domain/post.ts";
import { Direction, MoveKind, MoveOutcome } from "../../../../shared/domain/rotation.ts";
import { type CellAt, itemsOf, openSheet } from "../../../../shared/domain/statistics/counted-sheet.ts";
import { type FactedMove, usualBands } from "../../../../shared/domain/statistics/families.ts";
import { FlowBy, flowsOf } from "../../../../shared/domain/statistics/flows.ts";
import { fitsFilters, type MoveFilters, noMoveFilters } from "../../../../shared/domain/statistics/move-filters.ts";
import {
  arrangementSheet,
  factedMoves,
  officeSheet,
  resultSheet,
  structureSheet,
  waysSheet,
} from "../../../../shared/domain/statistics/rotation-reports.ts";
import { type ReportSheet, unclosedOf } from "../../../../shared/domain/statistics/sheet.ts";
import { itemsDifference, sheetDifference } from "../../../../shared/domain/statistics/sheet-difference.ts";
import { titleGroup, titleGroups } from "../../../../shared/domain/statistics/title-group.ts";
import { aProvince, provincePeriod } from "../../../fixtures/random-province.ts";
import { numbered } from "../../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../../fixtures/seeded.ts";

const seed = suiteSeed(11_2345);

/** Some filters, each seldom, so that something is left. */
function someFilters(random: Seeded): MoveFilters {
  const maybe = <Value>(values: readonly Value[]): Value | null => (random.chance(0.2) ? random.pick(values) : null);
  return {
    ...noMoveFilters,
    kind: maybe(MoveKind.options),
    direction: maybe([...Direction.options, "?"]),
    level: maybe(["TINH", "HUYEN", "XA"]),
    bloc: maybe(["DANG", "CHINH_QUYEN", "MTTQ_DT"]),
    titles: maybe(titleGroups),
    managing: maybe(ManagingLevel.options),
    outcome: maybe(MoveOutcome.options),
    sex: maybe(["NAM", "NU"]),
    age: maybe(["30", "40", "50", "60", "61"]),
    minority: maybe([true, false]),
  };
}

const sheetsOf = (items: readonly FactedMove[], { records }: ReturnType<typeof aProvince>): readonly ReportSheet[] => [
  waysSheet(items),
  officeSheet(items, records.versions, { rows: "reached", bands: usualBands }),
  officeSheet(items, records.versions, { rows: "left", bands: usualBands }),
  resultSheet(items, records.versions, "2019-07-15"),
  structureSheet(items, records.persons, usualBands),
  arrangementSheet(items, records.versions).sheet,
];

describe(`filtered reports of 250 random provinces, seed ${seed}`, () => {
  it("add up under any filters, hold what fits and leave out what does not", () => {
    const random = seeded(seed);
    let [kept, dropped, cells] = [0, 0, 0];
    for (let n = 0; n < 250; n += 1) {
      const province = aProvince(random);
      const filters = someFilters(random);
      const all = factedMoves(province.records, provincePeriod, "all");
      const items = all.filter(fitsFilters(filters, new Map()));
      for (const sheet of sheetsOf(items, province)) {
        expect([n, sheet.name, unclosedOf(sheet)]).toEqual([n, sheet.name, []]);
        cells += sheet.families.reduce((sum, { columns }) => sum + columns.length, 0) * sheet.rows.length;
      }
      // Held against the records one by one, in words of their own.
      for (const { move, direction, to, facts } of all) {
        const fits =
          (filters.kind === null || filters.kind === move.kind) &&
          (filters.direction === null || filters.direction === (direction ?? "?")) &&
          (filters.level === null || filters.level === to) &&
          (filters.titles === null || filters.titles === titleGroup(move.toTitle)) &&
          (filters.outcome === null || filters.outcome === move.outcome) &&
          (filters.sex === null || filters.sex === (facts?.sex ?? null)) &&
          (filters.minority === null || filters.minority === (facts?.minority ?? null));
        const there = items.some((item) => item.move.id === move.id);
        if (!fits) expect([n, move.id, there]).toEqual([n, move.id, false]);
        if (fits && filters.bloc === null && filters.managing === null && filters.age === null)
          expect(there).toBe(true);
      }
      kept += items.length;
      dropped += all.length - items.length;
    }
    expect([kept > 300, dropped > 2000, cells > 10_000]).toEqual([true, true, true]);
  });

  it("count by programme: by id, or by its number as written", () => {
    const province = aProvince(seeded(seed));
    const programme = blankRecord("programme", { id: numbered("programme", 1), number: "05-ĐA/HU" });
    const [one, other, third, ...rest] = factedMoves(province.records, provincePeriod, "all");
    const items = [
      { ...one!, move: { ...one!.move, programmeId: programme.id } },
      { ...other!, move: { ...other!.move, programme: "05 - đa/hu" } },
      { ...third!, move: { ...third!.move, programme: "05-ĐA/HU", programmeId: numbered("programme", 2) } },
      ...rest,
    ];
    const fits = fitsFilters({ ...noMoveFilters, programmeId: programme.id }, new Map([[programme.id, programme]]));
    expect(items.filter(fits).map(({ move }) => move.id)).toEqual([one!.move.id, other!.move.id]);
  });

  it("are told from a sheet that drops a move after it was filtered: the control", () => {
    const province = aProvince(seeded(seed + 1));
    const [, sheet] = sheetsOf(factedMoves(province.records, provincePeriod, "all"), province);
    const [first, ...rest] = sheet!.rows;
    expect(
      unclosedOf({ ...sheet!, rows: [{ ...first!, total: first!.total.slice(1) }, ...rest] }).length,
    ).toBeGreaterThan(0);
  });
});

describe(`flows of random provinces, seed ${seed}`, () => {
  it("add up on both sides, gather small ends, and name the same moves", () => {
    const random = seeded(seed + 2);
    let gathered = 0;
    for (let n = 0; n < 100; n += 1) {
      const province = aProvince(random);
      const items = factedMoves(province.records, provincePeriod, "all");
      const by = random.pick(FlowBy.options);
      const most = random.whole(2, 6);
      const flow = flowsOf(items, by, province.records.versions, most);
      const sum = (counts: readonly { readonly count: number }[]): number =>
        counts.reduce((all, { count }) => all + count, 0);
      expect([sum(flow.left), sum(flow.right)]).toEqual([items.length, items.length]);
      expect(flow.flows.flatMap(({ ids }) => ids).toSorted()).toEqual(items.map(({ move }) => move.id).toSorted());
      expect(flow.left.length).toBeLessThanOrEqual(most + 1); // and those that are not known
      for (const end of flow.left)
        expect(flow.flows.filter(({ from }) => from === end.key).flatMap(({ ids }) => ids).length).toBe(end.count);
      gathered += flow.left.filter((end) => end.gathered > 0).length;
      if (by === "level")
        expect(flow.left.every(({ key }) => ["TINH", "HUYEN", "XA", "~", "~~"].includes(key))).toBe(true);
    }
    expect(gathered).toBeGreaterThan(10);
  });
});

describe("a sheet laid beside a later one", () => {
  const province = aProvince(seeded(seed + 3));
  const items = factedMoves(province.records, provincePeriod, "all");
  const sheetOf = (moves: readonly FactedMove[]) => {
    const open = openSheet(officeSheet(moves, province.records.versions, { rows: "reached", bands: usualBands }));
    return { sheet: open.sheet, items: itemsOf(open, 10_000)!, open };
  };
  const issued = sheetOf(items);

  it("differs nowhere from itself", () => {
    expect(sheetDifference(issued.sheet, issued.sheet).cells).toBe(0);
    expect(itemsDifference(issued, issued)).toEqual({ added: [], removed: [], moved: [] });
  });

  it("names what came, what went and what is counted otherwise, and the cells that tell it", () => {
    const [gone, turned, ...rest] = items;
    const now = sheetOf([
      ...rest,
      { ...turned!, move: { ...turned!.move, kind: turned!.move.kind === "BIET_PHAI" ? "TANG_CUONG" : "BIET_PHAI" } },
    ]);
    const forward = itemsDifference(issued, now);
    expect([forward.added, forward.removed]).toEqual([[], [gone!.move.id]]);
    expect(forward.moved.map(({ id }) => id)).toEqual([turned!.move.id]);
    expect(forward.moved[0]!.taken).toMatchObject([{ family: "kind" }]);
    expect(itemsDifference(now, issued).added).toEqual([gone!.move.id]);
    const { whole, cells } = sheetDifference(issued.sheet, now.sheet);
    expect(whole.total).toEqual({ was: items.length, is: items.length - 1 });
    expect(cells).toBeGreaterThan(3);
  });

  it("keeps of every number the records behind it", () => {
    let looked = 0;
    const numbers = issued.sheet.families.flatMap(({ name, columns }) =>
      columns.map(({ key }) => ({ family: name, key })),
    );
    for (const [row, { key }] of issued.sheet.rows.entries())
      for (const [place, column] of [null, ...numbers].entries()) {
        const at: CellAt = { row: key, column };
        const kept = issued.items.filter((item) => item.row === row && item.columns.includes(place - 1));
        expect(kept.map(({ id }) => id).toSorted()).toEqual([...issued.open.idsAt(at)].toSorted());
        looked += kept.length;
      }
    expect(looked).toBeGreaterThan(items.length);
    expect(itemsOf(issued.open, 3)).toBeNull(); // more than may be kept
  });
});
