import { describe, expect, it } from "vitest";
import type { PeopleQuery, PersonRow } from "../../../renderer/data/office-data.ts";
import type { Assignment } from "../../../shared/domain/assignment.ts";
import { degrees } from "../../../shared/domain/codes/education-codes.ts";
import { isEthnicMinority } from "../../../shared/domain/codes/ethnic-groups.ts";
import { ageOn } from "../../../shared/domain/dates.ts";
import { foldVietnamese } from "../../../shared/domain/fold.ts";
import { compareNames } from "../../../shared/domain/names.ts";
import {
  type ColumnKey,
  columnKeys,
  type ListFilters,
  ListLook,
  listColumns,
  noFilters,
  usualLook,
} from "../../../shared/domain/people-columns.ts";
import type { Person } from "../../../shared/domain/person.ts";
import type { Post } from "../../../shared/domain/post.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { type AnyRecord, protectedKinds, recordKinds } from "../../../shared/domain/record-kinds.ts";
import { type Seeded, seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { officeAtWork } from "../services/office-at-work.ts";
import { blank, idsOf, somePerson } from "./office-fixture.ts";

const seed = suiteSeed(707);
const today = "2026-03-02"; // of the office at work

interface Made {
  readonly people: readonly Person[];
  readonly held: ReadonlyMap<string, Assignment>; // today's, by person
  readonly posts: ReadonlyMap<string, Post>;
  readonly parents: ReadonlyMap<string, RecordId<"unit"> | null>;
  readonly ratings: ReadonlyMap<string, readonly [year: string, code: string]>;
  readonly records: readonly AnyRecord[];
}

/** An office with a tree of units, posts, and people with everything the filters ask about. */
function madeUp(random: Seeded, count: number): Made {
  const ids = idsOf(random);
  const units = Array.from({ length: 9 }, () => ids("unit"));
  const parents = new Map<string, RecordId<"unit"> | null>(
    units.map((id, i) => [id, i === 0 ? null : units[Math.floor((i - 1) / 2)]!]),
  );
  const versions = units.map((unitId, i) =>
    blank("unit-version", {
      id: ids("unit-version"),
      unitId,
      name: `Đơn vị ${i}`,
      level: "XA",
      parentId: parents.get(unitId) ?? null,
      from: "2015",
    }),
  );
  const posts = Array.from({ length: 12 }, () =>
    blank("post", {
      id: ids("post"),
      unitId: random.pick(units),
      title: "x",
      role: random.pick(["T", "P", "M"]),
      managingLevel: random.pick(["BTVTU", "BTVDU", null]),
    }),
  );
  const people = Array.from(
    { length: count },
    (): Person => ({
      ...somePerson(random, ids("person")),
      birthDate: random.pick([
        null,
        "1966",
        "1971-05",
        `19${random.whole(60, 99)}-0${random.whole(1, 9)}-1${random.whole(0, 9)}`,
      ]),
      ethnicity: random.pick([
        { code: "01", text: "Kinh" },
        { code: "03", text: "Thái" },
        { code: null, text: "Kinh?" },
        { code: null, text: "" },
      ]),
      highestDegree: random.pick([
        { code: "THS", text: "Thạc sĩ Luật" },
        { code: "DH", text: "" },
        { code: null, text: "khác" },
        { code: null, text: "" },
      ]),
      politicalTheory: random.pick([
        { code: "CC", text: "Cao cấp" },
        { code: "TC", text: "Trung cấp" },
        { code: null, text: "" },
      ]),
      partyJoinDate: random.pick([null, "2005-02-03"]),
      payCoefficient: random.pick(["", "4,32", "10,00", "2,34"]),
      phone: random.pick(["", "0912"]),
    }),
  );
  const held = new Map<string, Assignment>();
  const ratings = new Map<string, readonly [string, string]>();
  const rows: AnyRecord[] = [];
  for (const { id } of people) {
    if (random.chance(0.85)) {
      const row = blank("assignment", {
        id: ids("assignment"),
        personId: id,
        title: random.pick(["Bí thư", "Chủ tịch", "Văn thư"]),
        unitId: random.pick([...units, null]),
        unitText: "trên giấy",
        postId: random.pick([...posts.map((post) => post.id), null]),
        nature: "SUBSTANTIVE",
        from: random.pick(["2019", "2022-07-01"]),
      });
      held.set(id, row);
      rows.push(
        row,
        blank("assignment", {
          id: ids("assignment"),
          personId: id,
          title: "Cũ",
          nature: "SUBSTANTIVE",
          from: "2001",
          to: "2010",
        }),
      );
    }
    if (random.chance(0.5)) {
      const [code, years] = [random.pick(["HTXSNV", "HTTNV", "HTNV"]), ["2022", "2024"]];
      rows.push(
        ...years.map((year) =>
          blank("yearly-rating", {
            id: ids("yearly-rating"),
            personId: id,
            year,
            rating: { code: year === "2024" ? code : "HTNV", text: "" },
          }),
        ),
      );
      ratings.set(id, ["2024", code]);
    }
  }
  return {
    people,
    held,
    posts: new Map(posts.map((post) => [post.id, post])),
    parents,
    ratings,
    records: [...units.map((id) => blank("unit", { id, tree: "PARTY" })), ...versions, ...posts, ...people, ...rows],
  };
}

/** Whether a person belongs in the list, worked out plainly from the records. */
function fits(made: Made, person: Person, filters: ListFilters): boolean {
  const held = made.held.get(person.id);
  const post = held?.postId == null ? undefined : made.posts.get(held.postId);
  const within = (unit: RecordId<"unit"> | null): boolean =>
    unit !== null && (unit === filters.unit || within(made.parents.get(unit) ?? null));
  const age = person.birthDate === null ? null : ageOn(person.birthDate, today);
  return (
    (filters.unit === null || within(held?.unitId ?? null)) &&
    (filters.sex === null || person.sex === filters.sex) &&
    ((filters.ageFrom === null && filters.ageTo === null) ||
      (age !== null && age.most >= (filters.ageFrom ?? 0) && age.least <= (filters.ageTo ?? 999))) &&
    (filters.minority === null ||
      (person.ethnicity.code !== null && isEthnicMinority(person.ethnicity.code) === filters.minority)) &&
    (filters.degrees.length === 0 || filters.degrees.includes(person.highestDegree.code ?? "-")) &&
    (filters.theory.length === 0 || filters.theory.includes(person.politicalTheory.code ?? "-")) &&
    (filters.party === null || (person.partyJoinDate !== null) === filters.party) &&
    (filters.roles.length === 0 || filters.roles.includes(post?.role ?? "-")) &&
    (filters.levels.length === 0 || filters.levels.includes(post?.managingLevel ?? "-")) &&
    filters.empty.every((column) =>
      column === "phone"
        ? person.phone === ""
        : column === "birth"
          ? person.birthDate === null
          : made.held.get(person.id) === undefined,
    ) &&
    (filters.only === null || filters.only.includes(person.id))
  );
}

function someFilters(random: Seeded, made: Made): ListFilters {
  const some = <Value>(value: Value, none: Value): Value => (random.chance(0.22) ? value : none);
  return {
    unit: some(random.pick([...made.parents.keys()]) as RecordId<"unit">, null),
    sex: some(random.pick(["NAM", "NU"] as const), null),
    ageFrom: some(random.whole(30, 50), null),
    ageTo: some(random.whole(40, 60), null),
    minority: some(random.chance(0.5), null),
    degrees: some(random.pick([["THS"], ["THS", "DH"]]), []),
    theory: some(["CC"], []),
    party: some(random.chance(0.5), null),
    roles: some(random.pick([["T"], ["P", "M"]]), []),
    levels: some(["BTVTU"], []),
    empty: some(random.pick<ColumnKey[]>([["phone"], ["birth", "phone"], ["title"]]), []),
    findings: false,
    conflicts: false,
    only: some(
      made.people.filter(() => random.chance(0.5)).map(({ id }) => id),
      null,
    ),
  };
}

describe(`questions to the list, seed ${seed}`, async () => {
  const random = seeded(seed);
  const made = madeUp(random, 400);
  const { office, core } = await officeAtWork(seed, made.records);
  const rowsOf = async (query: PeopleQuery): Promise<readonly PersonRow[]> => {
    const { key, total } = await office.data.searchPeople(query);
    return office.data.peopleRows(key, 0, total);
  };

  it("finds exactly those for whom every filter holds, with and without a text", async () => {
    let [nonEmpty, narrowed] = [0, 0];
    for (let i = 0; i < 300; i += 1) {
      const filters = someFilters(random, made);
      const text = random.chance(0.3) ? foldVietnamese(random.pick(made.people).birthName.split(" ").at(-1)!) : "";
      const found = new Set((await rowsOf({ text, order: "name", filters })).map(({ id }) => id));
      const all = new Set((await rowsOf({ text, order: "name" })).map(({ id }) => id));
      const expected = made.people.filter((person) => all.has(person.id) && fits(made, person, filters));
      expect(found, JSON.stringify(filters)).toEqual(new Set(expected.map(({ id }) => id)));
      if (found.size > 0) nonEmpty += 1;
      if (found.size < all.size) narrowed += 1;
    }
    expect(nonEmpty).toBeGreaterThan(100);
    expect(narrowed).toBeGreaterThan(100);
  });

  it("a unit filter that forgets the units below would be caught", () => {
    const filters = { ...noFilters, unit: [...made.parents.keys()][0] as RecordId<"unit"> };
    const right = made.people.filter((person) => fits(made, person, filters)).length;
    const wrong = made.people.filter((person) => made.held.get(person.id)?.unitId === filters.unit).length;
    expect(right).toBeGreaterThan(wrong);
  });

  it("orders by every column both ways: the same people, equal values by name, the empty ones last", async () => {
    for (const order of [...columnKeys, "attention"] as const) {
      for (const descending of [false, true]) {
        const columns = order === "attention" ? [] : [order];
        const rows = await rowsOf({ text: "", order, descending, columns });
        expect(rows.length).toBe(made.people.length);
        const empty = rows.map(({ cells }) => order !== "attention" && cells?.[0] === null);
        expect(empty, order).toEqual(empty.toSorted((a, b) => Number(a) - Number(b)));
        for (const [i, row] of rows.slice(1).entries()) {
          const before = rows[i]!;
          if (JSON.stringify(row.cells) !== JSON.stringify(before.cells) || order === "attention") continue;
          expect(compareNames(before.name, row.name), `${order}: ${before.name}, ${row.name}`).toBeLessThanOrEqual(0);
        }
      }
    }
    const pay = (await rowsOf({ text: "", order: "payCoefficient", columns: ["payCoefficient"] })).flatMap(
      ({ cells }) => cells?.[0]?.text ?? [],
    );
    expect([...new Set(pay)]).toEqual(["2,34", "4,32", "10,00"]);
    const ranks = (await rowsOf({ text: "", order: "degree", columns: ["degree"] }))
      .flatMap(({ cells }) => cells?.[0]?.code ?? [])
      .filter((code) => code !== "");
    const place = (code: string) => degrees.findIndex((each) => each.code === code);
    expect(ranks.map(place)).toEqual(ranks.map(place).toSorted((a, b) => a - b));
  });

  it("shows in its columns what the records say", async () => {
    const columns: readonly ColumnKey[] = [
      "ethnicity",
      "title",
      "postRole",
      "managingLevel",
      "lastRating",
      "nativePlace",
      "age",
      "phone",
    ];
    for (const { id, cells } of await rowsOf({ text: "", order: "name", columns })) {
      const person = made.people.find((each) => each.id === id)!;
      const held = made.held.get(id);
      const post = held?.postId == null ? undefined : made.posts.get(held.postId);
      const [ethnicity, title, role, level, rating, native, age, phone] = cells!;
      expect([ethnicity?.text ?? "", ethnicity?.code ?? ""]).toEqual([
        person.ethnicity.text,
        person.ethnicity.code ?? "",
      ]);
      expect(title?.text ?? "").toBe(held?.title ?? "");
      expect(role?.code).toBe(post?.role);
      expect(level?.code ?? null).toBe(post?.managingLevel ?? null);
      expect([rating?.text.slice(0, 4), rating?.code]).toEqual([...(made.ratings.get(id) ?? [undefined, undefined])]);
      expect(native?.text ?? "").toBe(
        [person.nativeCommune, person.nativeDistrict, person.nativeProvince].filter((part) => part !== "").join(", "),
      );
      expect(age === null).toBe(person.birthDate === null);
      expect(phone?.text ?? "").toBe(person.phone);
    }
  });

  it("marks a stretch by its answer, and counts everybody once", async () => {
    const { key, total } = await office.data.searchPeople({
      text: "",
      order: "name",
      filters: { ...noFilters, sex: "NU" },
    });
    const ids = await office.data.foundIds(key, 0, total);
    expect(ids).toEqual((await office.data.peopleRows(key, 0, total)).map(({ id }) => id));
    expect(await office.data.countPeople([...ids, ...ids])).toEqual({
      total,
      women: total,
      partyMembers: made.people.filter(({ sex, partyJoinDate }) => sex === "NU" && partyJoinDate !== null).length,
      minority: made.people.filter(({ sex, ethnicity }) => sex === "NU" && ethnicity.code === "03").length,
      withoutPost: made.people.filter(({ sex, id }) => sex === "NU" && !made.held.has(id)).length,
    });
    core.close();
  });

  it("no column comes from a protected kind, and every field it names is there", () => {
    const guarded = new Set<string>(protectedKinds);
    for (const key of columnKeys) {
      const { kind, fields } = listColumns[key].from;
      expect(guarded.has(kind), key).toBe(false);
      for (const field of fields) expect(Object.keys(recordKinds[kind].shape), key).toContain(field);
    }
    expect(columnKeys.length).toBeGreaterThan(25);
  });

  it("refuses a kept look that asks for what no list may show", () => {
    expect(ListLook.safeParse(usualLook).success).toBe(true);
    expect(ListLook.safeParse({ ...usualLook, columns: ["religion"] }).success).toBe(false);
    expect(ListLook.safeParse({ ...usualLook, order: "health" }).success).toBe(false);
    expect(ListLook.safeParse({ ...usualLook, filters: { ...noFilters, empty: ["bloodGroup"] } }).success).toBe(false);
  });
});
