import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realMachine } from "../../electron/machine.ts";
import { packsOnFile } from "../../renderer/data/rotation/packs-on-file.ts";
import { describeChange } from "../../shared/change/describe-change.ts";
import { blankRecord } from "../../shared/domain/blank-records.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import { kindOf, type OfficeId } from "../../shared/domain/primitives.ts";
import { evaluate } from "../../shared/domain/rules/evaluate.ts";
import type { RuleOverride } from "../../shared/domain/rules/rule-override.ts";
import type { RulePackRecord } from "../../shared/domain/rules/rule-pack.ts";
import { packsAsOf, rulesOn, versionsInForce } from "../../shared/domain/rules/rules-on.ts";
import { caseIn, worldOn } from "../shared/domain/rules/world.ts";
import { allOf, carry, enrol, packFor, recordsAt, type Seat, save, takeSeat } from "./seats.ts";

/** The province lays rules over others; every office below has them with its next bundle, and only from the province. */
const machine = realMachine();
const newId = idMaker(machine.clock.millis(), machine.random(16));
let folder = "";
let province: Seat;
let district: Seat;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "packs-"));
  province = await takeSeat(folder, "nghean", "province");
  district = await takeSeat(folder, "doluong", "district");
  await enrol(province, district, folder);
});
afterAll(async () => {
  for (const seat of [province, district]) await seat.close();
  await rm(folder, { recursive: true, force: true });
});

const overlay = (months: number, patch: Partial<RulePackRecord> = {}): RulePackRecord =>
  blankRecord("rule-pack", {
    id: newId("rule-pack"),
    name: "12-QĐ/TU",
    version: 1,
    overlay: true,
    number: "12-QĐ/TU",
    type: "Quy định",
    issuer: "Tỉnh ủy Nghệ An",
    effectiveFrom: "2024-01-01",
    level: "TINH",
    rules: [
      { rule: "R01", article: "Điều 2", parameters: { months }, from: null, to: null, severity: null, appliesTo: null },
    ],
    ...patch,
  });
const said = (record: RulePackRecord | RuleOverride) => {
  const change = describeChange(undefined, record);
  if (change === null) throw new Error("an empty record");
  return change;
};
const provinceOnly = (office: OfficeId): boolean => office === "nghean";
const packsAt = async (seat: Seat, mayRule = provinceOnly) => {
  const state = await recordsAt(seat);
  return packsOnFile(
    [...state.records.all()].filter(({ id }) => kindOf(id) === "rule-pack"),
    mayRule,
  );
};
const day = "2024-06-01";
const made = caseIn(worldOn(day, "move"));
const r01 = async (seat: Seat) => evaluate(made, day, (await packsAt(seat)).packs).find(({ rule }) => rule === "R01");

describe("a province's pack of rules", () => {
  it("reaches the office below in an ordinary bundle: the same rules, and the same judgement of the same move", async () => {
    await save(province, { purpose: "rules.write", changes: [said(overlay(60))] });
    expect((await r01(district))?.facts.limit).toBe(36);
    const { taken } = await carry(province, district, "doluong", folder);
    expect(taken.sum).toEqual({ applied: 1, waiting: 0, held: 0, refused: 0 });
    const [above, below] = [await packsAt(province), await packsAt(district)];
    expect(rulesOn(day, below.packs)).toEqual(rulesOn(day, above.packs));
    expect(await r01(district)).toEqual(await r01(province));
    expect(await r01(district)).toMatchObject({ facts: { limit: 60 }, overlays: [{ pack: "12-QĐ/TU", version: 1 }] });
    expect(rulesOn("2023-12-31", below.packs).R01?.parameters.months).toBe(36);
  });

  it("gives two results for one case, before and after a newer version, and both can be had again", async () => {
    const held = (await packsAt(district)).packs;
    const before = evaluate(made, day, held);
    const first = before.find(({ rule }) => rule === "R01");
    const kept = versionsInForce(rulesOn(day, held));
    const override = blankRecord("rule-override", {
      id: newId("rule-override"),
      personId: made.person.id,
      rule: "R01",
      pack: first?.source.pack ?? "",
      packVersion: first?.source.version ?? 0,
      moveId: made.move?.id ?? null,
      reason: "Theo yêu cầu nhiệm vụ",
      document: "Thông báo 5-TB/TU",
    });
    await save(district, { purpose: "rotation.override", changes: [said(override)] });
    await save(province, { purpose: "rules.write", changes: [said(overlay(12, { version: 2 }))] });
    await carry(province, district, "doluong", folder);
    const { packs } = await packsAt(district);
    const after = evaluate(made, day, packs).find(({ rule }) => rule === "R01");
    expect([first?.result, after?.result]).toEqual(["not-met", "met"]);
    expect([first?.facts.limit, after?.facts.limit]).toEqual([60, 12]);
    expect(evaluate(made, day, packsAsOf(packs, kept))).toEqual(before);
    const [stored] = allOf(await recordsAt(district), "rule-override");
    expect(stored).toMatchObject({ pack: "65-QĐ/TW", packVersion: 1 });
    expect(packs.some(({ name, version }) => name === stored?.pack && version === stored.packVersion)).toBe(true);
  });

  it("does not count from anybody else, nor changed, nor out of its turn; it stays on file with its reason", async () => {
    await save(district, {
      purpose: "rules.write",
      changes: [said(overlay(1, { name: "7-QĐ/HU", number: "7-QĐ/HU" }))],
    });
    await save(province, {
      purpose: "rules.write",
      changes: [said(overlay(2)), said(overlay(3, { name: "Hỏng", rules: [{ rule: "R99" }] }))],
    });
    const { packed } = await carry(province, district, "doluong", folder);
    expect(packed.fileName).not.toBe("");
    const found = await packsAt(district);
    expect(found.refused.map(({ record, writer, problem }) => [record.name, writer, problem.kind])).toEqual([
      ["7-QĐ/HU", "doluong", "not-entitled"],
      ["12-QĐ/TU", "nghean", "older"],
      ["Hỏng", "nghean", "malformed"],
    ]);
    expect((await r01(district))?.facts.limit).toBe(12);
    const own = await packsAt(district, (office) => office === "doluong"); // an office with nobody above it (control)
    expect(own.packs.some(({ name }) => name === "7-QĐ/HU")).toBe(true);

    // The district changes and takes back what the province wrote: one is told, the other changes nothing.
    const state = await recordsAt(district);
    const [newest] = allOf(state, "rule-pack").filter(({ version }) => version === 2);
    if (newest === undefined) throw new Error("no pack");
    const gone = describeChange(state.records.get(newest.id), { ...newest, withdrawn: true });
    if (gone !== null) await save(district, { purpose: "rules.write", changes: [gone] });
    expect((await r01(district))?.facts.limit).toBe(12);
    const held = (await recordsAt(district)).records.get(newest.id);
    const touched = describeChange(held, { ...newest, withdrawn: true, issuer: "Nơi khác" });
    if (touched !== null) await save(district, { purpose: "rules.write", changes: [touched] });
    expect((await packsAt(district)).refused.map(({ problem }) => problem)).toContainEqual({
      kind: "changed",
      office: "doluong",
    });
    expect((await r01(district))?.facts.limit).toBe(60); // what was in force before
  });

  it("that is not signed, or was touched on the way, is refused with a reason, and nothing changes", async () => {
    await save(province, { purpose: "rules.write", changes: [said(overlay(99, { name: "13-QĐ/TU", version: 1 }))] });
    const packed = await packFor(province, "doluong", folder);
    const before = await packsAt(district);
    const bare = join(await mkdtemp(join(folder, "bare-")), packed.fileName);
    await copyFile(packed.path, bare); // without the signature beside it
    district.path = bare;
    const unsigned = await district.handlers["bundle.open"]({});
    const bytes = await readFile(packed.path);
    bytes[bytes.length - 9]! ^= 1;
    await writeFile(packed.path, bytes);
    district.path = packed.path;
    const touched = await district.handlers["bundle.open"]({});
    expect([unsigned, touched].map((each) => (each.ok ? "taken" : each.problem.kind))).toEqual([
      "bundle-unsigned",
      "bundle-altered",
    ]);
    expect(await packsAt(district)).toEqual(before);
  });
});
