import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClosingDraft, closeOffice, followUp } from "../../renderer/services/close-office.ts";
import { handOver } from "../../renderer/services/hand-over.ts";
import { recordAction } from "../../renderer/services/record-action.ts";
import { createClosing, previewOf } from "../../renderer/state/closing.ts";
import { blankPerson, blankRecord } from "../../shared/domain/blank-records.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { catchUp, leavePageSeats, type PageSeat, takePageSeat, write } from "./page-seats.ts";
import { jpeg } from "./pictures.ts";
import { carry, enrol, given, pageOf } from "./seats.ts";
import { handOver as handRegistryOver, makeRoots, openEdition, publish, registryOf, said } from "./trust.ts";

/** An office ends and two others go on with its files: real stores, bundles, registry and working copies. */
let folder: string;
let [closed, north, south, province]: PageSeat[] = [];
let keys: string[];
let blob = "";
const ids = idMaker(1_767_225_600_000, new Uint8Array(16).fill(7));
const [upper, lower] = [ids("unit"), ids("unit")];
const people = Array.from({ length: 6 }, () => ids("person"));
const scan = jpeg(300, 400, { fill: 9_000, seed: 5 });

const post = (personId: RecordId<"person">, unitId: RecordId<"unit">) =>
  blankRecord("assignment", {
    id: ids("assignment"),
    personId,
    unitId,
    title: "Bí thư",
    nature: "SUBSTANTIVE",
    from: "2021",
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "close-office-"));
  [closed, north, south, province] = [
    await takePageSeat(folder, "doluong", "district"),
    await takePageSeat(folder, "vinh", "district"),
    await takePageSeat(folder, "namdan", "district"),
    await takePageSeat(folder, "nghean", "province"),
  ];
  for (const district of [closed, north, south]) await enrol(district, province, folder);
  keys = await makeRoots(province, folder);
  await publish(province, keys.slice(0, 2));
  const edition = await handRegistryOver(province, folder);
  for (const district of [closed, north, south]) {
    given(await openEdition(district, edition));
    const digits = (await registryOf(province)).held?.rootDigits ?? "";
    given(await district.handlers["registry.admit"]({ digits }));
  }
  for (const each of [closed, north, south, province]) await catchUp(each);
  blob = given(await closed.handlers["blob.put"]({ bytes: scan, media: "image/jpeg" })).blob;
  await write(closed, [
    blankRecord("unit", { id: upper, tree: "PARTY" }),
    blankRecord("unit", { id: lower, tree: "PARTY" }),
    ...people.map((id, i) => ({ ...blankPerson(id, "doluong"), birthName: `Vi Văn ${i + 1}`, phone: `09${i}` })),
    ...people.slice(0, 2).map((id) => post(id, upper)),
    ...people.slice(2, 4).map((id) => post(id, lower)),
    blankRecord("attachment", {
      id: ids("attachment"),
      personId: people[0]!,
      blob,
      media: "image/jpeg",
      bytes: scan.byteLength,
      role: "SCAN",
    }),
  ]);
  await send(closed, province);
}, 180_000);
afterAll(async () => {
  await leavePageSeats([closed, north, south, province]);
  await rm(folder, { recursive: true, force: true });
});

/** Carry a bundle and let both pages follow; a province then does what is due. */
async function send(from: PageSeat, to: PageSeat): Promise<void> {
  await carry(from, to, to.opened.office, folder);
  for (const each of [from, to]) await catchUp(each);
  given(await followUp(to.page));
}

async function edit(at: PageSeat, person: RecordId<"person">, phone: string) {
  const held = (await at.page.data.held(person))!;
  return recordAction(at.page, {
    purpose: "person.edit",
    reason: "",
    people: [person],
    changes: [{ record: person, fields: { phone: { saw: [held.by.phone ?? held.first], to: phone } } }],
  });
}

const keeperAt = async ({ page }: PageSeat, person: RecordId<"person">) => (await page.data.person(person))?.custodian;
const keepersAt = async (at: PageSeat, some: readonly RecordId<"person">[]) =>
  Promise.all(some.map((person) => keeperAt(at, person)));

const draft: ClosingDraft = {
  office: "doluong",
  successors: ["vinh", "namdan"],
  byUnit: { [upper]: "vinh", [lower]: "namdan" },
  byHand: { [people[4]!]: "vinh" },
  decision: "30-NQ/TU",
  decidedOn: "2026-11-20",
  reason: "Sắp xếp tổ chức",
};
const placedAt = ["vinh", "vinh", "namdan", "namdan", "vinh", "nghean"];
const late = ids("person");

describe("an office that ends", { timeout: 120_000 }, () => {
  it("is closed only when every file has somewhere to go", async () => {
    given(
      await handOver(province!.page, {
        file: people[2]!,
        toOffice: "namdan",
        decision: "29-QĐ/TU",
        decidedOn: null,
        reason: "",
        forced: false,
        second: "",
      }),
    );
    const ground = (await province!.page.data.closingGround("doluong"))!;
    expect(ground.files).toBe(6);
    expect(ground.units.map(({ id, files }) => [id, files])).toEqual(
      expect.arrayContaining([
        [upper, 2],
        [lower, 2],
      ]),
    );
    expect(new Set(ground.without.map(({ id }) => id))).toEqual(new Set([people[4], people[5]]));
    expect(ground.open).toHaveLength(1);
    expect(previewOf(ground, draft)).toMatchObject({ left: 1, total: 6 });
    expect(given(await closeOffice(province!.page, draft))).toBe("moved");
    expect(await province!.page.data.closings()).toEqual([]);
    expect(await keepersAt(province!, people)).toEqual(people.map(() => "doluong"));
  });

  it("gives every file to whom the rule says, in one go, from its form", async () => {
    const form = createClosing(province!.page, "doluong");
    await form.getState().load();
    for (const id of ["vinh", "namdan", "nghean"]) form.getState().addSuccessor(id);
    form.getState().placeUnits([upper], "vinh");
    form.getState().placeUnits([lower], "namdan");
    form.getState().placePeople([people[4]!], "vinh");
    form.getState().placePeople([people[5]!], "nghean");
    form.getState().edit({ decision: draft.decision, reason: draft.reason });
    await Promise.all([form.getState().close(), form.getState().close()]); // two clicks, one closing
    expect(form.getState()).toMatchObject({ done: true, moved: 6, problem: null });
    expect(await keepersAt(province!, people)).toEqual(placedAt);
    const [closing, ...more] = await province!.page.data.closings();
    expect(more).toEqual([]);
    expect(closing).toMatchObject({ unplaced: [], late: 0, isOwn: false });
    expect(closing?.successors.map(({ files }) => files)).toEqual([3, 2, 1]);
    expect(await province!.page.data.transfersDue(10)).toEqual([]);
    expect(await province!.page.data.closingGround("doluong")).toBeNull();
    const states = (await registryOf(province!)).offices.find(({ id }) => id === "doluong");
    expect(states).toMatchObject({ closed: true, feeds: [{ state: "closing", upTo: 1 }] });
    const handed = await province!.page.data.handovers();
    expect(handed.filter(({ state }) => state === "withdrawn")).toHaveLength(1); // the one that waited
  });

  it("goes on at its successors with history and scans, each its own files only", async () => {
    await publish(province!, keys.slice(0, 2));
    for (const successor of [north!, south!]) await send(province!, successor);
    expect(await keepersAt(north!, people)).toEqual(["vinh", "vinh", undefined, undefined, "vinh", undefined]);
    expect(await keepersAt(south!, people)).toEqual([undefined, undefined, "namdan", "namdan", undefined, undefined]);
    expect((await north!.page.data.history(people[0]!)).filter(({ field }) => field === "phone")).toMatchObject([
      { to: "090", office: "Văn phòng doluong", clerk: "Người thử" },
    ]);
    expect(await south!.page.data.assignmentsOf(people[3]!)).toMatchObject([{ title: "Bí thư", unitId: lower }]);
    expect(given(await north!.handlers["blob.read"]({ blob })).bytes.byteLength).toBe(scan.byteLength);
    expect(await north!.page.data.closings()).toMatchObject([
      { name: "Văn phòng doluong", here: 3, unplaced: [], record: { decision: "30-NQ/TU" } },
    ]);
    for (const each of [north!, south!]) expect(await each.page.data.lying()).toEqual([]);
    given(await edit(north!, people[0]!, "0999"));
    await catchUp(north!);
    await send(north!, province!);
    expect((await province!.page.data.person(people[0]!))?.phone).toBe("0999");
  });

  it("hears that it is closed; what it wrote meanwhile becomes proposals, and its new files go by the rule", async () => {
    given(await edit(closed!, people[0]!, "0900 late"));
    await catchUp(closed!);
    await write(closed!, [{ ...blankPerson(late, "doluong"), birthName: "Vi Thị Muộn" }, post(late, lower)]);
    await send(province!, closed!);
    expect(await keepersAt(closed!, people)).toEqual(placedAt);
    expect(await closed!.page.data.closings()).toMatchObject([{ isOwn: true }]);
    const refused = await edit(closed!, people[1]!, "0901 too late");
    expect(said(refused)).toBe("office-closed");
    expect(said(await closed!.handlers["identity.renew"]({}))).toBe("office-closed");
    expect((await closed!.page.data.person(people[1]!))?.birthName).toBe("Vi Văn 2"); // still read

    await send(closed!, province!); // what was unsent still leaves
    expect(await keeperAt(province!, late)).toBe("namdan");
    expect((await province!.page.data.person(people[0]!))?.phone).toBe("0999");
    expect(await province!.page.data.closings()).toMatchObject([{ late: 1, unplaced: [] }]);
    for (const successor of [north!, south!]) await send(province!, successor);
    const [proposal, ...more] = await north!.page.data.proposals();
    expect(more).toEqual([]);
    expect(proposal).toMatchObject({ office: "Văn phòng doluong", isOurs: true, late: true });
    expect(proposal?.fields).toMatchObject([{ field: "phone", present: "0999", to: "0900 late" }]);
    expect((await south!.page.data.person(late))?.birthName).toBe("Vi Thị Muộn");
    expect(await south!.page.data.assignmentsOf(late)).toMatchObject([{ title: "Bí thư" }]);
  });

  it("is still told what became of it, and stays closed", async () => {
    await send(province!, closed!);
    expect(await keeperAt(closed!, late)).toBe("namdan");
    expect((await registryOf(closed!)).offices.find(({ id }) => id === "doluong")).toMatchObject({
      closed: true,
      feeds: [{ state: "closed", upTo: 1 }],
    });
    expect((await registryOf(closed!)).ownEnd).toBeNull(); // no new identity is offered
    given(await followUp(province!.page));
    expect((await registryOf(province!)).next).toBeNull(); // nothing more to publish
  });

  it("opens from the ledger as it stood", async () => {
    for (const each of [closed!, north!, south!, province!]) {
      const again = await pageOf(each);
      expect(await again.core.stateHash()).toBe(await each.page.core.stateHash());
      again.core.close();
    }
  });
});
