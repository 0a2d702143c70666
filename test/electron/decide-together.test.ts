import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "../../electron/exchange/sha256.ts";
import { decideMany, lastTogether, reopenMany } from "../../renderer/services/settle-many.ts";
import { previewOfProposals } from "../../renderer/state/proposals-together.ts";
import { refOf } from "../../shared/change/change.ts";
import { stateHash } from "../../shared/change/state-hash.ts";
import type { RecordId } from "../../shared/domain/primitives.ts";
import { aPerson, numbered } from "../fixtures/records.ts";
import { seeded, suiteSeed } from "../fixtures/seeded.ts";
import { blank, making } from "../renderer/data/office-fixture.ts";
import { carry, enrol, given, pageOf, recordsAt, type Seat, save, takeSeat } from "./seats.ts";

/** A reorganisation makes the province propose in hundreds of a district's files; the district decides on all at once. */
const seed = suiteSeed(733);
const people = 300; // more than one action holds
const rewards = 10;
let folder: string;
let district: Seat;
let province: Seat;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "decide-"));
  district = await takeSeat(folder, "doluong", "district");
  province = await takeSeat(folder, "nghean", "province");
  await enrol(district, province, folder);
  const first = await save(district, {
    purpose: "person.add",
    changes: Array.from({ length: people }, (_, n) => making(aPerson(n + 1, { residence: `Xã cũ ${n}` }))),
  });
  await carry(district, province, "nghean", folder);
  const made = first.entry.entry === "action" ? refOf(first.entry.action) : "";
  await save(province, {
    purpose: "person.edit",
    reason: "sắp xếp đơn vị",
    audience: ["doluong"],
    changes: [
      ...Array.from({ length: people }, (_, n) => ({
        record: numbered("person", n + 1) as RecordId,
        fields: { residence: { saw: [made], to: `Xã mới ${n}` } },
      })),
      ...Array.from({ length: rewards }, (_, n) => making(reward(n + 1))),
    ],
  });
  await carry(province, district, "doluong", folder);
}, 120_000);
afterAll(async () => {
  for (const seat of [district, province]) await seat.close();
  await rm(folder, { recursive: true });
});

const reward = (n: number) =>
  blank("reward", {
    id: numbered("reward", n),
    personId: numbered("person", n),
    decisionText: `${n}-QĐ/TU`,
  });
const sumOf = async (seat: Seat) => stateHash(await recordsAt(seat), (text) => sha256Hex(text));
const bothAlike = async () => expect(await sumOf(district)).toBe(await sumOf(province));
const someone = numbered("person", 42);
const aReward = numbered("reward", 3) as RecordId;

/** What the district's desk and one file look like now. */
async function desk() {
  const { core } = await pageOf(district);
  const written = (await core.history(someone)).filter(({ field }) => field === "residence");
  const found = {
    proposals: (await core.proposals()).length,
    conflicts: (await core.conflicts()).length,
    residence: (await core.held(someone))?.values.residence ?? null,
    withdrawn: (await core.held(aReward))?.values.withdrawn ?? null,
    written: new Set(written.map(({ to }) => to)),
  };
  core.close();
  return found;
}

describe(`deciding on hundreds over a real exchange, seed ${seed}`, () => {
  const words = new Set(["Xã cũ 41", "Xã mới 41"]);

  it("begins with a proposal for every file and row, and nothing changed", async () => {
    expect(await desk()).toMatchObject({
      proposals: people + rewards,
      conflicts: 0,
      residence: "Xã cũ 41",
      withdrawn: null,
    });
  });

  it("declines all with one reason in few actions: the files stand, and the province is told", async () => {
    const page = await pageOf(district);
    const { decided, left } = previewOfProposals(await page.core.proposals());
    expect([decided.length, left]).toEqual([people + rewards, { restricted: 0, several: 0 }]);
    const done = await decideMany(page, decided, { adopt: false, reason: "chưa có quyết định" });
    expect(done).toMatchObject({ moved: 0, problem: null, together: { conflicts: people + rewards } });
    expect(done.together.refs).toHaveLength(3); // rows that are only proposed rest on no writes of our own
    page.core.close();
    expect(await desk()).toEqual({
      proposals: 0,
      conflicts: 0,
      residence: "Xã cũ 41",
      withdrawn: true,
      written: words,
    });
    const { taken } = await carry(district, province, "nghean", folder);
    expect(taken.sum).toEqual({ applied: 3, waiting: 0, held: 0, refused: 0 });
    await bothAlike();
  });

  it("taken back after a restart: everything lies on the desk again, and what stood stands", async () => {
    const page = await pageOf(district);
    const last = await lastTogether(page);
    expect(last).toMatchObject({ conflicts: people + rewards, reason: "chưa có quyết định" });
    expect(given(await reopenMany(page, last!))).toEqual({ conflicts: people + rewards, kept: 0 });
    const one = (await page.core.conflicts()).find(({ record }) => record === someone);
    expect(new Map(one?.heads.map(({ to, office }) => [to, office]))).toEqual(
      new Map([
        ["Xã cũ 41", "Văn phòng doluong"],
        ["Xã mới 41", "Văn phòng nghean"],
      ]),
    );
    page.core.close();
    expect(await desk()).toEqual({
      proposals: 0,
      conflicts: people + rewards,
      residence: "Xã cũ 41",
      withdrawn: true,
      written: words,
    });
    await carry(district, province, "nghean", folder);
    await bothAlike();
  });
});

describe("adopting hundreds", () => {
  it("writes what was proposed, and taken back shows again what stood before", async () => {
    await save(province, {
      purpose: "person.edit",
      audience: ["doluong"],
      changes: Array.from({ length: people }, (_, n) => ({
        record: numbered("person", n + 1) as RecordId,
        fields: { phone: { saw: [], to: `09${String(n).padStart(8, "0")}` } },
      })),
    });
    await carry(province, district, "doluong", folder);
    const page = await pageOf(district);
    const proposals = await page.core.proposals();
    expect(proposals).toHaveLength(people);
    const done = await decideMany(page, proposals, { adopt: true, reason: "theo đề án" });
    expect(done).toMatchObject({ moved: 0, problem: null, together: { conflicts: people } });
    expect((await page.core.held(someone))?.values.phone).toBe("0900000041");
    expect(await page.core.proposals()).toEqual([]);
    expect(given(await reopenMany(page, done.together))).toEqual({ conflicts: people, kept: 0 });
    expect((await page.core.held(someone))?.values.phone).toBe("");
    const again = (await page.core.conflicts()).filter(({ field }) => field === "phone");
    expect(again).toHaveLength(people);
    page.core.close();
    await carry(district, province, "nghean", folder);
    await bothAlike();
  });

  it("leaves a proposal that its office has replaced meanwhile: the control", async () => {
    const propose = (to: string, saw: readonly string[]) =>
      save(province, {
        purpose: "person.edit",
        audience: ["doluong"],
        changes: [{ record: someone, fields: { nativeCommune: { saw: [...saw], to } } }],
      });
    const early = await propose("Lưu Sơn", []);
    await carry(province, district, "doluong", folder);
    const page = await pageOf(district);
    const old = await page.core.proposals();
    expect(old).toHaveLength(1);
    page.core.close();
    await propose("Đà Sơn", [early.entry.entry === "action" ? refOf(early.entry.action) : ""]);
    await carry(province, district, "doluong", folder);
    const later = await pageOf(district);
    expect(await decideMany(later, old, { adopt: true, reason: "cũ" })).toMatchObject({
      moved: 1,
      together: { refs: [] },
    });
    expect(await later.core.proposals()).toHaveLength(1);
    later.core.close();
  });
});

describe("what may be decided together", () => {
  it("leaves protected items, and rivals for the same field", () => {
    const random = seeded(seed);
    const met = { decided: 0, restricted: 0, several: 0 };
    for (let round = 0; round < 50; round += 1) {
      const some = Array.from({ length: 30 }, (_, n) => ({
        record: numbered(random.chance(0.2) ? "protected" : "person", random.whole(1, 20)) as RecordId,
        by: `nghean-aaaa:${n + 1}` as const,
        personId: null,
        personName: "",
        isNew: random.chance(0.2),
        office: "",
        clerk: "",
        at: "",
        reason: "",
        isOwn: false,
        keeper: "",
        late: false,
        isOurs: true,
        second: null,
        fields: [{ field: random.pick(["phone", "residence"]), present: "", to: "x" }],
      }));
      const { decided, left } = previewOfProposals(some);
      expect(decided.length + left.restricted + left.several).toBe(some.length);
      const places = decided.map(({ record, isNew, fields }) => (isNew ? record : `${record} ${fields[0]?.field}`));
      expect(new Set(places).size).toBe(places.length);
      expect(decided.some(({ record }) => record.startsWith("protected:"))).toBe(false);
      met.decided += decided.length;
      met.restricted += left.restricted;
      met.several += left.several;
    }
    expect(Math.min(...Object.values(met))).toBeGreaterThan(50);
  });
});
