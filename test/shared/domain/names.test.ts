import { describe, expect, it } from "vitest";
import { foldLoosely, foldVietnamese } from "../../../shared/domain/fold.ts";
import { compareNames, nameSortKey, splitName } from "../../../shared/domain/names.ts";
import { type Seeded, seeded, suiteSeed } from "../../fixtures/seeded.ts";

const seed = suiteSeed(20161010);

/** Put in order by hand: given name, then family, then middle; a ă â, d đ, tones level huyền hỏi ngã sắc nặng. */
const inOrder = [
  "Lê Văn An",
  "Nguyễn Văn An",
  "Nguyễn Việt An",
  "Nguyễn Văn Ánh",
  "Trần Thị Ánh",
  "Cao Thị Ân",
  "Bùi Văn Bình",
  "Trần Dung",
  "Trần Dũng",
  "Phạm Văn Đức",
  "Vi Hoàn",
  "Lê Tuấn Khải",
  "Đặng Văn Lam",
  "Hồ Thị Lan",
  "Trần Thị Lan",
  "Cụt Thị Mỵ",
  "Hà Văn Sơn",
  "Hồ Sĩ Tuệ",
  "Hồ Sỹ Tuệ",
  "Phan Thị Tý",
  "Đoàn Hồng Vỹ",
];

/** The same order by the platform's collator, part by part: what the key is measured against. */
const collator = new Intl.Collator("vi");
function byCollator(a: string, b: string): number {
  const [left, right] = [splitName(a), splitName(b)];
  return (
    collator.compare(left.given, right.given) ||
    collator.compare(left.family, right.family) ||
    collator.compare(left.middle, right.middle)
  );
}

const vowels = Array.from("aăâeêioôơuưy");
const consonants = [
  "",
  "b",
  "c",
  "ch",
  "d",
  "đ",
  "g",
  "gi",
  "h",
  "kh",
  "l",
  "m",
  "n",
  "ng",
  "nh",
  "ph",
  "qu",
  "s",
  "t",
  "th",
  "tr",
  "v",
  "x",
  "w",
  "z",
];
const ends = ["", "c", "m", "n", "ng", "nh", "p", "t", "i", "o"];
const tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const oddities = ["-", "'", ".", "H'", "2", "(b)"];

/** A few syllables in many spellings, so that pairs agree in letters and differ only in a tone, a stroke or a capital. */
function spellings(random: Seeded, stems: number): string[] {
  return Array.from({ length: stems }, () => {
    const [start, vowel, end] = [
      random.chance(0.3) ? "d" : random.pick(consonants),
      random.pick(vowels),
      random.pick(ends),
    ];
    return Array.from({ length: 5 }, () => {
      const onset = random.chance(0.3) ? start.replace("d", "đ") : start;
      const word = `${onset}${vowel}${random.pick(tones)}${end}`;
      const odd = random.chance(0.05) ? word + random.pick(oddities) + word : word;
      const cased = random.chance(0.8) ? odd.charAt(0).toUpperCase() + odd.slice(1) : odd.toUpperCase();
      return cased.normalize(random.chance(0.5) ? "NFC" : "NFD");
    });
  }).flat();
}

function anyName(random: Seeded, words: readonly string[]): string {
  return Array.from({ length: random.whole(1, 4) }, () => random.pick(words)).join(" ");
}

function differences(key: (name: string) => string, pairs: number): { wrong: string[]; decidedByTone: number } {
  const random = seeded(seed);
  const wrong: string[] = [];
  let decidedByTone = 0;
  for (let round = 0; round < pairs / 1000; round += 1) {
    const words = spellings(random, 3);
    for (let i = 0; i < 1000; i += 1) {
      const [a, b] = [anyName(random, words), anyName(random, words)];
      const expected = Math.sign(byCollator(a, b));
      if (expected !== 0 && foldVietnamese(a) === foldVietnamese(b)) decidedByTone += 1;
      const [ka, kb] = [key(a), key(b)];
      if ((ka < kb ? -1 : ka > kb ? 1 : 0) !== expected) wrong.push(`${a} | ${b} (seed ${seed})`);
    }
  }
  return { wrong, decidedByTone };
}

const withoutStroke = (name: string): string =>
  nameSortKey(name.normalize("NFC").replace(/đ/g, "d").replace(/Đ/g, "D"));
const withoutTones = (name: string): string =>
  nameSortKey(name.normalize("NFD").replace(/[\u0300\u0301\u0303\u0309\u0323]/g, ""));

describe("splitName", () => {
  it("takes the last word as the given name and the first as the family name", () => {
    expect(splitName("  Nguyễn  Thị Bích   Ngọc ")).toEqual({ family: "Nguyễn", middle: "Thị Bích", given: "Ngọc" });
    expect(splitName("Vi Hoàn")).toEqual({ family: "Vi", middle: "", given: "Hoàn" });
    expect(splitName("Mỵ")).toEqual({ family: "", middle: "", given: "Mỵ" });
    expect(splitName("")).toEqual({ family: "", middle: "", given: "" });
  });
});

describe("compareNames", () => {
  it("orders 210 pairs as put in order by hand, composed or decomposed", () => {
    let pairs = 0;
    for (const [i, earlier] of inOrder.entries()) {
      for (const later of inOrder.slice(i + 1)) {
        expect(compareNames(earlier, later), `${earlier} | ${later}`).toBe(-1);
        expect(compareNames(later.normalize("NFD"), earlier), `${later} | ${earlier}`).toBe(1);
        pairs += 1;
      }
    }
    expect(pairs).toBe(210);
  });

  it("finds no difference between a name and its decomposed form", () => {
    for (const name of inOrder) expect(nameSortKey(name.normalize("NFD"))).toBe(nameSortKey(name));
  });
});

describe("nameSortKey", () => {
  it("gives the collator's order on 100,000 random pairs", () => {
    const { wrong, decidedByTone } = differences(nameSortKey, 100_000);
    expect(wrong).toEqual([]);
    expect(decidedByTone).toBeGreaterThan(100);
  });

  it("is told from a key that takes đ for d, and from one without tones", () => {
    expect(differences(withoutStroke, 5000).wrong.length).toBeGreaterThan(0);
    expect(differences(withoutTones, 5000).wrong.length).toBeGreaterThan(0);
  });
});

describe("foldVietnamese", () => {
  it("drops marks, makes đ a d, and closes up spaces", () => {
    expect(foldVietnamese("  ĐẶNG  Thị\tNgọc ")).toBe("dang thi ngoc");
    expect(foldVietnamese("Ðô Lương")).toBe("do luong"); // eth
    expect(foldVietnamese("thuở xưa, ưỡn ẹo, quỷ quyệt")).toBe("thuo xua, uon eo, quy quyet");
    expect(foldVietnamese("")).toBe("");
  });

  it("leaves nothing but ASCII of any Vietnamese letter, whichever way it is encoded", () => {
    let letters = 0;
    for (const vowel of vowels) {
      for (const tone of tones) {
        for (const letter of [vowel + tone, (vowel + tone).toUpperCase()]) {
          expect(foldVietnamese(letter.normalize("NFC"))).toMatch(/^[a-z]$/);
          expect(foldVietnamese(letter.normalize("NFD"))).toBe(foldVietnamese(letter.normalize("NFC")));
          letters += 1;
        }
      }
    }
    expect(letters).toBe(144);
  });

  it("meets y and i, spaces and hyphens in its looser form only", () => {
    expect(foldLoosely("Hồ Sỹ Tuệ")).toBe(foldLoosely("Hồ Sĩ Tuệ"));
    expect(foldLoosely("Khơ-mú")).toBe(foldLoosely("Khơ Mú"));
    expect(foldVietnamese("Sỹ")).not.toBe(foldVietnamese("Sĩ"));
  });
});
