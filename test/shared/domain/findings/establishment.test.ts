import { describe, expect, it } from "vitest";
import { blankRecord } from "../../../../shared/domain/blank-records.ts";
import { listsOn, retiredCodes } from "../../../../shared/domain/findings/codes.ts";
import {
  absentPost,
  absentUnitOfStep,
  holdersAtOnce,
  managingLevelMissing,
  weakWithoutReason,
} from "../../../../shared/domain/findings/establishment.ts";
import type { Post } from "../../../../shared/domain/post.ts";
import { versionsByUnit } from "../../../../shared/domain/units.ts";
import { anAssignment, aVersion, numbered } from "../../../fixtures/records.ts";

const post = numbered("post", 1);
const aPost = (patch: Partial<Post> = {}): Post =>
  blankRecord("post", { id: post, unitId: numbered("unit", 1), role: "T", title: "Bí thư Đảng ủy xã", ...patch });
const held = (n: number, person: number, from: string | null, to: string | null, more = {}) =>
  anAssignment(n, person, { postId: post, unitId: numbered("unit", 1), from, to, ...more });

describe("holders of one post", () => {
  it("may be as many as it has places, and no more", () => {
    const three = [
      held(1, 1, "2010-05-01", null),
      held(2, 2, "2011-01-01", "2015-03-31"),
      held(3, 3, "2015-03-31", null),
    ];
    expect(holdersAtOnce(three.slice(0, 2), aPost({ places: 2 }))).toEqual([]);
    expect(holdersAtOnce(three, aPost({ places: 3 }))).toEqual([]);
    expect(holdersAtOnce(three, aPost({ places: 2 }))).toMatchObject([
      {
        rule: "post-over-places",
        personId: numbered("person", 3),
        facts: { day: "2015-03-31", places: "2", holders: "3", first: numbered("person", 1) },
      },
    ]);
    expect(holdersAtOnce(three, aPost()).map(({ rule }) => rule)).toEqual(["post-two-holders", "post-two-holders"]);
    expect(holdersAtOnce(three.slice(0, 2)).map(({ rule }) => rule)).toEqual(["post-two-holders"]); // not on file
  });

  it("are seen behind a longer step of the same person, and are not the person again", () => {
    const again = [
      held(1, 1, "2010-01-01", null),
      held(2, 1, "2012-01-01", null),
      held(3, 2, "2011-01-01", "2011-06-30"),
    ];
    expect(holdersAtOnce(again, aPost()).map(({ facts }) => facts.day)).toEqual(["2011-01-01"]);
  });
});

describe("a step in a unit that was not there", () => {
  const versions = versionsByUnit([
    aVersion(1, 1, { name: "Huyện ủy Đô Lương", to: "2025-06-30" }),
    aVersion(2, 2, { name: "Đảng ủy xã Đô Lương", from: "2025-07-01" }),
  ]);
  const inUnit = (unit: number, from: string | null, to: string | null) =>
    absentUnitOfStep(anAssignment(1, 1, { unitId: numbered("unit", unit), from, to }), versions).map(
      ({ facts }) => facts,
    );

  it("is named with the day: its first, its last, or the first after the unit's end", () => {
    expect(inUnit(2, "2020-05", "2025-12")).toEqual([{ title: "Bí thư", unit: "Đảng ủy xã Đô Lương", day: "2020-05" }]);
    expect(inUnit(1, "2020", "2025-07-01")).toMatchObject([{ day: "2025-07-01" }]);
    expect(inUnit(1, "2020", null)).toMatchObject([{ day: "2025-07-01" }]);
    expect(inUnit(9, "2020", null)).toMatchObject([{ day: "2020", unit: "" }]);
  });

  it("is nothing odd where it may have been there", () => {
    expect(inUnit(1, "2020", "2025-06")).toEqual([]);
    expect(inUnit(1, null, "2025")).toEqual([]); // some day of 2025 is before the end
    expect(inUnit(2, "2025", null)).toEqual([]);
    expect(inUnit(9, null, null)).toEqual([]);
  });
});

describe("a step in a post that the establishment did not have", () => {
  it("is named on its first day", () => {
    const step = held(1, 1, "2025-07-01", null, { unitText: "Huyện ủy" });
    expect(absentPost(step, aPost({ to: "2025-06-30" }))).toMatchObject([
      { rule: "post-absent", records: [step.id, post], facts: { title: "Bí thư, Huyện ủy", day: "2025-07-01" } },
    ]);
    expect(absentPost(step, undefined)).toHaveLength(1);
    expect(absentPost(step, aPost({ withdrawn: true }))).toHaveLength(1);
    expect(absentPost(step, aPost({ from: "2025" }))).toEqual([]);
    expect(absentPost(held(1, 1, null, null), undefined)).toEqual([]);
    expect(absentPost(held(1, 1, "2025-07-01", null, { withdrawn: true }), undefined)).toEqual([]);
  });
});

describe("posts and traits", () => {
  const versions = versionsByUnit([aVersion(1, 1, { name: "Đảng ủy xã Lưu Sơn" })]);

  it("want a managing level for those who lead", () => {
    expect(managingLevelMissing(aPost(), versions)).toMatchObject([
      { facts: { title: "Bí thư Đảng ủy xã", unit: "Đảng ủy xã Lưu Sơn" } },
    ]);
    expect(managingLevelMissing(aPost({ managingLevel: "BTVTU" }), versions)).toEqual([]);
    expect(managingLevelMissing(aPost({ role: "M" }), versions)).toEqual([]);
  });

  it("want a reason where a unit is weak", () => {
    const trait = blankRecord("unit-trait", {
      id: numbered("unit-trait", 1),
      unitId: numbered("unit", 1),
      trait: "WEAK",
    });
    expect(weakWithoutReason({ ...trait, reason: "  " }, versions)).toMatchObject([
      { rule: "weak-without-reason", facts: { unit: "Đảng ủy xã Lưu Sơn", day: "" } },
    ]);
    expect(weakWithoutReason({ ...trait, reason: "Mất đoàn kết nội bộ" }, versions)).toEqual([]);
    expect(weakWithoutReason({ ...trait, trait: "KEY" }, versions)).toEqual([]);
  });
});

describe("a code out of its time", () => {
  const action = (code: string | null, from: string | null) => ({
    id: numbered("disciplinary-action", 1),
    values: { personId: numbered("person", 1), form: { code, text: "" }, from, withdrawn: false },
  });
  const found = (code: string | null, from: string | null, records: Parameters<typeof listsOn>[0] = []) =>
    retiredCodes(action(code, from), listsOn(records)).map(({ facts }) => facts);

  it("is named where the fact is surely later than its end or earlier than its beginning", () => {
    expect(found("GIANG_CHUC", "2025-07-01")).toEqual([
      { list: "DISCIPLINE", code: "GIANG_CHUC", name: "Giáng chức", day: "2025-07-01" },
    ]);
    expect(found("GIANG_CHUC", "2025-06")).toEqual([]);
    expect(found("GIANG_CHUC", "2025")).toEqual([]);
    expect(found("GIANG_CHUC", null)).toEqual([]);
    expect(found("KHAC", "2030")).toEqual([]); // not on the list: kept as written
    expect(found(null, "2030")).toEqual([]);
    const version = aVersion(1, 1, { level: "HUYEN", type: "đặc khu", from: "2025-06-01" });
    const { id, ...values } = version;
    expect(retiredCodes({ id, values }, listsOn([])).map(({ facts }) => facts.code)).toEqual(["DAC_KHU"]);
  });

  it("goes by what the province has said about the list", () => {
    const retired = blankRecord("code-record", {
      id: numbered("code-record", 1),
      list: "DISCIPLINE",
      code: "KHIEN_TRACH",
      to: "2026-06",
    });
    expect(found("KHIEN_TRACH", "2026-07", [retired])).toMatchObject([{ name: "Khiển trách" }]);
    expect(found("KHIEN_TRACH", "2026-07", [{ ...retired, withdrawn: true }])).toEqual([]);
  });
});
