import { describe, expect, it } from "vitest";
import {
  type ComparedFile,
  duplicateCandidates,
  leastScore,
  likenessOf,
  oneTypo,
  scoreOf,
} from "../../../shared/domain/duplicates.ts";
import { listColumn } from "../../../shared/domain/people-columns.ts";
import { madeOffice } from "../../bench/made-office.ts";
import { aPerson, numbered } from "../../fixtures/records.ts";
import { type Seeded, seeded, suiteSeed } from "../../fixtures/seeded.ts";

const seed = suiteSeed(3105);

const file = (n: number, patch: Partial<ComparedFile>): ComparedFile => ({
  ...comparedOf(aPerson(n)),
  birthName: "Đặng Thị Ngọc Ánh",
  birthDate: "1985-03-05",
  nativeCommune: "Lưu Sơn",
  nativeDistrict: "Đô Lương",
  nativeProvince: "Nghệ An",
  sex: "NU",
  ...patch,
});

function comparedOf(person: ComparedFile): ComparedFile {
  const {
    id,
    birthName,
    otherNames,
    sex,
    birthDate,
    nativeCommune,
    nativeDistrict,
    nativeProvince,
    personalNumber,
    idNumber,
  } = person;
  return {
    id,
    birthName,
    otherNames,
    sex,
    birthDate,
    nativeCommune,
    nativeDistrict,
    nativeProvince,
    personalNumber,
    idNumber,
  };
}

/** Pairs by hand: what the second file has instead, and whether a clerk should see the pair. */
const byHand: readonly (readonly [string, Partial<ComparedFile>, Partial<ComparedFile>, boolean])[] = [
  ["everything the same", {}, {}, true],
  ["marks left out", {}, { birthName: "Dang Thi Ngoc Anh" }, true],
  ["decomposed letters", {}, { birthName: "Đặng Thị Ngọc Ánh".normalize("NFD") }, true],
  ["capitals", {}, { birthName: "ĐẶNG THỊ NGỌC ÁNH" }, true],
  ["y for i", { birthName: "Hồ Sỹ Tùng" }, { birthName: "Hồ Sĩ Tùng" }, true],
  ["one letter wrong", {}, { birthName: "Đặng Thị Ngoc Ánn" }, true],
  ["year only", {}, { birthDate: "1985" }, true],
  ["month only", {}, { birthDate: "1985-03" }, true],
  ["day and month swapped", {}, { birthDate: "1985-05-03" }, true],
  ["one digit of the date", {}, { birthDate: "1985-03-06" }, true],
  ["another commune of the district", {}, { nativeCommune: "Đà Sơn" }, true],
  ["new commune, no district", {}, { nativeDistrict: "" }, true],
  ["kind of place written out", {}, { nativeCommune: "xã Lưu Sơn", nativeDistrict: "huyện Đô Lương" }, true],
  [
    "same number, nothing else",
    { personalNumber: "040185000123" },
    { personalNumber: "040185000123", birthName: "Lê Văn Bình", birthDate: "1960", nativeCommune: "X", sex: "NAM" },
    true,
  ],
  [
    "number in the other field",
    { personalNumber: "040185000123" },
    { idNumber: "040 185 000 123", birthName: "Lê Bình", birthDate: null },
    true,
  ],
  ["another name in use", { otherNames: "Đặng Ngọc Ánh, Ánh Dương" }, { birthName: "Ánh Dương" }, true],
  [
    "same name, other year",
    {},
    { birthDate: "1979-11-20", nativeCommune: "Bồi Sơn", nativeDistrict: "Nam Đàn" },
    false,
  ],
  ["same day, other name", {}, { birthName: "Trần Văn Dũng", sex: "NAM" }, false],
  [
    "same name, dates far apart, numbers differ",
    { personalNumber: "040185000123" },
    { birthDate: "1985-09-17", personalNumber: "040185999888" },
    false,
  ],
  [
    "namesakes of one year from two places, man and woman",
    {},
    { birthDate: "1985", nativeCommune: "Y", nativeDistrict: "Z", nativeProvince: "Huế", sex: "NAM" },
    false,
  ],
];

describe(`files that may be about one person, seed ${seed}`, () => {
  for (const [what, first, second, wanted] of byHand) {
    it(`${wanted ? "lays before a clerk" : "leaves alone"}: ${what}`, () => {
      const found = duplicateCandidates([file(1, first), file(2, second)]);
      expect(found.length).toBe(wanted ? 1 : 0);
      if (wanted) expect(found[0]!.score).toBeGreaterThanOrEqual(leastScore);
    });
  }

  it("puts equal numbers first, then the likeliest", () => {
    const found = duplicateCandidates([
      file(1, { personalNumber: "040185000123" }),
      file(2, {}),
      file(3, { personalNumber: "040185000123", birthName: "Khác Hẳn", birthDate: "1950", nativeCommune: "" }),
      file(4, { birthDate: "1985", nativeCommune: "Khác" }),
    ]);
    expect(found[0]).toMatchObject({ first: numbered("person", 1), second: numbered("person", 2), score: 100 });
    expect(found[1]).toMatchObject({ first: numbered("person", 1), second: numbered("person", 3) });
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a));
  });

  it("passes over pairs that a person has told apart", () => {
    const two = [file(1, {}), file(2, {})];
    expect(duplicateCandidates(two, () => true)).toEqual([]);
    expect(duplicateCandidates(two, (one) => one === numbered("person", 9))).toHaveLength(1);
  });

  it("reads one typo as a person does", () => {
    for (const [one, other] of [
      ["anh", "ann"],
      ["anh", "annh"],
      ["anh", "ah"],
      ["anh", "nah"],
    ] as const)
      expect(oneTypo(one, other)).toBe(true);
    for (const [one, other] of [
      ["anh", "anh"],
      ["anh", "binh"],
      ["anh", "hna"],
      ["anh", "anhhh"],
    ] as const)
      expect(oneTypo(one, other)).toBe(false);
  });

  it("finds the twins planted among 5,000 files, and puts few others above them", () => {
    const random = seeded(seed);
    const files = madeOffice(seed, 5_000, 0).people.map(comparedOf);
    const planted = random
      .shuffled(files)
      .slice(0, 300)
      .map((original, i) => ({ original, twin: twinOf(original, 100_000 + i, random) }));
    const all = [...files, ...planted.map(({ twin }) => twin)];
    const found = duplicateCandidates(all);
    const pairs = new Set(found.map(({ first, second }) => `${first} ${second}`));
    const missed = planted.filter(({ original, twin }) => !pairs.has([original.id, twin.id].toSorted().join(" ")));
    expect(missed.length / planted.length, JSON.stringify(missed[0])).toBeLessThan(0.02);
    // Among made-up people some are namesakes of one year: they must not bury the twins.
    const ranked = found.slice(0, planted.length * 2);
    const twinsOnTop = ranked.filter(
      ({ first, second }) => first.includes("-8000-") || second.includes("-8000-"),
    ).length;
    expect(twinsOnTop / planted.length).toBeGreaterThan(0.9);

    // Control: whoever compares only files with the same day of birth misses swapped and partial dates.
    const naive = planted.filter(
      ({ original, twin }) => original.birthDate === twin.birthDate && likenessOf(original, twin).length > 0,
    );
    expect(naive.length).toBeLessThan(planted.length * 0.7);
  }, 60_000);

  it("never looks at a protected field: neither by type nor by value", () => {
    // @ts-expect-error -- religion is protected
    const smuggled: ComparedFile = { ...file(1, {}), religion: { code: "1", text: "Phật giáo" } };
    expect(duplicateCandidates([smuggled, file(2, {})])).toEqual(duplicateCandidates([file(1, {}), file(2, {})]));
    expect(scoreOf(likenessOf(smuggled, file(2, {})))).toBe(scoreOf(likenessOf(file(1, {}), file(2, {}))));
    // @ts-expect-error -- a column of the list comes from an open kind
    listColumn("protected", ["religion"], "coded", 100);
    // @ts-expect-error -- relatives are protected
    listColumn("relative", ["name"], "text", 100);
    // @ts-expect-error -- a person's record has no such field
    listColumn("person", ["health"], "text", 100);
  });
});

/** The same person as another clerk typed them: one thing in the name and one in the date may differ. */
function twinOf(original: ComparedFile, n: number, random: Seeded): ComparedFile {
  const { birthName, birthDate } = original;
  const at = random.whole(1, Math.max(1, birthName.length - 2));
  const names = [
    birthName,
    birthName.normalize("NFD"),
    birthName.toUpperCase(),
    birthName.slice(0, at) + birthName.slice(at + 1),
  ];
  const [year = "", month = "", day = ""] = birthDate?.split("-") ?? [];
  const swapped = Number(day) <= 12 && day !== "" ? `${year}-${day}-${month}` : birthDate;
  const dates = birthDate === null ? [null] : [birthDate, birthDate, year, `${year}-${month}`, swapped];
  return {
    ...original,
    id: numbered("person", n),
    birthName: random.pick(names),
    birthDate: random.pick(dates),
    personalNumber: "",
    idNumber: "",
  };
}
