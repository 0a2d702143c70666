import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { chainsOf } from "../../../../shared/domain/rotations/chain.ts";
import { basisOf } from "../../../../shared/domain/rotations/programme.ts";
import { programmeStateOn, progressOf, targetSum } from "../../../../shared/domain/rotations/programme-progress.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { aMove, aVersion, numbered } from "../../../fixtures/records.ts";

const versions = versionsByUnit([
  aVersion(1, 1, { level: "HUYEN", name: "Huyện A" }),
  aVersion(2, 2, { name: "Xã B", parentId: numbered("unit", 1) }),
  aVersion(3, 3, { name: "Đảng ủy xã B", bloc: "DANG", localityId: numbered("unit", 2) }),
  aVersion(4, 4, { name: "Xã C", parentId: numbered("unit", 1) }),
]);
const programme = blankRecord("programme", {
  id: numbered("programme", 1),
  number: "02-ĐA/HU",
  basis: "65-QĐ/TW\n\n 14-NQ/TU ",
});
const target = (n: number, patch: object) =>
  blankRecord("programme-target", { id: numbered("programme-target", n), programmeId: programme.id, ...patch });
const down = (n: number, patch: object = {}) =>
  aMove(n, n, {
    programmeId: programme.id,
    fromUnitId: numbered("unit", 1),
    toUnitId: numbered("unit", 3),
    toTitle: "Bí thư Đảng ủy xã",
    start: "2020-01-01",
    state: "ACTIVE",
    ...patch,
  });

describe("the progress of a programme", () => {
  const rotations = [
    down(1),
    down(2, { programmeId: null, programme: "02-đa/hu" }), // named by its number
    down(3, { start: "2021-05-01" }), // decided, not begun
    down(4, { state: "CANCELLED" }),
    down(5, { state: "PREPARE" }),
    down(6, { programmeId: numbered("programme", 2) }),
    down(7, { toUnitId: numbered("unit", 4), toTitle: "Chủ tịch UBND xã" }),
    down(8, { withdrawn: true }),
  ];
  const progress = (targets: readonly ReturnType<typeof target>[], day = "2020-06-01") =>
    progressOf(programme, { targets, rotations, decisions: new Map(), versions }, day);
  const numbers = (ids: readonly string[]) => ids.map((id) => Number(id.slice(-2)));

  it("counts what has begun by direction, group of titles and place, and keeps what is to come apart", () => {
    const { moves, coming, proposed, targets, untargeted } = progress([
      target(1, { direction: "TOP_DOWN", number: 5 }),
      target(2, { group: "BI_THU", number: 1 }),
      target(3, { unitId: numbered("unit", 2) }),
      target(4, { direction: "BOTTOM_UP", number: 2 }),
    ]);
    expect(numbers(moves)).toEqual([1, 2, 7]);
    expect([numbers(coming), numbers(proposed)]).toEqual([[3], [5]]);
    expect(targets.map((each) => [numbers(each.moves), numbers(each.coming), each.open])).toEqual([
      [[1, 2, 7], [3], 2],
      [[1, 2], [3], 0],
      [[1, 2], [3], null],
      [[], [], 2],
    ]);
    expect(untargeted).toEqual([]);
    expect(numbers(progress([target(2, { group: "BI_THU" })]).untargeted)).toEqual([7]);
    expect(numbers(progress([], "2021-05-01").moves)).toEqual([1, 2, 3, 7]);
    expect(basisOf(programme)).toEqual(["65-QĐ/TW", "14-NQ/TU"]);
  });
});

describe("how far a programme has come in all", () => {
  const ids = (count: number) => Array.from({ length: count }, (_, n) => numbered("rotation", n + 1));
  const made = (number: number | null, moves: number, coming = 0) => ({
    target: target(1, { number }),
    moves: ids(moves),
    coming: ids(coming),
    open: null,
  });

  it("adds up targets that have a number, and lets none stand in for another", () => {
    expect(targetSum([made(5, 3, 1), made(2, 7, 4), made(null, 9)])).toEqual({ number: 7, done: 5, coming: 1 });
    expect(targetSum([made(5, 3, 4)])).toEqual({ number: 5, done: 3, coming: 2 });
    expect(targetSum([made(null, 9)])).toBeNull();
    expect(targetSum([made(0, 1)])).toEqual({ number: 0, done: 0, coming: 0 });
  });

  it("is ahead until its first day, over after its last, each as exactly as it is written", () => {
    const state = (day: string) => programmeStateOn({ from: "2016-10", to: "2020" }, day);
    expect(["2016-09-30", "2016-10-01", "2020-12-31", "2021-01-01"].map(state)).toEqual([
      "ahead",
      "running",
      "running",
      "over",
    ]);
    expect(programmeStateOn({ from: null, to: "2020" }, "2000-01-01")).toBe("running");
    expect(programmeStateOn({ from: null, to: null }, "2000-01-01")).toBeNull();
  });
});

describe("moves that follow one another", () => {
  const moves = [
    aMove(1, 1, { fromUnitId: numbered("unit", 4), toUnitId: numbered("unit", 3), start: "2015-01-01" }),
    aMove(2, 1, { fromUnitId: numbered("unit", 2), toUnitId: numbered("unit", 1), start: "2018" }), // another body of the place
    aMove(3, 1, { fromUnitId: numbered("unit", 4), toUnitId: numbered("unit", 2), start: "2020-01-01" }),
    aMove(4, 2, { fromUnitId: numbered("unit", 1), toUnitId: numbered("unit", 2), start: "2018-01-01" }),
  ];

  it("make a chain where each leaves the place the last one reached", () => {
    expect(chainsOf(moves.toReversed(), versions).map((chain) => chain.moves.map(({ id }) => id))).toEqual([
      [moves[0]!.id, moves[1]!.id],
    ]);
    expect(chainsOf([{ ...moves[0]!, state: "CANCELLED" }, ...moves.slice(1)], versions)).toEqual([]);
  });
});
