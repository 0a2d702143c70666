import { describe, expect, it } from "vitest";
import { decidingDay, directionOf, directionOfMove } from "../../../shared/domain/direction.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import type { Direction } from "../../../shared/domain/rotation.ts";
import type { Bloc, Level, UnitVersion } from "../../../shared/domain/unit.ts";
import { unitName, versionOn, versionsByUnit } from "../../../shared/domain/units.ts";

const unitId = (number: number): RecordId<"unit"> => `unit:00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;

let made = 0;
function version(
  unit: number,
  level: Level,
  bloc: Bloc | null,
  locality: number | null,
  patch: Partial<UnitVersion> = {},
): UnitVersion {
  made += 1;
  return {
    id: `unit-version:00000000-0000-7000-8000-${String(made).padStart(12, "0")}`,
    unitId: unitId(unit),
    name: `Đơn vị ${unit}`,
    type: "",
    level,
    bloc,
    parentId: null,
    localityId: locality === null ? null : unitId(locality),
    code: "",
    from: null,
    to: null,
    document: "",
    withdrawn: false,
    ...patch,
  };
}

// Territories 1 (district), 2 and 3 (communes); bodies in them.
const district = version(1, "HUYEN", null, null);
const [luuSon, daSon] = [version(2, "XA", null, null), version(3, "XA", null, null)];
const districtBoard = version(10, "HUYEN", "DANG", 1);
const districtWomen = version(11, "HUYEN", "MTTQ_DT", 1);
const partyHere = version(20, "XA", "DANG", 2);
const committeeHere = version(21, "XA", "CHINH_QUYEN", 2);
const partyThere = version(30, "XA", "DANG", 3);
const committeeThere = version(31, "XA", "CHINH_QUYEN", 3);
const department = version(40, "TINH", "CHINH_QUYEN", 5);
const ministry = version(50, "TW", "CHINH_QUYEN", 6);

describe("directionOf", () => {
  const cases: readonly [string, UnitVersion | null, UnitVersion | null, Direction | null][] = [
    ["district Women's Union → commune Party committee", districtWomen, partyThere, "TOP_DOWN"],
    ["ministry → province", ministry, department, "TOP_DOWN"],
    ["province → commune", department, committeeHere, "TOP_DOWN"],
    ["commune → district board", partyHere, districtBoard, "BOTTOM_UP"],
    ["district → province", districtBoard, department, "BOTTOM_UP"],
    ["commune Party committee → another commune's", partyHere, partyThere, "HORIZ_TERRITORY"],
    ["Party board → Women's Union of one district", districtBoard, districtWomen, "HORIZ_BLOC"],
    ["Party committee → People's Committee of one commune", partyHere, committeeHere, "HORIZ_BLOC"],
    ["Party committee → another commune's People's Committee", partyHere, committeeThere, "HORIZ_MIXED"],
    ["one body", partyHere, partyHere, "INTERNAL"],
    ["two bodies of one bloc in one place", partyHere, version(22, "XA", "DANG", 2), "INTERNAL"],
    ["commune → commune, as territories", luuSon, daSon, "HORIZ_TERRITORY"],
    ["district → its commune, as territories", district, luuSon, "TOP_DOWN"],
    ["territory → body of another commune", luuSon, partyThere, null],
    ["from nowhere", null, partyThere, null],
    ["to nowhere", partyHere, null, null],
  ];
  it.each(cases)("%s", (_name, from, to, direction) => {
    expect(directionOf(from, to)).toBe(direction);
  });

  it("turns round with the move", () => {
    const units = [
      districtBoard,
      districtWomen,
      partyHere,
      committeeHere,
      partyThere,
      committeeThere,
      department,
      ministry,
    ];
    const turned = { TOP_DOWN: "BOTTOM_UP", BOTTOM_UP: "TOP_DOWN" } as const;
    let pairs = 0;
    for (const a of units) {
      for (const b of units) {
        const there = directionOf(a, b);
        const back = there === "TOP_DOWN" || there === "BOTTOM_UP" ? turned[there] : there;
        expect(directionOf(b, a)).toBe(back);
        pairs += 1;
      }
    }
    expect(pairs).toBe(64);
  });
});

describe("directionOfMove", () => {
  const move = {
    fromUnitId: unitId(20),
    toUnitId: unitId(30),
    start: "2015-04-10",
    direction: null,
    directionReason: "",
  } as const;
  const raised = [
    version(20, "XA", "DANG", 2, { to: "2015-04-30" }),
    version(20, "HUYEN", "DANG", 2, { from: "2015-05-01" }),
    partyThere,
  ];

  it("takes the units as they were on the day of the decision, else on the first day", () => {
    expect(directionOfMove(move, null, raised).direction).toBe("HORIZ_TERRITORY");
    expect(directionOfMove(move, { date: "2015-05-02" }, raised).direction).toBe("TOP_DOWN");
    expect(decidingDay(move, { date: null })).toBe("2015-04-10");
  });

  it("lets the office's own direction stand only with a reason", () => {
    const set = { ...move, direction: "HORIZ_MIXED" } as const;
    expect(directionOfMove(set, null, raised)).toEqual({
      direction: "HORIZ_TERRITORY",
      derived: "HORIZ_TERRITORY",
      overridden: false,
    });
    expect(directionOfMove({ ...set, directionReason: "Theo cách tính của huyện" }, null, raised)).toEqual({
      direction: "HORIZ_MIXED",
      derived: "HORIZ_TERRITORY",
      overridden: true,
    });
  });

  it("has none without a day or a unit", () => {
    expect(directionOfMove({ ...move, start: null }, null, raised).direction).toBeNull();
    expect(directionOfMove({ ...move, fromUnitId: null }, null, raised).direction).toBeNull();
  });
});

describe("versionOn", () => {
  const versions = [
    version(7, "XA", null, null, { name: "mới", from: "2020-02" }),
    version(7, "XA", null, null, { name: "cũ", to: "2020-01-31" }),
    version(7, "XA", null, null, { name: "nhầm", withdrawn: true }),
  ];

  it("counts both ends of a version as its own", () => {
    expect(versionOn(versions, unitId(7), "2020-01-31")?.name).toBe("cũ");
    expect(versionOn(versions, unitId(7), "2020-02-01")?.name).toBe("mới");
    expect(versionOn(versionsByUnit(versions), unitId(7), "2020-02-01")?.name).toBe("mới");
  });

  it("takes an incomplete day at its earliest", () => {
    expect(versionOn(versions, unitId(7), "2020")?.name).toBe("cũ");
    const late = version(8, "XA", null, null, { from: "2013-05-01" });
    expect(versionOn([late], unitId(8), "2013")).toBe(late);
    expect(versionOn([late], unitId(8), "2013-04-30")).toBeNull();
  });

  it("names a unit on a day, or as last known", () => {
    expect(unitName(versions, unitId(7), "2019")).toBe("cũ");
    expect(unitName(versions, unitId(7), null)).toBe("mới");
    expect(unitName(versions, unitId(9), null)).toBe("");
  });
});
