import { describe, expect, it } from "vitest";
import { rotationRows } from "../../../renderer/services/rotations-on-file.ts";
import { consequenceOf, createRotationForm, shownDirection } from "../../../renderer/state/rotation-form.ts";
import { createRotations } from "../../../renderer/state/rotations.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, somePerson } from "../data/office-fixture.ts";
import { officeAtWork } from "../services/office-at-work.ts";

const seed = suiteSeed(77);

/** Two secretaries of two communes of one district. */
async function twoSecretaries() {
  const random = seeded(seed);
  const ids = idsOf(random);
  const [first, second] = [somePerson(random, ids("person")), somePerson(random, ids("person"))];
  const unit = (name: string) => {
    const [id, place] = [ids("unit"), ids("unit")];
    return {
      id,
      records: [
        blank("unit", { id, tree: "PARTY" }),
        blank("unit", { id: place, tree: "ADMINISTRATIVE" }),
        blank("unit-version", {
          id: ids("unit-version"),
          unitId: id,
          name,
          level: "XA",
          bloc: "DANG",
          localityId: place,
          from: "2000-01-01",
        }),
      ],
    };
  };
  const [north, south] = [unit("Đảng ủy xã Bắc Hà"), unit("Đảng ủy xã Nam Hà")];
  const post = (personId: typeof first.id, place: typeof north, name: string) =>
    blank("assignment", {
      id: ids("assignment"),
      personId,
      unitId: place.id,
      unitText: name,
      title: "Bí thư Đảng ủy",
      nature: "SUBSTANTIVE",
      from: "2010-08-15",
    });
  const at = await officeAtWork(seed, [
    first,
    second,
    ...north.records,
    ...south.records,
    post(first.id, north, "Đảng ủy xã Bắc Hà"),
    post(second.id, south, "Đảng ủy xã Nam Hà"),
  ]);
  return { ...at, first, second, north, south };
}

describe(`the form of a move, seed ${seed}`, () => {
  it("fills in the post the person leaves, derives the direction, and saves one action", async () => {
    const { office, core, calls, first, north, south } = await twoSecretaries();
    const useForm = createRotationForm(office, { personId: first.id });
    await useForm.getState().load();
    expect(useForm.getState().draft).toMatchObject({ fromUnitId: north.id, fromTitle: "Bí thư Đảng ủy" });
    useForm.getState().edit({
      toUnitId: south.id,
      toTitle: "Bí thư Đảng ủy",
      decisionNumber: "45-QĐ/HU",
      decisionIssuer: "Huyện ủy",
      decisionDate: "2015-04-12",
      start: "2015-05-01",
    });
    const { draft, versions } = useForm.getState();
    expect(shownDirection(draft, versions)).toMatchObject({ derived: "HORIZ_TERRITORY", why: "derived" });
    await useForm.getState().save();
    expect(useForm.getState()).toMatchObject({ phase: "saved", problem: null });
    const kept = (channel: string) => channel.startsWith("kept.");
    expect(calls.map(({ channel }) => channel).filter((channel) => !kept(channel))).toEqual(["ledger.append"]);
    expect((await core.assignmentsOf(first.id)).map(({ from, to }) => [from, to])).toEqual([
      ["2010-08-15", "2015-04-30"],
      ["2015-05-01", null],
    ]);
    const rows = await rotationRows(office.data);
    expect(rows).toMatchObject([
      { direction: "HORIZ_TERRITORY", to: { unit: "Đảng ủy xã Nam Hà" }, name: first.birthName },
    ]);
    const useList = createRotations(office);
    const found = async (query: Parameters<ReturnType<typeof useList.getState>["ask"]>[0]) => {
      useList.getState().ask(query);
      await useList.getState().load();
      return useList.getState().found;
    };
    expect(await found({ text: "nam ha 45" })).toBe(1);
    expect(await found({ kind: "BIET_PHAI" })).toBe(0);
    expect(await found({ kind: null, state: "ACTIVE" })).toBe(1);
    expect(await found({ state: "CANCELLED" })).toBe(0);
    core.close();
  });

  it("records both legs of an exchange, which the desk then has nothing to say about", async () => {
    const { office, core, first, second, south } = await twoSecretaries();
    const useForm = createRotationForm(office, { personId: first.id });
    await useForm.getState().load();
    const [choice] = (await useForm.getState().find(second.birthName)).filter(({ id }) => id === second.id);
    useForm.getState().edit({ kind: "HOAN_DOI", start: "2015-05-01", decisionDate: "2015-04-12" });
    await useForm.getState().pickPartner(choice!);
    expect(useForm.getState().draft).toMatchObject({ toUnitId: south.id, toTitle: "Bí thư Đảng ủy" });
    await useForm.getState().save();
    const rotations = await core.all("rotation");
    expect(rotations).toHaveLength(2);
    expect(new Set(rotations.map(({ exchangeGroup }) => exchangeGroup)).size).toBe(1);
    expect(await core.findings()).toEqual([]);
    core.close();
  });

  it("goes red where the other leg is left out: the control", async () => {
    const { office, core, first, second } = await twoSecretaries();
    const useForm = createRotationForm(office, { personId: first.id });
    await useForm.getState().load();
    const [choice] = (await useForm.getState().find(second.birthName)).filter(({ id }) => id === second.id);
    useForm.getState().edit({ kind: "HOAN_DOI", start: "2015-05-01" });
    await useForm.getState().pickPartner(choice!);
    await useForm.getState().save();
    const [leg] = (await core.all("rotation")).filter(({ personId }) => personId === second.id);
    const held = (await core.held(leg!.id))!;
    const gone = await office.desktop.call("ledger.append", {
      purpose: "rotation.edit",
      reason: "",
      audience: [],
      changes: [{ record: leg!.id, fields: { withdrawn: { saw: [held.first], to: true } } }],
    });
    if (gone.ok) await office.data.take(gone.value.entry, gone.value.head);
    expect((await core.findings()).map(({ rule }) => rule)).toContain("exchange-leg-missing");
    core.close();
  });

  it("keeps what was typed when the ledger refuses, and says why", async () => {
    const { office, core, refuse, first, south } = await twoSecretaries();
    const useForm = createRotationForm(office, { personId: first.id });
    await useForm.getState().load();
    useForm.getState().edit({ toUnitId: south.id, toTitle: "Bí thư Đảng ủy", note: "chưa mất" });
    refuse("ledger.append", { kind: "disk-full" });
    await useForm.getState().save();
    expect(useForm.getState()).toMatchObject({ phase: "filling", problem: { kind: "disk-full" } });
    expect(useForm.getState().draft.note).toBe("chưa mất");
    core.close();
  });

  it("corrects a move on record without touching the career, and saves nothing where nothing differs", async () => {
    const { office, core, calls, first, south } = await twoSecretaries();
    const useForm = createRotationForm(office, { personId: first.id });
    await useForm.getState().load();
    useForm.getState().edit({ toUnitId: south.id, toTitle: "Bí thư Đảng ủy", start: "2015-05-01" });
    await useForm.getState().save();
    const [rotation] = await core.all("rotation");
    const career = await core.assignmentsOf(first.id);
    const useEdit = createRotationForm(office, { rotationId: rotation!.id });
    await useEdit.getState().load();
    await useEdit.getState().save();
    expect(useEdit.getState()).toMatchObject({ phase: "filling", unchanged: true });
    useEdit.getState().edit({ outcome: "RETURN", endedOn: "2018-05", reason: "hết thời hạn" });
    await useEdit.getState().save();
    expect((await core.all("rotation"))[0]).toMatchObject({ outcome: "RETURN", endedOn: "2018-05" });
    expect(await core.assignmentsOf(first.id)).toEqual(career);
    expect(calls.at(-1)?.request).toMatchObject({ purpose: "rotation.edit", reason: "hết thời hạn" });
    core.close();
  });

  it("says what saving will do, as the save does it", async () => {
    const { office, core, first, south } = await twoSecretaries();
    const useForm = createRotationForm(office, { personId: first.id });
    await useForm.getState().load();
    const lines = () => {
      const { mover, partners, draft, versions, decisions, careers } = useForm.getState();
      return consequenceOf(mover, partners, draft, { versions, decisions, careers });
    };
    useForm.getState().edit({ toUnitId: south.id, toTitle: "Chủ tịch" });
    expect(lines()).toBeNull();
    useForm.getState().edit({ start: "2015-05-01" });
    expect(lines()?.map(({ what, step }) => [what, step.title, step.from, step.to])).toEqual([
      ["ends", "Bí thư Đảng ủy", "2010-08-15", "2015-04-30"],
      ["begins", "Chủ tịch", "2015-05-01", null],
    ]);
    const told = lines();
    await useForm.getState().save();
    const career = await core.assignmentsOf(first.id);
    expect(career.map(({ title, from, to }) => [title, from, to])).toEqual(
      told?.map(({ step: { title, from, to } }) => [title, from, to]),
    );
    core.close();
  });

  it("puts a proposal on file, which changes no career", async () => {
    const { office, core, first, south } = await twoSecretaries();
    const useForm = createRotationForm(office, { personId: first.id });
    await useForm.getState().load();
    const career = await core.assignmentsOf(first.id);
    useForm.getState().edit({ proposal: true, toUnitId: south.id, toTitle: "Bí thư Đảng ủy", start: "2015-05-01" });
    await useForm.getState().save();
    const { phase, savedAs } = useForm.getState();
    expect(phase).toBe("saved");
    expect(await core.assignmentsOf(first.id)).toEqual(career);
    expect(await core.all("rotation")).toMatchObject([{ id: savedAs[0], state: "PROPOSE_POLICY", decisionId: null }]);
    core.close();
  });
});
