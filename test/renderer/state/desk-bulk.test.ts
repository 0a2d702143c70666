import { describe, expect, it } from "vitest";
import type { ConflictOnDesk } from "../../../renderer/data/office-data.ts";
import {
  fieldOf,
  narrowed,
  previewOf,
  type SettleRule,
  someOf,
  tally,
  writersOf,
} from "../../../renderer/state/desk-bulk.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { numbered } from "../../fixtures/records.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";

const seed = suiteSeed(613);
const offices = ["doluong", "nghean", "quychau"];
const records: readonly RecordId[] = [numbered("person", 1), numbered("assignment", 1), numbered("protected", 1)];
const fields = ["phone", "title", "custodian", "personId", "familyOrigin"];
const rules: readonly SettleRule[] = [
  { keep: "custodian" },
  { keep: "province" },
  { keep: "latest" },
  { keep: "office", office: "quychau" },
];

/** Conflicts of any kind, as the desk has them. */
function someConflicts(count: number, from = seed): readonly ConflictOnDesk[] {
  const random = seeded(from);
  return Array.from({ length: count }, (_, n): ConflictOnDesk => {
    const heads = Array.from({ length: random.whole(2, 4) }, (_head, at) => {
      const officeId = random.pick(offices);
      const by = `${officeId}-aaaa:${n * 10 + at + 1}`;
      return {
        by,
        origin: by,
        to: random.pick(["A", "B", "C"]),
        office: `Văn phòng ${officeId}`,
        officeId,
        ofProvince: officeId === "nghean",
        clerk: "",
        at: "",
        reason: "",
        decision: null,
        depth: random.whole(1, 4),
        position: random.whole(1, 50),
      };
    });
    return {
      record: random.pick(records),
      personId: numbered("person", 1),
      personName: "Người 1",
      unitId: random.chance(0.5) ? numbered("unit", random.whole(1, 3)) : null,
      custodian: random.pick(["doluong", "quychau", null]),
      ours: random.chance(0.8),
      field: random.pick(fields),
      heads,
      before: null,
    };
  });
}

describe(`the preview of a rule, seed ${seed}`, () => {
  it("closes: what is settled and what is left are all there is; protected items and custody are always left", () => {
    const met = { "none-theirs": 0, "several-theirs": 0, restricted: 0, custody: 0, "not-ours": 0, settled: 0 };
    for (let round = 0; round < 100; round += 1) {
      const conflicts = someConflicts(30, seed + round);
      for (const rule of rules) {
        const { settled, left } = previewOf(rule, conflicts);
        expect(settled.length + Object.values(left).reduce((sum, count) => sum + count, 0)).toBe(conflicts.length);
        for (const { conflict, to } of settled) {
          expect([conflict.ours, conflict.record.startsWith("protected:")]).toEqual([true, false]);
          expect(["custodian", "personId"]).not.toContain(conflict.field);
          expect(conflict.heads.map((head) => head.to)).toContain(to);
          if (rule.keep === "office")
            expect(
              conflict.heads.filter(({ officeId }) => officeId === rule.office).every((head) => head.to === to),
            ).toBe(true);
        }
        met.settled += settled.length;
        for (const why of ["none-theirs", "several-theirs", "restricted", "custody", "not-ours"] as const)
          met[why] += left[why];
      }
    }
    expect(Object.entries(met).filter(([, times]) => times < 100)).toEqual([]);
  });

  it("goes red for one that settles protected items too: the control", () => {
    const careless = someConflicts(200).map((conflict) => ({ ...conflict, record: numbered("person", 1) as RecordId }));
    expect(previewOf({ keep: "latest" }, careless).left.restricted).toBe(0);
    expect(previewOf({ keep: "latest" }, someConflicts(200)).left.restricted).toBeGreaterThan(0);
  });
});

describe("what is looked at", () => {
  it("is narrowed by field, unit and writer together, and each choice says how many it shows", () => {
    const conflicts = someConflicts(200);
    const none = { field: null, unit: null, office: null };
    expect(narrowed(conflicts, none)).toEqual(conflicts);
    for (const [field, count] of tally(conflicts, fieldOf))
      expect(narrowed(conflicts, { ...none, field })).toHaveLength(count);
    for (const [unit, count] of tally(conflicts, ({ unitId }) => unitId))
      expect(narrowed(conflicts, { ...none, unit })).toHaveLength(count);
    expect([...writersOf(conflicts).keys()]).toEqual(offices);
    const both = narrowed(conflicts, { ...none, field: "person.phone", office: "quychau" });
    expect(both.length).toBeGreaterThan(0);
    expect(
      both.every(({ heads, field }) => field === "phone" && heads.some(({ officeId }) => officeId === "quychau")),
    ).toBe(true);
  });

  it("shows some from all over", () => {
    const numbers = Array.from({ length: 216 }, (_, n) => n);
    expect(someOf(numbers, 6)).toEqual([0, 36, 72, 108, 144, 180]);
    expect(someOf([1, 2], 6)).toEqual([1, 2]);
    expect(someOf([], 6)).toEqual([]);
  });
});
