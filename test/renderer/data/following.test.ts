import { describe, expect, it } from "vitest";
import type { OfficeCore } from "../../../renderer/data/core.ts";
import { allChecks, lookFor } from "../../../renderer/data/desk-checks.ts";
import { foldEntry } from "../../../renderer/data/entries.ts";
import { emptyMemory } from "../../../renderer/data/memory.ts";
import type { FindingOnDesk } from "../../../renderer/data/office-data.ts";
import { deriveListed } from "../../../renderer/data/people-listing.ts";
import { packsOnFile } from "../../../renderer/data/rotation/packs-on-file.ts";
import { describeChange } from "../../../shared/change/describe-change.ts";
import { datedCodes } from "../../../shared/domain/findings/codes.ts";
import { type Finding, findings } from "../../../shared/domain/findings.ts";
import { kindOf, type RecordId } from "../../../shared/domain/primitives.ts";
import type { AnyRecord, RecordKind } from "../../../shared/domain/record-kinds.ts";
import { builtInPacks } from "../../../shared/domain/rules/packs/built-in.ts";
import { packsOf } from "../../../shared/domain/rules/rule-pack.ts";
import { noGroups } from "../../../shared/domain/same-person.ts";
import { versionsByUnit } from "../../../shared/domain/units.ts";
import { type Seeded, seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { blank, idsOf, somePerson, testLedger } from "./office-fixture.ts";
import { openedCore } from "./opened-core.ts";

/** Saves follow one another at random; lists and findings must be those of an office opened afresh. */
const seed = suiteSeed(88);

describe(`lists and findings after saves, seed ${seed}`, () => {
  it("are those of an office that was opened afresh", async () => {
    const random = seeded(seed);
    const rules = new Set<string>();
    let [saves, compared] = [0, 0];
    for (let round = 0; round < 6; round += 1) {
      const office = anOffice(random);
      const { ledger } = office;
      const core = await openedCore(ledger);
      for (let step = 0; step < 60; step += 1) {
        const saved = office.save();
        saves += 1;
        // Some come together, as a bundle's do: with the last of them.
        if (round % 2 === 1 && step % 12 !== 11) continue;
        await core.take(saved.entry, saved.head);
        if (step % 12 !== 11) continue;
        const fresh = await openedCore(ledger);
        for (const order of ["name", "unit", "birth"] as const) {
          expect(await rowsOf(core, "", order)).toEqual(await rowsOf(fresh, "", order));
          expect(await rowsOf(core, "bi thu", order)).toEqual(await rowsOf(fresh, "bi thu", order));
        }
        const found = await core.findings();
        expect(sorted(found.map(plain))).toEqual(sorted(expectedFindings(office.records())));
        for (const { rule } of found) rules.add(rule);
        const counts = new Map<string, number>();
        for (const { personId } of found) if (personId !== null) counts.set(personId, (counts.get(personId) ?? 0) + 1);
        for (const row of await rowsOf(core, "", "name")) expect(row.findings).toBe(counts.get(row.id) ?? 0);
        compared += 1;
        fresh.close();
      }
      core.close();
    }
    expect(saves).toBe(360);
    expect(compared).toBe(30);
    expect([...rules].toSorted()).toEqual(Object.keys(lookFor).toSorted());
  });

  it("change with the day: what is dated ahead shows from its day on", async () => {
    const random = seeded(seed + 1);
    const ids = idsOf(random);
    const ledger = testLedger(seed);
    const person = somePerson(random, ids("person"));
    const now = blank("assignment", {
      id: ids("assignment"),
      personId: person.id,
      title: "Phó Bí thư",
      nature: "SUBSTANTIVE",
      to: "2026-03-14",
    });
    const next = blank("assignment", {
      id: ids("assignment"),
      personId: person.id,
      title: "Bí thư",
      nature: "SUBSTANTIVE",
      from: "2026-03-15",
    });
    ledger.act({ changes: [person, now, next].map((record) => describeChange(undefined, record)!) });
    let day = "2026-03-14";
    const core = await openedCore(ledger, { today: () => day });
    expect((await rowsOf(core, "", "name")).map(({ title }) => title)).toEqual(["Phó Bí thư"]);
    day = "2026-03-15";
    expect((await rowsOf(core, "bi thu", "name")).map(({ title }) => title)).toEqual(["Bí thư"]);
    core.close();
  });

  it("look at everything and find what the checks find (and a look that skips the moves is caught)", () => {
    const random = seeded(seed + 2);
    const office = anOffice(random);
    for (let step = 0; step < 160; step += 1) office.save();
    const memory = emptyMemory(deriveListed, 16);
    for (const [i, entry] of office.ledger.entries.entries()) foldEntry(memory, i + 1, entry);
    const expected = sorted(expectedFindings(office.records()));
    const refusedPacks = () =>
      packsOnFile(memory.records.ofKind("rule-pack"), (by) => by === "doluong").refused.map(({ record, problem }) => {
        const { id, name, version } = record;
        return { id, name, version, writer: "Huyện ủy Đô Lương", problem };
      });
    const looked = [...allChecks(memory.records, noGroups, refusedPacks)];
    expect(sorted(looked.flatMap(({ found }) => found))).toEqual(expected);
    for (const missed of ["move ", "seat ", "number ", "packs"]) {
      const without = looked.filter(({ about }) => !about.startsWith(missed));
      expect(sorted(without.flatMap(({ found }) => found)), missed).not.toEqual(expected);
    }
  });
});

/** A small office in which much is odd, and random saves to it. */
function anOffice(random: Seeded) {
  const ids = idsOf(random);
  const ledger = testLedger(random.whole(1, 1e9));
  ledger.append({ entry: "clerk", clerk: { id: "c1", name: "Trần Thị Lệ", role: "" } });
  const held = new Map<RecordId, AnyRecord>();
  const places = new Map<string, string>(); // who wrote a field last, by record and field
  let actions = 0;
  const put = (next: readonly AnyRecord[]) => {
    const changes = next.flatMap((made) => {
      const before = held.get(made.id);
      // Whose file a row belongs to is said once (CM-17).
      const record = before !== undefined && "personId" in before ? { ...made, personId: before.personId } : made;
      const fields = Object.fromEntries(
        Object.entries(record)
          .filter(
            ([field, to]) =>
              field !== "id" &&
              (before === undefined || JSON.stringify(to) !== JSON.stringify(Reflect.get(before, field))),
          )
          .map(([field, to]) => {
            const by = places.get(`${record.id} ${field}`);
            return [field, { saw: by === undefined ? [] : [by], to }];
          }),
      );
      for (const field of Object.keys(fields)) places.set(`${record.id} ${field}`, `doluong-k3f7:${actions + 1}`);
      held.set(record.id, record as AnyRecord);
      return Object.keys(fields).length === 0 ? [] : [{ record: record.id, fields }];
    });
    if (changes.length === 0)
      return ledger.append({ entry: "access", record: next[0]!.id, clerk: "c1", at: "", why: "shown" });
    actions += 1;
    return ledger.act({ changes });
  };
  const units = Array.from({ length: 4 }, () => ids("unit"));
  put(units.map((id) => ({ id, tree: "PARTY", withdrawn: false })));
  const posts = Array.from({ length: 3 }, () => ids("post"));
  put([blank("post", { id: posts[0]!, unitId: units[0]!, role: "M", title: "Ủy viên", places: 2 })]);
  const traits = Array.from({ length: 3 }, () => ids("unit-trait"));
  const disciplined = Array.from({ length: 5 }, () => ids("disciplinary-action"));
  const codes = [ids("code-record")];
  const all = (kind: RecordKind) => [...held.values()].filter(({ id }) => id.startsWith(`${kind}:`));
  const aDay = () =>
    random.pick(["2019", "2020-05", "2021-06-15", "2024", "2025-07-01", "2026-03", "2026-03-20", null]);
  const person = () => random.pick(all("person") as { id: RecordId<"person"> }[]).id;
  const makers: (() => AnyRecord)[] = [
    () => ({
      ...somePerson(random, random.chance(0.6) ? ids("person") : person()),
      partyJoinDate: random.pick([null, "1950", "1990-05", "2003-02-03"]),
      partyOfficialDate: random.pick([null, "1991", "1989"]),
      withdrawn: random.chance(0.1),
    }),
    () =>
      blank("assignment", {
        id:
          random.chance(0.6) || all("assignment").length === 0
            ? ids("assignment")
            : (random.pick(all("assignment")).id as RecordId<"assignment">),
        personId: person(),
        unitId: random.pick([...units, null]),
        postId: random.chance(0.5) ? posts[0]! : random.pick([...posts, null]),
        title: random.pick(["Bí thư", "Phó Bí thư", "Chuyên viên"]),
        unitText: "Huyện ủy",
        nature: random.pick(["SUBSTANTIVE", "SUBSTANTIVE", "ACTING", "CONCURRENT"]),
        from: aDay(),
        to: aDay(),
        withdrawn: random.chance(0.1),
      }),
    () =>
      blank("unit-version", {
        id:
          random.chance(0.5) || all("unit-version").length === 0
            ? ids("unit-version")
            : (random.pick(all("unit-version")).id as RecordId<"unit-version">),
        unitId: random.pick(units),
        name: `Đảng ủy ${random.whole(1, 9)}`,
        level: "XA",
        from: aDay(),
        to: aDay(),
        withdrawn: random.chance(0.1),
      }),
    () =>
      blank("decision", {
        id:
          random.chance(0.5) || all("decision").length === 0
            ? ids("decision")
            : (random.pick(all("decision")).id as RecordId<"decision">),
        number: random.pick(["1", "2-QĐ/HU", "2-QĐ/HU", "2 - qđ/HU", ""]),
        issuer: random.pick(["Huyện ủy", "Huyện ủy", "Thị ủy"]),
        date: random.pick([aDay(), "2026-02-01", "2024-06", "2026-05", "2026-02"]),
        withdrawn: random.chance(0.1),
      }),
    () =>
      blank("rotation", {
        id:
          random.chance(0.6) || all("rotation").length === 0
            ? ids("rotation")
            : (random.pick(all("rotation")).id as RecordId<"rotation">),
        personId: person(),
        kind: random.pick(["LUAN_CHUYEN", "HOAN_DOI", "HOAN_DOI"]),
        fromUnitId: random.pick([...units, null]),
        toUnitId: random.pick([...units, null]),
        fromTitle: random.pick(["Bí thư", "Chủ tịch"]),
        toTitle: random.pick(["Bí thư", "Chủ tịch"]),
        toPostId: random.pick([...posts, null]),
        start: aDay(),
        endedOn: random.pick([null, null, aDay()]),
        state: random.pick([null, null, "ACTIVE", "CONSULT", "CANCELLED"]),
        decisionId: (random.pick([...all("decision").map(({ id }) => id), null]) ??
          null) as RecordId<"decision"> | null,
        exchangeGroup: random.pick(["", "A", "B", "C"]),
        outcome: "ONGOING",
        withdrawn: random.chance(0.1),
      }),
  ];
  makers.push(
    makers[3]!, // and papers: two of them share a number seldom enough
    ...Array.from({ length: 4 }, () => makers[1]!), // steps of careers come often: much depends on which of them meet
    () =>
      blank("post", {
        id: random.pick(posts.slice(random.chance(0.1) ? 0 : 1)),
        unitId: random.pick(units),
        title: "Bí thư Đảng ủy",
        role: random.pick(["T", "M"]),
        managingLevel: random.pick(["BTVHU", "BTVHU", "BTVDU", null]),
        places: random.pick([null, null, 2]),
        from: random.pick([aDay(), null]),
        to: random.pick([aDay(), null, null]),
        withdrawn: random.chance(0.1),
      }),
    () =>
      blank("unit-trait", {
        id: random.pick(traits),
        unitId: random.pick(units),
        trait: random.pick(["WEAK", "WEAK", "KEY"]),
        reason: random.pick(["", "Mất đoàn kết nội bộ"]),
        from: aDay(),
        withdrawn: random.chance(0.1),
      }),
    () =>
      blank("disciplinary-action", {
        id: random.pick(disciplined),
        personId: person(),
        form: { code: random.pick(["GIANG_CHUC", "KHIEN_TRACH", null]), text: "" },
        from: aDay(),
      }),
    () =>
      blank("rule-pack", {
        id: ids("rule-pack"),
        name: random.pick(["Tỉnh", "Huyện"]),
        version: random.whole(1, 4),
        overlay: true,
        rules: random.chance(0.9) ? [] : null,
      }),
    () =>
      blank("code-record", {
        id: random.pick(codes),
        list: "DISCIPLINE",
        code: "KHIEN_TRACH",
        to: random.pick([null, "2023"]),
        withdrawn: random.chance(0.2),
      }),
  );
  put(Array.from({ length: 6 }, () => somePerson(random, ids("person"))));
  return {
    ledger,
    records: () => [...held.values()],
    save: () => {
      const records = new Map(
        Array.from({ length: random.whole(1, 3) }, () => random.pick(makers)()).map((record) => [record.id, record]),
      );
      return put([...records.values()]);
    },
  };
}

const datedKinds = new Set(datedCodes.map(({ kind }): string => kind));

function expectedFindings(records: readonly AnyRecord[]): readonly Finding[] {
  const of = (kind: string) => records.filter(({ id }) => id.startsWith(`${kind}:`)) as never;
  return findings({
    persons: of("person"),
    assignments: of("assignment"),
    rotations: of("rotation"),
    decisions: of("decision"),
    unitVersions: versionsByUnit(of("unit-version")),
    posts: of("post"),
    unitTraits: of("unit-trait"),
    codeRecords: of("code-record"),
    refusedPacks: packsOf(builtInPacks, of("rule-pack")).refused.map(({ record: { id, name, version }, problem }) => ({
      id,
      name,
      version,
      writer: "Huyện ủy Đô Lương",
      problem,
    })),
    coded: records.filter(({ id }) => datedKinds.has(kindOf(id))) as never,
  });
}

const plain = ({ rule, personId, records, facts }: FindingOnDesk) => ({ rule, personId, records, facts });
const sorted = (list: readonly object[]) => list.map((each) => JSON.stringify(each)).toSorted();

async function rowsOf(core: OfficeCore, text: string, order: "name" | "unit" | "birth") {
  await core.findings();
  const { key, total } = await core.searchPeople({ text, order });
  const rows = await core.peopleRows(key, 0, 1000);
  expect(rows.length).toBe(total);
  return rows;
}
