import { describe, expect, it } from "vitest";
import { makePeopleIndex, ownWords } from "../../../renderer/data/people-index.ts";
import { foldVietnamese } from "../../../shared/domain/fold.ts";
import { compareNames, nameSortKey } from "../../../shared/domain/names.ts";
import type { RecordId } from "../../../shared/domain/primitives.ts";

/**
 * Put in order by hand: given name (the last word), then family, then middle; a ă â, d đ, e ê, o ô ơ, u ư are letters of
 * their own; tones level huyền hỏi ngã sắc nặng. Every two neighbours differ in one thing that has to decide.
 */
const inOrder = [
  "Bùi Văn An",
  "Đỗ Văn An",
  "Nguyễn Hữu An",
  "Nguyễn Văn An",
  "Nguyễn Việt An",
  "Cao Thị Anh",
  "Lê Thị Ánh",
  "Trần Ngọc Ánh",
  "Vi Văn Ăn",
  "Hồ Thị Ân",
  "Hồ Thị Ẩn",
  "Lô Văn Ấn",
  "Trần Bình",
  "Đinh Thị Bính",
  "Lê Dung",
  "Lê Thị Dung",
  "Dương Dũng",
  "Đặng Dũng",
  "Moong Văn Dụng",
  "Lê Đảng",
  "Lê Đăng",
  "Lê Đằng",
  "Lê Đặng",
  "Phạm Văn Đức",
  "Trần Giang",
  "Kha Văn Giáp",
  "Hồ Hà",
  "Hồ Hả",
  "Hồ Hạ",
  "Ngô Thị Hòa",
  "Lầu Bá Hờ",
  "Phan Thị Hương",
  "Phan Thị Hường",
  "Phan Thị Hưởng",
  "Đào Thị Lan",
  "Lữ Thị Lam Lan",
  "Tống Minh",
  "Tống Thị Mơ",
  "Nguyễn Thị Quý",
  "Nguyễn Thị Ý",
];

/** 200 pairs: every name with the five that follow it, the last ones with those before. */
const pairs = inOrder.flatMap((first, at) =>
  [1, 2, 3, 5, 8].map((step) => {
    const other = (at + step) % inOrder.length;
    return at < other ? ([first, inOrder[other]!] as const) : ([inOrder[other]!, first] as const);
  }),
);

const people = inOrder.map((name, n) => {
  const blank = { otherNames: "", birthDate: null, nativeCommune: "", nativeDistrict: "", nativeProvince: "" };
  const words = ownWords({ birthName: name, ...blank });
  const id = `person:${n}` as RecordId<"person">;
  return {
    id,
    name,
    sex: null,
    birthDate: null,
    title: "",
    unit: "",
    held: null,
    sortKey: nameSortKey(name),
    words: () => words,
  };
});
const index = makePeopleIndex(people.toReversed());
const namesFor = (text: string): readonly string[] =>
  [...index.search({ text, order: "name" })].map((slot) => index.at(slot)!.name);

describe("200 pairs of names", () => {
  it("are 200, of 40 names put in order by hand", () => {
    expect(pairs).toHaveLength(200);
    expect(new Set(inOrder).size).toBe(40);
  });

  it("stand in the order of given name, family, middle, with Vietnamese letters and tones", () => {
    const wrong = pairs.filter(
      ([first, second]) => compareNames(first, second) >= 0 || compareNames(second, first) <= 0,
    );
    expect(wrong).toEqual([]);
    expect(namesFor("")).toEqual(inOrder);
  });

  it("stand in the same order however their marks are composed", () => {
    for (const [first, second] of pairs) {
      expect(compareNames(first.normalize("NFD"), second)).toBeLessThan(0);
      expect(compareNames(first.normalize("NFD"), first.normalize("NFC"))).toBe(0);
    }
  });

  it("are found without marks, both of a pair that folds alike, and the one with the very marks first", () => {
    let alike = 0;
    for (const [first, second] of pairs) {
      const [one, other] = [first, second].map((name) => foldVietnamese(name));
      for (const [name, folded] of [
        [first, one!],
        [second, other!],
      ] as const) {
        expect(namesFor(folded), folded).toContain(name);
        expect(namesFor(name)[0], name).toBe(name);
        expect(namesFor(name.normalize("NFD"))).toEqual(namesFor(name));
      }
      if (one === other) {
        alike += 1;
        expect(namesFor(one!)).toEqual(expect.arrayContaining([first, second]));
        expect(namesFor(second)[0]).toBe(second);
      }
    }
    expect(alike).toBeGreaterThan(10);
    expect(namesFor("dang")).toEqual(expect.arrayContaining(["Đặng Dũng", "Lê Đăng", "Lê Đằng", "Lê Đảng", "Lê Đặng"]));
    expect(namesFor("đặng").slice(0, 2)).toEqual(["Đặng Dũng", "Lê Đặng"]);
  });

  it("an order by plain letters would be caught, and so would one by family name", () => {
    const plainly = pairs.filter(([first, second]) => foldVietnamese(first) > foldVietnamese(second));
    const byFamily = pairs.filter(([first, second]) => first.localeCompare(second, "vi") > 0);
    expect(plainly.length).toBeGreaterThan(20);
    expect(byFamily.length).toBeGreaterThan(20);
  });
});
