import { describe, expect, it } from "vitest";
import {
  joinedPairs,
  joinFiles,
  readPair,
  says,
  takeApart,
  takeNews,
  tellApart,
} from "../../../renderer/services/join-files.ts";
import { readPersonFile } from "../../../renderer/services/person-file.ts";
import { describeChange } from "../../../shared/change/describe-change.ts";
import type { Person } from "../../../shared/domain/person.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import type { AnyRecord } from "../../../shared/domain/record-kinds.ts";
import type { ActionLine } from "../../../shared/exchange/entry.ts";
import { type Seeded, seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, importEntry, lineOf, making, secondPc, someName, somePerson } from "../data/office-fixture.ts";
import { type OfficeAtWork, officeAtWork } from "./office-at-work.ts";

const seed = suiteSeed(411);
type PersonId = RecordId<"person">;

/** People with careers, in the same order at every call. */
function someFiles(
  random: Seeded,
  count: number,
): { readonly people: readonly Person[]; readonly records: readonly AnyRecord[] } {
  const ids = idsOf(random);
  const people = Array.from({ length: count }, () => somePerson(random, ids("person")));
  const rows = people.flatMap(({ id }, n) =>
    Array.from({ length: random.whole(0, 3) }, (_, i) =>
      blank("assignment", {
        id: ids("assignment"),
        personId: id,
        title: `Chức ${n}-${i}`,
        nature: "SUBSTANTIVE",
        from: `20${10 + i * 3}`,
        to: i === 2 ? null : `20${12 + i * 3}`,
      }),
    ),
  );
  return { people, records: [...people, ...rows] };
}

/** Everything a clerk sees of these people: the list with its columns, each file's rows, and who is found by which name. */
async function seen({ office }: OfficeAtWork, people: readonly PersonId[], names: readonly string[]): Promise<unknown> {
  const { key, total } = await office.data.searchPeople({
    text: "",
    order: "name",
    columns: ["phone", "title", "birth", "ethnicity"],
  });
  const rows = await office.data.peopleRows(key, 0, total);
  const files = await Promise.all(
    people.map(async (id) => ({
      kept: (await office.data.keptOf([id]))[id],
      person: await office.data.person(id),
      assignments: (await office.data.assignmentsOf(id)).map((each) => ({ ...each })),
      rows: (await office.data.rowsOf("assignment", id)).map((state) => state.id),
    })),
  );
  const found = await Promise.all(
    names.map(async (text) => {
      const search = await office.data.searchPeople({ text, order: "name" });
      return (await office.data.peopleRows(search.key, 0, search.total)).map(({ id }) => id);
    }),
  );
  return { total, rows, files, found, findings: await office.data.findings() };
}

async function take(at: OfficeAtWork, changes: readonly Parameters<typeof lineOf>[2][number][]): Promise<void> {
  const { entry, head } = at.ledger.act({ changes: [...changes] });
  await at.core.take(entry, head);
}

async function receive(at: OfficeAtWork, lines: readonly ActionLine[]): Promise<void> {
  const { entry, head } = at.ledger.append(importEntry(secondPc, "Huyện ủy Đô Lương", lines));
  await at.core.take(entry, head);
}

async function edit(at: OfficeAtWork, id: PersonId, patch: Partial<Person>): Promise<void> {
  const held = await at.office.data.held(id);
  const change = describeChange(held!, { ...(held!.values as unknown as Person), id, ...patch });
  if (change !== null) await take(at, [change]);
}

async function join(at: OfficeAtWork, one: PersonId, other: PersonId, random: Seeded): Promise<boolean> {
  const pair = await readPair(at.office, one, other);
  if (pair === null) return false;
  const taken = pair.differing.filter(() => random.chance(0.4));
  const saved = await joinFiles(at.office, {
    kept: pair.first,
    other: pair.second,
    take: taken,
    reason: "cùng một người",
  });
  expect(saved.ok).toBe(true);
  return true;
}

describe(`files joined and taken apart, seed ${seed}`, () => {
  it("shows one file for two ids, with the rows of both, found by the names of both", async () => {
    const random = seeded(seed);
    const ids = idsOf(random);
    const [kept, other] = [
      { ...somePerson(random, ids("person")), birthName: "Đặng Thị Ánh", phone: "" },
      { ...somePerson(random, ids("person")), birthName: "Đặng Ngọc Ánh", phone: "0912 000 111" },
    ];
    const row = blank("assignment", {
      id: ids("assignment"),
      personId: other.id,
      title: "Bí thư",
      nature: "SUBSTANTIVE",
      from: "2020",
    });
    const at = await officeAtWork(seed, [kept, other, row]);
    const pair = (await readPair(at.office, kept.id, other.id))!;
    expect(pair.differing).toContain("birthName");
    await joinFiles(at.office, { kept: pair.first, other: pair.second, take: ["phone"], reason: "" });

    const { office } = at;
    expect(await office.data.searchPeople({ text: "", order: "name" })).toMatchObject({ total: 1 });
    expect(await office.data.keptOf([other.id])).toEqual({ [other.id]: kept.id });
    expect((await office.data.person(other.id))?.id).toBe(kept.id);
    expect((await readPersonFile(office, other.id))?.person.id).toBe(kept.id); // an old id opens the kept file
    expect((await office.data.person(kept.id))?.phone).toBe("0912 000 111");
    expect((await office.data.assignmentsOf(kept.id)).map(({ title, personId }) => [title, personId])).toEqual([
      ["Bí thư", kept.id],
    ]);
    const found = await office.data.searchPeople({ text: "ngoc anh", order: "name" });
    expect((await office.data.peopleRows(found.key, 0, 9)).map(({ id, title }) => [id, title])).toEqual([
      [kept.id, "Bí thư"],
    ]);
    expect(await office.data.duplicates()).toEqual([]);

    // A bundle that comes later and knows only the other id.
    await receive(at, [
      lineOf(secondPc, 1, [
        making(
          blank("assignment", {
            id: ids("assignment"),
            personId: other.id,
            title: "Chủ tịch",
            nature: "CONCURRENT",
            from: "2024",
          }),
        ),
        { record: other.id, fields: { residence: { saw: [], to: "Xã Lưu Sơn" } } },
      ]),
    ]);
    expect((await office.data.assignmentsOf(kept.id)).map(({ title }) => title)).toEqual(["Bí thư", "Chủ tịch"]);
    const [joined] = await joinedPairs(office);
    expect(joined!.news).toEqual([{ field: "residence", kept: "", other: "Xã Lưu Sơn" }]);
    await takeNews(office, joined!);
    expect((await office.data.person(other.id))?.residence).toBe("Xã Lưu Sơn");
    expect((await joinedPairs(office))[0]!.news).toEqual([]);

    expect(await takeApart(office, joined!.pair)).toMatchObject({ ok: true });
    expect((await office.data.person(kept.id))?.phone).toBe("");
    expect((await office.data.person(other.id))?.birthName).toBe("Đặng Ngọc Ánh");
    expect(await office.data.assignmentsOf(kept.id)).toEqual([]);
    expect(await office.data.searchPeople({ text: "", order: "name" })).toMatchObject({ total: 2 });
    at.core.close();
  });

  it("keeps a pair that was told apart off the list, until somebody takes that back", async () => {
    const random = seeded(seed + 1);
    const ids = idsOf(random);
    const twin = somePerson(random, ids("person"));
    const at = await officeAtWork(seed, [twin, { ...twin, id: ids("person") }]);
    const [pair] = await at.office.data.duplicates();
    expect(pair).toBeDefined();
    await tellApart(at.office, pair!.first, pair!.second, "anh em sinh đôi");
    expect(await at.office.data.duplicates()).toEqual([]);
    expect(await at.office.data.searchPeople({ text: "", order: "name" })).toMatchObject({ total: 2 });
    const [told] = await joinedPairs(at.office);
    await takeApart(at.office, told!.pair);
    expect(await at.office.data.duplicates()).toHaveLength(1);
    at.core.close();
  });

  it("leaves everything exactly as in an office that never joined anything, once all are apart again", async () => {
    const sums = { rounds: 0, joins: 0, parts: 0, edits: 0, bundles: 0, checkedWhileJoined: 0 };
    for (let round = 0; round < 6; round += 1) {
      const random = seeded(seed + 100 + round);
      const { people, records } = someFiles(seeded(seed + 200 + round), 9);
      const [at, plain] = [await officeAtWork(round + 1, records), await officeAtWork(round + 1, records)];
      const ids = people.map(({ id }) => id);
      const makeId = idsOf(random);
      const names = [...new Set(people.map(({ birthName }) => birthName))].slice(0, 5);
      let bundle = 0;
      for (let step = 0; step < 24; step += 1) {
        const dice = random.next();
        if (dice < 0.35) {
          if (await join(at, random.pick(ids), random.pick(ids), random)) sums.joins += 1;
        } else if (dice < 0.5) {
          const pairs = await joinedPairs(at.office);
          if (pairs.length > 0) {
            await takeApart(at.office, random.pick(pairs).pair);
            sums.parts += 1;
          }
        } else if (dice < 0.75) {
          const [id, patch] = [random.pick(ids), { residence: someName(random), mainWork: String(step) }];
          for (const each of [at, plain]) await edit(each, id, patch);
          sums.edits += 1;
        } else {
          bundle += 1;
          const row = blank("assignment", {
            id: makeId("assignment"),
            personId: random.pick(ids),
            title: `Từ gói ${bundle}`,
            nature: "ACTING",
            from: "2025",
          });
          const line = lineOf(secondPc, bundle, [making(row)]);
          for (const each of [at, plain]) await receive(each, [line]);
          sums.bundles += 1;
        }
        // While some are joined: nobody is lost, and every row is shown once.
        const { total, key } = await at.office.data.searchPeople({ text: "", order: "name" });
        const listed = (await at.office.data.peopleRows(key, 0, total)).map(({ id }) => id);
        const kept = await at.office.data.keptOf(ids);
        expect(new Set(listed)).toEqual(new Set(Object.values(kept)));
        const shown = await Promise.all(
          listed.map(async (id) => (await at.office.data.rowsOf("assignment", id)).map((state) => state.id)),
        );
        const all = await Promise.all(
          ids.map(async (id) => (await plain.office.data.rowsOf("assignment", id)).map((state) => state.id)),
        );
        expect(shown.flat().toSorted()).toEqual(all.flat().toSorted());
        sums.checkedWhileJoined += 1;
      }
      // Newest first: each goes back to what stood when it was joined.
      for (const { pair } of (await joinedPairs(at.office)).toReversed()) {
        expect(await takeApart(at.office, pair)).toMatchObject({ ok: true });
        sums.parts += 1;
      }
      const [after, never] = [await seen(at, ids, names), await seen(plain, ids, names)];
      expect(after, `round ${round}`).toEqual(never);
      sums.rounds += 1;
      at.core.close();
      plain.core.close();
    }
    expect(sums.joins).toBeGreaterThan(20);
    expect(sums.parts).toBeGreaterThanOrEqual(sums.joins);
    expect(sums.edits * sums.bundles).toBeGreaterThan(0);
  }, 60_000);

  it("taking apart by withdrawing the record alone would be caught", async () => {
    const random = seeded(seed + 5);
    const ids = idsOf(random);
    const [kept, other] = [somePerson(random, ids("person")), { ...somePerson(random, ids("person")), phone: "0912" }];
    const at = await officeAtWork(seed, [kept, other]);
    const before = await seen(at, [kept.id, other.id], []);
    const pair = (await readPair(at.office, kept.id, other.id))!;
    await joinFiles(at.office, {
      kept: pair.first,
      other: pair.second,
      take: pair.differing.filter((field) => says(pair.second.person[field])),
      reason: "",
    });
    const [joined] = await joinedPairs(at.office);
    const held = await at.office.data.held(joined!.pair.id);
    await take(at, [describeChange(held!, { ...joined!.pair, withdrawn: true })!]); // the broken way
    expect(await seen(at, [kept.id, other.id], [])).not.toEqual(before);
    at.core.close();
  });
});
