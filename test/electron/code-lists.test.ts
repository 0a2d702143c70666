import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realMachine } from "../../electron/machine.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { type ListName, listOn } from "../../shared/domain/codes/all-lists.ts";
import { codesOn, nameOfCode } from "../../shared/domain/codes/code-list.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import type { CodeRecord } from "../../shared/domain/organisation.ts";
import { allOf, carry, enrol, recordsAt, type Seat, save, takeSeat } from "./seats.ts";

/** The province changes a list of codes by an ordinary signed action; every office below has it with its next bundle. */
const machine = realMachine();
const newId = idMaker(machine.clock.millis(), machine.random(16));
let folder = "";
let province: Seat;
let districts: readonly Seat[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "codes-"));
  province = await takeSeat(folder, "nghean", "province");
  districts = await Promise.all(["doluong", "quychau"].map((office) => takeSeat(folder, office, "district")));
  for (const district of districts) await enrol(province, district, folder);
});
afterAll(async () => {
  for (const seat of [province, ...districts]) await seat.close();
  await rm(folder, { recursive: true, force: true });
});

const code = (given: Partial<CodeRecord>): CodeRecord =>
  blankRecord("code-record", { id: newId("code-record"), ...given });
const said = (record: CodeRecord) => {
  const change = describeChange(undefined, record);
  if (change === null) throw new Error("an empty record");
  return change;
};
const listAt = async (seat: Seat, list: ListName) => listOn(list, allOf(await recordsAt(seat), "code-record"));

describe("a list of codes", () => {
  const added = code({
    list: "RATING",
    code: "XS2026",
    vi: "Hoàn thành xuất sắc (mới)",
    en: "Excellent (new)",
    from: "2026-01-01",
  });
  const retired = code({ list: "RATING", code: "XS", to: "2025-12-31", replacedBy: "XS2026" });

  it("reaches every district in an ordinary bundle, whomever the actions around it concern", async () => {
    await save(province, {
      purpose: "unit.edit",
      audience: ["quychau"],
      changes: [said(code({ list: "BLOC", code: "X1", vi: "Chỉ của Quỳ Châu" }))],
    });
    await save(province, { purpose: "codes.edit", changes: [said(added), said(retired)] });
    const before = await Promise.all(districts.map((district) => listAt(district, "RATING")));
    for (const list of before) expect(codesOn(list, "2026-03-01").map((entry) => entry.code)).toContain("XS");
    const sums = [];
    for (const [i, district] of districts.entries())
      sums.push((await carry(province, district, ["doluong", "quychau"][i] ?? "", folder)).taken.sum);
    expect(sums).toEqual([0, 1].map(() => ({ applied: 2, waiting: 0, held: 0, refused: 0 })));

    const own = await listAt(province, "RATING");
    for (const district of districts) expect(await listAt(district, "RATING")).toEqual(own);
    expect(codesOn(own, "2026-03-01").map((entry) => entry.code)).toContain("XS2026");
    expect(codesOn(own, "2026-03-01").map((entry) => entry.code)).not.toContain("XS");
    expect(codesOn(own, "2024-12-31").map((entry) => entry.code)).toContain("XS"); // old facts stay right
    expect(nameOfCode(own, "XS")).toBe("Hoàn thành xuất sắc nhiệm vụ");
    expect((await listAt(districts[0] as Seat, "BLOC")).some((entry) => entry.code === "X1")).toBe(false);
    expect((await listAt(districts[1] as Seat, "BLOC")).some((entry) => entry.code === "X1")).toBe(true);
  });

  it("is used offline after the next unlocking, and changed again by what was seen", async () => {
    const state = await recordsAt(province);
    const next = describeChange(state.records.get(added.id), { ...added, vi: "Xuất sắc", to: "2030-12-31" });
    if (next === null) throw new Error("nothing to change");
    await save(province, { purpose: "codes.edit", changes: [next] });
    for (const [i, district] of districts.entries()) {
      await carry(province, district, ["doluong", "quychau"][i] ?? "", folder);
      const list = await listAt(district, "RATING");
      expect(list.find((entry) => entry.code === "XS2026")).toMatchObject({ vi: "Xuất sắc", to: "2030-12-31" });
    }
  });
});
