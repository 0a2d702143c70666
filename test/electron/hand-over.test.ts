import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerHandover, handOver, passOn, withdrawHandover } from "../../renderer/services/hand-over.ts";
import { recordAction } from "../../renderer/services/record-action.ts";
import { createHandovers } from "../../renderer/state/handovers.ts";
import { blankPerson, blankRecord } from "../../shared/domain/blank-records.ts";
import { idMaker } from "../../shared/domain/new-id.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { catchUp, leavePageSeats, type PageSeat, takePageSeat, write } from "./page-seats.ts";
import { jpeg } from "./pictures.ts";
import { carry, enrol, given, pageOf } from "./seats.ts";

/** Two districts and their province, with real stores, bundles and working copies: a file goes from one district to the other. */
let folder: string;
let [giver, taker, province]: PageSeat[] = [];
const ids = idMaker(1_767_225_600_000, new Uint8Array(16).fill(9));
const personId = ids("person");
const scan = jpeg(472, 709, { fill: 20_000, seed: 3 });
let blob = "";
const [unitId, versionId, assignmentId] = [ids("unit"), ids("unit-version"), ids("assignment")];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hand-over-"));
  [giver, taker, province] = [
    await takePageSeat(folder, "doluong", "district"),
    await takePageSeat(folder, "vinh", "district"),
    await takePageSeat(folder, "nghean", "province"),
  ];
  for (const district of [giver, taker]) await enrol(district, province, folder);
  for (const each of [giver, taker, province]) await catchUp(each);
  blob = given(await giver.handlers["blob.put"]({ bytes: scan, media: "image/jpeg" })).blob;
  await write(giver, [
    blankRecord("unit", { id: unitId, tree: "PARTY" }),
    blankRecord("unit-version", { id: versionId, unitId, name: "Đảng ủy xã Mẫu", level: "XA", from: "2020-01-01" }),
    { ...blankPerson(personId, "doluong"), birthName: "Lò Văn Mẫu", phone: "0912" },
    blankRecord("assignment", {
      id: assignmentId,
      personId,
      unitId,
      title: "Bí thư",
      nature: "SUBSTANTIVE",
      from: "2021",
    }),
    blankRecord("attachment", {
      id: ids("attachment"),
      personId,
      blob,
      media: "image/jpeg",
      bytes: scan.byteLength,
      role: "SCAN",
    }),
  ]);
}, 120_000);
afterAll(async () => {
  await leavePageSeats([giver, taker, province]);
  await rm(folder, { recursive: true, force: true });
});

/** Carry a bundle and let both pages follow; a province then records what is due. */
async function send(from: PageSeat, to: PageSeat): Promise<void> {
  await carry(from, to, to.opened.office, folder);
  for (const each of [from, to]) await catchUp(each);
  given(await passOn(to.page));
}

const phoneAt = async ({ page }: PageSeat) => (await page.data.person(personId))?.phone;
const keeperAt = async ({ page }: PageSeat) => (await page.data.person(personId))?.custodian;

async function edit(at: PageSeat, phone: string): Promise<void> {
  const held = await at.page.data.held(personId);
  const saw = held === null ? [] : [held.by.phone ?? held.first];
  const draft = {
    purpose: "person.edit",
    reason: "",
    people: [personId],
    changes: [{ record: personId, fields: { phone: { saw, to: phone } } }],
  };
  await given(await recordAction(at.page, draft)).shown;
}

const sentOne = async (at: PageSeat) => (await at.page.data.handovers()).find(({ state }) => state === "sent")!;

async function order(): Promise<void> {
  const draft = {
    file: personId,
    toOffice: "vinh",
    decision: "12-QĐ/TU",
    decidedOn: "2026-11-20",
    reason: "Điều động",
    forced: false,
    second: "",
  };
  expect(given(await handOver(province!.page, draft))).not.toBe("moved");
}

describe("a file that is handed over", () => {
  it("comes to the receiver whole: values, who wrote them, and the unit it names", { timeout: 120_000 }, async () => {
    await send(giver!, province!);
    await order();
    await edit(giver!, "0913"); // the giver does not know of it yet
    await send(province!, giver!);
    await send(province!, taker!);
    expect(await phoneAt(taker!)).toBe("0912");
    expect(await keeperAt(taker!)).toBe("doluong");
    const history = await taker!.page.data.history(personId);
    expect(history.filter(({ field }) => field === "phone")).toMatchObject([
      { to: "0912", clerk: "Người thử", office: "Văn phòng doluong" },
    ]);
    expect(await taker!.page.data.assignmentsOf(personId)).toMatchObject([{ title: "Bí thư", unitId }]);
    expect(given(await taker!.handlers["blob.read"]({ blob })).bytes.byteLength).toBe(scan.byteLength);
    expect(await taker!.page.data.where("unit-version", "unitId", unitId)).toMatchObject([{ name: "Đảng ủy xã Mẫu" }]);
  });

  it("is the receiver's from its answer on, and everybody hears of it", { timeout: 120_000 }, async () => {
    expect((await sentOne(taker!)).isOurs).toBe(true);
    expect(given(await answerHandover(taker!.page, await sentOne(taker!), { accepted: true, reason: "" }))).not.toBe(
      "moved",
    );
    await edit(taker!, "0988");
    expect([await keeperAt(taker!), await phoneAt(taker!)]).toEqual(["vinh", "0988"]);
    await send(taker!, province!);
    expect([await keeperAt(province!), await phoneAt(province!)]).toEqual(["vinh", "0988"]);
    await send(province!, giver!);
    expect(await keeperAt(giver!)).toBe("vinh");
    expect(await phoneAt(giver!)).toBe("0912"); // what it wrote beyond the cut counts no more
    expect((await giver!.page.data.proposals()).map(({ fields }) => fields[0]?.to)).toEqual(["0913"]);
  });

  it("brings the giver's late words to the new keeper as proposals", { timeout: 120_000 }, async () => {
    await send(giver!, province!);
    expect(await phoneAt(province!)).toBe("0988");
    await send(province!, taker!);
    const [proposal] = await taker!.page.data.proposals();
    expect(proposal).toMatchObject({ office: "Văn phòng doluong", clerk: "Người thử", isOurs: true });
    expect(proposal?.fields).toMatchObject([{ field: "phone", present: "0988", to: "0913" }]);
    expect(await passOn(province!.page)).toMatchObject({ value: 0 }); // nothing is told twice
  });

  it("opens from the ledger as it stood", { timeout: 120_000 }, async () => {
    for (const each of [giver!, taker!, province!]) {
      const again = await pageOf(each);
      expect(await again.core.stateHash()).toBe(await each.page.core.stateHash());
      again.core.close();
    }
  });

  it("stays where it was when the province takes it back", { timeout: 120_000 }, async () => {
    const screen = createHandovers(province!.page, personId);
    await screen.getState().begin(personId, "Lò Văn Mẫu");
    screen.getState().edit({ toOffice: "doluong", decision: "15-QĐ/TU" });
    const clicks = [screen.getState().handOver(), screen.getState().handOver()];
    expect(await Promise.all(clicks)).toEqual([true, false]);
    expect(screen.getState().all.map(({ state }) => state)).toEqual(["sent", "accepted"]); // two clicks, one hand-over
    expect(given(await withdrawHandover(province!.page, await sentOne(province!), "Chưa đủ hồ sơ"))).not.toBe("moved");
    await send(province!, giver!);
    expect([await keeperAt(giver!), await keeperAt(province!)]).toEqual(["vinh", "vinh"]);
    expect((await giver!.page.data.handovers()).map(({ state }) => state)).toEqual(["withdrawn", "accepted"]);
  });

  it("is moved at once where the first office cannot hand over", { timeout: 120_000 }, async () => {
    const forced = {
      file: personId,
      toOffice: "doluong",
      decision: "16-QĐ/TU",
      decidedOn: null,
      reason: "Cơ quan đã giải thể",
      forced: true,
      second: "Hà Thị Thử",
    };
    given(await handOver(province!.page, forced));
    expect(await keeperAt(province!)).toBe("doluong");
    await send(province!, giver!);
    expect([await keeperAt(giver!), await phoneAt(giver!)]).toEqual(["doluong", "0988"]);
    await edit(giver!, "0999");
    await send(giver!, province!);
    expect(await phoneAt(province!)).toBe("0999");
  });
});

describe("files that were made in one action, as from a workbook", () => {
  const [first, second, third] = [ids("person"), ids("person"), ids("person")];
  const sharedUnit = ids("unit");
  const forced = (file: RecordId<"person">) => ({
    file,
    toOffice: "vinh",
    decision: "20-QĐ/TU",
    decidedOn: null,
    reason: "Cơ quan đã giải thể",
    forced: true,
    second: "Hà Thị Thử",
  });
  const nameAt = async ({ page }: PageSeat, person: RecordId<"person">) =>
    (await page.data.person(person))?.birthName ?? null;

  it("reach an office that never held them, one by one and at once", { timeout: 120_000 }, async () => {
    const named = (id: RecordId<"person">, birthName: string) => ({ ...blankPerson(id, "doluong"), birthName });
    const post = (person: RecordId<"person">) =>
      blankRecord("assignment", {
        id: ids("assignment"),
        personId: person,
        unitId: sharedUnit,
        title: "Phó Bí thư",
        nature: "SUBSTANTIVE",
      });
    await write(giver!, [
      blankRecord("unit", { id: sharedUnit, tree: "PARTY" }),
      named(first, "Vi Thị Một"),
      named(second, "Vi Thị Hai"),
      named(third, "Vi Thị Ba"),
      post(first),
      post(second),
      post(third),
    ]);
    await send(giver!, province!);
    const lay = await taker!.page.data.lying();
    for (const [person, name] of [
      [first, "Vi Thị Một"],
      [second, "Vi Thị Hai"],
    ] as const) {
      expect(given(await handOver(province!.page, forced(person)))).not.toBe("moved");
      await send(province!, taker!);
      expect(await nameAt(taker!, person)).toBe(name);
      expect((await taker!.page.data.person(person))?.custodian).toBe("vinh");
      expect(await taker!.page.data.assignmentsOf(person)).toMatchObject([{ title: "Phó Bí thư", unitId: sharedUnit }]);
      expect(await taker!.page.data.lying()).toEqual(lay); // nothing more
    }
    expect(await nameAt(taker!, third)).toBeNull();
    expect(await taker!.page.data.history(sharedUnit)).toHaveLength(await historyLength(giver!, sharedUnit));
  });

  it("show the same after the ledger is read anew", { timeout: 120_000 }, async () => {
    const again = await pageOf(taker!);
    expect(await again.core.stateHash()).toBe(await taker!.page.core.stateHash());
    again.core.close();
  });

  const historyLength = async ({ page }: PageSeat, id: RecordId) => (await page.data.history(id)).length;
});
