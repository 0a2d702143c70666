import { describe, expect, it } from "vitest";
import { headerFor, provinceName } from "../../../renderer/services/sheet.ts";
import { unitChoices } from "../../../renderer/services/units.ts";
import { daysOf } from "../../../renderer/state/reports.ts";
import { sizeInWords } from "../../../renderer/views/size.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import type { UnitVersion } from "../../../shared/domain/unit.ts";
import { versionsByUnit } from "../../../shared/domain/units.ts";
import { seeded } from "../../fixtures/seeded.ts";
import { blank, idsOf } from "../data/office-fixture.ts";

const ids = idsOf(seeded(31));
const [province, district, commune, renamed] = [ids("unit"), ids("unit"), ids("unit"), ids("unit")];
const version = (unitId: RecordId<"unit">, name: string, patch: Partial<UnitVersion>): UnitVersion =>
  blank("unit-version", { id: ids("unit-version"), unitId, name, level: "XA", ...patch });
const versions = versionsByUnit([
  version(province, "Tỉnh ủy Hồng Lam", { level: "TINH" }),
  version(district, "Huyện ủy Thanh Sơn", { level: "HUYEN", parentId: province, to: "2025-06-30" }),
  version(commune, "Đảng ủy xã Lam Sơn", { parentId: district }),
  version(renamed, "Đảng ủy xã Cũ", { parentId: district, to: "2019-12-31" }),
  version(renamed, "Đảng ủy xã An Hòa", { parentId: district, from: "2020-01-01" }),
]);

describe("units to choose from", () => {
  it("names each as it was on the day, those that are gone last and marked", () => {
    expect(unitChoices(versions, "2026-01-01").map(({ name, ended }) => [name, ended])).toEqual([
      ["Đảng ủy xã An Hòa", null],
      ["Đảng ủy xã Lam Sơn", null],
      ["Tỉnh ủy Hồng Lam", null],
      ["Huyện ủy Thanh Sơn", "2025-06-30"],
    ]);
    const then = unitChoices(versions, "2018-05");
    expect(then.map(({ name }) => name)).toEqual([
      "Đảng ủy xã Cũ",
      "Đảng ủy xã Lam Sơn",
      "Huyện ủy Thanh Sơn",
      "Tỉnh ủy Hồng Lam",
    ]);
    expect(then[0]?.parent).toBe("Huyện ủy Thanh Sơn");
  });

  it("names each as last known where no day is given yet", () => {
    expect(unitChoices(versions, null).map(({ name }) => name)).toContain("Đảng ủy xã An Hòa");
    expect(unitChoices(versions, null)).toHaveLength(4);
  });
});

describe("the head of form 2C", () => {
  it("takes province, parent and base unit from the chain, by their last names where they are gone", () => {
    const header = { province: "Hồng Lam", parentUnit: "Huyện ủy Thanh Sơn", baseUnit: "Đảng ủy xã Lam Sơn" };
    expect(headerFor(versions, commune, "2018-01-01")).toEqual(header);
    expect(headerFor(versions, commune, "2026-01-01")).toEqual(header);
    expect(headerFor(versions, null, "2026-01-01")).toEqual({ province: "", parentUnit: "", baseUnit: "" });
  });

  it("does not run in circles where a parent was mistyped", () => {
    const [one, two] = [ids("unit"), ids("unit")];
    const circle = versionsByUnit([version(one, "A", { parentId: two }), version(two, "B", { parentId: one })]);
    expect(headerFor(circle, one, "2020-01-01")).toEqual({ province: "", parentUnit: "B", baseUnit: "A" });
  });

  it.each([
    ["Tỉnh ủy Nghệ An", "Nghệ An"],
    ["Tỉnh Nghệ An", "Nghệ An"],
    ["Đảng bộ tỉnh Nghệ An", "Nghệ An"],
    ["UBND tỉnh Nghệ An", "Nghệ An"],
    ["Thành ủy Hải Phòng", "Hải Phòng"],
    ["TP Hải Phòng", "TP Hải Phòng"],
  ])("prints %s as %s", (name, printed) => {
    expect(provinceName(name)).toBe(printed);
  });
});

describe("a period as it was typed", () => {
  it("stands for all its days, and is none where the ends are missing or the wrong way round", () => {
    expect(daysOf({ from: "2013", to: "2015" })).toEqual({ from: "2013-01-01", to: "2015-12-31" });
    expect(daysOf({ from: "2015-04", to: "2016-02" })).toEqual({ from: "2015-04-01", to: "2016-02-29" });
    expect(daysOf({ from: "2016", to: "2015" })).toBeNull();
    expect(daysOf({ from: null, to: "2015" })).toBeNull();
  });
});

describe("a file's size", () => {
  it.each([
    [640, "640 B"],
    [12_400, "12 KB"],
    [1_440_000, "1,4 MB"],
  ])("%i bytes read as %s", (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words);
  });
});
