import { describe, expect, it } from "vitest";
import { fieldHistory } from "../../../renderer/services/person-file.ts";
import { openNewPerson, openProfile } from "../../../renderer/state/profile.ts";
import { createSaveState, watchSaves } from "../../../renderer/state/save-state.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { siblingId } from "../../../shared/domain/record-kinds.ts";
import { suiteSeed } from "../../fixtures/seeded.ts";
import { lineOf, secondPc } from "../data/office-fixture.ts";
import { type TestOffice, testOffice } from "./test-office.ts";

const seed = suiteSeed(19);

async function anOffice(): Promise<TestOffice & { readonly id: RecordId<"person"> }> {
  const test = await testOffice(seed);
  const form = openNewPerson(test.office);
  form.getState().edit({ birthName: "  Phan Văn Đức ".normalize("NFD"), birthDate: "1985-03" });
  const id = await form.getState().save();
  if (id === null) throw new Error("the new person was not saved");
  return { ...test, id };
}

async function loaded(test: TestOffice, id: RecordId<"person">) {
  const { useProfile } = openProfile(test.office, id);
  await useProfile.getState().load();
  return useProfile;
}

describe(`a cadre's file on the screen, seed ${seed}`, () => {
  it("makes a new file as one action, its text composed and trimmed, without a blank restricted record", async () => {
    const { office, id, calls } = await anOffice();
    expect(calls).toEqual(["ledger.append"]);
    const person = await office.data.person(id);
    expect(person).toMatchObject({ birthName: "Phan Văn Đức", birthDate: "1985-03", custodian: office.opened.office });
    expect(await office.data.counts()).toMatchObject({ person: 1 });
    expect(await office.data.protectedRowsOf(id)).toEqual([]);
  });

  it("says only the fields that were changed, and each says what its writer saw", async () => {
    const test = await anOffice();
    const useProfile = await loaded(test, test.id);
    const { begin, edit, save } = useProfile.getState();
    begin();
    edit({ phone: "0912 000 111" });
    expect(useProfile.getState().changed).toBe(true);
    expect(await save()).toBe(test.id);
    const steps = await fieldHistory(test.office, test.id, "phone");
    expect(steps.map(({ from, to, purpose }) => [from, to, purpose])).toEqual([[null, "0912 000 111", "person.edit"]]);
    expect(await fieldHistory(test.office, test.id, "birthName")).toHaveLength(1);
  });

  it("shows what was saved as soon as the ledger has it, before the working copy follows", async () => {
    const test = await anOffice();
    const useProfile = await loaded(test, test.id);
    const release = test.holdTake();
    useProfile.getState().begin();
    useProfile.getState().edit({ residence: "Xóm 3" });
    await useProfile.getState().save();
    const { draft, saving, file } = useProfile.getState();
    expect({ draft, saving }).toEqual({ draft: null, saving: false });
    expect(file?.person.residence).toBe("Xóm 3");
    expect((await test.office.data.person(test.id))?.residence).toBe("");
    release();
    await expect.poll(async () => (await test.office.data.person(test.id))?.residence).toBe("Xóm 3");
  });

  it("makes no conflict with itself when a second edit is saved before the first one is shown", async () => {
    const test = await anOffice();
    const useProfile = await loaded(test, test.id);
    const release = test.holdTake();
    useProfile.getState().begin();
    useProfile.getState().edit({ residence: "Xóm 3" });
    await useProfile.getState().save();
    useProfile.getState().begin();
    useProfile.getState().edit({ residence: "Xóm 4" });
    const second = useProfile.getState().save();
    release();
    await second;
    await expect.poll(async () => (await test.office.data.person(test.id))?.residence).toBe("Xóm 4");
    expect(await test.office.data.conflicts()).toEqual([]);
    expect((await fieldHistory(test.office, test.id, "residence")).map(({ from, to }) => [from, to])).toEqual([
      ["Xóm 3", "Xóm 4"],
      [null, "Xóm 3"],
    ]);
  });

  it("loses nothing of the form when the disk is full, and saves it once there is room", async () => {
    const test = await anOffice();
    const useProfile = await loaded(test, test.id);
    useProfile.getState().begin();
    useProfile.getState().edit({ mainWork: "Theo dõi công tác tổ chức" });
    test.fail("ledger.append", { kind: "disk-full" });
    expect(await useProfile.getState().save()).toBeNull();
    expect(useProfile.getState()).toMatchObject({
      saving: false,
      changed: true,
      problem: { kind: "disk-full" },
      draft: { mainWork: "Theo dõi công tác tổ chức" },
    });
    test.fail("ledger.append", null);
    expect(await useProfile.getState().save()).toBe(test.id);
    expect((await test.office.data.person(test.id))?.mainWork).toBe("Theo dõi công tác tổ chức");
  });

  it("writes nothing when nothing was changed", async () => {
    const test = await anOffice();
    const useProfile = await loaded(test, test.id);
    const before = test.calls.length;
    useProfile.getState().begin();
    useProfile.getState().edit({ phone: "1" });
    useProfile.getState().edit({ phone: "" });
    expect(useProfile.getState().changed).toBe(false);
    await useProfile.getState().save();
    expect(test.calls.length).toBe(before);
  });

  it("opens restricted items only after the ledger has noted it", async () => {
    const test = await anOffice();
    const useProfile = await loaded(test, test.id);
    expect(useProfile.getState().restricted).toBeNull();
    test.fail("ledger.access", { kind: "disk-failing" });
    await useProfile.getState().showRestricted();
    expect(useProfile.getState()).toMatchObject({ restricted: null, problem: { kind: "disk-failing" } });
    test.fail("ledger.access", null);
    await useProfile.getState().showRestricted();
    expect(test.calls.at(-1)).toBe("ledger.access");
    expect(useProfile.getState().restricted?.record.id).toBe(siblingId(test.id, "protected"));

    useProfile.getState().begin();
    useProfile.getState().editRestricted({ bloodGroup: "O", heightCm: 168 });
    await useProfile.getState().save();
    await expect
      .poll(async () => (await test.office.data.protectedRowsOf(test.id))[0]?.values)
      .toMatchObject({ bloodGroup: "O", heightCm: 168 });
  });

  it("keeps what the form was filled from while it is open, and shows newer entries once it is closed", async () => {
    const test = await anOffice();
    const useProfile = await loaded(test, test.id);
    useProfile.getState().begin();
    const other = await loaded(test, test.id);
    other.getState().begin();
    other.getState().edit({ phone: "0900" });
    await other.getState().save();
    await useProfile.getState().load();
    expect(useProfile.getState().file?.person.phone).toBe("");
    useProfile.getState().cancel();
    await expect.poll(() => useProfile.getState().file?.person.phone).toBe("0900");
  });

  it("marks a field that two offices have written, and no other", async () => {
    const test = await anOffice();
    const { first } = (await test.office.data.held(test.id))!;
    const useProfile = await loaded(test, test.id);
    useProfile.getState().begin();
    useProfile.getState().edit({ residence: "Xóm 3", phone: "0912" });
    await useProfile.getState().save();
    const theirs = { residence: { saw: [first], to: "Khối 5" }, phone: { saw: [first], to: "0912" } };
    await test.receive(secondPc, "Huyện ủy Đô Lương", [lineOf(secondPc, 1, [{ record: test.id, fields: theirs }])]);
    await useProfile.getState().load();
    expect(useProfile.getState().file?.conflicts).toEqual({ residence: 2 });
  });

  it("leaves text alone that nobody touched, however it was written", async () => {
    const test = await anOffice();
    const { first } = (await test.office.data.held(test.id))!;
    await test.receive(secondPc, "Huyện ủy Đô Lương", [
      lineOf(secondPc, 1, [{ record: test.id, fields: { rewards: { saw: [first], to: " Bằng khen  1999 " } } }]),
    ]);
    const useProfile = await loaded(test, test.id);
    useProfile.getState().begin();
    useProfile.getState().edit({ phone: " 0912 " });
    await useProfile.getState().save();
    await expect.poll(async () => (await test.office.data.person(test.id))?.phone).toBe("0912");
    expect((await test.office.data.person(test.id))?.rewards).toBe(" Bằng khen  1999 ");
    expect(await fieldHistory(test.office, test.id, "rewards")).toHaveLength(1);
  });

  it("says that there is no such file", async () => {
    const test = await anOffice();
    const useProfile = await loaded(test, "person:00000000-0000-7000-8000-000000000000");
    expect(useProfile.getState()).toMatchObject({ missing: true, file: null });
  });
});

describe("the header's word on saving", () => {
  it("is the time once the ledger has answered, and the problem while it has not", async () => {
    const test = await testOffice(seed);
    const useSaveState = createSaveState();
    const desktop = watchSaves(test.office.desktop, useSaveState, () => "10:42");
    const form = openNewPerson({ ...test.office, desktop });
    form.getState().edit({ birthName: "Vi Hòe" });
    const saving = form.getState().save();
    await expect.poll(() => useSaveState.getState().savedAt).toBe("10:42");
    await saving;
    expect(useSaveState.getState()).toEqual({ saving: 0, savedAt: "10:42", waits: false, problem: null });
    test.fail("ledger.append", { kind: "disk-full" });
    const second = openNewPerson({ ...test.office, desktop });
    second.getState().edit({ birthName: "Lê Văn An" });
    await second.getState().save();
    expect(useSaveState.getState()).toEqual({
      saving: 0,
      savedAt: "10:42",
      waits: false,
      problem: { kind: "disk-full" },
    });
  });
});
