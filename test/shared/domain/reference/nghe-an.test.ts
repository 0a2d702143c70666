import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { forebearsOf, presentHeirsOf, successionsOf } from "../../../../shared/domain/organisation/successions.ts";
import { treeOn, unitsOfTree } from "../../../../shared/domain/organisation/tree.ts";
import { AnyRecordId, kindOf } from "../../../../shared/domain/primitives.ts";
import { type RecordKind, type RecordOf, recordKinds } from "../../../../shared/domain/record-kinds.ts";
import { districts } from "../../../../shared/domain/reference/nghe-an/districts.ts";
import {
  codesReused,
  communes,
  formerHolders,
  wards,
} from "../../../../shared/domain/reference/nghe-an/new-communes.ts";
import { oldCommunes } from "../../../../shared/domain/reference/nghe-an/old-communes.ts";
import { ngheAnRecords } from "../../../../shared/domain/reference/nghe-an/records.ts";
import { unitName, versionOn, versionsByUnit } from "../../../../shared/domain/units.ts";

const records = ngheAnRecords();
const of = <Kind extends RecordKind>(kind: Kind) => records.filter(({ id }) => kindOf(id) === kind) as RecordOf<Kind>[];
const [units, versions] = [of("unit"), of("unit-version")];
const byUnit = versionsByUnit(versions);
const there = (day: string, level: string) =>
  units.flatMap(({ id }) => versionOn(byUnit, id, day) ?? []).filter((version) => version.level === level);

describe("the units of Nghệ An", () => {
  it("are 21 at the district level with 460 communes, and 130 since the reform: 119 xã and 11 phường", () => {
    expect(districts).toHaveLength(21);
    const sum = (count: (each: (typeof districts)[number]) => number) =>
      districts.reduce((all, each) => all + count(each), 0);
    expect(sum(({ wards: w, townships, communes: c }) => w + townships + c)).toBe(460);
    expect(
      ["thành phố", "thị xã", "huyện"].map((type) => districts.filter((each) => each.type === type).length),
    ).toEqual([1, 3, 17]);
    expect([communes.length, wards.length]).toEqual([119, 11]);
    expect(there("2024-11-30", "HUYEN")).toHaveLength(21);
    expect(there("2024-12-01", "HUYEN")).toHaveLength(20);
    expect(there("2025-06-30", "HUYEN")).toHaveLength(20);
    expect(there("2025-07-01", "HUYEN")).toHaveLength(0);
    expect(there("2025-07-01", "XA")).toHaveLength(130);
    expect(there("2012", "HUYEN")).toHaveLength(20); // without Hoàng Mai
  });

  it("hold the communes that are known by name: five districts whole, and what else a source names", () => {
    const counts = new Map(oldCommunes.map(({ district, units: own }) => [district, own.length]));
    for (const code of ["427", "428", "417", "416", "432"]) {
      const { wards: w, townships, communes: c } = districts.find((each) => each.code === code)!;
      expect([code, counts.get(code)]).toEqual([code, w + townships + c]);
    }
    expect([...counts.values()].reduce((a, b) => a + b)).toBe(33 + 38 + 21 + 12 + 10 + 10 + 3); // of 460
  });

  it("reuse codes: all 130, 80 of them under another name, of which four former holders are known", () => {
    const { all, sameName, sameNameOtherTypeOrSpelling, otherName } = codesReused;
    expect(sameName + sameNameOtherTypeOrSpelling + otherName).toBe(all);
    const codes = [...wards, ...communes].map(([code]) => code);
    expect(new Set(codes).size).toBe(all);
    for (const { code, former } of formerHolders) {
      const holders = versions.filter((version) => version.code === code);
      expect(holders.map(({ name }) => name).toSorted()).toEqual(
        [former, versions.find((each) => each.code === code && each.from !== null)!.name].toSorted(),
      );
      expect(versionOn(byUnit, holders.find(({ from }) => from === null)!.unitId, "2025-06-30")?.name).toBe(former);
    }
    const reused = versions.filter((v) => v.level === "XA" && v.from === null && codes.includes(v.code));
    expect(reused).toHaveLength(formerHolders.length); // the rest of 130 is not known here
  });

  it("lead from the old units to the new ones where the resolution is known", () => {
    const links = successionsOf(of("succession"));
    const named = (name: string, day: string) => units.find(({ id }) => unitName(byUnit, id, day) === name)!.id;
    const heir = (name: string) =>
      presentHeirsOf(named(name, "2025-06-30"), links).map(({ unitId, part }) => [
        unitName(byUnit, unitId, "2025-07-01"),
        part,
      ]);
    expect(heir("Thị trấn Kim Nhan")).toEqual([["Xã Anh Sơn", false]]);
    expect(heir("Xã Long Sơn")).toEqual([["Xã Yên Xuân", false]]);
    expect(heir("Huyện Đô Lương")).toEqual([["Tỉnh Nghệ An", true]]);
    const seaTown = named("Thị xã Cửa Lò", "2024-11-30");
    expect(
      presentHeirsOf(seaTown, links, "2024-12-31").map(({ unitId }) => unitName(byUnit, unitId, "2024-12-31")),
    ).toEqual(["Thành phố Vinh"]);
    expect(
      forebearsOf(named("Xã Nhân Hòa", "2025-07-01"), links).map(({ unitId }) => unitName(byUnit, unitId, null)),
    ).toEqual(["Xã Cẩm Sơn", "Xã Hùng Sơn", "Xã Tam Đỉnh"]);
    expect(of("succession")).toHaveLength(21 + 10);
  });

  it("stand in a tree on either side of the reform", () => {
    const before = treeOn(units, byUnit, "2025-06-30");
    expect(before.map(({ version }) => version.name)).toEqual(["Tỉnh Nghệ An"]);
    expect(before[0]!.children.map(({ version }) => version.code)).toEqual(
      districts.map(({ code }) => code).filter((code) => code !== "413"),
    );
    expect(before[0]!.children.find(({ version }) => version.code === "427")!.children).toHaveLength(33);
    const [after] = treeOn(units, byUnit, "2025-07-01");
    expect(after!.children).toHaveLength(130);
    expect(unitsOfTree([after!])).toHaveLength(131);
  });

  it("are well-formed records with ids of their own that never change", () => {
    const ids = records.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const record of records) {
      expect(AnyRecordId.safeParse(record.id).success).toBe(true);
      expect([record.id, recordKinds[kindOf(record.id) as RecordKind].safeParse(record).success]).toEqual([
        record.id,
        true,
      ]);
    }
    // Offices hold these ids: a new row is added to the sum, no old one may go or move.
    const named = versions.map(({ unitId, name, code }) => `${unitId} ${name} ${code}`).join("\n");
    expect(createHash("sha256").update(named).digest("hex").slice(0, 16)).toBe("5faa6416a1a807f2");
    expect(ids.length).toBe(2 + 2 + 2 * versions.length + 31);
  });
});
