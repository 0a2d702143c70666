import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../../electron/exchange/sha256.ts";
import { lastTogether, reopenMany, type Settled, settleMany } from "../../renderer/services/settle-many.ts";
import { type Change, refOf } from "../../shared/change/change.ts";
import { keptBy } from "../../shared/change/settle-rule.ts";
import { stateHash } from "../../shared/change/state-hash.ts";
import type { Json, RecordId } from "../../shared/domain/primitives.ts";
import { anAssignment, aPerson, numbered } from "../fixtures/records.ts";
import { making } from "../renderer/data/office-fixture.ts";
import { carry, enrol, given, pageOf, recordsAt, type Seat, save, takeSeat } from "./seats.ts";

/** A district and the province wrote differently on every file; the province settles all at once, and takes it back. */
const people = 300; // more than one action holds
const fields = ["title", "unitText"] as const; // of posts held: the keeper of the file and the province both write them
let folder: string;
let district: Seat;
let province: Seat;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "together-"));
  district = await takeSeat(folder, "doluong", "district");
  province = await takeSeat(folder, "nghean", "province");
  await enrol(district, province, folder);
  const first = await save(district, {
    purpose: "person.add",
    changes: Array.from({ length: people }, (_, n) => [
      making(aPerson(n + 1)),
      making(anAssignment(n + 1, n + 1, { title: "Bí thư", unitText: "Xã cũ" })),
    ]).flat(),
  });
  await carry(district, province, "nghean", folder);
  const made = first.entry.entry === "action" ? refOf(first.entry.action) : "";
  const writing = (who: string): Change[] =>
    Array.from({ length: people }, (_, n) => ({
      record: numbered("assignment", n + 1) as RecordId,
      fields: Object.fromEntries(fields.map((field) => [field, { saw: [made], to: `${who} ${field} ${n}` }])),
    }));
  await save(district, { purpose: "person.edit", changes: writing("huyện") });
  await save(province, {
    purpose: "person.edit",
    reason: "sắp xếp đơn vị",
    audience: ["doluong"],
    changes: writing("tỉnh"),
  });
  await carry(district, province, "nghean", folder);
  await carry(province, district, "doluong", folder);
}, 120_000);
afterAll(async () => {
  for (const seat of [district, province]) await seat.close();
  await rm(folder, { recursive: true });
});

const sumOf = async (seat: Seat) => stateHash(await recordsAt(seat), (text) => sha256Hex(text));

/** What stands in a field at both offices, how many conflicts each has, and all that was ever written there. */
async function bothSides(record: RecordId, field: string) {
  const sides = [];
  for (const seat of [district, province]) {
    const { core } = await pageOf(seat);
    const steps = (await core.history(record)).filter((step) => step.field === field);
    sides.push({
      conflicts: (await core.conflicts()).length,
      shown: ((await core.held(record))?.values[field] ?? null) satisfies Json,
      written: steps.map(({ to, office }) => [to, office]),
    });
    core.close();
  }
  const [below, above] = sides;
  return { below: below!, above: above! };
}

describe("settling hundreds over a real exchange", () => {
  const [record, field] = [numbered("assignment", 42), "title"];
  const [ours, theirs] = ["huyện title 41", "tỉnh title 41"];

  it("begins with the same conflicts on both desks", async () => {
    const { below, above } = await bothSides(record, field);
    expect([below.conflicts, above.conflicts]).toEqual([people * fields.length, people * fields.length]);
    expect([below.shown, above.shown]).toEqual([ours, ours]); // the district keeps the file
    expect(await sumOf(district)).toBe(await sumOf(province));
  });

  it("by the value of the province: the desks are empty, and what lost stays in the history of both", async () => {
    const page = await pageOf(province);
    const chosen = (await page.core.conflicts()).flatMap((conflict): Settled[] => {
      const kept = keptBy({ keep: "province" }, conflict);
      return typeof kept === "string" ? [] : [{ conflict, to: kept.to }];
    });
    expect(chosen).toHaveLength(people * fields.length);
    const settled = await settleMany(page, chosen, "theo đề án sắp xếp");
    expect(settled).toMatchObject({ moved: 0, problem: null, together: { conflicts: people * fields.length } });
    expect(settled.together.refs).toHaveLength(2);
    expect(await page.core.conflicts()).toEqual([]);
    page.core.close();
    const { taken } = await carry(province, district, "doluong", folder);
    expect(taken.sum).toEqual({ applied: 2, waiting: 0, held: 0, refused: 0 });
    const { below, above } = await bothSides(record, field);
    for (const side of [below, above]) {
      expect([side.conflicts, side.shown]).toEqual([0, theirs]);
      expect(side.written.map(([to]) => to)).toEqual(expect.arrayContaining([ours, theirs]));
      expect(side.written).toHaveLength(4);
    }
    expect(await sumOf(district)).toBe(await sumOf(province));
  });

  it("taken back after a restart: every conflict lies on both desks again, told of those who wrote the values", async () => {
    const page = await pageOf(province);
    const last = await lastTogether(page);
    expect(last).toMatchObject({ conflicts: people * fields.length, reason: "theo đề án sắp xếp" });
    expect(given(await reopenMany(page, last!))).toEqual({ conflicts: people * fields.length, kept: 0 });
    expect(await lastTogether(page)).toBeNull();
    page.core.close();
    await carry(province, district, "doluong", folder);
    for (const seat of [district, province]) {
      const { core } = await pageOf(seat);
      const conflicts = await core.conflicts();
      expect(conflicts).toHaveLength(people * fields.length);
      const one = conflicts.find((each) => each.record === record && each.field === field);
      expect(new Map(one?.heads.map(({ to, office, reason }) => [to, [office, reason]]))).toEqual(
        new Map([
          [ours, ["Văn phòng doluong", ""]],
          [theirs, ["Văn phòng nghean", "sắp xếp đơn vị"]],
        ]),
      );
      expect(one?.before).toBe("Bí thư");
      core.close();
    }
    const { below, above } = await bothSides(record, field);
    expect([below.shown, above.shown]).toEqual([ours, ours]);
    expect(await sumOf(district)).toBe(await sumOf(province));
  });

  it("can be settled once more by another rule", async () => {
    const page = await pageOf(province);
    const chosen = (await page.core.conflicts()).flatMap((conflict): Settled[] => {
      const kept = keptBy({ keep: "custodian" }, conflict);
      return typeof kept === "string" ? [] : [{ conflict, to: kept.to }];
    });
    expect((await settleMany(page, chosen, "theo lý lịch gốc")).together.conflicts).toBe(people * fields.length);
    page.core.close();
    await carry(province, district, "doluong", folder);
    const { below, above } = await bothSides(record, field);
    for (const side of [below, above]) expect([side.conflicts, side.shown]).toEqual([0, ours]);
  });
});
