import { describe, expect, it } from "vitest";
import { recordAction } from "../../../renderer/services/record-action.ts";
import { undoAction } from "../../../renderer/services/undo.ts";
import type { Change } from "../../../shared/change/change.ts";
import { describeChange } from "../../../shared/change/describe-change.ts";
import { blankRecord } from "../../../shared/domain/blank-records.ts";
import { type AnyRecord, siblingId } from "../../../shared/domain/record-kinds.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { idsOf, lineOf, secondPc, somePerson } from "../data/office-fixture.ts";
import { testOffice } from "../state/test-office.ts";

const seed = suiteSeed(41);
const making = (record: AnyRecord): Change => describeChange(undefined, record)!;

async function anOffice() {
  const test = await testOffice(seed);
  const random = seeded(seed);
  const newId = idsOf(random);
  const person = somePerson(random, newId("person"));
  const record = async (changes: readonly Change[], purpose = "person.edit") => {
    const saved = await recordAction(test.office, { purpose, reason: "", people: [], changes });
    if (!saved.ok) throw new Error(saved.problem.kind);
    await saved.value.shown;
    return saved.value.ref;
  };
  const undo = async (ref: string) => {
    const undone = await undoAction(test.office, ref);
    if (!undone.ok || undone.value === null) throw new Error("not undone");
    await undone.value.saved?.shown;
    return undone.value;
  };
  const edit = async (patch: object) => {
    const held = (await test.office.data.held(person.id))!;
    const now = (await test.office.data.person(person.id))!;
    return record([describeChange(held, { ...now, ...patch })!]);
  };
  await record([making(person)], "person.add");
  return { ...test, random, newId, person, record, undo, edit };
}

describe(`taking own actions back at an office, seed ${seed}`, () => {
  it("puts a field back to what it was, whatever its age, and says so in its history", async () => {
    const { office, person, edit, undo } = await anOffice();
    const phone = await edit({ phone: "0912" });
    for (let i = 0; i < 70; i += 1) {
      await office.desktop.call("ledger.access", { record: siblingId(person.id, "protected"), why: "shown" });
    }
    await edit({ residence: "Xóm 3" });
    const undone = await undo(phone);
    expect(undone).toMatchObject({ records: 1, kept: [] });
    expect(await office.data.person(person.id)).toMatchObject({ phone: "", residence: "Xóm 3" });
    const steps = (await office.data.history(person.id)).filter(({ field }) => field === "phone");
    expect(steps.map(({ to, purpose, reason }) => [to, purpose, reason])).toEqual([
      ["0912", "person.edit", ""],
      ["", "action.undo", phone],
    ]);
    await undo(undone.saved!.ref);
    expect(await office.data.person(person.id)).toMatchObject({ phone: "0912" });
  });

  it("keeps and names what was written since, here or in another office", async () => {
    const { office, person, edit, undo, receive } = await anOffice();
    const first = (await office.data.held(person.id))!.first;
    const ref = await edit({ phone: "0912", residence: "Xóm 3", otherNames: "Hai" });
    await edit({ residence: "Xóm 4" });
    await receive(secondPc, "Huyện ủy Đô Lương", [
      lineOf(secondPc, 1, [{ record: person.id, fields: { otherNames: { saw: [first], to: "Ba" } } }]),
    ]);
    const { kept, records } = await undo(ref);
    const told = kept.map(({ field, why, personName }) => `${field} ${why} ${personName}`);
    expect(told.toSorted()).toEqual([
      `otherNames changed ${person.birthName}`,
      `residence changed ${person.birthName}`,
    ]);
    expect(records).toBe(1);
    expect(await office.data.person(person.id)).toMatchObject({ phone: "", residence: "Xóm 4" });
    expect(await office.data.conflicts()).toHaveLength(1);
  });

  it("withdraws what an import made, but no file and no unit that something uses", async () => {
    const { office, random, newId, record, undo } = await anOffice();
    const unit = blankRecord("unit", { id: newId("unit"), tree: "PARTY" });
    const spare = blankRecord("unit", { id: newId("unit"), tree: "PARTY" });
    const people = Array.from({ length: 30 }, () => somePerson(random, newId("person")));
    const careers = people.map(({ id: personId }) =>
      blankRecord("assignment", {
        id: newId("assignment"),
        personId,
        nature: "SUBSTANTIVE",
        title: "Chuyên viên",
        unitId: unit.id,
      }),
    );
    const ref = await record([unit, spare, ...people, ...careers].map(making), "workbook.import");
    const [worked, untouched] = [people[0]!, people[1]!];
    const reward = blankRecord("reward", { id: newId("reward"), personId: worked.id, decisionText: "12-QĐ/HU" });
    await record([making(reward)]);
    const { kept } = await undo(ref);
    expect(kept.map(({ record: id, why, personName }) => [id, why, personName])).toEqual([
      [worked.id, "in-use", worked.birthName],
    ]);
    expect(await office.data.person(worked.id)).toMatchObject({ withdrawn: false });
    expect(await office.data.assignmentsOf(worked.id), "its career stays, and so the unit").toHaveLength(1);
    expect((await office.data.all("unit")).map(({ id }) => id)).toEqual([unit.id]);
    expect(await office.data.person(untouched.id)).toMatchObject({ withdrawn: true });
    expect(await office.data.assignmentsOf(untouched.id)).toEqual([]);
    expect((await office.data.searchPeople({ text: "", order: "name" })).total).toBe(2);
  });

  it("says that there is no such action of this office", async () => {
    const { office } = await anOffice();
    for (const ref of ["doluong-k3f7:99", `${secondPc}:1`])
      expect(await undoAction(office, ref)).toEqual({ ok: true, value: null });
  });

  it("saves nothing where nothing of it stands any more, and nothing where the disk is full", async () => {
    const { office, edit, undo, fail, person } = await anOffice();
    const ref = await edit({ phone: "0912" });
    fail("ledger.append", { kind: "disk-full" });
    expect(await undoAction(office, ref)).toEqual({ ok: false, problem: { kind: "disk-full" } });
    fail("ledger.append", null);
    expect(await office.data.person(person.id)).toMatchObject({ phone: "0912" });
    await edit({ phone: "" });
    expect(await undo(ref)).toEqual({ saved: null, records: 0, kept: [] });
  });
});
