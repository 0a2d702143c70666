import { describe, expect, it } from "vitest";
import { type ListedPerson, makePeopleIndex, ownWords, type PeopleIndex } from "../../../renderer/data/people-index.ts";
import { nameSortKey } from "../../../shared/domain/names.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";
import { seeded, suiteSeed } from "../../fixtures/seeded.ts";
import { idsOf, someName, somePerson } from "./office-fixture.ts";

const seed = suiteSeed(1975);

describe(`searching people, seed ${seed}`, () => {
  const people = named(
    "Đặng Thị Ngọc",
    "Dang Van Nam",
    "Nguyễn Văn Đảng",
    "Trần Đăng Khoa",
    "Hồ Thị Hoà",
    "Hồ Thị Hòa",
    "Lê Hoa",
    "Y Dăng",
  );
  const index = makePeopleIndex(people);
  const find = (text: string, order: "name" | "unit" | "birth" = "name"): readonly string[] =>
    namesIn(index, text, order);

  it("finds Đặng by dang, and whatever else folds to it", () => {
    expect(find("dang").toSorted()).toEqual([
      "Dang Van Nam",
      "Nguyễn Văn Đảng",
      "Trần Đăng Khoa",
      "Y Dăng",
      "Đặng Thị Ngọc",
    ]);
    expect(find("DANG")).toEqual(find("dang"));
  });

  it("puts first those who have the very marks that were typed", () => {
    expect(find("đặng")[0]).toBe("Đặng Thị Ngọc");
    expect(find("đăng")[0]).toBe("Trần Đăng Khoa");
    expect(find("đảng")).toHaveLength(5);
    expect(find("đảng")[0]).toBe("Nguyễn Văn Đảng");
    expect(find("hòa")).toEqual(
      ["Hồ Thị Hòa", "Lê Hoa", "Hồ Thị Hoà"].toSorted(
        (a, b) => Number(b.endsWith("Hòa")) - Number(a.endsWith("Hòa")) || order(a, b),
      ),
    );
  });

  it("takes words in any order, by their beginnings, and only by those", () => {
    expect(find("ngoc dang")).toEqual(["Đặng Thị Ngọc"]);
    expect(find("ng đ")).toContain("Đặng Thị Ngọc");
    expect(find("goc")).toEqual([]);
    expect(find("  Ngọc,   thị ")).toEqual(["Đặng Thị Ngọc"]);
    expect(find("dang dang")).toEqual(find("dang"));
    expect(find("")).toHaveLength(people.length);
    expect(find("  ")).toHaveLength(people.length);
    expect(find("?!")).toEqual([]);
  });

  it("finds the same whether marks are composed or not, in names and in queries", () => {
    const spelled = makePeopleIndex(named(...people.map(({ name }) => name.normalize("NFD"))));
    for (const { name } of people) {
      for (const text of [name.normalize("NFC"), name.normalize("NFD"), name.toUpperCase()]) {
        expect(find(text)[0]).toBe(name);
        expect(namesIn(spelled, text, "name")[0]?.normalize("NFC")).toBe(name);
      }
    }
  });

  it("searches other names, home, year of birth, title and unit", () => {
    const random = seeded(seed);
    const person = { ...somePerson(random, idsOf(random)("person")), otherNames: "Năm Lửa", birthDate: "1975-04" };
    const listed = makePeopleIndex([listedPerson(person, "Phó Bí thư", "Đảng ủy xã Bồi Sơn")]);
    for (const text of ["lua", "1975", "197", "nghe an", "pho bi thu", "boi son dang uy", "năm 1975 phó"]) {
      expect([text, listed.search({ text, order: "name" }).length]).toEqual([text, 1]);
    }
    for (const text of [person.idNumber, "1976", "kinh"]) expect(listed.search({ text, order: "name" }).length).toBe(0);
  });

  it("lists 200 pairs of names in the order a Vietnamese reader expects", () => {
    const random = seeded(seed);
    const collator = new Intl.Collator("vi");
    let pairs = 0;
    while (pairs < 200) {
      const [one, other] = [someName(random), someName(random)];
      const expected = byParts(collator, one, other);
      if (expected === 0) continue;
      const [first] = namesIn(makePeopleIndex(named(other, one)), "", "name");
      expect([one, other, first]).toEqual([one, other, expected < 0 ? one : other]);
      pairs += 1;
    }
  });

  it("orders by unit with those without one last, and by birth with the oldest first", () => {
    const random = seeded(seed + 3);
    const ids = idsOf(random);
    const listed = Array.from({ length: 60 }, () =>
      listedPerson(
        somePerson(random, ids("person")),
        "",
        random.pick(["Đảng ủy xã B", "Ban Tổ chức", "Đảng ủy xã A", ""]),
      ),
    );
    const made = makePeopleIndex(listed);
    const inOrder = (by: "unit" | "birth") => [...made.search({ text: "", order: by })].map((slot) => made.at(slot)!);
    expect([...new Set(inOrder("unit").map(({ unit }) => unit))]).toEqual([
      "Ban Tổ chức",
      "Đảng ủy xã A",
      "Đảng ủy xã B",
      "",
    ]);
    const births = inOrder("birth").map(({ birthDate }) => birthDate ?? "9999");
    expect(births).toEqual(births.toSorted());
    for (const unit of ["", "Ban Tổ chức"]) {
      const keys = inOrder("unit")
        .filter((person) => person.unit === unit)
        .map(({ sortKey }) => sortKey);
      expect(keys).toEqual(keys.toSorted());
    }
  });
});

describe(`the index after edits, seed ${seed}`, () => {
  it("answers as one that was made anew", () => {
    const { searches, edits } = compareAfterEdits(6, (index) => index);
    expect(searches).toBeGreaterThan(500);
    expect(edits).toBeGreaterThan(1_500);
  });

  it("is caught when a changed person keeps the old words (control)", () => {
    const stubborn = (index: PeopleIndex): PeopleIndex => ({
      ...index,
      put: (person) => {
        const before = index.get(person.id);
        index.put(before === undefined ? person : { ...person, words: before.words });
      },
    });
    expect(() => compareAfterEdits(2, stubborn)).toThrow("to deeply equal");
  });
});

function compareAfterEdits(
  rounds: number,
  use: (index: PeopleIndex) => PeopleIndex,
): { readonly searches: number; readonly edits: number } {
  const random = seeded(seed + 2);
  let [searches, edits] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const ids = idsOf(random);
    const now = new Map<RecordId<"person">, ListedPerson>();
    const anyone = (id: RecordId<"person">) =>
      listedPerson(
        somePerson(random, id),
        random.pick(["Bí thư", "Phó Bí thư", ""]),
        random.pick(["Đảng ủy xã Đà Sơn", "Văn phòng", ""]),
      );
    for (let i = 0; i < 80; i += 1) {
      const person = anyone(ids("person"));
      now.set(person.id, person);
    }
    const index = use(makePeopleIndex([...now.values()]));
    if (round % 2 === 0) index.prepare();
    for (let step = 0; step < (round === 0 ? 700 : 250); step += 1) {
      const known = random.pick([...now.keys()]);
      if (random.chance(0.1) && now.size > 40) {
        index.remove(known);
        now.delete(known);
      } else {
        const person = anyone(random.chance(0.2) ? ids("person") : known);
        index.put(person);
        now.set(person.id, person);
      }
      edits += 1;
      if (step % 10 !== 0) continue;
      const anew = makePeopleIndex([...now.values()]);
      for (const text of ["", "son", "Đà", random.pick(["bí thư", "nguyen", "an", "hò", "1990", "văn phòng"])]) {
        const by = random.pick(["name", "unit", "birth"] as const);
        expect(idsIn(index, text, by)).toEqual(idsIn(anew, text, by));
        searches += 1;
      }
      expect(index.count()).toBe(now.size);
    }
  }
  return { searches, edits };
}

const idsIn = (index: PeopleIndex, text: string, order: "name" | "unit" | "birth") =>
  [...index.search({ text, order })].map((slot) => index.at(slot)?.id);
const namesIn = (index: PeopleIndex, text: string, order: "name" | "unit" | "birth") =>
  [...index.search({ text, order })].map((slot) => index.at(slot)!.name);

const order = (a: string, b: string): number => byParts(new Intl.Collator("vi"), a, b);

/** Given name, then family name, then what stands between: by another implementation than the program's. */
function byParts(collator: Intl.Collator, one: string, other: string): number {
  const parts = (name: string): readonly string[] => {
    const words = name.normalize("NFC").split(" ");
    return [words.at(-1)!, words.length > 1 ? words[0]! : "", words.slice(1, -1).join(" ")];
  };
  const [a, b] = [parts(one), parts(other)];
  return a.map((part, i) => collator.compare(part, b[i]!)).find((difference) => difference !== 0) ?? 0;
}

function named(...names: readonly string[]): readonly ListedPerson[] {
  const ids = idsOf(seeded(seed));
  const empty = { otherNames: "", birthDate: null, nativeCommune: "", nativeDistrict: "", nativeProvince: "" };
  return names.map((birthName) => listedPerson({ id: ids("person"), birthName, sex: null, ...empty }, "", ""));
}

function listedPerson(
  person: Pick<
    ReturnType<typeof somePerson>,
    "id" | "birthName" | "sex" | "otherNames" | "birthDate" | "nativeCommune" | "nativeDistrict" | "nativeProvince"
  >,
  title: string,
  unit: string,
): ListedPerson {
  const { id, birthName, sex, otherNames, birthDate, nativeCommune, nativeDistrict, nativeProvince } = person;
  const words = ownWords({ birthName, otherNames, birthDate, nativeCommune, nativeDistrict, nativeProvince });
  return {
    id,
    name: birthName,
    sex,
    birthDate,
    title,
    unit,
    held: null,
    sortKey: nameSortKey(birthName),
    words: () => words,
  };
}
