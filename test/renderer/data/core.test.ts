import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { type CoreOptions, makeOfficeCore, type OfficeCore } from "../../../renderer/data/core.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import {
  blank,
  idsOf,
  importEntry,
  lineOf,
  making,
  ownFeed,
  secondPc,
  somePerson,
  type TestLedger,
  testLedger,
} from "./office-fixture.ts";

const seed = suiteSeed(41);

describe(`the office's records, seed ${seed}`, () => {
  it("shows a saved person in the list, with the post and unit of today", async () => {
    const { ledger, core, people, ids } = await anOffice(5);
    const { total, key } = await core.searchPeople({ text: "", order: "name" });
    expect(total).toBe(5);
    const unit = ids("unit");
    const version = blank("unit-version", {
      id: ids("unit-version"),
      unitId: unit,
      name: "Đảng ủy xã Lưu Sơn",
      level: "XA",
      from: "2020",
    });
    const assignment = blank("assignment", {
      id: ids("assignment"),
      personId: people[2]!.id,
      unitId: unit,
      title: "Bí thư Đảng ủy",
      nature: "SUBSTANTIVE",
      from: "2021-05",
    });
    const saved = ledger.act({
      changes: [making(blank("unit", { id: unit, tree: "PARTY" })), making(version), making(assignment)],
    });
    await core.take(saved.entry, saved.head);
    const rows = await core.peopleRows(key, 0, 10);
    const row = rows.find(({ id }) => id === people[2]!.id)!;
    expect(row).toMatchObject({ title: "Bí thư Đảng ủy", unit: "Đảng ủy xã Lưu Sơn", name: people[2]!.birthName });
    expect((await core.searchPeople({ text: "bi thu luu son", order: "name" })).total).toBeGreaterThan(0);
    expect(await core.assignmentsOf(people[2]!.id)).toEqual([assignment]);
    expect(await core.counts()).toMatchObject({ person: 5, assignment: 1, unit: 1, "unit-version": 1 });
    core.close();
  });

  it("tells the history of a record with names, and what each writer saw", async () => {
    const { ledger, core, people } = await anOffice(2);
    const id = people[0]!.id;
    const first = (await core.held(id))!.first;
    const edit = ledger.act({
      reason: "đính chính",
      changes: [{ record: id, fields: { birthName: { saw: [first], to: "Lê Văn Tư" } } }],
    });
    await core.take(edit.entry, edit.head);
    const steps = (await core.history(id)).filter(({ field }) => field === "birthName");
    expect(steps).toMatchObject([
      { from: null, to: people[0]!.birthName, clerk: "Trần Thị Lệ", office: "Huyện ủy Đô Lương" },
      {
        from: people[0]!.birthName,
        to: "Lê Văn Tư",
        reason: "đính chính",
        position: edit.head.position,
        purpose: "person.edit",
      },
    ]);
    core.close();
  });

  it("lays a conflict on the desk with both writers and what both had seen", async () => {
    const { ledger, core, people } = await anOffice(2);
    const id = people[1]!.id;
    const first = (await core.held(id))!.first;
    const ours = ledger.act({ changes: [{ record: id, fields: { phone: { saw: [first], to: "0911" } } }] });
    await core.take(ours.entry, ours.head);
    const lines = [lineOf(secondPc, 1, [{ record: id, fields: { phone: { saw: [first], to: "0922" } } }])];
    const plan = await core.plan({ token: "", lines, long: null });
    expect(plan).toMatchObject({ actions: 1, applied: 1, waiting: 0, held: 0, refused: 0 });
    expect(plan.groups).toEqual([
      {
        unit: "",
        kind: "person",
        created: 0,
        changed: 0,
        conflicts: 1,
        people: 1,
      },
    ]);
    expect(await core.arrivingPeople(0, 0, 10)).toEqual([
      { id, name: people[1]!.birthName, created: 0, changed: 0, conflicts: 1, fields: ["phone"] },
    ]);
    expect(await core.conflicts()).toEqual([]);
    const arrived = ledger.append(importEntry(secondPc, "Huyện ủy Đô Lương", lines));
    await core.take(arrived.entry, arrived.head);
    expect(await core.conflicts()).toEqual([
      {
        record: id,
        personId: id,
        personName: people[1]!.birthName,
        unitId: null,
        custodian: people[1]!.custodian,
        ours: true,
        field: "phone",
        before: null,
        heads: [
          {
            by: `${ownFeed}:2`,
            origin: `${ownFeed}:2`,
            to: "0911",
            office: "Huyện ủy Đô Lương",
            officeId: "doluong",
            ofProvince: false,
            clerk: "Trần Thị Lệ",
            at: "2026-03-02T08:15",
            reason: "",
            decision: null,
            depth: 2,
            position: 3,
          },
          {
            by: `${secondPc}:1`,
            origin: `${secondPc}:1`,
            to: "0922",
            office: "Huyện ủy Đô Lương",
            officeId: "doluong",
            ofProvince: false,
            clerk: "Hồ Văn Sáu",
            at: "2026-03-03T09:00",
            reason: "",
            decision: null,
            depth: 2,
            position: 4,
          },
        ],
      },
    ]);
    const { key } = await core.searchPeople({ text: "", order: "name" });
    expect((await core.peopleRows(key, 0, 9)).find((row) => row.id === id)!.conflicts).toBe(1);
    core.close();
  });

  it("opens again from the sealed copy without reading the ledger, and catches up what it missed", async () => {
    const { ledger, core, options, people } = await anOffice(30);
    const hash = await core.stateHash();
    await core.settled();
    expect(core.failures()).toBe(0);
    core.close();
    const before = ledger.reads();
    const again = await makeOfficeCore({ ...options, opened: ledger.opened() });
    expect(again.opening).toEqual({ how: "equal" });
    expect(ledger.reads()).toBe(before);
    expect(await again.stateHash()).toBe(hash);
    await again.settled();
    again.close();
    ledger.append({ entry: "access", record: people[0]!.id, clerk: "c1", at: "", why: "shown" });
    ledger.act({ changes: [{ record: people[3]!.id, fields: { phone: { saw: [`${ownFeed}:1`], to: "0913" } } }] });
    const behind = await makeOfficeCore({ ...options, opened: ledger.opened() });
    expect(behind.opening).toEqual({ how: "caught-up", entries: 2 });
    expect((await behind.person(people[3]!.id))!.phone).toBe("0913");
    expect(await behind.stateHash()).toBe(await rebuiltHash(options, ledger));
    behind.close();
  });

  it("finds its way over entries that no page was told of", async () => {
    const { ledger, core, people } = await anOffice(3);
    ledger.append({ entry: "access", record: people[0]!.id, clerk: "c1", at: "", why: "shown" });
    const edit = ledger.act({
      changes: [{ record: people[0]!.id, fields: { phone: { saw: [`${ownFeed}:1`], to: "0914" } } }],
    });
    await core.take(edit.entry, edit.head);
    await core.take(edit.entry, edit.head); // told twice
    expect(core.head()).toEqual(ledger.head());
    expect((await core.person(people[0]!.id))!.phone).toBe("0914");
    core.close();
  });
});

async function anOffice(count: number) {
  const random = seeded(seed);
  const ids = idsOf(random);
  const ledger = testLedger(seed);
  ledger.append({ entry: "clerk", clerk: { id: "c1", name: "Trần Thị Lệ", role: "Văn thư" } });
  const people = Array.from({ length: count }, () => somePerson(random, ids("person")));
  ledger.act({ changes: people.map(making) });
  const options = optionsOf(ledger);
  const core = await makeOfficeCore(options);
  return { ledger, core, people, ids, options };
}

const optionsOf = (ledger: TestLedger): CoreOptions => ({
  opened: ledger.opened(),
  ledger: ledger.source,
  source: { indexedDB: new IDBFactory(), IDBKeyRange },
  today: () => "2026-03-10",
  progress: () => {},
  recounted: () => {},
});

async function rebuiltHash(options: CoreOptions, ledger: TestLedger): Promise<string> {
  const core: OfficeCore = await makeOfficeCore({
    ...options,
    opened: ledger.opened(),
    source: { indexedDB: new IDBFactory(), IDBKeyRange },
  });
  expect(core.opening).toEqual({ how: "rebuilt", why: "empty" });
  const hash = await core.stateHash();
  core.close();
  return hash;
}
